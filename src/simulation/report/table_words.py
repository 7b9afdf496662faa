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
    "policies_intro": (
        "Every policy as the code declares it: what it does, who does it, how it may backfire, the "
        "levers it pulls and its parameters. Policies compose in any number and order; each has "
        "years, a ramp and a scope.",
        "Chaque politique telle que le code la déclare : ce qu’elle fait, qui la mène, ce qui peut "
        "mal tourner, ses leviers et ses paramètres. Les politiques se combinent en tout nombre et "
        "dans tout ordre ; chacune a des années, une montée en charge et un périmètre.",
    ),
    "levers": ("Levers: {levers}", "Leviers : {levers}"),
    "levers_section": ("Levers", "Leviers"),
    "col_lever": ("Lever", "Levier"),
    "col_over": ("Acts over", "Agit sur"),
    "col_used_by": ("Pulled by", "Utilisé par"),
    # ---- areas of a territory ----
    "col_area": ("area", "quartier"),
    "col_commune": ("commune", "commune"),
    "col_flags": ("flags", "statuts"),
    "col_homes": ("social homes", "logements sociaux"),
    "col_residences": ("residences (rows)", "résidences (lignes)"),
    "flag_is_qpv": ("QPV", "QPV"),
    "flag_is_renewal": ("renewal", "renouvellement"),
    "flag_is_watch": ("watch", "veille"),
    # ---- dictionary of the output tables ----
    "dictionary_title": ("Dictionary of the output tables", "Dictionnaire des tables de résultats"),
    "dictionary_intro": (
        "Every column of every table of a run folder (`table.parquet`), as the code declares it. "
        "[En français](dictionnaire.md).",
        "Chaque colonne de chaque table d’un dossier de résultats (`table.parquet`), telle que le "
        "code la déclare. [In English](dictionary.md).",
    ),
    "dictionary_masking": (
        "**No cell is masked.** Every household in these tables is simulated: a count of one is "
        "nobody. The secrecy of official tables (fewer than 11 households) is for real persons; "
        "it holds for the tables that a territory is built from, which come with it.",
        "**Aucune case n’est masquée.** Tous les ménages de ces tables sont simulés : un effectif "
        "de un ne désigne personne. Le secret statistique (moins de 11 ménages) protège des "
        "personnes réelles ; il vaut pour les tables dont un territoire est construit, qui le "
        "portent déjà.",
    ),
    "dictionary_notation": (
        "**Formulas** name tables, columns and codes as the files do. `n(x)` counts x, `Σ` adds "
        "up, `mean`, `median`, `q25`, `q75` are the mean, the median and the quartiles, `[…]` "
        "keeps what meets "
        "all the conditions listed. `lettings`, `offers`, … are the events of the year (the tables "
        "`ledger_…` of a traced run), `households`, `dwellings`, … the state; words in capitals "
        "are codes. Sums are over the row: the year and the sector, area… that it stands for. "
        "A division by zero leaves the cell empty (NaN). “Income” is before housing aid, “units” "
        "are consumption units, “social tenants” are households housed in social homes.",
        "**Les formules** nomment tables, colonnes et codes comme les fichiers. `n(x)` compte "
        "les x, `Σ` additionne, `mean`, `median`, `q25`, `q75` sont la moyenne, la médiane et les "
        "quartiles, "
        "`[…]` retient ce qui remplit toutes les conditions. `lettings` (baux), `offers` "
        "(propositions), … sont les événements de l’année (tables `ledger_…` d’une simulation "
        "tracée), `households` (ménages), `dwellings` (logements), … l’état ; les mots en "
        "capitales sont des codes. Les sommes portent sur la ligne : son année et son secteur, son "
        "quartier… Une division par zéro laisse la case vide (NaN). « income » est le revenu avant "
        "aide au logement, « units » les unités de consommation, « social tenants » les ménages "
        "logés dans le parc social. Voir le [glossaire](glossary.md).",
    ),
    "kept_always": ("In every run folder.", "Dans tout dossier de résultats."),
    "kept_with_works": (
        "Where a project or a policy has works or rehousing.",
        "Si un projet ou une politique comporte des travaux ou des relogements.",
    ),
    "kept_traced": ("With `--trace` only.", "Avec `--trace` seulement."),
    "kept_compared": (
        "In the folders of `peuplement compare`.",
        "Dans les dossiers de `peuplement compare`.",
    ),
    "col_column": ("Column", "Colonne"),
    "col_definition": ("What it is", "Définition"),
    "col_formula": ("Formula", "Formule"),
    "col_reference": ("Reference", "Référence"),
    # ---- stationarity ----
    "spin_up_short": (
        "Spin-up: too short to tell whether the territory had settled (two years at least).",
        "Mise en route : trop courte pour dire si le territoire s’est stabilisé (deux ans "
        "au moins).",
    ),
    "spin_up_title": (
        "Spin-up of {scenario}: mean of its last years and of those before ({n} each), drift ± its "
        "standard error",
        "Mise en route de {scenario} : moyenne de ses dernières années et de celles d’avant "
        "({n} chacune), dérive ± son erreur type",
    ),
    "settled_turnover_percent_all": ("Turnover, %", "Rotation, %"),
    "settled_refusals_per_offer_all": ("Refusals per 100 offers", "Refus pour 100 propositions"),
    "settled_q1_share_of_leases_outside": (
        "First quartile in attributions outside QPV, %",
        "Premier quartile dans les attributions hors QPV, %",
    ),
    "settled_vacancy_percent_all": ("Vacancy, %", "Vacance, %"),
    "settled_open_files_all": ("Open files", "Demandes en cours"),
    "settled": ("settled", "stable"),
    "drifting": ("DRIFTING", "EN DÉRIVE"),
    "unclear": ("unclear", "incertain"),
    # ---- scorecard ----
    "scorecard_title": (
        "{title}: mean of {years} years, {n} simulations",
        "{title} : moyenne de {years} ans, {n} simulations",
    ),
    "scorecard_share": (
        "  Inside their band: {inside} of {total} ({percent} %)",
        "  Dans leur bande : {inside} sur {total} ({percent} %)",
    ),
    "scorecard_shown": ("  Shown, not scored:", "  Montrés, non comptés :"),
    "scorecard_misses": ("Missed:", "Manqués :"),
    "scorecard_miss": (
        "  {title}, {label}: {mean}, band {band}",
        "  {title}, {label} : {mean}, bande {band}",
    ),
    "scorecard_all": (
        "All territories: {inside} of {total} scored targets inside their band ({percent} %)",
        "Tous les territoires : {inside} cibles sur {total} dans leur bande ({percent} %)",
    ),
    "head_target": ("target", "cible"),
    "head_value": ("published", "publié"),
    "head_band": ("band", "bande"),
    "head_mean": ("mean", "moyenne"),
    "head_error": ("± s.e.", "± err. type"),
    "head_verdict": ("verdict", "verdict"),
    "head_drift": ("drift", "dérive"),
    "inside": ("in", "dans"),
    "outside_band": ("OUT", "HORS"),
    "scorecard_figure_title": (
        "Does the territory without policy behave like the published one?",
        "Le territoire sans politique se comporte-t-il comme le territoire publié ?",
    ),
    "scorecard_figure_subtitle": (
        "Mean of the simulations in the band of each published figure (band in brackets). Bar: "
        "standard error; an arrow points beyond the picture",
        "Moyenne des simulations dans la bande de chaque chiffre publié (bande entre parenthèses). "
        "Barre : erreur type ; une flèche pointe hors de l’image",
    ),
    "scorecard_axis": (
        "place in the band (−1 and +1: its ends)",
        "place dans la bande (−1 et +1 : ses bords)",
    ),
    "inside_key": ("Inside the band", "Dans la bande"),
    "outside_key": ("Outside the band", "Hors de la bande"),
}
