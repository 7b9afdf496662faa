import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.config.errors import InputError
from simulation.config.load import digest, load, load_text, resolved, scenario_files
from simulation.config.messages import choose_language
from simulation.config.parameter import Settings, param
from simulation.config.scenario import Scenario, TerritoryChoice


class Rent(Settings):
    key: ClassVar[str] = "rent"
    start_year: int | None = param(None, unit="year", bounds=(1900, 2200), source="test")
    end_year: int | None = param(None, unit="year", bounds=(1900, 2200), source="test")
    steps: tuple[float, ...] = param((1.0,), unit="€", bounds=None, source="test")
    share: float = param(0.5, unit="1", bounds=(0, 1), source="test")


REGISTRY = {"rent": Rent}
DEMO = '[territory]\npreset = "demo"\n'


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


def problems(text: str, **options: Any) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        load_text(text, REGISTRY, name="s.toml", **options)
    return caught.value.problems


def test_a_silent_scenario_takes_every_default() -> None:
    scenario = load_text(DEMO, REGISTRY)
    assert scenario == Scenario(name="scenario", territory=TerritoryChoice(preset="demo"))
    assert scenario.end_year == 2041
    assert scenario.n_months == 12 * 26


@pytest.mark.parametrize("written", ['"2024-01-15"', "2024-01-15"])
def test_the_day_of_the_law_may_be_a_text_or_a_date(written: str) -> None:
    assert load_text(f"law_date = {written}\n{DEMO}", REGISTRY).law_date == "2024-01-15"


def test_a_wrong_day_is_told_with_the_other_problems_and_in_french() -> None:
    choose_language("fr")
    found = problems(f'law_date = "2010-01-01"\nyears = 0\n{DEMO}')
    assert len(found) == 2
    assert "le droit est connu du 2017-01-01 au 2026-12-31" in found[0]


def test_policies_come_out_as_their_own_class_in_the_order_written() -> None:
    text = DEMO + '[[policies]]\nname = "rent"\nsteps = [1, 2.5]\n[[policies]]\nname = "rent"\n'
    first, second = load_text(text, REGISTRY).policies
    assert first == Rent(steps=(1.0, 2.5))
    assert second == Rent()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("years = 0", "line 1: years = 0: must be between 1 and 100 (years)"),
        ("years = 2.0", "whole number"),
        ("years = true", "whole number"),
        ('years = "20"', "without quotes"),
        ("years = nan", "whole number"),
        ("label = 3", "between quotes"),
        ('name = "é/…"', "letters without accent"),
        ("yers = 3", "did you mean years?"),
        ("behaviour = 3", "[behaviour]"),
        ("behaviour.cost_weight = nan", "finite"),
        ("behaviour.cost_weight = inf", "finite"),
        ("behaviour.cost_weight = -inf", "finite"),
        ("behaviour.cost_weight = true", "number between 0 and 10"),
        ('behaviour.cost_weight = "2"', "number between 0 and 10"),
        ("behaviour.cost_weight = 10.001", "between 0 and 10 (utility)"),
        ("behaviour.cost_wieght = 1", "did you mean cost_weight?"),
        ("behaviour.cost_weight = 1979-05-27", "number"),
        ("adverts.share = 1.2", "between 0 and 1"),
        ("adverts.attention = -0.1", "between 0 and 1"),
        ("adverts.max_bids = 0", "between 1 and 20 (bids/month)"),
        ("adverts.months = 0", "between 1 and 60 (months)"),
        ('adverts.ranking = "random"', "one of 'score', 'date' or 'lottery'"),
        ("adverts.is_screened = 1", "true or false"),
        ("allocation.advertised_share = 0.3", "unknown key"),
        ("image.speed = -0.02", "between 0 and 1 (1/month)"),
        ("image.school_radius = 0", "between 0.1 and 50 (km)"),
        ("prices.speed = -0.02", "between 0 and 1 (1/month)"),
        ("prices.vacancy_elasticity = nan", "finite"),
        ("law_date = 2022", "between quotes"),
        ('law_date = "July 2022"', "is no date of the form YYYY-MM-DD; write it as in 2022-07-01"),
        ('law_date = "2022-02-30"', "is no date"),
        ('law_date = "20220701"', "is no date of the form YYYY-MM-DD"),
        ('law_date = "2022-W26-5"', "is no date of the form YYYY-MM-DD"),
        (
            "allocation = {residual_minimum = 30, residual_comfort = 20}",
            "allocation.residual_comfort = 20: must be at least residual_minimum (30)",
        ),
        ("allocation.residual_minimum = 26", "must be at least residual_minimum (26)"),
        ("scoring.criteria = []", "scoring.criteria: a grid needs at least one"),
        ('law_date = "2016-12-31"', "the law is known from 2017-01-01 to 2026-12-31"),
        ('law_date = "2027-01-01"', "choose a day between"),
        ("policies = 3", "[[policies]]"),
        ("policies = [3]", "[[policies]]"),
        ("policies = [{}]", "needs name"),
        ('policies = [{name = "rnt"}]', "did you mean rent?"),
        ('policies = [{name = "rent", share = 2}]', "between 0 and 1"),
        ('policies = [{name = "rent", shares = 1}]', "did you mean share?"),
        ('policies = [{name = "rent", steps = 3}]', "list"),
        ('policies = [{name = "rent", start_year = 2042}]', "outside the run (2022–2041)"),
        ('policies = [{name = "rent", start_year = 2021}]', "outside the run (2022–2041)"),
        ('policies = [{name = "rent", start_year = 2030, end_year = 2029}]', "before it starts"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_what_to_do(line: str, expected: str) -> None:
    (message,) = problems(f"{line}\n{DEMO}")
    assert message.startswith("s.toml, line 1: ")
    assert expected in message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("years = 3", "needs a territory"),
        ("[territory]\n", "exactly one"),
        ('[territory]\npreset = "demo"\nfile = "x.npz"\n', "exactly one"),
        ('[territory]\npreset = "dmo"\n', "did you mean demo?"),
        ('[territory]\npreset = "demo"\ntension = 0\n', "between 0.5 and 50"),
        ('[territory]\npreset = "demo"\ntension = -3\n', "between 0.5 and 50"),
        ('[territory]\npreset = "demo"\nprivate_rent = 0\n', "between 2 and 50 (€/m²/month)"),
        ('[territory]\nfile = "nowhere.npz"\n', "territory build"),
    ],
)
def test_a_scenario_needs_exactly_one_territory_that_exists(text: str, expected: str) -> None:
    assert any(expected in message for message in problems(text, presets=["demo", "nantes"]))


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    text = f"years = 0\nstart_year = 1\nx = 1\n{DEMO}[[policies]]\nname = 'rent'\nshare = 9\n"
    assert [m.split(":")[0] for m in problems(text)] == [f"s.toml, line {n}" for n in (1, 2, 3, 8)]


def test_messages_exist_in_french() -> None:
    choose_language("fr")
    (message,) = problems(f"years = 0\n{DEMO}")
    assert message.startswith("s.toml, ligne 1 : years = 0 : doit être entre 1 et 100")


def test_a_syntax_error_gives_its_line() -> None:
    (message,) = problems("years = 3\nlabel = oui\n")
    assert message.startswith("s.toml, line 2: not valid TOML")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_child_changes_keys_and_replaces_policies(tmp_path: Path) -> None:
    base = "years = 5\n[behaviour]\ncost_weight = 3.0\nerror_area = 0.1\n"
    write(tmp_path, "base.toml", base + DEMO + "[[policies]]\nname = 'rent'\n")
    write(tmp_path, "middle.toml", 'extends = "base.toml"\n[behaviour]\nerror_area = 0.2\n')
    path = write(tmp_path, "sub/top.toml", 'extends = "../middle.toml"\npolicies = []\n')
    scenario = load(path, REGISTRY)
    assert (scenario.name, scenario.years, scenario.policies) == ("top", 5, ())
    assert scenario.behaviour.cost_weight == 3.0
    assert scenario.behaviour.error_area == 0.2
    assert [p.name for p in scenario_files(path)] == ["base.toml", "middle.toml", "top.toml"]


def test_an_inherited_problem_is_placed_in_the_file_that_holds_it(tmp_path: Path) -> None:
    base = write(tmp_path, "base.toml", f"years = 0\n{DEMO}")
    path = write(tmp_path, "top.toml", 'extends = "base.toml"\n')
    with pytest.raises(InputError, match=r"base\.toml, line 1: years = 0") as caught:
        load(path, REGISTRY)
    assert str(base) in caught.value.problems[0]
    assert load(write(tmp_path, "mended.toml", 'extends = "base.toml"\nyears = 2'), REGISTRY)


def test_a_child_may_change_the_kind_of_territory(tmp_path: Path) -> None:
    write(tmp_path, "base.toml", DEMO + "tension = 3\n")
    file = write(tmp_path, "sub/t.npz", "")
    child = 'extends = "../base.toml"\n[territory]\nfile = "t.npz"\n'
    choice = load(write(tmp_path, "sub/top.toml", child), REGISTRY).territory
    assert choice == TerritoryChoice(file=file, tension=3)


@pytest.mark.parametrize("value", ["3", '""', '["a.toml"]', '"nowhere.toml"', '"."'])
def test_a_wrong_extends_is_refused_with_its_line(tmp_path: Path, value: str) -> None:
    path = write(tmp_path, "top.toml", f"\nextends = {value}\n{DEMO}")
    with pytest.raises(InputError, match="line 2"):
        load(path, REGISTRY)


def test_files_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", 'extends = "b.toml"\n')
    with pytest.raises(InputError, match=r"b\.toml → a\.toml → b\.toml"):
        load(write(tmp_path, "b.toml", 'extends = "a.toml"\n'), REGISTRY)


def test_files_that_are_no_scenario_are_refused_in_one_clear_message(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('label = "été"'.encode("latin-1"))
    huge = write(tmp_path, "huge.toml", "#" * 1_000_001)
    for path, expected in [
        (tmp_path / "none.toml", "no such file"),
        (tmp_path, "folder"),
        (latin, "UTF-8"),
        (huge, "1000001 bytes"),
        (write(tmp_path, "deep.toml", "a = " + "[" * 90_000), "not valid TOML"),
    ]:
        with pytest.raises(InputError, match=expected) as caught:
            load(path, REGISTRY)
        assert len(caught.value.problems) == 1


def test_overrides_win_and_are_named_when_wrong(tmp_path: Path) -> None:
    path = write(tmp_path, "top.toml", f'name = "kept"\nyears = 5\n{DEMO}')
    changed = load(path, REGISTRY, overrides={"years": 2, "label": None})
    assert (changed.name, changed.years) == ("kept", 2)
    with pytest.raises(InputError, match="--years: years = 0"):
        load(path, REGISTRY, overrides={"years": 0})


def test_a_mapping_is_read_like_a_file() -> None:
    told = {"years": 3, "territory": {"preset": "demo"}, "policies": [Rent(), {"name": "rent"}]}
    assert load(told, REGISTRY).policies == (Rent(), Rent())
    with pytest.raises(InputError, match="scenario: years"):
        load({**told, "years": "3"}, REGISTRY)


def test_what_is_resolved_loads_again_as_the_same_scenario() -> None:
    text = f"years = 7\nbehaviour.cost_weight = 1\n{DEMO}[[policies]]\nname = 'rent'\nshare = 0\n"
    scenario = load_text(text, REGISTRY)
    again = load(json.loads(json.dumps(_without_none(resolved(scenario)))), REGISTRY)
    assert again == scenario
    assert digest(again) == digest(scenario)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    return [_without_none(v) for v in value] if isinstance(value, list) else value


def test_the_digest_sees_every_parameter_but_not_how_it_was_written() -> None:
    base = digest(load_text(DEMO, REGISTRY))
    assert digest(load_text(f"# words\nyears = 20\n{DEMO}", REGISTRY)) == base
    assert digest(load_text(f"years = 19\n{DEMO}", REGISTRY)) != base
    assert digest(load_text(f"{DEMO}[[policies]]\nname='rent'", REGISTRY)) != base
    assert digest(load_text(f"behaviour.error_area = 0.51\n{DEMO}", REGISTRY)) != base


FULL = (
    f'name = "a"\nyears = 3\n{DEMO}tension = 4.5\n[behaviour]\ncost_weight = 1.0\n'
    '[[policies]]\nname = "rent"\nsteps = [1, 2]\nstart_year = 2023\n'
)
VALUES = st.sampled_from(
    ["1", "-1", "1e400", "nan", "true", '"x"', "[]", "[[1]]", "{}", "{a = 1}", "1979-05-27", "''"]
)


@settings(max_examples=200)
@given(st.data())
def test_whatever_is_written_loads_or_is_refused_with_messages(data: st.DataObject) -> None:
    lines = FULL.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    kind = data.draw(st.sampled_from(["value", "cut", "garbage", "move"]))
    if kind == "value":
        lines[at] = lines[at].split("=")[0] + "= " + data.draw(VALUES)
    elif kind == "cut":
        lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
    elif kind == "garbage":
        lines[at] = data.draw(st.text(max_size=30))
    else:
        lines.insert(0, lines.pop(at))
    told: tuple[str, ...] = ("a: right",)
    try:
        load_text("\n".join(lines), REGISTRY, presets=["demo"])
    except InputError as error:
        told = error.problems
    assert told
    assert all(": " in problem for problem in told)
