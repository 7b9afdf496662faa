"""Work and income of households from one year to the next."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param


class Work(Settings):
    """Yearly chances of losing and finding a job, and the growth of earnings."""

    job_loss: float = param(
        0.04, unit="1/year", bounds=(0, 1), source="INSEE, enquête Emploi 2022, rounded"
    )
    """Probability that a reference person with a job loses it."""
    job_finding: float = param(
        0.20,
        unit="1/year",
        bounds=(0, 1),
        source="free: INSEE, enquête Emploi 2022, of the order of",
    )
    """Probability that an unemployed reference person finds one."""
    job_finding_inactive: float = param(
        0.05, unit="1/year", bounds=(0, 1), source="DREES 2022: leaving RSA for a job, rounded"
    )
    """Probability that one who lives on minima finds one."""
    replacement_rate: float = param(
        0.60, unit="1", bounds=(0, 1), source="Unédic 2022: net replacement, rounded"
    )
    """Unemployment benefit as a share of the earnings lost."""
    entry_wage: float = param(
        1400.0, unit="€/month", bounds=(100, 10000), source="net minimum wage, July–December 2022"
    )
    """Least earnings of a job that was found (1,329 € net, and activity bonus)."""
    career_growth: float = param(0.006, unit="1/year", bounds=(-0.1, 0.2), source=FREE)
    """Real growth of earnings with each year in a job, until `career_age`."""
    career_age: int = param(50, unit="years", bounds=(20, 80), source=FREE)
    """Age at which earnings stop growing."""
