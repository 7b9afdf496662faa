"""Every figure of a comparison, written into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.report.story import Story

if TYPE_CHECKING:
    import pandas as pd


def write_figures(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    contrasts: pd.DataFrame | None,
    story: Story,
) -> None:
    """Write the figures as PNG; the contrasts only when there are some."""
    from simulation.report.figures.attributions import attributions
    from simulation.report.figures.by_size import by_size
    from simulation.report.figures.forest import forest
    from simulation.report.figures.quartile_mix import quartile_mix
    from simulation.report.figures.trajectories import trajectories
    from simulation.report.style import save
    from simulation.results.measures import measured

    values = measured(tables)
    folder.mkdir()
    save(trajectories(values, story), folder / "segregation.png")
    save(by_size(tables["segregation_by_size"], story), folder / "segregation_by_size.png")
    save(quartile_mix(tables["areas"], story), folder / "income_mix.png")
    save(attributions(values, story), folder / "attributions.png")
    if contrasts is not None:
        save(forest(contrasts, story), folder / "contrasts.png")
