"""The tables of a part: how runs ended, their measures, what is kept of them.

Every table has the columns run, scenario, sample and replicate first. What a run gives does not
depend on the batch that it was in.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from simulation.config.load import as_mapping
from simulation.experiments.batch import DONE, FAILED, Batch, Part, Record
from simulation.experiments.keys import replicate_key
from simulation.experiments.plan import Run
from simulation.experiments.replicate import Outcome

if TYPE_CHECKING:
    import pandas as pd

RUNS, MEASURED, FAILURES, TIMINGS = "runs", "measures", "failures", "timings"
RUN, SCENARIO, SAMPLE, REPLICATE = "run", "scenario", "sample", "replicate"
STATUS, NAN = "status", "nan_measures"
_Given = Sequence[tuple[Run, Outcome]]


def part_of(batch: Batch, records: Sequence[Record], outcomes: _Given) -> Part:
    """Return a part: its runs, and what there is of measures, tables and failures."""
    from simulation.results.tables import table_bytes

    tables: dict[str, pd.DataFrame] = {}
    try:
        measured = _measured(batch, outcomes)
    except Exception:  # noqa: BLE001 - which run is it? each is measured alone
        measured, broken = _measured_apart(batch, outcomes)
        records = [broken.get(record.run.number, record) for record in records]
    well = {record.run.number for record in records if record.status == DONE}
    outcomes = [(run, outcome) for run, outcome in outcomes if run.number in well]
    if measured is not None:
        tables[MEASURED] = measured
    missing = _without_number(batch, outcomes, measured)
    records = [
        replace(record, nan_measures=missing.get(record.run.number, "")) for record in records
    ]
    for name in batch.job.tables:
        kept = _stacked(batch, outcomes, name)
        if kept is not None:
            tables[name] = kept
    tables |= _told(batch, records)
    return Part(tuple(records), {name: table_bytes(frame) for name, frame in tables.items()})


def labels(batch: Batch, run: Run) -> dict[str, Any]:
    """Return the columns that every table begins with."""
    name = batch.branches[run.branch].scenario.name
    return {RUN: run.number, SCENARIO: name, SAMPLE: run.sample, REPLICATE: run.replicate}


def _measured(batch: Batch, outcomes: _Given) -> pd.DataFrame | None:
    """Return the measures of runs after their spin-up: a row for each run, measure and year."""
    import pandas as pd

    from simulation.results.measures import MEASURES, measured

    wanted = tuple(measure for measure in MEASURES if measure.name in batch.job.measures)
    if not wanted or not outcomes:
        return None
    tables = {}
    for name in dict.fromkeys(measure.table for measure in wanted):
        table = _stacked(batch, outcomes, name)
        if table is not None:  # measures group by scenario and replicate: here by run
            tables[name] = table.assign(**{REPLICATE: table[RUN]})
    found = measured(tables, wanted)
    runs = {run.number: run for run, _ in outcomes}
    first = {n: batch.branches[run.branch].scenario.start_year for n, run in runs.items()}
    found = found[found["year"] >= found[REPLICATE].map(first)]
    found = found.sort_values(REPLICATE, kind="stable", ignore_index=True)
    heads = pd.DataFrame([labels(batch, run) for run in runs.values()]).set_index(RUN, drop=False)
    head = heads.loc[found[REPLICATE]].reset_index(drop=True)
    return pd.concat([head, found[["measure", "year", "value"]]], axis=1)


def _measured_apart(
    batch: Batch, outcomes: _Given
) -> tuple[pd.DataFrame | None, dict[int, Record]]:
    """Return the measures of the runs that can be measured, and records of those that cannot."""
    import pandas as pd

    from simulation.experiments.work import problem_of

    found: list[pd.DataFrame] = []
    broken = {}
    for run, outcome in outcomes:
        try:
            one = _measured(batch, [(run, outcome)])
            found += [] if one is None else [one]
        except Exception as error:  # noqa: BLE001 - it is written down
            trace = traceback.format_exc()
            broken[run.number] = Record(run, FAILED, outcome.seconds, problem_of(error), trace)
    return (pd.concat(found, ignore_index=True) if found else None), broken


def _stacked(batch: Batch, outcomes: _Given, name: str) -> pd.DataFrame | None:
    """Return a table of several runs, one under the other; None without any row."""
    import numpy as np
    import pandas as pd

    found = [(run, o.tables[name]) for run, o in outcomes if _n_rows(o.tables.get(name, {}))]
    if not found:
        return None
    rows = [_n_rows(columns) for _, columns in found]
    heads = pd.DataFrame([labels(batch, run) for run, _ in found])
    head = heads.loc[np.repeat(np.arange(len(found)), rows)].reset_index(drop=True)
    tables = [columns for _, columns in found]
    body = {column: np.concatenate([t[column] for t in tables]) for column in tables[0]}
    return pd.concat([head, pd.DataFrame(body, copy=False)], axis=1)


def _n_rows(columns: Mapping[str, Any]) -> int:
    return max((len(column) for column in columns.values()), default=0)


def _without_number(
    batch: Batch, outcomes: _Given, measured: pd.DataFrame | None
) -> Mapping[int, str]:
    """Return by run the measures that have no number in some year after the spin-up."""
    if measured is None:
        return {}
    counts = measured.dropna(subset="value").groupby([RUN, "measure"]).size().to_dict()
    missing = {}
    for run, _ in outcomes:
        years = batch.branches[run.branch].scenario.years
        names = [m for m in batch.job.measures if counts.get((run.number, m), 0) < years]
        missing[run.number] = ", ".join(names)
    return missing


def _told(batch: Batch, records: Sequence[Record]) -> dict[str, pd.DataFrame]:
    import pandas as pd

    runs, times, failures = [], [], []
    for record in records:
        run, head = record.run, labels(batch, record.run)
        branch = batch.branches[run.branch]
        place = {"base": branch.base, "arm": branch.arm}
        key = {"key": replicate_key(batch.job.key, run.replicate)}
        ended = {STATUS: record.status, NAN: record.nan_measures}
        runs.append({**head, **place, **key, **ended, **batch.samples[run.sample]})
        times.append({**head, "seconds": round(record.seconds, 3)})
        if record.status != DONE:
            failures.append({**head, **key, **_failure(batch, record)})
    found = {RUNS: pd.DataFrame(runs), TIMINGS: pd.DataFrame(times)}
    return {**found, FAILURES: pd.DataFrame(failures)} if failures else found


def _failure(batch: Batch, record: Record) -> dict[str, str]:
    run = record.run
    scenario = batch.branches[run.branch].scenario
    config = {"scenario": as_mapping(scenario), "values": dict(batch.samples[run.sample])}
    return {
        STATUS: record.status,
        "problem": record.problem,
        "trace": record.trace,
        "config": json.dumps(config, ensure_ascii=False, sort_keys=True),
        "replay": f"peuplement replay . {run.number}",
    }
