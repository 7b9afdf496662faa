"""Run the search, or go on with it; write its sentences, its table and its figures here."""

import argparse
import os
from pathlib import Path

from PIL import Image

from simulation.analysis.package_search import resume_search, run_search
from simulation.analysis.search_folder import is_search
from simulation.cli.progress import progress
from simulation.report.search_figures import FIGURES, write_figures
from simulation.report.search_story import story_of
from simulation.report.search_table import front_markdown
from simulation.report.search_text import search_lines

HERE = Path(__file__).parent
RUNS = Path("runs") / "studies" / HERE.name
COLOURS = 128  # few, so that figures stay small


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=RUNS)
    asked = parser.parse_args()
    with progress() as shown:
        if is_search(asked.out):
            results = resume_search(asked.out, workers=asked.workers, progress=shown)
        else:
            results = run_search(
                HERE / "search.toml", asked.out, workers=asked.workers, progress=shown
            )  # fmt: skip
    story = story_of(results, "en")
    (HERE / FIGURES).mkdir(exist_ok=True)
    for name in write_figures(results, "en"):
        image = Image.open(results.path / FIGURES / name).convert("RGB")
        image.quantize(COLOURS).save(HERE / FIGURES / name, optimize=True)
    lines = "```text\n" + "\n".join(search_lines(results, story)).strip("\n") + "\n```"
    head = "# Results\n\nMade by `run.py`: do not edit.\n\n"
    text = head + lines + "\n\n" + front_markdown(results, story)
    (HERE / "results.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
