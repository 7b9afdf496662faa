"""P16: no single lever suffices; a package closes more of the gap than its best member."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from simulation.validation.pattern import Claim, Pattern, at_least
from simulation.validation.sectors import gap

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

PACKAGE: Final = "package"
MEMBERS: Final = (
    "accessible_production", "chosen_letting_in_qpv", "targets_in_part", "management_of_qpv",
    "support_in_qpv", "information_on_qpv",
)  # fmt: skip


def closed(study: Study, setting: str, arm: str) -> pd.Series[float]:
    """Return how much smaller the gap of poverty of tenants is than without policy.

    A gap that turns round counts by its size, so that overdoing it closes nothing.
    """
    before, after = (
        gap(study, "social_poverty_share", "social_households", setting, each).abs()
        for each in ("as_is", arm)
    )
    return before - after


def _more(study: Study, setting: str) -> pd.Series[float]:
    """Return what the package closes more than the member that closes most on average."""
    members = [closed(study, setting, arm) for arm in MEMBERS]
    best = max(members, key=lambda values: float(values.mean()))
    return closed(study, setting, PACKAGE) - best


def _claims(setting: str) -> tuple[Claim, ...]:
    arms = ("as_is", PACKAGE, *MEMBERS)
    return (
        Claim(
            f"more_{setting}",
            {
                "en": "Gap of poverty of tenants closed: package less its best member",
                "fr": "Écart de pauvreté des locataires comblé : ensemble moins meilleur élément",
            },
            partial(_more, setting=setting), tuple((setting, arm) for arm in arms), at_least(0.0),
            {
                "en": "Any difference: the best member is chosen on the same runs, which is "
                "against the package.",
                "fr": "Toute différence : le meilleur élément est choisi sur les mêmes calculs, ce "
                "qui dessert l’ensemble.",
            },
        ),
        *(_shown(setting, arm) for arm in (PACKAGE, *MEMBERS)),
    )  # fmt: skip


def _shown(setting: str, arm: str) -> Claim:
    from simulation.validation.catalogue import arms

    label = arms()[arm].label
    return Claim(
        f"{arm}_{setting}",
        {
            "en": f"Gap of poverty of tenants closed: {label['en'].lower()}",
            "fr": f"Écart de pauvreté des locataires comblé : {label['fr'].lower()}",
        },
        partial(closed, setting=setting, arm=arm),
        ((setting, "as_is"), (setting, arm)),
        at_least(0.0),
        {"en": "Shown.", "fr": "Pour information."},
        is_needed=False,
    )


PATTERN = Pattern(
    16,
    {"en": "No single lever suffices", "fr": "Aucun levier ne suffit seul"},
    {
        "en": "Levers have to be combined: the package declared for Nantes before any run closes "
        "more of the gap between priority neighbourhoods and the rest than its best member.",
        "fr": "Il faut combiner les leviers : l’ensemble déclaré pour Nantes avant tout calcul "
        "comble davantage l’écart entre quartiers prioritaires et reste que son meilleur élément.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    _claims("demo"),
    ("areas",),
)
