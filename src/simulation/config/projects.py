"""Renewal projects: operations with a calendar, buildings or volumes, and costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from pydantic import field_validator, model_validator

from simulation.config.consistency import InconsistentError, Problem, check_day
from simulation.config.lines import KeyPath
from simulation.config.parameter import Settings, param

_CHOICE = "choice of the project"
_NO_FIGURE = "free: no published figure found; take it from the convention of the project"
_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)

Kind = Literal["demolition", "refurbishment", "rebuilding", "diversification"]
_BUILDINGS = ("residences", "homes", "share")
_NEW = ("homes", "ratio")
_OPTIONS: dict[str, tuple[str, ...]] = {
    "demolition": (*_BUILDINGS, "spread_months", "notice_months"),
    "refurbishment": (
        *_BUILDINGS, "spread_months", "works_months", "quality_step", "charges_cut", "rent_eur_m2",
        "leases",
    ),
    "rebuilding": (
        *_NEW, "lag_months", "where", "receiving_areas", "plai_share", "plai_rent", "plus_rent",
    ),
    "diversification": (*_NEW, "lag_months", "tenure", "price_ratio"),
}  # fmt: skip
_OF_ALL = ("kind", "begins", "ends", "areas")


class Costs(Settings):
    """Public and landlord money that the operations of a project take."""

    demolition: float = param(40_000.0, unit="€/home", bounds=(0, 1e6), source=_NO_FIGURE)
    """Demolition, rehousing included, of one home."""
    refurbishment: float = param(50_000.0, unit="€/home", bounds=(0, 1e6), source=_NO_FIGURE)
    """Refurbishment of one home."""
    rebuilding: float = param(170_000.0, unit="€/home", bounds=(0, 1e6), source=_NO_FIGURE)
    """Building of one social home."""
    diversification: float = param(0.0, unit="€/home", bounds=(0, 1e6), source=_NO_FIGURE)
    """Public money for one private home: land sold below its cost, for instance."""


class Operation(Settings):
    """One operation of a project; what does not concern its kind is refused."""

    kind: Kind = param(..., unit="which", bounds=None, source=_CHOICE)
    """What is done."""
    begins: str = param(..., unit="day, as in 2024-03-01", bounds=None, source=_CHOICE)
    """Day on which rehousing opens, works begin, or homes are ordered."""
    ends: str | None = param(None, unit="day, as in 2026-09-01", bounds=None, source=_CHOICE)
    """Planned demolition, end of works or delivery of the first building; else the usual time."""
    areas: tuple[str, ...] = param((), unit="names", bounds=None, source=_CHOICE)
    """Areas of the buildings, or where homes are built; those of the project when left out."""
    residences: tuple[int, ...] = param((), unit="rows", bounds=None, source=_CHOICE)
    """Buildings to demolish or refurbish, by row."""
    homes: int | None = param(None, unit="homes", bounds=(1, 100_000), source=_CHOICE)
    """Homes at most, whole buildings, those of least quality first; or homes to build."""
    share: float | None = param(None, unit="share of stock", bounds=(0, 1), source=_CHOICE)
    """Share of the social homes of the areas at most, likewise."""
    ratio: float | None = param(
        None, unit="homes built per home demolished", bounds=(0, 3), source=_CHOICE
    )
    """Homes ordered for each one the project demolishes, when it falls, from `begins` on."""
    spread_months: int = param(0, unit="months", bounds=(0, 360), source=_CHOICE)
    """Time over which buildings begin one after the other."""
    notice_months: int = param(
        30,
        unit="months",
        bounds=(1, 120),
        source="ANRU RGA: rehousing opens 24 to 36 months before",
    )
    """Months from the opening of rehousing to the planned demolition, without `ends`."""
    works_months: int = param(18, unit="months", bounds=(1, 120), source="free: scenario")
    """Months of works in one building, without `ends`."""
    lag_months: int = param(18, unit="months", bounds=(0, 120), source="free: scenario")
    """Months from order to delivery, without `ends`."""
    quality_step: float = param(0.5, unit="utility", bounds=(0, 5), source="free: scenario")
    """Gain of quality of a refurbished building."""
    charges_cut: float = param(0.1, unit="share", bounds=(0, 1), source="free: scenario")
    """Share by which charges fall after refurbishment: the energy step."""
    rent_eur_m2: float = param(0.0, unit="€/m²/month", bounds=(0, 30), source="free: scenario")
    """Rent after refurbishment, where it is above the present one; 0 keeps rents."""
    leases: Literal["new", "all"] = param("new", unit="which leases", bounds=None, source=_CHOICE)
    """Leases that pay this rent."""
    where: Literal["areas", "least_poor_areas", "least_poor_communes", "anywhere"] = param(
        "least_poor_areas", unit="where", bounds=None, source="ANRU: off site save exception"
    )
    """Where homes are rebuilt: in `areas`, or outside QPV."""
    receiving_areas: int = param(20, unit="areas", bounds=(1, 1000), source="free: scenario")
    """Areas that receive homes in turn, the least poor ones, where that is asked for."""
    plai_share: float = param(
        0.60, unit="share", bounds=(0, 1), source="general knowledge, not confirmed (60/40)"
    )
    """Share of rebuilt homes with a very-low-rent loan (PLAI); the others are PLUS."""
    plai_rent: float = param(
        5.9, unit="€/m²/month", bounds=(1, 20), source="arrêté 2022, PLAI zone 2, rounded"
    )
    """Rent of rebuilt PLAI homes."""
    plus_rent: float = param(
        6.6, unit="€/m²/month", bounds=(1, 20), source="RPLS 2022: built after 2013, 6.72"
    )
    """Rent of rebuilt PLUS homes."""
    tenure: Literal["owned", "rental"] = param("owned", unit="which", bounds=None, source=_CHOICE)
    """Private homes for owner-occupation or for rent."""
    price_ratio: float = param(1.0, unit="1", bounds=(0.2, 3), source="free: scenario")
    """Price or rent of private homes over that of the area."""

    @field_validator("begins", "ends")
    @classmethod
    def _is_day(cls, day: str | None) -> str | None:
        return None if day is None else check_day(day, _FIRST, _LAST)

    @model_validator(mode="after")
    def _consistent(self) -> Operation:
        found = [*_foreign(self), *_volume(self)]
        if self.ends is not None and self.ends <= self.begins:
            found.append(Problem(("ends",), "operation_ends_early", {"start": self.begins}))
        if found:
            raise InconsistentError(*found)
        return self


class Project(Settings):
    """A renewal project of the territory."""

    name: str = param(..., unit="name", bounds=None, source=_CHOICE)
    """Name, in tables and messages."""
    areas: tuple[str, ...] = param((), unit="names", bounds=None, source=_CHOICE)
    """Areas, by name; those under renewal, or QPV where there is none, when left out."""
    costs: Costs = Costs()
    operations: tuple[Operation, ...] = param(..., unit="tables", bounds=None, source=_CHOICE)
    """What is done, when."""


def month_of(day: str, start_year: int) -> int:
    """Return the month of a day, 0 for January of the start year."""
    found = date.fromisoformat(day)
    return (found.year - start_year) * 12 + found.month - 1


def calendar_problems(
    start_year: int, years: int, projects: Iterable[Project]
) -> Iterator[Problem]:
    """Return days outside the run, names given twice, and projects that do nothing."""
    names: list[str] = []
    for i, project in enumerate(projects):
        path: KeyPath = ("projects", i)
        if project.name in names:
            yield Problem((*path, "name"), "project_twice")
        names.append(project.name)
        if not project.operations:
            yield Problem((*path, "operations"), "empty_list")
        for j, operation in enumerate(project.operations):
            for field in ("begins", "ends"):
                day = getattr(operation, field)
                if day is not None and not 0 <= month_of(day, start_year) < 12 * years:
                    details = {"first": start_year, "last": start_year + years - 1}
                    yield Problem((*path, "operations", j, field), "outside_run", details)


def _foreign(operation: Operation) -> Iterator[Problem]:
    """Return the options given that do nothing for an operation of this kind."""
    known = (*_OF_ALL, *_OPTIONS[operation.kind])
    for name in sorted(operation.model_fields_set):
        is_default = getattr(operation, name) == Operation.model_fields[name].default
        if name not in known and not is_default:
            details = {"name": operation.kind, "known": ", ".join(sorted(known))}
            yield Problem((name,), "operation_option", details)


def _volume(operation: Operation) -> Iterator[Problem]:
    """Return what is wrong unless exactly one way of counting is given."""
    is_new = operation.kind in ("rebuilding", "diversification")
    ways = _NEW if is_new else _BUILDINGS
    given = [name for name in ways if getattr(operation, name) not in (None, ())]
    if len(given) != 1:
        details = {"name": operation.kind, "known": ", ".join(ways)}
        yield Problem((), "operation_volume", details)
