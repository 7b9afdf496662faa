"""Sets of parameters that meet the targets about as well as the calibrated one.

One point says nothing of what the targets leave open. Candidates are drawn around it by Latin
hypercube, each parameter as far as it alone, by its slopes, moves a target by half a band, and
ruled out when they miss too much, as in history matching (Craig et al. 1997,
doi:10.1007/978-1-4612-2290-3_2) and rejection ABC (Beaumont, Zhang and Balding 2002,
doi:10.1093/genetics/162.4.2025). The rule: each band is widened on both sides by two standard
deviations of what the draws alone do to the moment; a candidate may miss one target more than the
calibrated set does, and none by more than half a band, or than the calibrated set misses it where
that is more. Territories are simulated in turn: what has missed too much already goes no further.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from simulation.analysis.recorder import Record
from simulation.analysis.seeds import seed_of
from simulation.analysis.simulated_moments import Evaluation, MomentFit, Point
from simulation.config.axes import Axis
from simulation.config.ensemble import read_ensemble
from simulation.config.targets import MISSING_DISTANCE, Band

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Draws", "Ensemble", "Rule", "ensemble", "noise_of", "reaches", "read_ensemble",
           "rule_around"]  # fmt: skip
Key = tuple[str, str]
NOISES = 2.0
"""Standard deviations of the draws by which bands are widened."""
ONE_MORE = 1
"""Targets that a member may miss beyond those that the calibrated set misses."""
REACH = 1.0
"""Half bands that a parameter alone may move a target within what is drawn."""
FURTHEST = 1.0
"""Half bands beyond its band at which any figure rules a candidate out."""


@dataclass(frozen=True)
class Draws:
    """How candidates are drawn.

    Attributes
    ----------
    members
        Sets to keep.
    width
        Furthest from the calibrated value whatever the slopes, as a share of the width of the
        bounds, on the scale of the parameter; bounds may cut it.
    batch
        Candidates of one Latin hypercube.
    most
        Candidates after which none is drawn.
    """

    members: int = 20
    width: float = 0.25
    batch: int = 20
    most: int = 1000
    seed: int = 1


@dataclass(frozen=True)
class Rule:
    """What rules a candidate out: widened bands, misses allowed, how far out a figure may be."""

    bands: Mapping[Key, Band]
    misses: int
    furthest: Mapping[Key, float]

    def excludes(self, means: Mapping[Key, float]) -> bool:
        """Tell whether moments, of some targets or of all, rule out what gave them."""
        beyond = {key: _beyond(self.bands[key], mean) for key, mean in means.items()}
        is_far = any(out > self.furthest[key] for key, out in beyond.items())
        return is_far or sum(out > 0 for out in beyond.values()) > self.misses


@dataclass(frozen=True)
class Ensemble:
    """Sets that were kept, and every candidate.

    Attributes
    ----------
    candidates
        One row each: batch, kept, the territory that ruled it out (empty for none), its
        parameters, the moments that were simulated.
    """

    members: Sequence[Point]
    candidates: pd.DataFrame
    axes: Sequence[Axis] = field(repr=False)
    centre: Point

    @property
    def acceptance(self) -> float:
        """Share of the candidates that was kept."""
        return float(self.candidates["kept"].mean())

    def spread(self) -> pd.DataFrame:
        """Return how far the targets let each parameter go.

        Returns
        -------
        DataFrame
            Columns parameter, calibrated, drawn_low, drawn_high, low, median, high (of those
            kept), narrowing: standard deviation of those kept over that of those drawn, on the
            scale of the parameter; near 1, the targets say nothing of it inside what was drawn.
        """
        import pandas as pd

        kept = self.candidates[self.candidates["kept"]]
        rows = []
        for axis in self.axes:
            drawn, left = self.candidates[axis.name], kept[axis.name]
            places, places_left = (values.map(axis.to_unit) for values in (drawn, left))
            rows.append(
                {
                    "parameter": axis.name,
                    "calibrated": self.centre[axis.name],
                    "drawn_low": drawn.min(),
                    "drawn_high": drawn.max(),
                    "low": left.min(),
                    "median": left.median(),
                    "high": left.max(),
                    "narrowing": places_left.std() / places.std(),
                }
            )
        return pd.DataFrame(rows)


def rule_around(fit: MomentFit, centre: Record, noise: Mapping[Key, float]) -> Rule:
    """Return the rule that the calibrated set sets.

    Parameters
    ----------
    centre
        Record of the calibrated set, with as many runs as candidates get.
    noise
        Standard deviation, from draws alone, of each moment that `fit` gives.
    """
    bands = {key: _widened(band, NOISES * noise.get(key, 0.0)) for key, band in fit.bands.items()}
    means = _means(centre["moments"])
    beyond = {key: _beyond(band, means.get(key, math.nan)) for key, band in bands.items()}
    misses = sum(out > 0 for out in beyond.values())
    furthest = {key: max(FURTHEST, out) for key, out in beyond.items()}
    return Rule(bands, misses + ONE_MORE, furthest)


def noise_of(moments: pd.DataFrame, replicates: int) -> dict[Key, float]:
    """Return what draws alone do to the mean of so many replicates, from others of one set.

    Parameters
    ----------
    moments
        Columns scenario, target, replicate, value.

    Returns
    -------
    dict
        Standard deviation by scenario and target, 0 where there is a single replicate.
    """
    found = moments.groupby(["scenario", "target"])["value"].std().fillna(0.0)
    by_key: dict[Key, float] = (found / math.sqrt(replicates)).to_dict()  # type: ignore[assignment]
    return by_key


def reaches(
    fit: MomentFit, axes: Sequence[Axis], effects: pd.DataFrame, width: float
) -> dict[str, float]:
    """Return how far from the calibrated value each parameter is drawn, as a share of its bounds.

    Targets that are only a limit do not count: what lies inside is all the same to them.

    Parameters
    ----------
    effects
        Result of `local_sensitivity` at the calibrated set.
    width
        Furthest of all.
    """
    found = {}
    for axis in axes:
        rows = effects[effects["parameter"] == axis.name].to_dict("records")
        step = axis.to_unit(rows[0]["high"]) - axis.to_unit(rows[0]["low"])
        bands = [fit.bands[row["scenario"], row["target"]] for row in rows]
        moved = [
            abs(row["moment_high"] - row["moment_low"]) / band.scale
            for row, band in zip(rows, bands, strict=True)
            if band.aims_at_centre
        ]
        steepest = max(moved, default=0.0) / step
        found[axis.name] = min(width, REACH / steepest) if steepest > 0 else width
    return found


def ensemble(
    fit: MomentFit,
    axes: Sequence[Axis],
    centre: Point,
    reach: Mapping[str, float],
    rule: Rule,
    draws: Draws,
    told: Callable[[int, int], object] | None = None,
) -> Ensemble:
    """Draw candidates around a set of parameters until as many as wanted are kept.

    Parameters
    ----------
    reach
        As `reaches` returns it.
    told
        Called after each batch with the candidates drawn and kept.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    members: list[Point] = []
    batch = 0
    while len(members) < draws.members and len(rows) < draws.most:
        points = candidates(axes, centre, reach, draws, batch)
        judged = _judged(fit, points, rule)
        rows += [{"batch": batch, **row} for row in judged]
        members += [point for point, row in zip(points, judged, strict=True) if row["kept"]]
        if told is not None:
            told(len(rows), len(members))
        batch += 1
    return Ensemble(members[: draws.members], pd.DataFrame(rows), axes, centre)


def candidates(
    axes: Sequence[Axis], centre: Point, reach: Mapping[str, float], draws: Draws, batch: int
) -> list[dict[str, float]]:
    """Return one Latin hypercube of candidates around a set of parameters."""
    from scipy.stats import qmc

    seed = seed_of(draws.seed, "ensemble", batch)
    places = qmc.LatinHypercube(len(axes), seed=seed).random(draws.batch)
    return [
        {
            axis.name: axis.from_unit(
                _place(axis, centre[axis.name], reach[axis.name], float(share))
            )
            for axis, share in zip(axes, row, strict=True)
        }
        for row in places
    ]


def _place(axis: Axis, value: float, reach: float, share: float) -> float:
    """Return the coordinate at a share of what lies around a value inside the bounds."""
    at = axis.to_unit(value)
    low, high = max(at - reach, 0.0), min(at + reach, 1.0)
    return low + share * (high - low)


def _judged(fit: MomentFit, points: Sequence[Point], rule: Rule) -> list[dict[str, Any]]:
    """Simulate the territories in turn, each at the points that none before ruled out."""
    means: list[dict[Key, float]] = [{} for _ in points]
    ruled_out = [""] * len(points)
    for scenario in fit.scenarios:
        left = [i for i, by in enumerate(ruled_out) if not by]
        found = replace(fit, scenarios=(scenario,)).evaluate([points[i] for i in left])
        for i, evaluation in zip(left, found, strict=True):
            means[i] |= _moments(evaluation, [key for key in rule.bands if key[0] == scenario.name])
            if evaluation.refused or rule.excludes(means[i]):
                ruled_out[i] = scenario.name
    return [
        {
            "kept": not by,
            "ruled_out_by": by,
            **point,
            **{":".join(key): mean for key, mean in given.items()},
        }
        for point, by, given in zip(points, ruled_out, means, strict=True)
    ]


def _moments(evaluation: Evaluation, keys: Sequence[Key]) -> dict[Key, float]:
    found = evaluation.moments.groupby(["scenario", "target"])["value"].mean().to_dict()
    return {key: float(found.get(key, math.nan)) for key in keys}


def _means(moments: Sequence[Mapping[str, Any]]) -> dict[Key, float]:
    return {(m["scenario"], m["target"]): m["mean"] for m in moments}


def _widened(band: Band, by: float) -> Band:
    return replace(band, low=band.low - by, high=band.high + by)


def _beyond(band: Band, value: float) -> float:
    """Return how far outside its band a value is, in half bands; 0 inside."""
    if math.isnan(value):
        return MISSING_DISTANCE
    return max(value - band.high, band.low - value, 0.0) / band.scale
