"""Copy this file under the name of your policy, set `key` to that name, and fill the levers.

Nothing else has to change: the scenario reader, help, tables and tests find the new file.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from simulation.config.parameter import param
from simulation.policies.base import Policy
from simulation.state.world import World


class Skeleton(Policy):
    """Say in one line what the policy does.

    Mechanism: through which lever it acts, and why that should change who lives where.

    Law or place: who does this, under which article.

    May backfire: what could go wrong.
    """

    key: ClassVar[str] = "_skeleton"

    points: float = param(0.0, unit="points", bounds=(0, 50), source="choice of the territory")
    """Points for files of the first quartile."""

    def application_points(
        self, world: World, files: NDArray[np.int64]
    ) -> NDArray[np.float64] | None:
        """Return points for files of first-quartile households."""
        household = world.applications.household[files]
        first = world.households.quartile_legal[household] == 1
        return np.where(first, self.points, 0.0)
