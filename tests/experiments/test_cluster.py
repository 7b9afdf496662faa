"""Sweeps on processes that die: each test starts a cluster of this machine."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from simulation.config.errors import InputError
from simulation.experiments.sweep import resume_design, run_design
from simulation.experiments.sweep_results import read_results

pytest.importorskip("dask.distributed")
pytestmark = pytest.mark.slow
TABLES = ("runs", "measures", "market", "samples", "places")
LEADER = """
from sweep_fakes import design, slow
from simulation.experiments.sweep import run_design

if __name__ == "__main__":
    run_design(design(sampling={{"samples": 20}}), {out!r}, workers=2, simulate=slow)
"""


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


def processes_under(pid: int) -> list[int]:
    """Return the processes that a process started and that run workers, from /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and "spawn_main" in (folder / "cmdline").read_text():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def addresses_of(pids: list[int]) -> set[str]:
    """Return the addresses that processes listen on, from /proc; "127.0.0.1" is 0100007F there."""
    sockets = set()
    for pid in pids:
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                sockets.add(str(handle.readlink()))
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in sockets:
                found.add(local.partition(":")[0])
    return found


def wait_for(condition, seconds: float = 120.0) -> None:
    begin = time.monotonic()
    while not condition():
        assert time.monotonic() - begin < seconds
        time.sleep(0.05)


def test_a_worker_that_is_killed_loses_nothing_and_the_cluster_listens_on_loopback_only(
    tmp_path: Path, fakes: ModuleType
) -> None:
    design = fakes.design(sampling={"samples": 20})
    run_design(design, tmp_path / "whole", simulate=fakes.plain)
    out, listened = tmp_path / "out", set[str]()

    def kill_one() -> None:
        wait_for((out / "session.json").is_file)
        workers = processes_under(os.getpid())
        listened.update(addresses_of([os.getpid(), *workers]))
        os.kill(workers[0], signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    results = run_design(design, out, workers=2, simulate=fakes.slow)
    killer.join()
    assert listened == {"0100007F"}
    assert (results.runs["status"] == "done").all()
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_a_run_that_kills_its_worker_each_time_is_written_down_and_the_rest_go_on(
    tmp_path: Path, fakes: ModuleType
) -> None:
    design = fakes.design(sampling={"samples": 1})
    results = run_design(design, tmp_path / "out", workers=2, simulate=fakes.deadly)
    runs = results.runs
    bad = (runs["scenario"] == "wild") & (runs["replicate"] == 0)
    assert (runs.loc[~bad, "status"] == "done").all()
    assert runs.loc[bad, "status"].tolist() == ["killed"]
    (problem,) = results.failures["problem"]
    assert "its worker died each time" in problem
    assert '"wild"' in results.failures["config"][0]


def test_a_run_that_is_stuck_ends_its_process_after_twice_its_limit() -> None:
    script = (
        "import time; from simulation.experiments import work; work._STUCK_MARGIN = 0.1\n"
        "with work._alarm(0.05):\n    pass\n"
        "time.sleep(0.4); print('on', flush=True)\n"
        "with work._alarm(0.05):\n    time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ended.stdout == b"on\n"
    assert ended.returncode == -signal.SIGALRM


def test_a_sweep_that_is_killed_whole_goes_on_to_the_same_bytes(
    tmp_path: Path, fakes: ModuleType
) -> None:
    design = fakes.design(sampling={"samples": 20})
    run_design(design, tmp_path / "whole", simulate=fakes.plain)
    out, script = tmp_path / "out", tmp_path / "leader.py"
    script.write_text(LEADER.format(out=str(out)))
    leader = subprocess.Popen(
        [sys.executable, str(script)], start_new_session=True, stderr=subprocess.DEVNULL
    )
    wait_for(lambda: leader.poll() is not None or any((out / "parts").glob("0*")))
    os.killpg(leader.pid, signal.SIGKILL)
    leader.wait()
    assert 0 < len(read_results(out).runs) < 80
    resume_design(out, simulate=fakes.plain)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_a_scheduler_that_does_not_answer_is_told_before_anything_is_written(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulation.experiments.cluster._ANSWER_SECONDS", 1)
    for address in ("tcp://127.0.0.1:9", "nowhere"):
        with pytest.raises(InputError, match=f"no Dask scheduler answers at {address}"):
            run_design(fakes.design(), tmp_path / "out", scheduler=address)
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_without_dask_is_refused_with_what_to_install(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dask.distributed", None)
    with pytest.raises(InputError, match=r"peuplement\[cluster\]"):
        run_design(fakes.design(), tmp_path / "out", workers=2)
    assert list(tmp_path.iterdir()) == []
    assert run_design(fakes.design(), tmp_path / "out", simulate=fakes.plain).is_complete


def test_a_worker_imports_every_policy_before_it_reads_a_batch() -> None:
    """Two threads that import at once fail on Python 3.11: python/cpython#106905."""
    code = """
import sys
from simulation.experiments.worker_setup import dask_setup
from simulation.config.load import load
assert "simulation.policies.single_rent" not in sys.modules
dask_setup(None)
before = {name for name in sys.modules if name.startswith("simulation.")}
import pickle
from simulation.policies import registry
from simulation.experiments.batch import Batch
policies = [{"name": "single_rent"}, {"name": "information"}]
place = {"preset": "demo"}
text = pickle.dumps(load({"name": "x", "territory": place, "policies": policies}, registry()))
pickle.loads(text)
assert before == {name for name in sys.modules if name.startswith("simulation.")}
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
