"""Reading the open tables."""

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.territory import sources
from simulation.territory.sources import (
    commune_codes,
    communes_of_qpv,
    latest_by_iris,
    merge_city,
    read_tables,
)


def test_commune_lists_are_padded_and_split():
    assert commune_codes("1053") == ("01053",)
    assert commune_codes("44109; 44162") == ("44109", "44162")
    assert commune_codes("2A004") == ("2A004",)
    assert commune_codes("") == ()


@pytest.mark.parametrize(
    ("code", "city"),
    [("75113", "75056"), ("69389", "69123"), ("13201", "13055"), ("2A004", "2A004")],
)
def test_arrondissements_are_merged_into_their_city(code, city):
    assert merge_city(code) == city


def test_decimal_commas_and_marks_of_absence_are_read(small_folder):
    tables = read_tables(small_folder)
    assert tables.rpls_qpv["moyLoy"].tolist() == [5.2, 5.4, 5.1, 5.3]
    assert np.isnan(tables.rpls_iris["moyLoy"][3])
    assert tables.rpls_iris["DepCom"][0] == "01001"
    assert np.isnan(tables.filosofi_qpv["DISP_TP60_A21"][2])


def test_the_latest_published_rate_of_an_iris_is_used(small_folder):
    latest = latest_by_iris(read_tables(small_folder).filosofi_iris)
    assert latest.loc["010010102", "poverty"] == 18.0
    assert latest.loc["010010102", "poverty_year"] == "2018"
    assert latest.loc["010010102", "median"] == 21000.0


def test_filosofi_places_a_qpv_before_the_other_list(small_folder):
    places = communes_of_qpv(read_tables(small_folder))
    assert places["QP001001"] == ("01001",)
    assert places["QP001002"] == ("01002",)


def test_every_missing_table_and_column_is_named_at_once(tables, write_tables):
    for row in tables[sources.RPLS_IRIS]:
        row["loyerMoyen"] = row.pop("moyLoy")
    folder = write_tables(tables)
    (folder / sources.QPV_COMMUNES).unlink()
    with pytest.raises(InputError) as caught:
        read_tables(folder)
    text = str(caught.value)
    assert len(caught.value.problems) == 2
    assert "missing column(s) moyLoy" in text
    assert "loyerMoyen" in text
    assert f"{sources.QPV_COMMUNES}: missing table" in text


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_tables(tmp_path / "nowhere")


def test_a_cell_that_is_not_a_number_is_told_with_its_line(tables, write_tables):
    tables[sources.RPLS_IRIS][1]["txRot"] = "beaucoup"
    with pytest.raises(InputError, match=r"line 3, column txRot: 'beaucoup'"):
        read_tables(write_tables(tables))
