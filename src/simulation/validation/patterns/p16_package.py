"""P16: no single lever suffices; a package closes more of the gap than its best member."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from simulation.validation.pattern import Claim, Pattern, at_least
from simulation.validation.sectors import gap

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

PACKAGES: Final = {
    "package_rennes": (
        "single_rent_in_steps", "legal_targets_in_part", "management_of_qpv", "information_on_qpv",
    ),
    "package_nantes": (
        "accessible_production", "chosen_letting_in_qpv", "targets_in_part", "management_of_qpv",
        "support_in_qpv", "information_on_qpv",
    ),
}  # fmt: skip
"""Members of each package, by the name of its arm."""
NEEDED: Final = "package_rennes"
"""In that of Nantes two members cannot add: a target met without it, and chosen letting ranked by
score, which widens the gap by itself (P11)."""


def closed(study: Study, setting: str, arm: str) -> pd.Series[float]:
    """Return how much smaller the gap of poverty of tenants is than without policy.

    A gap that turns round counts by its size, so that overdoing it closes nothing.
    """
    before, after = (
        gap(study, "social_poverty_share", "social_households", setting, each).abs()
        for each in ("as_is", arm)
    )
    return before - after


def _more(study: Study, setting: str, package: str) -> pd.Series[float]:
    """Return what a package closes more than the member that closes most on average."""
    members = [closed(study, setting, arm) for arm in PACKAGES[package]]
    best = max(members, key=lambda values: float(values.mean()))
    return closed(study, setting, package) - best


def _claim(setting: str, package: str) -> Claim:
    from simulation.validation.catalogue import arms

    names = ("as_is", package, *PACKAGES[package])
    label = arms()[package].label
    return Claim(
        f"more_{package}_{setting}",
        {
            "en": f"Gap of poverty of tenants closed, less by the best member: {label['en']}",
            "fr": f"Écart de pauvreté des locataires comblé, moins meilleur élément : "
            f"{label['fr']}",
        },
        partial(_more, setting=setting, package=package),
        tuple((setting, arm) for arm in names),
        at_least(0.0),
        {
            "en": "Any difference: the best member is chosen on the same runs, which is against "
            "the package.",
            "fr": "Toute différence : le meilleur élément est choisi sur les mêmes calculs, ce qui "
            "dessert l’ensemble.",
        },
        is_needed=package == NEEDED,
    )


def _claims(setting: str) -> tuple[Claim, ...]:
    arms = dict.fromkeys(arm for name, own in PACKAGES.items() for arm in (name, *own))
    return (
        *(_claim(setting, package) for package in PACKAGES),
        *(_shown(setting, arm) for arm in arms),
    )


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
        "en": "Levers have to be combined: a package declared before any run closes more of the "
        "gap between priority neighbourhoods and the rest than its best member.",
        "fr": "Il faut combiner les leviers : un ensemble déclaré avant tout calcul comble "
        "davantage l’écart entre quartiers prioritaires et reste que son meilleur élément.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    _claims("demo"),
    ("areas",),
)
