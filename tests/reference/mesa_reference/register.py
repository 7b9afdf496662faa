"""Numbered seats: where two agents are otherwise equal, the lower seat comes first."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class Seated(Protocol):
    """Who has a seat in a register."""

    seat: int


T = TypeVar("T", bound=Seated)


class Register(Generic[T]):
    """What is registered, in the order of seats.

    Seats given back are taken again first, in the order in which they came back, as the rows of a
    table are: sequential choices and ties go by it.
    """

    def __init__(self) -> None:
        self._seats: list[T | None] = []
        self._free: deque[int] = deque()

    def add(self, item: T) -> None:
        """Give a seat to `item`."""
        if self._free:
            item.seat = self._free.popleft()
            self._seats[item.seat] = item
        else:
            item.seat = len(self._seats)
            self._seats.append(item)

    def remove(self, item: T) -> None:
        """Take the seat of `item` back."""
        self._seats[item.seat] = None
        self._free.append(item.seat)

    def __iter__(self) -> Iterator[T]:
        return (item for item in self._seats if item is not None)

    def __len__(self) -> int:
        return len(self._seats) - len(self._free)


def seated(items: Iterable[T]) -> list[T]:
    """Return items in the order of their seats."""
    return sorted(items, key=lambda item: item.seat)
