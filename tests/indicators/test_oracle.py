"""The same values as PySAL's `segregation` 2.5.4, frozen by make_oracle.py."""

import json
from pathlib import Path

import numpy as np
import pytest

from simulation.indicators import dissimilarity, exposure, isolation, theil_h

CASES = json.loads((Path(__file__).parent / "data" / "pysal.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_indices_agree_with_an_independent_program(case):
    counts = np.array(case["counts"])
    to_the_rest = sum(exposure(counts, 0, other) for other in (1, 2, 3))
    assert dissimilarity(counts, 0) == pytest.approx(case["dissimilarity"], abs=1e-12)
    assert isolation(counts, 0) == pytest.approx(case["isolation"], abs=1e-12)
    assert to_the_rest == pytest.approx(case["exposure_to_the_rest"], abs=1e-12)
    assert theil_h(counts) == pytest.approx(case["theil_h"], abs=1e-12)
