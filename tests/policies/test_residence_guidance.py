"""Guidance by the class of residences: points, specialised residences, and the assessment."""

import numpy as np
import pytest

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.scope import Scope
from simulation.model import HousingModel
from simulation.policies.residence_guidance import Balance, ResidenceGuidance
from simulation.state.schema import DwellingStatus

NOTHING = {"first_quartile": 0.0, "upper_quartiles": 0.0, "job": 0.0, "first_quartile_robust": 0.0}


def classes(world, given):
    world.residences.owned("assessment").fragility[:] = given


def test_each_class_has_the_points_that_are_stated(world):
    n = len(world.residences)
    given = np.arange(n) % 5  # 0 is not assessed
    classes(world, given)
    points = ResidenceGuidance(scope=Scope(is_qpv=False)).residence_points(world)
    outside = ~world.areas.is_qpv[world.residences.area]
    fragile = [-3.0, 0.0, 1.0, 1.0, -2.0, 1.0, 2.0, 2.0]
    robust = [1.0, 0.0, 0.0, 0.0] * 2
    for row in range(n):
        expected = {4: fragile, 1: robust}.get(given[row], [0.0] * 8)
        assert points[row].tolist() == (expected if outside[row] else [0.0] * 8)


def test_a_balance_table_adds_its_lines(world):
    classes(world, 1 + np.arange(len(world.residences)) % 4)
    table = (
        Balance(classes=(3, 4), quartiles=(1, 2), job=False, points=-2.0),
        Balance(classes=(4,), points=0.5),
    )
    points = ResidenceGuidance(**NOTHING, table=table).residence_points(world)
    assert points[2].tolist() == [-2.0, -2.0] + [0.0] * 6
    assert points[3].tolist() == [-1.5, -1.5] + [0.5] * 6
    assert not points[[0, 1]].any()
    world.month = 5
    half = ResidenceGuidance(**NOTHING, table=table, ramp_years=1.0).residence_points(world)
    np.testing.assert_allclose(half, points / 2)


def test_specialised_residences_hold_at_most_the_stated_share_of_each_area(demo_run):
    world = demo_run.world
    d, r = world.dwellings, world.residences
    policy = ResidenceGuidance(specialised_share=0.3, specialised_points=5.0)
    points = policy.residence_points(world)
    special = points[:, 0] == 5.0
    standing = d.is_social & (d.status != DwellingStatus.DEMOLISHED)
    homes = np.bincount(d.residence[standing], minlength=len(r))
    assert special.any()
    for area in np.unique(r.area[special]):
        inside = (r.area == area) & (r.landlord >= 0) & (homes > 0)
        share = homes[inside & special].sum() / homes[inside].sum()
        assert 0 < share <= 0.3
        least = r.fragility[inside & special].min()
        assert least >= r.fragility[inside & ~special].max(initial=0)
    social = r.landlord >= 0
    mixed = [np.ptp(special[(r.area == area) & social].astype(int)) for area in range(20)]
    assert any(mixed)  # some are left to the first quartile while others of the area are protected
    protected = ResidenceGuidance().residence_points(world)[:, 0] == -3.0
    np.testing.assert_array_equal(points[:, 0] == -3.0, protected & ~special)


def test_the_assessment_comes_as_often_as_stated_in_its_scope(scenario, demo_territory):
    rule = {"name": "residence_guidance", "every_years": 2, "scope": {"is_qpv": True}}
    made = scenario(rule, years=5, spin_up_years=0, assessment={"assessment_lag_years": 5})
    model = HousingModel(made, key=3, territory=demo_territory)
    social = model.world.residences.landlord >= 0
    qpv = model.world.areas.is_qpv[model.world.residences.area]
    seen = []
    while model.months_left:
        if model.step() is None and model.world.month % 12 == 1:
            years = model.world.residences.assessed
            seen.append((set(years[social & qpv].tolist()), set(years[social & ~qpv].tolist())))
    assert seen == [({2022}, {2022})] * 2 + [({2024}, {2022})] * 2 + [({2026}, {2022})]


@pytest.mark.parametrize("adverts", [{}, {"share": 1.0, "ranking": "score"}])
def test_protected_residences_take_fewer_of_the_first_quartile_at_once(
    scenario, demo_territory, adverts
):
    def share(*policies):
        made = scenario(*policies, years=1, adverts=adverts)
        model = HousingModel(made, key=6, territory=demo_territory).run()
        let, d = model.world.ledger_last_year["lettings"], model.world.dwellings
        fragile = model.world.residences.fragility[d.residence[let["dwelling"]]] == 4
        return (let["quartile"][fragile] == 1).mean()

    assert share({"name": "residence_guidance", "first_quartile": -50.0}) < share() - 0.1


def refused(tmp_path, text):
    file = tmp_path / "package.toml"
    file.write_text('years = 2\nspin_up_years = 0\n[territory]\npreset = "demo"\n' + text)
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    return caught.value.problems


def test_lines_that_name_nobody_and_classes_that_overlap_are_refused_together(tmp_path):
    rule = '[[policies]]\nname = "residence_guidance"\n'
    line = "[[policies.table]]\nclasses = {}\nquartiles = {}\npoints = 1.0\n"
    text = rule + "robust_to = 4\n" + line.format("[]", "[1]") + line.format("[4]", "[0]")
    first, second, third = refused(tmp_path, text)
    assert "line 7" in first
    assert "both robust and fragile" in first
    assert "line 9" in second
    assert "empty" in second
    assert "line 14" in third
    assert "no such quartile" in third
