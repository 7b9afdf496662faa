"""Make ready what a calibration was asked for, and say all that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from simulation.analysis.calibration import Search, check_search
from simulation.analysis.journal import Journal
from simulation.analysis.moments import read_targets
from simulation.analysis.search_space import read_axes
from simulation.analysis.simulated_moments import bands_of
from simulation.config.axes import Axis
from simulation.config.errors import InputError, all_of
from simulation.config.explain import suggestion
from simulation.config.free import SHIPPED
from simulation.config.load import digest, load
from simulation.config.messages import say
from simulation.config.scenario import Scenario
from simulation.config.targets import Target
from simulation.results.atomic import file_digest, refuse_existing
from simulation.results.provenance import package_digest

JOURNAL = "journal.jsonl"
_UNUSABLE = re.compile(r"[^A-Za-z0-9_-]+")
_BUILT, _SCENARIO = ".npz", ".toml"


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes
    ----------
    places
        Presets, territories (.npz) and scenarios (.toml); the first one gives the start.
    targets, parameters
        Files of targets and of free parameters; those shipped when left out.
    out
        Folder of the calibration.
    years, spin_up_years
        Instead of those of the scenarios.
    key, replicates
        Of the runs of each set of parameters.
    """

    places: Sequence[str]
    targets: Path
    out: Path
    search: Search
    parameters: Path | None = None
    years: int | None = None
    spin_up_years: int | None = None
    key: int = 1
    replicates: int = 2


@dataclass(frozen=True)
class Setup:
    """What a calibration needs, checked."""

    scenarios: tuple[Scenario, ...]
    targets: tuple[Target, ...]
    axes: tuple[Axis, ...]
    journal: Journal

    @property
    def months(self) -> int:
        """Months of one run of every scenario."""
        return sum(scenario.n_months for scenario in self.scenarios)


def prepare(request: Request) -> Setup:
    """Return what a calibration needs; nothing is written.

    Raises
    ------
    InputError
        One message for each problem of the territories, targets, parameters, folder and search.
    """
    years = {"years": request.years, "spin_up_years": request.spin_up_years}
    loaders = [partial(scenario_of, place, years) for place in request.places]
    file = request.parameters or SHIPPED
    _, _, _, *scenarios = all_of(
        partial(read_targets, request.targets),
        partial(check_search, request.search),
        partial(_check_folder, request.out),
        *loaders,
    )
    targets, axes, _ = all_of(
        partial(read_targets, request.targets, scenarios),
        partial(read_axes, file, scenarios),
        partial(_check_names, scenarios),
    )
    _check_scored(request.targets, scenarios, targets)
    journal = Journal(request.out / JOURNAL, _about(request, scenarios, targets, axes))
    return Setup(tuple(scenarios), targets, axes, journal)


def scenario_of(place: str, overrides: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a preset, of a territory (.npz) or of a scenario file (.toml).

    Raises
    ------
    InputError
        There is none of this name, or it is wrong.
    """
    from simulation.policies import registry
    from simulation.territory.files import load as load_territory
    from simulation.territory.preset_figures import preset_names

    presets, path = preset_names(), Path(place)
    read = partial(load, registry=registry(), presets=presets, overrides=overrides)
    if path.suffix == _SCENARIO:
        return read(path)
    if place in presets:
        return read({"name": place, "territory": {"preset": place}})
    if path.suffix != _BUILT or not path.is_file():
        hint = suggestion(place, presets)
        raise InputError(say("calibrate_place", place=place, suggestion=hint))
    load_territory(path)
    name = _UNUSABLE.sub("-", path.stem).strip("-_") or "territory"
    return read({"name": name, "territory": {"file": str(path.absolute())}})


def _check_folder(out: Path) -> None:
    """Refuse a folder that holds something else than a calibration."""
    is_empty = out.is_dir() and not any(out.iterdir())
    if not out.exists():
        refuse_existing(out)
    elif not is_empty and not (out / JOURNAL).is_file():
        raise InputError(say("calibrate_folder", path=out))


def _check_names(scenarios: Sequence[Scenario]) -> None:
    names = [scenario.name for scenario in scenarios]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise InputError(*(say("calibrate_same_name", name=name) for name in twice))


def _check_scored(file: Path, scenarios: Sequence[Scenario], targets: Sequence[Target]) -> None:
    with_bands = {name for name, _ in bands_of(scenarios, targets)}
    lacking = [scenario.name for scenario in scenarios if scenario.name not in with_bands]
    if lacking:
        raise InputError(*(say("calibrate_unscored", file=file, name=name) for name in lacking))


def _about(
    request: Request,
    scenarios: Sequence[Scenario],
    targets: Sequence[Target],
    axes: Sequence[Axis],
) -> dict[str, Any]:
    """Return what must be the same for a calibration to go on; the evaluations may be more."""
    how = asdict(request.search)
    del how["evaluations"]
    files = [scenario.territory.file for scenario in scenarios]
    return {
        "scenarios": [digest(scenario) for scenario in scenarios],
        "territories": [file and file_digest(file) for file in files],
        "targets": [target.model_dump(mode="json") for target in targets if target.scored],
        "parameters": [asdict(axis) for axis in axes],
        "search": how,
        "key": request.key,
        "replicates": request.replicates,
        "code": package_digest(),
    }
