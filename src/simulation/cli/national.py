"""Command on every agglomeration at once."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.ending import ends_well
from simulation.config.messages import language, say

if TYPE_CHECKING:
    import pandas as pd

    from simulation.config.scenario import Scenario

MEASURE = "q1_share_of_leases_outside"
_LAST_YEARS = 5
_RESULTS, _SWEEP = "national", "sweep"


@ends_well
def national(
    base: Annotated[Path, typer.Argument(help="Reference scenario; its territory is not used.")],
    configs: Annotated[list[Path], typer.Argument(help="Other scenarios.")],
    territories: Annotated[
        Path, typer.Option(help="Folder of territories, as `territory build-all` writes it.")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write; an interrupted one is gone on with.")],
    years: Annotated[int | None, typer.Option(min=1, help="Years of each run.")] = None,
    replicates: Annotated[int, typer.Option(min=1, help="Runs of each scenario.")] = 1,
    key: Annotated[int, typer.Option(min=0, help="Key of every draw.")] = 0,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; as many as there are cores.")
    ] = None,
) -> None:
    """Run scenarios on every territory of a folder; write a national table and a figure."""
    from simulation import api
    from simulation.cli.progress import progress
    from simulation.config.errors import all_of
    from simulation.experiments.national import national_design, territory_files
    from simulation.experiments.sweep import resume_design, run_design

    loaders = [partial(api.load, file, overrides={"years": years}) for file in (base, *configs)]
    files, *scenarios = all_of(partial(territory_files, territories), *loaders)
    design = national_design(scenarios, files, replicates=replicates, key=key)
    number = workers or os.cpu_count() or 1
    folder = out / _SWEEP
    with progress() as shown:
        if folder.exists():
            results = resume_design(folder, workers=number, progress=shown)
        else:
            results = run_design(design, folder, workers=number, progress=shown)
    table = _table(results.measures, results.runs, files, scenarios[0])
    _write(out, table, scenarios)
    typer.echo(say("national_done", territories=len(files), failed=len(results.failures)))
    typer.echo(say("tables_in", out=out))


def _table(
    measures: pd.DataFrame, runs: pd.DataFrame, files: list[Path], reference: Scenario
) -> pd.DataFrame:
    from simulation.analysis.national import effects, places

    last = reference.start_year + reference.years - 1
    first = max(reference.start_year, last - _LAST_YEARS + 1)
    found = effects(measures, runs, first, last)
    found["first_year"], found["last_year"] = first, last
    return places(files).merge(found, on="epci")


def _write(out: Path, table: pd.DataFrame, scenarios: list[Scenario]) -> None:
    from simulation.report.figures.national import national_figure
    from simulation.report.style import save
    from simulation.report.words import word
    from simulation.results.atomic import new_file
    from simulation.results.tables import write_table

    lang = language()
    with new_file(out / f"{_RESULTS}.parquet") as part:
        write_table(table, part)
    with new_file(out / f"{_RESULTS}.csv") as part:
        table.to_csv(part, index=False)
    for scenario in scenarios[1:]:
        rows = table[(table["arm"] == scenario.name) & (table["measure"] == MEASURE)]
        if rows["rent_ratio"].notna().any():
            figure = national_figure(rows, scenario.title, word("source_tables", lang), lang)
            save(figure, out / f"{_RESULTS}_{scenario.name}.png")
