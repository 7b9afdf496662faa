"""Demolition in renewal areas, and rebuilding outside QPV."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.policies import siting
from simulation.policies.base import Claim, Demolition, Order, Policy
from simulation.state.schema import Work
from simulation.state.world import World

_ANRU = "Assemblée nationale: 114,000 demolitions for 95,000 rebuilt; ANRU: off site save exception"
_NO_FIGURE = "free: no published figure found"


class Reconstruction(Policy):
    """Demolish the oldest blocks of renewal areas and rebuild elsewhere.

    Mechanism: rehousing opens in a building, its homes are not let again, its households receive
    offers from withheld vacancies, it falls when it is empty; for each home demolished `ratio` are
    ordered, `outside_share` of them outside QPV: in the areas, or the communes, of least poverty,
    or anywhere; the others on site.

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
    where: Literal["least_poor_areas", "least_poor_communes", "anywhere"] = param(
        "least_poor_areas", unit="where", bounds=None, source="variants asked for by practitioners"
    )
    """Where those outside lie."""
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
    demolition_eur: float = param(40_000.0, unit="€/home", bounds=(0, 1e6), source=_NO_FIGURE)
    """Cost of demolishing one home, rehousing included."""
    rebuilding_eur: float = param(170_000.0, unit="€/home", bounds=(0, 1e6), source=_NO_FIGURE)
    """Cost of building one home."""

    def claim(self, world: World) -> Claim | None:
        """Return the share of the buildings in scope that will be demolished."""
        return Claim(Work.DEMOLITION, self._buildings(world), self.share)

    def demolitions(self, world: World) -> tuple[Demolition, ...] | None:
        """Return the buildings whose rehousing opens this year, oldest first."""
        elapsed = siting.elapsed_share(world, self.first_year(world), self.duration_years)
        share = self.share * self.strength(world)
        chosen = siting.next_buildings(
            world, self._buildings(world), share, elapsed, Work.DEMOLITION
        )
        return (
            tuple(
                Demolition(int(row), self.notice_months, cost_eur=self.demolition_eur)
                for row in chosen
            )
            or None
        )

    def rebuilding(
        self, world: World, demolished: NDArray[np.int64], is_own: NDArray[np.bool_] | None = None
    ) -> tuple[Order, ...] | None:
        """Return orders for `ratio` homes per own home demolished, copying their sizes in turn."""
        own = demolished if is_own is None else demolished[is_own]
        if not own.size:
            return None
        count = round(self.ratio * own.size)
        like = np.resize(own, count)
        n_outside = round(self.outside_share * count)
        site = world.dwellings.area[like[n_outside:]]
        turn = int(own[0])
        outside = siting.receiving(world, self.where, n_outside, turn, self.receiving_areas)
        programme = siting.Programme(
            self.plai_share, self.plai_rent, self.plus_rent, self.lag_months, self.rebuilding_eur
        )
        places = np.concatenate((outside, site)).astype(np.int64)
        return siting.orders(world, like, places, programme) or None

    def _buildings(self, world: World) -> NDArray[np.bool_]:
        """Return the residences in scope, in renewal areas (or QPV) when the scope is silent."""
        if not self.scope.is_empty:
            return self.residences(world)
        renewal = world.areas.is_renewal
        areas = renewal if renewal.any() else world.areas.is_qpv
        return np.asarray(areas[world.residences.area])
