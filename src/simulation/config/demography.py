"""Births, children who grow up and leave, couples made and unmade, partners who die."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

EPIC = "free: INSEE 2015 (Costemalle): 290,000 couples of 25 to 60 part in a year, about 2.5 %"


class Demography(Settings):
    """How the members of a household change."""

    births_couple: float = param(
        2.1,
        unit="children",
        bounds=(0, 10),
        source="free: INSEE 2022: 1.8 per woman in all",
    )
    """Children that a couple has if it lasts from 15 to 50."""
    births_alone: float = param(0.5, unit="children", bounds=(0, 10), source=FREE)
    """Children that an adult alone has, over the same ages."""
    birth_age: float = param(
        30.9, unit="years", bounds=(20, 45), source="INSEE 2021: mean age of mothers"
    )
    """Age at which births are most frequent."""
    birth_age_spread: float = param(
        5.3, unit="years", bounds=(1, 15), source="free: after INSEE 2021, births by age"
    )
    """Standard deviation of the age at birth."""
    most_dependants: int = param(9, unit="persons", bounds=(1, 20), source=FREE)
    """Number of dependants from which a household has no further child."""
    leaving_age: float = param(
        23.6, unit="years", bounds=(19, 40), source="Eurostat 2018: France, mean age"
    )
    """Mean age at which children leave their parents' home."""
    grown_up_files: float = param(0.5, unit="1", bounds=(0, 1), source=FREE)
    """Share who apply for social housing, of those who leave and could not rent a private home."""
    separation_rate: float = param(0.03, unit="1/year", bounds=(0, 1), source=EPIC)
    """Hazard that a couple separates, up to `settled_age`."""
    children_stay: float = param(
        0.6, unit="1", bounds=(0, 1), source="computed from INSEE 2017, statistiques/2896525"
    )
    """Probability that the children stay with who keeps the home."""
    separated_files: float = param(0.5, unit="1", bounds=(0, 1), source=FREE)
    """Share who apply, of those who leave and could not rent a private home."""
    union_rate: float = param(
        0.065,
        unit="1/year",
        bounds=(0, 12),
        source="free: INSEE 2015 (Costemalle): 0.14 after a separation at 25 to 50",
    )
    """Hazard that an adult alone seeks to live with another, up to `settled_age`."""
    settled_age: float = param(45.0, unit="years", bounds=(20, 90), source=FREE)
    """Age from which couples are made and unmade less and less."""
    settled_years: float = param(10.0, unit="years", bounds=(1, 50), source=FREE)
    """Time in which both hazards fall to 37 % beyond that age."""
    age_gap: int = param(5, unit="years", bounds=(1, 50), source=FREE)
    """Width of the ages among which partners find each other."""
    homogamy: float = param(0.5, unit="1", bounds=(0, 1), source=FREE)
    """Weight of like wages in the choice of a partner, against chance."""
