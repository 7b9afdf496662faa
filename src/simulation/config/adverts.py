"""Chosen letting: which vacancies are advertised, who sees them and how bidders are ranked."""

from __future__ import annotations

from typing import Literal

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

Ranking = Literal["score", "date", "lottery"]


class Adverts(Settings):
    """Adverts, bids and the ranking of bidders; bidding and ranking are chosen apart."""

    share: float = param(0.0, unit="1", bounds=(0, 1), source="no adverts by default")
    """Share of vacancies that are advertised before the commission sees them."""
    months: int = param(3, unit="months", bounds=(1, 60), source=FREE)
    """Months for which a dwelling is advertised; the commission then lets it."""
    attention: float = param(0.15, unit="1", bounds=(0, 1), source=FREE)
    """Probability that an applicant sees an advert: share of the month it looks at adverts."""
    max_bids: int = param(3, unit="bids/month", bounds=(1, 20), source=FREE)
    """Adverts that an applicant may bid on in a month."""
    ranking: Ranking = param(
        "score", unit="rule", bounds=None, source="free: scenario; practices differ by landlord"
    )
    """Bidders are ranked by the scoring grid, by the date of their file, or by lot."""
    list_length: int = param(
        3, unit="candidates", bounds=(1, 20), source="CCH L.441-2: at least three candidates"
    )
    """Bidders listed for each advert; offers are made in turn."""
    is_screened: bool = param(
        True, unit="yes or no", bounds=None, source="CCH L.441-2: the commission decides"
    )
    """Bidders pass the solvency screen of the commission before they are listed."""
