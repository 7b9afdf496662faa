"""What docs/search.md shows works: its search file, its Python; the shipped search is right."""

import re
from pathlib import Path
from typing import Any

import pytest

from simulation.analysis.read_search import read_search
from simulation.analysis.search_cost import runs_of

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "search.md").read_text()
STUDY = ROOT / "experiments" / "06_packages" / "search.toml"


def test_the_search_of_the_page_is_right(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "s.toml").write_text(text)
    (tmp_path / "demo.toml").write_text((ROOT / "configs" / "demo.toml").read_text())
    plan = read_search(tmp_path / "s.toml")
    assert list(plan.space.levers) == ["single_rent", "information"]
    assert runs_of(plan) == 2 * (96 + 6) + 13 * (8 + 30)


def test_the_search_of_the_study_is_right() -> None:
    assert len(read_search(STUDY).space.levers) == 7


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "configs").symlink_to(ROOT / "configs")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    results = names["results"]
    assert results.evaluations.shape == (4, 5 + 2 + 1 + 2)
    assert results.robustness is None
