"""P11: scoring alone contradicts mixing; a derogation for QPV undoes it there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Band, Claim, Pattern, at_least, at_most

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_PURE, _DEROGATION = "pure_scoring", "scoring_derogation"
_DIRECTION = {
    "en": "Any change: the synthesis states a direction.",
    "fr": "Toute variation : la synthèse énonce un sens.",
}
_SHOWN = {
    "en": "Shown: both sectors and the gap are told together.",
    "fr": "Pour information : les deux secteurs et l’écart se lisent ensemble.",
}
_LEASES = {
    "qpv": {
        "en": "First-quartile share of leases in QPV, {}",
        "fr": "Part du premier quartile dans les baux en QPV, {}",
    },
    "outside": {
        "en": "First-quartile share of leases outside QPV, {}",
        "fr": "Part du premier quartile dans les baux hors QPV, {}",
    },
}
_GAP = {
    "en": "First-quartile share of tenants in QPV less outside, {}",
    "fr": "Part du premier quartile des locataires, QPV moins le reste, {}",
}
_ARMS = {
    _PURE: {"en": "score alone", "fr": "cotation seule"},
    _DEROGATION: {"en": "with a derogation for QPV", "fr": "avec dérogation en QPV"},
}


def _leases(study: Study, setting: str, arm: str, sector: str) -> pd.Series[float]:
    """Return the change of a share of leases, all years: lettings follow the rule at once."""
    first, last = study.span(setting, arm)
    years = range(last - first + 1)
    return study.difference(f"q1_share_of_leases_{sector}", setting, arm, years=years)


def _gap(study: Study, setting: str, arm: str) -> pd.Series[float]:
    return study.difference("q1_gap_of_tenants", setting, arm)


def _told(text: dict[str, str], arm: str) -> dict[str, str]:
    return {lang: told.format(_ARMS[arm][lang]) for lang, told in text.items()}


def _claim(setting: str, arm: str, sector: str, band: Band, *, is_needed: bool) -> Claim:
    return Claim(
        f"{sector}_{arm}_{setting}",
        _told(_LEASES[sector], arm),
        partial(_leases, setting=setting, arm=arm, sector=sector),
        ((setting, "as_is"), (setting, arm)),
        band,
        _DIRECTION if is_needed else _SHOWN,
        is_needed=is_needed,
    )


def _claims(setting: str) -> tuple[Claim, ...]:
    return (
        _claim(setting, _PURE, "qpv", at_least(0.0), is_needed=True),
        _claim(setting, _DEROGATION, "qpv", at_most(0.0), is_needed=True),
        _claim(setting, _PURE, "outside", at_least(0.0), is_needed=False),
        _claim(setting, _DEROGATION, "outside", at_least(0.0), is_needed=False),
        *(
            Claim(
                f"gap_{arm}_{setting}", _told(_GAP, arm), partial(_gap, setting=setting, arm=arm),
                ((setting, "as_is"), (setting, arm)), band, _SHOWN, is_needed=False,
            )
            for arm, band in ((_PURE, at_least(0.0)), (_DEROGATION, at_most(0.0)))
        ),
    )  # fmt: skip


PATTERN = Pattern(
    11,
    {"en": "Scoring alone contradicts mixing", "fr": "La cotation seule contredit la mixité"},
    {
        "en": "When the score alone ranks applicants, more of the poorest are let in, in priority "
        "neighbourhoods too; a derogation that weighs other profiles there undoes it there.",
        "fr": "Quand la cotation seule classe les demandeurs, davantage de très modestes entrent, "
        "y compris en quartier prioritaire ; une dérogation qui y favorise d’autres profils "
        "l’annule à cet endroit.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    (*_claims("demo"), *_claims("tense")),
)
