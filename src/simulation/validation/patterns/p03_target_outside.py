"""P3: without enforcement, the target of 25 % outside QPV is not reached."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, within

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study


def _share(study: Study, setting: str) -> pd.Series[float]:
    return study.measure("q1_share_of_leases_outside", setting, "as_is", years=range(5))


def _claim(setting: str) -> Claim:
    return Claim(
        f"share_{setting}",
        {
            "en": "First-quartile share of leases outside QPV, first five years",
            "fr": "Part du premier quartile dans les baux hors QPV, cinq premières années",
        },
        partial(_share, setting=setting), ((setting, "as_is"),), within(0.12, 0.20),
        {
            "en": "National figures lie between 14 and 18 %, regional ones between 13 and 19 % "
            "(ANCOLS; URH Hauts-de-France).",
            "fr": "Les chiffres nationaux vont de 14 à 18 %, les régionaux de 13 à 19 % (ANCOLS ; "
            "URH Hauts-de-France).",
        },
    )  # fmt: skip


PATTERN = Pattern(
    3,
    {"en": "The 25 % target is rarely reached", "fr": "L’objectif de 25 % est rarement atteint"},
    {
        "en": "A quarter of leases outside priority neighbourhoods should go to the first income "
        "quartile; in fact about a sixth does.",
        "fr": "Un quart des baux hors quartiers prioritaires devrait aller au premier quartile de "
        "ressources ; il s’agit en fait d’un sixième environ.",
    },
    "ANCOLS, annual report 2019; URH Hauts-de-France, 2022 and 2023",
    (_claim("demo"), _claim("nantes")),
)
