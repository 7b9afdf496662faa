"""Households that come out of others: some apply for social housing, the rest leave the territory.

Who could rent a typical private home does; the model's private newcomers stand for them. Of the
others, a share applies, and the rest finds something elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.law.housing_aid import monthly_aid
from simulation.law.income import income_before_aid, resource_base
from simulation.processes import benefits, outside
from simulation.processes.context import Context
from simulation.state import occupancy
from simulation.state.schema import Reason
from simulation.state.world import World

Columns = dict[str, NDArray[Any]]


def leave_home(
    world: World,
    context: Context,
    parents: NDArray[np.int64],
    reason: Reason,
    leaving: tuple[Any, Any, Any],
    columns: Columns,
    share_filing: float,
) -> None:
    """Take members out of `parents`, with the ages and pay of `columns`; settle both sides.

    Parameters
    ----------
    leaving
        Adults, teenagers and children who leave each parent.
    columns
        Of the household they would found: members, age, activity, capacity, shock, earnings,
        replacement.
    share_filing
        Share who apply among those who could not rent a private home.
    """
    ids = world.households.id[parents]
    minima = benefits.entitlement(world, context, ids, columns)
    asks = world.streams.uniform("files_after_leaving", world.month, ids, 0, int(reason))
    rents = world.streams.uniform("rents_after_leaving", world.month, ids, 0, int(reason))
    files = (rents >= chance_to_rent(world, context, columns, minima)) & (asks < share_filing)
    rows = occupancy.split(world, parents, reason, leaving, files, **columns)
    benefits.settle(world, context, np.concatenate((parents, rows)))
    world.memory.new_files = np.concatenate((world.memory.new_files, rows))


def chance_to_rent(
    world: World, context: Context, columns: Columns, minima: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return how likely a private landlord lets to each household (see `kernels.leaving.reach`)."""
    dependants = columns["teenagers"] + columns["children"]
    rents = outside.typical_market(world, context).rents
    rooms = np.clip(columns["adults"] + dependants, 2, outside.N_ROOMS)  # `utility.rooms_wanted`
    rent = rents[rooms - 1]
    earnings, replacement = columns["earnings"], columns["replacement"]
    resources = resource_base(earnings, replacement)
    aid = monthly_aid(world.aid, columns["adults"], dependants, rent, resources)
    income = np.maximum(income_before_aid(earnings, replacement, minima), 1)
    over = context.pushes.effort_slope * ((rent - aid) / income - context.pushes.effort_cap)
    return np.asarray(1.0 / (1.0 + np.exp(np.clip(over, -_LARGE, _LARGE))))


_LARGE = 700.0  # np.exp of more overflows
