"""Judge baseline runs by published figures, target by target.

Runs each scenario with several keys, spin-up and a few years, and compares the means with the
bands of `targets.toml`. It ends well whatever the score: misses are printed and written.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path

import simulation
from simulation.analysis.moments import read_targets
from simulation.analysis.scorecard import scorecard, shares_inside
from simulation.analysis.stationarity import spin_up
from simulation.cli.progress import progress
from simulation.config.errors import InputError, all_of
from simulation.config.load import scenario_files
from simulation.config.messages import language
from simulation.experiments.runner import run_replicates
from simulation.report.figures.scorecard import scorecard_figure
from simulation.report.scorecard import scorecard_lines
from simulation.report.stationarity import spin_up_lines
from simulation.report.style import save
from simulation.report.words import word
from simulation.results.atomic import refuse_existing
from simulation.results.manifest import manifest_of
from simulation.results.run_folder import write_run_folder

HERE = Path(__file__).parent
CONFIGS = HERE.parents[1] / "configs"
TERRITORIES = ("rennes", "lille", "dunkerque")
BAD_INPUT = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    default = [CONFIGS / f"{name}.toml" for name in TERRITORIES]
    parser.add_argument("scenarios", nargs="*", type=Path, default=default)
    parser.add_argument("--targets", type=Path, default=HERE / "targets.toml")
    parser.add_argument("--replicates", type=int, default=8)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--key", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=Path("runs/baseline"))
    arguments = parser.parse_args()
    try:
        judge(arguments)
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)


def judge(arguments: argparse.Namespace) -> None:
    started = time.perf_counter()
    lang, years = language(), arguments.years
    loaders = [
        partial(simulation.load, file, overrides={"years": years}) for file in arguments.scenarios
    ]
    _, _, *loaded = all_of(
        partial(refuse_existing, arguments.out), partial(read_targets, arguments.targets), *loaders
    )
    scenarios = {scenario.name: scenario for scenario in loaded}
    targets = read_targets(arguments.targets, loaded)
    with progress() as shown:
        runs = run_replicates(
            loaded, arguments.key, arguments.replicates, workers=arguments.workers, progress=shown
        )
    card = scorecard(runs.tables, scenarios, targets)
    settled = spin_up(runs.tables, scenarios)
    inside = shares_inside(card)
    tables = {**runs.tables, "scorecard": card, "inside": inside, "spin_up": settled}
    files = [(*scenario_files(file), arguments.targets) for file in arguments.scenarios]
    seconds = time.perf_counter() - started
    manifest = manifest_of(
        "baseline", list(zip(loaded, files, strict=True)), arguments.key, arguments.replicates,
        runs.timings, seconds,
    )  # fmt: skip
    titles = {scenario.name: scenario.title for scenario in loaded}

    def extras(folder: Path) -> None:
        card.to_csv(folder / "scorecard.csv", index=False)
        built = any(scenario.territory.file is not None for scenario in loaded)
        source = word("source_tables" if built else "source_preset", lang)
        figure = scorecard_figure(card, titles, arguments.replicates, source, lang)
        save(figure, folder / "scorecard.png")
        (folder / "scorecard.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    lines = [
        *spin_up_lines(settled, lang),
        *scorecard_lines(card, titles, years, lang),
    ]
    write_run_folder(arguments.out, tables, manifest, extras)
    print("\n".join(lines))
    print(f"\n{seconds:.0f} s. Tables and figure: {arguments.out}")


if __name__ == "__main__":
    main()
