"""P5: demolishing a seventh of the homes desegregates most neighbourhoods, a little."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least, within
from simulation.validation.rehousing import CYCLE, poverty_gaps

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_ARM = "renewal"


def _improved(study: Study, setting: str) -> pd.Series[float]:
    fall = poverty_gaps(study, setting, _ARM) - poverty_gaps(study, setting, "as_is")
    return (fall < 0.0).mean(axis=1).astype(float)


def _closed(study: Study, setting: str) -> pd.Series[float]:
    before, after = (poverty_gaps(study, setting, arm).mean(axis=1) for arm in ("as_is", _ARM))
    return (1.0 - after / before).astype(float)


def _claims(setting: str, *, is_needed: bool) -> tuple[Claim, ...]:
    both = ((setting, "as_is"), (setting, _ARM))
    return (
        Claim(
            f"improved_{setting}",
            {
                "en": "Renewal areas whose poverty comes closer to the territory's",
                "fr": "Quartiers dont la pauvreté se rapproche de celle du territoire",
            },
            partial(_improved, setting=setting), both, at_least(0.5),
            {"en": "Most: more than half of them.", "fr": "La plupart : plus de la moitié."},
            is_needed=is_needed,
        ),
        Claim(
            f"closed_{setting}",
            {
                "en": "Part of the poverty gap to the territory that closes, last five years",
                "fr": "Part de l’écart de pauvreté au territoire qui se comble, cinq dernières "
                "années",
            },
            partial(_closed, setting=setting), both, within(0.02, 0.25),
            {
                "en": "Small and far from convergence; the specification's band.",
                "fr": "Faible et loin de la convergence ; la fourchette du cahier des charges.",
            },
            is_needed=is_needed,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    5,
    {
        "en": "Demolition desegregates most neighbourhoods, a little",
        "fr": "La démolition déségrège la plupart des quartiers, un peu",
    },
    {
        "en": "Where about 15 % of the social homes are demolished and rebuilt elsewhere, most "
        "renewal areas become less poor than they would be, by little, and stay far from the rest.",
        "fr": "Où environ 15 % des logements sociaux sont démolis et reconstruits ailleurs, la "
        "plupart des quartiers deviennent moins pauvres qu’ils ne le seraient, de peu, et restent "
        "loin du reste.",
    },
    f"{CYCLE} (first national programme)",
    (*_claims("tense_large", is_needed=True), *_claims("slack_large", is_needed=True),
     *_claims("demo", is_needed=False)),
    tables=("areas",),
)  # fmt: skip
