"""Compare territories built from the open tables with figures that no calibration used.

Runs each territory without policy for some years and writes observed and simulated figures as a
table and a figure. It ends well whatever they say.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from simulation.config.errors import InputError
from simulation.config.messages import language
from simulation.experiments import Design, run_design
from simulation.report.figures.out_of_sample import out_of_sample_figure
from simulation.report.style import save
from simulation.results.atomic import refuse_existing
from simulation.territory.files import load
from simulation.territory.sources import read_tables
from simulation.validation.out_of_sample import observed, places_of, simulated

BAD_INPUT = 2
SPIN_UP_YEARS = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("territories", nargs="+", type=Path, help="files of territories")
    parser.add_argument("--data", type=Path, default=os.environ.get("PEUPLEMENT_DATA"))
    parser.add_argument("--years", type=int, default=6)
    parser.add_argument("--replicates", type=int, default=4)
    parser.add_argument("--key", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=Path("runs/out_of_sample"))
    arguments = parser.parse_args()
    if len(arguments.territories) == 1:
        parser.error("give two territories at least")
    if arguments.data is None:
        parser.error("say where the open tables are: --data DIR, or PEUPLEMENT_DATA")
    try:
        compare(arguments)
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)


def compare(arguments: argparse.Namespace) -> None:
    """Run, compare, write the table and the figure, print the means."""
    refuse_existing(arguments.out)
    tables = read_tables(Path(arguments.data))
    design = Design(
        name="out-of-sample",
        bases=tuple(_base(file, arguments.years) for file in arguments.territories),
        replicates=arguments.replicates,
        key=arguments.key,
        outputs={"measures": ["vacancy_percent_all"], "tables": ["areas"]},
    )
    found = run_design(design, arguments.out, workers=arguments.workers)
    start = found.plan.branches[0].scenario.start_year
    areas = found.table("areas").merge(found.runs[["run", "base"]], on="run")
    rows: list[dict[str, Any]] = []
    for file in arguments.territories:
        territory = load(file)
        published = observed(tables, territory.name)
        own = areas[(areas["base"] == file.stem) & (areas["year"] >= start)]
        for row in simulated(own, places_of(territory)):
            head = {"territory": territory.label, "observed": published[str(row["check"])]}
            rows.append(head | row)
    table = pd.DataFrame(rows)
    table.to_csv(arguments.out / "out_of_sample.csv", index=False)
    figure = out_of_sample_figure(table, SPIN_UP_YEARS, language())
    save(figure, arguments.out / "out_of_sample.png")
    told = table.groupby(["check", "territory"], sort=False)
    means = told.agg(observed=("observed", "first"), simulated=("value", "mean"))
    print(means.round(2).to_string())


def _base(file: Path, years: int) -> dict[str, Any]:
    return {
        "name": file.stem,
        "territory": {"file": str(file.resolve())},
        "years": years,
        "spin_up_years": SPIN_UP_YEARS,
    }


if __name__ == "__main__":
    main()
