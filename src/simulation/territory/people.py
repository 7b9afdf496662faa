"""Households: who lives in each occupied dwelling, before any income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.rng import Streams
from simulation.territory.description import Floats, Integers

SOCIAL, RENTAL, OWNER = 0, 1, 2
"""Tenures, rows of the tables below."""
_TYPES = np.array([(1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (2, 2), (2, 3), (2, 4)])
"""Adults and dependants of each type of household."""
_MIX = np.array(
    [
        [
            (93, 2, 0, 0, 5, 0, 0, 0, 0),
            (70, 9, 1, 0, 16, 3.5, 0.5, 0, 0),
            (38, 14, 8, 1, 18, 13, 7, 1, 0),
            (20, 9, 13, 5, 14, 13, 16, 8, 2),
            (12, 5, 9, 9, 11, 9, 17, 17, 11),
        ],
        [
            (90, 1, 0, 0, 9, 0, 0, 0, 0),
            (64, 4, 1, 0, 27, 3.5, 0.5, 0, 0),
            (36, 10, 5, 1, 26, 14, 7, 1, 0),
            (18, 9, 9, 2, 20, 15, 20, 6, 1),
            (10, 5, 7, 3, 20, 14, 25, 13, 3),
        ],
        [
            (85, 0, 0, 0, 15, 0, 0, 0, 0),
            (66, 3, 1, 0, 27, 2.5, 0.5, 0, 0),
            (44, 5, 3, 0, 35, 8, 4.5, 0.5, 0),
            (27, 4, 4, 1, 36, 12, 13, 3, 0),
            (16, 3, 3, 1, 36, 14, 20, 6, 1),
        ],
    ]
)
"""Types by tenure and rooms, %: assumption, so that each tenure resembles ENL 2013 (INSEE):
persons alone 39 % of social tenants, lone parents 19 %; couples without children 36 % of owners."""
_AGES = np.array(
    [
        [(20, 38, 56, 70, 95), (21, 34, 41, 48, 62)],
        [(19, 24, 32, 50, 92), (21, 32, 38, 45, 60)],
        [(25, 52, 65, 75, 97), (25, 37, 43, 49, 62)],
    ],
    float,
)
"""Age of the reference person by tenure, without and with dependants: smallest, quartiles,
largest (assumption after ENL 2013)."""
_TEEN_FROM, _TEEN_SPAN, _TEEN_BOUNDS = 32.0, 22.0, (0.05, 0.7)
"""A dependant is 14 or more with a probability that rises with the age of the parent."""


@dataclass(frozen=True)
class People:
    """Households without income, columns of shape (n,)."""

    adults: Integers
    teenagers: Integers
    children: Integers
    age: Integers

    @property
    def persons(self) -> Integers:
        """Return the size of each household."""
        return self.adults + self.dependants

    @property
    def dependants(self) -> Integers:
        """Return teenagers and children."""
        return self.teenagers + self.children


def draw_people(tenure: Integers, rooms: Integers, streams: Streams) -> People:
    """Return a household for each occupied dwelling, by its tenure and rooms (1 to 5)."""
    ids = np.arange(tenure.size)
    ladder = np.cumsum(_MIX, axis=2) / _MIX.sum(axis=2, keepdims=True)
    kind = _ladder_draw(
        ladder.reshape(-1, len(_TYPES)),
        tenure * _MIX.shape[1] + rooms - 1,
        streams.uniform("territory.household_type", 0, ids),
    )
    adults, dependants = _TYPES[kind].T
    knots = _AGES[tenure, (dependants > 0).astype(np.int64)]
    age = _along(knots, streams.uniform("territory.age", 0, ids)).astype(np.int64)
    chance = np.clip((age - _TEEN_FROM) / _TEEN_SPAN, *_TEEN_BOUNDS)
    teenagers = np.zeros(tenure.size, np.int64)
    for rank in range(int(dependants.max(initial=0))):
        drawn = streams.uniform("territory.teenager", 0, ids, ordinal=rank) < chance
        teenagers += drawn & (rank < dependants)
    return People(adults, teenagers, dependants - teenagers, age)


def _ladder_draw(ladder: Floats, row: Integers, draws: Floats) -> NDArray[Any]:
    """Return the first class whose cumulated share exceeds the draw."""
    return np.asarray(np.minimum((draws[:, None] >= ladder[row]).sum(axis=1), ladder.shape[1] - 1))


def _along(knots: Floats, draws: Floats) -> Floats:
    """Return values along equally spaced quantiles, one row of knots for each draw."""
    position = draws * (knots.shape[1] - 1)
    left = np.minimum(position.astype(np.int64), knots.shape[1] - 2)
    rows = np.arange(draws.size)
    low, high = knots[rows, left], knots[rows, left + 1]
    return np.asarray(low + (high - low) * (position - left))
