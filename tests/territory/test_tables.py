"""From tables to the description of an EPCI."""

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.territory import sources
from simulation.territory.tables import POVERTY_LINE, describe


@pytest.fixture
def described(small_folder):
    return describe(sources.read_tables(small_folder), "200000001", social_share=0.25, tension=None)


def notes_with(description, text):
    return [note for note in description.notes if text in note]


def test_iris_without_dwellings_are_dropped_and_told(described):
    assert described.iris.codes == ("010010101", "010010102", "010020000", "2A0040101")
    assert notes_with(described, "1 IRIS without published social dwellings")


def test_corsican_communes_are_kept(described):
    assert described.communes == ("Commune 01001", "Commune 01002", "Commune 2A004")


def test_a_qpv_larger_than_its_communes_is_capped_and_told(described):
    row = described.qpv.codes.index("QP001002")
    assert described.qpv.dwellings[row] == 100
    assert described.qpv.published[row] == 900
    assert notes_with(described, "QP001002")[0].endswith("hold 100; capped.")


def test_a_qpv_without_commune_in_the_epci_is_listed(described):
    assert "QP001003" not in described.qpv.codes
    assert "is unplaced" in notes_with(described, "QP001003")[0]


def test_a_rent_that_is_not_a_number_is_missing_with_its_zero_quartiles(described):
    assert np.isnan(described.iris.rent[2])
    assert np.isnan(described.iris.quartiles[2]).all()


def test_medians_follow_the_poverty_line(described):
    assert described.iris.median[0] == pytest.approx(17000 * POVERTY_LINE / 1102)
    assert described.iris.poverty[1] == pytest.approx(0.18)


def test_a_territory_lies_where_most_of_its_dwellings_do(described, tables, write_tables):
    legal = ("zone", "region", "supplement_zone")
    assert [getattr(described, name) for name in legal] == [2, "elsewhere", "2"]
    assert notes_with(described, "zone 2 of the housing aid, zone 2 of the solidarity supplement")
    for commune, expected in (
        ("77288", [1, "ile_de_france", "1"]),
        ("93066", [1, "paris", "1bis"]),
        ("75056", [1, "paris", "1bis"]),
    ):
        for row in tables[sources.RPLS_IRIS][:2]:
            row["DepCom"] = commune
        read = sources.read_tables(write_tables(tables))
        found = describe(read, "200000001", social_share=0.25, tension=None)
        assert [getattr(found, name) for name in legal] == expected


def test_zones_and_region_that_are_given_come_first(small_folder):
    read = sources.read_tables(small_folder)
    found = describe(
        read, "200000001", social_share=0.25, tension=None, zone=3, supplement_zone="3"
    )
    assert (found.zone, found.region, found.supplement_zone) == (3, "elsewhere", "3")
    for place in ({"region": "corse"}, {"supplement_zone": "9"}, {"zone": 7}):
        with pytest.raises(InputError, match="is none; choose"):
            describe(read, "200000001", social_share=0.25, tension=None, **place)


def test_marseille_is_one_commune(small_folder):
    found = describe(sources.read_tables(small_folder), "200054807", social_share=0.2, tension=6.0)
    assert found.qpv.communes == ((0,),)
    assert found.tension == 6.0
    assert len(found.communes) == 1


def test_a_qpv_across_two_epci_is_counted_in_proportion(tables, write_tables):
    tables[sources.FILOSOFI_QPV][0]["insee_com"] = "1001;13201"
    read = sources.read_tables(write_tables(tables))
    found = describe(read, "200000001", social_share=0.25, tension=None)
    row = found.qpv.codes.index("QP001001")
    assert found.qpv.dwellings[row] == 125
    assert "lies in several EPCI: 50%" in notes_with(found, "QP001001")[0]


def test_an_unknown_epci_is_refused_with_close_codes(small_folder):
    read = sources.read_tables(small_folder)
    with pytest.raises(InputError, match="Close codes in the table: 200000001") as caught:
        describe(read, "200000011", social_share=0.2, tension=None)
    assert "nine digits" in str(caught.value)


def test_an_unknown_social_share_is_asked_for(small_folder):
    read = sources.read_tables(small_folder)
    with pytest.raises(InputError, match="share of social dwellings among all homes"):
        describe(read, "200000001", social_share=None, tension=None)
    with pytest.raises(InputError, match=r"social_share: 25"):
        describe(read, "200000001", social_share=25, tension=None)
