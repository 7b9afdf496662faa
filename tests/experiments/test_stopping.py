"""A sweep that wants a precision runs a pilot, then what the pilot asks for."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.experiments.precision import PrecisionRule
from simulation.experiments.replay import replay
from simulation.experiments.status import status_of
from simulation.experiments.stopping import COLUMNS
from simulation.experiments.sweep import estimate_design, resume_design, run_design
from simulation.experiments.sweep_results import SweepResults, read_results
from simulation.results.run_folder import RunFolder

TABLES = ("runs", "measures", "market", "samples", "places", "precision")
MEASURE = "vacancy_percent_all"
PILOT = 4


class Stop:
    """Stops the sweep after some parts, and remembers what there was to do at each stage."""

    def __init__(self, after: int = 10**9) -> None:
        self.after = after
        self.stages: list[int] = []

    def start(self, total_months: int) -> None:
        self.stages.append(total_months)

    def advance(self, months: int) -> None:
        self.after -= months > 0
        if self.after == 0:
            raise KeyboardInterrupt

    def failed(self, runs: int) -> None:
        raise AssertionError(runs)

    note = failed


def design(fakes: ModuleType, half_width: float = 0.15, **changes: Any) -> dict[str, Any]:
    wanted = {"half_widths": {MEASURE: half_width}, "pilot": PILOT, "most": 60, **changes}
    off = {"uncertainties": None, "sampling": None, "replicates": None}
    made: dict[str, Any] = fakes.design(**off, precision=wanted)
    return made


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


def differences(results: SweepResults) -> np.ndarray:
    wide = results.measures.pivot_table(index="replicate", columns="scenario", values="value")
    return (wide["wild"] - wide["calm"]).to_numpy()


def test_the_pilot_alone_tells_how_many_replicates_are_run(
    tmp_path: Path, fakes: ModuleType
) -> None:
    told = Stop()
    results = run_design(design(fakes), tmp_path / "out", progress=told, simulate=fakes.noisy)
    given = differences(results)
    rule = PrecisionRule({MEASURE: 0.15}, pilot=PILOT, most=60)
    asked = rule.wanted({MEASURE: given[:PILOT]})
    assert PILOT < asked < 60
    assert len(given) == asked
    assert results.runs["run"].tolist() == list(range(2 * asked))
    assert told.stages == [2 * PILOT * 36, 2 * (asked - PILOT) * 36]
    (row,) = results.precision.to_dict("records")
    assert list(results.precision.columns) == list(COLUMNS)
    assert (row["scenario"], row["reference"], row["measure"]) == ("wild", "calm", MEASURE)
    assert (row["difference"], row["low"], row["high"]) == pytest.approx(rule.interval(given))
    assert row["half_width"] <= 0.15
    assert (row["replicates"], row["needed"], row["is_reached"]) == (asked, asked, True)
    folder = RunFolder.open(tmp_path / "out")
    assert folder.manifest["replicates"] == asked
    assert folder.table("precision").equals(results.precision)
    assert replay(tmp_path / "out", 2 * asked - 1).task.replicate == asked - 1


def test_a_pilot_that_is_enough_is_all_and_the_impossible_stops_at_the_most(
    tmp_path: Path, fakes: ModuleType
) -> None:
    wide = run_design(design(fakes, 9.0), tmp_path / "wide", simulate=fakes.noisy)
    assert len(wide.runs) == 2 * PILOT
    assert wide.precision["is_reached"].tolist() == [True]
    assert wide.precision["needed"].tolist() == [PILOT]
    narrow = run_design(design(fakes, 1e-4, most=9), tmp_path / "narrow", simulate=fakes.noisy)
    assert len(narrow.runs) == 18
    (row,) = narrow.precision.to_dict("records")
    assert not row["is_reached"]
    assert row["needed"] > 1000
    assert row["half_width"] > row["wanted"] == 1e-4


def test_a_pilot_without_a_number_asks_for_nothing_and_says_so(
    tmp_path: Path, fakes: ModuleType
) -> None:
    results = run_design(design(fakes), tmp_path / "out", simulate=fakes.gap)
    assert len(results.runs) == 2 * PILOT
    (row,) = results.precision.to_dict("records")
    assert row["replicates"] == PILOT - 1
    assert np.isnan([row["difference"], row["half_width"], row["needed"]]).all()
    assert not row["is_reached"]


def test_only_the_arms_that_are_named_are_looked_at(tmp_path: Path, fakes: ModuleType) -> None:
    arms = [{"name": "calm"}, {"name": "still"}, {"name": "wild"}]
    plain = {**design(fakes, arms=["still"]), "arms": arms}
    results = run_design(plain, tmp_path / "out", simulate=fakes.noisy)
    assert results.precision["scenario"].tolist() == ["still"]
    assert results.precision["half_width"].tolist() == [0.0]
    assert len(results.runs) == 3 * PILOT


def test_arms_on_several_bases_are_compared_on_each(tmp_path: Path, fakes: ModuleType) -> None:
    base = design(fakes)["bases"][0]
    plain = {**design(fakes, 9.0), "bases": [{**base, "name": name} for name in ("one", "two")]}
    table = run_design(plain, tmp_path / "arms", simulate=fakes.noisy).precision
    assert table["scenario"].tolist() == ["one-wild", "two-wild"]
    assert table["reference"].tolist() == ["one-calm", "two-calm"]
    alone = {**plain, "arms": []}
    table = run_design(alone, tmp_path / "bases", simulate=fakes.noisy).precision
    assert table[["scenario", "reference"]].to_numpy().tolist() == [["two", "one"]]


@pytest.mark.parametrize("after", [3, PILOT * 2, PILOT * 2 + 3])
def test_an_interrupted_sweep_asks_for_as_many_and_gives_the_same_bytes(
    tmp_path: Path, fakes: ModuleType, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr("simulation.experiments.sweep._BATCH_SECONDS", 0.0)
    monkeypatch.setattr("simulation.experiments.sweep._MORE_PER_WORKER", 0.0)
    whole = run_design(design(fakes), tmp_path / "whole", simulate=fakes.noisy)
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt, match="runs are kept; go on by"):
        run_design(design(fakes), out, progress=Stop(after), simulate=fakes.noisy)
    found = status_of(out)
    assert found.done == after
    if after < 2 * PILOT:
        assert (found.left, found.most_later) == (2 * PILOT - after, 2 * (60 - PILOT))
        assert read_results(out).precision["replicates"].max() < PILOT
    else:
        assert (found.left, found.most_later) == (len(whole.runs) - after, 0)
    resume_design(out, simulate=fakes.noisy)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")
    assert status_of(out).left == status_of(out).most_later == 0


KILLED = """
import os, signal, sys
sys.path.insert(0, {here!r})
import sweep_fakes
from simulation.experiments.sweep import run_design
seen = []
class Kill:
    def start(self, total): pass
    def failed(self, runs): pass
    def note(self, text): pass
    def advance(self, months):
        seen.append(months)
        if sum(m > 0 for m in seen) == {after}:
            os.kill(os.getpid(), signal.SIGKILL)
import simulation.experiments.sweep as sweep
sweep._BATCH_SECONDS = sweep._MORE_PER_WORKER = 0.0
run_design({design!r}, {out!r}, progress=Kill(), simulate=sweep_fakes.noisy)
"""


@pytest.mark.parametrize("after", [PILOT * 2, PILOT * 2 + 3])
def test_a_sweep_that_was_killed_goes_on_to_the_same_bytes(
    tmp_path: Path, fakes: ModuleType, after: int
) -> None:
    run_design(design(fakes), tmp_path / "whole", simulate=fakes.noisy)
    out, here = tmp_path / "out", str(Path(__file__).parent)
    code = KILLED.format(here=here, after=after, design=design(fakes), out=str(out))
    done = subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(read_results(out).runs) == after
    resume_design(out, simulate=fakes.noisy)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_the_cost_before_the_pilot_is_that_of_the_pilot(fakes: ModuleType) -> None:
    plan, cost = estimate_design(design(fakes), simulate=fakes.plain)
    assert cost is not None
    assert cost.runs == plan.n_runs == 2 * PILOT
    assert plan.most_runs == 120
    assert plan.is_pilot


def test_another_precision_is_another_design(tmp_path: Path, fakes: ModuleType) -> None:
    file, out = tmp_path / "d.toml", tmp_path / "out"
    text = (
        'bases = [{ name = "demo", territory = { preset = "demo" } }]\n'
        "overrides = { years = 2, spin_up_years = 1 }\n"
        'arms = [{ name = "calm" }, { name = "wild" }]\n'
        f'outputs = {{ measures = ["{MEASURE}"] }}\n'
        f"[precision]\npilot = 2\nhalf_widths = {{ {MEASURE} = 0.5 }}\n"
    )
    file.write_text(text)
    with pytest.raises(KeyboardInterrupt):
        run_design(file, out, progress=Stop(1), simulate=fakes.noisy)
    file.write_text(text.replace("0.5", "0.4"))
    with pytest.raises(InputError, match=r"changed: precision\)"):
        resume_design(out, simulate=fakes.noisy)
