"""The sweeps that a search is made of: generations, then the front run again.

Each is a sweep like any, in a folder of its own, with the reference as its first arm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from simulation.analysis.packages import REFERENCE, Package
from simulation.analysis.read_search import SPENDING, SearchPlan
from simulation.analysis.read_sweep import sweep_table
from simulation.analysis.sweep_table import ARM, REPLICATE, SAMPLE, SweepTable
from simulation.config.axes import Axis
from simulation.config.design import Arm, Design, Outputs, Sampling
from simulation.config.load import as_mapping
from simulation.experiments.batch import DONE
from simulation.experiments.parts import SCENARIO, STATUS
from simulation.experiments.plan import Branch, Plan
from simulation.experiments.sampling import places

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.sweep_results import SweepResults

_COSTS, _THOUSAND = "costs", 1000.0
SPENDING_UNIT = "keur"


def stage_plan(
    plan: SearchPlan,
    name: str,
    packages: Mapping[str, Package],
    key: int,
    replicates: int,
    uncertain: Sequence[Axis] = (),
    samples: int = 1,
) -> Plan:
    """Return the plan of a sweep of the reference and some packages.

    Parameters
    ----------
    name
        Of the sweep.
    packages
        By the name of their arm; each was found right.
    key, replicates
        Of the runs.
    uncertain, samples
        What varies, and the points of its Latin hypercube.
    """
    search, space = plan.search, plan.space
    scenarios = {REFERENCE: space.reference}
    scenarios |= {arm: space.scenario(package, arm) for arm, package in packages.items()}
    wanted = tuple(measure for measure in search.measures if measure != SPENDING)
    sampling = Sampling(method="latin_hypercube", samples=samples, seed=search.seed)
    design = Design(
        name=name,
        bases=(as_mapping(space.reference),),
        arms=tuple(Arm(name=arm) for arm in scenarios),
        uncertainties=search.uncertainties if uncertain else (),
        sampling=sampling if uncertain else None,
        replicates=replicates,
        key=key,
        outputs=Outputs(measures=wanted, tables=(_COSTS,) if SPENDING in search.measures else ()),
        time_limit=search.time_limit,
    )
    return Plan(
        design,
        tuple(Branch(search.name, arm, scenario) for arm, scenario in scenarios.items()),
        tuple(uncertain),
        places(design.sampling, tuple(axis.name for axis in uncertain)),
        wanted,
        plan.files,
    )


def stage_table(plan: SearchPlan, results: SweepResults) -> SweepTable:
    """Return the objectives of the runs of a stage, with what policies spend among them."""
    measures = plan.search.measures
    table = sweep_table(results, last_years=plan.search.last_years)
    if SPENDING not in measures:
        return table
    pairs = [ARM, SAMPLE, REPLICATE]
    spent = _spending(results, plan.space.reference.years)
    runs = table.runs.drop(columns=SPENDING, errors="ignore").merge(spent, on=pairs, how="left")
    units = {**table.units, SPENDING: SPENDING_UNIT}
    return replace(table, runs=runs, measures=measures, units=units)


def differences(plan: SearchPlan, table: SweepTable) -> dict[str, tuple[float, ...] | None]:
    """Return the objectives of each package less those of the reference, None where a run lacks."""
    found: dict[str, tuple[float, ...] | None] = {}
    for arm in table.others:
        rows = [
            table.matrix(measure, arm, minus=table.base).to_numpy(np.float64)
            for measure in plan.search.measures
        ]
        is_whole = all(values.size and np.isfinite(values).all() for values in rows)
        found[arm] = tuple(float(values.mean()) for values in rows) if is_whole else None
    return found


def _spending(results: SweepResults, years: int) -> pd.DataFrame:
    """Return what each run that ended well spent, thousand euros a year after the spin-up."""
    runs = results.runs
    done = runs[runs[STATUS] == DONE]
    costs = results.table(_COSTS)
    spent = done.set_index("run")[[SCENARIO, SAMPLE, REPLICATE]]
    spent = spent.rename(columns={SCENARIO: ARM})
    if costs.empty:
        return spent.assign(**{SPENDING: 0.0})
    first = results.plan.branches[0].scenario.start_year
    sums = costs[costs["year"] >= first].groupby("run")["eur"].sum()
    total = sums.reindex(spent.index).fillna(0.0).astype(float)
    return spent.assign(**{SPENDING: total / _THOUSAND / years})
