"""What households that come out of others can reach."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.leaving import Pushes, reach
from simulation.kernels.utility import rooms_wanted


@njit(cache=True)
def chances_to_rent(
    pushes: Pushes, persons: NDArray[Any], resources: NDArray[Any], rents: NDArray[Any]
) -> NDArray[np.float64]:
    """Return how likely a private landlord lets a typical home to each household, shape (n,).

    `rents` are by rooms, cents/month; `resources` €/year (see `reach`).
    """
    chances = np.empty(persons.size)
    for i in range(persons.size):
        chances[i] = reach(pushes, resources[i], rents[rooms_wanted(persons[i]) - 1])
    return chances
