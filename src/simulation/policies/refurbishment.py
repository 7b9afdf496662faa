"""Refurbishment of social residences."""

from __future__ import annotations

from typing import ClassVar, Literal

from simulation.config.parameter import param
from simulation.config.scope import Scope
from simulation.policies import siting
from simulation.policies.base import Claim, Policy, Refurbishment
from simulation.state.schema import Work
from simulation.state.world import World

_FREE = "free: scenario"


class Refurbish(Policy):
    """Refurbish the oldest residences of a scope, rents kept or raised.

    Mechanism: works last some months, in which emptied homes are not let; then quality rises,
    charges fall, the building counts as recent, and the rent rises to a level where it was below,
    for new leases or for all.

    Programme: ANRU, PNRU and NPNRU; energy renovation of social housing.

    May backfire: where rents are raised above what the housing aid covers, the poorest can no
    longer be let in, or pay more; kept, the works are not paid by rents; vacancies are lost
    during the works.
    """

    key: ClassVar[str] = "refurbishment"

    scope: Scope = param(Scope(is_qpv=True), unit="scope", bounds=None, source=_FREE)
    """Where it acts, as a table: is_qpv, is_renewal, communes, areas, landlords, residences."""
    share: float = param(0.3, unit="share of homes", bounds=(0, 1), source=_FREE)
    """Share of the social homes in scope that are refurbished by the end."""
    duration_years: int = param(8, unit="years", bounds=(1, 30), source="NPNRU conventions")
    """Years over which works begin, building after building."""
    works_months: int = param(18, unit="months", bounds=(1, 120), source=_FREE)
    """Months of works in one building."""
    quality_step: float = param(0.5, unit="utility", bounds=(0, 5), source=_FREE)
    """Gain of quality."""
    charges_cut: float = param(0.1, unit="share", bounds=(0, 1), source=_FREE)
    """Share by which charges fall: the energy step."""
    rent_eur_m2: float = param(0.0, unit="€/m²/month", bounds=(0, 30), source=_FREE)
    """Rent afterwards, where it is above the present one; 0 keeps rents."""
    leases: Literal["new", "all"] = param("new", unit="which leases", bounds=None, source=_FREE)
    """Leases that pay it."""
    cost_eur: float = param(
        50_000.0, unit="€/home", bounds=(0, 1e6), source="free: no published figure found"
    )
    """Cost of one home."""

    def claim(self, world: World) -> Claim | None:
        """Return the share of the buildings in scope that will be refurbished."""
        return Claim(
            Work.REFURBISHMENT,
            self.residences(world),
            self.share,
            self.rent_eur_m2 > 0,
            self.works_months,
        )

    def refurbishments(self, world: World) -> tuple[Refurbishment, ...] | None:
        """Return the buildings whose works begin this year, oldest first."""
        elapsed = siting.elapsed_share(world, self.first_year(world), self.duration_years)
        chosen = siting.next_buildings(
            world,
            self.residences(world),
            self.share * self.strength(world),
            elapsed,
            Work.REFURBISHMENT,
        )
        records = tuple(
            Refurbishment(
                int(row),
                self.works_months,
                self.quality_step,
                self.charges_cut,
                self.rent_eur_m2,
                self.leases == "all",
                cost_eur=self.cost_eur,
            )
            for row in chosen
        )
        return records or None
