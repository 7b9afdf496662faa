"""Write the frozen values of PySAL's `segregation`, an independent program, on random tables.

Run it by hand, in an environment of its own: `segregation` is slow to import and not needed to run
the tests.

    python -m venv oracle && oracle/bin/pip install segregation==2.5.4
    oracle/bin/python tests/indicators/make_oracle.py
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from segregation.multigroup import MultiInfoTheory
from segregation.singlegroup import Dissim, Interaction, Isolation

OUT = Path(__file__).parent / "data" / "pysal.json"
N_CASES = 20
GROUPS = ["q1", "q2", "q3", "q4"]


def case(generator: np.random.Generator) -> dict:
    """Draw one table and take the indices that PySAL gives."""
    n_units = int(generator.integers(2, 15))
    counts = generator.integers(0, 200, (n_units, 4)) + 1
    frame = pd.DataFrame(counts, columns=GROUPS)
    frame["total"] = counts.sum(axis=1)
    single = {"group_pop_var": "q1", "total_pop_var": "total"}
    return {
        "counts": counts.tolist(),
        "dissimilarity": float(Dissim(frame, **single).statistic),
        "isolation": float(Isolation(frame, **single).statistic),
        "exposure_to_the_rest": float(Interaction(frame, **single).statistic),
        "theil_h": float(MultiInfoTheory(frame, GROUPS).statistic),
    }


if __name__ == "__main__":
    generator = np.random.default_rng(2022)
    cases = [case(generator) for _ in range(N_CASES)]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("[\n" + ",\n".join(json.dumps(each) for each in cases) + "\n]\n")
