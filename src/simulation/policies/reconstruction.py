"""Demolition in renewal areas, and rebuilding outside QPV."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.policies.base import Demolition, Order, Policy
from simulation.state.schema import NEVER, Financing
from simulation.state.world import World

_ANRU = "Assemblée nationale: 114,000 demolitions for 95,000 rebuilt; ANRU: off site save exception"


class Reconstruction(Policy):
    """Demolish the oldest blocks of renewal areas and rebuild elsewhere.

    Mechanism: rehousing opens in a building, its homes are not let again, its households receive
    offers from withheld vacancies, it falls when it is empty; for each home demolished `ratio` are
    ordered, `outside_share` of them in the areas outside QPV with the lowest poverty.

    Programme: ANRU, PNRU and NPNRU.

    May backfire: rehousing takes vacancies from applicants; if the new homes are dear, the poorest
    stay in what is left of the neighbourhood.
    """

    key: ClassVar[str] = "reconstruction"

    share: float = param(
        0.15, unit="share of renewal stock", bounds=(0, 1), source="Synthesis: about 15 %"
    )
    """Share of the social dwellings of renewal areas (of QPV where none is named) to demolish."""
    duration_years: int = param(8, unit="years", bounds=(1, 30), source="NPNRU conventions")
    """Years over which rehousing opens, building after building."""
    notice_months: int = param(30, unit="months", bounds=(6, 120), source="ANRU RGA: 24 to 36")
    """Months from the opening of rehousing to the planned demolition."""
    ratio: float = param(0.83, unit="homes built per home demolished", bounds=(0, 3), source=_ANRU)
    """Homes rebuilt for each one demolished."""
    outside_share: float = param(1.0, unit="share", bounds=(0, 1), source=_ANRU)
    """Share of rebuilt homes that lie outside QPV; the others on site."""
    plai_share: float = param(
        0.60, unit="share", bounds=(0, 1), source="general knowledge, not confirmed (60/40)"
    )
    """Share of rebuilt homes with a very-low-rent loan (PLAI); the others are PLUS."""
    plai_rent: float = param(
        5.9, unit="€/m²/month", bounds=(1, 20), source="arrêté 2022, PLAI zone 2, rounded"
    )
    """Rent of rebuilt PLAI homes."""
    plus_rent: float = param(
        6.6, unit="€/m²/month", bounds=(1, 20), source="RPLS 2022: built after 2013, 6.72"
    )
    """Rent of rebuilt PLUS homes."""
    lag_months: int = param(18, unit="months", bounds=(0, 120), source="free: scenario")
    """Months from a demolition to the delivery of what replaces it."""
    receiving_areas: int = param(20, unit="areas", bounds=(1, 1000), source="free: scenario")
    """Number of areas outside QPV, the least poor ones, that receive rebuilt homes in turn."""

    def demolitions(self, world: World) -> tuple[Demolition, ...] | None:
        """Return the buildings whose rehousing opens this year, oldest first."""
        r = world.residences
        sizes = _homes_by_residence(world)
        renewal = world.areas.is_renewal
        areas = renewal if renewal.any() else world.areas.is_qpv
        inside = np.flatnonzero(areas[r.area] & (r.landlord >= 0) & (sizes > 0))
        order = inside[np.lexsort((inside, r.quality[inside], r.built_year[inside]))]
        opened = r.rehousing_opens[order] != NEVER
        elapsed = min(1.0, (self._year_of_policy(world) + 1) / self.duration_years)
        wanted = self.share * sizes[order].sum() * elapsed - sizes[order][opened].sum()
        ahead = np.cumsum(sizes[order][~opened])
        chosen = order[~opened][ahead <= wanted]
        records = tuple(Demolition(int(row), self.notice_months) for row in chosen)
        return records or None

    def rebuilding(self, world: World, demolished: NDArray[np.int64]) -> tuple[Order, ...] | None:
        """Return orders for `ratio` homes per home demolished, copying their sizes in turn."""
        count = round(self.ratio * demolished.size)
        like = np.resize(demolished, count)
        n_outside = round(self.outside_share * count)
        site = world.dwellings.area[like[n_outside:]]
        outside = self._receiving(world, n_outside, int(demolished[0]))
        places = np.concatenate((outside, site)).astype(np.int64)
        is_plai = np.diff(np.floor(np.arange(count + 1) * self.plai_share)) > 0
        orders = []
        for area in np.unique(places):
            for plai in (True, False):
                some = like[(places == area) & (is_plai == plai)]
                if some.size:
                    orders.append(self._order(world, some, int(area), plai))
        return tuple(orders) or None

    def _order(self, world: World, like: NDArray[np.int64], area: int, plai: bool) -> Order:
        return Order(
            like=like,
            area=area,
            due=world.month + self.lag_months,
            financing=Financing.PLAI if plai else Financing.PLUS,
            rent_eur_m2=self.plai_rent if plai else self.plus_rent,
        )

    def _receiving(self, world: World, count: int, turn: int) -> NDArray[np.int64]:
        outside = np.flatnonzero(~world.areas.is_qpv)
        if not outside.size:
            outside = np.arange(len(world.areas))
        poverty = world.memory.poverty[outside]
        least_poor = outside[np.lexsort((outside, poverty))][: self.receiving_areas]
        return np.resize(np.roll(least_poor, turn), count)

    def _year_of_policy(self, world: World) -> int:
        start = self.start_year if self.start_year is not None else world.start_year
        return world.year - start


def _homes_by_residence(world: World) -> NDArray[np.int64]:
    """Return social dwellings standing or to be demolished by residence."""
    return np.bincount(
        world.dwellings.residence[world.dwellings.is_social], minlength=len(world.residences)
    )
