"""Vacancies that leave the flow for rehousing: what its households would be shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.showing import would_show
from simulation.policies.base import REHOUSING_SHARE
from simulation.processes import charters, rehousing
from simulation.processes.context import Context, homes, people, places
from simulation.state.schema import Holder
from simulation.state.world import World

Integers = NDArray[np.int64]


def step(
    world: World, context: Context, listed: Integers, terms: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which vacancies rehousing alone may take this month, shape of `listed`.

    They are those that somebody would be shown, drawn where they are more than a share of the
    vacancies of their landlord. What a holder received stays in the flow, save for a platform; what
    is withheld has not entered its base.

    Parameters
    ----------
    terms
        Shares of the flow by residence, see `flow.terms_of`.
    """
    withheld = np.zeros(listed.size, bool)
    rows = rehousing.households_to_rehouse(world)
    if not rows.size or not listed.size:
        return withheld
    d, r = world.dwellings, world.residences
    found, which = charters.of_month(world, context)
    of_row = which[d.residence[world.households.dwelling[rows]]]
    is_platform = any(found[k].is_platform for k in np.unique(of_row))
    share = terms[d.residence[listed], REHOUSING_SHARE]
    free = np.flatnonzero((share > 0.0) & (is_platform | (d.holder[listed] == Holder.NONE)))
    landlord = r.landlord[d.residence[listed[free]]].astype(np.int64)
    quotas = _quotas(world, landlord, share[free])
    wanted = np.flatnonzero(_wanted(world, context, rows, of_row, listed[free]))
    lots = world.streams.uniform("withheld", world.month, listed[free[wanted]])
    chosen = wanted[np.argsort(lots, kind="stable")]
    withheld[free[chosen[_rank_within(landlord[chosen]) < quotas[landlord[chosen]]]]] = True
    return withheld


def _wanted(
    world: World, context: Context, rows: Integers, which: Integers, vacancies: Integers
) -> NDArray[np.bool_]:
    """Return which vacancies somebody would be shown."""
    found = charters.of_month(world, context)[0]
    return would_show(
        world.month, world.start_year, context.rules.spare_rooms, rehousing.draws(world),
        rehousing.cases_of(world, context, rows, which),
        charters.pool_of(world, context, found, vacancies),
        charters.as_arrays(found, context.scenario.demand.areas_known), context.tastes,
        context.codes, world.law, world.ceilings, people(world), homes(world), places(world),
    )  # fmt: skip


def _quotas(world: World, landlords: Integers, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the most vacancies that each landlord withholds, whole by a draw of the month."""
    count = int(world.residences.landlord.max()) + 1
    lots = world.streams.uniform("withheld_rounding", world.month, np.arange(count))
    return np.floor(np.bincount(landlords, weights=share, minlength=count) + lots)


def _rank_within(landlords: Integers) -> Integers:
    """Return how many entries of the same landlord come before each one."""
    order = np.argsort(landlords, kind="stable")
    first = np.searchsorted(landlords[order], landlords[order])
    rank = np.empty(landlords.size, np.int64)
    rank[order] = np.arange(landlords.size) - first
    return rank
