"""Tell the dictionary of the output tables, at the command line and as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from simulation.report.description import refuse_unknown
from simulation.report.words import word
from simulation.results.dictionary import TABLES
from simulation.results.dictionary.entry import UNITS, Column, Table, Text
from simulation.results.dictionary.references import REFERENCES

COMMAND = "peuplement --lang {lang} describe outputs --markdown"
_WIDTH = 96
_INDENT = "    "
_HEADS = ("column", "unit", "definition", "formula", "reference")


def dictionary_lines(lang: str, wanted: str = "") -> Iterator[str]:
    """Return every table whose name starts with `wanted`, with its columns, in plain text.

    Raises
    ------
    InputError
        No table is named like this.
    """
    refuse_unknown(wanted, TABLES, TABLES)
    yield word("dictionary_title", lang)
    for name, table in TABLES.items():
        if name.startswith(wanted):
            yield from ("", f"{name} — {in_language(table.row, lang)}")
            for column in table.columns:
                yield from _told(column, lang)


def dictionary_page(lang: str) -> str:
    """Return the page of every table, in Markdown."""
    parts = [
        f"# {word('dictionary_title', lang)}",
        word("dictionary_intro", lang),
        word("dictionary_masking", lang),
        word("dictionary_notation", lang),
        word("generated", lang, command=COMMAND.format(lang=lang)),
    ]
    for table in TABLES.values():
        told = f"{in_language(table.row, lang)} {word(f'kept_{table.kept}', lang)}"
        parts += [f"## `{table.name}`", told, _rows(table, lang)]
    return "\n\n".join(parts) + "\n"


def in_language(text: Text, lang: str) -> str:
    """Return a text in English or French."""
    return text[int(lang == "fr")]


def _told(column: Column, lang: str) -> Iterator[str]:
    name, unit, definition, formula, reference = _cells(column, lang)
    yield f"  {name} ({unit})"
    for text in (f"{definition}.", f"{formula}  ({_without_links(reference)})"):
        yield from wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _rows(table: Table, lang: str) -> str:
    heads = " | ".join(word(f"col_{name}", lang) for name in _HEADS)
    lines = [f"| {heads} |", "|" + "---|" * len(_HEADS)]
    for column in table.columns:
        name, unit, definition, formula, reference = _cells(column, lang)
        lines.append(f"| `{name}` | {unit} | {definition} | `{formula}` | {reference} |")
    return "\n".join(lines)


def _cells(column: Column, lang: str) -> tuple[str, str, str, str, str]:
    """Return the cells of a column, in the order of the page."""
    return (
        column.name,
        in_language(UNITS[column.unit], lang),
        in_language(column.definition, lang),
        in_language(column.formula, lang),
        in_language(REFERENCES[column.reference], lang),
    )


def _without_links(text: str) -> str:
    """Return a text with the names of its links alone: ``[ODD](odd.md) 2`` as ``ODD 2``."""
    return re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", text)
