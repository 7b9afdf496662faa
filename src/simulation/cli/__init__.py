"""The command `peuplement`."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from simulation.cli import (
    calibrate,
    describe,
    national,
    runs,
    search,
    studies,
    sweeps,
    territory,
    validation,
)
from simulation.cli.ending import INTERRUPTED, termination
from simulation.cli.explain import explain
from simulation.config.messages import LANGUAGES, choose_language

_CODES = {int(signal.SIGINT): INTERRUPTED, int(signal.SIGTERM): 128 + int(signal.SIGTERM)}

app = typer.Typer(
    name="peuplement",
    help="Simulate who lives where in French social housing, and what policies do to it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(runs.run)
app.command("compare")(runs.compare)
app.command("check")(runs.check)
app.command("sweep")(sweeps.sweep)
app.command("calibrate")(calibrate.calibrate)
app.command("search")(search.search)
app.command("national")(national.national)
app.command("validate")(validation.validate)
app.command("resume")(sweeps.resume)
app.command("status")(sweeps.status)
app.command("replay")(sweeps.replay)
app.command("explain")(explain)
app.add_typer(territory.app, name="territory")
app.add_typer(describe.app, name="describe")
app.add_typer(studies.app, name="analyse")


@app.callback()
def _options(
    lang: Annotated[
        str | None, typer.Option(help="Language of messages and figures: en or fr.")
    ] = None,
) -> None:
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"{lang!r} is not one of {', '.join(LANGUAGES)}")
    choose_language(lang)


def main() -> None:
    """Run the command; exit with 0, 2 for bad input, 130 on Ctrl-C."""
    for sent in _CODES:
        signal.signal(sent, _stop)
    app()


def _stop(sent: int, _frame: object) -> None:
    """End like an exception does, so that temporary folders are removed."""
    termination.order(_CODES[sent])


if __name__ == "__main__":
    main()
