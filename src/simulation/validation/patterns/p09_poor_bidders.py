"""P9: who bids on adverts of QPV is poorer than other bidders, and than who bids on nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_most

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_ARM = "chosen_letting"
_WHY = {
    "en": "Any difference: the synthesis states a direction.",
    "fr": "Toute différence : la synthèse énonce un sens.",
}


def _income(study: Study, setting: str, sector: str, column: str) -> pd.Series[float]:
    first, last = study.span(setting, _ARM)
    frame = study.table("bids", setting, _ARM, sector=sector)
    return study.over_years(frame, column, setting, _ARM, range(last - first + 1))


def _of_bidders(study: Study, setting: str, sector: str) -> pd.Series[float]:
    return _income(study, setting, sector, "bidders_income_eur_unit")


def _to_all_bidders(study: Study, setting: str) -> pd.Series[float]:
    return _of_bidders(study, setting, "qpv") - _of_bidders(study, setting, "all")


def _to_others(study: Study, setting: str) -> pd.Series[float]:
    others = _income(study, setting, "all", "others_income_eur_unit")
    return _of_bidders(study, setting, "qpv") - others


def _claims(setting: str, *, is_needed: bool) -> tuple[Claim, ...]:
    need = ((setting, _ARM),)
    return (
        Claim(
            f"bidders_{setting}",
            {
                "en": "Income per unit of bidders on adverts of QPV, less that of all bidders",
                "fr": "Revenu par UC des candidats aux offres des QPV, moins celui de tous les "
                "candidats",
            },
            partial(_to_all_bidders, setting=setting), need, at_most(0.0), _WHY, "eur", is_needed,
        ),
        Claim(
            f"others_{setting}",
            {
                "en": "The same, less that of applicants who bid on nothing",
                "fr": "De même, moins celui des demandeurs qui ne candidatent à rien",
            },
            partial(_to_others, setting=setting), need, at_most(0.0), _WHY, "eur", is_needed,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    9,
    {
        "en": "Bidders on QPV adverts are the most precarious",
        "fr": "Les candidats aux offres des QPV sont les plus précaires",
    },
    {
        "en": "Where applicants choose among adverts of the whole stock, those who come forward "
        "for homes of priority neighbourhoods are poorer than the others.",
        "fr": "Quand les demandeurs choisissent parmi les offres de tout le parc, ceux qui se "
        "positionnent sur les quartiers prioritaires sont plus pauvres que les autres.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    (
        *_claims("demo", is_needed=True),
        *_claims("slack", is_needed=False),
        *_claims("tense", is_needed=False),
    ),
    ("bids",),
)
