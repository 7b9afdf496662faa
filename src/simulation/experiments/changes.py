"""Refuse to go on with a sweep whose design or code is no longer what it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulation.config.errors import InputError
from simulation.config.load import digest
from simulation.config.messages import say
from simulation.experiments.plan import Plan
from simulation.experiments.read_design import read_design
from simulation.experiments.sweep_folder import SweepFolder
from simulation.results.provenance import DISTRIBUTION, package_digest


def refuse_changes(folder: SweepFolder) -> None:
    """Raise `InputError` when the design or the code changed since a sweep began.

    A design file that was moved or removed changes nothing: the folder holds the whole plan.
    """
    problems = []
    if folder.about["code"] != package_digest():
        told = folder.about["git"] or {"commit": folder.about["software"][DISTRIBUTION]}
        what = say("sweep_other_code", version=told["commit"])
        problems.append(say("at", where=folder.path, what=what))
    source = folder.about["source"]
    if source is not None and Path(source).is_file():
        names = _changed(folder.plan, Path(source))
        if names:
            what = say("sweep_other_design", file=source, names=", ".join(names))
            problems.append(say("at", where=folder.path, what=what))
    if problems:
        raise InputError(*problems)


def _changed(plan: Plan, source: Path) -> list[str]:
    """Return what a design file no longer says, its own name when it cannot be read."""
    try:
        now = _facts(read_design(source))
    except InputError:
        return [source.name]
    return [name for name, value in _facts(plan).items() if now[name] != value]


def _facts(plan: Plan) -> dict[str, Any]:
    """Return what decides the runs of a design, by the names that a design file gives them."""
    design = plan.design
    return {
        "arms": [(branch.arm, digest(branch.scenario)) for branch in plan.branches],
        "uncertainties": [(a.name, a.low, a.high, a.is_log) for a in plan.axes],
        "sampling": design.sampling,
        "replicates": design.replicates,
        "precision": design.precision,
        "key": design.key,
        "outputs": (plan.measures, design.outputs.tables),
        "time_limit": design.time_limit,
    }
