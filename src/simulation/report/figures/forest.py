"""Contrasts with their intervals, grouped by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.report.story import Story
from simulation.report.style import INK, colours, legend, new_figure, number_format, styled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "group_shares": (
        "points",
        (
            "q1_or_rehoused_share_of_leases_outside",
            "q1_share_of_leases_qpv",
            "q1_share_of_tenants_outside",
            "q1_share_of_tenants_qpv",
        ),
    ),
    "group_separation": (
        "hundredths",
        (
            "dissimilarity_q1_social_area",
            "theil_h_social_area",
            "theil_h_social_residence",
        ),
    ),
    "group_refusals": ("points", ("refusals_per_offer_qpv", "refusals_per_offer_outside")),
    "group_vacancy": ("points", ("vacancy_percent_qpv", "vacancy_percent_outside")),
    "group_waiting": ("days", ("mean_wait_days_all", "mean_wait_days_q1_all")),
    "group_money": (
        "of_base",
        ("rent_due_eur_all", "vacancy_loss_eur_all", "housing_aid_eur_all"),
    ),
}
"""Panels, row by row: unit shown, and measures from top to bottom."""
_PERCENT = 100.0
_COLUMNS = 2
_ROW_INCH, _PANEL_INCH, _HEADER, _WIDTH = 0.46, 0.75, 1.3, 13.0
_SPREAD = 0.6


def forest(contrasts: pd.DataFrame, story: Story, period: str = "last_years") -> Figure:
    """Draw the contrasts of one period; `contrasts` comes from `analysis.contrasts`."""
    shown = in_shown_units(contrasts[contrasts["period"] == period])
    counts = [len(measures) for _, measures in GROUPS.values()]
    rows = [max(counts[i : i + _COLUMNS]) for i in range(0, len(counts), _COLUMNS)]
    per_row = _ROW_INCH * max(1.0, 0.55 * (len(story.titles) - 1) + 0.3)
    notes = () if story.replicates > 1 else (story.say("contrasts_no_interval"),)
    years = {"first": int(shown["first_year"].iloc[0]), "last": int(shown["last_year"].iloc[0])}
    with styled():
        canvas = new_figure(
            (len(rows), _COLUMNS),
            (_WIDTH, _HEADER + sum(per_row * n + _PANEL_INCH for n in rows)),
            story.say("contrasts_title"),
            story.say("contrasts_subtitle", base=story.titles[story.base], **years),
            story.footer(story.say("mean_of", n=story.replicates), *notes),
            len(story.titles) - 1,
            height_ratios=[n + 0.4 for n in rows],
        )
        for axes, (group, (unit, measures)) in zip(canvas.panels, GROUPS.items(), strict=True):
            _panel(axes, shown, measures, story)
            axes.set_title(f"{story.say(group)} — {story.say(unit)}")
        legend(canvas, *canvas.panels[0].get_legend_handles_labels())
    return canvas.figure


def in_shown_units(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return contrasts with shares and indices in hundredths, euros in % of the base."""
    scale = contrasts["unit"].map({"index": _PERCENT, "share": _PERCENT}).fillna(1.0)
    is_money = contrasts["unit"] == "eur"
    base = contrasts["mean_base"].where(contrasts["mean_base"] != 0)
    scale = scale.where(~is_money, _PERCENT / base)
    columns = ["difference", "standard_error", "low", "high"]
    return contrasts.assign(**{column: contrasts[column] * scale for column in columns})


def _panel(axes: Axes, shown: pd.DataFrame, measures: tuple[str, ...], story: Story) -> None:
    others = [name for name in story.titles if name != story.base]
    palette = colours(tuple(story.titles), story.base)
    for position, name in enumerate(others):
        rows = shown[shown["scenario"] == name].set_index("measure").reindex(measures)
        shift = _SPREAD * ((position + 0.5) / len(others) - 0.5)
        heights = [row + shift for row in range(len(measures))]
        margin = rows["high"] - rows["difference"]
        axes.errorbar(
            rows["difference"], heights, xerr=margin, fmt="o", color=palette[name],
            capsize=3, markersize=6, linewidth=2, label=story.titles[name],
        )  # fmt: skip
    axes.axvline(0, color=INK, linewidth=1)
    labels = [story.say(_short(measure, story)) for measure in measures]
    axes.set_yticks(range(len(measures)), labels, color=INK)
    axes.set_ylim(len(measures) - 0.5, -0.5)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    furthest = max(abs(limit) for limit in axes.get_xlim())
    axes.set_xlim(-furthest, furthest)
    axes.xaxis.set_major_formatter(number_format(story.lang, signed=True))


def _short(measure: str, story: Story) -> str:
    short = f"short_{measure}"
    return measure if story.say(short) == short else short
