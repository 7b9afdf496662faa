"""P13: rehousing is late where rent reduction is little used and demand is tense."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least, at_most
from simulation.validation.rehousing import CYCLE, delay

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_NEVER, _ALWAYS = "reduction_never", "reduction_always"
_FEW = {
    "en": "Few vacancies are kept for rehousing, about as many as it needs: where offers abound, "
    "nothing is late. Neutrality holds: who may waive it pays more instead of waiting. Homes are "
    "built at the usual pace, since only new ones are reduced.",
    "fr": "Peu de logements libres sont réservés au relogement, à peu près son besoin : où les "
    "propositions abondent, rien ne tarde. La neutralité tient : qui peut y renoncer paie plus au "
    "lieu d’attendre. On construit au rythme usuel, car seul le neuf est "
    "minoré.",
}


def _by_take_up(study: Study, setting: str) -> pd.Series[float]:
    return delay(study, setting, _ALWAYS) - delay(study, setting, _NEVER)


def _by_tension(study: Study, slack: str, tense: str, arm: str) -> pd.Series[float]:
    return delay(study, tense, arm) - delay(study, slack, arm)


def _take_up(setting: str) -> Claim:
    return Claim(
        f"take_up_{setting}",
        {
            "en": "Delay of rehousing: rents of new homes always reduced, less never",
            "fr": "Délai de relogement : loyers du neuf toujours minorés, moins jamais",
        },
        partial(_by_take_up, setting=setting), ((setting, _NEVER), (setting, _ALWAYS)),
        at_most(0.0), _FEW, "months",
    )  # fmt: skip


def _tension(arm: str, *, is_needed: bool) -> Claim:
    slack, tense = "slack_large", "tense_large"
    return Claim(
        f"tension_{arm}",
        {
            "en": "Delay of rehousing: tense less slack market",
            "fr": "Délai de relogement : marché tendu moins détendu",
        },
        partial(_by_tension, slack=slack, tense=tense, arm=arm), ((slack, arm), (tense, arm)),
        at_least(0.0),
        _FEW if is_needed else {
            "en": "Shown: with the usual volume kept for rehousing.",
            "fr": "Pour information : avec le volume usuel réservé au relogement.",
        },
        "months", is_needed=is_needed,
    )  # fmt: skip


PATTERN = Pattern(
    13,
    {
        "en": "Rehousing is late without rent reduction and under tension",
        "fr": "Le relogement tarde sans minoration de loyer et sous tension",
    },
    {
        "en": "Rehousing takes longer where the reduction of rents of new homes is little used, "
        "and where demand is tense.",
        "fr": "Le relogement est plus long où la minoration des loyers du neuf est peu employée, "
        "et où la demande est tendue.",
    },
    f"{CYCLE} (Lille); the reduction brings the rent to the ceiling of the housing aid: ANRU, "
    "Mag no. 4, June 2016",
    (
        _take_up("slack_large"),
        _take_up("tense_large"),
        _tension(_NEVER, is_needed=True),
        _tension("renewal_charter", is_needed=False),
    ),
    tables=("rehousing",),
)
