"""Reputation of areas follows poverty, vacancy and schools, with a lag of years."""

from __future__ import annotations

from math import exp, hypot
from typing import TYPE_CHECKING

from simulation.state.schema import DwellingStatus, Financing

if TYPE_CHECKING:
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Area


class Reputation:
    """What areas are thought of, and why."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.settings = model, model.settings.image
        radius = self.settings.school_radius
        self._near = [
            [
                max(1.0 - hypot(one.x_km - other.x_km, one.y_km - other.y_km) / radius, 0.0)
                for other in model.areas
            ]
            for one in model.areas
        ]
        self._schools_next: list[float] = []
        self._works = [0.0] * len(model.areas)
        self._works_done = [0] * len(model.areas)
        self._look_around()
        self._schools = self._schools_next
        for area, aim in zip(model.areas, self._aims(), strict=True):
            area.image = aim

    def step(self) -> None:
        """Move the image of each area by a part of its gap to what it deserves."""
        if self.model.is_january:
            self._look_around()
        self._fade_works()
        for area, aim in zip(self.model.areas, self._aims(), strict=True):
            area.image += self.settings.speed * (aim - area.image)

    def _aims(self) -> list[float]:
        """Return the image that each area comes to if nothing changes."""
        settings = self.settings
        poverty = self._centred(self._poverty)
        vacancy = self._centred(
            [
                empty / max(homes, 1.0)
                for empty, homes in zip(
                    self.model.vacant_by_area(*Financing), self._homes, strict=True
                )
            ]
        )
        return [
            -settings.poverty_weight * poor
            - settings.vacancy_weight * vacant
            - settings.school_weight * school
            + settings.works_weight * works
            for poor, vacant, school, works in zip(
                poverty, vacancy, self._schools, self._works, strict=True
            )
        ]

    def note_works(self, area: Area, homes: int) -> None:
        """Remember homes that works touched this month."""
        self._works_done[area.row] += homes

    def _fade_works(self) -> None:
        """Let the effect of older works fade, and add those of this month, as a share of homes."""
        kept = exp(-1.0 / (12 * self.settings.works_years))
        for row, done in enumerate(self._works_done):
            self._works[row] = self._works[row] * kept + done / max(self._homes[row], done, 1.0)
            self._works_done[row] = 0

    def _centred(self, shares: list[float]) -> list[float]:
        weighted = sum(share * homes for share, homes in zip(shares, self._homes, strict=True))
        mean = weighted / sum(self._homes)
        return [share - mean for share in shares]

    def _look_around(self) -> None:
        """Count poverty and homes, each January; schools show what they were a year ago."""
        n_areas = len(self.model.areas)
        persons, poor_persons, children, poor_children = ([0] * n_areas for _ in range(4))
        for household in self.model.people:
            if household.dwelling is None:
                continue
            row, dependants = household.dwelling.area.row, household.dependants
            persons[row] += household.persons
            children[row] += dependants
            if household.is_poor:
                poor_persons[row] += household.persons
                poor_children[row] += dependants
        self._poverty = [
            poor / max(all_, 1.0) for poor, all_ in zip(poor_persons, persons, strict=True)
        ]
        self._homes = [
            sum(home.status != DwellingStatus.DEMOLISHED for home in area.dwellings)
            for area in self.model.areas
        ]
        self._schools = self._schools_next
        self._schools_next = self._poor_around(children, poor_children)

    def _poor_around(self, children: list[int], poor: list[int]) -> list[float]:
        """Return the share of poor children around each area, nearer areas counting more."""
        overall = sum(poor) / max(sum(children), 1.0)
        found = []
        for near in self._near:
            around = sum(weight * all_ for weight, all_ in zip(near, children, strict=True))
            poor_ = sum(weight * some for weight, some in zip(near, poor, strict=True))
            found.append(poor_ / around if around > 0 else overall)
        return found
