"""A legal parameter: its values, each with the date it came into force and its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from simulation.config.errors import InputError

T = TypeVar("T")
Day = date | str
"""A day, as a date or as ISO text ("2022-07-01")."""


def as_day(day: Day) -> date:
    """Return `day` as a date; text that is no ISO date raises `InputError`."""
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise InputError(f'"{day}" is not a date: write it as in 2022-07-01.') from None


@dataclass(frozen=True)
class Value(Generic[T]):
    """One value, in force from `since` (ISO text) to the next one; `source` is the legal text."""

    since: str
    amount: T
    source: str


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A parameter of the law.

    Attributes
    ----------
    name, unit
        What it is, in plain words, for messages and documents.
    values
        Oldest first; each replaces the one before.
    """

    name: str
    unit: str
    values: tuple[Value[T], ...]

    def __post_init__(self) -> None:
        """Refuse a parameter without values, or whose dates do not increase."""
        days = [as_day(value.since) for value in self.values]
        if not days or days != sorted(set(days)):
            raise ValueError(f"{self.name}: values must be given once each, oldest first.")

    def value_at(self, day: Day) -> Value[T]:
        """Return the value in force on `day` with its source; too early raises `InputError`."""
        wanted = as_day(day)
        in_force = [value for value in self.values if as_day(value.since) <= wanted]
        if not in_force:
            first = self.values[0].since
            raise InputError(
                f"{self.name}: no value known on {wanted}; the first is of {first}. "
                f"Choose {first} or a later date."
            )
        return in_force[-1]

    def at(self, day: Day) -> T:
        """Return the amount in force on `day`; a date before the first raises `InputError`."""
        return self.value_at(day).amount
