"""Chosen letting as a policy: who is advertised, who answers, how they are ranked."""

import numpy as np
import pytest

from simulation.config.scope import Scope
from simulation.model import HousingModel
from simulation.policies.chosen_letting import ChosenLetting
from simulation.policies.records import Platform
from simulation.processes import adverts
from simulation.state.schema import Channel


def model_of(scenario, territory, *policies, months=12, key=3, **changes):
    model = HousingModel(scenario(*policies, **changes), key=key, territory=territory)
    while model.month < months:
        model.step()
    return model


def chosen(**settings):
    return {"name": "chosen_letting", **settings}


def test_only_vacancies_in_scope_are_advertised(world):
    homes = np.flatnonzero(world.dwellings.is_social)
    policy = ChosenLetting(share=0.4, scope=Scope(is_qpv=True))
    inside = world.areas.is_qpv[world.dwellings.area[homes]]
    np.testing.assert_array_equal(policy.advertised_share(world, homes), np.where(inside, 0.4, 0.0))


def test_the_policy_over_the_whole_stock_is_the_same_as_the_setting(scenario, demo_territory):
    settings = {"share": 0.6, "ranking": "date", "max_bids": 2, "attention": 0.2}
    by_setting = model_of(scenario, demo_territory, adverts=settings, spin_up_years=0).tables()
    by_policy = model_of(scenario, demo_territory, chosen(**settings), spin_up_years=0).tables()
    assert by_setting["bids"]["bids"].sum() > 0
    for name in ("bids", "attributions", "market"):
        for column, values in by_setting[name].items():
            np.testing.assert_array_equal(values, by_policy[name][column])


@pytest.mark.parametrize("bids", [True, False])
def test_each_scope_has_a_rule_of_its_own(scenario, demo_territory, bids):
    inside = chosen(scope={"is_qpv": True}, ranking="lottery", bids=bids)
    outside = chosen(scope={"is_qpv": False}, ranking="date", attention=0.3)
    model = model_of(scenario, demo_territory, inside, outside, months=3)
    world, context = model.world, model.context
    qpv = world.areas.is_qpv
    homes = np.flatnonzero(world.dwellings.is_social)
    found = adverts._platforms(world, context, homes)
    assert {platform.ranking for platform, _ in found} == {"lottery", "date"}
    for platform, place in found:
        in_qpv = qpv[world.dwellings.area[homes[place]]]
        assert in_qpv.all() == (platform.ranking == "lottery")
        assert platform.bids == (bids or platform.ranking == "date")
    assert np.sort(np.concatenate([place for _, place in found])).tolist() == list(
        range(homes.size)
    )


def test_without_bids_all_who_asked_for_the_area_fit_and_are_under_the_ceiling(demo_run):
    world, context = demo_run.world, demo_run.context
    homes = np.flatnonzero(world.dwellings.is_social)[::97].astype(np.int64)
    files = np.flatnonzero(world.applications.household >= 0)[:200]
    advert, candidate = adverts._everybody(world, context, files, homes)
    found = set(zip(advert.tolist(), candidate.tolist(), strict=True))
    assert len(found) == advert.size
    h, a, d = world.households, world.applications, world.dwellings
    for v, home in enumerate(homes):
        financing = world.residences.financing[d.residence[home]]
        for c, file in enumerate(files):
            row = a.household[file]
            persons, rooms = int(h.persons[row]), int(d.rooms[home])
            may = (
                d.area[home] in a.asked[file]
                and min(persons - 1, 5) <= rooms <= persons + context.rules.spare_rooms
                and h.fiscal_income[row]
                <= world.ceilings[financing, h.category[row]] * d.ceiling_ratio[home]
            )
            assert ((v, c) in found) == may


def test_without_bids_many_are_ranked_who_would_not_bid(demo_run):
    world, context = demo_run.world, demo_run.context
    homes = np.flatnonzero(world.dwellings.is_social)[::97].astype(np.int64)
    files = np.flatnonzero(world.applications.household >= 0)[:200]
    everywhere = np.ones(len(world.residences), bool)
    eager = Platform(everywhere, True, "lottery", attention=1.0, max_bids=20)
    pairs = adverts._everybody(world, context, files, homes)
    ranked = set(zip(*(found.tolist() for found in pairs), strict=True))
    pairs = adverts._bid(world, context, eager, files, homes, None)
    bids = set(zip(*(found.tolist() for found in pairs), strict=True))
    assert ranked & bids
    assert ranked - bids


def test_ranking_without_bids_lets_by_date_of_the_file(small_model):
    model = small_model(chosen(bids=False, ranking="date"), years=1)
    for _ in range(18):
        model.step()
    assert (model.world.ledger.events("offers")["channel"] == Channel.ADVERT).any()
    assert model.tables()["bids"]["bids"].sum() == 0


def test_two_chosen_lettings_of_the_same_homes_are_refused(tmp_path):
    import simulation
    from simulation import api
    from simulation.config.errors import InputError

    file = tmp_path / "two.toml"
    one = '[[policies]]\nname = "chosen_letting"\n'
    file.write_text('years = 2\n[territory]\npreset = "demo"\n' + one + 'ranking = "date"\n' + one)
    with pytest.raises(InputError) as caught:
        api.check_package(simulation.load(file), file)
    (problem,) = caught.value.problems
    assert "platforms" in problem
