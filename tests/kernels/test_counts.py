"""Counts read in one pass are those of the plain definitions."""

import numpy as np

from simulation.kernels.counts import count_flows, count_population, count_stock
from simulation.state.ledger import KINDS
from simulation.state.schema import DwellingStatus, Move, Place, Reason


def test_the_stock_is_counted_as_by_its_definition(demo_run):
    d = demo_run.world.dwellings
    status = d.status.copy()
    status[::7] = DwellingStatus.DEMOLISHED
    found = count_stock(
        status, d.is_social, d.occupant, int(DwellingStatus.VACANT), int(DwellingStatus.DEMOLISHED)
    )
    stands, lived_in = status != DwellingStatus.DEMOLISHED, d.occupant >= 0
    assert found.social == (d.is_social & stands).sum()
    assert found.private == (~d.is_social & stands).sum()
    assert found.social_occupied == (d.is_social & lived_in).sum()
    assert found.social_vacant == (d.is_social & (status == DwellingStatus.VACANT)).sum()
    assert found.occupied == lived_in.sum()


def test_the_population_is_counted_as_by_its_definition(demo_run):
    h = demo_run.world.households
    columns, place = (h.adults, h.teenagers, h.children), h.place.copy()
    place[::9] = Place.ABSENT
    found = count_population(place, *columns, int(Place.HOUSED), int(Place.HOSTED))
    present = place != Place.ABSENT
    assert found.housed == (place == Place.HOUSED).sum()
    assert found.hosted == (place == Place.HOSTED).sum()
    assert found.persons == sum(int(c[present].sum(dtype=np.int64)) for c in columns)


def test_flows_are_counted_as_by_their_definition():
    rng = np.random.default_rng(4)

    def events(kind, /, **columns):
        table = rng.integers(-1, 5, (len(KINDS[kind]), 200))
        for name, values in columns.items():
            table[KINDS[kind].index(name)] = rng.choice(values, 200)
        return table, dict(zip(KINDS[kind], table, strict=True))

    moves, move = events("moves", kind=list(Move))
    members, member = events("members", reason=[Reason.BIRTH, Reason.DEATH, Reason.UNION])
    files, file = events("files", opened=[0, 1])
    codes = (Move.ENTRY, Move.EXIT, Reason.BIRTH, Reason.DEATH)
    found = count_flows(moves, members, files, *(int(code) for code in codes))
    enters, leaves = move["kind"] == Move.ENTRY, move["kind"] == Move.EXIT
    assert (found.entries, found.exits) == (enters.sum(), leaves.sum())
    assert found.persons_entered == move["persons"][enters].sum()
    assert found.persons_exited == move["persons"][leaves].sum()
    assert found.homes_taken == (move["destination"] >= 0).sum()
    assert found.homes_left == (move["origin"] >= 0).sum()
    born, died = member["reason"] == Reason.BIRTH, member["reason"] == Reason.DEATH
    others = member["change"][~born & ~died]
    assert found.births == member["change"][born].sum()
    assert found.deaths_of_partners == -member["change"][died].sum()
    assert found.members_joined == others[others > 0].sum()
    assert found.members_left == -others[others < 0].sum()
    assert (found.files_opened, found.files_closed) == tuple(np.bincount(file["opened"])[::-1])
    plain = count_flows.py_func(moves, members, files, *(int(code) for code in codes))
    assert plain == found


def test_compiled_and_plain_counts_agree(demo_run):
    h, d = demo_run.world.households, demo_run.world.dwellings
    people = (h.place[:3000], h.adults[:3000], h.teenagers[:3000], h.children[:3000], 1, 2)
    assert count_population.py_func(*people) == count_population(*people)
    homes = (d.status[:500], d.is_social[:500], d.occupant[:500], 1, 5)
    assert count_stock.py_func(*homes) == count_stock(*homes)
