"""Review of sitting tenants every three years (CCH L.442-5-2), and priority to their transfers."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.policies.base import Policy
from simulation.state.world import MONTHS, World

_LAW = "CCH L.442-5-2"
_FREE = "free: scenario"
_MOST_ROOMS = 5


class OccupancyReview(Policy):
    """Invite tenants whose home no longer suits them to ask for another, and put them first.

    Mechanism: every `every_years` years of a lease the commission looks at the household. Those in
    a home too large, too small, or above the income ceiling are invited: for the year their rate of
    asking for a transfer rises by `invited_rate`, and their files have `priority_points` more.
    Transfers out of fragile residences have `fragile_points` more, reviewed or not.

    Law: the commission examines the occupation every three years in tense zones (CCH L.442-5-2):
    too many rooms for the persons, too few, income above the ceiling.

    May backfire: transfers take vacancies from those without a home; those who can leave a fragile
    residence are not its poorest tenants.
    """

    key: ClassVar[str] = "occupancy_review"

    every_years: int = param(3, unit="years", bounds=(1, 10), source=_LAW)
    """Years of a lease between two reviews."""
    invited_rate: float = param(0.3, unit="1/year", bounds=(0, 4), source=_FREE)
    """What an invitation adds to the yearly rate of asking for a transfer."""
    spare_rooms: int = param(1, unit="rooms", bounds=(0, 4), source=_LAW)
    """Rooms more than persons from which, exceeded, a home is too large."""
    large_too: bool = param(True, unit="yes or no", bounds=None, source=_LAW)
    """Homes that are too large are reviewed."""
    small_too: bool = param(True, unit="yes or no", bounds=None, source=_LAW)
    """Homes that are too small are: fewer rooms than persons less one."""
    rich_too: bool = param(True, unit="yes or no", bounds=None, source=_LAW)
    """Households above the ceiling of their home's financing are."""
    priority_points: float = param(3.0, unit="points", bounds=(0, 100), source=_FREE)
    """Points of the transfers of those whom a review concerns."""
    fragile_from: int = param(4, unit="class", bounds=(1, 10), source=_FREE)
    """Class from which a residence is fragile."""
    fragile_points: float = param(0.0, unit="points", bounds=(0, 100), source=_FREE)
    """Points of the transfers out of fragile residences of the scope."""

    def transfer_push(self, world: World, tenants: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return the rate added for those who are reviewed this year and concerned."""
        years = (world.month - world.households.moved_in[tenants]) // MONTHS
        is_reviewed = (years > 0) & (years % self.every_years == 0)
        invited = is_reviewed & self._is_concerned(world, tenants)
        return np.where(invited, self.strength(world) * self.invited_rate, 0.0)

    def application_points(
        self, world: World, files: NDArray[np.int64]
    ) -> NDArray[np.float64] | None:
        """Return the points of transfers that a review, or a fragile residence, puts first."""
        points = np.zeros(files.size)
        some = np.flatnonzero(world.applications.is_transfer[files])
        rows = world.applications.household[files[some]]
        residence = world.dwellings.residence[world.households.dwelling[rows]]
        leaves = (world.residences.fragility >= self.fragile_from) & self.residences(world)
        points[some] = self.priority_points * self._is_concerned(world, rows)
        points[some] += self.fragile_points * leaves[residence]
        return self.strength(world) * points

    def _is_concerned(self, world: World, rows: NDArray[Any]) -> NDArray[np.bool_]:
        """Return which tenants of the scope live in a home that no longer suits them."""
        h, d = world.households, world.dwellings
        home = h.dwelling[rows]
        persons, rooms = h.persons[rows].astype(np.int64), d.rooms[home]
        financing = world.residences.financing[d.residence[home]]
        found = np.zeros(rows.size, np.bool_)
        if self.large_too:
            found |= rooms > persons + self.spare_rooms
        if self.small_too:
            found |= rooms < np.minimum(persons - 1, _MOST_ROOMS)
        if self.rich_too:
            found |= h.fiscal_income[rows] > world.ceilings[financing, h.category[rows]]
        return found & self.homes(world, home)
