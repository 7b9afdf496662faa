"""Works and rents that policies and projects claim: what cannot be had together, all at once.

A home is demolished, or refurbished, or put up for sale. Refurbished homes may be sold; homes that
are demolished can be neither. Every claim is for a share of the homes of some residences, whichever
they are, so that claims fit together exactly when homes can be dealt out to them: a maximum flow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.lines import KeyPath
from simulation.config.messages import say
from simulation.config.projects import Project
from simulation.policies import siting
from simulation.policies.base import Policy
from simulation.policies.plan import Plan
from simulation.state.schema import Work
from simulation.state.world import MONTHS, World

_SHARED = ((Work.DEMOLITION, Work.REFURBISHMENT), (Work.DEMOLITION, Work.SALE))
"""Works that no home undergoes together."""
_NAMES = {
    Work.DEMOLITION: "work_demolition",
    Work.REFURBISHMENT: "work_refurbishment",
    Work.SALE: "work_sale",
}
_RENTS = ("relet_rent", "lease_rent")
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class _Held:
    """A claim with who has it: `wanted` homes of some residences, in the years first to last."""

    path: KeyPath
    name: str
    position: int | None
    work: int
    residences: NDArray[np.bool_]
    wanted: float
    years: tuple[int, int]
    has_rent: bool
    months: int = 0

    @property
    def who(self) -> str:
        """Name for messages, with the position of a policy."""
        if self.position is None:
            return say("claim_project", name=self.name)
        return say("claim_policy", name=self.name, position=self.position)


def claim_problems(
    world: World,
    policies: Sequence[Policy | None],
    projects: Sequence[Project],
    plan: Plan,
    last_year: int,
) -> Iterator[Problem]:
    """Return claims on the same homes that contradict each other, each problem once."""
    homes = np.where(world.residences.landlord >= 0, siting.sizes(world), 0)
    held = [
        *_of_projects(world, projects, plan, homes),
        *_of_policies(world, policies, homes, last_year),
    ]
    told: set[frozenset[str]] = set()
    yield from _twice(held, homes)
    for works in _SHARED:
        for problem, who in _exceeding([h for h in held if h.work in works], held, homes):
            if who not in told:
                told.add(who)
                yield problem
    yield from _rents(world, policies, held, homes, last_year)


def years_of(world: World, policy: Policy, last_year: int) -> tuple[int, int]:
    """Return the first and the last year in which a policy acts; none when it ends before."""
    return policy.first_year(world), last_year if policy.end_year is None else policy.end_year


def meet(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Return whether two spans of years have one in common."""
    return max(one[0], two[0]) <= min(one[1], two[1])


def _of_projects(
    world: World, projects: Sequence[Project], plan: Plan, homes: NDArray[np.int64]
) -> Iterator[_Held]:
    """Return the works that each project has planned, those with and without a rent apart."""
    months = {record.residence: month for month, record in plan.demolitions}
    length = dict.fromkeys(months, 0)
    rents: set[int] = set()
    for month, record in plan.refurbishments:
        months[record.residence], length[record.residence] = month, record.months
        if record.rent_eur_m2 > 0:
            rents.add(record.residence)
    for i, project in enumerate(projects):
        for work in (Work.DEMOLITION, Work.REFURBISHMENT):
            rows = np.flatnonzero((plan.works == work) & (plan.by == -1 - i))
            for has_rent in (False, True):
                own = [int(row) for row in rows if (int(row) in rents) == has_rent]
                if own:
                    inside = np.isin(np.arange(homes.size), own)
                    first = min(months[row] for row in own)
                    last = max(months[row] + length[row] for row in own)
                    span = world.start_year + first // MONTHS, world.start_year + last // MONTHS
                    total = float(homes[inside].sum())
                    yield _Held(
                        ("projects", i), project.name, None, work, inside, total, span, has_rent
                    )


def _of_policies(
    world: World, policies: Sequence[Policy | None], homes: NDArray[np.int64], last_year: int
) -> Iterator[_Held]:
    for i, policy in enumerate(policies):
        claim = None if policy is None else policy.claim(world)
        if policy is None or claim is None or claim.share == 0:
            continue
        inside = claim.residences & (homes > 0)
        yield _Held(
            ("policies", i),
            policy.key,
            i + 1,
            claim.work,
            inside,
            claim.share * float(homes[inside].sum()),
            years_of(world, policy, last_year),
            claim.has_rent,
            claim.months,
        )


def _twice(held: Sequence[_Held], homes: NDArray[np.int64]) -> Iterator[Problem]:
    """Return the same works claimed twice, and policies to which earlier claims leave nothing."""
    for j, two in enumerate(held):
        if two.position is None:
            continue
        done = 0.0
        others = []
        for one in held[:j]:
            common = one.residences & two.residences
            if one.work != two.work or not common.any():
                continue
            if one.position is not None and meet(one.years, two.years):
                same = {"name": two.name, "who": one.who, "work": say(_NAMES[Work(two.work)])}
                yield Problem(two.path, "works_twice", same)
            elif two.work != Work.SALE and (
                one.position is None or not (one.residences & ~two.residences).any()
            ):
                done += min(one.wanted, float(homes[common].sum()))
                others.append(one.who)
        if others and done >= two.wanted - _TOLERANCE:
            details: dict[str, Any] = {
                "name": two.name,
                "who": ", ".join(dict.fromkeys(others)),
                "work": say(_NAMES[Work(two.work)]),
                "wanted": round(two.wanted),
                "done": round(done),
            }
            yield Problem(two.path, "works_done", details)


def _exceeding(
    some: list[_Held], held: Sequence[_Held], homes: NDArray[np.int64]
) -> Iterator[tuple[Problem, frozenset[str]]]:
    """Return smallest sets of claims that ask for more homes than there are, and who they are.

    After each the last claim of it is left out, until what remains fits.
    """
    demands = {id(h): _further(h, held, homes) for h in some}
    left = [h for h in some if demands[id(h)] > 0]
    while not _fits(left, demands, homes):
        short = list(left)
        for claim in left:
            without = [h for h in short if h is not claim]
            if not _fits(without, demands, homes):
                short = without
        last = short[-1]
        details = {
            "name": last.name,
            "who": ", ".join(dict.fromkeys(h.who for h in short[:-1])),
            "wanted": sum(demands[id(h)] for h in short),
            "found": int(homes[np.any([h.residences for h in short], axis=0)].sum()),
        }
        yield Problem(last.path, "works_exceed", details), frozenset(h.who for h in short)
        left = [h for h in left if h is not last]


def _further(claim: _Held, held: Sequence[_Held], homes: NDArray[np.int64]) -> int:
    """Return the homes that a claim wants beyond those that earlier ones work on in the same way.

    Shares are those reached by the end, whoever had the works done.
    """
    wanted = claim.wanted
    for other in held:
        if other is claim:
            break
        if other.work == claim.work:
            both = other.residences & claim.residences
            wanted -= min(other.wanted, float(homes[both].sum()))
    return max(0, int(wanted + _TOLERANCE))


def _fits(claims: Sequence[_Held], demands: dict[int, int], homes: NDArray[np.int64]) -> bool:
    """Return whether homes can be dealt out so that every claim has what it wants."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    if not claims:
        return True
    member = np.stack([claim.residences for claim in claims])
    kinds, kind = np.unique(member, axis=1, return_inverse=True)
    stock = np.bincount(kind.ravel(), weights=homes, minlength=kinds.shape[1])
    n, m = kinds.shape
    wanted = [demands[id(claim)] for claim in claims]
    network = np.zeros((n + m + 2, n + m + 2), np.int32)
    network[0, 1 : n + 1] = wanted
    network[1 : n + 1, n + 1 : n + m + 1] = np.where(kinds, stock, 0)
    network[n + 1 : n + m + 1, n + m + 1] = stock
    flow = maximum_flow(csr_array(network), 0, n + m + 1).flow_value
    return bool(flow == sum(wanted))


def _rents(
    world: World,
    policies: Sequence[Policy | None],
    held: Sequence[_Held],
    homes: NDArray[np.int64],
    last_year: int,
) -> Iterator[Problem]:
    """Return refurbishments that set a rent where a policy of rents does, in the same years."""
    setters = [
        (i, policy)
        for i, policy in enumerate(policies)
        if policy is not None and any(policy.uses(lever) for lever in _RENTS)
    ]
    for claim, (i, policy) in ((h, s) for h in held if h.has_rent for s in setters):
        both = claim.residences & policy.residences(world) & (homes > 0)
        span = claim.years[0], claim.years[1] + math.ceil(claim.months / MONTHS)
        if both.any() and meet(span, years_of(world, policy, last_year)):
            details = {"name": claim.who, "other": policy.key, "position": i + 1}
            yield Problem(claim.path, "second_rent", details)


def pairs(policies: Sequence[Policy | None]) -> Iterator[tuple[int, Policy, int, Policy]]:
    """Return every two policies of a package with their positions, wrong ones left out."""
    right = [(i, policy) for i, policy in enumerate(policies) if policy is not None]
    for (i, one), (j, two) in combinations(right, 2):
        yield i, one, j, two
