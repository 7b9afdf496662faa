"""One rent for each dwelling size, whatever the place and the age of the building (Rennes)."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.policies.base import Policy
from simulation.state.world import World

_CENTS = 100
_RENNES = "Rennes Métropole, July 2018: new lettings only, set on the APL ceiling"


class SingleRent(Policy):
    """Let every dwelling of one size at one rent, set on the ceiling of the housing aid.

    Mechanism: outside QPV the rent of dear dwellings falls to what housing aid covers, so that
    poor applicants pass the solvency screen there; in QPV the rent of cheap ones rises to the same
    level, which aid covers too. Households above the aid pay the difference in full, both ways.

    Place: Rennes Métropole, new lettings since July 2018.

    May backfire: if the grid is above the present mean, the rent roll and the aid bill rise; if
    below, the landlords lose.

    The type grid of Rennes was not found: T1 alone, T2 mean of alone and couple, T3 one dependant,
    T4 two, T5 three, an assumption to be swept with `level`.
    """

    key: ClassVar[str] = "single_rent"

    leases: Literal["new", "all"] = param("new", unit="which leases", bounds=None, source=_RENNES)
    """New lettings only, or every lease at once."""
    level: float = param(1.0, unit="ratio to the ceiling", bounds=(0.5, 1.5), source=_RENNES)
    """Rent of the grid as a multiple of the rent ceiling of the housing aid."""
    budget_neutral: bool = param(
        False, unit="yes or no", bounds=None, source="variant asked for by landlords"
    )
    """Scale the grid so that the rent roll of the whole social stock stays what it is."""

    def grid(self, world: World) -> NDArray[np.float64]:
        """Return the rent of each size, cents/month, shape (5,)."""
        alone, couple, one, two, three = world.aid.rent_ceiling[:5]
        ceilings = np.array([alone, (alone + couple) / 2, one, two, three])
        grid = ceilings * self.level * _CENTS
        if self.budget_neutral:
            d = world.dwellings
            stock = np.flatnonzero(d.is_social)
            grid *= d.rent[stock].sum(dtype=np.int64) / grid[d.rooms[stock] - 1].sum()
        return grid

    def relet_rent(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Return the rent of the grid for emptied dwellings."""
        return self._rents(world, homes)

    def lease_rent(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Return the rent of the grid for every lease, when the policy covers all of them."""
        return self._rents(world, homes) if self.leases == "all" else None

    def _rents(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64]:
        rents = self.grid(world)[world.dwellings.rooms[homes] - 1]
        return np.asarray(np.round(rents), np.int64)
