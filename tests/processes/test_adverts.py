"""Chosen letting: scope, length of adverts, ranking rules, screen, what is learnt and written."""

from typing import ClassVar

import numpy as np
import pytest

from simulation.kernels.adverts import ACCEPTED, NOT_REACHED, REFUSED
from simulation.model import HousingModel
from simulation.policies.base import Policy, Target
from simulation.policies.groups import profiles_of
from simulation.policies.levers import Levers
from simulation.processes import adverts, targets
from simulation.processes.lettings import ranked_files
from simulation.rng import Streams
from simulation.schedule import SCHEDULE, run_month
from simulation.state.schema import Activity, Channel, DwellingStatus

RULES = ("score", "date", "lottery")
OPEN = {"share": 1.0, "attention": 1.0, "is_screened": False, "months": 60}


def steps_until(model, name):
    """Run the steps of the month that come before the step `name`."""
    for step in SCHEDULE:
        if step.name == name:
            return step
        if model.world.month % step.every_months == 0:
            step.run(model.world, model.context)
    raise AssertionError(name)


def before_adverts(scenario, territory, months=14, **settings):
    """Return a traced model just before the adverts of a month."""
    made = scenario(adverts={**OPEN, **settings})
    model = HousingModel(made, key=6, territory=territory)
    for _ in range(months):
        model.step()
    model.world.is_traced = True
    steps_until(model, "adverts")
    return model


def of_month(model, kind):
    return model.world.ledger.events_of(kind, model.world.month)


# ---- what is advertised ----


@pytest.mark.parametrize(("share", "channel"), [(0.0, Channel.COMMISSION), (1.0, Channel.ADVERT)])
def test_adverts_can_be_all_or_nothing(small_model, share, channel):
    model = small_model(spin_up_years=0, adverts={**OPEN, "share": share})
    for _ in range(11):
        model.step()
    assert set(model.world.ledger.events("offers")["channel"]) == {channel}
    assert (model.world.ledger.events("adverts")["month"].size > 0) == (share > 0)


def test_the_stated_share_of_vacancies_is_advertised_and_a_home_keeps_its_lot(small_model):
    model = small_model(spin_up_years=0, adverts={"share": 0.4, "months": 60})
    world = model.world
    vacancies = np.flatnonzero(world.dwellings.is_social)
    world.memory.vacancies = vacancies
    chosen = adverts._advertise(world, model.context)
    error = np.sqrt(0.4 * 0.6 / vacancies.size)
    assert chosen.size / vacancies.size == pytest.approx(0.4, abs=4 * error)
    assert np.sort(np.concatenate((chosen, world.memory.vacancies))).tolist() == vacancies.tolist()
    world.month += 5
    world.memory.vacancies = vacancies
    np.testing.assert_array_equal(adverts._advertise(world, model.context), chosen)


def test_what_is_not_let_in_time_goes_to_the_commission_until_it_is_let(small_model):
    model = small_model(spin_up_years=0, adverts={"share": 1.0, "months": 2})
    world = model.world
    owned = world.dwellings.owned("occupancy")
    home = np.flatnonzero(world.dwellings.is_social)[:1]
    seen = []
    for month in range(6):
        if month == 4:
            owned.vacant_since[home] = 4  # it was let and left again
        world.month, world.memory.vacancies = month, home
        seen.append(adverts._advertise(world, model.context).size)
    assert seen == [1, 1, 0, 0, 1, 1]


class Scope(Policy):
    """Advertise in one area."""

    key: ClassVar[str] = "scope"
    share: float = 1.0

    def advertised_share(self, world, homes):
        return np.where(world.dwellings.area[homes] == 2, self.share, 0.0)


def test_a_policy_advertises_in_its_scope_and_the_largest_share_counts(small_model):
    model = small_model(spin_up_years=0)
    world = model.world
    social = np.flatnonzero(world.dwellings.is_social)
    for policies in ([Scope()], [Scope(share=0.2), Scope()]):
        context = model.context.__class__(
            **{**vars(model.context), "levers": Levers(policies, world.year)}
        )
        world.memory.vacancies = social
        chosen = adverts._advertise(world, context)
        np.testing.assert_array_equal(chosen, social[world.dwellings.area[social] == 2])


def test_bids_are_not_bound_to_the_areas_asked_for(scenario, demo_territory):
    model = before_adverts(scenario, demo_territory)
    a, h = model.world.applications, model.world.households
    asked = {int(h.id[row]): set(a.asked[f]) for f, row in enumerate(a.household) if row >= 0}
    adverts.step(model.world, model.context)
    bids = of_month(model, "bids")
    area = model.world.dwellings.area[bids["dwelling"]]
    known = [at in asked[int(i)] for at, i in zip(area, bids["household_id"], strict=True)]
    assert 0 < np.mean(known) < 1


# ---- ranking ----


@pytest.mark.parametrize("rule", RULES)
def test_bidders_are_listed_and_offered_in_the_order_of_the_rule(scenario, demo_territory, rule):
    """Replay the month from its bids with the plainest loop over adverts and bidders."""
    model = before_adverts(scenario, demo_territory, ranking=rule)
    world, length = model.world, model.scenario.adverts.list_length
    a, h = world.applications, world.households
    order = world.memory.vacancies.copy()
    candidates, scores = ranked_files(world, model.context)
    ids = h.id[a.household[candidates]]
    filed = dict(zip(ids.tolist(), a.filed[candidates].tolist(), strict=True))
    score = dict(zip(ids.tolist(), scores.tolist(), strict=True))
    adverts.step(world, model.context)
    bids, listed = of_month(model, "bids"), of_month(model, "candidates")
    offers = of_month(model, "offers")
    answer = dict(zip(offers["household_id"].tolist(), offers["accepted"].tolist(), strict=True))
    expected, busy = [], set()
    for home in order.tolist():
        bidders = bids["household_id"][bids["dwelling"] == home]
        lots = world.streams.uniform("advert_lottery", world.month, bidders, home)
        points = {
            "score": lambda i, lot: score[i],
            "date": lambda i, lot: world.month - filed[i],
            "lottery": lambda i, lot: lot,
        }[rule]
        ranked = sorted((-points(i, u), u, i) for i, u in zip(bidders.tolist(), lots, strict=True))
        free = [(i, -p) for p, _, i in ranked if i not in busy][:length]
        is_let = False
        for place, (identity, points_) in enumerate(free, 1):
            outcome = NOT_REACHED
            if not is_let:
                busy.add(identity)
                is_let = answer[identity] == 1
                outcome = ACCEPTED if is_let else REFUSED
            expected.append((home, identity, place, round(1000 * points_), outcome))
    columns = ("dwelling", "household_id", "place", "points", "outcome")
    found = list(zip(*(listed[c].tolist() for c in columns), strict=True))
    assert found == expected
    assert len({outcome for *_, outcome in found}) == 3
    assert offers["month"].size == sum(outcome != NOT_REACHED for *_, outcome in found)
    assert (listed["channel"] == Channel.ADVERT).all()


def test_nothing_is_listed_when_the_run_is_not_traced(scenario, demo_territory):
    model = before_adverts(scenario, demo_territory)
    model.world.is_traced = False
    adverts.step(model.world, model.context)
    assert of_month(model, "candidates")["month"].size == 0
    assert of_month(model, "offers")["month"].size > 0


def test_a_lottery_is_even_and_blind_to_the_order_of_the_tables(world):
    """The winner of eight among 4,000 homes, by a chi-square of seven degrees of freedom."""
    world.streams = Streams(3)
    world.applications.append(8, household=np.arange(8))
    n_homes, files = 4000, np.arange(8)
    home = np.repeat(np.arange(n_homes), 8)
    shuffled = np.concatenate([np.roll(files, k % 8) for k in range(n_homes)])
    winners = []
    for bidder in (np.tile(files, n_homes), shuffled):
        points, lot = adverts._rank(world, "lottery", bidder, np.zeros(bidder.size), home)
        order = np.lexsort((lot, -points, home))
        winners.append(bidder[order].reshape(n_homes, 8)[:, 0])
    np.testing.assert_array_equal(*winners)
    counts = np.bincount(winners[0], minlength=8)
    expected = n_homes / 8
    assert ((counts - expected) ** 2 / expected).sum() < 24.3  # one time in a thousand


# ---- screen and targets ----


def test_the_landlord_screens_bidders_or_does_not(small_model):
    strict = {"residual_minimum": 60.0, "residual_comfort": 70.0}
    for is_screened in (True, False):
        settings = {**OPEN, "is_screened": is_screened}
        model = small_model(years=1, spin_up_years=0, allocation=strict, adverts=settings).run()
        assert (model.tables()["reconciliation"]["lettings"].sum() > 0) == (not is_screened)


@pytest.mark.parametrize(("quartiles", "job"), [((4,), None), ((3, 4), True)])
def test_reserved_adverts_go_to_the_groups_they_are_reserved_to(
    scenario, demo_territory, monkeypatch, quartiles, job
):
    model = before_adverts(scenario, demo_territory)
    world = model.world
    everywhere = np.ones(len(world.residences), bool)
    group = profiles_of(quartiles, job)
    aim = Target("test", 1.0, group, everywhere, counts_rehoused=False, compliance=1.0)
    world.memory.tallies[aim.name] = np.array([[0.0], [10.0]])
    monkeypatch.setattr(targets, "active", lambda *_: (aim,))
    adverts.step(world, model.context)
    offers = of_month(model, "offers")
    assert set(offers["quartile"]) == set(quartiles)
    assert set(of_month(model, "bids")["quartile"]) == {1, 2, 3, 4}
    h = world.households
    works = set(h.id[h.activity == Activity.JOB].tolist())
    with_a_job = {identity in works for identity in offers["household_id"].tolist()}
    assert with_a_job == ({True} if job else {True, False})


# ---- what is learnt and written ----


def test_chances_are_last_years_lettings_per_bid_drawn_to_their_mean(scenario, demo_territory):
    model = HousingModel(scenario(adverts=OPEN), key=6, territory=demo_territory)
    world = model.world
    while world.month < -1:
        model.step()
    run_month(world, model.context)
    area = world.dwellings.area
    counts = {}
    for kind in ("bids", "lettings"):
        events = world.ledger.events(kind)
        counts[kind] = np.zeros((len(world.areas), 4))
        np.add.at(counts[kind], (area[events["dwelling"]], events["quartile"] - 1), 1.0)
    assert world.memory.bid_chance.size == 0
    np.testing.assert_array_equal(world.memory.bids, counts["bids"])
    world.ledger_last_year = {"lettings": world.ledger.events("lettings")}
    adverts._learn_chances(world)
    mean = (counts["lettings"].sum() + 1) / (counts["bids"].sum() + 1)
    expected = (counts["lettings"] + 1) / (counts["bids"] + 1 / mean)
    np.testing.assert_allclose(world.memory.bid_chance, expected)
    assert ((expected > 0) & (expected <= 1)).all()
    assert not world.memory.bids.any()


def test_a_year_without_adverts_leaves_what_was_learnt(world):
    world.memory.bid_chance = np.full((4, 4), 0.3)
    world.memory.bids = np.zeros((4, 4))
    adverts._learn_chances(world)
    assert (world.memory.bid_chance == 0.3).all()


def test_adverts_offer_each_file_and_each_home_once_a_month(scenario, demo_territory):
    model = before_adverts(scenario, demo_territory, is_screened=True, attention=0.3)
    adverts.step(model.world, model.context)
    offers = of_month(model, "offers")
    assert np.unique(offers["household_id"]).size == offers["household_id"].size > 0
    accepted = offers["dwelling"][offers["accepted"] == 1]
    assert np.unique(accepted).size == accepted.size > 0
    assert (model.world.dwellings.status[accepted] == DwellingStatus.LET).all()
