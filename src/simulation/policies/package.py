"""What is wrong with the policies of a scenario in its territory, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.lines import KeyPath
from simulation.config.projects import Project
from simulation.policies import siting
from simulation.policies.base import LEVERS, Claim, Policy, Target
from simulation.policies.groups import has_profile
from simulation.policies.plan import make_plan
from simulation.policies.scopes import scope_problems
from simulation.state.schema import Work
from simulation.state.world import World

_TOLERANCE = 1e-9


def package_problems(
    world: World, policies: Sequence[Policy], last_year: int, projects: Sequence[Project] = ()
) -> list[Problem]:
    """Return the problems of a package; paths start at ``policies``.

    A scope that names nothing known or holds no social dwelling, what each policy finds wrong with
    itself, two policies that fix the same thing at the same place and time, attribution targets
    that cannot be met together, what is wrong with projects, works on the same buildings.
    """
    plan, found = make_plan(world, projects)
    for i, policy in enumerate(policies):
        found += scope_problems(world, policy.scope, ("policies", i, "scope"))
        own = policy.problems(world)
        found += [Problem(("policies", i, *p.path), p.code, p.details) for p in own]
    if not found:
        found += _exclusive(world, policies, last_year)
        found += _targets(world, policies, last_year)
        found += _works(world, policies, projects, (plan.works, plan.by))
    return found


def overlap(world: World, one: Policy, two: Policy, last_year: int) -> bool:
    """Return whether two policies act in some of the same years and the same residences."""
    first = max(one.first_year(world), two.first_year(world))
    ends = [p.end_year if p.end_year is not None else last_year for p in (one, two)]
    if first > min(ends):
        return False
    social = world.residences.landlord >= 0
    return bool((one.residences(world) & two.residences(world) & social).any())


def _exclusive(world: World, policies: Sequence[Policy], last_year: int) -> Iterator[Problem]:
    for (i, one), (j, two) in combinations(enumerate(policies), 2):
        both = [
            name
            for name, lever in LEVERS.items()
            if lever.exclusive and one.uses(name) and two.uses(name)
        ]
        if both and overlap(world, one, two, last_year):
            details = {"name": two.key, "other": one.key, "position": i + 1, "lever": both[0]}
            yield Problem(("policies", j), "exclusive", details)


def _works(
    world: World,
    policies: Sequence[Policy],
    projects: Sequence[Project],
    planned: tuple[np.ndarray, np.ndarray],
) -> Iterator[Problem]:
    """Return demolitions and refurbishments that do not fit together into the stock of both.

    Each asks for a share of the homes of its residences; two of them can be kept apart only if
    what they ask for together is at most what both lie in.
    """
    works, by = planned
    claims: list[tuple[KeyPath, str, Claim]] = [
        (("projects", i), project.name, Claim(work, (works == work) & (by == -1 - i), 1.0))
        for i, project in enumerate(projects)
        for work in (Work.DEMOLITION, Work.REFURBISHMENT)
    ]
    for i, policy in enumerate(policies):
        claim = policy.claim(world)
        if claim is not None:
            claims.append((("policies", i), policy.key, claim))
    homes = np.where(world.residences.landlord >= 0, siting.sizes(world), 0)
    for (_, name, one), (path, other, two) in combinations(claims, 2):
        if one.work == two.work or not (one.residences & two.residences).any():
            continue
        wanted = sum(claim.share * homes[claim.residences].sum() for claim in (one, two))
        there = homes[one.residences | two.residences].sum()
        if wanted > there * (1.0 + _TOLERANCE):
            details = {"name": other, "other": name, "wanted": round(wanted), "found": there}
            yield Problem(path, "works_exceed", details)


def _targets(world: World, policies: Sequence[Policy], last_year: int) -> Iterator[Problem]:
    """Return the first set of targets of disjoint groups that adds to more than one somewhere."""
    held = [
        (i, policy, t) for i, policy in enumerate(policies) for t in policy.targets(world) or ()
    ]
    for (i, one, target), (j, two, other) in combinations(held, 2):
        if i != j and target.name == other.name and overlap(world, one, two, last_year):
            details = {"position": i + 1, "target": target.name}
            yield Problem(("policies", j), "same_target", details)
            return
    # Sets that can be short together grow target by target: a profile is in one of them at most.
    grown: list[tuple[list[tuple[int, Policy, Target]], NDArray[np.bool_]]] = [
        ([], world.residences.landlord >= 0)
    ]
    for entry in held:
        position, policy, target = entry
        for chosen, shared in list(grown):
            targets, both = [*(t for _, _, t in chosen), target], shared & target.residences
            if not both.any() or not _disjoint(targets):
                continue
            if not all(overlap(world, other, policy, last_year) for _, other, _ in chosen):
                continue
            if sum(t.share for t in targets) > 1.0 + _TOLERANCE:
                area = int(world.residences.area[np.flatnonzero(both)[0]])
                yield _exceed(world, position, targets, area)
                return
            grown.append(([*chosen, entry], both))


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
