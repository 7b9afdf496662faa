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
        "0 is the end of the band, inside to the right. Hollow: shown, not counted.",
        "Moyenne et intervalle à 95 % de chaque énoncé, par rapport à la plage attendue : "
        "0 est le bord de la plage, l’intérieur à droite. Creux : montré, non compté.",
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
}
