"""Who leaves a building to demolish for a private home, because staying loses its value."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.leaving import Pushes, private_cost, reach, response
from simulation.kernels.legal import Law
from simulation.kernels.records import Codes, Homes, People, Places, Tastes
from simulation.kernels.utility import cost_value, read_person, rooms_wanted, status_quo


@njit(cache=True)
def outlet_hazards(
    month: int,
    start_year: int,
    rows: NDArray[Any],
    pressure: NDArray[Any],
    rents: NDArray[Any],
    owner_costs: NDArray[Any],
    mean_match: float,
    pushes: Pushes,
    tastes: Tastes,
    codes: Codes,
    law: Law,
    people: People,
    homes: Homes,
    places: Places,
) -> NDArray[np.float64]:
    """Return yearly hazards of leaving for ownership and private rental, shape (n, 2).

    They are those of `kernels.leaving` with a stay worth `pressure` less, minus the same without
    it: the others leave as any tenant does, by `processes.exits`.
    """
    hazards = np.empty((rows.size, 2))
    for i in range(rows.size):
        person = read_person(tastes, codes, law, people, homes, places, rows[i], month)
        wanted = rooms_wanted(person.persons) - 1
        stay = status_quo(tastes, codes, person, homes, places, 0.0, month, start_year)
        price, rent = owner_costs[wanted], rents[wanted]
        owning = cost_value(tastes, person, price) + mean_match - stay
        letting = cost_value(tastes, person, private_cost(person, rent)) + mean_match - stay
        young = np.exp(-max(0.0, person.age - pushes.leaving_age) / pushes.leaving_age)
        own = pushes.ownership * young * reach(pushes, person.resources, price)
        let = pushes.private_rental * young * reach(pushes, person.resources, rent)
        lost = pressure[i]
        hazards[i, 0] = own * (response(pushes, owning + lost) - response(pushes, owning))
        hazards[i, 1] = let * (response(pushes, letting + lost) - response(pushes, letting))
    return hazards
