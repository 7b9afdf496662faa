"""What the documents show exists and works."""

import re
import tomllib
from pathlib import Path

import pytest

from simulation.config.load import load
from simulation.policies import registry
from simulation.policies.base import LEVERS
from simulation.schedule import SCHEDULE
from simulation.state import schema

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CONFIGS = sorted((ROOT / "configs").glob("*.toml"))
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_somewhere(page):
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert not broken


@pytest.mark.parametrize("config", CONFIGS, ids=[config.stem for config in CONFIGS])
def test_every_shipped_scenario_loads(config):
    scenario = load(config, registry())
    assert scenario.name == config.stem
    assert scenario.label


def test_the_scenario_of_the_first_page_loads():
    (text,) = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    values = tomllib.loads(text)
    base = tomllib.loads((ROOT / values.pop("extends")).read_text())
    scenario = load({**base, **values, "name": "mine"}, registry())
    assert [policy.key for policy in scenario.policies] == ["attribution_targets"]


def test_the_menu_of_levers_is_complete():
    page = (ROOT / "docs" / "add_a_policy.md").read_text()
    assert [name for name in LEVERS if f"| `{name}` |" not in page] == []


def test_the_description_of_the_month_follows_the_schedule():
    page = (ROOT / "docs" / "odd.md").read_text()
    overview = page.partition("\n## 3 ")[2].partition("\n## 4 ")[0]
    steps = re.findall(r"^\| (.+?) \|", overview, re.MULTILINE)
    assert [step.name for step in SCHEDULE] == [step for step in steps if step != "Step"][:-1]
    assert steps[-1] == "observation"


def test_the_odd_has_its_seven_elements_and_the_baseline():
    heads = re.findall(r"^## (.+)$", (ROOT / "docs" / "odd.md").read_text(), re.MULTILINE)
    assert [head.partition(" ")[0] for head in heads[:7]] == list("1234567")
    assert "Baseline scorecard" in heads


def test_the_glossary_names_every_class_of_the_schema_that_policies_speak_of():
    page = (ROOT / "docs" / "glossary.md").read_text().lower()
    tables = {"areas", "residences", "dwellings", "households", "applications"}
    words = {member.name for member in schema.Financing if member < schema.Financing.PRIVATE_RENTAL}
    words |= {member.name for member in schema.Exit if member} | tables | set(registry())
    assert [word for word in sorted(words) if word.lower() not in page] == []
