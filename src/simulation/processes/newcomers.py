"""Households that arrive: applicants drawn from the applicants' distribution, others by likeness.

The identity of an arrival is made of the month and its rank in it, so that every scenario draws
the same household for the same arrival.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.demand import Demand
from simulation.config.work import Work
from simulation.law.income import consumption_units, resource_base
from simulation.law.minima import minimum_income
from simulation.processes import careers, income, quartiles
from simulation.processes.context import CENTS
from simulation.processes.turning import Turning, odds
from simulation.state import occupancy
from simulation.state.schema import Activity, Reason
from simulation.state.world import MONTHS, World

_EPOCH = 1 << 12  # months before the start that identities leave room for
_RANKS = 1 << 24  # arrivals a month that identities leave room for
_APPLICANTS, _FIRST_APPLICANTS = 1 << 41, 1 << 44
_SETTLERS = {"rental": 1 << 42, "owned": 1 << 43}
_AGE_SPREAD = 18.0
_OLDEST_WORKER = 64
_MOST_DEPENDANTS = 6
_ATTEMPTS = 12  # fewer than one draw in a hundred is refused that often
Columns = dict[str, NDArray[Any]]
COMPOSITION = (
    "adults", "teenagers", "children", "age", "activity", "earnings", "replacement", "minima",
    "capacity", "shock",
)  # fmt: skip


def identities(world: World, first: int, count: int) -> NDArray[np.int64]:
    """Return identities of `count` arrivals of this month; `first` tells applicants from others."""
    base = first + (world.month + _EPOCH) * _RANKS
    return base + np.arange(count, dtype=np.int64)


def are_settlers(ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which identities are those of households that came to settle in private homes."""
    return np.asarray((ids >= min(_SETTLERS.values())) & (ids < _FIRST_APPLICANTS))


def applicants(
    world: World,
    demand: Demand,
    work: Work,
    count: int,
    *,
    turn: Turning | None = None,
    at_start: bool = False,
) -> NDArray[np.int64]:
    """Add `count` households without a home, of the applicants' families and incomes.

    With `turn`, incomes are those of applicants where private homes have the rents of here. Those
    of the queue found at the start have identities of their own.
    """
    ids = identities(world, _FIRST_APPLICANTS if at_start else _APPLICANTS, count)
    columns = _families(world, demand, ids)
    deviation = demand.income_spread * _ranks(world, demand, ids, columns, turn)
    columns |= _incomes(world, demand, ids, columns, deviation)
    pay = columns["earnings"] + columns["replacement"]
    columns |= careers.endowment(
        world.streams, work, world.law.minima, ids, columns, pay, deviation, demand.income_spread
    )
    return _add(world, ids, columns, Reason.FILED)


def settlers(world: World, tenure: str, composition: NDArray[Any]) -> NDArray[np.int64]:
    """Add households to settle in private homes; a row of `composition` holds `COMPOSITION`."""
    columns = {name: composition[:, i] for i, name in enumerate(COMPOSITION)}
    ids = identities(world, _SETTLERS[tenure], composition.shape[0])
    return _add(world, ids, columns, Reason.SETTLED)


def _add(
    world: World, ids: NDArray[np.int64], columns: Columns, reason: Reason
) -> NDArray[np.int64]:
    rows = occupancy.arrive(world, reason, id=ids, **columns)
    income.derive(world, rows)
    quartiles.assign(world, rows)
    return rows


def _families(world: World, demand: Demand, ids: NDArray[np.int64]) -> Columns:
    def uniform(name: str, ordinal: int = 0) -> NDArray[np.float64]:
        return world.streams.uniform(name, 0, ids, 0, ordinal)

    kind = uniform("family")
    is_family = kind >= demand.single_share + demand.couple_share
    is_couple = (kind >= demand.single_share) & ~is_family
    lone = uniform("lone_parent") < demand.lone_parent_share
    adults = 1 + (is_couple | (is_family & ~lone))
    ages = uniform("age")
    dependants = np.where(is_family, 1, 0)
    growing = is_family.copy()
    for ordinal in range(1, _MOST_DEPENDANTS):
        growing &= uniform("further_child", ordinal) < demand.further_child
        dependants += growing
    teenagers = np.zeros_like(dependants)
    for ordinal in range(_MOST_DEPENDANTS):
        older = uniform("teenager", ordinal) < demand.teenager_share
        teenagers += older & (dependants > ordinal)
    return {
        "adults": adults,
        "teenagers": teenagers,
        "children": dependants - teenagers,
        "age": np.round(demand.age_mean + _AGE_SPREAD * (2.0 * ages - 1.0)).astype(np.int64),
    }


def _ranks(
    world: World,
    demand: Demand,
    ids: NDArray[np.int64],
    family: Columns,
    turn: Turning | None,
) -> NDArray[np.float64]:
    """Return standard normal ranks of income, shape (n,): drawn again until they are kept."""
    ranks, left = np.empty(ids.size), np.arange(ids.size)
    for attempt in range(_ATTEMPTS):
        uniform = world.streams.uniform("income", 0, ids[left], 0, attempt)
        ranks[left] = ndtri(uniform)
        if turn is None:
            break
        mine = {name: column[left] for name, column in family.items()}
        deviation = demand.income_spread * ranks[left]
        wanted, _, on_minima = _wanted(world, demand, ids[left], mine, deviation)
        resources = resource_base(np.where(on_minima, 0, wanted), 0)
        persons = mine["adults"] + mine["teenagers"] + mine["children"]
        kept = odds(turn, persons, resources)
        left = left[world.streams.uniform("turns_to_social", 0, ids[left], 0, attempt) >= kept]
        if not left.size:
            break
    return ranks


def _wanted(
    world: World,
    demand: Demand,
    ids: NDArray[np.int64],
    family: Columns,
    deviation: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[Any], NDArray[np.bool_]]:
    """Return the income drawn and the minima, cents/month, and who lives on the latter."""
    units = consumption_units(family["adults"], family["teenagers"], family["children"])
    per_unit = demand.income_median * np.exp(deviation) / MONTHS
    wanted = np.round(per_unit * units * CENTS).astype(np.int64)
    dependants = family["teenagers"] + family["children"]
    least = minimum_income(family["adults"], dependants, world.law.minima)
    claims = world.streams.uniform("minima_take_up", 0, ids) < demand.minima_take_up
    return wanted, least, (wanted <= least) & claims


def _incomes(
    world: World,
    demand: Demand,
    ids: NDArray[np.int64],
    family: Columns,
    deviation: NDArray[np.float64],
) -> Columns:
    wanted, least, on_minima = _wanted(world, demand, ids, family, deviation)
    works = (world.streams.uniform("job", 0, ids) < demand.job_share) & ~on_minima
    retired = ~works & ~on_minima & (family["age"] >= _OLDEST_WORKER)
    activity = np.select(
        [on_minima, works, retired],
        [Activity.INACTIVE, Activity.JOB, Activity.RETIRED],
        Activity.UNEMPLOYED,
    )
    return {
        "activity": activity,
        "earnings": np.where(works, wanted, 0),
        "replacement": np.where(~works & ~on_minima, wanted, 0),
        "minima": np.where(on_minima, least, 0),
    }
