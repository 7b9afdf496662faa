"""Figures of arms: a row for each arm, a panel for each measure, and lines over the years."""

from pathlib import Path

import pandas as pd
import pytest

from simulation.report.figures.arm_years import arm_years_figure
from simulation.report.figures.arms import ArmsText, arms_figure
from simulation.report.style import INK, MUTED, save

ROWS = {"new": "New leases", "all": "All leases"}
PANELS = {"refusals": "Refusals (points)", "vacancy": "Vacancy (points)"}


def text(**more: object) -> ArmsText:
    return ArmsText("Title", "Subtitle", "Footer", ROWS, PANELS, **more)  # type: ignore[arg-type]


def table() -> pd.DataFrame:
    rows = [
        (arm, measure, 1.0 + place, 0.5, 2.5, 0.0, arm == "new")
        for place, arm in enumerate(ROWS)
        for measure in PANELS
    ]
    names = ["arm", "measure", "mean", "low", "high", "reference", "is_sure"]
    return pd.DataFrame(rows, columns=names)


def dots(axes: object) -> dict[float, tuple[float, str]]:
    """Return where each dot stands and what fills it, by its height."""
    lines = [line for line in axes.lines if line.get_marker() != "None"]  # type: ignore[attr-defined]
    return {
        float(line.get_ydata()[0]): (float(line.get_xdata()[0]), str(line.get_markerfacecolor()))
        for line in lines
    }


def test_each_arm_has_a_dot_in_each_panel_full_where_it_is_sure(tmp_path: Path) -> None:
    figure = arms_figure(table(), text())
    assert [axes.get_title(loc="left") for axes in figure.axes] == list(PANELS.values())
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels == list(ROWS.values())
    for axes in figure.axes:
        found = dots(axes)
        assert {height: x for height, (x, _) in found.items()} == {0.0: 1.0, 1.0: 2.0}
        assert found[0.0][1] not in {"white", MUTED}
        assert found[1.0][1] == "white"
        lines = [line for line in axes.lines if line.get_color() == INK]
        assert [list(line.get_xdata()) for line in lines] == [[0.0, 0.0]]
    save(figure, tmp_path / "arms.png")
    assert (tmp_path / "arms.png").stat().st_size > 10_000


def test_rows_hold_a_dot_for_each_series_and_no_line_without_a_reference() -> None:
    both = pd.concat([table().assign(series="a"), table().assign(series="b")])
    both = both.assign(reference=float("nan"))
    figure = arms_figure(both, text(series={"a": "Slack", "b": "Tense"}))
    assert len(dots(figure.axes[0])) == 4
    assert not [line for line in figure.axes[0].lines if line.get_color() == INK]
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["Slack", "Tense"]


def test_an_arm_without_a_number_leaves_its_row_empty() -> None:
    figure = arms_figure(table().query("arm == 'all'"), text())
    assert list(dots(figure.axes[0])) == [1.0]


def test_ratios_may_be_drawn_on_a_log_axis() -> None:
    figure = arms_figure(table(), text(), is_log=True)
    assert {axes.get_xscale() for axes in figure.axes} == {"log"}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_years_have_a_line_and_a_band_for_each_arm(lang: str) -> None:
    years = pd.concat(table().assign(year=year) for year in (2023, 2022))
    figure = arm_years_figure(years, text(lang=lang))
    for axes in figure.axes:
        lines = [line for line in axes.lines if line.get_label() in ROWS.values()]
        assert [list(line.get_xdata()) for line in lines] == [[2022, 2023]] * 2
        assert len(axes.collections) == 2
    assert [t.get_text() for t in figure.legends[0].get_texts()] == list(ROWS.values())
