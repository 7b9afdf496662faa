"""Make one run of a sweep again, in this process, to look at it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import perf_counter

from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.experiments.replicate import Outcome, run_task
from simulation.experiments.runner import Progress, gather
from simulation.experiments.sweep_folder import SweepFolder
from simulation.results.atomic import refuse_existing
from simulation.results.manifest import manifest_of
from simulation.results.run_folder import write_run_folder


def replay(
    path: str | Path,
    number: int,
    out: str | Path | None = None,
    *,
    is_traced: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Make a run again with the scenario and the key that it had; what it raised is raised.

    Parameters
    ----------
    path
        Folder of the sweep.
    number
        Number of the run.
    out
        Run folder to write; nothing is written when left out.
    is_traced
        Keep the whole ledger, that ``peuplement explain`` reads.
    progress
        Told how far the run is.

    Raises
    ------
    InputError
        It is no folder of a sweep, has no such run, or `out` exists already.
    """
    folder = SweepFolder.open(path)
    plan = folder.plan
    if not 0 <= number < plan.n_runs:
        what = say("sweep_no_run", run=number, last=plan.n_runs - 1)
        raise InputError(say("at", where=folder.path, what=what))
    if out is not None:
        refuse_existing(Path(out))
    run = plan.run(number)
    task = plan.task(run, folder.territories.get(run.branch), is_traced=is_traced)
    started = perf_counter()
    if progress is None:
        outcome = run_task(task)
    else:
        progress.start(task.scenario.n_months)
        outcome = run_task(task, partial(progress.advance, 1))
    if out is not None:
        runs = gather([outcome])
        about = {"run": number, "inputs": folder.about["inputs"]}
        manifest = manifest_of(
            "replay", [(task.scenario, ())], task.key, 1, runs.timings,
            perf_counter() - started,
        )  # fmt: skip
        write_run_folder(Path(out), runs.tables, {**manifest, **about})
    return outcome
