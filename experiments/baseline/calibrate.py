"""Fit free parameters to the scored targets of several territories, with one set for all.

Simulated method of moments; see `simulation.analysis.calibration`. What stopped goes on where it
was when the same command is given again. The keys of the runs are not those of the
scorecard, which therefore judges the result on draws that the search did not see.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path

import simulation
from simulation.analysis.calibration import Search, calibrate, evaluations_table
from simulation.analysis.local_sensitivity import (
    effect_matrix,
    identification,
    local_sensitivity,
)
from simulation.analysis.moments import read_targets
from simulation.analysis.recorder import Generation
from simulation.analysis.search_space import read_axes
from simulation.analysis.simulated_moments import MomentFit, simulate_with_runs
from simulation.config.errors import InputError, all_of
from simulation.config.vary import as_toml
from simulation.results.atomic import new_file
from simulation.results.provenance import package_digest
from simulation.results.tables import write_table

HERE = Path(__file__).parent
CONFIGS = HERE.parents[1] / "configs"
TERRITORIES = ("rennes", "lille", "dunkerque")
BAD_INPUT, INTERRUPTED = 2, 130


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    default = [CONFIGS / f"{name}.toml" for name in TERRITORIES]
    parser.add_argument("scenarios", nargs="*", type=Path, default=default)
    parser.add_argument("--targets", type=Path, default=HERE / "targets.toml")
    parser.add_argument("--parameters", type=Path, default=HERE / "parameters.toml")
    parser.add_argument("--evaluations", type=int, default=80, help="sets of parameters")
    parser.add_argument("--method", choices=("cma", "least_squares"), default="least_squares")
    parser.add_argument("--population", type=int, help="sets of a generation")
    parser.add_argument("--replicates", type=int, default=2)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--spin-up-years", type=int, help="instead of those of the scenarios")
    parser.add_argument("--key", type=int, default=1, help="of the runs; the scorecard has 0")
    parser.add_argument("--seed", type=int, default=1, help="of the search")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--no-sensitivity", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("runs/calibration"))
    try:
        fit_and_tell(parser.parse_args())
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        print("Interrupted: the same command goes on from the last generation.", file=sys.stderr)
        sys.exit(INTERRUPTED)


def fit_and_tell(arguments: argparse.Namespace) -> None:
    out, years = arguments.out, {"years": arguments.years}
    years["spin_up_years"] = arguments.spin_up_years
    loaders = [partial(simulation.load, file, overrides=years) for file in arguments.scenarios]
    _, *scenarios = all_of(partial(read_targets, arguments.targets), *loaders)
    targets, axes = all_of(
        partial(read_targets, arguments.targets, scenarios),
        partial(read_axes, arguments.parameters, scenarios),
    )
    runs = {"key": arguments.key, "replicates": arguments.replicates}
    fit = MomentFit(
        tuple(scenarios), targets, simulate_with_runs(**runs, workers=arguments.workers)
    )
    search = Search(
        arguments.evaluations, arguments.method, arguments.seed, population=arguments.population
    )
    print(f"{len(axes)} parameters, {len(fit.bands)} targets", flush=True)
    about = {**runs, "code": package_digest()}
    best = calibrate(fit, axes, search, out, about=about, told=Teller(len(fit.bands)))
    write(out, "evaluations", evaluations_table(out))
    with new_file(out / "best.toml") as path:
        path.write_text(as_toml(best["parameters"]), encoding="utf-8")
    print(
        f"\nBest, loss {best['loss']:.3f}, {best['inside']} of {len(fit.bands)} targets inside:\n"
    )
    print(as_toml(best["parameters"]))
    if not arguments.no_sensitivity:
        effects = local_sensitivity(fit, axes, best["parameters"])
        write(out, "sensitivity", effects)
        write(out, "identification", identification(effects))
        tell_effects(effects)
    print(f"\nEvery evaluation: {out / 'evaluations.csv'}")


class Teller:
    """Print a line for each generation that was simulated."""

    def __init__(self, n_targets: int) -> None:
        self.n_targets = n_targets
        self.started = time.perf_counter()

    def __call__(self, done: Generation) -> None:
        """Print what a generation gave."""
        losses = [record["loss"] for record in done.records]
        note = ", read back" if done.was_known else ""
        print(
            f"generation {done.number}: loss {min(losses):.3f} to {max(losses):.3f}; best "
            f"{done.best['loss']:.3f}, {done.best['inside']} of {self.n_targets} inside; "
            f"{time.perf_counter() - self.started:.0f} s{note}",
            flush=True,
        )


def tell_effects(effects) -> None:
    print("Half bands that a target moves when the parameter grows by a tenth (same keys):\n")
    matrix = effect_matrix(effects)
    print(matrix.round(2).to_string())
    print("\nWhat the targets tell apart, strongest first; the last lines are hardly identified:\n")
    print(identification(effects).round(2).to_string(index=False))


def write(out: Path, name: str, table) -> None:
    with new_file(out / f"{name}.parquet") as path:
        write_table(table, path)
    with new_file(out / f"{name}.csv") as path:
        table.to_csv(path, index=False)


if __name__ == "__main__":
    main()
