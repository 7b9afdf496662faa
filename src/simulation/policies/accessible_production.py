"""Very-low-rent social homes built outside QPV."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.config.scope import Scope
from simulation.policies import siting
from simulation.policies.base import Order, Policy
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

_NANTES = "Synthesis: Nantes, very accessible production outside QPV"


class AccessibleProduction(Policy):
    """Build social homes outside QPV at rents that the housing aid covers.

    Mechanism: each year a share of the social stock is ordered in the areas in scope, in turn, of
    the sizes of the stock, at rents low enough for the solvency screen to let the poorest in.

    Place: Nantes Métropole.

    May backfire: land is dear where the poor are few; if the homes are let like the others, those
    who are better off take them; new stock draws demand away from QPV.
    """

    key: ClassVar[str] = "accessible_production"

    scope: Scope = param(Scope(is_qpv=False), unit="scope", bounds=None, source=_NANTES)
    """Where homes are built, as a table: communes, areas; outside QPV when left out."""
    share: float = param(
        0.01, unit="share of stock/year", bounds=(0, 0.2), source="SDES 2019: all supply 1.5 %/year"
    )
    """Homes ordered each year, as a share of the social stock of the territory."""
    plai_share: float = param(1.0, unit="share", bounds=(0, 1), source=_NANTES)
    """Share with a very-low-rent loan (PLAI); the others are PLUS."""
    plai_rent: float = param(
        5.0, unit="€/m²/month", bounds=(1, 20), source="free: under PLAI zone 2, arrêté 2022: 5.9"
    )
    """Rent of PLAI homes."""
    plus_rent: float = param(
        6.6, unit="€/m²/month", bounds=(1, 20), source="RPLS 2022: built after 2013, 6.72"
    )
    """Rent of PLUS homes."""
    lag_months: int = param(24, unit="months", bounds=(0, 120), source="free: scenario")
    """Months from order to delivery."""
    cost_eur: float = param(
        170_000.0, unit="€/home", bounds=(0, 1e6), source="free: no published figure found"
    )
    """Cost of building one home."""

    def production(self, world: World) -> tuple[Order, ...] | None:
        """Return the orders of the year, areas in scope in turn."""
        stock = self._stock(world)
        count = round(self.share * self.strength(world) * stock.size)
        areas = np.flatnonzero(self.areas(world))
        if not count or not areas.size:
            return None
        places = np.resize(np.roll(areas, -count * world.year), count).astype(np.int64)
        like = siting.like_the_stock(world, stock, count)
        mixed = like[np.argsort(np.arange(count) % areas.size, kind="stable")]
        programme = siting.Programme(
            self.plai_share, self.plai_rent, self.plus_rent, self.lag_months, self.cost_eur
        )
        return siting.orders(world, mixed, np.sort(places), programme) or None

    def _stock(self, world: World) -> NDArray[np.int64]:
        d = world.dwellings
        return np.flatnonzero(d.is_social & (d.status != DwellingStatus.DEMOLISHED))
