"""How a lever is declared, and the common ways in which contributions combine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.errors import InputError
from simulation.policies.combine import NO_OPINION

Combiner = Callable[[list[Any]], Any]


def one_opinion(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """Merge arrays in which `NO_OPINION` means none; two opinions on one row are refused."""
    stacked = np.stack(parts)
    if ((stacked != NO_OPINION).sum(axis=0) > 1).any():
        raise InputError(
            "two policies set the rent or the flow of the same dwelling; "
            "give them different scopes or years, or keep one"
        )
    merged: NDArray[Any] = stacked.max(axis=0)
    return merged


def added(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Add arrays."""
    total: NDArray[np.float64] = np.sum(np.stack(parts), axis=0)
    return total


def highest(parts: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Keep the highest value of each row."""
    most: NDArray[np.float64] = np.max(np.stack(parts), axis=0)
    return most


def joined(parts: list[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Put records one after the other."""
    return tuple(record for part in parts for record in part)


@dataclass(frozen=True)
class Lever:
    """What a lever acts over, its unit, how contributions combine; the rest: see `lever`."""

    over: str
    unit: str
    combine: Combiner
    outlives: bool = False
    neutral: float = 0.0
    exclusive: bool = False
    counts: str | None = ""
    is_told: bool = False

    @property
    def touches(self) -> str | None:
        """Return what the table of policies counts of it; None when nothing."""
        return self.over.partition(" ")[0] if self.counts == "" else self.counts


def lever(
    *,
    over: str,
    unit: str,
    combine: Combiner,
    outlives: bool = False,
    neutral: float = 0.0,
    exclusive: bool = False,
    counts: str | None = "",
    is_told: bool = False,
) -> Callable[[Any], Any]:
    """Declare a method of `Policy` as a lever.

    One that `outlives` the policy is pulled after its last year too: what was begun is finished.
    A value of `neutral` touches nothing; `counts` names what is counted where it is not what the
    lever acts over, None leaves it out. What `is_told` is counted by the process that pulls the
    lever: it knows what came of its records. An `exclusive` one takes one policy at a place and
    time: packages with two are refused.
    """

    def mark(method: Any) -> Any:
        method.lever = Lever(over, unit, combine, outlives, neutral, exclusive, counts, is_told)
        return method

    return mark
