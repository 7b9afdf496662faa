"""What the tables of a run look like, seen on a year of the demo territory."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_PROBE = {
    "name": "probe",
    "years": 1,
    "spin_up_years": 0,
    "territory": {"preset": "demo"},
}


@cache
def probe_tables() -> dict[str, pd.DataFrame]:
    """Return the tables of one year of the demo, as a run gives them; made once per process."""
    from simulation.config.load import load
    from simulation.experiments.runner import run_replicates

    return run_replicates(load(_PROBE, {})).tables
