from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from simulation.cli import app
from simulation.config.describe import parameters_of
from simulation.config.messages import choose_language
from simulation.config.scenario import Scenario
from simulation.policies import registry
from simulation.policies.base import LEVERS
from simulation.report.description import (
    COMMAND,
    POLICIES_COMMAND,
    levers_of,
    month_lines,
    parameters_page,
    policies_page,
)
from simulation.schedule import SCHEDULE

PAGE = Path(__file__).parents[2] / "docs" / "parameters.md"
POLICIES = PAGE.with_name("policies.md")


@pytest.fixture(autouse=True)
def _language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
    choose_language(None)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["describe", *arguments], catch_exceptions=False)


def test_the_page_of_parameters_is_the_one_that_the_code_makes() -> None:
    assert PAGE.read_text() == parameters_page("en"), f"run: {COMMAND} > docs/parameters.md"


def test_the_page_of_policies_is_the_one_that_the_code_makes() -> None:
    assert POLICIES.read_text() == policies_page("en"), f"run: {POLICIES_COMMAND} > {POLICIES.name}"
    assert call("policies", "--markdown").stdout == policies_page("en")


def test_the_page_of_policies_has_every_policy_parameter_and_lever() -> None:
    for lang in ("en", "fr"):
        sections = policies_page(lang).split("\n## ")
        assert len(sections) == len(registry()) + 2
        for (key, policy), section in zip(registry().items(), sections[1:], strict=False):
            assert section.startswith(f"`{key}`")
            assert "May backfire:" in section
            assert [p.name for p in parameters_of(policy) if f"| `{p.name}` |" not in section] == []
        assert [lever for lever in LEVERS if f"| `{lever}` |" not in sections[-1]] == []


def test_a_default_that_a_policy_gives_to_a_whole_group_is_told_for_each_part() -> None:
    defaults = {p.name: p.default for p in parameters_of(registry()["social_support"])}
    assert defaults["scope.is_qpv"] is True
    assert defaults["scope.communes"] == ()
    assert "scope.is_qpv = true" in call("policies", "social_support").stdout


def test_the_page_of_parameters_has_every_parameter_in_both_languages() -> None:
    for lang in ("en", "fr"):
        page = parameters_page(lang)
        assert [p.name for p in parameters_of(Scenario) if f"| `{p.name}` |" not in page] == []
        assert [key for key in registry() if f"### `{key}`" not in page] == []
    assert parameters_page("fr") != parameters_page("en")


def test_the_month_is_told_in_the_order_of_the_schedule_with_the_line_of_each_step() -> None:
    lines = list(month_lines("en"))[1:-1]
    assert len(lines) == len(SCHEDULE)
    for line, step in zip(lines, SCHEDULE, strict=True):
        assert step.name in line
        assert ("each January" in line) == (step.every_months == 12)
        assert (step.run.__doc__ or "?").strip().split("\n")[0] in line


def test_the_month_is_told_by_the_command_in_french() -> None:
    result = CliRunner().invoke(app, ["--lang", "fr", "describe", "month"])
    assert result.exit_code == 0
    assert "chaque janvier" in result.stdout
    choose_language(None)


def test_parameters_are_told_by_section_or_by_name() -> None:
    told = call("parameters", "territory.tension").stdout
    assert "territory.tension = — open files per yearly letting  0.5–50" in told
    assert "Source: facts: France 4.3" in told
    assert "territory.preset" not in told
    everything = call("parameters").stdout
    assert [p.name for p in parameters_of(Scenario) if p.name not in everything] == []


def test_a_policy_is_told_with_its_levers_and_parameters() -> None:
    told = call("policies", "single_rent").stdout
    assert "May backfire" in told
    assert "Levers: relet_rent, lease_rent" in told
    assert 'leases = "new"' in told
    assert "attribution_targets" not in told
    assert levers_of(registry()["attribution_targets"]) == ("targets",)


@pytest.mark.parametrize("what", ["parameters", "policies", "outputs"])
def test_a_name_that_nothing_has_is_refused(what: str) -> None:
    result = call(what, "mobilty")
    assert result.exit_code == 2
    assert "nothing has a name that starts with mobilty" in result.stderr
