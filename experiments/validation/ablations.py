"""Tell which mechanism carries which part of segregation, from the runs of a validation.

Reads what `peuplement validate` ran (pattern P14) and writes a table and a figure beside it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.config.errors import InputError
from simulation.config.messages import language
from simulation.experiments import read_results
from simulation.report.figures.arms import ArmsText, arms_figure
from simulation.report.style import number_format, save
from simulation.report.words import word
from simulation.validation.ablation import ablation_table
from simulation.validation.catalogue import arms
from simulation.validation.patterns.p14_structure import SETTING
from simulation.validation.study import Source, Study

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

BAD_INPUT = 2
_PERCENT = 100.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("validation", type=Path, help="folder of a validation")
    arguments = parser.parse_args()
    try:
        tell(arguments.validation)
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT)


def tell(folder: Path) -> None:
    """Write the table and the figure into the folder, and print the table."""
    results = read_results(folder / "point" / SETTING)
    table = ablation_table(Study({SETTING: Source(results, SETTING)}))
    table.to_csv(folder / "ablations.csv", index=False)
    save(drawn(table, language()), folder / "ablations.png")
    print(table.round(4).to_string(index=False))


def drawn(table: pd.DataFrame, lang: str) -> Figure:
    """Return the figure: a row for each mechanism, a panel for each measure, in hundredths."""
    bases = table.groupby("measure", sort=False)["base"].first()
    written = number_format(lang)
    text = ArmsText(
        word("ablation_title", lang),
        word("ablation_subtitle", lang),
        f"{word('mean_of', lang, n=table['replicates'].min())} {word('not_forecast', lang)}",
        {arm: arms()[arm].label[lang] for arm in table["arm"].unique()},
        {
            str(measure): word(str(measure), lang, base=written(round(_PERCENT * base, 2), 0))
            for measure, base in bases.items()
        },
        lang=lang,
    )
    scaled = {name: _PERCENT * table[name] for name in ("low", "high")}
    is_sure = (table["low"] > 0) | (table["high"] < 0)
    shown = table.assign(mean=_PERCENT * table["change"], reference=0.0, is_sure=is_sure, **scaled)
    return arms_figure(shown, text)


if __name__ == "__main__":
    main()
