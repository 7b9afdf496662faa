"""The scoring of applications (cotation): what each criterion is worth, in points.

The default values are those of the shipped grid, `grids/default.toml`; a scenario names another
grid, or changes single figures. Criteria look at the file and at the present home, never at the
dwelling that is offered; local ties are a matter of holders, see `config.reservations`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.grids import NO_CAP, shipped_grid
from simulation.config.parameter import Settings, param

GRID = "free: shipped grid; each agglomeration sets its own (CCH L.441-2-8)"
OFF = "free: not in the shipped grid"
_SHIPPED = shipped_grid()


def _figure(field: str, otherwise: float = 0.0) -> float:
    return _SHIPPED.get(field, otherwise)


def _points(field: str) -> Any:
    source = GRID if _figure(field) else OFF
    return param(_figure(field), unit="points", bounds=(-1000, 1000), source=source)


class Scoring(Settings):
    """Points of the grid; a criterion that is worth 0 is left out."""

    grid: Path | None = param(None, unit="path", bounds=None, source="choice of the agglomeration")
    """Grid file, relative to the scenario file; read with the scenario, its figures stand below."""
    weight: float = param(_figure("weight", 1.0), unit="1", bounds=(0, 100), source=GRID)
    """Points of the commission's rank for each point of the grid."""
    seniority_per_year: float = param(
        _figure("seniority_per_year"), unit="points/year", bounds=(-100, 100), source=GRID
    )
    """Points for each year of waiting."""
    seniority_cap: float = param(
        _figure("seniority_cap", NO_CAP), unit="points", bounds=(0, NO_CAP), source=GRID
    )
    """Most points of seniority."""
    long_wait: float = _points("long_wait")
    """Points of a wait of `long_wait_years` or more."""
    long_wait_years: float = param(3.0, unit="years", bounds=(0, 30), source=OFF)
    """Wait that counts as abnormally long; the préfet sets it (CCH L.441-1-4)."""
    priority: float = _points("priority")
    """Points of a priority motive: DALO and the others of CCH L.441-1."""
    no_home: float = _points("no_home")
    """Points of those without a home of their own."""
    transfer: float = _points("transfer")
    """Points of sitting social tenants."""
    over_occupied: float = _points("over_occupied")
    """Points of a present home with fewer rooms than a letting to this family needs."""
    under_occupied: float = _points("under_occupied")
    """Points of a present home with more rooms than persons and one more (CCH L.442-5-2)."""
    lone_parent: float = _points("lone_parent")
    """Points of a lone parent."""
    family_size: float = _points("family_size")
    """Points of `family_size_persons` persons or more."""
    family_size_persons: float = param(5.0, unit="persons", bounds=(1, 12), source=OFF)
    """Persons that make a large family."""
    age_under: float = _points("age_under")
    """Points of a reference person under `age_under_years`."""
    age_under_years: float = param(30.0, unit="years", bounds=(18, 100), source=OFF)
    """Age under which one counts as young."""
    age_over: float = _points("age_over")
    """Points of a reference person of `age_over_years` or more."""
    age_over_years: float = param(65.0, unit="years", bounds=(18, 100), source=OFF)
    """Age from which one counts as old."""
    job: float = _points("job")
    """Points of a reference person with a job."""
    effort_above: float = _points("effort_above")
    """Points of an effort rate in the present home above `effort_above_rate`."""
    effort_above_rate: float = param(0.35, unit="1", bounds=(0, 2), source=OFF)
    """Effort rate from which the present home is too dear."""
    income_per_unit_below: float = _points("income_per_unit_below")
    """Points of an income per unit under `income_per_unit_below_eur`."""
    income_per_unit_below_eur: float = param(800.0, unit="€/month", bounds=(0, 20000), source=OFF)
    """Income per consumption unit, before housing aid, that counts as low."""
    refusal_malus: float = param(
        _figure("refusal_malus"),
        unit="points",
        bounds=(0, 1000),
        source="décret 2019-1378: a refusal may lower the score; points free",
    )
    """Points lost for each refused offer beyond `free_refusals`."""
    free_refusals: int = param(
        int(_figure("free_refusals")), unit="offers", bounds=(0, 100), source=GRID
    )
    """Refusals that cost nothing."""
    malus_cap: float = param(
        _figure("malus_cap", NO_CAP), unit="points", bounds=(0, NO_CAP), source=GRID
    )
    """Most points that refusals cost."""

    @model_validator(mode="after")
    def _is_read(self) -> Scoring:
        if self.grid is not None:
            raise InconsistentError(Problem(("grid",), "grid_unread"))
        return self
