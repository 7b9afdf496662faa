"""Screen twenty parameters, sweep those that matter again, compute Sobol' indices on surrogates.

Call it again to go on after an interruption, or to draw the figures again.
"""

import sys
from pathlib import Path

import pandas as pd

from simulation.cli.studies import sensitivity, surrogate

sys.path.append(str(Path(__file__).parents[1]))
from analyses import Analyses

SCREENING, AGAIN = "screening", "important"
HALF = 0.5
SAMPLES = 120


def important(indices: pd.DataFrame, noise: pd.DataFrame) -> list[str]:
    """Return the parameters above the noise with half of the strongest µ* or more, for a result."""
    strength = indices[indices["index"] == "mu_star"]
    strongest = strength.groupby("measure")["value"].transform("max")
    floor = strength["measure"].map(noise.set_index("measure")["mu_star_floor"])
    is_important = (strength["value"] >= HALF * strongest) & (strength["value"] > floor)
    return sorted(strength.loc[is_important, "parameter"].unique())


def main() -> None:
    study = Analyses(__file__)
    screened = study.sweep(SCREENING, study.folder / "design.toml")
    figures = {"indices": "screening", "plane": "plane", "convergence": "convergence"}
    found = study.analyse(sensitivity, SCREENING, figures)
    names = important(study.table(found, "indices"), study.table(found, "noise"))
    print("Important:", ", ".join(names), end="\n\n")
    design = screened.plan.design
    again = {
        "name": "important",
        "label": "The behaviours that matter",
        "bases": [str(Path(__file__).parents[2] / "configs" / "demo.toml")],
        "overrides": design.overrides,
        "uncertainties": [
            free.model_dump(exclude_unset=True)
            for free in design.uncertainties
            if free.name in names
        ],
        "sampling": {"samples": SAMPLES},
        "replicates": design.replicates,
        "outputs": design.outputs.model_dump(exclude_unset=True),
    }
    study.sweep(AGAIN, again)
    study.analyse(
        surrogate, AGAIN, {"surrogate": "surrogate", "indices": "sobol", "interactions": "pairs"}
    )


if __name__ == "__main__":
    main()
