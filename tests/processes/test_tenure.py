"""Tenure under a constant hazard is exponential, whatever the yearly drawing anew."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.state.schema import Financing


def test_owners_of_the_start_leave_at_their_constant_rate(scenario, demo_territory):
    rate = 0.3
    made = scenario(
        years=4,
        spin_up_years=0,
        mobility={"owner_rate": rate, "death_at_65": 0.0, "death_slope": 0.0},
        demography={"union_rate": 0.0},  # nobody moves in with another
    )
    model = HousingModel(made, key=5, territory=demo_territory)
    world = model.world
    h, d = world.households, world.dwellings
    housed = np.flatnonzero(h.dwelling >= 0)
    financing = world.residences.financing[d.residence[h.dwelling[housed]]]
    ids = h.id[housed[financing == Financing.OWNER_OCCUPIED]]
    for year in range(1, 5):
        for _ in range(12):
            model.step()
        left = np.isin(ids, h.id[h.dwelling >= 0]).mean()
        expected = np.exp(-rate * year)
        error = np.sqrt(expected * (1 - expected) / ids.size)
        assert left == pytest.approx(expected, abs=4 * error)
