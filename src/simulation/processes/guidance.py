"""What residences add to the rank of candidates: points by profile, and what scores count for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.queue import N_PROFILES
from simulation.policies.base import SCORE
from simulation.processes import practice
from simulation.processes.context import Context
from simulation.state.world import World


def points(
    world: World, context: Context, vacancies: NDArray[np.int64], follows: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the points of each profile on each vacancy, shape (n, 8).

    `follows` is how far those who nominate follow guidance, 0 to 1.
    """
    guidance = context.levers.pull("residence_points", world)
    if guidance is None:
        return np.zeros((vacancies.size, N_PROFILES))
    found: NDArray[np.float64] = guidance[world.dwellings.residence[vacancies]]
    return follows[:, None] * found


def score_there(
    world: World,
    context: Context,
    homes: NDArray[np.int64],
    files: NDArray[np.int64],
    scores: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return what the score of each file counts for in a dwelling, with guidance, shape (n,)."""
    residence = world.dwellings.residence[homes]
    weights = context.levers.pull("letting_weights", world)
    if weights is not None:
        scores = scores * weights[residence, SCORE]
    guidance = context.levers.pull("residence_points", world)
    if guidance is None:
        return scores
    profiles = practice.profiles(world, world.applications.household[files])
    follows = practice.alignment(world, context, homes)
    found: NDArray[np.float64] = scores + follows * guidance[residence, profiles]
    return found
