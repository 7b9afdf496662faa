"""The folder of a sweep: the plan, one part per batch that is done, in the end the tables.

A part is a folder of Parquet files that appears whole, so that whatever ends a sweep, what is there
can be gone on with. When all runs are there, parts become one table each, in the order of the runs:
the same bytes however the runs were shared out or interrupted. Then it is a run folder like any.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.config.axes import Axis
from simulation.config.design import Design
from simulation.config.errors import InputError
from simulation.config.load import as_mapping, digest, load
from simulation.config.messages import say
from simulation.experiments.batch import Part
from simulation.experiments.parts import MEASURED, RUN, RUNS
from simulation.experiments.plan import Branch, Plan
from simulation.experiments.stopping import settled
from simulation.experiments.work_folder import WorkFolder, told_of_disk
from simulation.results.atomic import new_folder
from simulation.results.provenance import git_state, input_files, package_digest, software
from simulation.results.run_folder import MANIFEST
from simulation.results.tables import SUFFIX, read_table, write_table

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import TerritoryChoice

PLAN, PARTS, TERRITORIES = "sweep.json", "parts", "territories"
SAMPLES, PLACES = "samples", "places"
FORMAT = "peuplement sweep 1"


class SweepFolder(WorkFolder):
    """A folder that a sweep is written to.

    Attributes
    ----------
    plan
        What it runs, as far as is known.
    about
        What was written with the plan: source, code, territories.
    """

    def __init__(self, path: Path, plan: Plan, about: Mapping[str, Any]) -> None:
        super().__init__(path)
        self.plan = plan
        self.about = about

    @classmethod
    def create(cls, path: Path, plan: Plan, source: Path | None = None) -> SweepFolder:
        """Write the plan and the territories into a new folder, whole or not at all.

        Raises
        ------
        InputError
            The folder exists already, or cannot be made.
        """
        with told_of_disk(path), new_folder(path) as folder:
            about = _about(plan, source, _write_territories(folder / TERRITORIES, plan))
            write_table(_samples(plan), folder / f"{SAMPLES}{SUFFIX}")
            write_table(_places(plan), folder / f"{PLACES}{SUFFIX}")
            (folder / PARTS).mkdir()
            text = json.dumps(about, indent=1, ensure_ascii=False)
            (folder / PLAN).write_text(text + "\n", encoding="utf-8")
        return cls(path, plan, about)

    @classmethod
    def open(cls, path: str | Path) -> SweepFolder:
        """Open the folder of a sweep, complete or not.

        Raises
        ------
        InputError
            It is no such folder.
        """
        folder = Path(path)
        try:
            about = _read(folder)
            found = cls(folder, _plan(folder, about), about)
        except (OSError, ValueError, LookupError, TypeError, InputError) as error:
            what = say("sweep_none", file=PLAN)
            raise InputError(say("at", where=folder, what=what)) from error
        found.settle()
        return found

    def settle(self) -> None:
        """Learn from the pilot, once it is done, how many replicates there are to run."""
        if self.plan.is_pilot:
            self.plan = settled(self.plan, self.ended(), self.table(MEASURED))

    @property
    def territories(self) -> dict[int, Path]:
        """Files of the territories that were built, by branch."""
        names: list[str] = self.about["territories"]
        return {n: (self.path / TERRITORIES / name).absolute() for n, name in enumerate(names)}

    @property
    def is_complete(self) -> bool:
        """True when the final tables are there."""
        return (self.path / MANIFEST).is_file()

    @property
    def parts(self) -> list[Path]:
        """Parts that are there, in the order of their first run."""
        found = (self.path / PARTS).glob("[0-9]*") if (self.path / PARTS).is_dir() else ()
        return sorted(found)

    @property
    def held(self) -> tuple[Path, ...]:
        """Folders that things are written to."""
        return self.path, self.path / PARTS

    def keep(self, part: Part) -> None:
        """Write a part, whole or not at all."""
        first = min(record.run.number for record in part.records)
        with self.writing(), new_folder(self.path / PARTS / f"{first:08d}") as folder:
            for name, content in part.files.items():
                (folder / f"{name}{SUFFIX}").write_bytes(content)

    def table(self, name: str) -> pd.DataFrame | None:
        """Return a table of what is done so far, in the order of the runs; None without any row."""
        import pandas as pd

        if self.is_complete:
            file = self.path / f"{name}{SUFFIX}"
            return read_table(file) if file.is_file() else None
        files = [part / f"{name}{SUFFIX}" for part in self.parts]
        frames = [read_part(file) for file in files if file.is_file()]
        if not frames:
            return None
        return pd.concat(frames, ignore_index=True).sort_values(
            RUN, kind="stable", ignore_index=True
        )

    def ended(self) -> pd.DataFrame | None:
        """Return the table of the runs that ended, well or not; None when there are none."""
        return self.table(RUNS)

    def remove_parts(self) -> None:
        """Remove the parts, once the final tables are there."""
        if self.is_complete:
            shutil.rmtree(self.path / PARTS, ignore_errors=True)


def read_part(file: Path) -> pd.DataFrame:
    """Read a table of a part.

    Raises
    ------
    InputError
        It is damaged.
    """
    try:
        return read_table(file)
    except (OSError, ValueError) as error:
        what = say("sweep_part", reason=" ".join(str(error).split()))
        raise InputError(say("at", where=file.parent, what=what)) from error


def _read(folder: Path) -> dict[str, Any]:
    about = json.loads((folder / PLAN).read_text(encoding="utf-8"))
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise ValueError(FORMAT)
    return about


def _write_territories(folder: Path, plan: Plan) -> list[str]:
    """Write each territory once; return the name of the file of each branch."""
    from simulation.experiments.replicate import place_of, territory_of
    from simulation.territory.files import save

    folder.mkdir()
    names: dict[TerritoryChoice, str] = {}
    for branch in plan.branches:
        place = place_of(branch.scenario.territory)
        if place in names:
            continue
        if place.file is not None:
            names[place] = f"{len(names)}-{Path(place.file).name}"
            shutil.copyfile(place.file, folder / names[place])
        else:
            territory = territory_of(place)
            names[place] = f"{len(names)}-{territory.name}.npz"
            save(territory, folder / names[place])
    return [names[place_of(branch.scenario.territory)] for branch in plan.branches]


def _about(plan: Plan, source: Path | None, territories: list[str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "source": None if source is None else str(source.absolute()),
        "design": plan.design.model_dump(mode="json", exclude_unset=True),
        "branches": [
            {
                "base": branch.base,
                "arm": branch.arm,
                "digest": digest(branch.scenario),
                "scenario": as_mapping(branch.scenario),
            }
            for branch in plan.branches
        ],
        "axes": [{**asdict(axis), "start": None} for axis in plan.axes],
        "measures": list(plan.measures),
        "territories": territories,
        "inputs": input_files(list(plan.files)),
        "code": package_digest(),
        "software": software(),
        "git": git_state(),
    }


def _plan(folder: Path, about: Mapping[str, Any]) -> Plan:
    import numpy as np

    from simulation.policies import registry

    known = registry()
    branches = tuple(
        Branch(told["base"], told["arm"], load(told["scenario"], known))
        for told in about["branches"]
    )
    axes = tuple(Axis(**{**told, "start": float("nan")}) for told in about["axes"])
    places = read_table(folder / f"{PLACES}{SUFFIX}")[[axis.name for axis in axes]]
    points = np.ascontiguousarray(places.to_numpy(np.float64))
    files = tuple(Path(told["path"]) for told in about["inputs"])
    design = Design.model_validate_json(json.dumps(about["design"]))
    return Plan(design, branches, axes, points, tuple(about["measures"]), files)


def _samples(plan: Plan) -> pd.DataFrame:
    import pandas as pd

    names = [axis.name for axis in plan.axes]
    frame = pd.DataFrame(list(plan.samples), columns=names)
    frame.insert(0, "sample", range(plan.n_samples))
    return frame


def _places(plan: Plan) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(plan.places, columns=[axis.name for axis in plan.axes])
    frame.insert(0, "sample", range(plan.n_samples))
    return frame
