"""How likely sitting tenants buy the home they live in."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.leaving import Pushes, reach, response
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import cost_value, home_cost, read_home, read_person


@njit(cache=True)
def purchase_hazards(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    costs: NDArray[Any],
    pushes: Pushes,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.float64]:
    """Return yearly hazards that tenants buy their home, shape (n,).

    `costs` are monthly costs of owning it, cents, charges apart.
    """
    hazards = np.empty(rows.size)
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        home = read_home(homes, places, person.home, month, start_year)
        owning = cost_value(tastes, person, costs[i] + home.charges)
        gain = owning - cost_value(tastes, person, home_cost(person, home))
        young = np.exp(-max(0.0, person.age - pushes.leaving_age) / pushes.leaving_age)
        lent = young * reach(pushes, person.resources, costs[i])
        hazards[i] = min(pushes.ownership * lent * response(pushes, gain), pushes.highest)
    return hazards
