"""The studies that share `experiments/analyses.py`: what they show is there, and they go on."""

import runpy
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from simulation.cli.studies import contrasts

MOST_BYTES = 150_000
FOLDER = Path(__file__).parents[1] / "experiments"
DESIGN: dict[str, Any] = {
    "name": "small",
    "bases": [{"name": "demo", "territory": {"preset": "demo"}}],
    "overrides": {"years": 1, "spin_up_years": 0},
    "arms": [{"name": "as-is"}, {"name": "rent", "policies": [{"name": "single_rent"}]}],
    "replicates": 2,
    "outputs": {"measures": ["vacancy_percent_all", "q1_gap_of_tenants"]},
}


@pytest.fixture
def analyses(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(FOLDER)
    import analyses  # type: ignore[import-not-found]

    module: ModuleType = analyses
    return module


def test_a_study_is_gone_on_with_and_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, analyses: ModuleType
) -> None:
    out, script = tmp_path / "out", tmp_path / "study" / "run.py"
    script.parent.mkdir()
    monkeypatch.setattr(sys, "argv", ["run.py", "--workers", "1", "--out", str(out)])
    for _ in range(2):
        study = analyses.Analyses(str(script))
        assert len(study.sweep("sweep", DESIGN).runs) == 4
        found = study.analyse(contrasts, "sweep", {"contrasts": "effects"}, correction="none")
        assert len(study.table(found, "contrasts")) == 2
        (figure,) = (script.parent / "figures").iterdir()
        assert figure.name == "effects.png"
        assert figure.stat().st_size < MOST_BYTES


def test_the_important_parameters_are_strong_and_above_the_noise(
    monkeypatch: pytest.MonkeyPatch, analyses: ModuleType
) -> None:
    study = runpy.run_path(str(FOLDER / "07_sensitivity" / "run.py"))
    strength = {"a": (1.0, 0.1), "b": (0.5, 0.1), "c": (0.49, 0.3), "d": (0.0, 0.2)}
    rows = [
        {"measure": measure, "index": "mu_star", "parameter": name, "value": value}
        for name, values in strength.items()
        for measure, value in zip(("m", "n"), values, strict=True)
    ]
    noise = pd.DataFrame({"measure": ["m", "n"], "mu_star_floor": [0.2, 0.25]})
    assert study["important"](pd.DataFrame(rows), noise) == ["a", "b", "c"]
