"""P4: the target of 50 % in QPV is exceeded and changes nothing; a higher one does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least, at_most, within

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_INDEX = "theil_h_social_area"
_BY_SPECIFICATION = {
    "en": "The specification's threshold.",
    "fr": "Le seuil du cahier des charges.",
}


def _share(study: Study, setting: str) -> pd.Series[float]:
    return study.measure("q2_to_q4_share_of_leases_qpv", setting, "as_is")


def _asked_more(study: Study, setting: str) -> pd.Series[float]:
    """Return how far the higher target stands above the share of quartiles 3 and 4 before."""
    from simulation.validation.catalogue import arms

    asked = float(arms()["upper_half_in_qpv"].policies[0]["others_in_qpv"])
    return asked - study.measure("q3_q4_share_of_leases_qpv", setting, "as_is")


def _change(study: Study, setting: str, arm: str) -> pd.Series[float]:
    return study.difference(_INDEX, setting, arm)


def _more(study: Study, setting: str) -> pd.Series[float]:
    return _change(study, setting, "upper_half_in_qpv") - _change(study, setting, "half_in_qpv")


def _claims(setting: str) -> tuple[Claim, ...]:
    base, half = (setting, "as_is"), (setting, "half_in_qpv")
    upper = (setting, "upper_half_in_qpv")
    return (
        Claim(
            f"exceeded_{setting}",
            {
                "en": "Quartiles 2 to 4 in leases in QPV, without enforcement",
                "fr": "Quartiles 2 à 4 dans les baux en QPV, sans contrainte",
            },
            partial(_share, setting=setting), (base,), at_least(0.5),
            {"en": "The legal target.", "fr": "L’objectif légal."},
        ),
        Claim(
            f"no_effect_{setting}",
            {
                "en": "Theil's H of social tenants by area when 50 % is imposed",
                "fr": "H de Theil des locataires sociaux par quartier, 50 % imposés",
            },
            partial(_change, setting=setting, arm="half_in_qpv"), (base, half),
            within(-0.005, 0.005), _BY_SPECIFICATION, "index",
        ),
        Claim(
            f"higher_{setting}",
            {
                "en": "The same when quartiles 3 and 4 are imposed, less that",
                "fr": "De même, quartiles 3 et 4 imposés, moins l’effet précédent",
            },
            partial(_more, setting=setting), (base, half, upper), at_most(0.0),
            {
                "en": "A target that asks for more than is done must lower segregation further.",
                "fr": "Un objectif qui demande plus que l’existant doit réduire davantage la "
                "ségrégation.",
            },
            "index",
        ),
        Claim(
            f"asked_{setting}",
            {
                "en": "How much more that target asks than the share without enforcement",
                "fr": "Ce que cet objectif demande de plus que la part sans contrainte",
            },
            partial(_asked_more, setting=setting), (base, upper), at_least(0.05),
            {
                "en": "Shown: about fifteen points are meant.",
                "fr": "Pour information : une quinzaine de points est visée.",
            },
            is_needed=False,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    4,
    {
        "en": "The 50 % target in QPV is exceeded, without effect",
        "fr": "L’objectif de 50 % en QPV est dépassé, sans effet",
    },
    {
        "en": "More than half of the leases in priority neighbourhoods go to quartiles 2 to 4 "
        "already, and the second quartile is nearly as poor as the first: imposing it changes "
        "nothing, asking for quartiles 3 and 4 does.",
        "fr": "Plus de la moitié des baux en quartier prioritaire va déjà aux quartiles 2 à 4, et "
        "le deuxième est presque aussi pauvre que le premier : l’imposer ne change rien, viser les "
        "quartiles 3 et 4, si.",
    },
    "Training cycle on rebalancing social housing, synthesis of 7 March 2023",
    (*_claims("demo"), *_claims("nantes")),
)
