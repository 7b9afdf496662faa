"""One rent for each dwelling size, whatever the place and the age of the building (Rennes)."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.parameter import param
from simulation.policies.base import NO_OPINION, Policy
from simulation.policies.scopes import unknown_names
from simulation.state.world import MONTHS, World

_CENTS = 100
_RENNES = "Rennes Métropole, July 2018: new lettings only, set on the APL ceiling"
_STEPS = "Rennes Métropole: small steps by zone and age; sizes free: scenario"
_GRID = "Rennes' grid was not found: free, to be swept"


class SingleRent(Policy):
    """Let every dwelling of one size at one rent, set on the ceiling of the housing aid.

    Mechanism: outside QPV the rent of dear dwellings falls to what housing aid covers, so that
    poor applicants pass the solvency screen there; in QPV the rent of cheap ones rises to the same
    level, which aid covers too. Households above the aid pay the difference in full, both ways.

    Place: Rennes Métropole, new lettings since July 2018, with small steps by zone and by age of
    the building.

    May backfire: if the grid is above the present mean, the rent roll and the aid bill rise; if
    below, the landlords lose.

    The type grid of Rennes was not found: T1 alone, T2 mean of alone and couple, T3 one dependant,
    T4 two, T5 three, an assumption to be swept with `level` and `t1` to `t5`. While the policy
    grows, rents stand at the same share of their way to the grid, from the rent of the last lease.
    """

    key: ClassVar[str] = "single_rent"

    leases: Literal["new", "all"] = param("new", unit="which leases", bounds=None, source=_RENNES)
    """New lettings only, or every lease at once."""
    level: float = param(1.0, unit="ratio to the ceiling", bounds=(0.5, 1.5), source=_RENNES)
    """Rent of the grid as a multiple of the rent ceiling of the housing aid."""
    budget_neutral: bool = param(
        False, unit="yes or no", bounds=None, source="variant asked for by landlords"
    )
    """Scale the grid so that the rent roll of the social stock in scope stays what it is."""
    convergence: float = param(1.0, unit="share of the gap", bounds=(0, 1), source=_RENNES)
    """How much of the gap between its last rent and the grid a dwelling closes."""
    t1: float = param(1.0, unit="ratio", bounds=(0.5, 1.5), source=_GRID)
    """Rent of one room, as a multiple of the ceiling for a person alone."""
    t2: float = param(1.0, unit="ratio", bounds=(0.5, 1.5), source=_GRID)
    """Rent of two rooms, as a multiple of the mean of the ceilings for one person and a couple."""
    t3: float = param(1.0, unit="ratio", bounds=(0.5, 1.5), source=_GRID)
    """Rent of three rooms, as a multiple of the ceiling with one dependant."""
    t4: float = param(1.0, unit="ratio", bounds=(0.5, 1.5), source=_GRID)
    """Rent of four rooms, as a multiple of the ceiling with two dependants."""
    t5: float = param(1.0, unit="ratio", bounds=(0.5, 1.5), source=_GRID)
    """Rent of five rooms and more, as a multiple of the ceiling with three dependants."""
    central_communes: tuple[str, ...] = param(
        (), unit="names", bounds=None, source="choice of the territory"
    )
    """Communes of the centre, for `central_step`."""
    central_step: float = param(0.0, unit="share of the grid", bounds=(-0.3, 0.3), source=_STEPS)
    """What the grid is higher by in the central communes, outside QPV."""
    qpv_step: float = param(0.0, unit="share of the grid", bounds=(-0.3, 0.3), source=_STEPS)
    """What the grid is higher by in QPV; negative to keep them cheaper."""
    old_until: int = param(1975, unit="year", bounds=(1800, 2100), source="RPLS: periods")
    """Last year of construction of old buildings, for `old_step`."""
    old_step: float = param(0.0, unit="share of the grid", bounds=(-0.3, 0.3), source=_STEPS)
    """What the grid is higher by in old buildings; negative to keep them cheaper."""
    recent_from: int = param(2001, unit="year", bounds=(1800, 2100), source="RPLS: periods")
    """First year of construction of recent buildings, for `recent_step`."""
    recent_step: float = param(0.0, unit="share of the grid", bounds=(-0.3, 0.3), source=_STEPS)
    """What the grid is higher by in recent buildings."""

    def problems(self, world: World) -> tuple[Problem, ...]:
        """Return central communes that are unknown, and ages that overlap."""
        found = [
            replace(problem, path=("central_communes", *problem.path[1:]))
            for problem in unknown_names(world, "communes", self.central_communes)
        ]
        if self.recent_from <= self.old_until:
            details = {"last": self.old_until}
            found.append(Problem(("recent_from",), "recent_before_old", details))
        return tuple(found)

    def grid(self, world: World) -> NDArray[np.float64]:
        """Return the rent of each size before steps, cents/month, shape (5,)."""
        grid = self._plain_grid(world)
        if self.budget_neutral:
            d = world.dwellings
            stock = np.flatnonzero(d.is_social)
            stock = stock[self.homes(world, stock)]
            asked = (grid[d.rooms[stock] - 1] * self.steps(world, stock)).sum()
            grid *= d.rent[stock].sum(dtype=np.int64) / asked
        return grid

    def steps(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return what multiplies the grid for dwellings, by place and age, shape of `homes`."""
        residence, area = world.dwellings.residence[homes], world.dwellings.area[homes]
        built = world.residences.built_year[residence]
        qpv = world.areas.is_qpv[area]
        names = {name.casefold() for name in self.central_communes}
        central = np.array([name.casefold() in names for name in world.names.communes], bool)
        place = np.where(qpv, self.qpv_step, 0.0)
        if central.any():
            place += np.where(~qpv & central[world.areas.commune[area]], self.central_step, 0.0)
        age = np.where(built <= self.old_until, self.old_step, 0.0)
        age += np.where(built >= self.recent_from, self.recent_step, 0.0)
        return np.asarray(1.0 + place + age)

    def relet_rent(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Return rents on the way from the last lease to the grid, for emptied dwellings."""
        if self.leases == "all":
            return None
        d = world.dwellings
        last = np.where(d.last_rent_of[homes] == d.vacant_since[homes], d.last_rent[homes], -1)
        present = np.where(last >= 0, last, d.rent[homes])
        return self._rents(world, homes, present, self.convergence * self.strength(world))

    def lease_rent(self, world: World, homes: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Return rents on the way to the grid for every lease, when the policy covers all."""
        if self.leases == "new":
            return None
        before = self.convergence * self._strength_in(world, world.month - MONTHS)
        now = self.convergence * self.strength(world)
        # At the end of the way new homes come to the grid too; a part of the way is gone once.
        way = 1.0 if now == 1.0 else (now - before) / (1.0 - before)
        return self._rents(world, homes, world.dwellings.rent[homes], way)

    def _plain_grid(self, world: World) -> NDArray[np.float64]:
        alone, couple, one, two, three = world.aid.rent_ceiling[:5]
        ceilings = np.array([alone, (alone + couple) / 2, one, two, three])
        sizes = np.array([self.t1, self.t2, self.t3, self.t4, self.t5])
        return np.asarray(ceilings * sizes * self.level * _CENTS)

    def _rents(
        self, world: World, homes: NDArray[np.int64], present: NDArray[np.int32], way: float
    ) -> NDArray[np.int64] | None:
        """Return present + way × (grid − present) in scope, `NO_OPINION` elsewhere."""
        if way == 0.0:
            return None
        grid = self.grid(world)[world.dwellings.rooms[homes] - 1] * self.steps(world, homes)
        rents = np.round(present + way * (grid - present)).astype(np.int64)
        return np.where(self.homes(world, homes), rents, NO_OPINION)
