"""Which policies touched nothing in a run, in a few lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulation.report.words import word

if TYPE_CHECKING:
    import pandas as pd


def untouched_lines(policies: pd.DataFrame, lang: str) -> Iterator[str]:
    """Return a line for each scenario in which some policy touched nothing in any replicate.

    Parameters
    ----------
    policies
        Table ``policies`` of a run or of a comparison: what each lever touched, year by year.
    """
    touched = policies.groupby(["scenario", "position", "policy"], sort=False)["touched"].sum()
    idle = touched[touched == 0].reset_index()
    for scenario, rows in idle.groupby("scenario", sort=False):
        names = ", ".join(rows["policy"])
        yield word("touched_nothing", lang, scenario=scenario, policies=names)
