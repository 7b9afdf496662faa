"""Distance between what scenarios give and published targets, for any set of parameters.

The loss is the mean, over territories and scored targets, of the squared distance of the simulated
moment from what is aimed at, in half bands: 1 is a moment at the end of its band. Moments are means
over years, then over replicates (simulated method of moments: McFadden 1989, doi:10.2307/1913621;
Franke and Westerhoff 2012, doi:10.1016/j.jedc.2011.10.004). Every set of parameters is simulated
with the same keys, so that two of them differ by what they are, not by their draws.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from simulation.analysis.moments import published_value, territory_name
from simulation.config.errors import InputError
from simulation.config.targets import MISSING_DISTANCE, Band, Target
from simulation.config.vary import with_values

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import Scenario

Simulate = Callable[[Sequence["Scenario"], Sequence[Target]], "pd.DataFrame"]
Point = Mapping[str, float]
_WORST = MISSING_DISTANCE**2


@dataclass(frozen=True)
class Evaluation:
    """What a set of parameters gave.

    Attributes
    ----------
    moments
        Columns scenario, target, replicate, value; empty when the set was refused.
    loss
        Mean squared distance of the scored targets.
    inside
        Scored targets whose mean is in its band.
    refused
        Why no run was made: parameters that do not go together.
    """

    parameters: Point
    moments: pd.DataFrame
    loss: float
    inside: int
    refused: str = ""


@dataclass(frozen=True)
class MomentFit:
    """Scenarios, the targets of their territories, and how to simulate.

    Attributes
    ----------
    simulate
        From scenarios of distinct names, and targets, to the moments of their runs: columns
        scenario, target, replicate, value. A target that a scenario does not have is left out here.
    """

    scenarios: tuple[Scenario, ...]
    targets: tuple[Target, ...]
    simulate: Simulate

    @cached_property
    def bands(self) -> dict[tuple[str, str], Band]:
        """Band of each scored target, by scenario and target."""
        return bands_of(self.scenarios, self.targets)

    def evaluate(self, points: Sequence[Point]) -> list[Evaluation]:
        """Simulate every scenario at every point, in one batch, and judge each point."""
        variants: dict[str, tuple[int, Scenario]] = {}
        refused: dict[int, str] = {}
        for number, point in enumerate(points):
            try:
                changed = [with_values(scenario, point) for scenario in self.scenarios]
            except InputError as error:
                refused[number] = str(error)
                continue
            variants |= {f"{s.name}.{number}": (number, s) for s in changed}
        measured = self._moments(variants)
        return [
            self._judged(point, measured[measured["point"] == number], refused.get(number, ""))
            for number, point in enumerate(points)
        ]

    def distance(self, key: tuple[str, str], mean: float | None) -> float:
        """Return the signed distance of a moment from what its target aims at, in half bands."""
        return self.bands[key].distance(math.nan if mean is None else mean)

    def _moments(self, variants: Mapping[str, tuple[int, Scenario]]) -> pd.DataFrame:
        import pandas as pd

        if not variants:
            return pd.DataFrame(columns=["scenario", "target", "replicate", "value", "point"])
        named = [s.model_copy(update={"name": name}) for name, (_, s) in variants.items()]
        found = self.simulate(named, self._scored())
        return found.assign(
            point=found["scenario"].map({name: number for name, (number, _) in variants.items()}),
            scenario=found["scenario"].map({name: s.name for name, (_, s) in variants.items()}),
        )

    def _scored(self) -> tuple[Target, ...]:
        names = {name for _, name in self.bands}
        return tuple(target for target in self.targets if target.name in names)

    def _judged(self, point: Point, found: pd.DataFrame, refused: str) -> Evaluation:
        kept = found.drop(columns="point").reset_index(drop=True)
        if refused:
            return Evaluation(point, kept, _WORST, 0, refused)
        means = kept.groupby(["scenario", "target"])["value"].mean().to_dict()
        squares = [self.distance(key, means.get(key)) ** 2 for key in self.bands]
        inside = [band.holds(means.get(key, math.nan)) for key, band in self.bands.items()]
        return Evaluation(point, kept, sum(squares) / len(squares), sum(inside))


def bands_of(
    scenarios: Sequence[Scenario], targets: Sequence[Target]
) -> dict[tuple[str, str], Band]:
    """Return the band of each scored target, by the names of scenario and target."""
    return {
        (scenario.name, target.name): band
        for scenario in scenarios
        for target in targets
        if target.scored and target.holds_for(territory_name(scenario))
        if (band := target.band(published_value(target, scenario))) is not None
    }
