"""Commands that tell the model from its code: month, parameters, policies, outputs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from simulation.cli.ending import ends_well

app = typer.Typer(
    help="Tell the month, the parameters, the policies and the tables, from the code itself.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Name = Annotated[str, typer.Argument(help="Only those whose name starts like this.")]


@app.command()
@ends_well
def month() -> None:
    """Tell the steps of the month, in order."""
    from simulation.config.messages import language
    from simulation.report.description import month_lines

    _tell(month_lines(language()))


@app.command()
@ends_well
def parameters(
    name: Name = "",
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Write the page docs/parameters.md.")
    ] = False,
) -> None:
    """Tell every parameter: default, unit, bounds, source."""
    from simulation.config.messages import language
    from simulation.report.description import parameter_lines, parameters_page

    if markdown:
        typer.echo(parameters_page(language()), nl=False)
    else:
        _tell(parameter_lines(language(), name))


@app.command()
@ends_well
def policies(
    name: Name = "",
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Write the page docs/policies.md.")
    ] = False,
) -> None:
    """Tell every policy: what it does, its levers, its parameters."""
    from simulation.config.messages import language
    from simulation.report.description import policies_page, policy_lines

    if markdown:
        typer.echo(policies_page(language()), nl=False)
    else:
        _tell(policy_lines(language(), name))


@app.command()
@ends_well
def outputs(
    name: Name = "",
    markdown: Annotated[
        bool,
        typer.Option(
            "--markdown",
            help="Write the page docs/dictionary.md, or docs/dictionnaire.md in French.",
        ),
    ] = False,
) -> None:
    """Tell every table of a run: its columns, their units, definitions, formulas, references."""
    from simulation.config.messages import language
    from simulation.report.dictionary import dictionary_lines, dictionary_page

    if markdown:
        typer.echo(dictionary_page(language()), nl=False)
    else:
        _tell(dictionary_lines(language(), name))


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
