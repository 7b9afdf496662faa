"""P17: diversification is pertinent only where the market carries it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least, at_most
from simulation.validation.rehousing import CYCLE, poverty_gaps

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_SLACK, _TENSE = "slack_large", "tense_large"
_POOR, _FINE = "diversified", "diversified_cared"
_WITHOUT = {_POOR: "renewal", _FINE: "renewal_cared"}


def _taken(study: Study, setting: str, arm: str) -> pd.Series[float]:
    """Return the share of private homes delivered on freed land that are taken, over Decembers."""
    table = study.table("projects", setting, arm)
    table = table[table["name"] == "diversification"].sort_values("year")
    built = table.groupby("replicate")["private_delivered"].cumsum()
    empty = table["unsold"] + table["unlet"]
    sums = table.assign(built=built, empty=empty).groupby("replicate")[["built", "empty"]].sum()
    return (1.0 - sums["empty"] / sums["built"]).astype(float)


def _gap(study: Study, setting: str, arm: str) -> pd.Series[float]:
    return poverty_gaps(study, setting, arm).mean(axis=1).astype(float)


def _effect(study: Study, setting: str, arm: str) -> pd.Series[float]:
    return _gap(study, setting, arm) - _gap(study, setting, _WITHOUT[arm])


def _taken_more(study: Study) -> pd.Series[float]:
    return _taken(study, _TENSE, _FINE) - _taken(study, _SLACK, _POOR)


def _does_more(study: Study) -> pd.Series[float]:
    return _effect(study, _TENSE, _FINE) - _effect(study, _SLACK, _POOR)


def _level(setting: str, arm: str, en: str, fr: str) -> Claim:
    return Claim(
        f"taken_{setting}",
        {"en": f"Private homes on freed land that are taken, {en}",
         "fr": f"Logements privés sur terrain libéré occupés, {fr}"},
        partial(_taken, setting=setting, arm=arm), ((setting, arm),), at_least(0.5),
        {"en": "Shown: the two terms.", "fr": "Pour information : les deux termes."},
        is_needed=False,
    )  # fmt: skip


_NEEDS = ((_SLACK, _POOR), (_TENSE, _FINE))
PATTERN = Pattern(
    17,
    {
        "en": "Diversification needs a market that carries it",
        "fr": "La diversification demande un marché porteur",
    },
    {
        "en": "Private homes on freed land sell or let, and change the neighbourhood, where the "
        "market is tense and the image good rather than where it is slack and the image bad.",
        "fr": "Les logements privés sur terrain libéré se vendent ou se louent, et changent le "
        "quartier, en marché tendu et de bonne image plutôt qu’en marché détendu et de mauvaise.",
    },
    CYCLE,
    (
        Claim(
            "taken_more",
            {
                "en": "Private homes taken: tense and good image, less slack and bad image",
                "fr": "Logements privés occupés : tendu et bonne image, moins détendu et mauvaise",
            },
            _taken_more, _NEEDS, at_least(0.0),
            {
                "en": "More are taken where the market carries them.",
                "fr": "Davantage sont pris où le marché les porte.",
            },
        ),
        Claim(
            "does_more",
            {
                "en": "Their effect on the poverty gap of QPV: the same contrast",
                "fr": "Leur effet sur l’écart de pauvreté des QPV : même contraste",
            },
            _does_more,
            (*_NEEDS, (_SLACK, _WITHOUT[_POOR]), (_TENSE, _WITHOUT[_FINE])),
            at_most(0.0),
            {
                "en": "The gap falls by more where the market carries them.",
                "fr": "L’écart baisse davantage où le marché les porte.",
            },
        ),
        _level(_SLACK, _POOR, "slack and bad image", "détendu et mauvaise image"),
        _level(_TENSE, _FINE, "tense and good image", "tendu et bonne image"),
    ),
    tables=("areas", "projects"),
)  # fmt: skip
