"""What tests of sweeps share."""

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the module of fake runs, which processes started from here can import too."""
    here = str(Path(__file__).parent)
    source = str(Path(__file__).parents[2] / "src")
    monkeypatch.syspath_prepend(here)
    paths = [here, source, os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in paths if path))
    import sweep_fakes

    assert sys.modules["sweep_fakes"] is sweep_fakes
    return sweep_fakes


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEUPLEMENT_LANG", "en")
