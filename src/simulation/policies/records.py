"""Records that policies hand to the steps of the month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.config.adverts import Ranking


@dataclass(frozen=True)
class Cost:
    """Money that a policy spends in a month: code of `Spending`, and cents."""

    what: int
    cents: int


@dataclass(frozen=True)
class Platform:
    """How the adverts of some residences are answered.

    Attributes
    ----------
    residences
        Residences whose adverts it holds, shape (residences,).
    bids
        Applicants bid; otherwise all who asked for the area are ranked.
    ranking
        ``"score"``, ``"date"`` or ``"lottery"``.
    attention
        Probability that an applicant sees an advert.
    max_bids
        Adverts of the platform that an applicant may bid on in a month.
    """

    residences: NDArray[np.bool_]
    bids: bool
    ranking: Ranking
    attention: float
    max_bids: int

    @property
    def touches(self) -> tuple[int, ...]:
        """Rows of the residences."""
        return tuple(np.flatnonzero(self.residences).tolist())
