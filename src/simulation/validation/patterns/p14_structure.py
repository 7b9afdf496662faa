"""P14: low rents of old blocks set QPV apart; attributions and refusals amplify it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from simulation.validation.pattern import Claim, Pattern, Text, at_most
from simulation.validation.sectors import gap

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

SETTING = "demo"
_WHY = {
    "en": "Any fall: each mechanism must carry a part of the gap.",
    "fr": "Toute baisse : chaque mécanisme doit porter une part de l’écart.",
}
_SHOWN = {
    "en": "Shown: which mechanism carries which part.",
    "fr": "Pour information : quel mécanisme porte quelle part.",
}
NEEDED: Final = ("no_rent_gaps", "no_screen_nor_steering", "no_choice")
"""Ablations that must lower the gap: rents, practice of landlords, choice by households."""
ABLATIONS: Final = (
    *NEEDED, "no_screen", "no_steering", "no_refusals", "no_area_choice", "no_image",
    "no_attachment", "no_mechanism",
)  # fmt: skip
_INDEX = "theil_h_social_area"
_TENANTS: Text = {
    "en": "Poverty rate of tenants, QPV less outside: {}",
    "fr": "Taux de pauvreté des locataires, QPV moins le reste : {}",
}
_RECENT: Text = {
    "en": "Poverty rate of recent movers, QPV less outside: {}",
    "fr": "Taux de pauvreté des emménagés récents, QPV moins le reste : {}",
}
_SEGREGATION: Text = {
    "en": "Theil's H of social tenants by area: {}",
    "fr": "H de Theil des locataires sociaux par quartier : {}",
}


def of_tenants(study: Study, arm: str) -> pd.Series[float]:
    """Return the gap of poverty rates of tenants, last five years; the line is the national one."""
    return gap(study, "social_poverty_share", "social_households", SETTING, arm)


def of_recent(study: Study, arm: str) -> pd.Series[float]:
    """Return the gap of those who moved in over the last two years, mean of all years.

    An ablation holds from the spin-up on, so that all years show what it does to lettings.
    """
    first, last = study.span(SETTING, arm)
    years = range(last - first + 1)
    return gap(study, "recent_poverty_share", "recent_households", SETTING, arm, years)


def of_index(study: Study, arm: str) -> pd.Series[float]:
    """Return Theil's H of social tenants by area, corrected for chance, last five years."""
    return study.measure(_INDEX, SETTING, arm)


def _tenants(study: Study, arm: str) -> pd.Series[float]:
    return of_tenants(study, arm) - of_tenants(study, "as_is")


def _recent(study: Study, arm: str) -> pd.Series[float]:
    return of_recent(study, arm) - of_recent(study, "as_is")


def _index(study: Study, arm: str) -> pd.Series[float]:
    return of_index(study, arm) - of_index(study, "as_is")


def _told(text: Text, arm: str) -> Text:
    from simulation.validation.catalogue import arms

    label = arms()[arm].label
    return {lang: told.format(label[lang].lower()) for lang, told in text.items()}


def _claims(arm: str) -> tuple[Claim, ...]:
    need = ((SETTING, "as_is"), (SETTING, arm))
    is_needed = arm in NEEDED
    return (
        Claim(
            f"tenants_{arm}", _told(_TENANTS, arm), partial(_tenants, arm=arm), need,
            at_most(0.0), _WHY if is_needed else _SHOWN, is_needed=is_needed,
        ),
        Claim(
            f"recent_{arm}", _told(_RECENT, arm), partial(_recent, arm=arm), need, at_most(0.0),
            _SHOWN, is_needed=False,
        ),
        Claim(
            f"index_{arm}", _told(_SEGREGATION, arm), partial(_index, arm=arm), need,
            at_most(0.0), _SHOWN, "index", is_needed=False,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    14,
    {"en": "A structure effect, amplified", "fr": "Un effet de structure, amplifié"},
    {
        "en": "The low rents of old blocks draw the poor to priority neighbourhoods; the practice "
        "of those who let and the choices of households amplify it: without any of the three, the "
        "gap is smaller.",
        "fr": "Les bas loyers des grands ensembles attirent les ménages pauvres en quartier "
        "prioritaire ; les pratiques d’attribution et les choix des ménages l’amplifient : sans "
        "l’un des trois, l’écart se réduit.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    tuple(claim for arm in ABLATIONS for claim in _claims(arm)),
    ("areas",),
)
