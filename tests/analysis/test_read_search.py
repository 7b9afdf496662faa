from pathlib import Path
from typing import Any

import pytest

from search_fakes import SPENDING, VACANCY, search
from simulation.analysis.packages import REFERENCE, Package
from simulation.analysis.read_search import read_search
from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.config.search import PackageSearch

FILE = """
base = "base.toml"
evaluations = 20
last_years = 1

[overrides]
years = 2

[[levers]]
name = "single_rent"
level = 0.9

[[parameters]]
name = "policies.single_rent.level"
low = 0.8

[[objectives]]
measure = "vacancy_percent_all"
better = "low"

[[objectives]]
measure = "q1_gap_of_tenants"
better = "low"
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")


def problems(**changes: Any) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read_search(search(**changes))
    return tuple(caught.value.problems)


def test_a_file_gives_the_reference_its_levers_and_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('label = "Here"\n[territory]\npreset = "demo"\n')
    file = tmp_path / "my search.toml"
    file.write_text(FILE)
    plan = read_search(file)
    assert plan.search.name == "my-search"
    reference = plan.space.reference
    assert (reference.name, reference.title, reference.years) == (REFERENCE, "Here", 2)
    (axis,) = plan.space.axes
    assert (axis.name, axis.low, axis.high, axis.start) == (
        "policies.single_rent.level", 0.8, 1.5, 0.9,
    )  # fmt: skip
    assert [path.name for path in plan.files] == ["base.toml", "my search.toml"]


def test_a_package_is_the_reference_with_its_policies_and_numbers() -> None:
    plan = read_search(search(base={"territory": {"preset": "demo"}, "policies": [{"name": "scoring"}]}))  # fmt: skip  # noqa: E501
    package = plan.space.package(
        {
            "policies.single_rent": True,
            "policies.information": False,
            "policies.single_rent.level": 0.25,
        }
    )
    assert package == Package(("single_rent",), (("policies.single_rent.level", 0.75),))
    scenario = plan.space.scenario(package, "p1")
    assert [policy.key for policy in scenario.policies] == ["scoring", "single_rent"]  # type: ignore[attr-defined]
    assert scenario.policies[1].level == 0.75  # type: ignore[attr-defined]
    assert plan.space.reference.policies == scenario.policies[:1]


def test_numbers_of_policies_that_are_not_held_make_no_other_package() -> None:
    space = read_search(search()).space
    alone = {"policies.single_rent": False, "policies.information": True}
    places = [alone | {"policies.single_rent.level": x} for x in (0.1, 0.9)]
    assert space.package(places[0]) == space.package(places[1]) == Package(("information",))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"levers": [{"name": "single_rnt"}]}, "did you mean single_rent?"),
        ({"levers": [{"name": "single_rent", "level": 9.0}, {"name": "information"}]}, "level = 9"),
        ({"levers": []}, "levers"),
        ({"levers": [{"name": "information"}] * 2}, "this name stands twice"),
        ({"parameters": [{"name": "policies.scoring.weight"}]}, "none of the [[levers]]"),
        ({"parameters": [{"name": "work.job_loss"}]}, "a package is made of policies"),
        ({"parameters": [{"name": "policies.single_rent.levl"}]}, "did you mean"),
        ({"parameters": [{"name": "policies.single_rent.level", "high": 9.0}]}, "0.5"),
        ({"objectives": [{"measure": VACANCY, "better": "low"}]}, "2 to 4 objectives"),
        ({"objectives": [{"measure": VACANCY, "better": "low"}] * 2}, "stands twice"),
        (
            {
                "objectives": [
                    {"measure": "vacancy", "better": "low"},
                    {"measure": SPENDING, "better": "low"},
                ]
            },
            "unknown measure",
        ),
        ({"uncertainties": [{"name": "policies.single_rent.level"}]}, "so it is not uncertain"),
        ({"uncertainties": [{"name": "policies.scoring.weight"}]}, "neither the base nor"),
        ({"last_years": 3}, "the runs have 2 years"),
        ({"evaluations": 1}, "evaluations = 1"),
        ({"seed": 0}, "seed = 0"),
        ({"base": "nowhere.toml"}, "no such file"),
        ({"overrides": {"name": "x"}}, "has a place of its own"),
        (
            {"base": {"territory": {"preset": "demo"}, "policies": [{"name": "information"}]}},
            "the base has this policy already",
        ),
    ],
)  # fmt: skip
def test_bad_input_is_told(changes: dict[str, Any], told: str) -> None:
    found = problems(**changes)
    assert any(told in problem for problem in found), found


def test_all_problems_are_told_at_once_with_their_lines_in_french_too(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('[territory]\npreset = "demo"\n')
    file = tmp_path / "search.toml"
    wrong = FILE.replace("level = 0.9", "level = 9.0").replace("q1_gap", "q9_gap")
    file.write_text(wrong.replace("last_years = 1", "last_years = 7"))
    choose_language("fr")
    try:
        with pytest.raises(InputError) as caught:
            read_search(file)
    finally:
        choose_language(None)
    assert len(caught.value.problems) == 3
    texts = "\n".join(caught.value.problems)
    assert "ligne 4" in texts
    assert "les simulations ont 2 ans" in texts
    assert "ligne 11" in texts
    assert "mesure inconnue" in texts


def test_a_search_of_python_may_stand_on_a_scenario() -> None:
    first = read_search(search())
    again = read_search(search(base=first.space.reference))
    assert again.space.reference == first.space.reference
    given = PackageSearch.model_validate({**search(), "levers": tuple(search()["levers"]), "objectives": first.search.objectives, "parameters": first.search.parameters, "uncertainties": first.search.uncertainties})  # fmt: skip  # noqa: E501
    assert read_search(given).space.levers == first.space.levers
