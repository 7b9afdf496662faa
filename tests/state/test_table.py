"""Tables: declared columns, read by everyone, written by their owner."""

import numpy as np
import pytest

from simulation.state import schema
from simulation.state.schema import Column
from simulation.state.table import Table

SCHEMA = {
    "rent": Column("int32", "cents/month", 0, "rent", "rent"),
    "rooms": Column("int8", "rooms", 3, "synthesis", "rooms"),
    "asked": Column("int32", "row", -1, "rent", "areas", width=2),
}


def three_rows():
    return Table("homes", SCHEMA, {"rent": np.array([10, 20, 30])})


def test_columns_take_their_dtype_width_and_default():
    table = three_rows()
    assert len(table) == 3
    assert (table.rent.dtype, table.rooms.dtype) == (np.int32, np.int8)
    assert table.rooms.tolist() == [3, 3, 3]
    assert table.asked.tolist() == [[-1, -1]] * 3


def test_nobody_writes_what_it_reads():
    table = three_rows()
    for column in SCHEMA:
        with pytest.raises(ValueError, match="read-only"):
            getattr(table, column)[0] = 1
    with pytest.raises(ValueError, match=r"cannot set WRITEABLE|read-only"):
        np.add(table.rent, 1, out=table.rent)


def test_the_owner_writes_its_columns_and_readers_see_it():
    table = three_rows()
    view = table.rent
    owned = table.owned("rent")
    owned.rent[1] = 99
    assert view.tolist() == table.rent.tolist() == [10, 99, 30]
    assert not hasattr(owned, "rooms")


def test_an_unknown_column_is_named():
    with pytest.raises(AttributeError, match="'shape' in table 'homes'"):
        three_rows().shape  # noqa: B018


def test_appended_rows_come_last_and_survive_growth():
    table = three_rows()
    for count in (1, 5, 100, 0):
        before = len(table)
        rows = table.append(count, rent=7)
        assert rows.tolist() == list(range(before, before + count))
    assert table.rent.tolist() == [10, 20, 30] + [7] * 106
    assert (table.rooms == 3).all()
    assert (table.asked == -1).all()


def test_values_of_the_caller_are_copied():
    rents = np.array([1, 2], np.int32)
    table = Table("homes", SCHEMA, {"rent": rents})
    table.owned("rent").rent[0] = 50
    assert rents.tolist() == [1, 2]


def test_released_rows_go_back_to_defaults_and_are_used_again():
    table = three_rows()
    table.release(np.array([2, 0]))
    assert table.n_free == 2
    assert table.rent.tolist() == [0, 20, 0]
    rows = table.append(3, rent=np.array([1, 2, 3]), asked=np.array([[4, 5]] * 3))
    assert set(rows[:2].tolist()) == {0, 2}
    assert rows[2] == 3
    assert table.n_free == 0
    assert len(table) == 4
    assert table.rent[rows].tolist() == [1, 2, 3]
    assert table.asked[rows].tolist() == [[4, 5]] * 3


def test_an_empty_table_has_empty_columns():
    table = Table("homes", SCHEMA)
    assert len(table) == 0
    assert table.asked.shape == (0, 2)


@pytest.mark.parametrize(
    "columns",
    [schema.AREAS, schema.RESIDENCES, schema.DWELLINGS, schema.HOUSEHOLDS, schema.APPLICATIONS],
)
def test_every_column_of_the_world_says_what_it_is_and_holds_its_default(columns):
    for name, column in columns.items():
        assert column.unit, name
        assert column.owner, name
        assert column.what, name
        assert np.array([column.default]).astype(column.dtype)[0] == column.default, name
