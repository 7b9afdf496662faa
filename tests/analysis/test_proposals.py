from typing import Any

import pytest

from search_fakes import search
from simulation.analysis.packages import Package
from simulation.analysis.proposals import Proposer
from simulation.analysis.read_search import SearchPlan, read_search


def plan(**changes: Any) -> SearchPlan:
    return read_search(search(**changes))


def value(package: Package) -> tuple[float, float]:
    level = dict(package.values).get("policies.single_rent.level", 0.0)
    informed = "information" in package.policies
    return -10 * level + informed, 100 * level**2 + 10 * informed


def told(given: SearchPlan, generations: int) -> list[list[Package]]:
    proposer, found = Proposer(given.space, given.search), []
    for _ in range(generations):
        asked = proposer.ask()
        proposer.tell({package: value(package) for package in asked})
        found.append(asked)
    return found


def test_the_first_packages_are_each_policy_alone_then_all_together() -> None:
    first = told(plan(), 1)[0]
    assert first[:3] == [
        Package(("single_rent",), (("policies.single_rent.level", 1.0),)),
        Package(("information",)),
        Package(("single_rent", "information"), (("policies.single_rent.level", 1.0),)),
    ]


@pytest.mark.parametrize("method", ["nsga2", "nsga3"])
def test_told_the_same_values_it_proposes_the_same_packages(method: str) -> None:
    given = plan(method=method)
    assert told(given, 6) == told(given, 6)
    assert told(given, 3) == told(given, 6)[:3]
    assert told(plan(method=method, seed=2), 2) != told(given, 2)


def test_no_package_is_proposed_twice_and_a_space_that_is_spent_gives_none() -> None:
    found = told(plan(parameters=None, population=4), 8)
    packages = [package for generation in found for package in generation]
    assert len(packages) == len(set(packages)) == 4  # single rent, information, both, neither
    assert found[-1] == []


def test_generations_go_towards_the_front() -> None:
    """Late proposals hold information, which is never on the front, less often than early ones."""
    found = told(plan(population=16), 12)
    late = [package for generation in found[-4:] for package in generation]
    informed = sum("information" in package.policies for package in late) / len(late)
    assert informed < 0.33  # of 64, once in 300 times by chance alone


def test_packages_that_could_not_be_told_leave_room_for_others() -> None:
    given = plan()
    proposer = Proposer(given.space, given.search)
    proposer.tell(dict.fromkeys(proposer.ask()))
    again = proposer.ask()
    assert len(again) == 4
