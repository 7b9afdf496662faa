"""Who applies for social housing, and where."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

URH = "URH Hauts-de-France 2023/06: first quartile 9,243 €/unit/year, median over EPCI 2023"


class Demand(Settings):
    """Applicants without a home of their own, and the life of a file."""

    income_median: float = param(13500.0, unit="€/unit/year", bounds=(1000, 100000), source=URH)
    """Median income of new applicants; with the spread it gives the published first quartile."""
    income_spread: float = param(0.56, unit="log", bounds=(0.05, 2), source=URH)
    """Standard deviation of the logarithm of income."""
    job_share: float = param(0.5, unit="1", bounds=(0, 1), source="SNE 2022, rounded")
    """Share of applicants whose reference person has a job."""
    single_share: float = param(0.45, unit="1", bounds=(0, 1), source="SNE 2022, rounded")
    """Share of applicants who live alone."""
    couple_share: float = param(0.13, unit="1", bounds=(0, 1), source="SNE 2022, rounded")
    """Share of couples without dependants; the rest are families."""
    lone_parent_share: float = param(0.55, unit="1", bounds=(0, 1), source="SNE 2022, rounded")
    """Share of lone parents among families."""
    further_child: float = param(0.42, unit="1", bounds=(0, 0.9), source="SNE 2022, rounded")
    """Probability that a family with n dependants has one more."""
    teenager_share: float = param(0.3, unit="1", bounds=(0, 1), source="INSEE census, rounded")
    """Share of dependants who are 14 or more."""
    age_mean: float = param(41.0, unit="years", bounds=(20, 80), source="SNE 2022, rounded")
    """Mean age of reference persons; ages spread evenly 18 years around it."""
    minima_take_up: float = param(
        0.66, unit="1", bounds=(0, 1), source="DREES 2022: 34 % of those entitled do not claim RSA"
    )
    """Share of applicants without other income who receive the social minimum."""
    priority_share: float = param(0.12, unit="1", bounds=(0, 1), source=FREE)
    """Share of files with a priority motive (CCH L.441-1)."""
    not_renewed_rate: float = param(
        0.32, unit="1/year", bounds=(0, 5), source="CCH R.441-2-7: yearly renewal; rate free"
    )
    """Hazard that a file ends because it is not renewed."""
    found_rate: float = param(0.2, unit="1/year", bounds=(0, 5), source=FREE)
    """Hazard of finding a private letting, for one who can pay and would gain nothing by it."""
    chooses_areas: bool = param(
        True, unit="yes or no", bounds=None, source="CCH L.441-2-1: wishes; no: experiment"
    )
    """Areas asked for are those worth most; otherwise the first that a household hears of."""
    areas_asked: int = param(5, unit="areas", bounds=(1, 12), source=FREE)
    """Areas asked for at first."""
    areas_more_per_year: int = param(2, unit="areas/year", bounds=(0, 12), source=FREE)
    """Areas added with each year of waiting."""
    areas_known: int = param(25, unit="areas", bounds=(1, 1000), source=FREE)
    """Areas that a household hears of, besides its own; drawn evenly, some twice."""
    chance_weight: float = param(0.5, unit="utility", bounds=(0, 5), source=FREE)
    """Weight of the logarithm of last year's chance of success in the choice of areas."""
