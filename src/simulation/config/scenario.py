"""What is simulated: a territory, years, behaviour, rules and policies, frozen and checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import Field, SerializeAsAny, field_validator, model_validator

from simulation.config.adverts import Adverts
from simulation.config.allocation import Allocation
from simulation.config.assessment import Assessment
from simulation.config.behaviour import Behaviour
from simulation.config.consistency import (
    InconsistentError,
    Problem,
    check_day,
    policy_problems,
    screen_problems,
)
from simulation.config.demand import Demand
from simulation.config.demography import Demography
from simulation.config.mobility import Mobility
from simulation.config.parameter import Settings, param
from simulation.config.private_market import Image, Prices, PrivateMarket
from simulation.config.projects import Project, calendar_problems
from simulation.config.rehousing import Rehousing
from simulation.config.reservations import Reservations
from simulation.config.scoring import Scoring
from simulation.config.work import Work

CHOICE = "choice of the study"
MONTHS_PER_YEAR = 12
LAW_KNOWN = (date(2017, 1, 1), date(2026, 12, 31))
"""Days between which every table of `simulation.law` has figures."""


class TerritoryChoice(Settings):
    """Which territory: a preset or a file, exactly one of them."""

    preset: str | None = param(None, unit="name", bounds=None, source=CHOICE)
    """Territory shipped with the package."""
    file: Path | None = param(None, unit="path", bounds=None, source=CHOICE)
    """Territory built by `peuplement territory build`; relative to the scenario file."""
    tension: float | None = param(
        None, unit="open files per yearly letting", bounds=(0.5, 50), source="facts: France 4.3"
    )
    """Tension to use instead of the one of the territory."""
    private_rent: float | None = param(
        None,
        unit="€/m²/month",
        bounds=(2, 50),
        source="facts: Rennes 10.4 (2014); assumption elsewhere: 8 when slack to 12 when tense",
    )
    """Mean private rent to use instead of the one of the territory; prices move with it."""
    rent_spread: float = param(
        1.0, unit="ratio", bounds=(0, 1.5), source="1: rents as they are; others: experiment"
    )
    """Gap of each social rent to the mean of its size, over the real one; 0: one rent per size."""

    @model_validator(mode="after")
    def _exactly_one(self) -> TerritoryChoice:
        if (self.preset is None) == (self.file is None):
            raise InconsistentError(Problem((), "territory_choice"))
        return self


class Scenario(Settings):
    """Everything that a run needs, but its key."""

    name: str = Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$",
        max_length=80,
        json_schema_extra={"unit": "name", "source": CHOICE},
    )
    """Short name, used in tables and file names; that of the file when left out."""
    label: str = param("", unit="text", bounds=None, source=CHOICE)
    """Title for readers; the name when left out."""
    start_year: int = param(2022, unit="year", bounds=(1990, 2100), source="year of RPLS 2022")
    """First year after the spin-up."""
    years: int = param(20, unit="years", bounds=(1, 100), source=CHOICE)
    """Years simulated after the spin-up."""
    spin_up_years: int = param(6, unit="years", bounds=(0, 50), source=CHOICE)
    """Years run before the first one, under the rules of the start year and without policies."""
    law_date: str = param(
        "2022-07-01", unit="day, as in 2022-07-01", bounds=None, source="year of RPLS 2022"
    )
    """Day whose legal amounts hold all along: aid, reduction, ceilings, supplement, minima."""
    territory: TerritoryChoice
    behaviour: Behaviour = Field(default_factory=Behaviour)
    mobility: Mobility = Field(default_factory=Mobility)
    demand: Demand = Field(default_factory=Demand)
    work: Work = Field(default_factory=Work)
    demography: Demography = Field(default_factory=Demography)
    allocation: Allocation = Field(default_factory=Allocation)
    rehousing: Rehousing = Field(default_factory=Rehousing)
    reservations: Reservations = Field(default_factory=Reservations)
    scoring: Scoring = Field(default_factory=Scoring)
    assessment: Assessment = Field(default_factory=Assessment)
    adverts: Adverts = Field(default_factory=Adverts)
    private_market: PrivateMarket = Field(default_factory=PrivateMarket)
    prices: Prices = Field(default_factory=Prices)
    image: Image = Field(default_factory=Image)
    projects: tuple[Project, ...] = param((), unit="tables", bounds=None, source=CHOICE)
    """Renewal projects, as [[projects]] tables."""
    policies: tuple[SerializeAsAny[Settings], ...] = ()

    @field_validator("law_date")
    @classmethod
    def _law_is_known(cls, day: str) -> str:
        return check_day(day, *LAW_KNOWN)

    @model_validator(mode="after")
    def _consistent(self) -> Scenario:
        found = [
            *calendar_problems(self.start_year, self.years, self.projects),
            *policy_problems(self.start_year, self.years, self.policies),
            *screen_problems(self.allocation),
        ]
        if found:
            raise InconsistentError(*found)
        return self

    @property
    def title(self) -> str:
        """Label, or the name when there is none."""
        return self.label or self.name

    @property
    def end_year(self) -> int:
        """Last year simulated."""
        return self.start_year + self.years - 1

    @property
    def n_months(self) -> int:
        """Months simulated, spin-up included."""
        return MONTHS_PER_YEAR * (self.spin_up_years + self.years)
