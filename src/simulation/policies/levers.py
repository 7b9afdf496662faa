"""Pull a lever: what every policy of a run contributes, combined, and what each of them touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.policies.base import LEVERS, NO_OPINION, Lever, Policy
from simulation.policies.records import Record
from simulation.state.world import World


@dataclass(frozen=True)
class ByPolicy:
    """An argument of a lever that differs from policy to policy, by position."""

    of: Callable[[int], Any]


class Levers:
    """Every policy of a run, seen through the levers.

    Parameters
    ----------
    policies
        In any order: contributions are combined in the order of their keys.
    first_year
        First year of the run after the spin-up.
    """

    def __init__(self, policies: Iterable[Policy], first_year: int) -> None:
        self.first_year = first_year
        self.policies = sorted(policies, key=lambda p: (p.key, p.model_dump_json()))
        self._used = [frozenset(used(type(policy))) for policy in self.policies]

    def pull(self, name: str, world: World, *arguments: Any) -> Any:
        """Return the combined contributions to the lever `name`, None when there is none.

        What each policy touched goes into the ledger.
        """
        parts = [part for _, part in self.each(name, world, *arguments)]
        return LEVERS[name].combine(parts) if parts else None

    def each(self, name: str, world: World, *arguments: Any) -> list[tuple[int, Any]]:
        """Return the contributions to a lever, each with the position of its policy."""
        if world.month < 0:
            return []
        found = []
        for position, policy in enumerate(self.policies):
            if name not in self._used[position]:
                continue
            acts = policy.has_begun if LEVERS[name].outlives else policy.is_active
            if not acts(world.year, self.first_year):
                continue
            given = [a.of(position) if isinstance(a, ByPolicy) else a for a in arguments]
            part = getattr(policy, name)(world, *given)
            if part is not None:
                part = _signed(part, position)
                found.append((position, part))
                if LEVERS[name].touches is not None and not LEVERS[name].is_told:
                    rows, who = _touched(world, LEVERS[name], part, *arguments)
                    world.ledger.touch(position, name, rows, who)
        return found


def _signed(part: Any, position: int) -> Any:
    """Return records with the position of the policy that they come from."""
    if not isinstance(part, tuple):
        return part
    return tuple(replace(r, source=position) if isinstance(r, Record) else r for r in part)


def used(policy: type[Policy]) -> tuple[str, ...]:
    """Return the levers that a policy overrides, in the order of the menu."""
    return tuple(name for name in LEVERS if getattr(policy, name) is not getattr(Policy, name))


def _touched(
    world: World, lever: Lever, part: Any, *arguments: Any
) -> tuple[NDArray[np.int64], NDArray[np.int64] | None]:
    """Return the rows that a contribution touches, and who stands in them where rows are reused.

    The rows are the first argument of the lever, when it is an array, or positions in what it acts
    over; records tell theirs by `touches`.
    """
    if isinstance(part, tuple):
        rows = [row for record in part for row in record.touches]
        return np.unique(np.array(rows, np.int64)), None
    if np.issubdtype(part.dtype, np.integer):
        is_touched = part != NO_OPINION
    else:
        is_touched = ~np.isnan(part) if np.isnan(lever.neutral) else part != lever.neutral
    touched = np.flatnonzero(is_touched if part.ndim == 1 else is_touched.any(axis=1))
    if not arguments or np.ndim(arguments[0]) == 0:
        return touched, None
    found = np.asarray(arguments[0], np.int64)[touched]
    h = world.households
    if lever.over.startswith("applications"):
        return found, h.id[world.applications.household[found]]
    return found, h.id[found] if lever.over.startswith("households") else None
