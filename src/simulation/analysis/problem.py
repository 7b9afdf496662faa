"""The samples of a sweep as SALib sees them: coordinates, and the design that they form.

A Morris or a Saltelli design is recognised by its shape, so that an index is never computed on
samples that do not allow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Numbers = NDArray[np.int64]
MORRIS, SALTELLI, ANY = "morris", "saltelli", "any"
_CLOSE = 1e-9


@dataclass(frozen=True)
class Design:
    """What shape the samples have.

    Attributes
    ----------
    kind
        One of morris, saltelli, any.
    block
        Samples of one trajectory (morris) or of one base point (saltelli); 1 otherwise.
    n_levels
        Levels of the Morris grid, 0 otherwise.
    has_second_order
        True where second-order indices of Sobol' can be computed.
    """

    kind: str
    block: int = 1
    n_levels: int = 0
    has_second_order: bool = False


def problem_of(n: int) -> dict[str, Any]:
    """Return the problem of SALib for `n` coordinates between 0 and 1.

    The names are SALib's own affair: it refuses some that parameters may have.
    """
    return {"num_vars": n, "names": [f"x{i}" for i in range(n)], "bounds": [[0.0, 1.0]] * n}


def design_of(samples: Numbers, points: Points) -> Design:
    """Return the design of samples by their numbers, shape (n,), and points, shape (n, factors).

    Samples may be missing: blocks that are not whole are left out.
    """
    d = points.shape[1]
    shapes = [(SALTELLI, 2 * d + 2), (SALTELLI, d + 2), (MORRIS, d + 1)]
    for kind, block in shapes:
        whole = points[whole_blocks(samples, block)].reshape(-1, block, d)
        if not len(whole):
            continue
        if kind == SALTELLI and _is_saltelli(whole):
            return Design(SALTELLI, block, has_second_order=block > d + 2)
        if kind == MORRIS and _is_morris(whole):
            return Design(MORRIS, block, n_levels=_levels(whole))
    return Design(ANY)


def whole_blocks(samples: Numbers, block: int) -> NDArray[np.bool_]:
    """Return which samples, of increasing numbers, belong to a block that is whole, shape (n,)."""
    blocks = samples // block
    _, inverse, counts = np.unique(blocks, return_inverse=True, return_counts=True)
    found: NDArray[np.bool_] = counts[inverse] == block
    return found


def parts_of(blocks: Numbers, n_parts: int, key: int) -> Numbers:
    """Return the part, from 0, that each sample is left out with, shape (n,).

    Samples of one block stay together: they share most of their coordinates, and one would tell of
    the other. There are fewer parts where there are fewer blocks.
    """
    from simulation.rng import Streams

    _, inverse = np.unique(blocks, return_inverse=True)
    n_blocks = int(inverse.max()) + 1
    order = np.argsort(Streams(key).uniform("left out", 0, np.arange(n_blocks)))
    part = np.empty(n_blocks, np.int64)
    part[order] = np.arange(n_blocks) % min(n_parts, n_blocks)
    found: Numbers = part[inverse]
    return found


def _is_saltelli(blocks: NDArray[np.float64]) -> bool:
    """Tell whether each block is A, A with one column of B in turn, (B with one of A,) and B."""
    d = blocks.shape[2]
    first, last = blocks[:, 0], blocks[:, -1]
    if not (np.abs(first - last) > _CLOSE).any(axis=0).all():
        return False
    for j in range(blocks.shape[1] - 2):
        body, taken = (first, last) if j < d else (last, first)
        expected = body.copy()
        expected[:, j % d] = taken[:, j % d]
        if not np.allclose(blocks[:, j + 1], expected, rtol=0, atol=_CLOSE):
            return False
    return True


def _is_morris(trajectories: NDArray[np.float64]) -> bool:
    """Tell whether each step moves one coordinate at most, and each coordinate once at most.

    A whole number may stay where it is when its step is rounded away.
    """
    moved = np.abs(np.diff(trajectories, axis=1)) > _CLOSE
    if not moved.any(axis=(0, 1)).all():
        return False
    return bool((moved.sum(axis=2) <= 1).all() and (moved.sum(axis=1) <= 1).all())


def _levels(trajectories: NDArray[np.float64]) -> int:
    """Return the levels whose step, levels / (2 (levels − 1)), is nearest to the usual one."""
    steps = np.abs(np.diff(trajectories, axis=1))
    step = float(np.median(steps[steps > _CLOSE]))
    candidates = range(2, 22, 2)
    return min(candidates, key=lambda levels: abs(levels / (2 * (levels - 1)) - step))
