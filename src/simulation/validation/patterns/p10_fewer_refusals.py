"""P10: chosen letting limits refusals, in QPV too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_most

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_ARM = "chosen_letting"


def _change(study: Study, setting: str, sector: str) -> pd.Series[float]:
    """Return the change of refusals per offer, all years: bids work from the first month on."""
    first, last = study.span(setting, _ARM)
    years = range(last - first + 1)
    return study.difference(f"refusals_per_offer_{sector}", setting, _ARM, years=years)


def _claim(setting: str, sector: str, text: dict[str, str], *, is_needed: bool) -> Claim:
    return Claim(
        f"{sector}_{setting}",
        text,
        partial(_change, setting=setting, sector=sector),
        ((setting, "as_is"), (setting, _ARM)),
        at_most(0.0),
        {
            "en": "Any fall: the synthesis states a direction.",
            "fr": "Toute baisse : la synthèse énonce un sens.",
        },
        is_needed=is_needed,
    )


def _claims(setting: str, *, is_needed: bool) -> tuple[Claim, ...]:
    return (
        _claim(
            setting, "all", {"en": "Refusals per offer", "fr": "Refus par proposition"},
            is_needed=is_needed,
        ),
        _claim(
            setting, "qpv", {"en": "The same in QPV", "fr": "De même en QPV"}, is_needed=is_needed
        ),
    )  # fmt: skip


PATTERN = Pattern(
    10,
    {
        "en": "…but chosen letting limits refusals",
        "fr": "… mais la location choisie limite les refus",
    },
    {
        "en": "Who has chosen among adverts refuses less when offered the home, in priority "
        "neighbourhoods too.",
        "fr": "Qui a choisi parmi des offres publiées refuse moins le logement proposé, y compris "
        "en quartier prioritaire.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    (
        *_claims("demo", is_needed=True),
        *_claims("slack", is_needed=False),
        *_claims("tense", is_needed=False),
    ),
)
