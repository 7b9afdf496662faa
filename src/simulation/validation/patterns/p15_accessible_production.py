"""P15: very accessible production outside QPV brings the target nearer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_ARM, _LEASES = "accessible_production", "q1_or_rehoused_share_of_leases_outside"


def _rise(study: Study, setting: str) -> pd.Series[float]:
    return study.difference(_LEASES, setting, _ARM)


def _level(study: Study, setting: str) -> pd.Series[float]:
    return study.measure(_LEASES, setting, _ARM)


def _claims(setting: str) -> tuple[Claim, ...]:
    return (
        Claim(
            f"leases_{setting}",
            {
                "en": "First-quartile share of leases outside QPV, last five years",
                "fr": "Part du premier quartile dans les baux hors QPV, cinq dernières années",
            },
            partial(_rise, setting=setting), ((setting, "as_is"), (setting, _ARM)), at_least(0.0),
            {
                "en": "Any rise: the synthesis states a direction.",
                "fr": "Toute hausse : la synthèse énonce un sens.",
            },
        ),
        Claim(
            f"level_{setting}",
            {"en": "That share with the production", "fr": "Cette part avec la production"},
            partial(_level, setting=setting), ((setting, _ARM),), at_least(0.25),
            {
                "en": "Shown: the legal target, which one hundredth of the stock a year need not "
                "reach.",
                "fr": "Pour information : l’objectif légal, qu’un centième du parc par an "
                "n’atteint pas forcément.",
            },
            is_needed=False,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    15,
    {
        "en": "Very accessible production outside QPV helps",
        "fr": "La production très accessible hors QPV aide",
    },
    {
        "en": "Homes built outside priority neighbourhoods at very low rents raise the share of "
        "the first quartile housed there (Nantes).",
        "fr": "Des logements à très bas loyer construits hors des quartiers prioritaires "
        "accroissent la part du premier quartile qui y est logée (Nantes).",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023 (Nantes)",
    (*_claims("demo"), *_claims("slack"), *_claims("tense")),
)
