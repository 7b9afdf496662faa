"""How long the comparison of the two models lasts."""

import pytest


@pytest.fixture
def reference_months(request: pytest.FixtureRequest) -> int:
    """Return the months of the demo to compare."""
    return int(request.config.getoption("--reference-months"))
