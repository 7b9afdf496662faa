"""Commands on scenarios: run, compare, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from simulation.cli.ending import ends_well, termination
from simulation.config.errors import InputError
from simulation.config.messages import say

Out = Annotated[Path, typer.Option(help="Folder to write; it may not exist yet.")]
Key = Annotated[int, typer.Option(min=0, help="Key of every draw: same key, same tables.")]
Replicates = Annotated[int, typer.Option(min=1, help="Runs of each scenario.")]
Years = Annotated[int | None, typer.Option(help="Years to run, instead of those of the scenario.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes; more than one needs Dask.")]
Invariants = Annotated[
    bool, typer.Option("--check-invariants", help="Check the accounting of every month.")
]


@ends_well
def run(
    config: Annotated[Path, typer.Argument(help="Scenario file (.toml).")],
    out: Out,
    key: Key = 0,
    replicates: Replicates = 1,
    years: Years = None,
    workers: Workers = 1,
    check_invariants: Invariants = False,
    trace: Annotated[
        bool, typer.Option("--trace", help="Keep the ledger that `peuplement explain` reads.")
    ] = False,
) -> None:
    """Run replicates of one scenario and write their tables."""
    from simulation import api
    from simulation.cli.progress import progress
    from simulation.config.messages import language
    from simulation.report.stationarity import spin_up_lines
    from simulation.report.untouched import untouched_lines

    with progress() as shown, termination.held(workers == 1):
        results = api.run(
            config, key=key, replicates=replicates, years=years, workers=workers, out=out,
            check_invariants=check_invariants, is_traced=trace, progress=shown,
        )  # fmt: skip
    for line in spin_up_lines(results.tables[api.SPIN_UP], language()):
        typer.echo(line)
    for line in untouched_lines(results.tables["policies"], language()):
        typer.echo(line)
    typer.echo(say("tables_in", out=out))
    if trace:
        typer.echo(say("stories_in", out=out))


@ends_well
def compare(
    base: Annotated[Path, typer.Argument(help="Scenario that the others are compared with.")],
    configs: Annotated[list[Path], typer.Argument(help="Other scenarios.")],
    out: Out,
    key: Key = 0,
    replicates: Replicates = 8,
    years: Years = None,
    workers: Workers = 1,
    check_invariants: Invariants = False,
) -> None:
    """Run paired replicates of scenarios; write contrasts with intervals, tables and figures."""
    from simulation import api
    from simulation.cli.progress import progress
    from simulation.config.messages import language
    from simulation.report.summary import summary
    from simulation.report.untouched import untouched_lines

    with progress() as shown, termination.held(workers == 1):
        results = api.compare(
            base, *configs, key=key, replicates=replicates, years=years, workers=workers, out=out,
            check_invariants=check_invariants, progress=shown,
        )  # fmt: skip
    titles = {
        told["name"]: told["resolved"]["label"] or told["name"]
        for told in results.manifest["scenarios"]
    }
    for line in summary(results.tables[api.CONTRASTS], titles, language()):
        typer.echo(line)
    for line in untouched_lines(results.tables["policies"], language()):
        typer.echo(f"\n{line}")
    typer.echo("\n" + say("tables_in", out=out))
    typer.echo(say("figures_in", out=out / api.FIGURES))


@ends_well
def check(
    files: Annotated[list[Path], typer.Argument(help="Scenario files (.toml).")],
) -> None:
    """Say whether scenario files are right, or everything that is wrong with them."""
    from simulation import api
    from simulation.config.load import digest, policy_name

    problems: list[str] = []
    for file in files:
        try:
            scenario = api.load_checked(file)
        except InputError as error:
            problems += error.problems
            continue
        place = scenario.territory
        policies = ", ".join(policy_name(policy) for policy in scenario.policies)
        years = {"first": scenario.start_year, "last": scenario.end_year}
        years["spin_up"] = scenario.spin_up_years
        typer.echo(say("check_ok", file=file))
        typer.echo(say("check_years", name=scenario.name, title=scenario.title, **years))
        typer.echo(say("check_territory", place=place.preset or place.file))
        typer.echo(say("check_policies", policies=policies or say("check_none")))
        typer.echo(say("check_digest", digest=digest(scenario)[:12]))
    if problems:
        raise InputError(*dict.fromkeys(problems))
