import math
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from simulation.report.figures.scorecard import scorecard_figure
from simulation.report.scorecard import amount, band, scorecard_lines
from simulation.report.stationarity import spin_up_lines
from simulation.report.style import save

TITLES = {"rennes": "Rennes before 2018", "lille": "Lille"}


def row(scenario: str, target: str, mean: float, **values: object) -> dict[str, object]:
    plain = {
        "scenario": scenario, "territory": scenario, "target": target, "label": f"The {target}",
        "label_fr": f"Le {target}", "kind": "percent", "scored": True, "value": 7.5, "low": 6.5,
        "high": 8.5, "n": 8, "mean": mean, "standard_error": 0.12, "inside": 6.5 <= mean <= 8.5,
        "distance": mean - 7.5, "position": mean - 7.5, "drift": -0.31,
        "drift_standard_error": 0.1, "status": "settled", "source": "SDES",
    }  # fmt: skip
    return {**plain, **values}


@pytest.fixture(scope="module")
def card() -> pd.DataFrame:
    return pd.DataFrame(
        [
            row("rennes", "turnover", 8.0),
            row("rennes", "share", 0.77, kind="share", value=math.nan, low=0.5, high=math.inf,
                inside=True, position=1.0),
            row("rennes", "shown", 3.0, scored=False, low=math.nan, high=math.nan, inside=None,
                position=math.nan, value=math.nan),
            row("lille", "turnover", 19.25, status="drifting", position=11.75),
            row("lille", "delay", math.nan, kind="days", inside=False, standard_error=math.nan,
                drift=math.nan, status="", position=math.nan),
        ]
    )  # fmt: skip


def test_the_text_tells_each_target_its_band_and_its_verdict(card: pd.DataFrame) -> None:
    text = "\n".join(scorecard_lines(card, TITLES, 5, "en"))
    assert "Rennes before 2018: mean of 5 years, 8 simulations" in text
    line = next(line for line in text.splitlines() if "The turnover" in line)
    assert " ".join(line.split()) == "The turnover 7.5 % 6.5–8.5 % 8.0 % ± 0.1 in -0.3 settled"
    assert "≥ 50.0 %" in text
    assert "77.0 %" in text
    assert "Inside their band: 2 of 2 (100 %)" in text
    assert "Inside their band: 0 of 2 (0 %)" in text
    assert "All territories: 2 of 4 scored targets inside their band (50 %)" in text


def test_misses_are_listed_with_their_territory(card: pd.DataFrame) -> None:
    lines = list(scorecard_lines(card, TITLES, 5, "en"))
    start = lines.index("Missed:")
    assert lines[start + 1] == "  Lille, The turnover: 19.2 %, band 6.5–8.5 %"
    assert lines[start + 2].startswith("  Lille, The delay: —, band")
    assert not any("Rennes" in line for line in lines[start:])


def test_columns_stand_under_their_heads(card: pd.DataFrame) -> None:
    lines = list(scorecard_lines(card[card["scenario"] == "rennes"], TITLES, 5, "en"))
    assert len({len(line) for line in lines[2:5]}) == 1


def test_the_text_is_also_french(card: pd.DataFrame) -> None:
    text = "\n".join(scorecard_lines(card, TITLES, 5, "fr"))
    for part in ("Le turnover", "6,5–8,5 %", "HORS", "Manqués :", "2 cibles sur 4", "EN DÉRIVE"):
        assert part in text
    assert "The" not in text


@pytest.mark.parametrize(
    ("value", "kind", "lang", "expected"),
    [
        (0.123, "share", "en", "12.3 %"),
        (7.46, "percent", "fr", "7,5 %"),
        (0.25, "percent", "en", "0.25 %"),
        (519.6, "days", "fr", "520 j"),
        (3.456, "ratio", "en", "3.46"),
        (math.nan, "share", "en", "—"),
    ],
)
def test_amounts_are_written_as_readers_know_them(
    value: float, kind: str, lang: str, expected: str
) -> None:
    assert amount(value, kind, lang) == expected


def test_bands_with_one_end_or_none_are_told() -> None:
    assert band({"low": -math.inf, "high": 0.5, "kind": "share"}, "en") == "≤ 50.0 %"
    assert band({"low": math.nan, "high": math.nan, "kind": "share"}, "en") == "—"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_figure_shows_each_target_of_each_territory(
    card: pd.DataFrame, tmp_path: Path, lang: str
) -> None:
    figure = scorecard_figure(card, TITLES, 8, "presets", lang)
    told = texts(figure)
    for part in (*TITLES.values(), "The turnover" if lang == "en" else "Le turnover"):
        assert part in told
    assert ("8.0 %" if lang == "en" else "8,0 %") in told
    assert "shown" not in told
    save(figure, tmp_path / "card.png")
    assert (tmp_path / "card.png").stat().st_size > 10_000


def texts(figure: Figure) -> str:
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        found += [axes.get_title(loc="left"), *(t.get_text() for t in axes.texts)]
        found += [label.get_text() for label in axes.get_yticklabels()]
    return "\n".join(found)


def drift(**values: object) -> pd.DataFrame:
    plain = {
        "scenario": "rennes", "replicate": 0, "measure": "turnover_percent_all",
        "unit": "percent", "first_year": 2018, "last_year": 2021, "n_years": 2, "before": 12.0,
        "last": 9.0, "drift": -3.0, "standard_error": 0.5, "status": "drifting",
    }  # fmt: skip
    return pd.DataFrame([{**plain, **values}])


def test_the_end_of_the_spin_up_is_told_in_both_languages() -> None:
    title, line = spin_up_lines(drift(), "en")
    assert "rennes" in title
    assert "(2 each)" in title
    assert line.split()[-7:] == ["12.0", "→", "9.0", "-3.0", "±", "0.5", "DRIFTING"]
    assert "EN DÉRIVE" in list(spin_up_lines(drift(), "fr"))[1]
    share = drift(measure="q1_share_of_leases_outside", unit="share", before=0.1, last=0.1,
                  drift=0.0, standard_error=math.nan)  # fmt: skip
    line = list(spin_up_lines(share, "en"))[1]
    assert "10.0 →" in line
    assert "nan" not in line


def test_a_spin_up_too_short_says_so() -> None:
    (line,) = spin_up_lines(drift().iloc[:0], "en")
    assert "too short" in line
