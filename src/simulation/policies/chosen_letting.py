"""Chosen letting: vacancies are advertised, applicants bid, bidders are ranked (Nantes)."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.adverts import Ranking
from simulation.config.behaviour import FREE
from simulation.config.parameter import param
from simulation.policies.base import Policy
from simulation.policies.records import Platform
from simulation.state.world import World

_SCENARIO = "free: scenario; practices differ by landlord"


class ChosenLetting(Policy):
    """Advertise vacancies in a scope, and let them to the best ranked of those who come forward.

    Mechanism: an applicant bids on the adverts that beat its status quo, wherever they are, by
    gain × chance; the first ranked bidder gets the offer, then the next. What is not let within
    the months of `adverts` goes before the commission. `bids` and `ranking` are independent:
    without bids, all who asked for the area, fit and are under the ceiling are ranked by the same
    rule.

    Place: Nantes Métropole (active letting in QPV for chosen groups), CU de Dunkerque.

    May backfire: where only part of the stock is advertised, those in most need bid on it; ranking
    by score sends the poorest wherever they bid; ranking by date or lot forgets urgent need.
    """

    key: ClassVar[str] = "chosen_letting"

    share: float = param(1.0, unit="share of vacancies", bounds=(0, 1), source=_SCENARIO)
    """Share of the vacancies in scope that are advertised, when the policy has grown."""
    bids: bool = param(True, unit="yes or no", bounds=None, source="USH: location choisie")
    """Applicants bid; otherwise all who asked for the area are ranked, whether they want it."""
    ranking: Ranking = param("score", unit="rule", bounds=None, source=_SCENARIO)
    """Rank by the scoring grid, by the date of the file, or by lot."""
    max_bids: int = param(3, unit="bids/month", bounds=(1, 20), source=FREE)
    """Adverts in scope that an applicant may bid on in a month."""
    attention: float = param(0.15, unit="probability", bounds=(0, 1), source=FREE)
    """Probability that an applicant sees an advert."""

    def advertised_share(
        self, world: World, homes: NDArray[np.int64]
    ) -> NDArray[np.float64] | None:
        """Return the share for vacancies in scope."""
        share = self.share * self.strength(world)
        return np.where(self.homes(world, homes), share, 0.0) if share > 0.0 else None

    def platforms(self, world: World) -> tuple[Platform, ...] | None:
        """Return how the adverts in scope are answered."""
        if self.share * self.strength(world) == 0.0:
            return None
        residences = self.social_residences(world)
        return (Platform(residences, self.bids, self.ranking, self.attention, self.max_bids),)
