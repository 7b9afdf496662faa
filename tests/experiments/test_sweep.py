import errno
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation.config.errors import InputError
from simulation.experiments import changes, work
from simulation.experiments.replay import replay
from simulation.experiments.replicate import Outcome, Task
from simulation.experiments.status import status_of
from simulation.experiments.sweep import (
    batches_of,
    estimate_design,
    job_of,
    resume_design,
    run_design,
)
from simulation.experiments.sweep_folder import SweepFolder
from simulation.experiments.sweep_results import read_results
from simulation.results.run_folder import RunFolder
from simulation.territory.files import save
from simulation.territory.presets import preset

TABLES = ("runs", "measures", "market", "samples", "places")


class Teller:
    """Remembers what it is told; stops the sweep after some parts, when asked to."""

    def __init__(self, error: BaseException | None = None, after: int = 1) -> None:
        self.error, self.after = error, after
        self.total = self.done = self.n_failed = self.parts = 0

    def start(self, total_months: int) -> None:
        self.total = total_months

    def advance(self, months: int) -> None:
        self.done += months
        self.parts += months > 0
        if months and self.error is not None and self.parts == self.after:
            raise self.error

    def failed(self, runs: int) -> None:
        self.n_failed += runs

    def note(self, text: str) -> None:
        raise AssertionError(text)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


def test_a_sweep_gives_every_run_in_order_paired_by_its_keys(
    tmp_path: Path, fakes: ModuleType
) -> None:
    teller = Teller()
    results = run_design(fakes.design(), tmp_path / "out", progress=teller, simulate=fakes.plain)
    assert results.is_complete
    assert teller.total == teller.done == 12 * 36
    runs = results.runs
    assert runs["run"].tolist() == list(range(12))
    assert runs["scenario"].tolist() == ["calm", "wild"] * 6
    keys = runs.pivot_table(index=["sample", "replicate"], columns="scenario", values="key")
    assert (keys["calm"] == keys["wild"]).all()
    assert runs["key"].nunique() == 2
    assert (runs["status"] == "done").all()
    assert (runs["nan_measures"] == "").all()
    values = runs.merge(results.samples, on="sample")
    assert (values["mobility.sensitivity_x"] == values["mobility.sensitivity_y"]).all()
    measures = results.measures
    assert list(measures.columns) == [
        "run", "scenario", "sample", "replicate", "measure", "year", "value",
    ]  # fmt: skip
    assert set(measures["year"]) == {2022, 2023}
    pairs = measures.pivot_table(
        index=["sample", "replicate", "year"], columns="scenario", values="value"
    )
    assert (pairs["calm"] == pairs["wild"]).all()
    expected = runs["mobility.sensitivity"] + runs["key"] / 2**48
    assert measures[measures["year"] == 2022]["value"].to_numpy() == pytest.approx(expected)
    assert results.table("market")["year"].nunique() == 3
    assert len(results.failures) == 0


def test_the_folder_of_a_complete_sweep_is_a_run_folder_without_parts(
    tmp_path: Path, fakes: ModuleType
) -> None:
    out = tmp_path / "out"
    run_design(fakes.design(), out, simulate=fakes.plain)
    folder = RunFolder.open(out)
    assert set(folder.names) == {*TABLES, "timings"}
    assert folder.manifest["kind"] == "sweep"
    assert folder.manifest["samples"] == 3
    assert not (out / "parts").exists()
    assert [path.name for path in (out / "territories").iterdir()] == ["0-demo.npz"]
    again = resume_design(out, simulate=fakes.plain)
    assert again.is_complete


def test_how_runs_are_shared_out_changes_no_byte(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_design(fakes.design(), tmp_path / "a", simulate=fakes.plain)
    monkeypatch.setattr("simulation.experiments.sweep._BATCH_SECONDS", 0.0)
    monkeypatch.setattr("simulation.experiments.sweep._MORE_PER_WORKER", 0.0)
    monkeypatch.setattr("simulation.experiments.finish._RUNS_AT_ONCE", 4096)
    run_design(fakes.design(), tmp_path / "b", simulate=fakes.plain)
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")


@pytest.mark.parametrize("after", [1, 2, 3])
def test_an_interrupted_sweep_goes_on_to_the_same_bytes(
    tmp_path: Path, fakes: ModuleType, after: int
) -> None:
    run_design(fakes.design(), tmp_path / "whole", simulate=fakes.plain)
    out = tmp_path / "out"
    stop = Teller(KeyboardInterrupt(), after)
    with pytest.raises(KeyboardInterrupt, match="of 12 runs are kept; go on by: peu"):
        run_design(fakes.design(), out, progress=stop, simulate=fakes.plain)
    so_far = read_results(out)
    assert not so_far.is_complete
    assert 0 < len(so_far.runs) < 12
    found = status_of(out)
    assert (found.done, found.left, found.is_running) == (len(so_far.runs), 12 - found.done, False)
    teller = Teller()
    resume_design(out, progress=teller, simulate=fakes.plain)
    assert teller.total == found.left * 36
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_an_end_between_the_last_part_and_the_tables_loses_nothing(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_design(fakes.design(), tmp_path / "whole", simulate=fakes.plain)
    out = tmp_path / "out"

    def cut(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("simulation.experiments.finish.write_manifest", cut)
        with pytest.raises(KeyboardInterrupt, match="12 of 12"):
            run_design(fakes.design(), out, simulate=fakes.plain)
    (out / "parts" / ".00000000.x.part").mkdir()
    resume_design(out, simulate=fakes.plain)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_runs_that_fail_are_written_down_and_the_rest_go_on(
    tmp_path: Path, fakes: ModuleType
) -> None:
    teller = Teller()
    out = tmp_path / "out"
    troubled = fakes.design(replicates=4, time_limit=0.2, sampling={"samples": 1})
    results = run_design(troubled, out, progress=teller, simulate=fakes.troubled)
    runs = results.runs.set_index(["scenario", "replicate"])
    assert (runs.loc["calm", "status"] == "done").all()
    assert runs.loc["wild", "status"].tolist() == ["failed", "late", "done", "failed"]
    assert runs.loc["wild", "nan_measures"].tolist() == ["", "", fakes.MEASURE, ""]
    assert teller.n_failed == 3
    failures = results.failures
    assert failures["problem"].tolist()[0] == "ValueError: torn roof"
    assert "took more than the 0.2 s" in failures["problem"].tolist()[1]
    assert 'raise ValueError("torn' in failures["trace"][0]
    assert failures["replay"].tolist()[0] == "peuplement replay . 1"
    config = json.loads(failures["config"][0])
    assert config["scenario"]["name"] == "wild"
    assert set(config["values"]) == {"mobility.sensitivity"}
    measured = results.measures
    assert set(measured[measured["scenario"] == "wild"]["replicate"]) == {2}
    assert set(results.table("market").query("scenario == 'wild'")["replicate"]) == {2}
    assert status_of(out).failed == 3


def test_a_measure_without_any_table_is_told_for_each_run(
    tmp_path: Path, fakes: ModuleType
) -> None:
    outputs = {"measures": ["theil_h_social_area", fakes.MEASURE]}
    both = run_design(fakes.design(outputs=outputs), tmp_path / "a", simulate=fakes.plain)
    assert set(both.runs["nan_measures"]) == {"theil_h_social_area"}
    outputs = {"measures": ["theil_h_social_area"]}
    none = run_design(fakes.design(outputs=outputs), tmp_path / "b", simulate=fakes.plain)
    assert set(none.runs["nan_measures"]) == {"theil_h_social_area"}
    assert len(none.measures) == 0


def test_a_sample_whose_values_do_not_go_together_fails_alone(
    tmp_path: Path, fakes: ModuleType
) -> None:
    shares = [
        {"name": f"reservations.{who}_share", "low": 0.0, "high": 0.9}
        for who in ("prefect", "local")
    ]
    design = fakes.design(uncertainties=shares, sampling={"method": "factorial", "levels": 2})
    results = run_design(design, tmp_path / "out", simulate=fakes.plain)
    assert len(results.runs) == 16
    assert (results.failures["problem"].str.startswith("InputError: ")).all()
    assert 0 < len(results.failures) <= 16


def test_a_full_disk_stops_the_sweep_with_what_is_kept_and_the_command_that_goes_on(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_design(fakes.design(), tmp_path / "whole", simulate=fakes.plain)
    out, written = tmp_path / "out", []
    real = Path.write_bytes

    def write_bytes(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 6:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_bytes)
        with pytest.raises(InputError, match=r"No space left.*of 12 runs are kept; then: peuple"):
            run_design(fakes.design(), out, simulate=fakes.plain)
    assert 0 < len(read_results(out).runs) < 12
    assert not list((out / "parts").glob(".*"))
    resume_design(out, simulate=fakes.plain)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_a_disk_that_is_full_from_the_beginning_is_told_and_nothing_is_left(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("simulation.territory.files.save", full)
    out = tmp_path / "out"
    with pytest.raises(
        InputError, match=r"out cannot be written \(No space left on device\): free"
    ):
        run_design(fakes.design(), out, simulate=fakes.plain)
    assert list(tmp_path.iterdir()) == []


def interrupted(out: Path, design: Any, fakes: ModuleType) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_design(design, out, progress=Teller(KeyboardInterrupt()), simulate=fakes.plain)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        act()
    return str(caught.value)


FILE = """
bases = [{ name = "demo", territory = { preset = "demo" } }]
overrides = { years = 2, spin_up_years = 1 }
arms = [{ name = "calm" }, { name = "wild" }]
replicates = 8
outputs = { measures = ["vacancy_percent_all"], tables = ["market"] }
"""


def test_a_design_that_changed_is_not_gone_on_with(tmp_path: Path, fakes: ModuleType) -> None:
    file, out = tmp_path / "d.toml", tmp_path / "out"
    file.write_text(FILE)
    interrupted(out, file, fakes)
    file.write_text(FILE.replace("replicates = 8", "replicates = 9\nkey = 3"))
    told = refused(lambda: resume_design(out, simulate=fakes.plain))
    assert "d.toml is no longer the design of this sweep (changed: replicates, key)" in told
    file.write_text(FILE.replace("years = 2", "years = 3"))
    assert "(changed: arms)" in refused(lambda: resume_design(out, simulate=fakes.plain))
    file.write_text("bases = 7")
    assert "(changed: d.toml)" in refused(lambda: resume_design(out, simulate=fakes.plain))
    file.unlink()
    assert resume_design(out, simulate=fakes.plain).is_complete


def test_a_sweep_of_other_code_is_not_gone_on_with(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    interrupted(out, fakes.design(), fakes)
    monkeypatch.setattr(changes, "package_digest", lambda: "other")
    told = refused(lambda: resume_design(out, simulate=fakes.plain))
    assert "the code of the model changed since this sweep began" in told


def test_a_process_of_other_code_takes_no_batch(
    fakes: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, _ = estimate_design(fakes.design(), simulate=fakes.plain)
    (batch, *_) = batches_of(plan, job_of(plan, {}, fakes.plain), range(4), 9.0, 1)
    monkeypatch.setattr(work, "_code", lambda: "other")
    with pytest.raises(work.OtherCodeError):
        work.run_batch(batch)


def test_folders_that_cannot_be_used_are_refused(tmp_path: Path, fakes: ModuleType) -> None:
    out = tmp_path / "out"
    assert "not the folder of a sweep" in refused(lambda: read_results(tmp_path))
    assert "not the folder of a sweep" in refused(lambda: status_of(tmp_path / "none"))
    interrupted(out, fakes.design(), fakes)
    again = refused(lambda: run_design(fakes.design(), out, simulate=fakes.plain))
    assert "holds a sweep already; go on by `peuplement resume" in again
    (tmp_path / "plain").mkdir()
    told = refused(lambda: run_design({"bases": []}, tmp_path / "plain"))
    assert "exists already" in told
    assert "bases: is empty" in told
    with SweepFolder.open(out).locked():
        busy = refused(lambda: resume_design(out, simulate=fakes.plain))
        assert "another process runs this sweep now" in busy
        assert status_of(out).is_running
    (out / "sweep.json").write_text("{}")
    assert "not the folder of a sweep" in refused(lambda: read_results(out))
    assert "--workers 0" in refused(lambda: run_design(fakes.design(), tmp_path / "x", workers=0))
    assert not (tmp_path / "x").exists()


def test_a_damaged_part_is_told_and_its_runs_are_made_again_once_it_is_removed(
    tmp_path: Path, fakes: ModuleType
) -> None:
    out = tmp_path / "out"
    interrupted(out, fakes.design(), fakes)
    (part,) = (out / "parts").iterdir()
    (part / "runs.parquet").write_bytes(b"torn")
    told = refused(lambda: resume_design(out, simulate=fakes.plain))
    assert f"{part}: cannot be read" in told
    for file in part.iterdir():
        file.unlink()
    part.rmdir()
    assert len(resume_design(out, simulate=fakes.plain).runs) == 12


def test_an_unknown_table_is_refused_and_one_without_rows_is_empty(
    tmp_path: Path, fakes: ModuleType
) -> None:
    results = run_design(fakes.design(), tmp_path / "out", simulate=fakes.plain)
    assert "did you mean market?" in refused(lambda: results.table("markets"))
    assert list(results.failures.columns) == ["run", "scenario", "sample", "replicate"]


def test_the_plan_read_back_is_the_one_that_was_written(tmp_path: Path, fakes: ModuleType) -> None:
    policies = [{"name": "single_rent", "scope": {"is_qpv": False}}, {"name": "scoring"}]
    arms = [{"name": "calm"}, {"name": "wild", "policies": policies}]
    uncertainties = [
        {"name": "behaviour.new_years"},
        {"name": "mobility.ownership_rate", "low": 0.01, "high": 1.0, "scale": "log"},
        {"name": "policies.single_rent.ramp_years", "high": 3.0},
    ]
    design = fakes.design(arms=arms, uncertainties=uncertainties)
    plan, _ = estimate_design(design, simulate=fakes.plain)
    SweepFolder.create(tmp_path / "out", plan)
    again = SweepFolder.open(tmp_path / "out").plan
    assert again.branches == plan.branches
    assert again.samples == plan.samples
    assert (again.places == plan.places).all()
    assert again.design == plan.design
    assert [again.task(run) for run in again.runs()] == [plan.task(run) for run in plan.runs()]


def test_the_cost_is_the_time_of_the_months_and_the_size_of_the_tables(
    tmp_path: Path, fakes: ModuleType
) -> None:
    def timed(task: Task, on_month: Callable[[], object]) -> Outcome:
        import time

        def month() -> None:
            time.sleep(0.002)
            on_month()

        return fakes.plain(task, month)

    plan, cost = estimate_design(fakes.design(), tmp_path / "out", simulate=timed)
    assert cost is not None
    assert cost.runs == plan.n_runs == 12
    assert cost.seconds == pytest.approx(36 * 0.002, rel=1.0)
    assert cost.seconds * cost.months_per_second == pytest.approx(36)
    assert cost.disk_bytes > 12 * 3 * 8
    assert not (tmp_path / "out").exists()

    def broken(task: Task, on_month: Callable[[], object]) -> Outcome:
        raise ValueError

    assert estimate_design(fakes.design(), simulate=broken)[1] is None


def test_each_territory_is_timed_and_many_are_judged_by_the_first_ones(
    tmp_path: Path, fakes: ModuleType
) -> None:
    timed: list[Path | None] = []

    def counted(task: Task, on_month: Callable[[], object]) -> Outcome:
        timed.append(task.scenario.territory.file)
        return fakes.plain(task, on_month)

    files = [tmp_path / f"{number}.npz" for number in range(7)]
    for file in files:
        save(preset("demo"), file)
    bases = [{"name": file.stem, "territory": {"file": str(file)}} for file in files]
    for n_bases, n_timed in ((2, 2), (7, 5)):
        timed.clear()
        _, cost = estimate_design(fakes.design(bases=bases[:n_bases]), simulate=counted)
        assert cost is not None
        assert len(timed) == len(set(timed)) == n_timed


@pytest.mark.parametrize(("seconds", "workers", "size"), [(0.05, 2, 42), (1.0, 1, 2), (9.0, 4, 1)])
def test_small_runs_go_in_batches_of_about_two_seconds(
    fakes: ModuleType, seconds: float, workers: int, size: int
) -> None:
    design = fakes.design(sampling={"samples": 200})
    plan, _ = estimate_design(design, simulate=fakes.plain)
    batches = batches_of(plan, job_of(plan, {}), range(plan.n_runs), seconds, workers)
    assert {len(batch.runs) for batch in batches[:-1]} == {size}
    assert [run.number for batch in batches for run in batch.runs] == list(range(800))


def test_a_batch_carries_no_more_of_the_plan_than_its_runs(fakes: ModuleType) -> None:
    plan, _ = estimate_design(fakes.design(), simulate=fakes.plain)
    (batch, *_) = batches_of(plan, job_of(plan, {}), [0, 4], 9.0, 1)
    assert set(batch.branches) == {0}
    assert set(batch.samples) == {0}
    assert len(batches_of(plan, job_of(plan, {}), [0, 4], 0.1, 1)) == 2


def test_a_run_made_again_is_the_run_of_the_sweep(tmp_path: Path) -> None:
    design = {
        "bases": [{"name": "demo", "territory": {"preset": "demo"}}],
        "overrides": {"years": 1, "spin_up_years": 0},
        "arms": [{"name": "calm"}, {"name": "rent", "policies": [{"name": "single_rent"}]}],
        "outputs": {"tables": ["market"]},
    }
    results = run_design(design, tmp_path / "out")
    assert (results.runs["status"] == "done").all()
    outcome = replay(tmp_path / "out", 1, tmp_path / "again", is_traced=True)
    market = results.table("market").query("run == 1").reset_index(drop=True)
    again = RunFolder.open(tmp_path / "again")
    pd.testing.assert_frame_equal(
        market.drop(columns=["run", "sample"]), again.table("market"), check_dtype=False
    )
    assert np.array_equal(outcome.tables["market"]["offers"], market["offers"])
    assert any(name.startswith("ledger_") for name in again.names)
    told = refused(lambda: replay(tmp_path / "out", 2))
    assert "no run 2 in this sweep; give one from 0 to 1" in told
