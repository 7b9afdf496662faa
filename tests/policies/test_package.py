"""Scopes, ramps, and packages that contradict themselves."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.scope import Scope
from simulation.policies import scopes
from simulation.policies.claims import _fits, _Held
from simulation.policies.single_rent import SingleRent


def test_a_scope_holds_what_every_part_of_it_holds(world):
    world.names = replace(world.names, communes=("Here", "There"), areas=tuple("abcd"))
    everything = scopes.areas_in(world, Scope())
    assert everything.all()
    assert scopes.areas_in(world, Scope(is_qpv=True)).tolist() == [True, False, False, False]
    assert scopes.areas_in(world, Scope(is_qpv=False)).tolist() == [False, True, True, True]
    here = Scope(is_qpv=False, communes=("here",))
    assert scopes.areas_in(world, here).tolist() == [False, True, False, False]
    assert scopes.areas_in(world, Scope(areas=("C", "d"))).tolist() == [False, False, True, True]
    some = scopes.residences_in(world, Scope(residences=(3, 5), is_qpv=False))
    assert np.flatnonzero(some).tolist() == [5]


def test_a_ramp_grows_straight_and_no_ramp_is_full_strength_at_once(world):
    ramp = SingleRent(start_year=world.start_year + 1, ramp_years=2.0)
    found = []
    for month in range(0, 48, 6):
        world.month = month + 5
        found.append(ramp.strength(world))
    assert found == pytest.approx([0, 0, 0.25, 0.5, 0.75, 1, 1, 1])
    assert SingleRent().strength(world) == 1.0


def package(tmp_path, text):
    file = tmp_path / "package.toml"
    file.write_text('years = 6\nspin_up_years = 0\n[territory]\npreset = "demo"\n' + text)
    return file


def refused(tmp_path, text):
    file = package(tmp_path, text)
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    return caught.value.problems


RENT = '[[policies]]\nname = "single_rent"\n'


def test_an_unknown_commune_and_an_empty_scope_are_refused_together(tmp_path):
    text = RENT + 'scope = { communes = ["Nowhere"] }\n' + RENT + "scope = { landlords = [99] }\n"
    text += RENT + "scope = { is_watch = true }\n" + RENT + "scope = { residences = [-1] }\n"
    first, second, third, fourth = refused(tmp_path, text)
    assert "line 7" in first
    assert "Nowhere" in first
    assert "Commune 2" in first
    assert "from 0 to 5" in second
    assert "no social dwelling" in third
    assert "no such number" in fourth


def test_two_rents_for_the_same_dwellings_are_refused_before_anything_runs(tmp_path):
    (message,) = refused(tmp_path, RENT + RENT + "level = 0.9\n")
    assert "line 7" in message
    assert "both set relet_rent" in message


def test_two_rents_in_different_places_or_years_are_a_package(tmp_path):
    places = RENT + "scope = { is_qpv = true }\n" + RENT + "scope = { is_qpv = false }\n"
    years = RENT + "end_year = 2023\n" + RENT + "start_year = 2024\n"
    for text in (places, years):
        file = package(tmp_path, text)
        api.check_package(simulation.load(file), file)


def test_targets_of_disjoint_groups_that_add_to_more_than_one_are_refused(tmp_path):
    target = '[[policies]]\nname = "attribution_targets"\nfirst_quartile_outside = {}\n'
    one = target.format(0.6) + "others_in_qpv = 0.0\n"
    (message,) = refused(tmp_path, one + one)
    assert "same attribution target" in message
    file = package(tmp_path, one)
    api.check_package(simulation.load(file), file)


def test_a_model_built_in_python_refuses_the_same_package(scenario, demo_territory):
    from simulation.model import HousingModel

    made = scenario({"name": "single_rent"}, {"name": "single_rent", "level": 0.9})
    with pytest.raises(InputError, match="both set relet_rent"):
        HousingModel(made, territory=demo_territory)


def test_many_targets_that_never_meet_are_checked_at_once(tmp_path):
    target = '[[policies]]\nname = "attribution_targets"\nfirst_quartile_outside = 0.0\n'
    target += "others_in_qpv = 0.0\nin_scope = 0.9\nscope = {{ residences = [{}] }}\n"
    text = "".join(target.format(row) for row in range(24))
    file = package(tmp_path, text)
    api.check_package(simulation.load(file), file)


DEMOLISH = '[[policies]]\nname = "reconstruction"\nscope = {{ is_qpv = true }}\nshare = {}\n'
REFURBISH = '[[policies]]\nname = "refurbishment"\nscope = {{ is_qpv = true }}\nshare = {}\n'
SELL = (
    '[[policies]]\nname = "diversification"\nscope = {{ is_qpv = true }}\nratio = 0\n'
    "on_sale_share = {}\n"
)
NORTH = (
    '[[projects]]\nname = "North"\n[[projects.operations]]\nkind = "{}"\n'
    'begins = "2022-03-01"\nshare = {}\n'
)


def accepted(tmp_path, text):
    file = package(tmp_path, text)
    api.check_package(simulation.load(file), file)
    return True


@pytest.mark.parametrize(
    ("text", "work"), [(DEMOLISH, "demolition"), (REFURBISH, "refurbishment"), (SELL, "sale")]
)
def test_the_same_works_claimed_twice_for_the_same_homes_are_refused(text, work, tmp_path):
    (message,) = refused(tmp_path, text.format(0.1) + text.format(0.2))
    assert "policies.1" in message
    assert f"(policy 1) ask for {work} of the same homes" in message


def test_the_same_works_elsewhere_or_later_and_for_more_are_a_package(tmp_path):
    outside = REFURBISH.replace("true", "false")
    assert accepted(tmp_path, REFURBISH.format(0.3) + outside.format(0.3))
    first, second = REFURBISH.format(0.3) + "end_year = 2024\n", REFURBISH + "start_year = 2025\n"
    assert accepted(tmp_path, first + second.format(0.5))
    (message,) = refused(tmp_path, first + second.format(0.2))
    assert "refurbishment has nothing to do" in message
    assert "refurbishment (policy 1) sees to" in message


def test_a_policy_that_a_project_leaves_nothing_to_is_refused_and_one_that_goes_on_is_not(tmp_path):
    project = NORTH.format("demolition", 0.5)
    asks = '[[policies]]\nname = "reconstruction"\nshare = {}\n'
    (message,) = refused(tmp_path, project + asks.format(0.1))
    assert "it asks for demolition of" in message
    assert "project North sees to" in message
    assert accepted(tmp_path, project + asks.format(0.8))


def test_three_claims_that_are_too_many_together_are_refused_though_any_two_fit(tmp_path):
    works = '[[policies]]\nname = "{}"\nscope = {{ residences = {} }}\nshare = {}\n'
    rows = list(range(20))
    wide = works.format("refurbishment", rows, 0.5)
    here = works.format("reconstruction", rows[:10], 0.6)
    there = works.format("reconstruction", rows[10:], 0.6)
    text = wide + here + there
    (message,) = refused(tmp_path, text)
    assert "refurbishment (policy 1), reconstruction (policy 2)" in message
    for left_out in (wide, here, there):
        assert accepted(tmp_path, text.replace(left_out, ""))


def test_what_is_demolished_is_not_sold_and_what_is_refurbished_may_be(tmp_path):
    assert accepted(tmp_path, REFURBISH.format(0.8) + SELL.format(0.8))
    (message,) = refused(tmp_path, DEMOLISH.format(0.8) + SELL.format(0.8))
    assert "diversification would demolish, refurbish or sell homes" in message


SECOND = "rent_eur_m2 = 9.0\n"


@pytest.mark.parametrize("leases", ["new", "all"])
def test_a_rent_after_works_and_a_single_rent_for_the_same_homes_are_refused(leases, tmp_path):
    single = f'{RENT}leases = "{leases}"\n'
    (message,) = refused(tmp_path, REFURBISH.format(0.3) + SECOND + single)
    assert "policies.0" in message
    assert "homes whose rent single_rent (policy 2) sets" in message
    project = NORTH.format("refurbishment", 0.3)
    (message,) = refused(tmp_path, project + SECOND + single)
    assert "project North sets a rent after works" in message
    assert accepted(tmp_path, REFURBISH.format(0.3) + single)
    assert accepted(tmp_path, project + single)
    assert accepted(
        tmp_path, REFURBISH.format(0.3) + SECOND + single + "scope = { is_qpv = false }\n"
    )


def test_a_single_rent_may_follow_the_rents_of_works_that_are_over(tmp_path):
    works = REFURBISH.format(0.3) + SECOND + "end_year = 2023\nworks_months = 12\n"
    assert accepted(tmp_path, works + RENT + "start_year = 2025\n")
    (message,) = refused(tmp_path, works + RENT + "start_year = 2024\n")
    assert "rent after works" in message


TARGET = (
    '[[policies]]\nname = "attribution_targets"\nfirst_quartile_outside = {}\nothers_in_qpv = {}\n'
)


def test_one_kind_of_problem_does_not_hide_the_others(tmp_path):
    text = RENT + 'scope = { communes = ["Nowhere"] }\n' + RENT + RENT + DEMOLISH.format(0.8)
    text += REFURBISH.format(0.8) + TARGET.format(0.6, 0.5) + TARGET.format(0.0, 0.0)
    text += "in_scope = 0.5\nscope = { is_qpv = false }\nin_scope_quartiles = [2, 3]\n"
    text += NORTH.format("demolition", 0.2).replace("share", 'areas = ["Atlantis"]\nshare')
    found = refused(tmp_path, text)
    for part in (
        "Atlantis", "Nowhere", "both set relet_rent", "would demolish", "more than 1",
    ):  # fmt: skip
        assert sum(part in message for message in found) == 1, part
    assert len(found) == len(set(found)) == 5


def test_a_wrong_parameter_does_not_hide_what_the_territory_tells(tmp_path):
    text = (
        RENT
        + "level = 9\nscope = { landlords = [99] }\n"
        + RENT
        + 'scope = { areas = ["Atlantis"] }\n'
    )
    text += DEMOLISH.format(0.8) + REFURBISH.format(0.8) + "[allocation]\nneutrality = -4\n"
    with pytest.raises(InputError) as caught:
        api.load_checked(package(tmp_path, text))
    found = caught.value.problems
    assert len(found) == 5
    assert sum("no such number" in message for message in found) == 1
    for part in ("policies.0.level = 9", "Atlantis", "would demolish", "allocation.neutrality"):
        assert sum(part in message for message in found) == 1, part
    assert "policies.3" in next(message for message in found if "would demolish" in message)


def test_every_set_of_targets_that_is_too_much_is_told_once(tmp_path):
    text = TARGET.format(0.9, 0.0) + TARGET.format(0.9, 0.0)
    text += "in_scope = 0.5\nin_scope_quartiles = [2, 3]\n"
    found = refused(tmp_path, text)
    assert sum("same attribution target" in message for message in found) == 1
    assert sum("more than 1" in message for message in found) == 1
    assert len(found) == 2


def test_yearly_sales_may_go_on_under_another_policy(tmp_path):
    first = SELL.format(0.05) + "end_year = 2024\n"
    assert accepted(tmp_path, first + SELL.format(0.05) + "start_year = 2025\n")


def held(residences, wanted):
    return _Held((), "", None, 1, residences, float(wanted), (0, 1), has_rent=False)


@given(data=st.data())
def test_claims_fit_when_no_set_of_them_wants_more_than_lies_in_it(data):
    """Hall's condition over every set of claims is the oracle of the maximum flow."""
    n_claims, n_residences = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 6))
    homes = np.array(data.draw(st.lists(st.integers(0, 9), min_size=n_residences,
                                        max_size=n_residences)))  # fmt: skip
    claims = [
        held(
            np.array(data.draw(st.lists(st.booleans(), min_size=n_residences,
                                        max_size=n_residences))),
            data.draw(st.integers(1, 12)),
        )
        for _ in range(n_claims)
    ]  # fmt: skip
    demands = {id(claim): int(claim.wanted) for claim in claims}
    sets = (s for size in range(1, n_claims + 1) for s in combinations(claims, size))
    fits = all(
        sum(c.wanted for c in some) <= homes[np.any([c.residences for c in some], axis=0)].sum()
        for some in sets
    )
    assert _fits(claims, demands, homes) == fits
