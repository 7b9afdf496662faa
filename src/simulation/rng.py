"""Random numbers as a function of what they are for: no state, no order.

A draw is a hash of (key, stream name, month, id, other, ordinal). Two scenarios share every draw
that means the same thing, whatever the thread, process, order or population. The mixing function
is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), applied
once per argument.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLIER_A = np.uint64(0xBF58476D1CE4E5B9)
_MULTIPLIER_B = np.uint64(0x94D049BB133111EB)
_SHIFT_A = np.uint64(30)
_SHIFT_B = np.uint64(27)
_SHIFT_C = np.uint64(31)
_SHIFT_TO_53_BITS = np.uint64(11)
_SCALE = 2.0**-53
_NONE = 0  # the second identity of what has none
_NOBODY_ELSE = np.zeros(1, np.int64)
_NEWBORN = np.uint64(1 << 62)  # a bit that no identity of an arrival has
_NEWBORN_BITS = np.uint64((1 << 62) - 1)


def _mix(value: Any) -> Any:
    value = value + _GAMMA
    value = (value ^ (value >> _SHIFT_A)) * _MULTIPLIER_A
    value = (value ^ (value >> _SHIFT_B)) * _MULTIPLIER_B
    return value ^ (value >> _SHIFT_C)


mix = njit(cache=True, inline="always")(_mix)


@njit(cache=True, forceinline=True)
def month_opened(stream: np.uint64, month: int) -> np.uint64:
    """Return the part of a draw that depends on its stream and month only."""
    return mix(np.uint64(stream) ^ mix(np.uint64(np.int64(month))))


@njit(cache=True, forceinline=True)
def identity_opened(state: np.uint64, identity: int) -> np.uint64:
    """Return what `draw_open` does, from what `month_opened` returned."""
    return mix(state ^ mix(np.uint64(np.int64(identity))))


@njit(cache=True, forceinline=True)
def draw_open(stream: np.uint64, month: int, identity: int) -> np.uint64:
    """Return the part of a draw that does not depend on `other`, for many draws of one identity."""
    return identity_opened(month_opened(stream, month), identity)


@njit(cache=True, forceinline=True)
def draw_close(state: np.uint64, other: int, ordinal: int) -> float:
    """Return the uniform number in (0, 1) of what `draw_open` returned and a second identity."""
    return draw_mixed(state, mix(np.uint64(np.int64(other))), ordinal)


@njit(cache=True, forceinline=True)
def draw_mixed(state: np.uint64, mixed: np.uint64, ordinal: int) -> float:
    """Return the same, from what `mixed_up_to` holds of the second identity."""
    state = mix(state ^ mixed)
    state = mix(state ^ np.uint64(np.int64(ordinal)))
    return (np.float64(state >> _SHIFT_TO_53_BITS) + 0.5) * _SCALE


@njit(cache=True)
def mixed_up_to(count: int) -> NDArray[np.uint64]:
    """Return the second identities 0 to `count` − 1 as `draw_mixed` takes them, shape (count,)."""
    out = np.empty(count, np.uint64)
    for other in range(count):
        out[other] = mix(np.uint64(other))
    return out


@njit(cache=True, forceinline=True)
def draw_from(opened: np.uint64, identity: int, other: int, ordinal: int) -> float:
    """Return the uniform number in (0, 1) of what `month_opened` returned and two identities."""
    return draw_close(identity_opened(opened, identity), other, ordinal)


@njit(cache=True, forceinline=True)
def draw(stream: np.uint64, month: int, identity: int, other: int, ordinal: int) -> float:
    """Return one uniform number in (0, 1): the scalar that kernels call."""
    return draw_close(draw_open(stream, month, identity), other, ordinal)


@njit(cache=True)
def _draw_all(
    stream: np.uint64,
    month: int,
    ids: NDArray[np.int64],
    others: NDArray[np.int64],
    ordinal: int,
) -> NDArray[np.float64]:
    """Return one draw for each id and its other, or the only other that there is."""
    out = np.empty(ids.size, np.float64)
    step = 0 if others.size == 1 else 1
    opened = month_opened(stream, month)
    for i in range(ids.size):
        out[i] = draw_from(opened, ids[i], others[i * step], ordinal)
    return out


@njit(cache=True)
def draws_of_months(
    stream: np.uint64, months: NDArray[np.int64], ids: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return one draw for each identity and the month that goes with it, shape (n,)."""
    out = np.empty(ids.size, np.float64)
    for i in range(ids.size):
        out[i] = draw(stream, months[i], ids[i], 0, 0)
    return out


@njit(cache=True)
def newborn_identities(parents: NDArray[np.int64], month: int, ordinal: int) -> NDArray[np.int64]:
    """Return the identities of households that come out of others, shape (n,).

    A hash of parent, month and ordinal in 62 bits: of a million newborn households, two have the
    same identity with a probability of 1e-7. The highest bit tells them from all others.
    """
    out = np.empty(parents.size, np.int64)
    for i in range(parents.size):
        mixed = draw_open(np.uint64(ordinal), month, parents[i])
        out[i] = np.int64((mixed & _NEWBORN_BITS) | _NEWBORN)
    return out


def _plain(values: ArrayLike) -> NDArray[np.int64]:
    """Return identities side by side and writeable: the one form that is compiled for."""
    found = np.ascontiguousarray(values, np.int64)
    return (found if found.flags.writeable else found.copy()).reshape(-1)


class Streams:
    """Named streams of one key.

    Parameters
    ----------
    key
        The key of the run; replicates differ by it only.
    """

    def __init__(self, key: int) -> None:
        self.key = int(key)
        self._codes: dict[str, np.uint64] = {}

    def code(self, name: str) -> np.uint64:
        """Return the code of the stream `name`, to hand to a kernel that calls `draw`."""
        if name not in self._codes:
            digest = hashlib.blake2b(f"{self.key}:{name}".encode(), digest_size=8).digest()
            self._codes[name] = np.uint64(int.from_bytes(digest, "little"))
        return self._codes[name]

    def uniform(
        self, name: str, month: int, ids: ArrayLike, other: ArrayLike = _NONE, ordinal: int = 0
    ) -> NDArray[np.float64]:
        """Return one uniform number in (0, 1) for each id, shape (n,).

        `other` is a second identity for pairs (broadcast to `ids`), `ordinal` a repeat count.
        """
        identities = _plain(ids)
        others = _NOBODY_ELSE if other is _NONE else _plain(other)
        if others.size != 1:
            others = _plain(np.broadcast_to(other, np.shape(ids)))
        drawn: NDArray[np.float64] = _draw_all(self.code(name), month, identities, others, ordinal)
        return drawn
