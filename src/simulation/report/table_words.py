"""Words of descriptions and scorecards, in English and in French."""

from __future__ import annotations

from typing import Final

TABLE_WORDS: Final[dict[str, tuple[str, str]]] = {
    # ---- descriptions ----
    "parameters_title": ("Parameters", "Paramètres"),
    "parameters_intro": (
        "Every parameter as the code declares it: a scenario file may set any of them, within its "
        "bounds. A source that is “free” is no published figure: the parameter is calibrated or "
        "swept.",
        "Chaque paramètre tel que le code le déclare : un fichier de scénario peut changer chacun, "
        "dans ses bornes. Une source « free » n’est pas un chiffre publié : le paramètre est calé "
        "ou balayé.",
    ),
    "generated": (
        "Made by `{command}`: do not edit.",
        "Fait par `{command}` : ne pas modifier.",
    ),
    "scenario_section": ("Scenario", "Scénario"),
    "policies_section": ("Policies", "Politiques"),
    "synthesis_section": (
        "Synthesis of a territory, not part of a scenario",
        "Synthèse d’un territoire, hors scénario",
    ),
    "col_parameter": ("Parameter", "Paramètre"),
    "col_default": ("Default", "Défaut"),
    "col_unit": ("Unit", "Unité"),
    "col_bounds": ("Bounds", "Bornes"),
    "col_source": ("Source", "Source"),
    "col_help": ("What it is", "Ce que c’est"),
    "required": ("required", "obligatoire"),
    "one_of": ("one of {choices}", "parmi {choices}"),
    "month_title": ("One month, in order", "Un mois, dans l’ordre"),
    "each_january": ("each January", "chaque janvier"),
    "every_month": ("every month", "chaque mois"),
    "every_n_months": ("every {n} months", "tous les {n} mois"),
    "observation_help": (
        "Write the tables: {monthly}; each December {yearly}.",
        "Écrit les tables : {monthly} ; chaque décembre {yearly}.",
    ),
    "observation": ("observation", "observation"),
    "policies_title": ("Policies", "Politiques"),
    "levers": ("Levers: {levers}", "Leviers : {levers}"),
    "outputs_title": ("Tables of a run", "Tables d’une simulation"),
}
