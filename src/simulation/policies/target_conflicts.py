"""Attribution targets of several policies that cannot be held together, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.policies.base import Policy, Target
from simulation.policies.claims import meet, pairs, years_of
from simulation.policies.groups import has_profile
from simulation.state.world import World

_TOLERANCE = 1e-9
Held = tuple[int, Policy, Target]


def target_problems(
    world: World, policies: Sequence[Policy | None], last_year: int
) -> Iterator[Problem]:
    """Return targets that two policies hold, and sets that add to more than one somewhere."""
    held = [
        (i, policy, target)
        for i, policy in enumerate(policies)
        if policy is not None
        for target in policy.targets(world) or ()
    ]
    yield from _same(world, policies, last_year, held)
    yield from _exceeding(world, last_year, held)


def _same(
    world: World, policies: Sequence[Policy | None], last_year: int, held: list[Held]
) -> Iterator[Problem]:
    for i, one, j, two in pairs(policies):
        own = {t.name: t for position, _, t in held if position == i}
        others = [t for position, _, t in held if position == j and t.name in own]
        both = [t.name for t in others if (t.residences & own[t.name].residences).any()]
        if both and meet(years_of(world, one, last_year), years_of(world, two, last_year)):
            details = {"position": i + 1, "target": ", ".join(both)}
            yield Problem(("policies", j), "same_target", details)


def _exceeding(world: World, last_year: int, held: list[Held]) -> Iterator[Problem]:
    """Return the smallest sets of targets of disjoint groups that add to more than one.

    Sets that are short together grow target by target: a profile is in one of them at most.
    """
    grown: list[tuple[list[int], NDArray[np.bool_]]] = [([], world.residences.landlord >= 0)]
    told: list[set[int]] = []
    for last, (position, policy, target) in enumerate(held):
        years = years_of(world, policy, last_year)
        for chosen, shared in list(grown):
            some, both = [*chosen, last], shared & target.residences
            targets = [held[k][2] for k in some]
            if not both.any() or not _disjoint(targets) or any(set(some) >= t for t in told):
                continue
            if not all(meet(years, years_of(world, held[k][1], last_year)) for k in chosen):
                continue
            if sum(t.share for t in targets) > 1.0 + _TOLERANCE:
                told.append(set(some))
                area = int(world.residences.area[np.flatnonzero(both)[0]])
                yield _exceed(world, position, targets, area)
            else:
                grown.append((some, both))


def _disjoint(targets: Sequence[Target]) -> bool:
    claims = np.sum([has_profile(target.profiles) for target in targets], axis=0)
    return bool((claims <= 1).all())


def _exceed(world: World, position: int, targets: Sequence[Target], area: int) -> Problem:
    names = world.names.areas
    details = {
        "total": f"{sum(t.share for t in targets):g}",
        "place": names[area] if area < len(names) else str(area),
        "targets": ", ".join(f"{t.name} {t.share:g}" for t in targets),
    }
    return Problem(("policies", position), "targets_exceed", details)
