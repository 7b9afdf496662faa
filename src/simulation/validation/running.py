"""Run what the patterns need, one sweep for each setting, and go on where it was interrupted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.experiments.sweep import SweepProgress, resume_design, run_design
from simulation.experiments.sweep_folder import PLAN
from simulation.experiments.sweep_results import SweepResults
from simulation.validation.catalogue import Setting, settings
from simulation.validation.designs import design_of, ensemble_design, member_name, needed
from simulation.validation.pattern import Pattern
from simulation.validation.study import Source, Study

_POINT, _ENSEMBLE = "point", "ensemble"


@dataclass(frozen=True)
class Validation:
    """What is to be validated, and how thoroughly.

    Attributes
    ----------
    patterns
        Patterns looked for.
    members
        Parameter ensemble: what each member says instead of the calibrated point.
    territories
        Folder of territories made from the open tables, None without.
    """

    patterns: tuple[Pattern, ...]
    members: Sequence[Mapping[str, Any]] = ()
    territories: Path | None = None
    is_quick: bool = False

    def is_wanted(self, setting: Setting) -> bool:
        """Return whether a setting is run: quick ones, and those whose territory is there."""
        if self.is_quick and not setting.is_quick:
            return False
        if setting.file is None:
            return True
        return self.territories is not None and (self.territories / setting.file).is_file()

    def designs(self) -> dict[Path, dict[str, Any]]:
        """Return the designs by the folder, inside that of the validation, where each is run."""
        found = {}
        for name, names in needed(self.patterns).items():
            setting = settings()[name]
            if not self.is_wanted(setting):
                continue
            found[Path(_POINT, name)] = design_of(
                setting, names, self.patterns, self.territories, is_quick=self.is_quick
            )
            if self.members and setting.in_ensemble:
                found[Path(_ENSEMBLE, name)] = ensemble_design(
                    setting, names, self.patterns, self.members
                )
        return found


@dataclass(frozen=True)
class Simulated:
    """The runs of a validation.

    Attributes
    ----------
    point
        Those at the calibrated point.
    members
        Those with each member of the ensemble.
    """

    point: Study
    members: tuple[Study, ...]


def run_validation(
    validation: Validation,
    out: Path,
    *,
    workers: int = 1,
    progress: SweepProgress | None = None,
) -> Simulated:
    """Run what is not run yet, and return the runs.

    Parameters
    ----------
    out
        Folder of the validation; one that was interrupted is gone on with.
    workers
        Processes of this machine.

    Raises
    ------
    InputError
        The folder holds another validation, or what `run_design` raises.
    """
    done: dict[Path, SweepResults] = {}
    for place, design in validation.designs().items():
        folder = out / place
        if not (folder / PLAN).is_file():
            done[place] = run_design(design, folder, workers=workers, progress=progress)
            continue
        _refuse_other(folder, design)
        done[place] = resume_design(folder, workers=workers, progress=progress)
    return Simulated(_at_point(done), tuple(_by_member(done, len(validation.members))))


def _refuse_other(folder: Path, design: Mapping[str, Any]) -> None:
    from simulation.experiments.read_design import read_design

    wanted, held = read_design(dict(design)), _held(folder)
    if wanted.design != held:
        raise InputError(say("at", where=folder, what=say("validation_other")))


def _held(folder: Path) -> Any:
    from simulation.experiments.sweep_folder import SweepFolder

    return SweepFolder.open(folder).plan.design


def _at_point(done: Mapping[Path, SweepResults]) -> Study:
    return Study(
        {place.name: Source(results, place.name) for place, results in done.items()
         if place.parts[0] == _POINT}
    )  # fmt: skip


def _by_member(done: Mapping[Path, SweepResults], n_members: int) -> Iterator[Study]:
    ensembles = {place.name: found for place, found in done.items() if place.parts[0] == _ENSEMBLE}
    for rank in range(n_members):
        sources = {
            name: Source(results, member_name(name, rank)) for name, results in ensembles.items()
        }
        yield Study(sources)
