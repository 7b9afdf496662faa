"""Bills of households in the homes they live in, read where their columns are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import OWNED, bill, cost_terms
from simulation.kernels.legal import Law
from simulation.kernels.records import Homes, People


@njit(cache=True)
def bills_at_home(law: Law, rows: NDArray[Any], people: People, homes: Homes) -> NDArray[np.int64]:
    """Return reduction, aid and supplement of housed households, cents/month, shape (3, n)."""
    found = np.zeros((3, rows.size), np.int64)
    for i in range(rows.size):
        row = rows[i]
        home = people.dwelling[row]
        residence = homes.residence[home]
        financing = homes.financing[residence]
        if financing == OWNED:
            continue
        adults, category = people.adults[row], people.category[row]
        terms = cost_terms(
            law, adults, people.persons[row] - adults, people.resources[row],
            people.fiscal_income[row], category,
        )  # fmt: skip
        due = bill(
            terms, float(homes.rent[home]), homes.surface[home], financing,
            homes.exemption[residence],
        )  # fmt: skip
        found[0, i], found[1, i], found[2, i] = due.reduction, due.aid, due.supplement
    return found
