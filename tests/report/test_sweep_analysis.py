from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.report.analysis_text import aligned, index_lines, limit_text
from simulation.report.analysis_words import ANALYSIS_WORDS
from simulation.report.figures.indices import (
    RANKED,
    convergence_figure,
    indices_figure,
    morris_plane,
    ranked,
)
from simulation.report.figures.interactions import has_interactions, interactions_figure
from simulation.report.figures.robustness import robustness_figure
from simulation.report.figures.sweep_contrasts import shown_contrasts, sweep_contrasts_figure
from simulation.report.style import save
from simulation.report.sweep_story import SweepStory
from simulation.report.words import keys, word

DETAILS = dict.fromkeys(
    ("title", "n", "scenario", "base", "label", "percent", "years", "mean", "first", "last"), "x"
) | {"total": "x", "inside": "x"}
ARMS = {"today": "Today", "rent": "Single rent"}
OUTPUT = ("q1_share_of_tenants_outside", "rent", "today")
METHODS = {"morris": ("mu_star", "mu", "sigma"), "sobol": ("S1", "ST"), "pawn": ("pawn",)}


def story(lang: str = "en") -> SweepStory:
    return SweepStory(ARMS, "test", 40, lang)


def table(method: str, n: int = 20, samples: int = 50) -> pd.DataFrame:
    """Return indices that fall from the first parameter to the last."""
    rows = [
        {
            "measure": OUTPUT[0], "arm": OUTPUT[1], "minus": OUTPUT[2], "method": method,
            "samples": samples, "parameter": f"part.p{i}", "other": "", "index": index,
            "value": 0.5 / (1 + i), "low": 0.4 / (1 + i), "high": 0.6 / (1 + i),
        }
        for i in range(n)
        for index in METHODS[method]
    ]  # fmt: skip
    chance = {**rows[0], "parameter": "—", "index": RANKED[method], "value": 0.2}
    return pd.DataFrame([*rows, chance] if method == "pawn" else rows)


def contrasts() -> pd.DataFrame:
    rows = [
        {
            "arm": "rent", "base": "today", "measure": measure, "unit": unit, "mean_base": 200.0,
            "difference": 0.02, "standard_error": 0.01, "low": 0.0, "high": 0.04,
            "bootstrap_low": 0.005, "bootstrap_high": 0.035, "margin": 0.03,
            "half_width_wanted": np.nan,
        }
        for measure, unit in (
            ("q1_share_of_tenants_outside", "share"), ("vacancy_percent_all", "percent"),
            ("rent_due_eur_all", "eur"), ("mean_wait_days_all", "days"),
        )
    ]  # fmt: skip
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0.0, "0", "0"),
        (1234567.0, "1\u202f234\u202f567", "1\u202f234\u202f567"),
        (0.0000352, "0.0000352", "0,0000352"),
        (-12.345, "−12.3", "−12,3"),
        (163.4, "163", "163"),
        (float("nan"), "—", "—"),
    ],
)
def test_numbers_have_three_digits_and_the_mark_of_the_language(
    value: float, english: str, french: str
) -> None:
    assert story().number(value) == english
    assert story("fr").number(value) == french
    assert story().number(2.0, signed=True) == "+2"
    assert story().index(-0.001) == "0.00"


def test_outputs_have_names_for_readers() -> None:
    assert story().output(*OUTPUT) == (
        "Poorest quarter among tenants, outside QPV (Single rent less Today)"
    )
    assert story("fr").output("vacancy_percent_all", "rent", "") == "Vacance (Single rent)"
    alone = SweepStory({"today": "Today"}, "test", 1)
    assert alone.output("vacancy_percent_all", "today", "") == "Vacancy"
    assert story().measure("gini") == "gini"


def test_contrasts_are_shown_in_the_units_of_readers_with_all_their_bounds() -> None:
    shown = shown_contrasts(contrasts()).set_index("measure")
    columns = ["difference", "bootstrap_low", "margin"]
    assert shown.loc["q1_share_of_tenants_outside", columns].tolist() == pytest.approx([2, 0.5, 3])
    assert shown.loc["vacancy_percent_all", columns].tolist() == [0.02, 0.005, 0.03]
    assert shown.loc["rent_due_eur_all", columns].tolist() == pytest.approx([0.01, 0.0025, 0.015])
    nothing = shown_contrasts(contrasts().assign(difference=0.0)).set_index("measure")
    assert nothing.loc["rent_due_eur_all", "margin"] == pytest.approx(0.015)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_figure_of_contrasts_has_a_panel_for_each_measure(lang: str, tmp_path: Path) -> None:
    figure = sweep_contrasts_figure(contrasts(), story(lang))
    drawn = [axes for axes in figure.axes if axes.get_visible()]
    assert len(drawn) == 4
    assert drawn[1].get_title(loc="left") == {"en": "Vacancy", "fr": "Vacance"}[lang]
    assert drawn[2].get_xlabel() == story(lang).say("of_base")
    save(figure, tmp_path / "x.png")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bars_are_the_strongest_first_with_what_chance_gives(method: str, lang: str) -> None:
    floors = {OUTPUT: 0.1} if method == "morris" else None
    (axes,) = indices_figure(table(method), story(lang), floors).axes
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == [f"part.p{i}" for i in range(15)]
    assert len(axes.patches) == 15 * len([i for i in METHODS[method] if i not in ("mu", "sigma")])
    limits = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert limits == {"morris": [0.1], "sobol": [], "pawn": [0.2]}[method]
    assert axes.get_xlabel() in {story(lang).say(f"axis_{i}") for i in ("mu_star", "S1", "pawn")}


def test_the_plane_of_morris_names_the_strongest() -> None:
    (axes,) = morris_plane(table("morris"), story(), {OUTPUT: 0.1}).axes
    named = axes.get_legend()
    assert named is not None
    assert [text.get_text() for text in named.get_texts()] == [f"part.p{i}" for i in range(6)]
    assert [line.get_xdata()[0] for line in axes.lines[-6:]] == [0.5 / (1 + i) for i in range(6)]
    assert axes.get_xlabel() == story().say("axis_mu_star")


def test_convergence_draws_the_strongest_of_the_whole() -> None:
    grown = pd.concat([table("sobol", samples=n) for n in (50, 100, 200)])
    (axes,) = convergence_figure(grown, story()).axes
    assert [line.get_label() for line in axes.lines] == [f"part.p{i}" for i in range(6)]
    assert list(axes.lines[0].get_xdata()) == [50, 100, 200]


def second_order() -> pd.DataFrame:
    """Return indices of three parameters, of which the first two act together for sure."""
    alone = table("sobol", n=3)
    pairs = [
        {
            **alone.iloc[0], "index": "S2", "parameter": f"part.p{i}", "other": f"part.p{j}",
            "value": value, "low": value - 0.1, "high": value + 0.1,
        }
        for i, j, value in ((0, 1, 0.6), (0, 2, 0.05), (1, 2, -0.02))
    ]  # fmt: skip
    return pd.concat([alone, pd.DataFrame(pairs)], ignore_index=True)


@pytest.mark.parametrize(("lang", "cell"), [("en", "0.60"), ("fr", "0,60")])
def test_interactions_stand_under_the_diagonal_bold_where_they_are_sure(
    lang: str, cell: str
) -> None:
    assert has_interactions(second_order())
    assert not has_interactions(table("sobol"))
    (axes,) = interactions_figure(second_order(), story(lang)).axes
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        f"part.p{i}" for i in range(3)
    ]
    told = {text.get_position(): text for text in axes.texts}
    assert set(told) == {(0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2)}
    assert told[0, 1].get_text() == cell
    bold = {place for place, text in told.items() if text.get_fontweight() == "bold"}
    assert bold == {(0, 0), (1, 1), (2, 2), (0, 1)}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_robustness_has_a_row_for_each_arm_and_a_panel_of_regret_where_asked(lang: str) -> None:
    shares = {"share": [0.25, 0.5], "low": [0.2, 0.4], "high": [0.3, 0.6]}
    met = pd.DataFrame({"arm": [*ARMS], **shares})
    losses = {"mean_regret": [0.01, 0.0], "high_regret": [0.02, 0.0], "largest_regret": [0.03, 0.0]}
    lost = pd.DataFrame({"arm": [*ARMS], **losses, "share_best": [0.1, 0.9]})
    assert len(robustness_figure(met, "a < 1", story(lang)).axes) == 1
    told = SweepStory(ARMS, "test", 40, lang, {OUTPUT[0]: "share"})
    left, right = robustness_figure(met, "a < 1", told, lost, OUTPUT[0]).axes
    assert list(left.lines[0].get_xdata()) == [25, 50]
    assert list(right.lines[0].get_xdata()) == [1, 0]
    assert right.get_xlabel() == told.say("points")
    assert [text.get_text() for text in right.texts] == [
        told.say("best_in", percent=share) for share in (10, 90)
    ]
    assert [label.get_text() for label in right.get_yticklabels()] == [*ARMS.values()]


def test_chance_is_never_ranked() -> None:
    assert "—" not in ranked(table("pawn"), "pawn")


def test_lines_of_indices_are_aligned_and_short() -> None:
    lines = list(index_lines(table("sobol"), story("fr")))
    assert len(lines) == 8
    assert "avec interactions (total) 0,50 [0,40 ; 0,60]" in lines[0]
    assert len({len(line) for line in lines}) == 1
    assert list(aligned([])) == []


def test_limits_of_boxes_are_inequalities() -> None:
    limit = {"parameter": "p", "low": 1.0, "high": 2.5}
    told = [
        limit_text({**limit, "is_low_bound": low, "is_high_bound": high}, story("fr"))
        for low, high in ((True, True), (True, False), (False, True))
    ]
    assert told == ["1 ≤ p ≤ 2,5", "p ≥ 1", "p ≤ 2,5"]


def test_every_verdict_method_and_correction_has_words() -> None:
    needed = {f"verdict_{v}" for v in ("differs", "small", "no_effect", "unsure")}
    needed |= {f"method_{method}" for method in RANKED}
    needed |= {f"correction_{c}" for c in ("holm", "benjamini_hochberg", "none")}
    needed |= {f"model_{m}" for m in ("gaussian_process", "gradient_boosting")}
    needed |= {f"index_{i}" for i in ("mu_star", "mu", "sigma", "S1", "ST", "S2", "pawn", "delta")}
    assert needed <= set(keys())


def test_the_words_of_analyses_hide_no_others() -> None:
    assert story().say("contrasts_left", n=3, title="x.csv") == "  … and 3 more in x.csv"
    assert [key for key in ANALYSIS_WORDS if word(key, "en", **DETAILS) != told(key)] == []


def told(key: str) -> str:
    return ANALYSIS_WORDS[key][0].format(**DETAILS)
