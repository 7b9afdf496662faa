"""Grids of scoring policies: read with the scenario, refused with file and line."""

from pathlib import Path

import pytest

import simulation
from simulation.config.errors import InputError
from simulation.config.load import load_text, scenario_files
from simulation.config.messages import choose_language
from simulation.policies import registry

DEMO = '[territory]\npreset = "demo"\n'
GRID = 'weight = 0.1\nrefusal_malus = 3\n[[criteria]]\ncriterion = "job"\npoints = 12\n'
POLICY = '[[policies]]\nname = "scoring"\n'


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")
    yield
    choose_language(None)


def refused(text, name="s.toml"):
    with pytest.raises(InputError) as caught:
        load_text(DEMO + text, registry(), name=name)
    return caught.value.problems


def figures(scenario):
    (policy,) = scenario.policies
    return policy.figures


def test_a_policy_may_name_a_grid_file_relative_to_the_scenario(tmp_path: Path):
    (tmp_path / "grids").mkdir()
    (tmp_path / "grids" / "mine.toml").write_text(GRID)
    file = tmp_path / "top.toml"
    file.write_text(DEMO + POLICY + 'grid = "grids/mine.toml"\nweight = 0.5\n')
    scenario = simulation.load(file)
    found = figures(scenario)
    assert (found.job, found.refusal_malus, found.weight) == (12.0, 3.0, 0.1)
    assert (found.priority, found.seniority_per_year) == (0.0, 0.0)  # a grid replaces the other
    assert scenario.policies[0].weight == 0.5
    assert scenario_files(file) == (tmp_path / "grids" / "mine.toml", file)
    longer = simulation.load(scenario, overrides={"years": scenario.years + 1})
    assert longer.policies == scenario.policies  # read again from what was resolved


def test_criteria_of_a_policy_are_like_those_of_a_file(tmp_path: Path):
    (tmp_path / "mine.toml").write_text(GRID.replace("weight = 0.1\n", ""))
    file = tmp_path / "top.toml"
    file.write_text(DEMO + POLICY + 'grid = "mine.toml"\n')
    tables = 'refusal_malus = 3\n[[policies.criteria]]\ncriterion = "job"\npoints = 12\n'
    inline = load_text(DEMO + POLICY + tables, registry())
    assert inline.policies == simulation.load(file).policies


def test_a_scoring_policy_without_a_grid_leaves_the_one_of_the_scenario():
    assert figures(load_text(DEMO + POLICY + "weight = 0.5\n", registry())) is None


def test_grids_that_do_not_exist_are_refused_together_with_their_lines():
    text = POLICY + 'grid = "nowhere.toml"\n' + POLICY + "grid = 3\n" + POLICY + "weight = -1\n"
    first, second, third = refused(text)
    assert "line 5" in first
    assert "no such file" in first
    assert "line 8" in second
    assert "must be a text" in second
    assert "line 11" in third


def test_a_grid_and_criteria_in_one_policy_are_refused():
    tables = 'grid = "x.toml"\n[[policies.criteria]]\ncriterion = "job"\npoints = 12\n'
    (message,) = refused(POLICY + tables)
    assert "not both" in message


def test_what_is_wrong_in_the_grid_of_a_policy_has_the_line_of_the_grid(tmp_path: Path):
    grid = tmp_path / "mine.toml"
    grid.write_text(GRID.replace('"job"', '"jobs"') + '[[criteria]]\ncriterion = "transfer"\n')
    file = tmp_path / "top.toml"
    file.write_text(DEMO + POLICY + 'grid = "mine.toml"\n')
    with pytest.raises(InputError) as caught:
        simulation.load(file)
    first, second = caught.value.problems
    assert "mine.toml, line 4" in first
    assert '"jobs"' in first
    assert "mine.toml, line 6" in second
    assert "needs points" in second


def test_points_out_of_bounds_are_told_where_they_were_written():
    tables = '[[policies.criteria]]\ncriterion = "job"\npoints = 5000\n'
    (message,) = refused(POLICY + tables)
    assert "line 7" in message
    assert "between -1000 and 1000" in message


def test_a_grid_holds_over_the_whole_territory(tmp_path: Path):
    from simulation import api

    tables = '[[policies.criteria]]\ncriterion = "job"\npoints = 5\n'
    file = tmp_path / "top.toml"
    file.write_text(DEMO + POLICY + "scope = { is_qpv = true }\n" + tables)
    with pytest.raises(InputError, match="whole territory"):
        api.check_package(simulation.load(file), file)
    file.write_text(DEMO + 2 * (POLICY + tables))
    with pytest.raises(InputError, match="both set scoring_grid"):
        api.check_package(simulation.load(file), file)
    file.write_text(DEMO + POLICY + tables + POLICY + "scope = { is_qpv = true }\nweight = 0.0\n")
    api.check_package(simulation.load(file), file)


def test_a_grid_path_in_python_is_refused_as_it_was_not_read():
    from simulation.policies.scoring import Scoring

    with pytest.raises(ValueError, match="read with the scenario"):
        Scoring(grid=Path("mine.toml"))
