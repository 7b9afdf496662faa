"""Adverts: who sees what, and bids as if every pair had been looked at."""

import numpy as np
import pytest

from simulation.kernels.adverts import N_ROOMS, Board, place_bids
from simulation.kernels.commission import fits
from simulation.kernels.refusals import Refusals, has_refused, refusals_of
from simulation.kernels.utility import (
    PERSISTENT,
    dwelling_value,
    read_home,
    read_person,
    status_quo,
    years_waited,
)
from simulation.processes.context import files, homes, open_files, people, places
from simulation.rng import draw

MAX_BIDS = 3
NOBODY = Refusals(np.empty(0, np.int64), np.empty(0, np.int64))


def adverts_of(model, step=11):
    """Return dwellings to advertise, as if they were vacant, on a board."""
    world = model.world
    stock = np.flatnonzero(world.dwellings.is_social)[::step].astype(np.int64)
    moments = world.streams.uniform("advert_moment", world.month, stock)
    rooms = world.dwellings.rooms[stock]
    order = np.lexsort((moments, rooms))
    starts = np.searchsorted(rooms[order], np.arange(1, N_ROOMS + 2))
    return Board(stock[order], moments[order], starts)


def bid(
    model, board, candidates, attention=1.0, max_bids=MAX_BIDS, chance=None, function=None,
    visits=None, refused=NOBODY,
):  # fmt: skip
    world, c = model.world, model.context
    visited = np.zeros(len(world.areas)) if visits is None else visits
    return (function or place_bids)(
        world.month, world.start_year, world.streams.code("attention"), candidates, board, refused,
        world.memory.chance if chance is None else chance, attention, max_bids,
        c.rules.spare_rooms, visited, c.tastes, c.codes, world.law, world.ceilings, people(world),
        homes(world), places(world), files(world),
    )  # fmt: skip


@pytest.fixture(scope="module")
def candidates(demo_run):
    return open_files(demo_run.world)[:250].astype(np.int64)


@pytest.fixture(scope="module")
def board(demo_run):
    return adverts_of(demo_run)


def person_of(model, file):
    world, c = model.world, model.context
    row = int(world.applications.household[file])
    read = (people(world), homes(world), places(world))
    person = read_person(c.tastes, c.codes, world.law, *read, row, world.month)
    a = world.applications
    waited = years_waited(c.tastes, world.month, int(a.filed[file]), bool(a.is_priority[file]))
    stay = status_quo(c.tastes, c.codes, person, *read[1:], waited, world.month, world.start_year)
    return person, stay


def sees(model, person, moment, attention):
    begins = draw(model.world.streams.code("attention"), model.world.month, person.identity, 0, 0)
    return (moment - begins) % 1.0 < attention


def plainly(model, board, file, attention, max_bids, chance):
    """Return the bids of a file by looking at every advert, one after the other."""
    world, c = model.world, model.context
    person, stay = person_of(model, file)
    worth = []
    for v, (row, moment) in enumerate(zip(board.homes, board.moments, strict=True)):
        home = read_home(homes(world), places(world), row, world.month, world.start_year)
        gain = dwelling_value(c.tastes, c.codes, person, home, False) - stay - c.tastes.moving_cost
        if (
            sees(model, person, moment, attention)
            and fits(person.persons, home.rooms, c.rules.spare_rooms)
            and person.resources <= world.ceilings[home.financing, person.category]
            and gain > 0
        ):
            worth.append((-gain * chance[home.area, person.quartile - 1], v))
    return [v for _, v in sorted(worth)][:max_bids]


@pytest.mark.parametrize("attention", [0.0, 0.1, 0.6, 1.0])
def test_bids_are_those_of_looking_at_every_advert(demo_run, board, candidates, attention):
    areas = np.arange(len(demo_run.world.areas))
    chance = 0.05 + 0.9 * np.outer(areas % 7, [0.2, 0.7, 0.4, 1.0]) / 6.0
    bids = bid(demo_run, board, candidates, attention, chance=chance)
    assert (bids >= 0).any() == (attention > 0)
    for file, found in zip(candidates, bids, strict=True):
        expected = plainly(demo_run, board, file, attention, MAX_BIDS, chance)
        assert found[found >= 0].tolist() == expected
        assert (found[len(expected) :] == -1).all()


@pytest.mark.parametrize("max_bids", [1, 2, 20])
def test_nobody_bids_on_more_adverts_than_allowed_or_twice_on_one(
    demo_run, board, candidates, max_bids
):
    bids = bid(demo_run, board, candidates, max_bids=max_bids)
    assert bids.shape == (candidates.size, max_bids)
    for found in bids:
        listed = found[found >= 0]
        assert np.unique(listed).size == listed.size
    assert ((bids >= 0).sum(axis=1) == max_bids).any()


def test_nobody_bids_above_its_ceiling_nor_on_a_home_of_another_size(demo_run, board, candidates):
    world, h = demo_run.world, demo_run.world.households
    bids = bid(demo_run, board, candidates, max_bids=20)
    i, k = np.nonzero(bids >= 0)
    rows, home = world.applications.household[candidates[i]], board.homes[bids[i, k]]
    financing = world.residences.financing[world.dwellings.residence[home]]
    assert (h.resources[rows] <= world.ceilings[financing, h.category[rows]]).all()
    rooms = world.dwellings.rooms[home]
    assert all(fits(p, r, 1) for p, r in zip(h.persons[rows], rooms, strict=True))


def test_an_advert_is_seen_with_the_stated_probability(demo_run, board):
    """Pairs are independent two by two, so that their mean is as exact as that of as many coins."""
    ids = demo_run.world.households.id[:4000]
    code = demo_run.world.streams.code("attention")
    begins = np.array([draw(code, demo_run.world.month, int(i), 0, 0) for i in ids])
    seen = (board.moments[None, :] - begins[:, None]) % 1.0 < 0.15
    error = np.sqrt(0.15 * 0.85 / seen.size)
    assert seen.mean() == pytest.approx(0.15, abs=4 * error)


def test_what_is_seen_of_an_advert_does_not_depend_on_the_others(demo_run, board, candidates):
    kept = np.arange(board.homes.size) % 2 == 0
    rooms = demo_run.world.dwellings.rooms[board.homes[kept]]
    fewer = Board(
        board.homes[kept],
        board.moments[kept],
        np.searchsorted(rooms, np.arange(1, N_ROOMS + 2)),
    )
    many = bid(demo_run, board, candidates, 0.3, board.homes.size)
    few = bid(demo_run, fewer, candidates, 0.3, board.homes.size)
    for one, two in zip(many, few, strict=True):
        listed = board.homes[one[one >= 0]]
        assert fewer.homes[two[two >= 0]].tolist() == listed[np.isin(listed, fewer.homes)].tolist()


def test_compiled_and_plain_bids_agree(demo_run, board, candidates):
    some = candidates[:10]
    with np.errstate(over="ignore"):
        plain = bid(demo_run, board, some, 0.4, function=place_bids.py_func)
    np.testing.assert_array_equal(plain, bid(demo_run, board, some, 0.4))


def test_who_visits_an_area_bids_by_what_others_learn_after_the_offer(demo_run, board, candidates):
    world, c = demo_run.world, demo_run.context
    visits = np.where(np.arange(len(world.areas)) % 2 == 0, 0.5, 0.0)
    found = bid(demo_run, board, candidates, max_bids=20, visits=visits)
    usual = bid(demo_run, board, candidates, max_bids=20)
    assert (found != usual).any()
    for file, bids in zip(candidates, found, strict=True):
        person, stay = person_of(demo_run, file)
        for v in bids[bids >= 0]:
            home = read_home(
                homes(world), places(world), board.homes[v], world.month, world.start_year
            )
            lot = draw(c.codes.informed, PERSISTENT, person.identity, home.area, 0)
            value = dwelling_value(c.tastes, c.codes, person, home, lot < visits[home.area])
            assert value - stay - c.tastes.moving_cost > 0.0


def test_nobody_bids_on_what_it_refused(demo_run, board, candidates):
    free = bid(demo_run, board, candidates, max_bids=1)[:, 0]
    ids = demo_run.world.households.id[demo_run.world.applications.household[candidates]]
    bidders = free >= 0
    homes_bid = board.homes[free[bidders]]
    order = np.argsort(homes_bid, kind="stable")
    refused = Refusals(homes_bid[order], ids[bidders][order])
    assert bidders.sum() > 10
    again = bid(demo_run, board, candidates, max_bids=MAX_BIDS, refused=refused)
    seconds = bid(demo_run, board, candidates, max_bids=MAX_BIDS + 1)
    for found, first, plain in zip(again, free, seconds, strict=True):
        expected = [v for v in plain if v != first or v < 0][:MAX_BIDS]
        assert found.tolist() == expected


def test_refusals_are_found_by_dwelling_and_household():
    known = Refusals(np.array([3, 3, 5]), np.array([10, 11, 10]))
    for refusals_of_it, has in (
        (refusals_of, has_refused),
        (refusals_of.py_func, has_refused.py_func),
    ):
        assert [refusals_of_it(known, home) for home in (2, 3, 4, 5, 6)] == [
            (0, 0), (0, 2), (2, 2), (2, 3), (3, 3)
        ]  # fmt: skip
        assert has(known, 0, 2, 11)
        assert not has(known, 2, 3, 11)
        assert not has(known, 0, 0, 10)
