"""Which target each parameter moves: central differences with the same keys.

The effect of a parameter on a target is how many half bands the moment moves when the parameter
grows by a tenth of its value (of the width of its bounds where the value is 0). It comes from one
run below and one above, with the same draws; its error is that of the replicates' differences. What
the targets can tell apart is read from the singular values of the matrix of effects: a direction of
small singular value is a mixture of parameters that no target pins down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from simulation.analysis.simulated_moments import MomentFit, Point
from simulation.config.axes import Axis

if TYPE_CHECKING:
    import pandas as pd

STEP = 0.10
LEAST = 0.1
"""Half bands under which a direction is not identified: ten times the move stays in a band."""
_BATCH = 5
COLUMNS = (
    "parameter", "scenario", "target", "low", "high", "moment_low", "moment_high", "effect",
    "standard_error",
)  # fmt: skip


def local_sensitivity(
    fit: MomentFit,
    axes: Sequence[Axis],
    at: Point,
    step: float = STEP,
    told: Callable[[int], object] | None = None,
) -> pd.DataFrame:
    """Return the effect of each parameter on each scored target, around the point `at`.

    Parameters
    ----------
    step
        Relative step on each side; bounds may shorten it.
    told
        Called with the number of parameters done.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; `effect` is per tenth of the parameter's value whatever the step.
    """
    import pandas as pd

    parts: list[pd.DataFrame] = []
    for first in range(0, len(axes), _BATCH):
        parts += _batch(fit, axes[first : first + _BATCH], at, step)
        if told is not None:
            told(len(parts))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def effect_matrix(effects: pd.DataFrame) -> pd.DataFrame:
    """Return effects as a matrix: a row per scenario and target, a column per parameter."""
    wide = effects.pivot(  # noqa: PD010 - nothing to aggregate
        index=["scenario", "target"], columns="parameter", values="effect"
    )
    return wide[list(dict.fromkeys(effects["parameter"]))]


def identification(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the directions of parameters by how much they move the targets, strongest first.

    Returns
    -------
    DataFrame
        Columns singular_value (half bands for a mixture of relative moves of length one tenth),
        then one per parameter: its share in the direction, of squared length 1.
    """
    import numpy as np
    import pandas as pd

    matrix = effect_matrix(effects).fillna(0.0)
    _, values, directions = np.linalg.svd(matrix.to_numpy(), full_matrices=True)
    padded = np.zeros(len(directions))
    padded[: len(values)] = values
    found = pd.DataFrame(directions, columns=matrix.columns)
    found.insert(0, "singular_value", padded)
    return found


def noise_of_effects(effects: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return the standard error of the effects on each target, pooled over parameters.

    NaN where there was one replicate.
    """
    squares = effects.assign(square=effects["standard_error"] ** 2)
    means: dict[tuple[str, str], float] = (
        squares.groupby(["scenario", "target"], sort=False)["square"].mean() ** 0.5
    ).to_dict()  # type: ignore[assignment]
    return means


def unidentified(effects: pd.DataFrame) -> pd.DataFrame:
    """Return how much of each parameter lies in directions that the targets do not tell apart.

    These have a singular value under `LEAST`, or under what noise alone gives: a matrix of m × n
    independent errors of size s has singular values up to about s (√m + √n).

    Parameters
    ----------
    effects
        Result of `local_sensitivity`.

    Returns
    -------
    DataFrame
        Columns parameter and share, from 0 (pinned down) to 1 (free), the freest first.
    """
    import numpy as np
    import pandas as pd

    shape = effect_matrix(effects).shape
    error = np.sqrt(np.nanmean(np.square([*noise_of_effects(effects).values(), 0.0])))
    floor = max(LEAST, float(error) * (shape[0] ** 0.5 + shape[1] ** 0.5))
    directions = identification(effects)
    weak = directions[directions["singular_value"] < floor].drop(columns="singular_value")
    shares = (weak**2).sum().sort_values(ascending=False)
    return pd.DataFrame({"parameter": shares.index, "share": shares.to_numpy()})


def _batch(fit: MomentFit, axes: Sequence[Axis], at: Point, step: float) -> list[pd.DataFrame]:
    pairs = [(_moved(axis, at, -step), _moved(axis, at, step)) for axis in axes]
    found = fit.evaluate([point for pair in pairs for point in pair])
    parts = []
    for number, (axis, (below, above)) in enumerate(zip(axes, pairs, strict=True)):
        low, high = found[2 * number].moments, found[2 * number + 1].moments
        both = low.merge(high, on=["scenario", "target", "replicate"], suffixes=("_low", "_high"))
        part = _effects(both, fit, _unit(axis, at) / (above[axis.name] - below[axis.name]))
        part.insert(0, "parameter", axis.name)
        parts.append(part.assign(low=below[axis.name], high=above[axis.name]))
    return parts


def _effects(both: pd.DataFrame, fit: MomentFit, per_unit: float) -> pd.DataFrame:
    scales = {key: band.scale for key, band in fit.bands.items()}
    keys = ["scenario", "target"]
    scale = [scales[key] for key in zip(both["scenario"], both["target"], strict=True)]
    moved = both.assign(effect=(both["value_high"] - both["value_low"]) / scale * per_unit)
    by_target = moved.groupby(keys, sort=False)
    means = by_target[["value_low", "value_high", "effect"]].mean()
    means = means.rename(columns={"value_low": "moment_low", "value_high": "moment_high"})
    return means.assign(standard_error=by_target["effect"].sem()).reset_index()


def _unit(axis: Axis, at: Point) -> float:
    """Return the move of the parameter that effects are told for."""
    value = abs(at[axis.name])
    return STEP * (value if value > 0 else axis.high - axis.low)


def _moved(axis: Axis, at: Point, step: float) -> dict[str, float]:
    """Return the point with one parameter moved, by 1 at least where it is whole."""
    move = step / STEP * _unit(axis, at)
    if axis.is_whole and abs(move) < 1:
        move = 1.0 if step > 0 else -1.0
    value = min(max(at[axis.name] + move, axis.low), axis.high)
    return {**at, axis.name: round(value) if axis.is_whole else value}
