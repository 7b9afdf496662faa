"""What studies under uncertainty share: sweep a design or go on with it, analyse it, keep figures.

A sweep and its analyses go to `runs/studies/NAME`; the figures that a page shows stay beside it.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from PIL import Image

from simulation.cli.progress import progress
from simulation.experiments import SweepResults, resume_design, run_design
from simulation.experiments.read_design import DesignSource
from simulation.experiments.sweep_folder import PLAN
from simulation.report.analysis_folder import FIGURES

RUNS = Path("runs") / "studies"
_COLOURS, _METHOD, _MOST_WIDE = 128, Image.Quantize.MAXCOVERAGE, 1300


class Analyses:
    """The folders of a study.

    Parameters
    ----------
    script
        Path of its `run.py`.
    """

    def __init__(self, script: str) -> None:
        self.folder = Path(script).parent
        parser = argparse.ArgumentParser()
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
        parser.add_argument("--out", type=Path, default=RUNS / self.folder.name)
        asked = parser.parse_args()
        self.workers: int = asked.workers
        self.out: Path = asked.out

    def sweep(self, name: str, design: DesignSource) -> SweepResults:
        """Run a design, or what is left of it, and return its tables."""
        out = self.out / name
        with progress() as shown:
            if (out / PLAN).is_file():
                return resume_design(out, workers=self.workers, progress=shown)
            return run_design(design, out, workers=self.workers, progress=shown)

    def analyse(
        self, command: Callable[..., None], sweep: str, kept: Mapping[str, str], **choices: Any
    ) -> Path:
        """Analyse a sweep anew by a command, keep some of its figures, and return its folder.

        Parameters
        ----------
        command
            One of `simulation.cli.studies`.
        kept
            Figures that the page shows: name here, by name there.
        """
        out = self.out / f"{sweep}-{command.__name__}"
        shutil.rmtree(out, ignore_errors=True)
        command(self.out / sweep, out, **choices)
        (self.folder / "figures").mkdir(exist_ok=True)
        for there, here in kept.items():
            image = Image.open(out / FIGURES / f"{there}.png").convert("RGB")
            path = self.folder / "figures" / f"{here}.png"
            image.thumbnail((_MOST_WIDE, image.height))
            image.quantize(_COLOURS, _METHOD).save(path, optimize=True)  # few colours: a small file
        return out

    def table(self, folder: Path, name: str) -> pd.DataFrame:
        """Return a table of an analysis."""
        return pd.read_parquet(folder / f"{name}.parquet")
