"""P2: one rent for each size does not change how wanted the homes of QPV are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, within

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study


def _refusals(study: Study, setting: str) -> pd.Series[float]:
    return study.difference("refusals_per_offer_qpv", setting, "single_rent")


def _asking(study: Study, setting: str, arm: str) -> pd.Series[float]:
    """Return the open files of quartiles 3 and 4 that ask for a QPV, over all years."""
    first, last = study.span(setting, arm)
    frame = study.table("right_to_housing", setting, arm, by="quartile", group=("q3", "q4"))
    summed = frame.groupby(["replicate", "year"])[["files_asking_qpv", "open_files"]].sum()
    rows = summed.reset_index()
    years = range(last - first + 1)
    asking = study.over_years(rows, "files_asking_qpv", setting, arm, years)
    return asking / study.over_years(rows, "open_files", setting, arm, years)


def _asking_change(study: Study, setting: str) -> pd.Series[float]:
    """Return the relative change of the share of these files that ask for a QPV."""
    return _asking(study, setting, "single_rent") / _asking(study, setting, "as_is") - 1


def _claims(setting: str) -> tuple[Claim, ...]:
    both = ((setting, "as_is"), (setting, "single_rent"))
    return (
        Claim(
            f"refusals_{setting}",
            {"en": "Refusals per offer in QPV", "fr": "Refus par proposition en QPV"},
            partial(_refusals, setting=setting), both, within(-0.02, 0.02),
            {
                "en": "Within two points is no effect, by the specification.",
                "fr": "À moins de deux points, pas d’effet, selon le cahier des charges.",
            },
        ),
        Claim(
            f"asking_{setting}",
            {
                "en": "Share of files of quartiles 3 and 4 that ask for a QPV, relative change",
                "fr": "Part des demandes des quartiles 3 et 4 visant un QPV, variation relative",
            },
            partial(_asking_change, setting=setting), both, within(-0.05, 0.05),
            {
                "en": "Within five per cent is no effect, by the specification.",
                "fr": "À moins de cinq pour cent, pas d’effet, selon le cahier des charges.",
            },
            "ratio",
        ),
    )  # fmt: skip


PATTERN = Pattern(
    2,
    {"en": "…but QPV are no more wanted", "fr": "… sans rendre les QPV plus demandés"},
    {
        "en": "One rent does not change whether households want the homes of priority "
        "neighbourhoods: looked at in refusals and in the areas asked for, since who is let in "
        "shifts by itself.",
        "fr": "Le loyer unique ne change pas l’envie d’habiter un quartier prioritaire : on "
        "regarde les refus et les quartiers demandés, car la part des entrants se déplace "
        "d’elle-même.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023 (Rennes)",
    (*_claims("demo"), *_claims("nantes")),
    ("right_to_housing",),
)
