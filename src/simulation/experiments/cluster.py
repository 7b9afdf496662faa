"""Run tasks on several processes of this machine with Dask."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from simulation.config.errors import InputError
from simulation.experiments.replicate import Outcome, Task, run_task

_HOST = "127.0.0.1"


def run_on_cluster(
    tasks: Sequence[Task], workers: int, advance: Callable[[int], object]
) -> list[Outcome]:
    """Run tasks on a local cluster; the outcomes come in the order of the tasks.

    The cluster listens on this machine only. Tasks are sent, territories are
    not: each process reads its own once.

    Raises
    ------
    InputError
        Dask is not installed.
    """
    try:
        from dask.distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        raise InputError(
            'more than one worker needs Dask: pip install "peuplement[cluster]", or leave '
            "--workers at 1"
        ) from error
    options = {
        "host": _HOST,
        "dashboard_address": f"{_HOST}:0",  # any free port: two commands may run at once
        "threads_per_worker": 1,
        "processes": True,
        "silence_logs": logging.CRITICAL,  # an interrupted run has one message, ours
    }
    with LocalCluster(n_workers=workers, **options) as cluster, Client(cluster) as client:
        futures = client.map(run_task, tasks, pure=False)
        months = {f.key: t.scenario.n_months for f, t in zip(futures, tasks, strict=True)}
        for done in as_completed(futures):
            done.result()  # an error of a task ends the whole
            advance(months[done.key])
        outcomes: list[Outcome] = client.gather(futures)
        return outcomes
