"""Attribution targets raise the share of their group, at once."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.scope import Scope
from simulation.kernels.queue import EVERYBODY
from simulation.model import HousingModel
from simulation.policies.attribution_targets import AttributionTargets
from simulation.policies.levers import Levers
from simulation.processes import targets
from simulation.state.schema import Channel


def shares(model, sector):
    table = model.tables()["attributions"]
    chosen = (table["sector"] == sector) & (table["year"] >= 2022)
    return {q: table["leases"][chosen & (table["quartile"] == q)].sum() for q in (1, 2, 3, 4)}


def first_share(counts):
    return counts[1] / sum(counts.values())


def run(scenario, territory, **settings):
    made = scenario({"name": "attribution_targets", **settings})
    return HousingModel(made, key=7, territory=territory).run()


def test_a_target_outside_qpv_raises_the_share_of_the_first_quartile_there(
    scenario, demo_territory, demo_run
):
    forced = run(scenario, demo_territory, first_quartile_outside=0.6, others_in_qpv=0.0)
    before = first_share(shares(demo_run, "outside"))
    assert first_share(shares(forced, "outside")) > before + 0.05


def test_a_target_in_qpv_raises_the_share_of_the_highest_quartiles_there(
    scenario, demo_territory, demo_run
):
    forced = run(
        scenario, demo_territory, first_quartile_outside=0.0, others_in_qpv=1.0, lowest_in_qpv=3
    )

    def high(model):
        counts = shares(model, "qpv")
        return (counts[3] + counts[4]) / sum(counts.values())

    assert high(forced) > max(0.9, high(demo_run))  # reached, it rests until it is missed again


def test_targets_say_where_for_whom_and_how_much(world):
    outside, inside = AttributionTargets(lowest_in_qpv=3).targets(world)
    social = world.residences.landlord >= 0
    qpv = world.areas.is_qpv[world.residences.area]
    np.testing.assert_array_equal(inside.residences, social & qpv)
    np.testing.assert_array_equal(outside.residences, social & ~qpv)
    assert (outside.share, inside.share) == (0.25, 0.5)
    assert (outside.profiles, inside.profiles) == (0b00010001, 0b11001100)
    assert outside.counts_rehoused
    assert not inside.counts_rehoused


def test_without_compliance_a_target_changes_nothing(scenario, demo_territory, demo_run):
    ignored = run(scenario, demo_territory, compliance=0.0)
    for column, values in demo_run.tables()["market"].items():
        np.testing.assert_array_equal(ignored.tables()["market"][column], values)


# ---- variants ----


def year_before(world, homes, quartiles, jobs=0):
    world.ledger_last_year = {
        "lettings": {
            "dwelling": homes,
            "quartile": np.asarray(quartiles),
            "has_job": np.broadcast_to(jobs, homes.shape),
            "channel": np.full(homes.size, Channel.COMMISSION),
        }
    }


def social_homes_of(world, area):
    d = world.dwellings
    return np.flatnonzero(d.is_social & (d.area == area))


def active(world, policy):
    world.memory.tallies.clear()
    levers = SimpleNamespace(levers=Levers([policy], world.start_year))
    return targets.active(world, levers)


def test_a_target_for_households_with_work_raises_their_share_in_qpv(
    scenario, demo_territory, demo_run
):
    def share(model):
        lettings = model.world.ledger_last_year["lettings"]
        inside = model.world.areas.is_qpv[model.world.dwellings.area[lettings["dwelling"]]]
        return lettings["has_job"][inside].mean()

    none = {"first_quartile_outside": 0.0, "others_in_qpv": 0.0}
    forced = run(scenario, demo_territory, employed_in_qpv=0.95, **none)
    assert share(forced) > share(demo_run) + 0.1


def test_a_share_never_below_the_observed_one_is_the_larger_of_the_two(world):
    homes = social_homes_of(world, 0)[:4]
    qpv = {"first_quartile_outside": 0.0, "others_in_qpv": 0.5}
    for quartiles, wanted in (([2, 3, 4, 1], 0.75), ([2, 1, 1, 1], 0.5)):
        year_before(world, homes, quartiles)
        plain = active(world, AttributionTargets(**qpv))
        assert targets.shortfalls(world, plain[0], homes)[0] == pytest.approx(
            0.5 - np.mean(np.array(quartiles) > 1)
        )
        floored = active(world, AttributionTargets(never_below_observed=True, **qpv))
        assert world.memory.observed[floored[0].name] == np.mean(np.array(quartiles) > 1)
        world.memory.tallies[floored[0].name] = np.array([[0.0], [8.0]])
        assert targets.shortfalls(world, floored[0], homes)[0] == wanted


def test_what_was_observed_is_that_of_the_year_before_the_policy_starts(scenario, demo_territory):
    settings = {"name": "attribution_targets", "never_below_observed": True, "start_year": 2023}
    made = scenario(settings, years=3, spin_up_years=0)
    model = HousingModel(made, key=7, territory=demo_territory)
    seen = set()
    while model.months_left:
        last_year = model.world.ledger_last_year.get("lettings")
        model.step()
        if model.world.month > 12:
            seen.add(tuple(sorted(model.world.memory.observed.items())))
        if model.world.month == 13:
            inside = model.world.areas.is_qpv[model.world.dwellings.area[last_year["dwelling"]]]
            expected = (last_year["quartile"][inside] > 1).mean()
    assert len(seen) == 1
    assert dict(seen.pop())["other quartiles in QPV"] == expected


def test_counted_by_residence_each_one_has_a_tally_of_its_own(world):
    d, area = world.dwellings, 3
    homes = social_homes_of(world, area)
    one, two = np.unique(d.residence[homes])[:2]
    homes = np.concatenate([homes[d.residence[homes] == r][:2] for r in (one, two)])
    year_before(world, homes, [1, 1, 3, 4])
    rule = {"first_quartile_outside": 0.0, "others_in_qpv": 0.0, "in_scope": 0.5}
    for per, lacks in (("residence", [0.5, -0.5]), ("area", [0.0, 0.0]), ("scope", [0.0, 0.0])):
        (aim,) = active(world, AttributionTargets(per=per, **rule))
        found = targets.shortfalls(world, aim, homes[[0, 2]])
        assert found.tolist() == lacks
        reserved = targets.reserve(world, (aim,), homes[[0, 2]])
        assert reserved.tolist() == [aim.profiles if gap > 0 else EVERYBODY for gap in lacks]


def test_targets_of_different_scopes_compose_and_have_names_of_their_own(world):
    world.names = replace(world.names, areas=tuple("abcd"))
    rule = {"first_quartile_outside": 0.0, "others_in_qpv": 0.0, "in_scope": 0.4}
    policies = [AttributionTargets(scope=Scope(areas=(name,)), **rule) for name in "ab"]
    policies.append(AttributionTargets(in_scope_employed=True, **rule))
    policies.append(AttributionTargets())
    aims = [aim for policy in policies for aim in policy.targets(world)]
    assert len({aim.name for aim in aims}) == len(aims) == 5
    context = SimpleNamespace(levers=Levers(policies, world.start_year))
    assert len(targets.active(world, context)) == 5


def test_a_ramp_works_on_compliance_and_a_longer_memory_forgets_more_slowly(world):
    policy = AttributionTargets(ramp_years=2.0, compliance=0.8, tally_years=3.0)
    world.month = 11
    aims = policy.targets(world)
    assert [aim.compliance for aim in aims] == pytest.approx([0.4, 0.4])
    assert {aim.memory_months for aim in aims} == {36.0}


def test_a_target_that_ended_begins_anew(world):
    homes = social_homes_of(world, 3)[:2]
    year_before(world, homes, [1, 3])
    policy = AttributionTargets(others_in_qpv=0.0)
    (aim,) = active(world, policy)
    targets.active(world, SimpleNamespace(levers=Levers([], world.start_year)))
    assert aim.name not in world.memory.tallies


RULE = '[[policies]]\nname = "attribution_targets"\n'


def refused(tmp_path, text):
    file = tmp_path / "package.toml"
    file.write_text('years = 2\nspin_up_years = 0\n[territory]\npreset = "demo"\n' + text)
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    return caught.value.problems


def test_quartiles_that_do_not_exist_and_targets_that_hold_nowhere_are_refused_together(tmp_path):
    wrong = RULE + "in_scope = 0.3\nin_scope_quartiles = [3, 5]\n"
    nobody = RULE + "first_quartile_outside = 0.0\nothers_in_qpv = 0.0\n"
    nobody += "in_scope = 0.3\nin_scope_quartiles = []\n"
    nowhere = RULE + "others_in_qpv = 0.0\nscope = { is_qpv = true }\n"
    first, second, third = refused(tmp_path, wrong + nobody + nowhere)
    assert "line 8" in first
    assert "no such quartile" in first
    assert "line 14" in second
    assert "empty" in second
    assert "line 15" in third
    assert "holds anywhere" in third


def test_a_share_above_one_is_refused_with_its_line(tmp_path):
    (message,) = refused(tmp_path, RULE + "employed_in_qpv = 1.2\n")
    assert "line 7" in message
    assert "between 0 and 1" in message


def test_disjoint_groups_that_add_to_more_than_one_are_refused(tmp_path):
    text = RULE + "first_quartile_outside = 0.0\nothers_in_qpv = 0.7\n" + RULE
    poor = "first_quartile_outside = 0.0\nothers_in_qpv = 0.0\nin_scope = 0.4\n"
    (message,) = refused(tmp_path, text + poor + "in_scope_quartiles = [1]\n")
    assert "1.1" in message


def test_targets_are_named_by_their_scope_in_words(world):
    scope = Scope(is_qpv=True, is_renewal=False, landlords=(2,), residences=(7, 0, 1, 2))
    rule = AttributionTargets(in_scope=0.3, scope=scope, per="area")
    names = [target.name for target in rule._asked(world)]
    where = "in QPV; not under renewal; landlords 2; residences 0–2, 7"
    assert names[-1] == f"quartiles 34 each area ({where})"
    assert Scope(is_watch=False, communes=("A", "B")).label == "outside watch areas; communes A, B"
    assert Scope().label == ""
