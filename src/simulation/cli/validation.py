"""Command on the patterns that the model is judged by."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.ending import ends_well
from simulation.config.errors import InputError
from simulation.config.messages import language, say

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.pattern import Pattern

_CLAIMS, _CARD, _MEMBERS, _PAGE = "claims", "scorecard", "members", "scorecard.md"


@ends_well
def validate(
    out: Annotated[Path, typer.Option(help="Folder to write; an interrupted one is gone on with.")],
    quick: Annotated[
        bool, typer.Option("--quick", help="Fewer runs, small territories, no ensemble.")
    ] = False,
    pattern: Annotated[
        list[int] | None, typer.Option(help="Number of a pattern; all when left out.")
    ] = None,
    territories: Annotated[
        Path | None, typer.Option(help="Folder of territories made from the open tables.")
    ] = None,
    ensemble: Annotated[
        Path | None, typer.Option(help="Sets of parameters; those shipped when left out.")
    ] = None,
    members: Annotated[
        int | None, typer.Option(min=0, help="Sets of parameters to run; all when left out.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes; as many as there are cores.")
    ] = None,
) -> None:
    """Look for the patterns of the field in the model, and tell how each fares."""
    from simulation.cli.progress import progress
    from simulation.config.ensemble import read_ensemble
    from simulation.config.errors import all_of
    from simulation.validation.running import Validation, run_validation
    from simulation.validation.scoring import claims_card, members_card, patterns_card

    chosen, sets, folder = all_of(
        partial(_chosen, pattern), partial(read_ensemble, ensemble), partial(_folder, territories)
    )
    validation = Validation(chosen, [] if quick else sets[:members], folder, quick)
    with progress() as shown:
        done = run_validation(
            validation, out, workers=workers or os.cpu_count() or 1, progress=shown
        )
    by_member = members_card(chosen, done.members)
    claims = claims_card(chosen, done.point, by_member)
    card = patterns_card(claims, by_member)
    _write(out, {_CLAIMS: claims, _CARD: card, _MEMBERS: by_member}, chosen)
    _tell(claims, card, chosen)
    typer.echo(say("tables_in", out=out))


def _chosen(numbers: list[int] | None) -> tuple[Pattern, ...]:
    from simulation.validation.patterns import patterns

    known = {each.number: each for each in patterns()}
    wrong = [number for number in numbers or () if number not in known]
    if wrong:
        told = ", ".join(map(str, known))
        raise InputError(*(say("validation_unknown", number=n, known=told) for n in wrong))
    return tuple(known[number] for number in sorted({*(numbers or known)}))


def _folder(territories: Path | None) -> Path | None:
    if territories is not None and not territories.is_dir():
        raise InputError(say("validation_no_folder", folder=territories))
    return territories


def _tell(claims: pd.DataFrame, card: pd.DataFrame, chosen: tuple[Pattern, ...]) -> None:
    from simulation.report.validation import validation_lines

    for line in validation_lines(claims, card, chosen, language()):
        typer.echo(line)


def _write(out: Path, tables: dict[str, pd.DataFrame], chosen: tuple[Pattern, ...]) -> None:
    """Write the tables (Parquet, CSV, JSON), the page and the figure over those of before."""
    from simulation.report.figures.validation import validation_figure
    from simulation.report.style import save
    from simulation.report.validation import validation_page
    from simulation.results.atomic import new_file
    from simulation.results.tables import write_table

    lang = language()
    claims, card = tables[_CLAIMS], tables[_CARD]
    for name, table in tables.items():
        with new_file(out / f"{name}.parquet") as part:
            write_table(table, part)
        with new_file(out / f"{name}.csv") as part:
            table.to_csv(part, index=False)
    told = {name: json.loads(tables[name].to_json(orient="records")) for name in (_CARD, _CLAIMS)}
    with new_file(out / f"{_CARD}.json") as part:
        part.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    with new_file(out / _PAGE) as part:
        part.write_text(validation_page(claims, card, chosen, lang), encoding="utf-8")
    if claims["low"].notna().any():
        save(validation_figure(claims, chosen, lang), out / f"{_CARD}.png")
