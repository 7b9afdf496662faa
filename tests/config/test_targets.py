import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.config.records import read_records
from simulation.config.targets import MISSING_DISTANCE, Band, Target, TargetsFile

PLAIN = {"name": "t", "table": "market", "column": "c", "kind": "percent", "source": "s"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


def target(**values: object) -> Target:
    return Target(**{**PLAIN, **values})


def problems(tmp_path: Path, *tables: str) -> tuple[str, ...]:
    head = 'name = "t"\ntable = "market"\ncolumn = "c"\nkind = "percent"\nsource = "s"\n'
    file = tmp_path / "t.toml"
    file.write_text("".join(f"[[targets]]\n{head}{table}\n" for table in tables))
    with pytest.raises(InputError) as caught:
        read_records(file, TargetsFile)
    return caught.value.problems


def test_a_band_is_given_by_its_ends_around_a_value_or_in_percent_of_it() -> None:
    for given_as in ({"low": 6.5, "high": 8.5}, {"plus_minus": 1.0}, {"plus_minus_percent": 12.5}):
        made = target(value=8.0 if "plus_minus_percent" in given_as else 7.5, **given_as)
        band = made.band(made.value)
        assert band is not None
        assert band.high - band.low == pytest.approx(2.0)
        assert band.scale == pytest.approx(1.0)


def test_the_ends_of_a_band_are_inside_and_a_missing_value_is_not() -> None:
    band = Band(1.0, 3.0, 1.0, aims_at_centre=True)
    assert [band.holds(x) for x in (0.99, 1.0, 3.0, 3.01, math.nan)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert band.distance(math.nan) == MISSING_DISTANCE


def test_a_target_aims_at_its_centre_or_anywhere_in_its_band() -> None:
    centre = target(low=1.0, high=3.0).band(None)
    band = target(low=1.0, high=3.0, aim="band").band(None)
    assert centre is not None
    assert band is not None
    assert [centre.distance(x) for x in (0.0, 2.0, 3.0)] == [-2.0, 0.0, 1.0]
    assert [band.distance(x) for x in (0.0, 1.0, 2.5, 5.0)] == [-1.0, 0.0, 0.0, 2.0]


def test_a_band_with_one_end_counts_in_its_scale_and_only_outside() -> None:
    above = target(low=0.5, scale=0.1).band(None)
    below = target(high=0.5, scale=0.1).band(None)
    assert above is not None
    assert below is not None
    assert above.distance(0.4) == pytest.approx(-1.0)
    assert above.distance(0.9) == 0.0
    assert (above.position(0.5), above.position(0.9)) == (-1.0, 1.0)
    assert below.distance(0.6) == pytest.approx(1.0)
    assert (below.position(0.5), below.position(0.1)) == (1.0, -1.0)


@given(st.floats(-100, 100), st.floats(0.1, 50), st.floats(-300, 300))
def test_inside_means_a_position_within_one(low: float, width: float, value: float) -> None:
    band = Band(low, low + width, width / 2, aims_at_centre=True)
    edge = min(abs(value - low), abs(value - low - width))
    if edge > 1e-9:
        assert band.holds(value) == (abs(band.position(value)) <= 1)
        assert band.position(value) == pytest.approx(band.distance(value), abs=1e-6)


def test_a_shown_target_needs_no_band_and_holds_for_the_territories_it_names() -> None:
    shown = target(scored=False, territories=("rennes",))
    assert shown.band(None) is None
    assert [shown.holds_for(name) for name in ("rennes", "lille")] == [True, False]
    assert target(value=1.0, plus_minus=1.0).holds_for("lille")


def test_titles_fall_back_on_the_other_language_then_on_the_name() -> None:
    assert target(scored=False).title("fr") == "t"
    assert target(scored=False, label="Turnover").title("fr") == "Turnover"
    assert target(scored=False, label="Turnover", label_fr="Rotation").title("fr") == "Rotation"


@pytest.mark.parametrize(
    ("table", "line", "expected"),
    [
        ("low = 1\nhigh = 2\nplus_minus = 1\nvalue = 1", 9, "give the band once"),
        ("plus_minus = 1\nplus_minus_percent = 2\nvalue = 1", 8, "give the band once"),
        ("plus_minus = 1", 7, "a band around a value needs a value"),
        ("value = 1", 1, "a scored target needs a band"),
        ("low = 2\nhigh = 1", 7, "must be below the upper one (1.0)"),
        ("low = 2", 7, "needs a scale"),
        ("high = 2", 7, "needs a scale"),
        ('value = 1\nfigure = "tension"\nplus_minus = 1', 8, "not both"),
        ("plus_minus = 0\nvalue = 1", 7, "at least 1e-12"),
        ('value = "7"\nplus_minus = 1', 7, "without quotes"),
        ("low = 1\nhigh = 2\nscord = false", 9, "did you mean scored?"),
        ('figure = "tensions"\nplus_minus = 1', 7, "must be one of 'tension'"),
    ],
)
def test_bad_targets_are_told_with_their_line(
    tmp_path: Path, table: str, line: int, expected: str
) -> None:
    (found,) = problems(tmp_path, table)
    assert expected in found
    assert f"line {line}" in found


def test_every_problem_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    right = "low = 1\nhigh = 2"
    assert len(problems(tmp_path, "value = 1", "low = 2\nhigh = 1", right, right + "\nx = 1")) == 3


def test_a_name_is_used_once_per_territory_and_for_one_measure(tmp_path: Path) -> None:
    band = "low = 1\nhigh = 2\n"
    (twice,) = problems(tmp_path, band, band + 'territories = ["rennes"]')
    assert "exists already for the same territory" in twice
    one, other = ('territories = ["a"]\n', 'territories = ["b"]\nwhere = { sector = "qpv" }\n')
    (unlike,) = problems(tmp_path, band + one, band + other)
    assert "must measure the same thing" in unlike
    file = tmp_path / "right.toml"
    tables = [PLAIN | {"territories": [name], "low": 1, "high": 2} for name in ("a", "b")]
    lines = ["[[targets]]\n" + "\n".join(f"{k} = {v!r}" for k, v in t.items()) for t in tables]
    file.write_text("\n".join(lines).replace("'", '"'))
    assert len(read_records(file, TargetsFile)[0].targets) == 2


def test_a_file_without_targets_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    for text, expected in (("", "targets: is missing"), ("targets = []", "is empty")):
        file.write_text(text)
        with pytest.raises(InputError, match=expected):
            read_records(file, TargetsFile)
    with pytest.raises(InputError, match="no such file"):
        read_records(tmp_path / "none.toml", TargetsFile)
