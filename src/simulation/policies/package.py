"""What is wrong with the policies of a scenario in its territory, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulation.config.consistency import Problem
from simulation.config.projects import Project
from simulation.config.scope import Scope
from simulation.policies.base import LEVERS, Policy
from simulation.policies.claims import claim_problems, meet, pairs, years_of
from simulation.policies.plan import make_plan
from simulation.policies.scopes import scope_problems
from simulation.policies.target_conflicts import target_problems
from simulation.state.world import World

_OF_EMPTY_SCOPES = ("targets_nowhere",)
"""What a policy finds wrong with itself because its scope is."""


def package_problems(
    world: World,
    given: Sequence[Policy | Scope | None],
    last_year: int,
    projects: Sequence[Project] = (),
) -> list[Problem]:
    """Return the problems of a package, each once; paths start at ``policies``.

    A scope that names nothing known or holds no social dwelling, what each policy finds wrong with
    itself, two policies that fix the same thing at the same place and time, attribution targets
    that cannot be met together, what is wrong with projects, works and rents of the same homes.
    A policy that is wrong already is given by its scope alone, or by None when that is wrong too:
    positions are those of the scenario.
    """
    policies = [policy if isinstance(policy, Policy) else None for policy in given]
    plan, found = make_plan(world, projects)
    for i, scope in enumerate(given):
        if isinstance(scope, Scope):
            found += scope_problems(world, scope, ("policies", i, "scope"))
    for i, policy in enumerate(policies):
        if policy is None:
            continue
        of_scope = scope_problems(world, policy.scope, ("policies", i, "scope"))
        own = [
            Problem(("policies", i, *p.path), p.code, p.details)
            for p in policy.problems(world)
            if not (of_scope and p.code in _OF_EMPTY_SCOPES)
        ]
        found += [*of_scope, *own]
    found += _exclusive(world, policies, last_year)
    found += target_problems(world, policies, last_year)
    found += claim_problems(world, policies, projects, plan, last_year)
    return list({(problem.path, problem.explain()): problem for problem in found}.values())


def overlap(world: World, one: Policy, two: Policy, last_year: int) -> bool:
    """Return whether two policies act in some of the same years and the same residences."""
    if not meet(years_of(world, one, last_year), years_of(world, two, last_year)):
        return False
    return bool((one.social_residences(world) & two.residences(world)).any())


def _exclusive(
    world: World, policies: Sequence[Policy | None], last_year: int
) -> Iterator[Problem]:
    for i, one, j, two in pairs(policies):
        both = [
            name
            for name, lever in LEVERS.items()
            if lever.exclusive and one.uses(name) and two.uses(name)
        ]
        if both and overlap(world, one, two, last_year):
            details = {
                "name": two.key, "other": one.key, "position": i + 1, "lever": ", ".join(both),
            }  # fmt: skip
            yield Problem(("policies", j), "exclusive", details)
