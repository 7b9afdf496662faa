"""What docs/sweeps.md shows works: its design, its Python, its queries, its SLURM script."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from simulation.experiments.read_design import read_design

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "sweeps.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
DESIGNS = sorted((ROOT / "configs" / "designs").glob("*.toml"))


def test_the_design_of_the_page_is_right(tmp_path: Path) -> None:
    text, precision = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "d.toml").write_text(text)
    (tmp_path / "demo.toml").write_text((ROOT / "configs" / "demo.toml").read_text())
    plan = read_design(tmp_path / "d.toml")
    assert plan.n_runs == 2 * 50 * 8
    arms = re.sub(r"(?m)^replicates = .*\n", "", text.partition("[[uncertainties]]")[0])
    (tmp_path / "d.toml").write_text(arms + precision)
    assert read_design(tmp_path / "d.toml").most_runs == 2 * 64


@pytest.mark.parametrize("design", DESIGNS, ids=[design.stem for design in DESIGNS])
def test_every_shipped_design_is_right(design: Path) -> None:
    assert read_design(design).n_runs > 1


def test_the_sweep_and_the_queries_of_the_page_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("duckdb")
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    monkeypatch.chdir(tmp_path)
    sweep, sql, pandas, _slurm = PYTHON
    names: dict[str, Any] = {}
    exec(sweep, names)
    assert names["results"].runs.shape == (4, 9)
    assert names["results"].measures.shape == (4, 7)
    assert sweep.rstrip().splitlines()[-1].startswith("read_results(")
    exec(sql, names)
    by_sql = names["effect"].set_index("measure")["difference"]
    exec(pandas, names)
    pd.testing.assert_series_equal(
        by_sql, names["effect"], check_names=False, check_index_type=False
    )
    (pairs,) = names["pairs"].groupby("measure").size()
    assert pairs == 2


def test_the_slurm_script_runs_a_design_then_goes_on_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = pytest.importorskip("dask_jobqueue")
    asked: list[tuple[str, Any]] = []

    class Cluster:
        scheduler_address = "tcp://here:1"

        def __init__(self, **options: Any) -> None:
            self.options = options
            asked.append(("job", jobs.SLURMCluster.job_cls))

        def __enter__(self) -> "Cluster":
            return self

        def __exit__(self, *_: object) -> None:
            asked.append(("closed", None))

        def scale(self, jobs: int) -> None:
            asked.append(("scale", jobs))

    monkeypatch.setattr(jobs, "SLURMCluster", type("SLURMCluster", (Cluster,), {"job_cls": None}))
    for name in ("run_design", "resume_design"):
        monkeypatch.setattr(
            f"simulation.experiments.sweep.{name}",
            lambda *given, name=name, **how: asked.append((name, (*given, how["scheduler"]))),
        )
    names: dict[str, Any] = {"__name__": "script"}
    exec(PYTHON[-1], names)
    names["main"]("d.toml", str(tmp_path))
    (tmp_path / "sweep.json").touch()
    names["main"]("d.toml", str(tmp_path))
    calls = [call for call in asked if call[0].endswith("design")]
    assert calls == [
        ("run_design", ("d.toml", str(tmp_path), "tcp://here:1")),
        ("resume_design", (str(tmp_path), "tcp://here:1")),
    ]
