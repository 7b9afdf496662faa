"""The keyed draws of `simulation.rng`, one at a time."""

from __future__ import annotations

from math import cos, log, pi, sqrt

import numpy as np

from simulation.rng import Streams, draw

PERSISTENT = 0  # month of the draws that never change


class _Codes(dict):
    """Codes of streams by name, found once."""

    def __init__(self, streams: Streams) -> None:
        super().__init__()
        self._streams = streams

    def __missing__(self, stream: str) -> np.uint64:
        self[stream] = self._streams.code(stream)
        return self[stream]


class Dice:
    """Draws of one run: a number is a function of what it is for, not of what was drawn before.

    Parameters
    ----------
    streams
        The streams of the run, those of the model that is compared with.
    """

    def __init__(self, streams: Streams) -> None:
        self._codes = _Codes(streams)

    def uniform(
        self, stream: str, month: int, identity: int, other: int = 0, ordinal: int = 0
    ) -> float:
        """Return a uniform number in (0, 1)."""
        return draw(self._codes[stream], month, identity, other, ordinal)

    def normal(self, stream: str, month: int, identity: int) -> float:
        """Return a standard normal number (Box and Muller 1958)."""
        code = self._codes[stream]
        radius = sqrt(-2.0 * log(draw(code, month, identity, 0, 0)))
        return radius * cos(2.0 * pi * draw(code, month, identity, 0, 1))

    def gumbel(self, stream: str, identity: int, other: int) -> float:
        """Return a persistent standard Gumbel number of a pair."""
        return -log(-log(draw(self._codes[stream], PERSISTENT, identity, other, 0)))

    def first_event(
        self, streams: tuple[str, ...], month: int, identity: int, hazards: list[float]
    ) -> tuple[int | None, int]:
        """Return the month of the first of competing events before next January, and which it is.

        Each hazard, a year, gives an exponential time; None, −1 when none comes before January.
        """
        soonest, which = float(12 - month % 12), -1
        for kind, hazard in enumerate(hazards):
            if hazard > 0.0:
                u = draw(self._codes[streams[kind]], month, identity, 0, 0)
                months = -log(u) / hazard * 12.0
                if months < soonest:
                    soonest, which = months, kind
        return (month + int(soonest) if which >= 0 else None), which
