"""Who comes from outside to private homes: what keeps a tenure as it is, less those from within.

Newcomers are alike households of the start. Drawn evenly, they would be as old as those they
replace, while the others age: a tenure would grow old until death balances it. And former social
tenants, who are poorer, would come on top. In a stationary population the entries of an age are its
exits, and what ages out of it less what ages into it (Preston and Coale 1982, with constant
numbers). Each January of the spin-up, newcomers are given what these entries still need by age and
standard of living; then they stay the same, in every arm.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.law.income import consumption_units
from simulation.processes import families, newcomers
from simulation.processes.context import Context
from simulation.processes.demography import mortality
from simulation.state.schema import Financing, Place
from simulation.state.world import MONTHS, World

_BAND = 5  # years: wide enough for small territories
_SHARES = (0.25, 0.5, 0.75)  # standards of living are told apart by quartile of the tenure
_TENURES = {"rental": Financing.PRIVATE_RENTAL, "owned": Financing.OWNER_OCCUPIED}


@dataclass
class Renewal:
    """What the entries of a tenure must be.

    Attributes
    ----------
    models
        Households of the start, one row of `newcomers.COMPOSITION` each.
    thresholds
        Quartiles of their income, cents/unit/month.
    cells
        Age and standard of each model, as one number.
    numbers, wanted
        Models, and entries a year, of each cell.
    from_within
        Former social tenants who entered, by cell, over the `years` observed.
    """

    models: NDArray[Any]
    thresholds: NDArray[np.float64]
    cells: NDArray[np.int64]
    numbers: NDArray[np.float64]
    wanted: NDArray[np.float64]
    from_within: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    years: int = 0


def step(world: World, context: Context) -> None:
    """Solve, in the spin-up, whom the newcomers to private homes resemble."""
    memory = world.memory
    if world.month > 0:
        return
    for tenure, financing in _TENURES.items():
        if tenure not in memory.renewals:
            memory.renewals[tenure] = _new_renewal(context, tenure, memory.settled_like[tenure])
        renewal: Renewal = memory.renewals[tenure]
        if not renewal.cells.size:
            continue
        if world.month > context.first_month:
            renewal.from_within += _entered(world, renewal, financing)
            renewal.years += 1
        needed = renewal.wanted - renewal.from_within / max(renewal.years, 1)
        weights = np.maximum(needed, 0.0) / np.maximum(renewal.numbers, 1.0)
        memory.settled_like[tenure] = renewal.models[spread_evenly(weights[renewal.cells])]


def _new_renewal(context: Context, tenure: str, models: NDArray[Any]) -> Renewal:
    columns = {name: models[:, i] for i, name in enumerate(newcomers.COMPOSITION)}
    ages, adults = columns["age"], columns["adults"]
    units = consumption_units(adults, columns["teenagers"], columns["children"])
    incomes = (columns["earnings"] + columns["replacement"] + columns["minima"]) / units
    thresholds = np.quantile(incomes, _SHARES) if incomes.size else np.zeros(len(_SHARES))
    cells = _cells(ages, incomes, thresholds)
    numbers = np.bincount(cells).astype(np.float64)
    entries = entries_by_age(ages, _exits(context, tenure, ages, adults))
    wanted = np.bincount(cells, weights=entries).astype(np.float64)
    return Renewal(models, thresholds, cells, numbers, wanted, np.zeros(numbers.size))


def _cells(
    ages: NDArray[Any], incomes: NDArray[Any], thresholds: NDArray[np.float64]
) -> NDArray[np.int64]:
    standard = np.searchsorted(thresholds, incomes, "left")
    return np.asarray(ages.astype(np.int64) // _BAND * (thresholds.size + 1) + standard)


def _exits(
    context: Context, tenure: str, ages: NDArray[Any], adults: NDArray[Any]
) -> NDArray[np.float64]:
    """Return yearly hazards that a household ends here: it leaves, dies alone, or joins another."""
    mobility, settings = context.scenario.mobility, context.scenario.demography
    rate = mobility.owner_rate if tenure == "owned" else mobility.private_tenant_rate
    union = families.hazards(settings, adults, np.zeros(ages.size), ages)[:, 2]
    ends = mortality(context, ages) + union / 2  # one of two moves in with the other
    return np.asarray(rate + np.where(adults > 1, 0.0, ends))


def entries_by_age(ages: NDArray[Any], exits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the entries a year for each household, so that the number of each age is steady.

    Entries of a band of ages = its exits + the flow across its upper age − that across its lower
    age; a flow is the number of each age around the limit, nil where one side is empty. A band that
    would need less than no entry gets none.
    """
    if not ages.size:
        return np.zeros(0)
    band = ages.astype(np.int64) // _BAND
    number = np.bincount(band).astype(np.float64)
    leaving = np.bincount(band, weights=exits)
    older = np.append(number[1:], 0.0)
    upper = np.where((number > 0) & (older > 0), (number + older) / 2 / _BAND, 0.0)
    entries = np.maximum(leaving + upper - np.append(0.0, upper[:-1]), 0.0)
    return np.asarray((entries / np.maximum(number, 1.0))[band])


def _entered(world: World, renewal: Renewal, financing: Financing) -> NDArray[np.float64]:
    """Return those who entered the tenure from the territory last year, by cell of the models."""
    h = world.households
    recent = (h.place == Place.HOUSED) & (h.moved_in >= world.month - MONTHS)
    rows = np.flatnonzero(recent & ~newcomers.are_settlers(h.id))
    of_home = world.residences.financing[world.dwellings.residence[h.dwelling[rows]]]
    rows = rows[of_home == financing]
    cells = _cells(h.age[rows], h.income[rows] / h.units[rows], renewal.thresholds)
    cells = cells[cells < renewal.numbers.size]
    return np.bincount(cells, minlength=renewal.numbers.size).astype(np.float64)


def spread_evenly(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return as many positions as weights, each as often as its weight says (systematic sample)."""
    total = np.cumsum(weights)
    if total[-1] <= 0.0:
        return np.arange(weights.size)
    marks = (np.arange(weights.size) + 1.0 / 2) / weights.size * total[-1]
    return np.asarray(np.searchsorted(total, marks))
