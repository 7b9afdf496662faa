"""Private homes on freed land, and sale of social homes to their tenants."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.config.scope import Scope
from simulation.policies.base import Claim, Order, Policy, Sale
from simulation.state.schema import Financing, Work
from simulation.state.world import World

_FREE = "free: scenario"


class Diversification(Policy):
    """Bring private homes into the neighbourhood: programmes on freed land, sale to tenants.

    Mechanism: for each home demolished in scope, private homes are built on the land and join the
    private vacancies: they sell or let if the market takes them at the image of the area, or stay
    empty. A share of the social homes is put up for sale each year; tenants who are lent the price
    and would rather own buy, and stay.

    Programme: ANRU, functional and residential diversification; sale of social homes, CCH L.443-7.

    May backfire: where the image is low and the market slack, programmes stay empty; sold homes are
    lost to the social stock, and the buyers were its better-off tenants.
    """

    key: ClassVar[str] = "diversification"

    scope: Scope = param(Scope(is_qpv=True), unit="scope", bounds=None, source="NPNRU: in QPV")
    """Where it acts, as a table: is_qpv, is_renewal, communes, areas, landlords, residences."""
    ratio: float = param(0.5, unit="homes built per home demolished", bounds=(0, 3), source=_FREE)
    """Private homes built for each home demolished in scope."""
    rental_share: float = param(0.3, unit="share", bounds=(0, 1), source=_FREE)
    """Share of them for rent; the others are for owner-occupation."""
    price_ratio: float = param(1.0, unit="1", bounds=(0.2, 3), source=_FREE)
    """Their price or rent over that of private homes of the area."""
    lag_months: int = param(24, unit="months", bounds=(0, 120), source=_FREE)
    """Months from a demolition to their delivery."""
    subsidy_eur: float = param(
        0.0, unit="€/home", bounds=(0, 1e6), source="free: no published figure found"
    )
    """Public money for each of them: land sold below its cost, for instance."""
    on_sale_share: float = param(
        0.05, unit="share of homes/year", bounds=(0, 1), source="SDES 2022: 0.25 %/year are sold"
    )
    """Share of the social homes in scope put up for sale to their tenants each year."""
    sale_ratio: float = param(0.7, unit="1", bounds=(0.2, 1.5), source=_FREE)
    """Price of a social home over that of private homes of the area."""

    def claim(self, world: World) -> Claim | None:
        """Return the share of the homes in scope that are put up for sale each year."""
        return Claim(Work.SALE, self.residences(world), self.on_sale_share)

    def rebuilding(
        self, world: World, demolished: NDArray[np.int64], is_own: NDArray[np.bool_] | None = None
    ) -> tuple[Order, ...] | None:
        """Return the private homes ordered on land freed this month, whoever freed it."""
        own = demolished[self.homes(world, demolished)]
        count = round(self.ratio * self.strength(world) * own.size)
        if not count:
            return None
        like = np.resize(own, count)
        is_rented = np.diff(np.floor(np.arange(count + 1) * self.rental_share)) > 0
        tenures = {Financing.PRIVATE_RENTAL: is_rented, Financing.OWNER_OCCUPIED: ~is_rented}
        area = world.dwellings.area[like]
        return tuple(
            Order(
                like=like[some & (area == place)],
                area=int(place),
                due=world.month + self.lag_months,
                financing=financing,
                rent_eur_m2=0.0,
                premium=self.price_ratio,
                cost_eur=self.subsidy_eur,
            )
            for place in np.unique(area)
            for financing, some in tenures.items()
            if (some & (area == place)).any()
        )

    def sales(self, world: World) -> tuple[Sale, ...] | None:
        """Return what is put up for sale this year."""
        share = self.on_sale_share * self.strength(world)
        return (Sale(self.social_residences(world), share, self.sale_ratio),) if share else None
