"""P12: where the market is slack, tenants are poorer and demand is specialised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least
from simulation.validation.sectors import mean_of_areas

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_SLACK, _TENSE, _ARM = "slack", "tense", "as_is"
_NEEDS = ((_SLACK, _ARM), (_TENSE, _ARM))
_WHY = {
    "en": "Any difference: the synthesis states a direction; the line is the national one.",
    "fr": "Toute différence : la synthèse énonce un sens ; le seuil est national.",
}


def _of_tenants(study: Study, setting: str) -> pd.Series[float]:
    return mean_of_areas(study, "social_poverty_share", "social_households", setting, _ARM)


def _of_files(study: Study, setting: str) -> pd.Series[float]:
    frame = study.table("right_to_housing", setting, _ARM, by="all")
    return study.over_years(frame, "open_poverty_share", setting, _ARM)


def _tenants(study: Study) -> pd.Series[float]:
    return _of_tenants(study, _SLACK) - _of_tenants(study, _TENSE)


def _files(study: Study) -> pd.Series[float]:
    return _of_files(study, _SLACK) - _of_files(study, _TENSE)


PATTERN = Pattern(
    12,
    {
        "en": "A slack market leaves poorer tenants",
        "fr": "Un marché détendu, des locataires plus pauvres",
    },
    {
        "en": "The same territory with a slack market and cheap private homes has poorer social "
        "tenants and applicants than with a tense one and dear private homes: who can pay "
        "elsewhere does not ask.",
        "fr": "Le même territoire, en marché détendu et au parc privé bon marché, a des locataires "
        "et des demandeurs plus pauvres qu’en marché tendu et cher : qui peut payer ailleurs ne "
        "demande pas.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    (
        Claim(
            "tenants",
            {
                "en": "Poverty rate of social tenants, slack less tense",
                "fr": "Taux de pauvreté des locataires sociaux, détendu moins tendu",
            },
            _tenants, _NEEDS, at_least(0.0), _WHY,
        ),
        Claim(
            "files",
            {
                "en": "Poverty rate of open files, slack less tense",
                "fr": "Taux de pauvreté des demandes en cours, détendu moins tendu",
            },
            _files, _NEEDS, at_least(0.0), _WHY,
        ),
    ),
    ("areas", "right_to_housing"),
)  # fmt: skip
