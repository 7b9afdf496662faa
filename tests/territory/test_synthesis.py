"""What is built is whole and consistent."""

import numpy as np
import pytest

from simulation.rng import Streams
from simulation.state import schema
from simulation.state.schema import DwellingStatus, Financing, Place
from simulation.territory.build import build_territory
from simulation.territory.presets import preset
from simulation.territory.settings import SynthesisSettings


def same(first, second):
    return all(
        np.array_equal(getattr(first, table)[name], values)
        for table in ("areas", "residences", "dwellings", "households")
        for name, values in getattr(second, table).items()
    )


def test_homes_and_households_refer_to_each_other(demo):
    homes, people = demo.dwellings, demo.households
    rows = np.arange(people["id"].size)
    assert (homes["occupant"][people["dwelling"]] == rows).all()
    occupied = homes["occupant"] >= 0
    assert occupied.sum() == rows.size
    assert (people["dwelling"][homes["occupant"][occupied]] == np.nonzero(occupied)[0]).all()
    assert np.unique(people["id"]).size == rows.size
    assert (people["place"] == Place.HOUSED).all()


def test_status_tells_who_is_in(demo):
    homes = demo.dwellings
    empty = homes["status"] == DwellingStatus.VACANT
    assert (empty == (homes["occupant"] == -1)).all()
    assert (homes["vacant_since"][empty] < 0).all()
    assert (demo.households["moved_in"] < 0).all()


@pytest.mark.parametrize("table", ["AREAS", "RESIDENCES", "DWELLINGS", "HOUSEHOLDS"])
def test_columns_are_those_of_the_schema_with_their_types(demo, table):
    columns = getattr(schema, table)
    for name, values in getattr(demo, table.lower()).items():
        assert values.dtype == np.dtype(columns[name].dtype), name
        assert np.isfinite(values.astype(float)).all(), name


def test_positions_in_other_tables_exist(demo):
    residences, homes = demo.residences, demo.dwellings
    assert residences["area"].min() == 0
    assert residences["area"].max() == len(demo.area_labels) - 1
    assert residences["iris"].min() >= 0
    assert residences["iris"].max() < len(demo.iris)
    assert demo.areas["commune"].max() < len(demo.communes)
    assert set(np.unique(homes["residence"])) == set(range(residences["area"].size))


def test_landlords_hold_social_homes_only(demo):
    social = demo.residences["financing"] < Financing.PRIVATE_RENTAL
    assert (demo.residences["landlord"][~social] == -1).all()
    assert (demo.residences["landlord"][social] >= 0).all()


def test_one_landlord_dominates_each_qpv():
    settings = SynthesisSettings(dominant_share=1.0)
    built = preset("demo", settings=settings)
    social = built.residences["financing"] < Financing.PRIVATE_RENTAL
    for area in np.nonzero(built.areas["is_qpv"])[0]:
        held = built.residences["landlord"][social & (built.residences["area"] == area)]
        assert np.unique(held).size == 1


def test_larger_homes_have_more_rooms(demo):
    homes = demo.dwellings
    means = [homes["surface"][homes["rooms"] == rooms].mean() for rooms in range(1, 6)]
    assert means == sorted(means)
    assert homes["surface"].min() >= 10


def test_old_financing_goes_to_old_buildings(demo):
    years = demo.residences["built_year"].astype(float)
    financing = demo.residences["financing"]
    means = [years[financing == code].mean() for code in (Financing.HLMO, Financing.PLUS)]
    assert means[0] < means[1]


def test_means_of_place_and_building_are_zero(demo):
    homes = np.bincount(demo.residences["area"][demo.dwellings["residence"]])
    sizes = np.bincount(demo.dwellings["residence"])
    assert np.average(demo.areas["amenity"], weights=homes) == pytest.approx(0, abs=1e-9)
    assert np.average(demo.residences["quality"], weights=sizes) == pytest.approx(0, abs=1e-9)


def test_owners_pay_no_rent_and_tenants_do(demo):
    financing = demo.residences["financing"][demo.dwellings["residence"]]
    owner = financing == Financing.OWNER_OCCUPIED
    assert (demo.dwellings["rent"][owner] == 0).all()
    assert (demo.dwellings["rent"][~owner] > 0).all()


def test_incomes_are_not_negative_and_retired_have_no_wage(demo):
    people = demo.households
    for name in ("earnings", "replacement", "minima"):
        assert people[name].min() >= 0
    assert (people["earnings"][people["activity"] != schema.Activity.JOB] == 0).all()
    assert (people["age"] >= 18).all()


def test_the_same_key_gives_the_same_territory_and_another_a_different_one(demo):
    assert same(demo, preset("demo"))
    assert not same(demo, preset("demo", key=1))


def test_small_tables_make_a_territory_with_exact_counts(small_folder):
    built = build_territory("200000001", small_folder, social_share=0.25)
    financing = built.residences["financing"][built.dwellings["residence"]]
    social = financing < Financing.PRIVATE_RENTAL
    iris = built.residences["iris"][built.dwellings["residence"][social]]
    assert np.bincount(iris).tolist() == [400, 300, 100, 50]
    assert built.dwellings["rent"].size == 3400
    assert set(built.areas["is_qpv"]) == {True, False}


def test_arrondissements_make_a_territory(small_folder):
    built = build_territory("200054807", small_folder, social_share=0.3)
    assert built.areas["is_qpv"].sum() == 1
    assert built.communes == ("Commune",)


def test_streams_are_named_by_what_they_are_for():
    draws = [Streams(0).uniform(name, 0, [0])[0] for name in ("territory.rent", "territory.age")]
    assert draws[0] != draws[1]
