"""What docs/calibration.md shows works: its targets, its Python, its commands."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from simulation.analysis.moments import read_targets
from simulation.cli import app

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "calibration.md").read_text()
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
(TOML,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^peuplement calibrate (?!TERRITORY).*$", PAGE, re.MULTILINE)


def test_the_targets_of_the_page_are_right(tmp_path: Path) -> None:
    (tmp_path / "targets.toml").write_text(TOML)
    assert [target.name for target in read_targets(tmp_path / "targets.toml")] == [
        "turnover",
        "mean_delay",
    ]


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "targets.toml").write_text(TOML)
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    monkeypatch.chdir(tmp_path)
    members, steps = PYTHON
    names: dict[str, Any] = {}
    exec(members, names)
    assert len(names["scenarios"]) >= 20
    exec(steps.replace("evaluations=1)", "evaluations=1), years=1, spin_up_years=0"), names)
    assert names["table"]["target"].tolist() == ["turnover", "mean_delay"]


def test_the_commands_and_options_of_the_page_exist() -> None:
    command = get_command(app).commands["calibrate"]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known
    assert len(COMMANDS) >= 3
    for line in COMMANDS:
        context = command.make_context("calibrate", shlex.split(line)[2:])
        assert context.params["places"] == ["nantes.npz"]
