"""P1: one rent for each size opens the rest of the stock to poor households."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_LEASES = "q1_or_rehoused_share_of_leases_outside"
_WHY = {
    "en": "Two points, a seventh of the present share; the specification's threshold.",
    "fr": "Deux points, un septième de la part actuelle ; le seuil du cahier des charges.",
}
_GROWS = {
    "en": "The stock turns over by a tenth a year: the effect on tenants must grow, not jump.",
    "fr": "Le parc tourne d’un dixième par an : l’effet sur les locataires doit croître.",
}


def _rise(study: Study, setting: str, arm: str) -> pd.Series[float]:
    return study.difference(_LEASES, setting, arm)


def _at_once(study: Study, setting: str) -> pd.Series[float]:
    return study.difference(_LEASES, setting, "single_rent", years=range(3))


def _growth(study: Study, setting: str) -> pd.Series[float]:
    """Return the effect on tenants in the last years less that of the first three."""
    effect = partial(study.difference, "q1_share_of_tenants_outside", setting, "single_rent")
    return effect() - effect(years=range(3))


def _housed(study: Study, setting: str) -> pd.Series[float]:
    return study.difference("q1_tenants_outside", setting, "single_rent")


def _claims(setting: str) -> tuple[Claim, ...]:
    both = ((setting, "as_is"), (setting, "single_rent"))
    neutral = ((setting, "as_is"), (setting, "single_rent_neutral"))
    return (
        Claim(
            f"leases_{setting}",
            {
                "en": "First-quartile share of leases outside QPV, last five years",
                "fr": "Part du premier quartile dans les baux hors QPV, cinq dernières années",
            },
            partial(_rise, setting=setting, arm="single_rent"), both, at_least(0.02), _WHY,
        ),
        Claim(
            f"at_once_{setting}",
            {"en": "The same, first three years", "fr": "De même, trois premières années"},
            partial(_at_once, setting=setting), both, at_least(0.02), _WHY,
        ),
        Claim(
            f"neutral_{setting}",
            {"en": "The same with the rent roll kept", "fr": "De même, à masse des loyers égale"},
            partial(_rise, setting=setting, arm="single_rent_neutral"), neutral, at_least(0.02),
            _WHY,
        ),
        Claim(
            f"tenants_{setting}",
            {
                "en": "First-quartile share of tenants outside QPV: last less first years",
                "fr": "Part du premier quartile des locataires hors QPV : fin moins début",
            },
            partial(_growth, setting=setting), both, at_least(0.0), _GROWS,
        ),
        Claim(
            f"housed_{setting}",
            {
                "en": "First-quartile tenants outside QPV, last five years",
                "fr": "Locataires du premier quartile hors QPV, cinq dernières années",
            },
            partial(_housed, setting=setting), both, at_least(0.0), _GROWS, "count",
        ),
    )  # fmt: skip


PATTERN = Pattern(
    1,
    {"en": "Single rent opens the rest", "fr": "Le loyer unique ouvre le reste du parc"},
    {
        "en": "One rent for each size, whatever the place and the age of the building, raises the "
        "share of poor households that are housed outside priority neighbourhoods.",
        "fr": "Un seul loyer par taille de logement, quels que soient le lieu et l’âge de "
        "l’immeuble, accroît la part de ménages pauvres logés hors des quartiers prioritaires.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023 (Rennes)",
    (*_claims("demo"), *_claims("nantes")),
)
