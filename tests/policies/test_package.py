"""Scopes, ramps, and packages that contradict themselves."""

from dataclasses import replace

import numpy as np
import pytest

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.scope import Scope
from simulation.policies import scopes
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
