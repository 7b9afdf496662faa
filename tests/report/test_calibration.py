"""The end of a calibration in text and figures, on tables that are known."""

import math
from pathlib import Path

import pandas as pd
import pytest

from simulation.analysis.ensemble import Ensemble
from simulation.config.axes import Axis
from simulation.report.calibration import ensemble_lines, free_lines, slope_lines, target_lines
from simulation.report.calibration_folder import write_best
from simulation.report.figures.calibration import calibration_figure, slopes_figure

TITLES = {"a": "Town A", "b": "Town B"}


def row(scenario: str, target: str, before: float, after: float) -> dict[str, object]:
    return {
        "scenario": scenario, "target": target, "label": target.title(),
        "label_fr": f"{target} fr", "kind": "percent", "low": 7.0, "high": 9.0,
        "before_mean": before, "before_error": 0.25, "before_inside": 7 <= before <= 9,
        "before_position": before - 8, "after_mean": after, "after_error": math.nan,
        "after_inside": 7 <= after <= 9, "after_position": after - 8,
    }  # fmt: skip


TABLE = pd.DataFrame([row("a", "turnover", 12.0, 8.5), row("b", "turnover", 7.5, 9.5)])


def effect(scenario: str, parameter: str, value: float, error: float) -> dict[str, object]:
    return {
        "scenario": scenario, "target": "turnover", "parameter": parameter, "effect": value,
        "standard_error": error,
    }  # fmt: skip


def effects(error: float) -> pd.DataFrame:
    cells = {"a": (0.9, -0.4, 0.1), "b": (0.05, 0.0, -0.02)}
    return pd.DataFrame(
        [effect(s, f"p{i}", v, error) for s, values in cells.items() for i, v in enumerate(values)]
    )


def test_targets_are_told_before_and_after_with_what_is_missed() -> None:
    lines = list(target_lines(TABLE, TITLES, 4, "en"))
    assert "Town A: mean of 4 simulations that the search has not seen" in lines
    (first, second) = [line.split() for line in lines if line.startswith("  Turnover")]
    assert " ".join(first[1:]) == "7.0–9.0 % 12.0 % ± 0.2 OUT 8.5 % in"
    assert " ".join(second[1:]) == "7.0–9.0 % 7.5 % ± 0.2 in 9.5 % OUT"
    assert lines[-1] == ("Targets inside their band: 1 of 2 at the start, 1 with the best set")
    french = list(target_lines(TABLE, TITLES, 4, "fr"))
    assert any("turnover fr" in line and "12,0 % ± 0,2" in line for line in french)
    assert french[-1].startswith("Cibles dans leur bande : 1 sur 2 au départ, 1 avec")


def test_effects_under_the_noise_are_not_told() -> None:
    lines = list(slope_lines(effects(0.1), TABLE, "en"))
    assert lines[1:] == ["  a, Turnover: p0 +0.90, p1 -0.40", "  b, Turnover: —"]
    (_, warned, first, _) = slope_lines(effects(math.nan), TABLE, "fr")
    assert "Avec une réplique" in warned
    assert first == "  a, turnover fr: p0 +0,90, p1 -0,40, p2 +0,10"


def test_what_is_left_free_is_told_with_its_share() -> None:
    shares = pd.DataFrame({"parameter": ["p", "q"], "share": [0.9, 0.2]})
    assert list(free_lines(shares, "en"))[1:] == ["  p (90 %)"]
    (pinned,) = free_lines(shares[shares["share"] < 0.5], "fr")
    assert pinned.startswith("Les cibles fixent chaque paramètre")


@pytest.mark.parametrize(
    ("lang", "few", "narrowed"),
    [("en", "Fewer than the 3", "narrowed to"), ("fr", "Moins que les 3", "resserré à")],
)
def test_an_ensemble_is_told_with_its_acceptance_and_spread(
    lang: str, few: str, narrowed: str
) -> None:
    axis = Axis("p", 0.0, 1.0, 0.5, is_log=False, is_whole=False)
    drawn = pd.DataFrame({"p": [0.4, 0.5, 0.6, 0.7], "kept": [False, True, True, False]})
    found = Ensemble([{"p": 0.5}, {"p": 0.6}], drawn, [axis], {"p": 0.5})
    text = "\n".join(ensemble_lines(found, 3, Path("e.toml"), lang))
    assert "2" in text
    assert ("50.0 %" if lang == "en" else "50,0 %") in text
    assert few in text
    assert narrowed in text
    assert "e.toml" in text
    assert few not in "\n".join(ensemble_lines(found, 2, Path("e.toml"), lang))
    nothing = Ensemble([], drawn.assign(kept=False), [axis], {"p": 0.5})
    assert len(list(ensemble_lines(nothing, 3, Path("e.toml"), lang))) == 2


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_figures_show_every_target_and_parameter(lang: str) -> None:
    figure = calibration_figure(TABLE, TITLES, 4, 80, lang)
    first, second = figure.axes
    assert [first.get_title(loc="left"), second.get_title(loc="left")] == ["Town A", "Town B"]
    label = "turnover fr" if lang == "fr" else "Turnover"
    assert [tick.get_text() for tick in first.get_yticklabels()] == [label]
    assert any("80" in text.get_text() for text in figure.texts)
    slopes = slopes_figure(effects(0.1), TABLE, lang)
    (axes,) = slopes.axes
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["p0", "p1", "p2"]
    told = {text.get_text(): text.get_fontweight() for text in axes.texts}
    assert told["0,90" if lang == "fr" else "0.90"] == "bold"
    assert told["−0,02" if lang == "fr" else "−0.02"] == "normal"


def test_a_label_with_quotes_is_written_as_toml(tmp_path: Path) -> None:
    import simulation

    label = 'Town "A" \\ north'
    scenario = simulation.load({"name": "a", "label": label, "territory": {"preset": "demo"}})
    (file,) = write_best(tmp_path, {"image.speed": 0.03}, ["demo"], [scenario], "en")
    loaded = simulation.load(file)
    assert loaded.label == f"{label}, calibrated"
    assert loaded.image.speed == 0.03
