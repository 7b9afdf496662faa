"""Who settles in private homes keeps the ages and standards of living of a tenure as they were."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.processes import newcomers, renewal
from simulation.state.schema import Financing, Place

BAND = renewal._BAND


def entries_of_bands(ages, exits):
    weights = renewal.entries_by_age(np.asarray(ages), np.asarray(exits, float))
    return np.bincount(np.asarray(ages) // BAND, weights=weights)


def test_a_generation_that_dies_out_evenly_is_renewed_at_its_first_age():
    """With as many of each age, and exits at the last one only, everybody enters at the first."""
    ages = np.repeat(np.arange(20, 60), 100)
    found = entries_of_bands(ages, np.zeros(ages.size))
    assert found[20 // BAND] == pytest.approx(100.0)
    assert found[20 // BAND + 1 :] == pytest.approx(0.0)


def test_an_exponential_pyramid_is_steady_under_its_own_hazard():
    """Numbers that fall by 4 % a year of age are explained by a hazard of 4 %: no entry later."""
    hazard = 0.04
    numbers = np.round(5000 * np.exp(-hazard * np.arange(70))).astype(int)
    ages = np.repeat(20 + np.arange(70), numbers)
    found = entries_of_bands(ages, np.full(ages.size, hazard))
    on_birthday = 5000 * np.exp(hazard / 2)  # ages are whole: those of 20 are 20.5 on average
    assert found[20 // BAND] == pytest.approx(on_birthday, rel=0.02)
    assert found[20 // BAND + 1 :].sum() < 0.02 * found[20 // BAND]


def test_entries_make_up_for_exits_at_the_age_where_they_happen():
    ages = np.repeat(np.arange(20, 60), 100)
    exits = np.where((ages >= 40) & (ages < 45), 0.2, 0.0)
    without = entries_of_bands(ages, np.zeros(ages.size))
    found = entries_of_bands(ages, exits)
    assert (found - without)[40 // BAND] == pytest.approx(0.2 * 500)
    assert np.delete(found - without, 40 // BAND) == pytest.approx(0.0)
    assert renewal.entries_by_age(np.zeros(0, int), np.zeros(0)).size == 0


def test_positions_are_spread_as_weights_say():
    weights = np.array([0.0, 1.0, 3.0, 0.0, 4.0])
    found = np.bincount(renewal.spread_evenly(np.repeat(weights, 1000)), minlength=5000)
    np.testing.assert_array_equal(found.reshape(5, 1000).sum(axis=1) / 625, weights)
    assert found.max() <= 3
    np.testing.assert_array_equal(renewal.spread_evenly(np.zeros(4)), np.arange(4))


def test_newcomers_are_younger_than_the_tenure_they_renew(demo_run):
    ages = newcomers.COMPOSITION.index("age")
    for tenure in ("rental", "owned"):
        start = demo_run.world.memory.renewals[tenure].models[:, ages]
        newcomer = demo_run.world.memory.settled_like[tenure][:, ages]
        assert newcomer.size == start.size
        assert newcomer.mean() < start.mean() - 1.0


def test_newcomers_stay_the_same_after_the_spin_up(scenario, small_territory):
    model = HousingModel(scenario(spin_up_years=2, years=3), territory=small_territory)
    while model.month <= 0:
        model.step()
    renewals = model.world.memory.renewals
    assert {renewal.years for renewal in renewals.values()} == {2}
    kept = {name: models.copy() for name, models in model.world.memory.settled_like.items()}
    model.run()
    for name, models in model.world.memory.settled_like.items():
        np.testing.assert_array_equal(models, kept[name])


def test_former_social_tenants_are_told_from_those_who_come_from_outside(demo_run):
    world = demo_run.world
    h = world.households
    housed = np.flatnonzero(h.place == Place.HOUSED)
    financing = world.residences.financing[world.dwellings.residence[h.dwelling[housed]]]
    recent = h.moved_in[housed] >= world.month - 12
    outside = newcomers.are_settlers(h.id[housed])
    for tenure, kind in (("rental", Financing.PRIVATE_RENTAL), ("owned", Financing.OWNER_OCCUPIED)):
        entered = renewal._entered(world, world.memory.renewals[tenure], kind).sum()
        expected = ((financing == kind) & recent & ~outside).sum()
        assert 0 < entered <= expected
        assert entered > 0.97 * expected
        assert ((financing == kind) & recent & outside).sum() > 0


def test_tenures_keep_their_ages_and_standards_of_living_for_twenty_years(scenario, demo_territory):
    """Without entries from the social stock, which is what the territory decides, not this."""
    closed = {"ownership_rate": 0.0, "private_rate": 0.0}
    made = scenario(years=20, spin_up_years=4, mobility=closed)
    model = HousingModel(made, key=6, territory=demo_territory)

    def cross_section(kind):
        world, h = model.world, model.world.households
        rows = np.flatnonzero(h.place == Place.HOUSED)
        of_home = world.residences.financing[world.dwellings.residence[h.dwelling[rows]]]
        rows = rows[of_home == kind]
        return h.age[rows].mean(), np.median(h.income[rows] / h.units[rows])

    while model.month < 0:
        model.step()
    tenures = (Financing.PRIVATE_RENTAL, Financing.OWNER_OCCUPIED)
    before = [cross_section(kind) for kind in tenures]
    model.run()
    for kind, (age, median) in zip(tenures, before, strict=True):
        older, later = cross_section(kind)
        assert older == pytest.approx(age, abs=3.0)
        assert later == pytest.approx(median, rel=0.04)
