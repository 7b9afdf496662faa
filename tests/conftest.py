"""What every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("MPLBACKEND", "Agg")

# The same examples at every run; no deadline, for a first call may compile.
settings.register_profile("suite", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make golden` write golden files instead of comparing with them."""
    parser.addoption("--refresh-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Return the folder of the open tables, or skip."""
    named = os.environ.get("PEUPLEMENT_DATA")
    if not named:
        pytest.skip("PEUPLEMENT_DATA is unset: it names the folder of the open tables")
    folder = Path(named)
    if not (folder / "rpls_iris_2022.csv").is_file():
        pytest.fail(f"PEUPLEMENT_DATA={named} holds no rpls_iris_2022.csv")
    return folder
