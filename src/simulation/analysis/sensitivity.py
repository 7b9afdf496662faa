"""What an output of a sweep depends on: indices, their noise and how far they have settled.

Replicates are averaged for each sample before the indices; what is left of their noise is told
beside them (`replicate_noise`). An output is a measure in an arm, or its difference from the base.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.analysis import indices
from simulation.analysis.problem import (
    ANY,
    MORRIS,
    SALTELLI,
    Design,
    Points,
    design_of,
    whole_blocks,
)
from simulation.analysis.replicate_noise import Noise, morris_floor, noise_of
from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

SOBOL = "sobol"
METHODS: Final = (MORRIS, SOBOL, indices.PAWN, indices.DELTA)
_NEEDED_DESIGN: Mapping[str, str] = {MORRIS: MORRIS, SOBOL: SALTELLI}
_USUAL = {MORRIS: MORRIS, SALTELLI: SOBOL, ANY: indices.PAWN}
_STEPS = 6
_FEWEST_BLOCKS = 4
DUMMY_NAME = "—"
COLUMNS = (
    "measure",
    "arm",
    "minus",
    "method",
    "samples",
    "parameter",
    "other",
    *indices.COLUMNS[2:],
)


@dataclass(frozen=True)
class Output:
    """An output of a sweep, sample by sample, in the order of the samples.

    Attributes
    ----------
    measure, arm, minus
        What it is; `minus` is "" for a level, the base for a difference.
    points
        Coordinates of the factors, shape (samples, factors).
    values
        Shape (samples, replicates), without missing values.
    design
        What shape the samples have.
    noise
        The noise of the replicates.
    names
        Names of the parameters.
    """

    measure: str
    arm: str
    minus: str
    points: Points
    values: NDArray[np.float64]
    design: Design
    noise: Noise
    names: tuple[str, ...]

    @property
    def means(self) -> NDArray[np.float64]:
        """Mean of the replicates of each sample, shape (samples,)."""
        found: NDArray[np.float64] = self.values.mean(axis=1)
        return found

    def first(self, n: int) -> Output:
        """Return the first `n` samples alone."""
        return Output(
            self.measure, self.arm, self.minus, self.points[:n], self.values[:n], self.design,
            self.noise, self.names,
        )  # fmt: skip


def output_of(sweep: SweepTable, measure: str, arm: str, minus: str = "") -> Output:
    """Return an output of a sweep: samples that miss a run are left out, blocks with them.

    Raises
    ------
    InputError
        There is no such measure or arm, nothing was varied, or no sample is whole.
    """
    sweep.needs_factors()
    matrix = sweep.matrix(measure, arm, minus or None).dropna()
    if matrix.empty:
        raise InputError(say("analysis_nothing", measure=measure, arm=arm))
    samples = matrix.index.to_numpy().astype(np.int64)
    points = sweep.places.loc[samples].to_numpy(np.float64)
    design = design_of(sweep.places.index.to_numpy(np.int64), sweep.places.to_numpy(np.float64))
    whole = whole_blocks(samples, design.block)
    values = matrix.to_numpy(np.float64)[whole]
    noise = noise_of(values, are_keys_shared=sweep.are_keys_shared)
    names = tuple(sweep.factors)
    return Output(measure, arm, minus, points[whole], values, design, noise, names)


def outputs_of(sweep: SweepTable, measures: list[str], *, are_levels: bool = False) -> list[Output]:
    """Return the outputs of measures: differences from the base, or levels in each arm.

    One arm alone has levels only.
    """
    sweep.check(measures=measures)
    if are_levels or not sweep.others:
        return [output_of(sweep, measure, arm) for measure in measures for arm in sweep.arms]
    return [
        output_of(sweep, measure, arm, sweep.base) for measure in measures for arm in sweep.others
    ]


def sensitivity(output: Output, method: str | None = None, key: int = 0) -> pd.DataFrame:
    """Return the indices of an output.

    Parameters
    ----------
    method
        One of `METHODS`; the usual one of the design when left out.
    key
        What the draws of the intervals depend on.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`. The parameter `DUMMY_NAME` is what chance alone gives.

    Raises
    ------
    InputError
        The design does not allow the method, or there are too few samples for it.
    """
    chosen = method or _USUAL[output.design.kind]
    _refuse(output, chosen)
    found = _computed(output, chosen, key)
    names = dict(enumerate(output.names))
    told: dict[str, Any] = {
        "measure": output.measure,
        "arm": output.arm,
        "minus": output.minus,
        "method": chosen,
        "samples": len(output.values),
        "parameter": found["factor"].map(names).fillna(DUMMY_NAME),
        "other": found["other"].map(names).fillna(""),
    }
    return found.assign(**told)[list(COLUMNS)]


def convergence(output: Output, method: str | None = None, key: int = 0) -> pd.DataFrame:
    """Return the indices on growing parts of the samples, the whole last; columns `COLUMNS`."""
    import pandas as pd

    chosen = method or _USUAL[output.design.kind]
    block = output.design.block
    n_blocks = len(output.values) // block
    fewest = _FEWEST_BLOCKS if block > 1 else indices.needed_samples(chosen)
    counts = np.unique(np.linspace(min(fewest, n_blocks), n_blocks, _STEPS).astype(int))
    parts = [sensitivity(output.first(int(n) * block), chosen, key) for n in counts]
    return pd.concat(parts, ignore_index=True)


def noise_table(outputs: list[Output]) -> pd.DataFrame:
    """Return the noise of outputs, one row each; `mu_star_floor` only for Morris designs."""
    import pandas as pd

    rows = [
        {
            "measure": output.measure,
            "arm": output.arm,
            "minus": output.minus,
            **output.noise._asdict(),
            "mu_star_floor": mu_star_floor(output),
        }
        for output in outputs
    ]
    return pd.DataFrame(rows)


def mu_star_floor(output: Output) -> float:
    """Return the mu* that noise alone gives, NaN where the design is not Morris'."""
    if output.design.kind != MORRIS:
        return float("nan")
    return morris_floor(output.noise, output.design.n_levels)


def _computed(output: Output, method: str, key: int) -> pd.DataFrame:
    if method == MORRIS:
        return indices.morris_indices(output.points, output.means, output.design, key)
    if method == SOBOL:
        return indices.sobol_indices(len(output.names), output.means, output.design, key)
    if method == indices.PAWN:
        return indices.pawn_indices(output.points, output.means, key)
    return indices.delta_indices(output.points, output.means, key)


def _refuse(output: Output, method: str) -> None:
    if method not in METHODS:
        raise InputError(say("analysis_method", method=method, known=", ".join(METHODS)))
    needed = _NEEDED_DESIGN.get(method)
    if needed is not None and output.design.kind != needed:
        raise InputError(say(f"analysis_needs_{needed}", method=method))
    n = len(output.values)
    least = output.design.block if needed else indices.needed_samples(method)
    if n < least:
        details = {"n": n, "least": least, "method": method, "measure": output.measure}
        raise InputError(say("analysis_few_samples", **details))
