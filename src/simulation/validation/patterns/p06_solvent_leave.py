"""P6: in slack markets rehousing loses the most solvent households."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least
from simulation.validation.rehousing import CYCLE, share

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_ARM = "renewal_charter"


def _upper_less_first(study: Study, setting: str, part: str = "gone_from_qpv") -> pd.Series[float]:
    """Return how much more of quartiles 3 and 4 leave the QPV than of the first."""
    upper = share(study, setting, _ARM, part, "emptied_qpv", ("q3", "q4"))
    return upper - share(study, setting, _ARM, part, "emptied_qpv", ("q1",))


def _contrast(study: Study, slack: str, tense: str) -> pd.Series[float]:
    return _upper_less_first(study, slack) - _upper_less_first(study, tense)


def _claims(slack: str, tense: str, *, is_needed: bool) -> tuple[Claim, ...]:
    return (
        Claim(
            f"leave_{slack}",
            {
                "en": "Leave QPV when rehoused, slack market: quartiles 3–4 less the first",
                "fr": "Quittent les QPV au relogement, marché détendu : quartiles 3–4 moins le "
                "premier",
            },
            partial(_upper_less_first, setting=slack), ((slack, _ARM),), at_least(0.0),
            {
                "en": "The most solvent leave more. All ways out count: rehoused, private home, "
                "other territory.",
                "fr": "Les plus solvables partent davantage. Toutes les issues comptent : "
                "relogement, privé, autre territoire.",
            },
            is_needed=is_needed,
        ),
        Claim(
            f"slack_less_tense_{slack}",
            {"en": "That difference: slack less tense", "fr": "Cet écart : détendu moins tendu"},
            partial(_contrast, slack=slack, tense=tense), ((slack, _ARM), (tense, _ARM)),
            at_least(0.0),
            {
                "en": "Larger at tension 3 than at 8.", "fr": "Plus grand à tension 3 qu’à 8.",
            },
            is_needed=is_needed,
        ),
        Claim(
            f"private_{slack}",
            {
                "en": "Gone for a private home, slack market: quartiles 3–4 less the first",
                "fr": "Partis dans le privé, marché détendu : quartiles 3–4 moins le premier",
            },
            partial(_upper_less_first, setting=slack, part="to_private"), ((slack, _ARM),),
            at_least(0.0),
            {"en": "Shown: the way out.", "fr": "Pour information : par où l’on part."},
            is_needed=False,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    6,
    {
        "en": "In slack markets rehousing loses the most solvent",
        "fr": "En marché détendu, le relogement perd les plus solvables",
    },
    {
        "en": "Where private homes are cheap, the better-off among those rehoused leave the "
        "neighbourhood more than the poorest do.",
        "fr": "Où le privé est bon marché, les plus aisés des ménages à reloger quittent le "
        "quartier plus que les plus pauvres.",
    },
    CYCLE,
    (*_claims("slack_large", "tense_large", is_needed=True),
     *_claims("slack", "tense", is_needed=False)),
    tables=("rehousing",),
)  # fmt: skip
