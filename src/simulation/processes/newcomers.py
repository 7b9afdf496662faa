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
from simulation.kernels.applicants import (
    Composition,
    FamilyCodes,
    PayCodes,
    draw_families,
    sources_of_income,
)
from simulation.law.income import consumption_units, resource_base
from simulation.law.minima import benefit_scales
from simulation.processes import careers, income, quartiles
from simulation.processes.context import CENTS
from simulation.processes.turning import Turning, odds
from simulation.state import occupancy
from simulation.state.schema import Reason
from simulation.state.world import MONTHS, World

_EPOCH = 1 << 12  # months before the start that identities leave room for
_RANKS = 1 << 24  # arrivals a month that identities leave room for
_APPLICANTS, _FIRST_APPLICANTS = 1 << 41, 1 << 44
_SETTLERS = {"rental": 1 << 42, "owned": 1 << 43}
_AGE_SPREAD = 18.0
_OLDEST_WORKER = 64
_FAMILY = ("adults", "teenagers", "children", "age")
_PAY = ("activity", "earnings", "replacement", "minima")
_ATTEMPTS = 12  # fewer than one draw in a hundred is refused that often
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
    codes = FamilyCodes(*(world.streams.code(name) for name in FamilyCodes._fields))
    family = draw_families(ids, codes, _composition(demand))
    z = _ranks(world, demand, ids, family, turn)
    columns = dict(zip(_FAMILY, family, strict=True))
    columns |= dict(zip(_PAY, _incomes(world, demand, ids, family, z), strict=True))
    pay = columns["earnings"] + columns["replacement"]
    columns |= careers.endowment(
        world.streams, work, world.law.minima, ids, columns, pay, demand.income_spread * z,
        demand.income_spread,
    )  # fmt: skip
    return _add(world, ids, columns, Reason.FILED)


def settlers(world: World, tenure: str, composition: NDArray[Any]) -> NDArray[np.int64]:
    """Add households to settle in private homes; a row of `composition` holds `COMPOSITION`."""
    columns = {name: composition[:, i] for i, name in enumerate(COMPOSITION)}
    ids = identities(world, _SETTLERS[tenure], composition.shape[0])
    return _add(world, ids, columns, Reason.SETTLED)


def _add(
    world: World, ids: NDArray[np.int64], columns: dict[str, NDArray[Any]], reason: Reason
) -> NDArray[np.int64]:
    rows = occupancy.arrive(world, reason, id=ids, **columns)
    income.derive(world, rows)
    quartiles.assign(world, rows)
    return rows


def _composition(demand: Demand) -> Composition:
    return Composition(
        demand.single_share, demand.couple_share, demand.lone_parent_share, demand.further_child,
        demand.teenager_share, demand.age_mean, _AGE_SPREAD,
    )  # fmt: skip


def _ranks(
    world: World,
    demand: Demand,
    ids: NDArray[np.int64],
    family: NDArray[np.int64],
    turn: Turning | None,
) -> NDArray[np.float64]:
    """Return standard normal ranks of income, shape (n,): drawn again until they are kept."""
    z, left = np.empty(ids.size), np.arange(ids.size)
    for attempt in range(_ATTEMPTS):
        z[left] = ndtri(world.streams.uniform("income", 0, ids[left], 0, attempt))
        if turn is None:
            break
        mine = np.ascontiguousarray(family[:, left])
        _, earnings, replacement, _ = _incomes(world, demand, ids[left], mine, z[left])
        kept = odds(turn, mine[:3].sum(axis=0), resource_base(earnings + replacement, 0))
        left = left[world.streams.uniform("turns_to_social", 0, ids[left], 0, attempt) >= kept]
        if not left.size:
            break
    return z


def _incomes(
    world: World,
    demand: Demand,
    ids: NDArray[np.int64],
    family: NDArray[np.int64],
    z: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return activity, earnings, replacement and minima, shape (4, n); `z` are normal draws."""
    units = consumption_units(family[0], family[1], family[2])
    per_unit = demand.income_median * np.exp(demand.income_spread * z) / MONTHS
    wanted = np.round(per_unit * units * CENTS).astype(np.int64)
    found: NDArray[np.int64] = sources_of_income(
        ids, family, wanted, benefit_scales(world.law.minima), demand.minima_take_up,
        demand.job_share, _OLDEST_WORKER,
        PayCodes(*(world.streams.code(name) for name in PayCodes._fields)),
    )  # fmt: skip
    return found
