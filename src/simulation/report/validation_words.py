"""Words of the validation scorecard, in English and in French."""

from __future__ import annotations

from typing import Final

VALIDATION_WORDS: Final[dict[str, tuple[str, str]]] = {
    "validation_title": (
        "What to trust: patterns of the field",
        "À quoi se fier : les régularités du terrain",
    ),
    "validation_subtitle": (
        "Mean and 95 % interval of each claim, against the band where the field has it: "
        "0 is the end of the band, inside to the right.",
        "Moyenne et intervalle à 95 % de chaque énoncé, par rapport à la plage attendue : "
        "0 est le bord de la plage, l’intérieur à droite.",
    ),
    "validation_axis": (
        "Distance inside the band, in half-widths of the interval",
        "Distance à l’intérieur de la plage, en demi-largeurs de l’intervalle",
    ),
    "validation_share": (
        "{reproduced} of {total} patterns reproduced at the calibrated point",
        "{reproduced} régularités sur {total} reproduites au point calé",
    ),
    "validation_robust": (
        "{robust} of them hold in at least {percent} % of the {members} members of the parameter "
        "ensemble",
        "{robust} d’entre elles tiennent dans au moins {percent} % des {members} jeux de "
        "paramètres",
    ),
    "validation_left_out": (
        "Not run, for want of their territory or in the quick validation: {settings}",
        "Non simulés, faute de territoire ou en validation rapide : {settings}",
    ),
    "validation_columns": (
        "Pattern | Verdict | Ensemble | Decided by",
        "Régularité | Verdict | Jeux de paramètres | En cause",
    ),
    "validation_claim_columns": (
        "Claim | Where | Mean | 95 % interval | Band | Verdict | Ensemble",
        "Énoncé | Où | Moyenne | Intervalle à 95 % | Plage | Verdict | Jeux de paramètres",
    ),
    "validation_why": ("Why this band", "Pourquoi cette plage"),
    "validation_source": ("Source: {reference}.", "Source : {reference}."),
    "validation_shown": ("{text} (shown)", "{text} (montré)"),
    "validation_of_band": ("{low} to {high}", "{low} à {high}"),
    "verdict_reproduced": ("reproduced", "reproduite"),
    "verdict_weakly": ("weakly", "faiblement"),
    "verdict_not": ("not", "non"),
    "verdict_contrary": ("contrary", "contraire"),
    "verdict_missing": ("not run", "non simulée"),
    # ---- ablations ----
    "ablation_title": (
        "Which mechanism carries which part of segregation?",
        "Quel mécanisme porte quelle part de la ségrégation ?",
    ),
    "ablation_subtitle": (
        "What goes when one mechanism is taken out from the spin-up on: hundredths, paired runs, "
        "95 % interval. Parts do not add up: mechanisms feed each other.",
        "Ce qui disparaît quand un mécanisme est retiré dès la mise en route : centièmes, calculs "
        "appariés, intervalle à 95 %. Ces parts ne s’additionnent pas : les mécanismes se "
        "nourrissent l’un l’autre.",
    ),
    "ablation_tenants": (
        "Poverty of tenants, QPV less outside (now {base})",
        "Pauvreté des locataires, QPV moins le reste (actuel : {base})",
    ),
    "ablation_recent": (
        "Poverty of recent movers, QPV less outside (now {base})",
        "Pauvreté des emménagés récents, QPV moins le reste (actuel : {base})",
    ),
    "ablation_index": (
        "Theil’s H of tenants by area (now {base})",
        "H de Theil des locataires par quartier (actuel : {base})",
    ),
    # ---- out of sample ----
    "out_of_sample_title": (
        "What no calibration used: published and simulated",
        "Ce qu’aucun calage n’a utilisé : publié et simulé",
    ),
    "out_of_sample_subtitle": (
        "Territories built from the open tables, without policy, after {spin_up} years of spin-up; "
        "each dot is a simulation.",
        "Territoires construits à partir des tables ouvertes, sans politique, après {spin_up} ans "
        "de mise en route ; chaque point est une simulation.",
    ),
    "out_of_sample_source": (
        "Published: SDES, RPLS at 1 January 2022; INSEE, Filosofi 2016–2019.",
        "Publié : SDES, RPLS au 1er janvier 2022 ; INSEE, Filosofi 2016–2019.",
    ),
    "published_key": ("published", "publié"),
    "simulated_key": ("simulated", "simulé"),
    "check_turnover_by_rent": (
        "Turnover: points per €/m² of social rent, across areas",
        "Rotation : points par €/m² de loyer social, entre quartiers",
    ),
    "check_turnover_ratio": (
        "Turnover of social homes, QPV over outside",
        "Rotation du parc social, QPV rapportés au reste",
    ),
    "check_poverty_spread": (
        "Poverty: spread between areas of like rent, points",
        "Pauvreté : dispersion entre quartiers de loyer voisin, points",
    ),
    "check_poverty_spread_change": (
        "Poverty: spread between areas, after 3 years over before",
        "Pauvreté : dispersion entre quartiers, après 3 ans / avant",
    ),
}
