"""How the occupation of residences is assessed."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

TOURS = "free: index per building as in Tours (Synthesis), components equal"


class Assessment(Settings):
    """Fragility of residences: a mean of standardised shares, cut into classes of equal size."""

    assessment_lag_years: int = param(
        3, unit="years", bounds=(1, 20), source="free: refreshed every n years, as URH does"
    )
    """Years between two assessments, which guidance by residence then looks at."""
    classes: int = param(4, unit="classes", bounds=(2, 10), source=FREE)
    """Number of classes; each holds about as many social dwellings."""
    first_quartile_weight: float = param(1.0, unit="1", bounds=(0, 10), source=TOURS)
    """Weight of the share of tenants of the first legal quartile."""
    no_work_weight: float = param(1.0, unit="1", bounds=(0, 10), source=TOURS)
    """Weight of the share of tenants of working age without a job: unemployed or on minima."""
    lone_parent_weight: float = param(1.0, unit="1", bounds=(0, 10), source=TOURS)
    """Weight of the share of lone parents."""
    vacancy_weight: float = param(1.0, unit="1", bounds=(0, 10), source=TOURS)
    """Weight of the share of dwellings that are vacant."""
