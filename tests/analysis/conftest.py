"""A simulator in closed form: three moments, linear in three parameters, the same in all years."""

import sys
from collections.abc import Callable, Sequence
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtri

from simulation.analysis.moments import moments_of
from simulation.analysis.simulated_moments import MomentFit
from simulation.analysis.sweep_table import SweepTable
from simulation.config.axes import Axis
from simulation.config.free import numbers
from simulation.config.load import load
from simulation.config.scenario import Scenario
from simulation.config.targets import Target
from simulation.config.vary import value_of
from simulation.rng import Streams

# Any three numbers with room enough, and one that is whole: the closed form gives them a meaning.
ROOMY = [n for n, p in numbers().items() if p.low == 0 and (p.high or 0) >= 5 and not p.is_whole]
X, Y, Z, IDLE = ROOMY[:4]
WHOLE = next(
    n for n, p in numbers().items() if p.is_whole and p.low is not None and p.low <= 1
    and (p.high or 0) >= 12
)  # fmt: skip
OPTIMUM = {X: 0.3, Y: 1.0, Z: 2.0}
SLOPES = {"qpv": (10.0, 0.0, 0.5), "outside": (0.0, 2.0, 0.0), "all": (0.0, 0.5, 1.0)}
AIMS = {"qpv": 4.0, "outside": 2.0, "all": 2.5}
REPLICATES = 3


def scenario(name: str = "demo", preset: str = "demo") -> Scenario:
    return load({"name": name, "years": 2, "territory": {"preset": preset}}, {})


def target(sector: str, aim: float, **values: object) -> Target:
    made = {
        "name": sector,
        "table": "market",
        "column": "turnover_percent",
        "where": {"sector": sector},
        "kind": "percent",
        "value": aim,
        "plus_minus": 0.5,
        "source": "closed form",
    }
    return Target(**{**made, **values})


def axis(name: str, low: float, high: float, start: float, *, is_log: bool = False) -> Axis:
    return Axis(name, low, high, start, is_log, is_whole=False)


NAMES = (X, Y, Z)
AXES = (axis(X, 0.01, 1.0, 0.8, is_log=True), axis(Y, 0.0, 5.0, 4.0), axis(Z, 0.0, 5.0, 4.5))


class Simulator:
    """Counts the scenarios that it was asked for; noise depends on the replicate alone."""

    def __init__(self, noise: float = 0.0) -> None:
        self.noise = noise
        self.simulated = 0

    def __call__(self, scenarios: Sequence[Scenario], targets: Sequence[Target]) -> pd.DataFrame:
        self.simulated += len(scenarios)
        rows = [
            {"scenario": s.name, "replicate": r, "year": year, "sector": sector,
             "turnover_percent": self.moment(s, sector) + self.noise * (r - 1)}
            for s in scenarios
            for r in range(REPLICATES)
            for year in (s.start_year - 1, s.start_year, s.start_year + 1)
            for sector in SLOPES
        ]  # fmt: skip
        return moments_of({"market": pd.DataFrame(rows)}, scenarios, targets)

    @staticmethod
    def moment(s: Scenario, sector: str) -> float:
        return sum(b * value_of(s, name) for b, name in zip(SLOPES[sector], NAMES, strict=True))


def fit(simulator: Simulator) -> MomentFit:
    targets = tuple(target(sector, aim) for sector, aim in AIMS.items())
    return MomentFit((scenario(),), targets, simulator)


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """Return this module: parameters, scenarios, targets and simulators of known optimum."""
    return sys.modules[__name__]


def made_sweep(
    response: Callable[[np.ndarray], np.ndarray],
    points: np.ndarray,
    *,
    n_replicates: int = 1,
    noise: float = 0.0,
    effect: Callable[[np.ndarray], np.ndarray] | None = None,
    common: float = 0.0,
) -> SweepTable:
    """Return a sweep whose measure `y` is a response of coordinates, with noise.

    The arm `other` adds an effect. `common` is noise that a replicate adds to all samples and arms.
    """
    n, d = points.shape
    draws = Streams(7)
    shared = ndtri(draws.uniform("common", 0, np.arange(n_replicates))) * common
    parts = []
    for number, arm in enumerate(("base", "other") if effect is not None else ("base",)):
        own = draws.uniform(arm, 0, np.arange(n * n_replicates)).reshape(n, n_replicates)
        level = response(points) + (effect(points) if effect is not None and number else 0.0)
        values = level[:, None] + shared + ndtri(own) * noise
        part = pd.DataFrame(
            {
                "arm": arm,
                "sample": np.repeat(np.arange(n), n_replicates),
                "replicate": np.tile(np.arange(n_replicates), n),
                "y": values.ravel(),
            }
        )
        part["key"] = 1000 + part["replicate"]
        parts.append(part)
    places = pd.DataFrame(points, columns=[f"p{i}" for i in range(d)])
    runs = pd.concat(parts, ignore_index=True)
    return SweepTable(runs, ("y",), "base", 10 + 10 * places, places, {"y": "index"})


@pytest.fixture(scope="session")
def make_sweep() -> Callable[..., SweepTable]:
    """Return the maker of sweeps of a known response."""
    return made_sweep
