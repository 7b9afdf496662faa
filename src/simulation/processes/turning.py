"""Who turns to social housing here: fewer of those whom private landlords would take.

Published incomes of applicants are those of other territories too, with their private rents. Where
these are lower, more of those who look for a home find one before they file, and fewer where they
are higher: incomes are drawn from the published ones, and kept with odds that follow from that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.leaving import Pushes
from simulation.processes import outside
from simulation.processes.context import CENTS, Context
from simulation.state.world import MONTHS, World

_EFFORTS = np.linspace(0.0, 3.0, 601)
"""Effort rates among which the highest odds are looked for: beyond, nobody is let a home."""
_SMALLEST_HOME = 2


class Turning(NamedTuple):
    """Private rents by rooms (cents/month) here and in other territories, and who is let a home."""

    pushes: Pushes
    here: NDArray[np.float64]
    elsewhere: NDArray[np.float64]


def turning(world: World, context: Context) -> Turning:
    """Return what tells the applicants of this territory from those of others, this month."""
    market = outside.typical_market(world, context)
    return Turning(context.pushes, market.rents, market.elsewhere)


def odds(
    turn: Turning, persons: NDArray[Any], resources: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the odds that households turn to social housing here, over elsewhere, shape (n,).

    The chance of not being let a typical private home (see `kernels.leaving.reach`) at the rents
    of here, over that at the rents of elsewhere, divided by the highest there is: 1 at most.

    Parameters
    ----------
    resources
        Taxable resources, €/year.
    """
    rooms = np.clip(persons, _SMALLEST_HOME, outside.N_ROOMS) - 1
    monthly = np.maximum(resources * CENTS / MONTHS, 1.0)
    here, elsewhere = turn.here[rooms] / monthly, turn.elsewhere[rooms] / monthly
    dearness = turn.here[0] / turn.elsewhere[0]
    highest = _log_ratio(turn.pushes, dearness * _EFFORTS, _EFFORTS).max()
    return np.exp(_log_ratio(turn.pushes, here, elsewhere) - max(float(highest), 0.0))


def _log_ratio(
    pushes: Pushes, here: NDArray[np.float64], elsewhere: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the logarithm of the ratio of two chances not to be let a home, by effort rates."""
    slope, cap = pushes.effort_slope, pushes.effort_cap
    let_here = np.logaddexp(0.0, slope * (cap - here))
    let_elsewhere = np.logaddexp(0.0, slope * (cap - elsewhere))
    return np.asarray(let_elsewhere - let_here)
