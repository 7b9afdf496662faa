"""Words of figures and summaries, in English and in French."""

from __future__ import annotations

from typing import Final

from simulation.report.analysis_words import ANALYSIS_WORDS
from simulation.report.calibration_words import CALIBRATION_WORDS
from simulation.report.search_words import SEARCH_WORDS
from simulation.report.table_words import TABLE_WORDS
from simulation.report.validation_words import VALIDATION_WORDS

_WORDS: Final[dict[str, tuple[str, str]]] = {
    **ANALYSIS_WORDS,
    **CALIBRATION_WORDS,
    **SEARCH_WORDS,
    **TABLE_WORDS,
    **VALIDATION_WORDS,
    # ---- policies ----
    "touched_nothing": (
        "{scenario}: these policies touched nothing, look at their parameters and scopes: "
        "{policies}",
        "{scenario} : ces politiques n’ont rien touché, voyez leurs paramètres et leurs "
        "périmètres : {policies}",
    ),
    # ---- every agglomeration ----
    "national_title": (
        "Where does “{scenario}” bring poorer households outside the QPV?",
        "Où « {scenario} » amène-t-il des ménages plus pauvres hors des QPV ?",
    ),
    "national_subtitle": (
        "One dot for each of {n} agglomerations with QPV, its size that of the social stock; "
        "difference from the reference with the same draws, mean {first}–{last}. "
        "Dashed: straight line of least squares.",
        "Un point pour chacune des {n} agglomérations qui ont des QPV, d’une taille "
        "proportionnelle au parc social ; écart à la référence avec les mêmes tirages, moyenne "
        "{first}–{last}. "
        "Tirets : droite des moindres carrés.",
    ),
    "national_x": (
        "Mean rent per m² in QPV / outside",
        "Loyer moyen au m² en QPV / hors QPV",
    ),
    "national_y": (
        "First quartile in attributions outside QPV: difference, points",
        "Premier quartile dans les attributions hors QPV : écart, points",
    ),
    # ---- places, people, time ----
    "qpv": ("In priority neighbourhoods (QPV)", "Dans les quartiers prioritaires (QPV)"),
    "outside": ("In the rest of the agglomeration", "Dans le reste de l’agglomération"),
    "all": ("In the whole agglomeration", "Dans toute l’agglomération"),
    "q1": ("Poorest quarter", "Quart le plus pauvre"),
    "q2": ("Second quarter", "Deuxième quart"),
    "q3": ("Third quarter", "Troisième quart"),
    "q4": ("Best-off quarter", "Quart le plus aisé"),
    "year": ("Year", "Année"),
    "in_year": ("{scenario}, end of {year}", "{scenario}, fin {year}"),
    # ---- trajectories ----
    "trajectories_title": (
        "Do poorer and better-off tenants live further apart?",
        "Locataires modestes et aisés vivent-ils plus séparés ?",
    ),
    "trajectories_subtitle": (
        "Separation of incomes beyond what chance alone would give: 0 = as mixed as a random "
        "draw, 1 = wholly apart",
        "Séparation des revenus au-delà de ce que donnerait le hasard : 0 = aussi mélangés que "
        "par tirage au sort, 1 = tout à fait séparés",
    ),
    "dissimilarity_q1_social_area": (
        "Poorest quarter of social tenants, between neighbourhoods\n(dissimilarity)",
        "Quart le plus pauvre des locataires HLM, entre quartiers\n(dissimilarité)",
    ),
    "theil_h_social_area": (
        "All incomes of social tenants, between neighbourhoods\n(Theil H)",
        "Tous revenus des locataires HLM, entre quartiers\n(H de Theil)",
    ),
    "theil_h_social_residence": (
        "All incomes of social tenants, between buildings\n(Theil H)",
        "Tous revenus des locataires HLM, entre immeubles\n(H de Theil)",
    ),
    "dissimilarity_q1_all_area": (
        "Poorest quarter of all residents, between neighbourhoods\n(dissimilarity)",
        "Quart le plus pauvre des habitants, entre quartiers\n(dissimilarité)",
    ),
    # ---- residences by size ----
    "by_size_title": (
        "How much of the separation between buildings is chance?",
        "Quelle part de la séparation entre immeubles est due au hasard ?",
    ),
    "by_size_subtitle": (
        "Poorest quarter of social tenants against the others, {scenario}, end of {year}. The "
        "fewer tenants a residence has, the more uneven residences are even if homes are drawn "
        "by lot. Cleared of chance: 0 = as a random draw, 1 = wholly apart",
        "Quart le plus pauvre des locataires HLM face aux autres, {scenario}, fin {year}. Moins "
        "une résidence a de locataires, plus les résidences sont inégales, même si l’on tire les "
        "logements au sort. Corrigé du hasard : 0 = comme un tirage au sort, 1 = tout à fait "
        "séparés",
    ),
    "raw_index": ("As measured", "Mesuré"),
    "chance_index": ("By chance alone", "Par le seul hasard"),
    "corrected_index": ("Cleared of chance", "Corrigé du hasard"),
    "tenants_in_residence": ("Social tenants in the residence", "Locataires dans la résidence"),
    "dissimilarity_between_residences": (
        "Dissimilarity between residences of a size",
        "Dissimilarité entre résidences d’une même taille",
    ),
    "and_more": ("{n} and more", "{n} et plus"),
    "every_residence": ("All", "Toutes"),
    "class_of_residences": (
        "{name}\n{residences} residences\n{tenants} tenants",
        "{name}\n{residences} résidences\n{tenants} locataires",
    ),
    # ---- quartile mix ----
    "mix_title": (
        "Who lives in social housing, by income",
        "Qui habite le parc social, selon le revenu",
    ),
    "mix_subtitle": (
        "Share of social tenants in each quarter of income of applicants for social housing, in %. "
        "The quarters are set at "
        "the start and do not move with the policies",
        "Part des locataires HLM dans chaque quart de revenu des demandeurs de logement social, "
        "en %. Les quarts sont fixés "
        "au départ et ne bougent pas avec les politiques",
    ),
    "mix_start": ("Start, end of {year}", "Départ, fin {year}"),
    # ---- attributions ----
    "attributions_title": (
        "Where do the poorest applicants get a home?",
        "Où les demandeurs les plus pauvres obtiennent-ils un logement ?",
    ),
    "attributions_subtitle": (
        "Share of the year’s new leases signed by the poorest quarter of applicants, or by "
        "households rehoused from demolished buildings, in %",
        "Part des baux de l’année signés par le quart le plus pauvre des demandeurs, ou par des "
        "ménages relogés d’immeubles démolis, en %",
    ),
    "objective": (
        "Legal objective outside QPV: 25 % at least",
        "Objectif légal hors QPV : au moins 25 %",
    ),
    # ---- contrasts ----
    "contrasts_title": ("What changes, and how surely", "Ce qui change, et avec quelle certitude"),
    "contrasts_subtitle": (
        "Difference from “{base}”, mean of the years {first}–{last}. Dot: mean; bar: 95 % "
        "interval. A bar that crosses 0 shows no sure change",
        "Écart à « {base} », moyenne des années {first}–{last}. Point : moyenne ; barre : "
        "intervalle à 95 %. Une barre qui coupe 0 ne montre pas d’effet sûr",
    ),
    "contrasts_no_interval": (
        "one simulation each: no interval",
        "une seule simulation chacun : pas d’intervalle",
    ),
    "points": ("percentage points", "points de %"),
    "hundredths": ("hundredths of index", "centièmes d’indice"),
    "days": ("days", "jours"),
    "of_base": ("% of the reference", "% de la référence"),
    "q1_or_rehoused_share_of_leases_outside": (
        "Poorest applicants (or rehoused)\namong new leases, outside QPV",
        "Demandeurs les plus pauvres (ou relogés)\nparmi les baux signés, hors QPV",
    ),
    "q1_share_of_leases_outside": (
        "Poorest applicants among\nnew leases, outside QPV",
        "Demandeurs les plus pauvres\nparmi les baux signés, hors QPV",
    ),
    "q1_share_of_leases_qpv": (
        "Poorest applicants among\nnew leases, in QPV",
        "Demandeurs les plus pauvres\nparmi les baux signés, en QPV",
    ),
    "q1_share_of_tenants_outside": (
        "Poorest quarter among\ntenants, outside QPV",
        "Quart le plus pauvre parmi\nles locataires, hors QPV",
    ),
    "q1_share_of_tenants_qpv": (
        "Poorest quarter among\ntenants, in QPV",
        "Quart le plus pauvre parmi\nles locataires, en QPV",
    ),
    "q1_gap_of_tenants": (
        "Gap between QPV and the rest",
        "Écart entre QPV et reste",
    ),
    "refusals_per_offer_qpv": ("Refusals per offer,\nin QPV", "Refus par proposition,\nen QPV"),
    "refusals_per_offer_outside": (
        "Refusals per offer,\noutside QPV",
        "Refus par proposition,\nhors QPV",
    ),
    "vacancy_percent_qpv": ("Vacancy, in QPV", "Vacance, en QPV"),
    "vacancy_percent_outside": ("Vacancy, outside QPV", "Vacance, hors QPV"),
    "mean_wait_days_all": ("Wait of households housed", "Attente des ménages logés"),
    "mean_wait_days_q1_all": ("Wait of the poorest quarter", "Attente du quart le plus pauvre"),
    "rent_due_eur_all": ("Rents of the social stock", "Loyers du parc social"),
    "vacancy_loss_eur_all": ("Rents lost on empty homes", "Loyers perdus (vacance)"),
    "housing_aid_eur_all": ("Housing aid of tenants", "APL des locataires"),
    "group_separation": ("Separation of incomes", "Séparation des revenus"),
    "group_shares": ("Who is housed, where", "Qui est logé, où"),
    "group_refusals": ("Refusals by applicants", "Refus des demandeurs"),
    "group_vacancy": ("Empty social homes", "Logements sociaux vides"),
    "group_waiting": ("Waiting time", "Délai d’attente"),
    "group_money": ("Money, per month", "Argent, par mois"),
    "short_dissimilarity_q1_social_area": (
        "Poorest tenants,\nbetween neighbourhoods",
        "Locataires les plus pauvres,\nentre quartiers",
    ),
    "short_theil_h_social_area": (
        "All tenants,\nbetween neighbourhoods",
        "Tous locataires,\nentre quartiers",
    ),
    "short_theil_h_social_residence": (
        "All tenants,\nbetween buildings",
        "Tous locataires,\nentre immeubles",
    ),
    # ---- territory ----
    "territory_title": (
        "{label}: is it built as aimed?",
        "{label} : construit comme visé ?",
    ),
    "territory_subtitle": (
        "Each dot is one published figure: on the diagonal, what was built equals what was "
        "published. The tolerance is stated for each figure",
        "Chaque point est un chiffre publié : sur la diagonale, ce qui a été construit égale ce "
        "qui est publié. La tolérance est annoncée pour chaque chiffre",
    ),
    "preset_subtitle": (
        "Each dot is one aim of the synthesis, drawn from published aggregates: on the diagonal, "
        "what was built equals the aim",
        "Chaque point est une cible de la synthèse, tirée d’agrégats publiés : sur la diagonale, "
        "ce qui a été construit égale la cible",
    ),
    "aimed": ("Aimed at", "Visé"),
    "published": ("Published", "Publié"),
    "built": ("Built", "Construit"),
    "within": (
        "{within} of {total} within tolerance",
        "{within} sur {total} dans la tolérance",
    ),
    "outside_tolerance": ("Outside the tolerance", "Hors tolérance"),
    "level_iris": ("Census block (IRIS)", "IRIS"),
    "level_qpv": ("Priority neighbourhood (QPV)", "Quartier prioritaire (QPV)"),
    "level_territory": ("Agglomeration", "Agglomération"),
    "dwellings": ("Social dwellings", "Logements sociaux"),
    "rent_eur_m2": ("Mean rent, €/m² a month", "Loyer moyen, €/m² par mois"),
    "rent_q1": ("First quartile of rent, €/m²", "Premier quartile de loyer, €/m²"),
    "rent_q2": ("Median rent, €/m²", "Loyer médian, €/m²"),
    "rent_q3": ("Third quartile of rent, €/m²", "Troisième quartile de loyer, €/m²"),
    "poverty_percent": ("Poverty rate, % of persons", "Taux de pauvreté, % des personnes"),
    "median_income": ("Median income, €/UC a year", "Revenu médian, €/UC par an"),
    "vacancy_percent": ("Vacancy, % of dwellings", "Vacance, % des logements"),
    "social_share_percent": ("Social homes, % of homes", "Logements sociaux, % du parc"),
    # ---- summary ----
    "summary_title": (
        "{title}, against {base}: mean of {first}–{last}, with 95 % interval",
        "{title}, par rapport à {base} : moyenne {first}–{last}, avec intervalle à 95 %",
    ),
    # ---- footer ----
    "band": (
        "Line: mean of {n} simulations; band: 9 out of 10 of them.",
        "Trait : moyenne de {n} simulations ; bande : 9 sur 10 d’entre elles.",
    ),
    "one_run": ("One simulation only.", "Une seule simulation."),
    "mean_of": ("Mean of {n} simulations.", "Moyenne de {n} simulations."),
    "not_forecast": (
        "Simulation by Peuplement, to compare policies; not a forecast.",
        "Simulation Peuplement, pour comparer des politiques ; ce n’est pas une prévision.",
    ),
    "source": ("Source of the territory: {source}.", "Source du territoire : {source}."),
    "source_tables": (
        "RPLS 2022 (SDES), Filosofi (INSEE)",
        "RPLS 2022 (SDES), Filosofi (INSEE)",
    ),
    "source_preset": (
        "preset from published aggregates (SDES, INSEE)",
        "territoire type d’après des agrégats publiés (SDES, INSEE)",
    ),
}


def word(key: str, lang: str, **details: object) -> str:
    """Return a text in English or French; an unknown key stands for itself."""
    if key not in _WORDS:
        return key
    return _WORDS[key][int(lang == "fr")].format(**details)


def keys() -> tuple[str, ...]:
    """Return every key."""
    return tuple(_WORDS)
