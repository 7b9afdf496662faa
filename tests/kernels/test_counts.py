"""Counts read in one pass are those of the plain definitions."""

import numpy as np

from simulation.kernels.counts import count_population, count_stock
from simulation.state.schema import DwellingStatus, Place


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


def test_compiled_and_plain_counts_agree(demo_run):
    h, d = demo_run.world.households, demo_run.world.dwellings
    people = (h.place[:3000], h.adults[:3000], h.teenagers[:3000], h.children[:3000], 1, 2)
    assert count_population.py_func(*people) == count_population(*people)
    homes = (d.status[:500], d.is_social[:500], d.occupant[:500], 1, 5)
    assert count_stock.py_func(*homes) == count_stock(*homes)
