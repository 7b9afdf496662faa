"""Guidance of lettings by the fragility of residences."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.parameter import Settings, param
from simulation.kernels.queue import N_PROFILES
from simulation.policies.base import NO_OPINION, Policy
from simulation.policies.groups import has_profile, profiles_of
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

_FREE = "free: scenario"
_GONE = (DwellingStatus.DEMOLISHED, DwellingStatus.SOLD)
_EACH = (1, 2, 3, 4)


class Balance(Settings):
    """One line of a balance table: points of a group in residences of some classes."""

    classes: tuple[int, ...] = param(..., unit="classes", bounds=None, source=_FREE)
    """Classes of residences."""
    quartiles: tuple[int, ...] = param(_EACH, unit="quartiles", bounds=None, source=_FREE)
    """Legal quartiles of the households."""
    job: bool | None = param(None, unit="yes or no", bounds=None, source=_FREE)
    """With a job, or without one; both when left out."""
    points: float = param(..., unit="points", bounds=(-100, 100), source=_FREE)
    """Points added to their rank."""


class ResidenceGuidance(Policy):
    """Match households to residences by the class that the residence was assessed in.

    Mechanism: in the residences of the scope, points are added to the rank of groups, by legal
    quartile and work, as the class of the residence asks. The class is the one last assessed:
    `every_years` says how often. In each area a share of the homes, in its most fragile
    residences, may be left out of the protection and receive the first quartile instead
    (specialised residences in a mixed neighbourhood).

    Place: fragility index per building (Tours), balance table (Dunkerque), assessment refreshed
    every n years (URH), matching of applicants to it (HESTA).

    May backfire: protected residences are closed to the poorest applicants, who wait longer; an
    old assessment protects what has changed; specialised residences may be stigmatised.
    """

    key: ClassVar[str] = "residence_guidance"

    fragile_from: int = param(4, unit="class", bounds=(1, 10), source=_FREE)
    """Class from which a residence is protected."""
    first_quartile: float = param(-3.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the first quartile in protected residences."""
    upper_quartiles: float = param(1.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of quartiles 3 and 4 there."""
    job: float = param(1.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of a job there, whatever the quartile."""
    robust_to: int = param(1, unit="class", bounds=(0, 10), source=_FREE)
    """Class up to which a residence is robust; 0: none."""
    first_quartile_robust: float = param(1.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the first quartile in robust residences."""
    table: tuple[Balance, ...] = param((), unit="lines", bounds=None, source=_FREE)
    """Balance table: `[[policies.table]]` lines with classes, quartiles, job, points; added."""
    specialised_share: float = param(0.0, unit="share of homes", bounds=(0, 1), source=_FREE)
    """Most of the social homes of an area in specialised residences, its most fragile ones."""
    specialised_points: float = param(0.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the first quartile in specialised residences."""
    every_years: int | None = param(
        None, unit="years", bounds=(1, 20), source="URH: refreshed every n years"
    )
    """Years between two assessments; those of the scenario when left out."""

    def problems(self, world: World) -> tuple[Problem, ...]:
        """Refuse classes that are both fragile and robust, and lines that name nobody."""
        found = []
        if self.robust_to >= self.fragile_from:
            found.append(Problem(("robust_to",), "classes_overlap", {"fragile": self.fragile_from}))
        for i, line in enumerate(self.table):
            for field in ("classes", "quartiles"):
                if not getattr(line, field):
                    found.append(Problem(("table", i, field), "empty_list"))
            if any(quartile not in _EACH for quartile in line.quartiles):
                found.append(Problem(("table", i, "quartiles"), "no_quartile"))
        return tuple(found)

    def residence_points(self, world: World) -> NDArray[np.float64] | None:
        """Return the points of each profile in each residence."""
        inside, fragility = self.residences(world), world.residences.fragility
        special = self._specialised(world, inside)
        first = has_profile(profiles_of((1,)))
        upper, works = has_profile(profiles_of((3, 4))), has_profile(profiles_of(_EACH, True))
        protection = self.first_quartile * first + self.upper_quartiles * upper + self.job * works
        guided = inside & (fragility > 0) & ~special
        points = np.zeros((inside.size, N_PROFILES))
        points += np.outer(guided & (fragility >= self.fragile_from), protection)
        points += np.outer(
            guided & (fragility <= self.robust_to), self.first_quartile_robust * first
        )
        for line in self.table:
            group = has_profile(profiles_of(line.quartiles, line.job))
            points += np.outer(guided & np.isin(fragility, line.classes), line.points * group)
        points += np.outer(special, self.specialised_points * first)
        return self.strength(world) * points

    def assessment_years(self, world: World) -> NDArray[np.int64] | None:
        """Return the years between two assessments in the scope."""
        if self.every_years is None:
            return None
        return np.where(self.residences(world), self.every_years, NO_OPINION)

    def _specialised(self, world: World, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return the most fragile residences that hold the stated share of the homes of an area."""
        found = np.zeros(inside.size, np.bool_)
        assessed = np.flatnonzero(inside & (world.residences.fragility > 0))
        if not self.specialised_share or not assessed.size:
            return found
        homes, area = _social_homes(world), world.residences.area
        of_area = np.bincount(area[inside], weights=homes[inside], minlength=len(world.areas))
        order = assessed[
            np.lexsort((assessed, -world.residences.fragility[assessed], area[assessed]))
        ]
        taken = np.cumsum(homes[order])
        before = taken - homes[order]
        first = np.searchsorted(area[order], area[order])
        within = taken - before[first]
        found[order] = within <= self.specialised_share * of_area[area[order]]
        return found


def _social_homes(world: World) -> NDArray[Any]:
    """Return the standing social dwellings of each residence."""
    d = world.dwellings
    standing = d.is_social & ~np.isin(d.status, _GONE)
    return np.bincount(d.residence[standing], minlength=len(world.residences))
