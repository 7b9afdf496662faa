"""Charter under which households of buildings to demolish are rehoused."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from simulation.config.parameter import param
from simulation.policies.base import Charter, Policy
from simulation.state.world import World

_LAW = "C. urb. L.314-2: at least two offers, net cost compatible with the household's"
_ANRU = "ANRU, RGA NPNRU: 1,500, 4,000, 5,000 € by rooms (2016); changed since by zone"
_FREE = "free: scenario"


class RehousingCharter(Policy):
    """Rehouse the households of buildings to demolish under a charter of the territory.

    Mechanism: the charter of the building decides which vacancies its households are shown, how
    many, visited or not, at what net cost, and what help comes with them; households choose by
    utility, refuse and wait. Who goes where, and when, follows.

    Place: Métropole de Lille (inter-landlord), Maubeuge (common pot), Grand Avignon (platform),
    Creil (simultaneous offers, visits, tours of the town), Dunkerque (free transport).

    May backfire: offers aimed out of the neighbourhood in new stock are dearer and refused;
    rehousing in the landlord's own stock keeps households in the neighbourhood; every vacancy taken
    is one less for applicants; those who can pay leave for a private home where it is cheap.

    Law: C. urb. L.314-2.

    It acts only where rehousing opens: set a demolition beside it (`reconstruction`, a project).
    """

    key: ClassVar[str] = "rehousing_charter"

    offers: int = param(2, unit="offers", bounds=(2, 10), source=_LAW)
    """Offers made at once in a month, and due before a household counts as having refused."""
    at_once: bool = param(True, unit="yes or no", bounds=None, source="Creil: simultaneous offers")
    """Several offers at once; otherwise one a month."""
    visits: int = param(4, unit="homes/month", bounds=(0, 30), source="Creil: visits; number free")
    """Dwellings visited before offers are written for those liked best; 0: none."""
    tolerance: float = param(0.05, unit="1", bounds=(0, 2), source=f"{_LAW}; tolerance free")
    """Rise of the net cost that an offer may have: rent neutrality."""
    can_waive: bool = param(True, unit="yes or no", bounds=None, source=_FREE)
    """The household may take a dearer dwelling if it prefers it."""
    pool: Literal["own", "inter_landlord", "common_pot", "everything"] = param(
        "inter_landlord", unit="which vacancies", bounds=None, source="MEL; Maubeuge: common pot"
    )
    """Own stock; vacancies that others yield; those they put into a pot; all, unconditionally."""
    commitment: float = param(1.0, unit="logit", bounds=(-10, 10), source="free: calibrated")
    """Logit that a landlord yields a vacancy that fits none of its own priority files."""
    pot_commitment: float = param(2.0, unit="logit", bounds=(0, 10), source="free: calibrated")
    """What a common pot adds to it."""
    outside_share: float = param(0.5, unit="share", bounds=(0, 1), source=_FREE)
    """Share of months in which dwellings out of QPV are shown first."""
    recent_share: float = param(0.3, unit="share", bounds=(0, 1), source=_FREE)
    """Share of months in which new dwellings, under five years old, are shown first."""
    reduction_take_up: float = param(0.5, unit="probability", bounds=(0, 1), source=_FREE)
    """How often the rent of a new dwelling is brought to the ceiling of the housing aid."""
    reduction_small_eur: float = param(1500.0, unit="€/home", bounds=(0, 1e5), source=_ANRU)
    """Lump sum to the landlord for this reduction (minoration de loyer), one or two rooms."""
    reduction_medium_eur: float = param(4000.0, unit="€/home", bounds=(0, 1e5), source=_ANRU)
    """The same, three or four rooms."""
    reduction_large_eur: float = param(5000.0, unit="€/home", bounds=(0, 1e5), source=_ANRU)
    """The same, five rooms or more."""
    transport_support: float = param(
        0.0, unit="share", bounds=(0, 1), source="Dunkerque: free transport, 1; effect free"
    )
    """Part of the weight of distance that transport support takes off."""
    school_support: float = param(0.0, unit="share", bounds=(0, 1), source=_FREE)
    """The same for households with dependants, on what is left: school support."""
    is_platform: bool = param(False, unit="yes or no", bounds=None, source="Grand Avignon")
    """Vacancies of all landlords and holders are gathered; households choose among areas known."""
    tours: int = param(0, unit="areas", bounds=(0, 1000), source="Creil: tours of the town")
    """Further areas that tours make known, for those who choose on a platform."""
    right_to_return: bool = param(False, unit="yes or no", bounds=None, source=_FREE)
    """One offer in the homes rebuilt on site."""
    support_eur: float = param(0.0, unit="€/household", bounds=(0, 100_000), source=_FREE)
    """Cost of support for each household rehoused."""

    def rehousing(self, world: World) -> tuple[Charter, ...] | None:
        """Return the charter of the residences in scope."""
        strength = self.strength(world)
        return (
            Charter(
                residences=self.residences(world),
                offers=self.offers,
                at_once=self.at_once,
                visits=self.visits,
                tolerance=self.tolerance,
                can_waive=self.can_waive,
                commitment=self._commitment(),
                outside_share=self.outside_share * strength,
                recent_share=self.recent_share * strength,
                reduction_take_up=self.reduction_take_up * strength,
                reduction_eur=(
                    self.reduction_small_eur,
                    self.reduction_medium_eur,
                    self.reduction_large_eur,
                ),
                transport_support=self.transport_support * strength,
                school_support=self.school_support * strength,
                is_platform=self.is_platform,
                tours=self.tours,
                right_to_return=self.right_to_return,
                cost_eur=self.support_eur,
            ),
        )

    def _commitment(self) -> float:
        if self.pool == "own":
            return -np.inf
        if self.pool == "everything":
            return np.inf
        return self.commitment + (self.pot_commitment if self.pool == "common_pot" else 0.0)
