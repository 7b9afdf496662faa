"""Households that come out of others: some apply for social housing, the rest leave the territory.

Who could rent a typical private home does; the model's private newcomers stand for them. Of the
others, a share applies, and the rest finds something elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.forming import chances_to_rent
from simulation.law.income import resource_base
from simulation.processes import benefits, quartiles
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
    asks = world.streams.uniform("files_after_leaving", world.month, ids, 0, int(reason))
    rents = world.streams.uniform("rents_after_leaving", world.month, ids, 0, int(reason))
    persons = columns["adults"] + columns["teenagers"] + columns["children"]
    resources = resource_base(columns["earnings"], columns["replacement"])
    market = world.memory.private_rents
    can_rent = rents < chances_to_rent(context.pushes, persons, resources, market)
    files = ~can_rent & (asks < share_filing)
    rows = occupancy.split(world, parents, reason, leaving, files, **columns)
    both = np.concatenate((parents, rows))
    benefits.settle(world, context, both)
    quartiles.assign(world, both)
    world.memory.new_files = np.concatenate((world.memory.new_files, rows))
