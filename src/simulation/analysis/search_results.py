"""The tables of a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.analysis.front import Values, confirmed_front, is_on_front
from simulation.analysis.packages import Package
from simulation.analysis.read_search import SearchPlan
from simulation.analysis.search_folder import SearchFolder
from simulation.config.search import PackageSearch
from simulation.config.vary import POLICIES
from simulation.results.tables import SUFFIX

if TYPE_CHECKING:
    import pandas as pd

EVALUATIONS, FRONT, OBJECTIVES, CONFIRMATION, ROBUSTNESS = (
    "evaluations", "front", "objectives", "confirmation", "robustness",
)  # fmt: skip
EVALUATED, FAILED, REFUSED = "evaluated", "failed", "refused"


@dataclass(frozen=True)
class Tried:
    """A package that was tried.

    Attributes
    ----------
    status
        evaluated, failed (a run of it did, or had no number), refused (its policies do not go
        together in this territory).
    differences
        Its objectives less those of the reference; None but for an evaluated one.
    """

    name: str
    generation: int
    package: Package
    status: str
    problem: str = ""
    differences: tuple[float, ...] | None = None


class SearchResults:
    """Tables of a search that is complete.

    Attributes
    ----------
    path
        The folder.
    plan
        What was searched.
    """

    def __init__(self, folder: SearchFolder) -> None:
        self._folder = folder
        self.path: Path = folder.path
        self.plan: SearchPlan = folder.plan

    @property
    def evaluations(self) -> pd.DataFrame:
        """One row per package tried; see `evaluations_table`."""
        return self._folder.table(EVALUATIONS)

    @property
    def front(self) -> pd.DataFrame:
        """Packages that no other, nor the reference, dominates; see `front_table`."""
        return self._folder.table(FRONT)

    @property
    def objectives(self) -> pd.DataFrame:
        """One row per objective: measure, better, unit, reference (its value there)."""
        return self._folder.table(OBJECTIVES)

    @property
    def confirmation(self) -> pd.DataFrame:
        """Contrasts of the packages run again with new keys, as `sweep_contrasts` gives them."""
        return self._folder.table(CONFIRMATION)

    @property
    def robustness(self) -> pd.DataFrame | None:
        """How they fare over what is not known; None where nothing is uncertain."""
        is_there = (self.path / f"{ROBUSTNESS}{SUFFIX}").is_file()
        return self._folder.table(ROBUSTNESS) if is_there else None


def read_search_results(path: str | Path) -> SearchResults:
    """Return what the folder of a search holds.

    Raises
    ------
    InputError
        It is no such folder.
    """
    return SearchResults(SearchFolder.open(path))


def best(search: PackageSearch, tried: Sequence[Tried]) -> list[Tried]:
    """Return the packages that neither another nor the reference dominates, in order.

    Of those that do exactly the same, the one of fewest policies; none that does nothing.
    """
    apart: dict[tuple[float, ...], Tried] = {}
    for one in sorted(tried, key=lambda one: (len(one.package.policies), one.name)):
        if one.differences is not None and any(one.differences):
            apart.setdefault(one.differences, one)
    known = sorted(apart.values(), key=lambda one: one.name)
    with_reference = np.vstack([signed(search, known), np.zeros((1, len(search.objectives)))])
    kept = is_on_front(with_reference)[:-1]
    return [one for one, is_kept in zip(known, kept, strict=True) if is_kept]


def signed(search: PackageSearch, tried: Sequence[Tried]) -> Values:
    """Return the objectives of packages so that low is better, shape (packages, objectives)."""
    found: Values = np.array([one.differences for one in tried], np.float64)
    return found.reshape(len(tried), len(search.objectives)) * np.array(search.signs, np.float64)


def evaluations_table(plan: SearchPlan, tried: Sequence[Tried]) -> pd.DataFrame:
    """Return every package tried.

    Returns
    -------
    DataFrame
        package, generation, status, problem, is_on_front; for each lever ``policies.NAME``, yes or
        no; for each number its value, NaN where its policy is not held; for each objective the
        difference from the reference, mean over replicates.
    """
    import pandas as pd

    front = {one.name for one in best(plan.search, tried)}
    rows = []
    for one in tried:
        numbers = dict(one.package.values)
        values = one.differences or (np.nan,) * len(plan.search.measures)
        rows.append(
            {
                "package": one.name,
                "generation": one.generation,
                "status": one.status,
                "problem": one.problem,
                "is_on_front": one.name in front,
                **{f"{POLICIES}.{p}": p in one.package.policies for p in plan.space.levers},
                **{axis.name: numbers.get(axis.name, np.nan) for axis in plan.space.axes},
                **dict(zip(plan.search.measures, values, strict=True)),
            }
        )
    return pd.DataFrame(rows)


def front_table(
    plan: SearchPlan, evaluations: pd.DataFrame, contrasts: pd.DataFrame | None
) -> pd.DataFrame:
    """Return the front, with what the runs made again say of its packages.

    Returns
    -------
    DataFrame
        The columns of `evaluations` but status, problem and is_on_front; is_rerun; is_confirmed:
        no other, nor the reference, dominates it on the runs made again; for each objective
        ``NAME_again``, ``NAME_low`` and ``NAME_high``, mean and 95 % interval of these, NaN where
        there are none.
    """
    front = evaluations[evaluations["is_on_front"]]
    front = front.drop(columns=["status", "problem", "is_on_front"]).reset_index(drop=True)
    again: Mapping[Any, Any] = {}
    confirmed: list[str] = []
    if contrasts is not None:
        again = contrasts.set_index(["arm", "measure"]).to_dict("index")
        confirmed = confirmed_front(plan.search, contrasts)
    names = front["package"].tolist()
    rerun = {arm for arm, _ in again}
    front["is_rerun"] = [name in rerun for name in names]
    front["is_confirmed"] = [name in confirmed for name in names]
    for measure in plan.search.measures:
        found = [again.get((name, measure), {}) for name in names]
        for column, told in (("difference", "again"), ("low", "low"), ("high", "high")):
            front[f"{measure}_{told}"] = [row.get(column, np.nan) for row in found]
    return front
