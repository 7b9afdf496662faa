"""The dictionary declares what a run folder holds, no more and no less, and holds true of it."""

import re

import numpy as np
import pytest

from simulation.results.dictionary import TABLES
from simulation.results.dictionary.entry import (
    ALWAYS,
    COMPARED,
    TRACED,
    UNITS,
    WITH_WORKS,
)
from simulation.results.dictionary.formulas import IN_FRENCH
from simulation.results.dictionary.references import REFERENCES

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
WHOLE = {"code", "row", "identity", "rank", "year", "month", "count", "class",
         "persons", "rooms", "cents", "cents/month", "thousandths of utility"}  # fmt: skip


def test_every_column_of_every_table_is_declared_and_every_declared_one_exists(traced, compared):
    assert set(traced) | set(compared) == set(TABLES)
    for name, frame in {**traced, **compared}.items():
        assert [column.name for column in TABLES[name].columns] == list(frame.columns), name


def test_run_folders_hold_the_tables_that_the_dictionary_says(traced, compared):
    kept = {kind: {t.name for t in TABLES.values() if t.kept == kind}
            for kind in (ALWAYS, WITH_WORKS, TRACED, COMPARED)}  # fmt: skip
    assert set(traced) == kept[ALWAYS] | kept[WITH_WORKS] | kept[TRACED]
    assert set(compared) == kept[ALWAYS] | kept[WITH_WORKS] | kept[COMPARED]


def test_tables_of_the_run_hold_rows(traced):
    """Checks of values look at something."""
    empty = {name for name, frame in traced.items() if frame.empty}
    assert empty <= {"ledger_sales"}


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda x: getattr(x, "name", str(x)))
def test_no_field_is_empty_and_french_is_not_english(table, column):
    assert column.name
    assert column.unit in UNITS
    assert column.reference in REFERENCES
    for text in (column.definition, column.formula, table.row):
        assert all(part.strip() == part and part for part in text)
    assert column.definition[0] != column.definition[1]
    assert table.row[0] != table.row[1]
    assert "|" not in "".join((*column.definition, *column.formula))


def test_every_unit_and_reference_is_used_and_told_in_both_languages():
    assert {column.unit for _, column in COLUMNS} == set(UNITS)
    assert {column.reference for _, column in COLUMNS} == set(REFERENCES)
    assert all(all(pair) for pair in (*UNITS.values(), *REFERENCES.values()))


def test_formulas_that_need_words_have_french_ones_and_no_french_is_left_over():
    formulas = {column.formula[0] for _, column in COLUMNS}
    assert set(IN_FRENCH) <= formulas
    assert all(english != french for english, french in IN_FRENCH.items())
    words = {"the", "of", "or", "over", "by", "in", "at", "and", "with", "not", "that", "some",
             "name", "draw", "different", "falling", "same", "other", "missing"}  # fmt: skip
    codes = {column.formula[0] for _, column in COLUMNS if column.unit in ("code", "text")}
    left = [f for f in formulas - set(IN_FRENCH) - codes
            if words & set(re.findall(r"[a-z_]+", f.lower()))]  # fmt: skip
    assert left == []


def test_a_column_is_declared_once_in_a_table():
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)


def test_values_are_of_their_unit(traced, compared):
    for name, frame in {**compared, **traced}.items():
        for column in TABLES[name].columns:
            values = frame[column.name].dropna().to_numpy()
            assert _suits(values, column.unit), (name, column.name, column.unit)


def _suits(values, unit):
    if unit == "text":
        return all(isinstance(value, str) for value in values)
    numbers = values.astype(float)
    if unit in WHOLE:
        return bool((numbers == np.round(numbers)).all())
    if unit == "yes or no":
        return bool(np.isin(numbers, (0, 1)).all())
    if unit == "share":
        return bool(((numbers >= 0) & (numbers <= 1)).all())
    if unit == "quartile":
        return bool(np.isin(numbers, (1, 2, 3, 4)).all())
    if unit == "quartile or 0":
        return bool(np.isin(numbers, (0, 1, 2, 3, 4)).all())
    return bool(np.isfinite(numbers).all())
