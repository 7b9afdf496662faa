"""P8: rehousing between landlords falls short in a tense market."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_most, within
from simulation.validation.rehousing import CYCLE, share

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_ARM = "renewal_charter"


def _share(study: Study, setting: str) -> pd.Series[float]:
    return share(study, setting, _ARM, "other_landlord", "rehoused")


def _tense_less_slack(study: Study, slack: str, tense: str) -> pd.Series[float]:
    return _share(study, tense) - _share(study, slack)


def _contrast(slack: str, tense: str, *, is_needed: bool) -> Claim:
    return Claim(
        f"tense_less_{slack}",
        {
            "en": "Rehoused with another landlord: tense less slack market",
            "fr": "Relogés chez un autre bailleur : marché tendu moins détendu",
        },
        partial(_tense_less_slack, slack=slack, tense=tense), ((slack, _ARM), (tense, _ARM)),
        at_most(0.0),
        {"en": "Lower at tension 8 than at 3.", "fr": "Plus faible à tension 8 qu’à 3."},
        is_needed=is_needed,
    )  # fmt: skip


def _level(setting: str) -> Claim:
    return Claim(
        f"level_{setting}",
        {"en": "Rehoused with another landlord", "fr": "Relogés chez un autre bailleur"},
        partial(_share, setting=setting), ((setting, _ARM),), within(0.2, 0.6),
        {
            "en": "Shown: 40 % was the aim, missed when tense; the level hangs on how many "
            "landlords share the stock, which no open table tells.",
            "fr": "Pour information : 40 % étaient visés, manqués en tension ; le niveau tient au "
            "nombre de bailleurs, qu’aucune table ouverte ne dit.",
        },
        is_needed=False,
    )  # fmt: skip


PATTERN = Pattern(
    8,
    {
        "en": "Tension defeats rehousing between landlords",
        "fr": "La tension met en échec le relogement interbailleurs",
    },
    {
        "en": "Forty per cent of rehousing between landlords was missed in a tense market (Lille) "
        "and reached without obligation in a slacker one (Dunkerque).",
        "fr": "Quarante pour cent de relogement interbailleurs, manqués en marché tendu (Lille), "
        "atteints sans obligation en marché plus détendu (Dunkerque).",
    },
    f"{CYCLE} (Lille, Dunkerque)",
    (
        _contrast("slack_large", "tense_large", is_needed=True),
        _contrast("slack", "tense", is_needed=False),
        _level("slack_large"),
        _level("tense_large"),
    ),
    tables=("rehousing",),
)
