"""Sweep single rent under what is not known; tell when its variants fail, and which is safest.

Call it again to go on after an interruption, or to draw the figures again.
"""

import sys
from pathlib import Path

from simulation.cli.studies import discover

sys.path.append(str(Path(__file__).parents[1]))
from analyses import Analyses

SWEEP = "sweep"
FAILS = "difference.q1_share_of_tenants_outside < 0.005"
MEASURE = "q1_share_of_tenants_outside"


def main() -> None:
    study = Analyses(__file__)
    study.sweep(SWEEP, study.folder / "design.toml")
    figures = {name: name for name in ("boxes", "stacking", "robustness")}
    found = study.analyse(
        discover, SWEEP, figures, when=FAILS, arm="new", regret=MEASURE, better="high"
    )
    shares = study.table(found, "satisficing").set_index("arm")["share"]
    print(shares.drop("as-is").map("{:.0%}".format).to_string())


if __name__ == "__main__":
    main()
