"""The dictionary of output tables: every column, its unit, definition, formula and reference.

One file per group of tables. Whoever adds a column to a table declares it here; a test compares a
real run with the dictionary, both ways.
"""

from __future__ import annotations

from typing import Final

from simulation.results.dictionary import (
    accounts,
    analysis,
    attributions,
    ledger_events,
    ledger_reasons,
    market,
    money,
    neighbourhoods,
    residences,
    rights,
    segregation,
    works,
)
from simulation.results.dictionary.entry import Table

TABLES: Final[dict[str, Table]] = {
    table.name: table
    for group in (
        segregation,
        attributions,
        neighbourhoods,
        residences,
        rights,
        market,
        money,
        works,
        accounts,
        analysis,
        ledger_events,
        ledger_reasons,
    )
    for table in group.TABLES
}
"""Every table of a run folder, by name."""
