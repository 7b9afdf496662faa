"""Refurbishment: whole buildings, better, let again afterwards, at the rent it says."""

import numpy as np
import pytest

from simulation.policies.refurbishment import Refurbish
from simulation.processes import refurbishing
from simulation.state.schema import DwellingStatus, Work

RULE = {
    "name": "refurbishment",
    "share": 1.0,
    "duration_years": 1,
    "works_months": 4,
    "rent_eur_m2": 8.0,
    "quality_step": 0.7,
    "charges_cut": 0.25,
}


def stepped(small_model, months, **changes):
    model = small_model(RULE | changes, spin_up_years=0)
    before = {name: getattr(model.world.dwellings, name).copy() for name in ("rent", "charges")}
    quality = model.world.residences.quality.copy()
    for _ in range(months):
        model.step()
    return model, before, quality


def test_works_close_vacancies_and_nothing_is_better_before_they_end(small_model):
    model, before, quality = stepped(small_model, 3)
    d, in_scope = model.world.dwellings, model.world.areas.is_qpv[model.world.dwellings.area]
    inside = np.flatnonzero(in_scope & d.is_social)
    assert (d.status[inside] == DwellingStatus.WORKS).any()
    assert not np.isin(model.world.ledger.events("lettings")["dwelling"], inside).any()
    assert not refurbishing.are_open(model.world, inside).any()
    np.testing.assert_array_equal(model.world.residences.quality, quality)
    np.testing.assert_array_equal(d.charges, before["charges"])


def test_quality_charges_and_age_change_when_works_end_and_vacancies_open_again(small_model):
    model, before, quality = stepped(small_model, 5)
    world, d = model.world, model.world.dwellings
    inside = d.is_social & world.areas.is_qpv[d.area]
    rows = np.unique(d.residence[inside])
    assert world.residences.quality[rows] == pytest.approx(quality[rows] + 0.7)
    assert d.charges[inside] == pytest.approx(0.75 * before["charges"][inside], abs=1)
    np.testing.assert_array_equal(d.charges[~inside], before["charges"][~inside])
    assert (world.residences.refurbished_year[rows] == world.start_year).all()
    assert not (d.status == DwellingStatus.WORKS).any()
    assert (world.residences.planned[rows] == Work.REFURBISHMENT).all()


def test_rents_rise_for_new_leases_or_for_all_or_not_at_all(small_model):
    model, before, _ = stepped(small_model, 5, leases="new")
    d = model.world.dwellings
    inside = d.is_social & model.world.areas.is_qpv[d.area]
    since = model.world.households.moved_in[np.maximum(d.occupant, 0)]
    still = inside & (d.occupant >= 0) & (since < 0)
    assert still.any()
    np.testing.assert_array_equal(d.rent[still], before["rent"][still])
    for _ in range(12):
        model.step()
    lettings = model.world.ledger_last_year["lettings"]["dwelling"]
    let = lettings[inside[lettings]]
    assert let.size
    assert d.rent[let] == pytest.approx(800 * d.surface[let], abs=1)

    everybody, before, _ = stepped(small_model, 5, leases="all")
    d = everybody.world.dwellings
    assert d.rent[inside] == pytest.approx(800 * d.surface[inside], abs=1)
    others = d.is_social & ~inside
    np.testing.assert_array_equal(d.rent[others], before["rent"][others])

    kept, before, _ = stepped(small_model, 8, rent_eur_m2=0.0)
    np.testing.assert_array_equal(kept.world.dwellings.rent[inside], before["rent"][inside])


def test_a_refurbished_building_counts_as_recent(small_model):
    from simulation.processes.context import homes

    model, _, _ = stepped(small_model, 5)
    world = model.world
    refurbished = world.residences.refurbished_year > 0
    read = homes(world).built_year
    assert (read[refurbished] == world.start_year).all()
    np.testing.assert_array_equal(read[~refurbished], world.residences.built_year[~refurbished])


def test_buildings_go_oldest_first_and_cost_what_is_said(small_model):
    model, _, _ = stepped(small_model, 12, cost_eur=1000.0)
    world = model.world
    homes = (world.dwellings.is_social & world.areas.is_qpv[world.dwellings.area]).sum()
    costs = model.tables()["costs"]
    assert costs["name"].tolist() == ["refurbishment"]
    assert costs["what"].tolist() == ["refurbishment"]
    assert costs["eur"].tolist() == [1000.0 * homes]
    table = model.tables()["projects"]
    assert table["refurbished"].tolist() == [homes]
    half = Refurbish(share=0.5, duration_years=1)
    records = half.refurbishments(small_model(spin_up_years=0).world)
    assert [record.residence for record in records] == [0]


def test_what_is_to_be_demolished_is_not_refurbished(small_model):
    model = small_model(spin_up_years=0)
    model.world.residences.owned("works").planned[0] = Work.DEMOLITION
    records = Refurbish(share=1.0, duration_years=1).refurbishments(model.world)
    assert [record.residence for record in records] == [1]
