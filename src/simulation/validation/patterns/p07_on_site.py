"""P7: rehousing is largely on site by default, less so with an organised platform."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulation.validation.pattern import Claim, Pattern, at_least, within
from simulation.validation.rehousing import CYCLE, left_area

if TYPE_CHECKING:
    import pandas as pd

    from simulation.validation.study import Study

_DEFAULT, _PLATFORM = "renewal_projects", "renewal_platform"
_TOLD = "renewal_platform_told"
_BY_SPECIFICATION = {
    "en": "The specification's band.", "fr": "La fourchette du cahier des charges.",
}  # fmt: skip
_SMALL = {
    "en": "Shown: priority neighbourhoods of the demo hold some 270 social homes, too few "
    "vacancies for rehousing on site.",
    "fr": "Pour information : les QPV de la démo ont quelque 270 logements sociaux, trop peu de "
    "logements libres pour reloger sur place.",
}


def _above(study: Study, setting: str) -> pd.Series[float]:
    return left_area(study, setting, _PLATFORM) - left_area(study, setting, _DEFAULT)


def _default(setting: str, *, is_needed: bool = True) -> Claim:
    return Claim(
        f"default_{setting}",
        {
            "en": "Rehoused outside the neighbourhood, no charter",
            "fr": "Relogés hors du quartier, sans charte",
        },
        partial(left_area, setting=setting, arm=_DEFAULT), ((setting, _DEFAULT),),
        within(0.20, 0.45), _BY_SPECIFICATION if is_needed else _SMALL, is_needed=is_needed,
    )  # fmt: skip


def _claims(setting: str) -> tuple[Claim, ...]:
    return (
        _default(setting),
        Claim(
            f"platform_{setting}",
            {
                "en": "Rehoused outside the neighbourhood, platform",
                "fr": "Relogés hors du quartier, plateforme",
            },
            partial(left_area, setting=setting, arm=_PLATFORM), ((setting, _PLATFORM),),
            within(0.40, 0.50),
            {
                "en": "About 45 % were observed (Grand Avignon).",
                "fr": "Environ 45 % ont été observés (Grand Avignon).",
            },
        ),
        Claim(
            f"above_{setting}",
            {"en": "Platform less default", "fr": "Plateforme moins défaut"},
            partial(_above, setting=setting), ((setting, _DEFAULT), (setting, _PLATFORM)),
            at_least(0.0),
            {"en": "The platform opens other places.", "fr": "La plateforme ouvre d’autres lieux."},
        ),
        Claim(
            f"told_{setting}",
            {
                "en": "The same where a team presents thirty areas",
                "fr": "De même si une équipe présente trente quartiers",
            },
            partial(left_area, setting=setting, arm=_TOLD), ((setting, _TOLD),),
            within(0.40, 0.50),
            {
                "en": "Shown: how much of it is information. Households know six areas and theirs.",
                "fr": "Pour information : la part de l’information. Les ménages connaissent six "
                "quartiers et le leur.",
            },
            is_needed=False,
        ),
    )  # fmt: skip


PATTERN = Pattern(
    7,
    {
        "en": "Rehousing is largely on site, less with a platform",
        "fr": "Le relogement se fait surtout sur place, moins avec une plateforme",
    },
    {
        "en": "Left to the landlord that demolishes, most households are rehoused in their "
        "neighbourhood; a platform of all landlords brings about 45 % of them out of it.",
        "fr": "Laissé au bailleur qui démolit, le relogement se fait surtout dans le quartier ; "
        "une plateforme de tous les bailleurs en fait sortir environ 45 %.",
    },
    f"{CYCLE} (Grand Avignon)",
    (*_claims("grand_avignon"), _default("demo", is_needed=False)),
    tables=("rehousing",),
)
