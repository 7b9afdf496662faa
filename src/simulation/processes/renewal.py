"""Ages of those who settle in private homes: such that a tenure does not grow old without end.

Newcomers are alike households of the start. Drawn evenly, they would be as old as those they
replace, while the others age: the tenure would grow older until death balances it. In a stationary
population the entries of an age are its exits, and what ages out of it less what ages into it
(Preston and Coale 1982); newcomers are drawn with these weights.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.scenario import Scenario
from simulation.processes import families, newcomers
from simulation.processes.outside import DEATH_AGE
from simulation.state.world import World

_BAND = 5  # years: wide enough for small territories
_ADULTS = newcomers.COMPOSITION.index("adults")
_AGE = newcomers.COMPOSITION.index("age")


def balance_ages(world: World, scenario: Scenario) -> None:
    """Replace the households that newcomers resemble by as many, of the ages of entry."""
    mobility = scenario.mobility
    rates = {"rental": mobility.private_tenant_rate, "owned": mobility.owner_rate}
    for tenure, rate in rates.items():
        models = world.memory.settled_like[tenure]
        if models.shape[0]:
            ages, adults = models[:, _AGE], models[:, _ADULTS]
            exits = rate + _ends(scenario, ages, adults)
            weights = entry_weights(ages, exits)
            world.memory.settled_like[tenure] = models[spread_evenly(weights)]


def _ends(
    scenario: Scenario, ages: NDArray[np.float64], adults: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return yearly hazards that adults alone die, or move in with another (one of two does)."""
    mobility = scenario.mobility
    death = mobility.death_at_65 * np.exp(mobility.death_slope * (ages - DEATH_AGE))
    none = np.zeros(ages.size)
    union = families.hazards(scenario.demography, adults, none, ages)[:, 2]
    return np.where(adults > 1, 0.0, np.minimum(death, mobility.highest_rate) + union / 2)


def entry_weights(ages: NDArray[np.float64], exits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weight of each household among those who enter, so that its age group is steady.

    Entries of a band of ages = its exits + the flow across its upper age − that across its lower
    age; a flow is the number of each age around the limit. Bands that would need no entry get none.
    """
    band = ages.astype(np.int64) // _BAND
    number = np.bincount(band).astype(np.float64)
    leaving = np.bincount(band, weights=exits)
    upper = (number + np.append(number[1:], 0.0)) / 2 / _BAND
    upper[-1] = 0.0
    entries = np.maximum(leaving + upper - np.append(0.0, upper[:-1]), 0.0)
    return np.asarray((entries / np.maximum(number, 1.0))[band])


def spread_evenly(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return as many positions as weights, each as often as its weight says (systematic sample)."""
    total = np.cumsum(weights)
    if total[-1] <= 0.0:
        return np.arange(weights.size)
    marks = (np.arange(weights.size) + 1.0 / 2) / weights.size * total[-1]
    return np.searchsorted(total, marks)
