"""Run tasks on several processes with Dask: of this machine, or of any cluster by its address.

A process that dies loses nothing: Dask gives its tasks to others. A run that ends its process time
after time is found by running the suspects alone, and written down.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from simulation.config.errors import InputError
from simulation.config.messages import say
from simulation.experiments.batch import Batch, Part
from simulation.experiments.replicate import Outcome, Task, run_task
from simulation.experiments.work import OtherCodeError, killed, problem_of, run_batch

_HOST = "127.0.0.1"
_ANSWER_SECONDS = 10
_DEATHS_ALLOWED = 1  # of a local cluster; a second death puts the batch aside
_SENT_AT_ONCE = 200  # batches; Dask warns of larger messages


class LostError(Exception):
    """The cluster went away; what was done is kept."""


def run_on_cluster(
    tasks: Sequence[Task], workers: int, advance: Callable[[int], object]
) -> Iterator[Outcome]:
    """Run tasks on a local cluster; each outcome comes as soon as it is there.

    Tasks are sent, territories are not: each process reads its own once.

    Raises
    ------
    InputError
        Dask is not installed.
    """
    with cluster(workers) as client:
        futures = client.map(run_task, tasks, pure=False)
        months = {f.key: t.scenario.n_months for f, t in zip(futures, tasks, strict=True)}
        waiting = _as_completed(futures)
        futures.clear()  # an outcome is let go on the workers once it is handed over
        for done in waiting:
            outcome: Outcome = done.result()  # an error of a task ends the whole
            advance(months[done.key])
            yield outcome


@contextmanager
def cluster(workers: int, scheduler: str | None = None) -> Iterator[Any]:
    """Give a Dask client: of the scheduler at an address, else of a cluster of this machine.

    The local cluster listens on this machine only, its dashboard too.

    Raises
    ------
    InputError
        Dask is not installed, or nothing answers at the address.
    """
    try:
        import dask
        from dask.distributed import Client, LocalCluster, fire_and_forget
    except ImportError as error:
        raise InputError(say("sweep_no_dask")) from error
    if scheduler is not None:
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # ours tells it
        try:
            client = Client(scheduler, timeout=_ANSWER_SECONDS)
        except (OSError, ValueError, RuntimeError) as error:
            told = {"address": scheduler, "reason": problem_of(error)}
            raise InputError(say("sweep_unreachable", **told)) from error
        with client:
            yield client
        return
    options = {
        "host": _HOST,
        "dashboard_address": f"{_HOST}:0",  # any free port: two commands may run at once
        "threads_per_worker": 1,
        "processes": True,
        "preload": "simulation.experiments.worker_setup",
        "silence_logs": logging.CRITICAL,  # an interrupted run has one message, ours
    }
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS_ALLOWED}),
        LocalCluster(n_workers=workers, **options) as local,
        Client(local) as client,
    ):
        for address in client.ncores():
            fire_and_forget(client.submit(_warm_up, workers=[address], pure=False))
        yield client


def _warm_up() -> None:
    """Import what runs need, while the leading process looks at what there is to do."""
    import simulation.experiments.parts
    import simulation.model
    import simulation.results.measures
    import simulation.results.tables  # noqa: F401


def workers_of(client: Any) -> int:
    """Return how many runs the cluster makes at once, 0 before it has workers."""
    return sum(int(cores) for cores in client.ncores().values())


def run_batches(client: Any, batches: Sequence[Batch], keep: Callable[[Part], object]) -> None:
    """Run batches on a cluster, handing over each part as it comes.

    Raises
    ------
    LostError
        The cluster went away.
    InputError
        Workers cannot run the batches: other code, another environment.
    """
    from dask.distributed import KilledWorker

    run = partial(run_batch, may_kill=True)
    waiting: dict[str, Batch] = {}
    futures: list[Any] = []
    for begin in range(0, len(batches), _SENT_AT_ONCE):
        some = batches[begin : begin + _SENT_AT_ONCE]
        sent = client.map(run, some, pure=False)
        waiting |= {future.key: batch for future, batch in zip(sent, some, strict=True)}
        futures += sent
    suspects = []
    done = _as_completed(futures)
    futures.clear()  # a part is let go on the workers once it is kept
    for future in done:
        batch = waiting.pop(future.key)
        try:
            part = _part(future)
        except KilledWorker:
            suspects.append(batch)
        else:
            keep(part)
    for batch in suspects:
        for single in batch.alone():
            keep(_lonely(client, run, single))


def _lonely(client: Any, run: Callable[[Batch], Part], single: Batch) -> Part:
    """Return the part of a run that has the cluster for itself, so that a death is its own."""
    from dask.distributed import KilledWorker

    try:
        return _part(client.submit(run, single, pure=False))
    except KilledWorker:
        return killed(single)


def _part(future: Any) -> Part:
    """Return what a batch gave; what cannot be helped by another try is told."""
    from dask.distributed import CancelledError, KilledWorker

    try:
        part: Part = future.result()
    except KilledWorker:
        raise
    except OtherCodeError as error:
        raise InputError(say("sweep_worker_code")) from error
    except (CancelledError, OSError) as error:  # what a run raises is in its record
        raise LostError(problem_of(error)) from error
    except Exception as error:
        raise InputError(say("sweep_worker_error", reason=problem_of(error))) from error
    return part


def _as_completed(futures: Sequence[Any]) -> Any:
    from dask.distributed import as_completed

    return as_completed(list(futures))
