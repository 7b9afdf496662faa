"""Private homes in December: how many are empty, what they cost, and who lives there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns, sectors, share, table
from simulation.state.schema import DwellingStatus, Financing
from simulation.state.world import World

_PERCENT, _CENTS = 100.0, 100
_TENURES = {"rental": Financing.PRIVATE_RENTAL, "owned": Financing.OWNER_OCCUPIED}


def observe(world: World) -> Columns:
    """Return one row per sector and tenure; rents and prices are means over private homes."""
    financing = world.residences.financing[world.dwellings.residence]
    return table(
        [
            {"year": world.year, "sector": sector, "tenure": tenure, **_row(world, mask, homes)}
            for sector, mask in sectors(world).items()
            for tenure, homes in ((name, financing == code) for name, code in _TENURES.items())
        ]
    )


def _row(world: World, areas: NDArray[np.bool_], homes: NDArray[np.bool_]) -> dict[str, Any]:
    d, h = world.dwellings, world.households
    inside = homes & areas[d.area]
    empty = inside & (d.status == DwellingStatus.VACANT)
    occupants = d.occupant[inside & (d.occupant >= 0)]
    at = d.area[inside]
    n_homes = int(inside.sum())
    incomes = h.income[occupants] / h.units[occupants]
    return {
        "homes": n_homes,
        "occupied": occupants.size,
        "vacancy_percent": _PERCENT * share(int(empty.sum()), n_homes),
        "rent_eur_m2": share(world.areas.private_rent[at].sum(), n_homes),
        "price_eur_m2": share(world.areas.private_price[at].sum(), n_homes),
        "income_eur_unit": share(incomes.sum() / _CENTS, occupants.size),
    }
