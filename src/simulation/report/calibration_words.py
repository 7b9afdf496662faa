"""Words of calibrations, in English and in French."""

from __future__ import annotations

from typing import Final

CALIBRATION_WORDS: Final[dict[str, tuple[str, str]]] = {
    "calibration_table": (
        "{title}: mean of {n} simulations that the search has not seen",
        "{title} : moyenne de {n} simulations que la recherche n’a pas vues",
    ),
    "calibrated_label": ("{title}, calibrated", "{title}, calé"),
    "head_before": ("start", "départ"),
    "head_after": ("best", "meilleur"),
    "calibration_counts": (
        "Targets inside their band: {before} of {total} at the start, {after} with the best set",
        "Cibles dans leur bande : {before} sur {total} au départ, {after} avec le meilleur jeu",
    ),
    "calibration_kept": (
        "The best of the {n} sets that were tried is the start itself.",
        "Le meilleur des {n} jeux essayés est le départ lui-même.",
    ),
    "calibration_best": (
        "Best of the {n} sets that were tried, to be pasted into a scenario:",
        "Le meilleur des {n} jeux essayés, à coller dans un scénario :",
    ),
    "calibration_slopes": (
        "What moves each target, in half bands for a tenth more of the parameter (the three "
        "strongest, beyond two standard errors):",
        "Ce qui déplace chaque cible, en demi-bandes pour un dixième de plus du paramètre (les "
        "trois plus forts, au-delà de deux erreurs types) :",
    ),
    "calibration_one_replicate": (
        "  With one replicate effects cannot be told from noise: give --replicates 2 or more.",
        "  Avec une réplique, on ne distingue pas les effets du bruit : donnez --replicates 2 ou "
        "plus.",
    ),
    "calibration_free": (
        "Not identified: other values, even far ones, would meet the targets as well. The share "
        "is what the targets leave free of each:",
        "Non identifiés : d’autres valeurs, même lointaines, respecteraient aussi bien les cibles. "
        "La part est ce que les cibles laissent libre de chacun :",
    ),
    "calibration_pinned": (
        "Every parameter is pinned down by the targets, one by one or in mixtures.",
        "Les cibles fixent chaque paramètre, seul ou en mélange.",
    ),
    "calibration_warning": (
        "Not out of sample any more: {names}. Having served to calibrate, these targets, and "
        "whatever follows from them, are no test of the model there; judge it on other territories "
        "or other figures.",
        "Plus hors échantillon : {names}. Ayant servi à caler, ces cibles, et ce qui en découle, "
        "n’y sont plus une épreuve pour le modèle ; jugez-le sur d’autres territoires ou d’autres "
        "chiffres.",
    ),
    "calibration_files": (
        "Ready to run: {scenarios}\nTables and figures: {out}",
        "Prêts à lancer : {scenarios}\nTables et figures : {out}",
    ),
    "ensemble_counts": (
        "Ensemble: {members} sets in {file}; {kept} of {drawn} candidates meet the rule "
        "({acceptance} %)",
        "Ensemble : {members} jeux dans {file} ; {kept} candidats sur {drawn} respectent la règle "
        "({acceptance} %)",
    ),
    "ensemble_short": (
        "Fewer than the {wanted} that were asked for: draw nearer (--width) or longer "
        "(--candidates).",
        "Moins que les {wanted} demandés : tirez plus près (--width) ou plus longtemps "
        "(--candidates).",
    ),
    "head_parameter": ("parameter", "paramètre"),
    "head_calibrated": ("calibrated", "calé"),
    "head_drawn": ("drawn from", "tiré dans"),
    "head_kept": ("kept from", "retenu dans"),
    "head_median": ("median", "médiane"),
    "head_narrowing": ("narrowed to", "resserré à"),
    "calibration_title": (
        "What did the calibration change?",
        "Qu’a changé le calage ?",
    ),
    "calibration_subtitle": (
        "Each target in its band, at the start and with the best set, on draws that the search has "
        "not seen (mean with the best set, band in brackets). Bar: standard error; an arrowhead "
        "lies beyond the picture",
        "Chaque cible dans sa bande, au départ et avec le meilleur jeu, sur des tirages que la "
        "recherche n’a pas vus (moyenne avec le meilleur jeu, bande entre parenthèses). Barre : "
        "erreur type ; une pointe se trouve au-delà de l’image",
    ),
    "start_key": ("At the start", "Au départ"),
    "best_inside_key": ("Best set, inside the band", "Meilleur jeu, dans la bande"),
    "best_outside_key": ("Best set, outside the band", "Meilleur jeu, hors de la bande"),
    "slopes_title": (
        "Which parameter moves which target?",
        "Quel paramètre déplace quelle cible ?",
    ),
    "slopes_subtitle": (
        "Half bands that the target moves when the parameter grows by a tenth of its value, other "
        "things equal, at the best set (same draws). Bold: more than two standard errors from 0",
        "Demi-bandes dont la cible se déplace quand le paramètre augmente d’un dixième de sa "
        "valeur, toutes choses égales, au meilleur jeu (mêmes tirages). Gras : à plus de deux "
        "erreurs types de 0",
    ),
    "sets_tried": ("{n} sets of parameters tried.", "{n} jeux de paramètres essayés."),
}
