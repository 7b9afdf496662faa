"""Work and income of households from one year to the next."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

INSEE_JOBS = "free: of the order of INSEE, enquête Emploi 2016 (Insee Première 1661)"


class Work(Settings):
    """Jobs lost and found, wages, careers, pensions."""

    job_loss: float = param(0.05, unit="1/year", bounds=(0, 5), source=INSEE_JOBS)
    """Hazard that a reference person with the reference wage loses its job."""
    job_finding: float = param(0.35, unit="1/year", bounds=(0, 12), source=INSEE_JOBS)
    """Hazard that an unemployed one finds one."""
    benefits_end: float = param(0.12, unit="1/year", bounds=(0, 12), source=FREE)
    """Hazard that unemployment benefits end, and the minima begin, before a job is found."""
    job_finding_inactive: float = param(0.18, unit="1/year", bounds=(0, 12), source=FREE)
    """Hazard that one who lives on minima finds a job."""
    wage_risk: float = param(1.1, unit="1", bounds=(0, 3), source=FREE)
    """Elasticity of these hazards to the wage: low wages lose jobs sooner and find them later."""
    reference_wage: float = param(
        2091.0, unit="€/month", bounds=(100, 20000), source="INSEE 2022: median net wage, private"
    )
    """Net wage at which the hazards are as stated."""
    reference_share: float = param(
        0.62,
        unit="1",
        bounds=(0.5, 1),
        source="INSEE 2011 (Insee Première 1492): women earn 36 % of a couple's resources, rounded",
    )
    """Share of the wages of a couple that the reference person earns."""
    replacement_rate: float = param(
        0.60, unit="1", bounds=(0, 1), source="Unédic 2022: net replacement, rounded"
    )
    """Unemployment benefit as a share of the wage lost."""
    entry_wage: float = param(
        1100.0, unit="€/month", bounds=(100, 10000), source="free: part-time at the minimum wage"
    )
    """Least wage that a reference person without a job can hope for, in normal times."""
    shock_persistence: float = param(0.7, unit="1", bounds=(0, 0.99), source=FREE)
    """Correlation of the passing deviation of wages with that of the year before."""
    shock_spread: float = param(0.20, unit="log", bounds=(0, 1), source=FREE)
    """Standard deviation of that deviation."""
    career_growth: float = param(0.005, unit="1/year", bounds=(-0.1, 0.2), source=FREE)
    """Real growth of wages with each year in a job, until `career_age`."""
    career_age: int = param(50, unit="years", bounds=(20, 80), source=FREE)
    """Age at which wages stop growing."""
    retirement_age: int = param(
        63, unit="years", bounds=(50, 75), source="DREES 2023: 62.7 on average, rounded"
    )
    """Mean age at which people retire."""
    retirement_spread: int = param(
        3, unit="years", bounds=(0, 10), source="free: as the territories are synthesised"
    )
    """Years before and after it over which retirements spread evenly."""
    pension_rate: float = param(
        0.82,
        unit="1",
        bounds=(0.1, 2),
        source="free: DREES 2015 (Études et Résultats 926): 0.74 before tax and savings",
    )
    """What replaces wages in normal times after retirement, as a share of them, after tax."""
    survivor_rate: float = param(
        0.54, unit="1", bounds=(0, 1), source="CSS D353-1: reversion of the general scheme"
    )
    """Share of the pension of the dead that goes on to the survivor."""
    first_wage: float = param(
        1450.0, unit="€/month", bounds=(100, 10000), source="free: near the minimum wage of 2022"
    )
    """Wage, in normal times, of those who leave their parents' home, when these earn the median."""
    first_wage_spread: float = param(0.30, unit="log", bounds=(0, 2), source=FREE)
    """Standard deviation of the logarithm of that wage among children of like parents."""
    wage_inheritance: float = param(
        0.40, unit="1", bounds=(0, 1), source="Lefranc and Trannoy 2005: elasticity of about 0.4"
    )
    """Elasticity of that wage to the parents'."""
    first_job_share: float = param(0.85, unit="1", bounds=(0, 1), source=FREE)
    """Share with a job of those who leave their parents' home."""
