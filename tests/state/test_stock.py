"""The stock is remembered until something is built or sold, and then read anew."""

import numpy as np

from simulation.state import occupancy
from simulation.state.schema import DwellingStatus
from simulation.state.stock import stock_of


def holds(world):
    d, stock = world.dwellings, stock_of(world)
    areas = len(world.areas)
    np.testing.assert_array_equal(stock.social, np.flatnonzero(d.is_social))
    np.testing.assert_array_equal(stock.private, np.flatnonzero(~d.is_social))
    np.testing.assert_array_equal(stock.homes, np.bincount(d.area, minlength=areas))
    np.testing.assert_array_equal(
        stock.private_homes, np.bincount(d.area[~d.is_social], minlength=areas)
    )
    return True


def test_it_follows_what_is_built_and_what_is_sold(world):
    assert holds(world)
    occupancy.deliver(world, 3, residence=0, area=1, is_social=True)
    assert holds(world)
    d = world.dwellings
    let = np.flatnonzero(d.is_social & (d.status == DwellingStatus.LET))[:4]
    occupancy.sell(world, let, np.zeros(4, np.int64))
    assert holds(world)


def test_it_is_read_once_while_nothing_is_built(world):
    assert stock_of(world) is stock_of(world)
