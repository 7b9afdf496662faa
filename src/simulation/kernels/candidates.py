"""Who could be a candidate for a vacancy: the profiles of the files that a commission may hear."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.commission import fits, under_ceiling
from simulation.kernels.queue import (
    GROUPS_PER_AREA,
    N_QUARTILES,
    N_SIZES,
    N_TRAITS,
    Queue,
    profile_of_group,
)
from simulation.kernels.records import Homes, People, Places
from simulation.kernels.utility import read_home


@njit(cache=True)
def candidate_profiles(
    month: int,
    start_year: int,
    spare: int,
    vacancies: NDArray[np.int64],
    queue: Queue,
    applicants: People,
    ceilings: NDArray[Any],
    homes: Homes,
    places: Places,
) -> NDArray[np.int64]:
    """Return the bit mask of the profiles that could be heard for each vacancy, shape (n,).

    A profile could when one of its files asks for the area, fits the rooms and is under the
    ceiling: what the commission checks before it looks at means. A bucket is left at the first.
    """
    found = np.zeros(vacancies.size, np.int64)
    group_size = N_QUARTILES * N_TRAITS
    for v in range(vacancies.size):
        home = read_home(homes, places, vacancies[v], month, start_year)
        for size in range(N_SIZES):
            if not fits(size + 1, home.rooms, spare):
                continue
            first = home.area * GROUPS_PER_AREA + size * group_size
            for group in range(group_size):
                bit = 1 << profile_of_group(group)
                if found[v] & bit:
                    continue
                for k in range(queue.starts[first + group], queue.starts[first + group + 1]):
                    i = queue.members[k]
                    if under_ceiling(
                        home, ceilings, applicants.category[i], applicants.fiscal_income[i]
                    ):
                        found[v] |= bit
                        break
    return found
