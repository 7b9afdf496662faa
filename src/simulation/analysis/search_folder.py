"""The folder of a search: its plan, a sweep for each generation, in the end the tables.

What was proposed is not written down: told the values of the generations that are there, the
sampler proposes it again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.analysis.packages import PackageSpace
from simulation.analysis.read_search import SearchPlan, read_search
from simulation.config.axes import Axis
from simulation.config.errors import InputError
from simulation.config.load import as_mapping, digest, load, policy_name
from simulation.config.messages import say
from simulation.config.search import PackageSearch
from simulation.experiments.work_folder import WorkFolder
from simulation.results.atomic import new_file, new_folder
from simulation.results.manifest import manifest_of
from simulation.results.provenance import (
    DISTRIBUTION,
    git_state,
    input_files,
    package_digest,
    software,
)
from simulation.results.run_folder import MANIFEST, write_manifest
from simulation.results.tables import SUFFIX, read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

PLAN, GENERATIONS, CONFIRMATION, ROBUSTNESS = (
    "search.json", "generations", "confirmation", "robustness",
)  # fmt: skip
FORMAT = "peuplement search 1"


class SearchFolder(WorkFolder):
    """A folder that a search is written to.

    Attributes
    ----------
    plan
        What it searches.
    about
        What was written with the plan: source, code.
    """

    def __init__(self, path: Path, plan: SearchPlan, about: Mapping[str, Any]) -> None:
        super().__init__(path)
        self.plan = plan
        self.about = about

    @classmethod
    def create(cls, path: Path, plan: SearchPlan, source: Path | None = None) -> SearchFolder:
        """Write the plan into a new folder, whole or not at all.

        Raises
        ------
        InputError
            The folder exists already, or cannot be made.
        """
        about = _about(plan, source)
        with new_folder(path) as folder:
            (folder / GENERATIONS).mkdir()
            text = json.dumps(about, indent=1, ensure_ascii=False)
            (folder / PLAN).write_text(text + "\n", encoding="utf-8")
        return cls(path, plan, about)

    @classmethod
    def open(cls, path: str | Path) -> SearchFolder:
        """Open the folder of a search, complete or not.

        Raises
        ------
        InputError
            It is no such folder.
        """
        folder = Path(path)
        try:
            about = _read(folder)
            return cls(folder, _plan(about), about)
        except (OSError, ValueError, LookupError, TypeError, InputError) as error:
            raise InputError(say("at", where=folder, what=say("search_none", file=PLAN))) from error

    @property
    def held(self) -> tuple[Path, ...]:
        """Folders that things are written to."""
        return self.path, self.path / GENERATIONS

    @property
    def is_complete(self) -> bool:
        """True when the final tables are there."""
        return (self.path / MANIFEST).is_file()

    def generation(self, number: int) -> Path:
        """Return the folder of a generation."""
        return self.path / GENERATIONS / f"{number:03d}"

    def table(self, name: str) -> pd.DataFrame:
        """Return a final table."""
        return read_table(self.path / f"{name}{SUFFIX}")

    def finish(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write the final tables, their CSV, then the manifest, which says that all is done."""
        with self.writing():
            for name, table in tables.items():
                with new_file(self.path / f"{name}{SUFFIX}") as path:
                    write_table(table, path)
                with new_file(self.path / f"{name}.csv") as path:
                    table.to_csv(path, index=False)
            search = self.plan.search
            reference = [(self.plan.space.reference, ())]
            told = manifest_of("search", reference, search.key, search.replicates, [], 0.0)
            del told["seconds"]  # several sessions may have shared the work
            told |= {"inputs": self.about["inputs"], "search": self.about["search"]}
            write_manifest(self.path, told, tables)

    def refuse_changes(self) -> None:
        """Raise `InputError` when the search file or the code changed since the search began.

        A file that was moved or removed changes nothing: the folder holds the whole plan.
        """
        problems = []
        if self.about["code"] != package_digest():
            told = self.about["git"] or {"commit": self.about["software"][DISTRIBUTION]}
            problems.append(say("search_other_code", version=told["commit"]))
        source = self.about["source"]
        if source is not None and Path(source).is_file():
            names = _changed(self.plan, Path(source))
            if names:
                told = {"file": source, "names": ", ".join(names)}
                problems.append(say("search_other_file", **told))
        if problems:
            raise InputError(*(say("at", where=self.path, what=what) for what in problems))


def _read(folder: Path) -> dict[str, Any]:
    about = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise ValueError(FORMAT)
    return about


def is_search(path: str | Path) -> bool:
    """Return whether a folder is that of a search."""
    return (Path(path) / PLAN).is_file()


def _changed(plan: SearchPlan, source: Path) -> list[str]:
    """Return what a search file no longer says, its own name when it cannot be read."""
    try:
        now = _facts(read_search(source))
    except InputError:
        return [source.name]
    return [name for name, value in _facts(plan).items() if now[name] != value]


def _facts(plan: SearchPlan) -> dict[str, Any]:
    """Return what decides a search, by the names that a search file gives it."""
    told = plan.search.model_dump(mode="json")
    for name in ("name", "label", "base", "overrides", "levers", "parameters", "uncertainties"):
        del told[name]
    return {
        **told,
        "base": digest(plan.space.reference),
        "levers": [policy.model_dump(mode="json") for policy in plan.space.levers.values()],
        "parameters": [_axis(axis) for axis in plan.space.axes],
        "uncertainties": [_axis(axis) for axis in plan.uncertain],
    }


def _about(plan: SearchPlan, source: Path | None) -> dict[str, Any]:
    space = plan.space
    with_levers = space.reference.model_copy(update={"policies": tuple(space.levers.values())})
    return {
        "format": FORMAT,
        "source": None if source is None else str(source.absolute()),
        "search": plan.search.model_dump(mode="json", exclude_unset=True),
        "reference": as_mapping(space.reference),
        "levers": as_mapping(with_levers)["policies"],
        "axes": [_axis(axis) for axis in space.axes],
        "uncertain": [_axis(axis) for axis in plan.uncertain],
        "inputs": input_files(list(plan.files)),
        "code": package_digest(),
        "software": software(),
        "git": git_state(),
    }


def _axis(axis: Axis) -> dict[str, Any]:
    told = asdict(axis)
    return {**told, "start": None if math.isnan(axis.start) else axis.start}


def _plan(about: Mapping[str, Any]) -> SearchPlan:
    from simulation.policies import registry

    known = registry()
    reference = load(about["reference"], known)
    held = load({**about["reference"], "policies": about["levers"]}, known).policies
    axes, uncertain = (
        tuple(Axis(**{**t, "start": _number(t["start"])}) for t in about[name])
        for name in ("axes", "uncertain")
    )
    space = PackageSpace(reference, {policy_name(policy): policy for policy in held}, axes)
    search = PackageSearch.model_validate_json(json.dumps(about["search"]))
    return SearchPlan(search, space, uncertain, tuple(Path(t["path"]) for t in about["inputs"]))


def _number(value: float | None) -> float:
    return math.nan if value is None else value
