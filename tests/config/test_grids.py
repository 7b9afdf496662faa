"""Scoring grids: what is written is what counts, and what is wrong is told with its line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simulation
from simulation.config.errors import InputError
from simulation.config.grids import CRITERIA, GRID_KEYS, NO_CAP, shipped_grid
from simulation.config.load import digest, load, load_text, resolved, scenario_files
from simulation.config.messages import choose_language
from simulation.config.scoring import Scoring
from simulation.policies import registry

DEMO = '[territory]\npreset = "demo"\n'
ROOT = Path(__file__).parents[2]
GRID = """
refusal_malus = 3

[[criteria]]
criterion = "priority"
points = 12

[[criteria]]
criterion = "age_over"
points = 4
threshold = 70
"""
POINTS = [next(iter(criterion.options.values())) for criterion in CRITERIA.values()]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


def inline(text: str) -> Scoring:
    return load_text(f"{DEMO}{text}", {}).scoring


def problems(text: str, name: str = "s.toml") -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        load_text(f"{DEMO}{text}", {}, name=name)
    return caught.value.problems


def criteria(*tables: str) -> str:
    return "".join(f"[[scoring.criteria]]\n{table}\n" for table in tables)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ---- what a grid gives ----


def test_the_shipped_grid_is_the_default_seniority_priority_and_malus() -> None:
    scoring = load_text(DEMO, {}).scoring
    assert scoring == Scoring()
    worth = {name: getattr(scoring, name) for name in POINTS if getattr(scoring, name)}
    assert worth == {"seniority_per_year": 0.2, "priority": 2.0}
    assert (scoring.seniority_cap, scoring.refusal_malus, scoring.weight) == (1.0, 0.5, 1.0)
    assert not set(shipped_grid()) - set(Scoring.model_fields)


def test_every_option_of_a_criterion_and_every_key_of_a_grid_is_a_figure_of_a_scenario() -> None:
    fields = [field for criterion in CRITERIA.values() for field in criterion.options.values()]
    assert len(set(fields)) == len(fields)
    assert set(fields) | set(GRID_KEYS) | {"grid"} == set(Scoring.model_fields)
    for criterion in CRITERIA.values():
        assert criterion.options.keys() == criterion.neutral.keys()


def test_a_grid_replaces_the_default_whole(tmp_path: Path) -> None:
    write(tmp_path, "grids/mine.toml", GRID)
    path = write(tmp_path, "top.toml", f'{DEMO}[scoring]\ngrid = "grids/mine.toml"\n')
    scoring = load(path, {}).scoring
    worth = {name: getattr(scoring, name) for name in POINTS if getattr(scoring, name)}
    assert worth == {"priority": 12.0, "age_over": 4.0}
    assert (scoring.age_over_years, scoring.refusal_malus) == (70.0, 3.0)
    assert scoring.grid is None


def test_a_grid_in_the_scenario_is_like_one_in_a_file(tmp_path: Path) -> None:
    write(tmp_path, "mine.toml", GRID)
    path = write(tmp_path, "top.toml", f'name = "a"\n{DEMO}[scoring]\ngrid = "mine.toml"\n')
    tables = GRID.replace("[[criteria]]", "[[scoring.criteria]]").replace("refusal_malus = 3", "")
    text = f'name = "a"\n{DEMO}[scoring]\nrefusal_malus = 3\n{tables}'
    assert load_text(text, {}) == load(path, {})
    assert digest(load_text(text, {})) == digest(load(path, {}))
    assert digest(load_text(f'name = "a"\n{DEMO}', {})) != digest(load(path, {}))


def test_the_order_of_criteria_does_not_matter() -> None:
    tables = ['criterion = "job"\npoints = 2', 'criterion = "transfer"\npoints = 1']
    assert inline(criteria(*tables)) == inline(criteria(*reversed(tables)))


def test_single_figures_can_be_changed_on_any_grid(tmp_path: Path) -> None:
    assert inline("[scoring]\npriority = 7\n") == Scoring(priority=7.0)
    write(tmp_path, "mine.toml", GRID)
    text = f'{DEMO}[scoring]\ngrid = "mine.toml"\nage_over = 5\nweight = 0.5\n'
    scoring = load(write(tmp_path, "top.toml", text), {}).scoring
    assert (scoring.age_over, scoring.priority, scoring.weight) == (5.0, 12.0, 0.5)
    changed = load(tmp_path / "top.toml", {}, overrides={"scoring": {"priority": 1.0}})
    assert changed.scoring == scoring.model_copy(update={"priority": 1.0})


def test_the_grid_is_relative_to_the_file_that_names_it_and_a_child_replaces_it(
    tmp_path: Path,
) -> None:
    write(tmp_path, "base/mine.toml", GRID)
    write(tmp_path, "base/base.toml", f'{DEMO}[scoring]\ngrid = "mine.toml"\n')
    child = write(tmp_path, "sub/child.toml", 'extends = "../base/base.toml"\n')
    assert load(child, {}).scoring.priority == 12.0
    told = 'extends = "../base/base.toml"\n' + criteria('criterion = "job"\npoints = 1')
    other = load(write(tmp_path, "sub/other.toml", told), {}).scoring
    assert (other.priority, other.job) == (0.0, 1.0)
    write(tmp_path, "sub/third.toml", GRID.replace("12", "13"))
    told = 'extends = "other.toml"\n[scoring]\ngrid = "third.toml"\n'
    third = load(write(tmp_path, "sub/top.toml", told), {}).scoring
    assert (third.priority, third.job) == (13.0, 0.0)


def test_the_grid_is_among_the_input_files_and_its_figures_in_the_manifest(tmp_path: Path) -> None:
    write(tmp_path, "mine.toml", GRID)
    path = write(tmp_path, "top.toml", f'{DEMO}[scoring]\ngrid = "mine.toml"\n')
    assert [file.name for file in scenario_files(path)] == ["mine.toml", "top.toml"]
    plain = resolved(load(path, {}))
    assert plain["scoring"]["age_over_years"] == 70.0
    again = json.loads(json.dumps(plain))
    again["scoring"] = {k: v for k, v in again["scoring"].items() if v is not None}
    again["territory"] = {"preset": "demo"}
    assert load(again, {}).scoring == load(path, {}).scoring


def test_the_example_grid_loads_and_uses_every_criterion_but_income() -> None:
    text = f'[scoring]\ngrid = "{ROOT / "configs" / "grids" / "example.toml"}"\n'
    scoring = inline(text)
    assert {name for name in POINTS if not getattr(scoring, name)} == {"income_per_unit_below"}
    assert scoring.weight == 0.1


@given(st.sets(st.sampled_from(sorted(CRITERIA)), min_size=1), st.floats(-50, 50))
def test_any_grid_gives_its_points_and_nothing_else(names: set[str], points: float) -> None:
    def table(name: str) -> dict[str, Any]:
        values = {"points": points, "per_year": points, "threshold": 20.0, "cap": 9.0}
        values |= {"threshold": 2.0} if name in ("effort_above", "family_size") else {}
        return {"criterion": name} | {o: values[o] for o in CRITERIA[name].options}

    told = {"territory": {"preset": "demo"}, "scoring": {"criteria": [table(n) for n in names]}}
    scoring = simulation.load(told).scoring
    for name, criterion in CRITERIA.items():
        field = next(iter(criterion.options.values()))
        assert getattr(scoring, field) == (points if name in names else 0.0)
    assert (scoring.refusal_malus, scoring.malus_cap) == (0.0, NO_CAP)


def test_the_page_on_grids_has_every_criterion_with_its_options_and_every_key() -> None:
    page = (ROOT / "docs" / "scoring_grids.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == list(CRITERIA)
    for row, criterion in zip(rows, CRITERIA.values(), strict=True):
        assert row.split("|")[2].count("`") == 2 * len(criterion.options)
        assert all(f"`{option}`" in row for option in criterion.options)
    assert all(f"\n{key} = " in page for key in GRID_KEYS)


# ---- what is wrong ----


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('criterion = "priorty"\npoints = 1', "did you mean priority? Known here: age_over"),
        ("criterion = 3\npoints = 1", "unknown criterion"),
        ("points = 1", "needs criterion"),
        ('criterion = "job"\npoints = "two"', 'points = "two": must be a number'),
        ('criterion = "job"\npoints = true', "points = true: must be a number"),
        ('criterion = "job"\npoints = nan', "must be a finite number"),
        ('criterion = "job"\npoints = [1]', "must be a number"),
        ('criterion = "job"\npoints = 1001', "between -1000 and 1000 (points)"),
        ('criterion = "job"', "job needs points"),
        ('criterion = "job"\npoints = 1\ncap = 2', "no such option; known here: points"),
        ('criterion = "age_over"\npoints = 1', "age_over needs threshold"),
        ('criterion = "age_over"\npoints = 1\ntreshold = 65', "did you mean threshold?"),
        ('criterion = "age_over"\npoints = 1\nthreshold = 3', "between 18 and 100 (years)"),
        ('criterion = "seniority"\npoints = 1', "seniority needs per_year"),
        ('criterion = "effort_above"\npoints = 1\nthreshold = 35', "between 0 and 2"),
    ],
)
def test_a_wrong_criterion_is_told_with_its_line_and_what_is_known(
    tmp_path: Path, table: str, expected: str
) -> None:
    grid = write(tmp_path, "mine.toml", f"\n[[criteria]]\n{table}\n")
    path = write(tmp_path, "top.toml", f'{DEMO}[scoring]\ngrid = "mine.toml"\n')
    with pytest.raises(InputError) as caught:
        load(path, {})
    told = [p for p in caught.value.problems if expected in p]
    assert told
    assert told[0].startswith(f"{grid}, line ")
    line = int(told[0].split(", line ")[1].split(":")[0])
    assert 2 <= line <= 5
    assert "remove the line" not in told[0]  # a grid has nothing to fall back on
    assert any(expected in p for p in problems(criteria(table)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[scoring]\ncriteria = []", "at least one [[criteria]]"),
        ("[scoring]\ncriteria = 3", "[[criteria]] tables"),
        ("[scoring]\ncriteria = [3]", "[[criteria]] tables"),
        ('[scoring]\ngrid = "nowhere.toml"', "no such file"),
        ('[scoring]\ngrid = "."', "folder"),
        ("[scoring]\ngrid = 3", "between quotes"),
        ('[scoring]\ngrid = ""', "between quotes"),
        ('[scoring]\ngrid = "a.toml"\ncriteria = []', "not both"),
        ("[scoring]\npoints = 3", "unknown key"),
        ("[scoring]\npriorty = 3", "did you mean priority?"),
        ("[scoring]\nrefusal_malus = -1", "between 0 and 1000"),
        ("[scoring]\nweight = -1", "between 0 and 100"),
        ("scoring = 3", "[scoring]"),
    ],
)
def test_a_wrong_section_is_told(text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        load_text(f"{text}\n{DEMO}", {}, name="s.toml")
    (message,) = caught.value.problems
    assert message.startswith("s.toml, line ")
    assert expected in message


def test_a_criterion_twice_is_refused_at_its_second_place() -> None:
    table = 'criterion = "job"\npoints = 2'
    (message,) = problems(criteria(table, table))
    assert message.startswith("s.toml, line 7: scoring.criteria.1.criterion")
    assert "job stands twice" in message


def test_an_empty_grid_file_a_wrong_key_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "top.toml", f'{DEMO}[scoring]\ngrid = "mine.toml"\n')
    for text, expected in (
        ("", "at least one [[criteria]]"),
        (GRID + "[malus]\npoints = 1\n", "Known here: criteria, free_refusals"),
        ("refusal_malsu = 2\n" + GRID.strip().partition("\n")[2], "did you mean refusal_malus?"),
        ("[[criteria]]\npoints = oui\n", "not valid TOML"),
    ):
        grid = write(tmp_path, "mine.toml", text)
        with pytest.raises(InputError, match="mine") as caught:
            load(path, {})
        (message,) = caught.value.problems
        assert message.startswith(str(grid))
        assert expected in message


def test_a_wrong_key_of_a_grid_is_told_at_its_line_with_its_range(tmp_path: Path) -> None:
    grid = write(tmp_path, "mine.toml", GRID.replace("malus = 3", "malus = -3"))
    path = write(tmp_path, "top.toml", f'{DEMO}[scoring]\ngrid = "mine.toml"\n')
    with pytest.raises(InputError) as caught:
        load(path, {})
    (message,) = caught.value.problems
    assert message.startswith(f"{grid}, line 2: scoring.refusal_malus = -3: must be between 0 and")
    assert "remove the line" not in message


def test_all_that_is_wrong_with_a_grid_comes_at_once_and_in_french() -> None:
    choose_language("fr")
    tables = ('criterion = "jb"\npoints = 1', 'criterion = "job"\npoints = "x"', "points = 1")
    told = problems(criteria(*tables) + "[mobility]\nowner_rate = 9\n")
    assert len(told) == 4
    assert "critère inconnu ; vouliez-vous dire job ?" in told[0]
    assert "scoring.criteria.1.points" in told[1]


def test_a_grid_named_in_python_but_not_read_is_refused() -> None:
    with pytest.raises(ValueError, match=r"simulation\.load"):
        Scoring(grid=Path("mine.toml"))


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "give a grid file (.toml)"), ("fr", "donnez un fichier de grille")]
)
def test_a_folder_in_place_of_a_grid_is_told_as_one(lang: str, said: str, tmp_path: Path) -> None:
    choose_language(lang)
    grid = f'grid = "{tmp_path}"\n'
    (of_scenario,) = problems(f"[scoring]\n{grid}")
    assert said in of_scenario
    policy = f'{DEMO}[[policies]]\nname = "scoring"\n{grid}'
    with pytest.raises(InputError) as caught:
        load_text(policy, registry())
    assert said in str(caught.value)


def test_a_grid_file_without_criteria_is_not_said_to_have_none_written(tmp_path: Path) -> None:
    write(tmp_path, "grid.toml", "weight = 2.0\n")
    file = write(tmp_path, "s.toml", f'{DEMO}[scoring]\ngrid = "grid.toml"\n')
    with pytest.raises(InputError, match=r"scoring\.criteria: a grid needs") as caught:
        simulation.load(file)
    assert "None" not in str(caught.value)
