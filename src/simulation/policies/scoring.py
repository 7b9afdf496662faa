"""The scoring of applications (cotation): another grid, what it weighs, and where it does not."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from simulation.config.consistency import InconsistentError, Problem
from simulation.config.parameter import param
from simulation.config.scoring import Scoring as Grid
from simulation.policies.base import HOLDERS, JUDGEMENT, SCORE, STEERING, Policy
from simulation.policies.groups import has_profile, profiles_of
from simulation.state.world import World

_LAW = "CCH L.441-2-8; décrets 2019-1378 and 2021-1016"
_FREE = "free: scenario"
_N_WEIGHTS = 5


class Scoring(Policy):
    """Change the scoring grid, or what the score and other practices count for in a scope.

    Mechanism: a grid replaces that of the scenario over the whole territory. In the scope, the
    score counts for `weight` times as much, and so do steering by landlords, the commission's own
    judgement and what holders look for: with these three at 0 the score alone decides (pure
    scoring). A derogation is such a policy with its own scope: the score counts for less there,
    and groups have points instead.

    Law: scoring is compulsory, uniform over the territory, a help to decision; the agreement may
    derogate for residences at stake (CCH L.441-2-8).

    May backfire: scores favour the poorest and the longest waiting, who then are sent where homes
    come free; pure scoring in QPV works against mixing.

    Left at its defaults it changes nothing: set a grid, one of `weight`, `steering`, `judgement`
    and `holders` away from 1, or points of a group.
    """

    key: ClassVar[str] = "scoring"

    grid: Path | None = param(None, unit="path", bounds=None, source=_LAW)
    """Grid file, relative to the scenario file; or [[policies.criteria]] tables in its place."""
    figures: Grid | None = param(None, unit="grid", bounds=None, source=_LAW)
    """Figures of the grid, as it was read."""
    weight: float = param(1.0, unit="factor", bounds=(0, 20), source=_LAW)
    """What the score counts for in the scope, over what it counts for elsewhere; 0: nothing."""
    steering: float = param(1.0, unit="factor", bounds=(0, 20), source=_FREE)
    """What landlords' steering by means counts for; 0: nothing."""
    judgement: float = param(1.0, unit="factor", bounds=(0, 20), source=_FREE)
    """What the commission's own judgement counts for; 0: nothing."""
    holders: float = param(1.0, unit="factor", bounds=(0, 20), source=_FREE)
    """What holders look for counts for; 0: nothing."""
    fragile_from: int = param(0, unit="class", bounds=(0, 10), source=_FREE)
    """Class from which residences of the scope are in; 0: all of them, assessed or not."""
    first_quartile: float = param(0.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the first legal quartile in the scope."""
    second_quartile: float = param(0.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the second one."""
    third_quartile: float = param(0.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the third one."""
    fourth_quartile: float = param(0.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of the fourth one."""
    job: float = param(0.0, unit="points", bounds=(-100, 100), source=_FREE)
    """Points of a job there, whatever the quartile."""

    @model_validator(mode="after")
    def _is_read(self) -> Scoring:
        if self.grid is not None:
            raise InconsistentError(Problem(("grid",), "grid_unread"))
        return self

    def problems(self, world: World) -> tuple[Problem, ...]:
        """Refuse a grid for a part of the territory."""
        if self.figures is not None and not self.scope.is_empty:
            return (Problem(("scope",), "grid_uniform"),)
        return ()

    def uses(self, lever: str) -> bool:
        """Return whether the policy may pull a lever: that of the grid when it has one."""
        return self.figures is not None if lever == "scoring_grid" else super().uses(lever)

    def scoring_grid(self, world: World) -> tuple[Grid] | None:
        """Return the grid, if there is one."""
        return None if self.figures is None else (self.figures,)

    def letting_weights(self, world: World) -> NDArray[np.float64] | None:
        """Return what score, steering, judgement and holders count for in the scope."""
        factors = np.ones(_N_WEIGHTS)
        factors[[SCORE, STEERING, JUDGEMENT, HOLDERS]] = (
            self.weight, self.steering, self.judgement, self.holders,
        )  # fmt: skip
        grown = 1.0 + self.strength(world) * (factors - 1.0)
        return np.where(self._inside(world)[:, None], grown, 1.0)

    def residence_points(self, world: World) -> NDArray[np.float64] | None:
        """Return the points of each profile in the scope."""
        points = np.array(
            [self.first_quartile, self.second_quartile, self.third_quartile, self.fourth_quartile]
        )
        groups = np.tile(points, 2) + self.job * has_profile(profiles_of((1, 2, 3, 4), True))
        return np.outer(self._inside(world), self.strength(world) * groups)

    def _inside(self, world: World) -> NDArray[np.bool_]:
        inside = self.residences(world) & (world.residences.fragility >= self.fragile_from)
        return np.asarray(inside & (world.residences.landlord >= 0))
