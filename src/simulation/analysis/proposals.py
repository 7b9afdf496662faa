"""Which packages to try next: NSGA-II or NSGA-III of Optuna, asked for a generation at a time.

The sampler draws from its seed and from the values that it was told, in order, alone: told the same
values again, it proposes the same packages again. A search that stopped goes on by that.

References
----------
Deb, Pratap, Agarwal and Meyarivan 2002, doi:10.1109/4235.996017 (NSGA-II); Deb and Jain 2014,
doi:10.1109/TEVC.2013.2281535 (NSGA-III); Akiba et al. 2019, doi:10.1145/3292500.3330701 (Optuna).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from simulation.analysis.packages import Package, PackageSpace
from simulation.analysis.seeds import checked_seed
from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.config.search import PackageSearch
from simulation.config.vary import POLICIES

_MOST_ASKED = 5
"""Packages asked for, of each that a generation has room for, before it is left short."""


class Proposer:
    """Proposes packages, generation by generation.

    Raises
    ------
    InputError
        The library is missing.
    """

    def __init__(self, space: PackageSpace, search: PackageSearch) -> None:
        optuna = _library()
        self._space, self._search = space, search
        self._asked: dict[Package, Any] = {}
        self._known: set[Package] = set()
        categorical = optuna.distributions.CategoricalDistribution([False, True])
        unit = optuna.distributions.FloatDistribution(0.0, 1.0)
        self._distributions = {
            **{f"{POLICIES}.{name}": categorical for name in space.levers},
            **{axis.name: unit for axis in space.axes},
        }
        directions = ["minimize" if sign > 0 else "maximize" for sign in search.signs]
        with _quiet(optuna):
            kinds = {
                "nsga2": optuna.samplers.NSGAIISampler,
                "nsga3": optuna.samplers.NSGAIIISampler,
            }
            sampler = kinds[search.method](
                population_size=search.population, seed=checked_seed(search.seed)
            )
            self._study = optuna.create_study(directions=directions, sampler=sampler)
            for place in space.starts():
                self._study.enqueue_trial(dict(place))

    def ask(self) -> list[Package]:
        """Return the packages of the next generation, none of which was asked for before.

        They are fewer than its population, or none, where the space has hardly any left.
        """
        size, n_asked = self._search.population, 0
        self._asked = {}
        with _quiet(_library()):
            while len(self._asked) < size and n_asked < _MOST_ASKED * size:
                trial = self._study.ask(self._distributions)
                package = self._space.package(trial.params)
                n_asked += 1
                if package in self._known:
                    self._refuse(trial)  # a twin would crowd the generation
                    continue
                self._known.add(package)
                self._asked[package] = trial
        return list(self._asked)

    def tell(self, values: Mapping[Package, Sequence[float] | None]) -> None:
        """Learn the objectives of the packages asked for, None where there are none."""
        with _quiet(_library()):
            for package, trial in self._asked.items():
                found = values.get(package)
                if found is None:
                    self._refuse(trial)
                else:
                    self._study.tell(trial, list(found))

    def _refuse(self, trial: Any) -> None:
        self._study.tell(trial, state=_library().trial.TrialState.FAIL)


def _library() -> Any:
    try:
        import optuna
    except ImportError as error:
        raise InputError(say("analysis_needs_explore", library="optuna")) from error
    return optuna


@contextmanager
def _quiet(optuna: Any) -> Iterator[None]:
    """Keep the library from writing about each trial, and from calling what we use experimental."""
    before = optuna.logging.get_verbosity()
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            yield
    finally:
        optuna.logging.set_verbosity(before)
