"""Commands on the results of a sweep: analyse contrasts, sensitivity, surrogate, discover."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from simulation.cli.ending import ends_well
from simulation.config.errors import InputError, all_of
from simulation.config.messages import language, say

if TYPE_CHECKING:
    import pandas as pd

    from simulation.analysis.sensitivity import Output
    from simulation.analysis.surrogate import Surrogate
    from simulation.analysis.sweep_table import SweepTable
    from simulation.report.analysis_folder import Draw
    from simulation.report.sweep_story import SweepStory

app = typer.Typer(
    help="Analyse the results of a sweep or of a comparison.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
MAIN_MEASURES = (
    "q1_or_rehoused_share_of_leases_outside",
    "q1_share_of_tenants_outside",
    "dissimilarity_q1_social_area",
    "refusals_per_offer_qpv",
    "vacancy_percent_all",
    "mean_wait_days_q1_all",
)
"""What is analysed when no measure is named, where the runs have them."""
_Item = TypeVar("_Item")
_Made = TypeVar("_Made")

Folder = Annotated[Path, typer.Argument(help="Folder of `peuplement sweep` or `compare`.")]
Out = Annotated[Path, typer.Option(help="Folder to write; it may not exist yet.")]
Measures = Annotated[
    list[str] | None, typer.Option("--measure", help="Measure to look at; give it several times.")
]
Territory = Annotated[
    str | None, typer.Option(help="Base scenario, where the arms stand on several.")
]
Years = Annotated[int, typer.Option(min=1, help="Last years of the runs that are averaged.")]
Key = Annotated[int, typer.Option(min=0, help="Key of the draws of the analysis.")]
Levels = Annotated[
    bool, typer.Option("--levels", help="Look at each arm by itself, not at the difference.")
]


@app.command()
@ends_well
def contrasts(
    folder: Folder,
    out: Out,
    measure: Measures = None,
    margin: Annotated[
        list[str] | None,
        typer.Option(help="MEASURE=NUMBER: largest effect that counts for none (0.01: a point)."),
    ] = None,
    wanted: Annotated[
        list[str] | None,
        typer.Option(help="MEASURE=NUMBER: half-width wanted; tells the runs that it needs."),
    ] = None,
    correction: Annotated[
        str, typer.Option(help="For many measures: holm, benjamini_hochberg or none.")
    ] = "holm",
    territory: Territory = None,
    years: Years = 5,
    key: Key = 0,
) -> None:
    """Tell how each arm differs from the base, how surely, and what pairing saved."""
    from simulation.analysis.multiplicity import CORRECTIONS
    from simulation.analysis.sweep_contrasts import ContrastChoices, sweep_contrasts
    from simulation.report.analysis_text import contrast_lines
    from simulation.report.figures.sweep_contrasts import sweep_contrasts_figure

    margins, widths, named, (sweep, story) = all_of(
        lambda: _pairs(margin),
        lambda: _pairs(wanted),
        lambda: _one_of(correction, CORRECTIONS, "analysis_correction"),
        lambda: _opened(folder, out, territory, years),
    )
    choices = ContrastChoices(
        correction=named, margins=margins, half_widths=widths, key=key
    )  # fmt: skip
    table = sweep_contrasts(sweep, measure or None, choices)
    table = table if measure else _main_first(table)
    for line in contrast_lines(table, correction, story, "contrasts.csv"):
        typer.echo(line)
    figures = {"contrasts": lambda: sweep_contrasts_figure(table, story)}
    asked = {"correction": correction, "margins": margins, "half_widths": widths, "key": key}
    _write(out, "contrasts", folder, {"contrasts": table}, figures, asked)


@app.command()
@ends_well
def sensitivity(
    folder: Folder,
    out: Out,
    measure: Measures = None,
    method: Annotated[
        str | None,
        typer.Option(help="morris, sobol, pawn or delta; that of the design when left out."),
    ] = None,
    levels: Levels = False,
    territory: Territory = None,
    years: Years = 5,
    key: Key = 0,
) -> None:
    """Tell which uncertain parameters a result depends on, and whether there are enough samples."""
    import pandas as pd

    from simulation.analysis import sensitivity as analysis
    from simulation.report.analysis_text import sensitivity_lines

    sweep, story = _opened(folder, out, territory, years)
    outputs = _outputs(sweep, measure, are_levels=levels)

    def computed(output: Output) -> tuple[Output, pd.DataFrame, pd.DataFrame]:
        table = analysis.sensitivity(output, method, key)
        return output, table, analysis.convergence(output, method, key)

    done = _each(outputs, computed)
    for output, table, _ in done:
        for line in sensitivity_lines(output, table, story):
            typer.echo(line)
        typer.echo("")
    tables = {
        "indices": pd.concat([table for _, table, _ in done], ignore_index=True),
        "convergence": pd.concat([table for _, _, table in done], ignore_index=True),
        "noise": analysis.noise_table([output for output, _, _ in done]),
    }
    floors = {(o.measure, o.arm, o.minus): analysis.mu_star_floor(o) for o, _, _ in done}
    asked = {"method": method, "levels": levels, "key": key}
    figures = _index_figures(tables, floors, story)
    _write(out, "sensitivity", folder, tables, figures, asked)


@app.command()
@ends_well
def surrogate(
    folder: Folder,
    out: Out,
    measure: Measures = None,
    least_r2: Annotated[
        float,
        typer.Option(help="Share of the variance of unseen samples that must be explained."),
    ] = 0.8,
    samples: Annotated[
        int, typer.Option(help="Base points of the indices on the surrogate, a power of 2.")
    ] = 1024,
    levels: Levels = False,
    territory: Territory = None,
    years: Years = 5,
    key: Key = 0,
) -> None:
    """Fit a fast stand-in for the simulation, show its error, and compute Sobol' indices on it."""
    import pandas as pd

    from simulation.analysis.surrogate import fit_surrogate, surrogate_indices, usable
    from simulation.report.analysis_text import index_lines, surrogate_lines
    from simulation.report.figures.indices import indices_figure
    from simulation.report.figures.interactions import interactions_figure
    from simulation.report.figures.surrogate import surrogate_figure

    if samples < 2 or samples & (samples - 1):
        raise InputError(say("analysis_power", n=samples))
    sweep, story = _opened(folder, out, territory, years)

    def computed(output: Output) -> tuple[Surrogate, pd.DataFrame]:
        fitted = usable(fit_surrogate(output, key), least_r2)
        return fitted, surrogate_indices(fitted, key, samples)

    done = _each(_outputs(sweep, measure, are_levels=levels), computed)
    for fitted, table in done:
        for line in (*surrogate_lines(fitted, least_r2, story), *index_lines(table, story)):
            typer.echo(line)
        typer.echo("")
    tables = {
        "errors": pd.concat([fitted.errors for fitted, _ in done], ignore_index=True),
        "indices": pd.concat([table for _, table in done], ignore_index=True),
    }
    figures = {
        "surrogate": lambda: surrogate_figure([fitted for fitted, _ in done], story),
        "indices": lambda: indices_figure(tables["indices"], story),
        "interactions": lambda: interactions_figure(tables["indices"], story),
    }
    asked = {"least_r2": least_r2, "samples": samples, "levels": levels, "key": key}
    _write(out, "surrogate", folder, tables, figures, asked)


@app.command()
@ends_well
def discover(
    folder: Folder,
    out: Out,
    when: Annotated[
        str,
        typer.Option(help='Expression of measures: "difference.vacancy_percent_qpv > 0.5".'),
    ],
    arm: Annotated[str | None, typer.Option(help="Arm to look at.")] = None,
    boxes: Annotated[int, typer.Option(min=1, max=9, help="Boxes at most.")] = 1,
    regret: Annotated[str | None, typer.Option(help="Measure to tell the regret of.")] = None,
    better: Annotated[
        str | None, typer.Option(help="For the regret: whether low or high values are wanted.")
    ] = None,
    territory: Territory = None,
    years: Years = 5,
    key: Key = 0,
) -> None:
    """Tell where in the uncertain parameters something happens, and how often in each arm."""
    from simulation.analysis import discovery, robustness
    from simulation.analysis.expression import outcomes
    from simulation.report import analysis_text as text
    from simulation.report.figures.discovery import box_figure, stacking_figure
    from simulation.report.figures.robustness import robustness_figure

    if (regret is None) != (better is None) or better not in (None, *robustness.BETTER):
        raise InputError(say("analysis_better"))
    sweep, story = _opened(folder, out, territory, years)
    chosen = _arm(sweep, arm)
    outcome = outcomes(sweep, when, chosen)
    found = discovery.boxes(sweep, outcome, boxes)
    checked = discovery.left_out(sweep, outcome, key)
    scores = discovery.feature_scores(sweep, outcome, key)
    stacked = discovery.stacked(sweep, outcome, key)
    met = robustness.satisficing(sweep, when)
    lines = [*text.discovery_lines(found, checked, when, chosen, len(outcome), story)]
    lines += [*text.score_lines(scores, story), *text.satisficing_lines(met, when, story)]
    tables = {
        "boxes": found.limits, "box_statistics": found.statistics, "left_out": checked,
        "trajectory": found.trajectory, "scores": scores, "satisficing": met,
        "outcome": outcome.rename("holds").reset_index(), "stacking": _flat(stacked),
    }  # fmt: skip
    if regret is not None:
        tables["regret"] = robustness.regret(sweep, regret, "low" if better == "low" else "high")
        lines += [*text.regret_lines(tables["regret"], regret, story)]
    for line in lines:
        typer.echo(line)
    lost = tables.get("regret")
    figures: dict[str, Draw] = {
        "stacking": lambda: stacking_figure(stacked, when, story),
        "robustness": lambda: robustness_figure(met, when, story, lost, regret or ""),
    }
    if not found.statistics.empty:
        figures["boxes"] = lambda: box_figure(found, sweep.points, outcome, story)
    asked = {"when": when, "arm": chosen, "boxes": boxes, "regret": regret, "better": better}
    _write(out, "discover", folder, tables, figures, {**asked, "key": key})


def _opened(
    folder: Path, out: Path, territory: str | None, years: int
) -> tuple[SweepTable, SweepStory]:
    """Read the results, and look at the output first."""
    from simulation.analysis.read_sweep import read_sweep
    from simulation.report.sweep_story import SweepStory
    from simulation.results.atomic import refuse_existing

    _, sweep = all_of(
        lambda: refuse_existing(out),
        lambda: read_sweep(folder, territory=territory, last_years=years),
    )
    name = folder.absolute().name
    return sweep, SweepStory(sweep.titles, name, len(sweep.runs), language(), sweep.units)


def _outputs(
    sweep: SweepTable, measures: Sequence[str] | None, *, are_levels: bool
) -> list[Output]:
    from simulation.analysis.sensitivity import outputs_of

    sweep.needs_factors()
    asked = list(measures or _main(sweep.measures))
    return outputs_of(sweep, asked, are_levels=are_levels)


def _main(measures: Sequence[str]) -> list[str]:
    found = [name for name in MAIN_MEASURES if name in measures]
    return found or list(measures)[: len(MAIN_MEASURES)]


def _main_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the measures that have words for readers before the others."""
    from simulation.report.words import keys

    is_other = ~table["measure"].isin(keys())
    order = is_other.sort_values(kind="stable").index
    return table.loc[order].reset_index(drop=True)


def _each(items: Iterable[_Item], make: Callable[[_Item], _Made]) -> list[_Made]:
    """Return what can be made; what cannot is told, and is an error when nothing can."""
    made: list[_Made] = []
    problems: list[str] = []
    for item in items:
        try:
            made.append(make(item))
        except InputError as error:
            problems += error.problems
    if not made:
        raise InputError(*dict.fromkeys(problems))
    for problem in dict.fromkeys(problems):
        typer.echo(problem, err=True)
    return made


def _arm(sweep: SweepTable, arm: str | None) -> str:
    if arm is not None:
        sweep.check(arms=[arm])
        return arm
    if len(sweep.others) > 1:
        raise InputError(say("analysis_which_arm", known=", ".join(sweep.others)))
    return (*sweep.others, sweep.base)[0]


def _pairs(texts: Sequence[str] | None) -> dict[str, float]:
    found, wrong = {}, []
    for text in texts or ():
        name, _, number = text.partition("=")
        try:
            found[name.strip()] = value = float(number)
        except ValueError:
            value = math.nan
        if not 0 < value < math.inf:
            wrong.append(say("analysis_pair", text=text))
    if wrong:
        raise InputError(*wrong)
    return found


def _one_of(name: str, known: Sequence[str], code: str) -> str:
    if name not in known:
        raise InputError(say(code, name=name, known=", ".join(known)))
    return name


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Return a stacked table with one row per cell, bins as text."""
    import pandas as pd

    names = [str(name) for name in (*table.index.names, *table.columns.names) if name is not None]
    rows = []
    for place, row in table.iterrows():
        for column, share in row.items():
            parts = [*_parts(place), *_parts(column)][: len(names)]
            rows.append({**dict(zip(names, map(str, parts), strict=True)), "share": share})
    return pd.DataFrame(rows)


def _parts(place: Any) -> tuple[Any, ...]:
    return place if isinstance(place, tuple) else (place,)


def _index_figures(
    tables: Mapping[str, pd.DataFrame], floors: Mapping[tuple[str, str, str], float],
    story: SweepStory,
) -> dict[str, Draw]:  # fmt: skip
    from simulation.report.figures import indices, interactions

    table = tables["indices"]
    figures: dict[str, Draw] = {
        "indices": lambda: indices.indices_figure(table, story, floors),
        "convergence": lambda: indices.convergence_figure(tables["convergence"], story),
    }
    if table["method"].iloc[0] == "morris":
        figures["plane"] = lambda: indices.morris_plane(table, story, floors)
    if interactions.has_interactions(table):
        figures["interactions"] = lambda: interactions.interactions_figure(table, story)
    return figures


def _write(
    out: Path,
    kind: str,
    source: Path,
    tables: Mapping[str, pd.DataFrame],
    figures: Mapping[str, Draw],
    choices: Mapping[str, Any],
) -> None:
    from simulation.report.analysis_folder import FIGURES, write_analysis

    write_analysis(out, f"analyse {kind}", source, tables, figures, choices)
    typer.echo(say("analysis_written", out=out, figures=out / FIGURES))
