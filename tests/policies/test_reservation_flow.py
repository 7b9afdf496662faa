"""The flow of a policy: shares, what leaves their base, alignment, and local ties."""

import numpy as np
import pytest

import simulation
from simulation import api
from simulation.config.errors import InputError
from simulation.config.scope import Scope
from simulation.kernels.queue import EVERYBODY, LOCAL
from simulation.policies.base import LOCALS
from simulation.policies.reservation_flow import ReservationFlow
from simulation.processes import flow, lettings, practice, targets
from simulation.state.schema import Holder

ALONE = {
    "prefect_share": 0.0,
    "local_share": 0.0,
    "action_logement_share": 1.0,
    "landlord_share": 0.0,
}


@pytest.fixture
def listed(small_model):
    """Return a maker of models whose flow shares out the vacancies of some homes, and these."""

    def make(*policies, **reservations):
        settings = {"transfers_share": 0.0, **reservations}
        model = small_model(*policies, spin_up_years=0, reservations=settings)
        homes = np.flatnonzero(model.world.dwellings.is_social)
        flow.step(model.world, model.context, homes)
        return model, homes

    return make


def test_the_shares_of_a_scope_are_its_own_and_the_others_those_of_the_scenario(listed):
    rule = {"name": "reservation_flow", **ALONE, "scope": {"is_qpv": True}}
    model, homes = listed(rule)
    d = model.world.dwellings
    qpv = model.world.areas.is_qpv[d.area[homes]]
    assert (d.holder[homes[qpv]] == Holder.ACTION_LOGEMENT).all()
    usual = np.bincount(d.holder[homes[~qpv]], minlength=4) / (~qpv).sum()
    settings = flow.shares(model.scenario.reservations)
    assert np.abs(usual - settings).max() < 0.1
    owed = model.world.memory.shortfalls
    np.testing.assert_allclose(owed.sum(axis=1), 0.0, atol=1e-9)


def test_what_is_kept_for_transfers_and_withheld_is_what_the_scope_says(small_model):
    rule = {
        "name": "reservation_flow", "transfers_share": 1.0, "withheld_share": 0.75,
        "scope": {"is_qpv": True},
    }  # fmt: skip
    model = small_model(rule, spin_up_years=0, reservations={"transfers_share": 0.0})
    terms = flow.terms_of(model.world, model.context)
    qpv = model.world.areas.is_qpv[model.world.residences.area]
    scenario = model.scenario
    np.testing.assert_array_equal(terms[qpv, 4:], [[0.75, 1.0]] * qpv.sum())
    outside = [[scenario.allocation.withheld_share, 0.0]] * (~qpv).sum()
    np.testing.assert_array_equal(terms[~qpv, 4:], outside)
    usual = flow.shares(scenario.reservations)
    np.testing.assert_array_equal(terms[:, :4], np.tile(usual, (qpv.size, 1)))
    for _ in range(3):
        model.step()
    held = model.world.ledger.events("flow")
    kept = held["holder"] == Holder.TRANSFERS
    assert kept.any()
    assert model.world.areas.is_qpv[model.world.dwellings.area[held["dwelling"][kept]]].all()


@pytest.mark.parametrize(("kept", "left"), [(1.0, 1.0), (0.5, 0.5), (0.0, 0.0)])
def test_what_is_owed_is_carried_into_the_new_year_as_far_as_stated(listed, kept, left):
    model, homes = listed({"name": "reservation_flow", "carried_share": kept})
    before = model.world.memory.shortfalls.copy()
    assert before.any()
    model.world.month = 12
    flow.step(model.world, model.context, homes[:0])
    np.testing.assert_allclose(model.world.memory.shortfalls, left * before)


def test_a_holder_that_is_not_aligned_follows_neither_targets_nor_guidance(listed):
    rules = (
        {"name": "attribution_targets", "pull": 10.0},
        {"name": "residence_guidance", "fragile_from": 2},
        {"name": "reservation_flow", "local_alignment": 0.0, "prefect_alignment": 0.5},
    )
    model, homes = listed(*rules)
    world = model.world
    world.residences.owned("assessment").fragility[:] = 2
    aims = targets.active(world, model.context)
    for aim in aims:
        world.memory.tallies[aim.name] = np.array([[0.0], [10.0]])
    told = lettings.openings_of(world, model.context, homes, aims)
    holder = world.dwellings.holder[homes]
    assert (told.reserved[holder == Holder.LOCAL] == EVERYBODY).all()
    assert not told.points[holder == Holder.LOCAL].any()
    others = np.isin(holder, (Holder.ACTION_LOGEMENT, Holder.LANDLORD))
    assert (told.reserved[others] != EVERYBODY).all()
    reserved = (told.reserved[holder == Holder.PREFECT] != EVERYBODY).mean()
    assert 0.2 < reserved < 0.8
    qpv = world.areas.is_qpv[world.dwellings.area[homes]]
    for sector in (qpv, ~qpv):
        full = told.points[others & sector][0]
        half = told.points[(holder == Holder.PREFECT) & sector]
        np.testing.assert_allclose(half, [0.5 * full] * len(half))


def test_local_ties_count_for_as_much_as_is_stated_on_local_vacancies_only(listed):
    model, homes = listed(
        {"name": "reservation_flow", "local_ties": 3.0, "scope": {"is_qpv": True}},
        local_residents=2.0,
    )
    world = model.world
    ways = practice.practices_at(world, model.context, homes)
    qpv = world.areas.is_qpv[world.dwellings.area[homes]]
    holder = world.dwellings.holder[homes]
    local = holder == Holder.LOCAL
    points = ways.traits[ways.holder, LOCAL]
    np.testing.assert_array_equal(points[local], np.where(qpv, 6.0, 2.0)[local])
    table = practice.practices(model.scenario.reservations)
    for v in np.flatnonzero(~local):
        np.testing.assert_array_equal(ways.traits[ways.holder[v]], table[holder[v]])
    weights = ReservationFlow(local_ties=0.0, scope=Scope(is_qpv=False)).letting_weights(world)
    assert (weights[:, :LOCALS] == 1.0).all()


RULE = '[[policies]]\nname = "reservation_flow"\n'


def refused(tmp_path, text):
    file = tmp_path / "package.toml"
    file.write_text('years = 2\nspin_up_years = 0\n[territory]\npreset = "demo"\n' + text)
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    return caught.value.problems


def test_shares_that_do_not_add_to_one_and_unknown_holders_are_refused_together(tmp_path):
    half = "prefect_share = 0.5\nlocal_share = 0.1\naction_logement_share = 0.1\n"
    text = RULE + half + "landlord_share = 0.1\n" + RULE + half + RULE + "mayor_share = 0.3\n"
    first, second, third = refused(tmp_path, text)
    assert "line 5" in first
    assert "0.5 + 0.1 + 0.1 + 0.1 = 0.8" in first
    assert "line 11" in second
    assert "given together" in second
    assert "line 18" in third
    assert "unknown key" in third


def test_two_flows_for_the_same_homes_are_refused_and_an_alignment_beside_one_is_not(tmp_path):
    one = RULE + "transfers_share = 0.2\n"
    (message,) = refused(tmp_path, one + RULE + "withheld_share = 0.2\n")
    assert "both set flow_shares" in message
    file = tmp_path / "good.toml"
    good = one + RULE + "local_alignment = 0.5\n" + RULE + "local_ties = 2.0\n"
    file.write_text('years = 2\nspin_up_years = 0\n[territory]\npreset = "demo"\n' + good)
    api.check_package(simulation.load(file), file)
