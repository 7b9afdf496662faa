"""Months in which events of constant hazard happen."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.rng import draw_from, month_opened

_NEARLY_A_YEAR = 12.0 - 1e-6  # months, so that rounding cannot take an event away


@njit(cache=True)
def first_event(
    streams: NDArray[Any],
    month: int,
    ids: NDArray[Any],
    hazards: NDArray[Any],
    months_left: int,
    never: int,
) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """Return the month of the first of several competing events, and which one it is.

    Each hazard gives an exponential time, −ln(u)/hazard years from `month`; the first one wins
    (competing risks, Kalbfleisch and Prentice 2002, ch. 8). Times from `months_left` on do not
    count: hazards are drawn anew then.

    Parameters
    ----------
    streams
        Code of the stream of each hazard, shape (kinds,).
    ids
        Identities, shape (n,).
    hazards
        Events per year, shape (n, kinds); 0 never happens.

    Returns
    -------
    when, kind
        Month, `never` for none; position of the hazard, −1 for none.
    """
    when = np.full(ids.size, never, np.int32)
    kind = np.full(ids.size, -1, np.int8)
    opened = np.empty(streams.size, np.uint64)
    for k in range(streams.size):
        opened[k] = month_opened(streams[k], month)
    for i in range(ids.size):
        soonest = float(months_left)
        for k in range(streams.size):
            if hazards[i, k] <= 0.0:
                continue
            u = draw_from(opened[k], ids[i], 0, 0)
            # As −ln u is at least 1 − u, most draws are too late without a logarithm.
            if (1.0 - u) * _NEARLY_A_YEAR >= soonest * hazards[i, k]:
                continue
            months = -np.log(u) / hazards[i, k] * 12.0
            if months < soonest:
                soonest = months
                kind[i] = k
        if kind[i] >= 0:
            when[i] = month + int(soonest)
    return when, kind
