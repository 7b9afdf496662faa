"""Residences are assessed every few years: a class of fragility from who lives there."""

from __future__ import annotations

from math import floor, sqrt
from typing import TYPE_CHECKING

from simulation.state.schema import Activity, DwellingStatus

if TYPE_CHECKING:
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling, Residence

_WITHOUT_WORK = (Activity.UNEMPLOYED, Activity.INACTIVE)


class Assessment:
    """Fragility classes, of equal numbers of dwellings, as they were when last assessed."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.settings = model, model.settings.assessment

    def step(self) -> None:
        """Assess every social residence when its time has come."""
        social = [one for one in self.model.residences if one.is_social and one.dwellings]
        for residence in social:
            residence.aided = _share(residence.dwellings, _has_aid)
        social = [one for one in social if one.standing]
        years = self.model.year - self.model.start_year
        if years % self.settings.assessment_lag_years and not self.model.is_first_month:
            return
        index = self._index(social)
        order = sorted(range(len(social)), key=index.__getitem__)
        total, below = sum(len(one.dwellings) for one in social), 0
        for place in order:
            residence = social[place]
            middle = below + len(residence.dwellings) - len(residence.dwellings) / 2
            residence.fragility = 1 + floor(self.settings.classes * middle / total)
            below += len(residence.dwellings)

    def _index(self, social: list[Residence]) -> list[float]:
        """Return the weighted sum of standardised shares of each residence."""
        settings, homes = self.settings, [len(one.dwellings) for one in social]
        parts = (
            (settings.first_quartile_weight, _is_poorest),
            (settings.no_work_weight, _is_without_work),
            (settings.lone_parent_weight, _is_lone_parent),
        )
        shares = [
            (weight, [_share(one.dwellings, test) for one in social]) for weight, test in parts
        ]
        shares.append((settings.vacancy_weight, [_vacancy(one.dwellings) for one in social]))
        index = [0.0] * len(social)
        for weight, share in shares:
            mean = _mean(share, homes)
            gaps = [one - mean for one in share]
            spread = sqrt(_mean([gap**2 for gap in gaps], homes))
            if spread > 0.0:
                index = [one + weight * gap / spread for one, gap in zip(index, gaps, strict=True)]
        return index


def _mean(values: list[float], weights: list[int]) -> float:
    weighted = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return weighted / sum(weights)


def _share(dwellings: list[Dwelling], test) -> float:
    """Return the share of the tenants of some dwellings of whom `test` is true."""
    tenants = [home.occupant for home in dwellings if home.occupant is not None]
    return sum(map(test, tenants)) / max(len(tenants), 1)


def _vacancy(dwellings: list[Dwelling]) -> float:
    return sum(home.status == DwellingStatus.VACANT for home in dwellings) / len(dwellings)


def _has_aid(tenant) -> bool:
    return tenant.rights.aid(tenant.dwelling.rent, tenant.dwelling.financing) > 0


def _is_poorest(tenant) -> bool:
    return tenant.quartile_legal == 1


def _is_without_work(tenant) -> bool:
    return tenant.activity in _WITHOUT_WORK


def _is_lone_parent(tenant) -> bool:
    return tenant.adults == 1 < tenant.persons
