"""Residence assessment: shares counted again, classes of equal size, and their lag."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.assessment import Assessment
from simulation.model import HousingModel
from simulation.processes import assessment
from simulation.state.schema import Activity, DwellingStatus


def test_shares_are_those_of_a_plain_count(demo_run):
    world = demo_run.world
    d, h = world.dwellings, world.households
    homes, shares = assessment.shares_of_residences(world)
    for residence in np.flatnonzero(world.residences.landlord >= 0)[::7]:
        rows = np.flatnonzero((d.residence == residence) & (d.status <= DwellingStatus.VACANT))
        assert homes[residence] == rows.size
        if not rows.size:
            continue
        tenants = d.occupant[rows][d.occupant[rows] >= 0]
        n = max(tenants.size, 1)
        idle = (h.activity[tenants] == Activity.UNEMPLOYED) | (
            h.activity[tenants] == Activity.INACTIVE
        )
        alone = (h.adults[tenants] == 1) & (h.teenagers[tenants] + h.children[tenants] > 0)
        expected = [
            (h.quartile_legal[tenants] == 1).sum() / n,
            idle.sum() / n,
            alone.sum() / n,
            (d.status[rows] == DwellingStatus.VACANT).mean(),
        ]
        assert shares[:, residence] == pytest.approx(expected)
    assert not homes[world.residences.landlord < 0].any()


@given(st.data())
def test_the_index_has_mean_nought_and_ignores_what_weighs_nothing(data):
    n = data.draw(st.integers(2, 20))
    homes = np.array(data.draw(st.lists(st.integers(1, 60), min_size=n, max_size=n)))
    shares = np.array(
        [data.draw(st.lists(st.floats(0, 1), min_size=n, max_size=n)) for _ in range(4)]
    )
    index = assessment.fragility_index(shares, homes, Assessment())
    assert np.average(index, weights=homes) == pytest.approx(0.0, abs=1e-6)
    blind = Assessment(
        first_quartile_weight=0, no_work_weight=0, lone_parent_weight=0, vacancy_weight=1
    )
    other = shares.copy()
    other[:3] = 1.0 - other[:3]
    np.testing.assert_array_equal(
        assessment.fragility_index(shares, homes, blind),
        assessment.fragility_index(other, homes, blind),
    )


def test_more_of_any_share_is_never_less_fragile():
    homes, shares = np.array([10, 10, 10]), np.full((4, 3), 0.2)
    for part in range(4):
        more = shares.copy()
        more[part, 2] = 0.6
        index = assessment.fragility_index(more, homes, Assessment())
        assert index[2] > index[0] == index[1]
    assert not assessment.fragility_index(shares, homes, Assessment()).any()


@given(st.integers(2, 10), st.lists(st.integers(1, 40), min_size=20, max_size=60))
def test_classes_follow_the_index_and_hold_about_as_many_dwellings(n_classes, homes):
    homes = np.array(homes)
    index = np.sin(np.arange(homes.size) * 1.7)
    classes = assessment.classes_of(index, homes, n_classes)
    order = np.argsort(index)
    assert (np.diff(classes[order]) >= 0).all()
    assert classes.min() >= 1
    assert classes.max() <= n_classes
    sizes = np.bincount(classes, weights=homes, minlength=n_classes + 1)[1:]
    assert np.abs(sizes - homes.sum() / n_classes).max() <= homes.max()


def test_residences_are_assessed_every_few_years_and_not_in_between(scenario, demo_territory):
    made = scenario(years=4, spin_up_years=2, assessment={"assessment_lag_years": 3})
    model = HousingModel(made, key=3, territory=demo_territory)
    social = model.world.residences.landlord >= 0
    years, seen = [], []
    while model.months_left:
        model.step()
        r = model.world.residences
        assert (r.fragility[social] > 0).all()
        assert not r.fragility[~social].any()
        if (model.month - 1) % 12 == 0:
            years.append(int(np.unique(r.assessed[social]).item()))
            seen.append(r.fragility[social].copy())
    assert years == [2020, 2020, 2022, 2022, 2022, 2025]
    for before, now, same in zip(seen, seen[1:], np.diff(years) == 0, strict=False):
        assert (before == now).all() == same


def test_nothing_looks_at_the_class_by_default(scenario, demo_territory):
    one = HousingModel(scenario(years=1), key=3, territory=demo_territory).run()
    changed = scenario(years=1, assessment={"classes": 7, "vacancy_weight": 0.0})
    two = HousingModel(changed, key=3, territory=demo_territory).run()
    told = {("residences", f"fragility_{name}") for name in ("index", "assessed", "today")}
    differing = set()
    for name, table in one.tables().items():
        for column, values in table.items():
            if values.tobytes() != two.tables()[name][column].tobytes():
                differing.add((name, column))
    assert differing == told
