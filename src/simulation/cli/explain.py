"""The command that tells what happened to a household or a dwelling, and why."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simulation.cli.ending import ends_well
from simulation.config.errors import InputError

if TYPE_CHECKING:
    from simulation.report.explain.account import Account
    from simulation.results.trace import Trace

_WIDTH = 88
_WHOLE = re.compile(r"-?[0-9]{1,30}")
_INDENT = "  "
_Line = tuple[str, str]


@ends_well
def explain(
    run: Annotated[Path, typer.Argument(help="Run folder, made by `peuplement run … --trace`.")],
    household: Annotated[
        str | None, typer.Option(help="Permanent identity of a household.", metavar="INTEGER")
    ] = None,
    dwelling: Annotated[
        str | None, typer.Option(help="Number of a dwelling.", metavar="INTEGER")
    ] = None,
    list_: Annotated[
        bool, typer.Option("--list", help="Show households and dwellings worth a look.")
    ] = False,
    replicate: Annotated[int, typer.Option(help="Which simulation, when the run has several.")] = 0,
    full: Annotated[
        bool, typer.Option("--full", help="Every list and month, and the weight of each reason.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, with the figures.")] = False,
) -> None:
    """Tell in plain sentences what happened to a household or a dwelling, and why."""
    from simulation.config.messages import language, say
    from simulation.results.trace import Trace

    if (household is not None) + (dwelling is not None) + list_ != 1:
        raise InputError(say("explain_what"))
    identities = _identity(run, "household", household), _identity(run, "dwelling", dwelling)
    trace = Trace.open(run, replicate)
    if list_:
        _list(trace, as_json=as_json)
        return
    account = _account(trace, *identities, language(), is_full=full or as_json)
    if as_json:
        _write_json(account.as_data(trace.run.start_year))
    else:
        _write(_lines(account))


def _identity(run: Path, option: str, given: str | None) -> int | None:
    """Return the number that an option gives, None when it is left out."""
    from simulation.config.messages import say

    if given is None:
        return None
    if not _WHOLE.fullmatch(given):
        raise InputError(say("not_identity", option=option, value=given, path=run))
    return int(given)


def _account(
    trace: Trace, household: int | None, dwelling: int | None, lang: str, *, is_full: bool
) -> Account:
    from simulation.report.explain.dwelling import dwelling_account
    from simulation.report.explain.household import household_account

    if household is not None:
        return household_account(trace, household, lang, is_full=is_full)
    assert dwelling is not None
    return dwelling_account(trace, dwelling, lang, is_full=is_full)


def _list(trace: Trace, *, as_json: bool) -> None:
    from simulation.config.messages import language
    from simulation.report.explain.voice import Voice
    from simulation.report.explain.worth_a_look import worth_a_look

    picks = worth_a_look(trace, language())
    if as_json:
        _write_json([pick.as_data() for pick in picks])
        return
    voice = Voice(language(), trace.run.start_year)
    lines: list[_Line] = [("title", voice.say("l_title", run=trace.run.title))]
    group = ""
    for pick in picks:
        if pick.group != group:
            group = pick.group
            lines.append(("month", group))
        lines.append(("text", f"--{pick.subject} {pick.identity}: {pick.why}"))
    last = len(trace.tables["dwellings"]) - 1
    _write([*lines, ("note", voice.say("l_ids", last=last))])


def _lines(account: Account) -> Iterable[_Line]:
    yield "title", account.title
    for sentence in account.summary:
        yield "text", sentence
    month = None
    for event in account.events:
        if event.month != month:
            month = event.month
            yield "month", account.headings[month]
        yield "text", event.text
        for detail in event.details:
            yield "detail", detail
    for note in account.notes:
        yield "note", note


def _write_json(data: object) -> None:
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _write(lines: Iterable[_Line]) -> None:
    """Write on a terminal with headings in colour, elsewhere plain; both wrapped."""
    if not sys.stdout.isatty():
        for style, text in lines:
            typer.echo(_wrapped(style, text, _WIDTH))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    styles = {"title": "bold", "month": "bold cyan", "note": "dim"}
    for style, text in lines:
        wrapped = _wrapped(style, text, min(console.width, _WIDTH))
        console.print(Text(wrapped, style=styles.get(style, "")), soft_wrap=True)


def _wrapped(style: str, text: str, width: int) -> str:
    first, further = {
        "title": ("", ""),
        "month": ("\n", ""),
        "note": ("\n", ""),
        "detail": (_INDENT * 2 + "– ", _INDENT * 3),
    }.get(style, (_INDENT, _INDENT))
    body = textwrap.fill(
        text, width, initial_indent=first.lstrip("\n"), subsequent_indent=further,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return ("\n" if first == "\n" else "") + body
