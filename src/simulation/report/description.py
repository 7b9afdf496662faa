"""Tell the month, the parameters and the policies, each from the code itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc
from textwrap import indent, wrap
from typing import TYPE_CHECKING, Any

from simulation.config.describe import Parameter, first_line, parameters_of, sections_of
from simulation.config.errors import InputError
from simulation.config.explain import shown, suggestion
from simulation.config.messages import say
from simulation.config.scenario import MONTHS_PER_YEAR, Scenario
from simulation.report.words import word

if TYPE_CHECKING:
    from simulation.policies.base import Policy

COMMAND = "peuplement --lang en describe parameters --markdown"
POLICIES_COMMAND = "peuplement --lang en describe policies --markdown"
SYNTHESIS = "synthesis"
_WIDTH = 96
_INDENT = "    "
_COLUMNS = ("parameter", "default", "unit", "bounds", "source", "help")


def month_lines(lang: str) -> Iterator[str]:
    """Return the steps of the month in order: name, period, first line of the docstring."""
    from simulation.observers import MONTHLY, YEARLY, YEARLY_BY_CENSUS, YEARLY_BY_RULES
    from simulation.schedule import SCHEDULE

    tables = {
        "monthly": ", ".join(MONTHLY),
        "yearly": ", ".join((*YEARLY, *YEARLY_BY_CENSUS, *YEARLY_BY_RULES)),
    }
    rows = [
        (step.name, _period(step.every_months, lang), first_line(step.run)) for step in SCHEDULE
    ]
    rows.append(
        (
            word("observation", lang),
            _period(1, lang),
            word("observation_help", lang, **tables),
        )
    )
    names, periods = (max(len(row[i]) for row in rows) for i in (0, 1))
    yield word("month_title", lang)
    for position, (name, period, what) in enumerate(rows, 1):
        yield f"{position:3d}  {name:{names}}  {period:{periods}}  {what}"


def parameter_lines(lang: str, wanted: str = "") -> Iterator[str]:
    """Return every parameter whose name starts with `wanted`, section by section, in plain text.

    Raises
    ------
    InputError
        No parameter is named like this.
    """
    sections = tuple(sections_of(Scenario))
    names = [parameter.name for section in sections for parameter in section.parameters]
    refuse_unknown(wanted, names, [section.name for section in sections if section.name])
    for section in sections:
        chosen = [p for p in section.parameters if p.name.startswith(wanted)]
        if chosen:
            yield f"{section.name or word('scenario_section', lang)} — {section.help}"
        for parameter in chosen:
            yield from _told(parameter, lang)


def policy_lines(lang: str, wanted: str = "") -> Iterator[str]:
    """Return every policy whose key starts with `wanted`: its docstring, levers, parameters.

    Raises
    ------
    InputError
        No policy is named like this.
    """
    from simulation.policies import registry

    policies = registry()
    refuse_unknown(wanted, policies, policies)
    yield word("policies_title", lang)
    for key, policy in policies.items():
        if key.startswith(wanted):
            yield from ("", key, indent(cleandoc(policy.__doc__ or ""), _INDENT), "")
            yield _INDENT + word("levers", lang, levers=", ".join(levers_of(policy)))
            for parameter in parameters_of(policy):
                yield from _told(parameter, lang)


def parameters_page(lang: str) -> str:
    """Return the page of every parameter, in Markdown."""
    from simulation.policies import registry
    from simulation.territory.settings import SynthesisSettings

    parts = [
        f"# {word('parameters_title', lang)}",
        word("parameters_intro", lang),
        word("generated", lang, command=COMMAND),
    ]
    for section in sections_of(Scenario):
        title = f"`{section.name}`" if section.name else word("scenario_section", lang)
        parts += [f"## {title}", section.help, _table(section.parameters, lang)]
    parts.append(f"## {word('policies_section', lang)}")
    for key, policy in registry().items():
        parts += [f"### `{key}`", first_line(policy), _table(tuple(parameters_of(policy)), lang)]
    parts += [
        f"## {word('synthesis_section', lang)}",
        first_line(SynthesisSettings),
        _table(tuple(parameters_of(SynthesisSettings)), lang),
    ]
    return "\n\n".join(parts) + "\n"


def policies_page(lang: str) -> str:
    """Return the page of every policy and of the levers they pull, in Markdown."""
    from simulation.policies import registry
    from simulation.policies.base import LEVERS

    heads = " | ".join(word(f"col_{name}", lang) for name in ("lever", "over", "unit", "used_by"))
    rows = [f"| {heads} |", "|" + "---|" * 4]
    policies = registry()
    for name, lever in LEVERS.items():
        users = ", ".join(f"`{k}`" for k, policy in policies.items() if name in levers_of(policy))
        rows.append(f"| `{name}` | {lever.over} | {lever.unit} | {users or '—'} |")
    parts = [
        f"# {word('policies_title', lang)}",
        word("policies_intro", lang),
        word("generated", lang, command=POLICIES_COMMAND),
    ]
    for key, policy in policies.items():
        levers = ", ".join(f"`{name}`" for name in levers_of(policy))
        parts += [
            f"## `{key}`",
            cleandoc(policy.__doc__ or ""),
            word("levers", lang, levers=levers),
            _table(tuple(parameters_of(policy)), lang),
        ]
    parts += [f"## {word('levers_section', lang)}", "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def levers_of(policy: type[Policy]) -> tuple[str, ...]:
    """Return the levers that a policy overrides."""
    from simulation.policies.levers import used

    return used(policy)


def refuse_unknown(wanted: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Raise InputError unless some name starts with `wanted`."""
    if not any(name.startswith(wanted) for name in names):
        hint = suggestion(wanted, known)
        raise InputError(say("nothing_named", name=wanted, suggestion=hint))


def _period(months: int, lang: str) -> str:
    if months == 1:
        return word("every_month", lang)
    if months == MONTHS_PER_YEAR:
        return word("each_january", lang)
    return word("every_n_months", lang, n=months)


def _told(parameter: Parameter, lang: str) -> Iterator[str]:
    cells = dict(zip(_COLUMNS, _cells(parameter, lang), strict=True))
    unit = "" if parameter.unit == "1" else f" {parameter.unit}"
    bounds = f"  {cells['bounds']}" if cells["bounds"] else ""
    yield f"  {parameter.name} = {cells['default']}{unit}{bounds}"
    for text in (cells["help"], f"{word('col_source', lang)}: {cells['source']}"):
        yield from wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _table(parameters: Sequence[Parameter], lang: str) -> str:
    heads = " | ".join(word(f"col_{name}", lang) for name in _COLUMNS)
    lines = [f"| {heads} |", "|" + "---|" * len(_COLUMNS)]
    for parameter in parameters:
        name, *others = (cell.replace("|", "\\|") for cell in _cells(parameter, lang))
        lines.append(f"| `{name}` | {' | '.join(others)} |")
    return "\n".join(lines)


def _cells(parameter: Parameter, lang: str) -> tuple[str, ...]:
    """Return the cells of a parameter, in the order of the columns."""
    return (
        parameter.name,
        word("required", lang) if parameter.is_required else _default(parameter.default),
        parameter.unit,
        _bounds(parameter, lang),
        parameter.source,
        parameter.help,
    )


def _default(value: Any) -> str:
    if value is None or value == "":
        return "—"
    return shown(list(value) if isinstance(value, tuple) else value)


def _bounds(parameter: Parameter, lang: str) -> str:
    if parameter.choices:
        return word("one_of", lang, choices=", ".join(map(str, parameter.choices)))
    low, high = ("" if end is None else f"{end:.12g}" for end in (parameter.low, parameter.high))
    return f"{low}–{high}" if low or high else ""
