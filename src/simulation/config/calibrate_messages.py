"""Messages of `peuplement calibrate`, in English and in French."""

from __future__ import annotations

from typing import Final

CALIBRATE_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # ---- bad input ----
    "calibrate_place": (
        "{place}: no preset of this name, no territory (.npz) and no scenario (.toml); "
        "{suggestion}",
        "{place} : ni territoire type de ce nom, ni territoire (.npz), ni scénario (.toml) ; "
        "{suggestion}",
    ),
    "calibrate_same_name": (
        "{name}: two of the territories have this name; give one of the scenarios another "
        'name = "…"',
        "{name} : deux des territoires ont ce nom ; donnez à l’un des scénarios un autre "
        'name = "…"',
    ),
    "calibrate_unscored": (
        "{file}: no target counts for {name}; give one of its targets a band, without "
        "scored = false",
        "{file} : aucune cible ne compte pour {name} ; donnez une bande à l’une de ses cibles, "
        "sans scored = false",
    ),
    "calibrate_folder": (
        "{path}: exists and is no calibration; give another --out",
        "{path} : existe et n’est pas un calage ; donnez un autre --out",
    ),
    # ---- what a calibration is known by ----
    "about_scenarios": ("territories or scenarios", "territoires ou scénarios"),
    "about_territories": ("content of the territory files", "contenu des fichiers de territoire"),
    "about_targets": ("targets", "cibles"),
    "about_parameters": ("free parameters", "paramètres libres"),
    "about_search": ("method, seed or population", "méthode, graine ou population"),
    "about_key": ("key of the draws", "clé des tirages"),
    "about_replicates": ("replicates", "répliques"),
    "about_code": ("version of the code", "version du code"),
    # ---- on the way ----
    "calibrate_begins": (
        "{parameters} free parameters, {targets} targets, {runs} simulations for each set; "
        "{kept} simulations are there already",
        "{parameters} paramètres libres, {targets} cibles, {runs} simulations par jeu ; "
        "{kept} simulations sont déjà faites",
    ),
    "calibrate_generation": (
        "{done} of {allowed} sets: best loss {loss}, {inside} of {targets} targets in their band",
        "{done} jeux sur {allowed} : meilleur écart {loss}, {inside} cibles sur {targets} dans "
        "leur bande",
    ),
    "calibrate_checks": (
        "Checking the start and the best set on draws that the search has not seen",
        "Vérification du départ et du meilleur jeu sur des tirages que la recherche n’a pas vus",
    ),
    "calibrate_slopes": (
        "What each parameter moves",
        "Ce que chaque paramètre déplace",
    ),
    "ensemble_begins": (
        "Ensemble: looking for {members} sets, of {most} candidates at most",
        "Ensemble : recherche de {members} jeux, parmi {most} candidats au plus",
    ),
    "ensemble_batch": (
        "{drawn} candidates: {kept} of {members} sets kept, {left} left",
        "{drawn} candidats : {kept} jeux retenus sur {members}, encore {left}",
    ),
    "ensemble_notes": (
        "Sets of parameters that meet the targets about as well as the calibrated one: {members} "
        "kept of {drawn}\ncandidates, on {names}. Rule: `simulation.analysis.ensemble`. Made by\n"
        "  {command}",
        "Jeux de paramètres qui respectent les cibles à peu près aussi bien que le jeu calé : "
        "{members} retenus\nsur {drawn} candidats, sur {names}. Règle : "
        "`simulation.analysis.ensemble`. Produit par\n  {command}",
    ),
    "ensemble_unknown": ("an unknown time", "un temps inconnu"),
    "calibrate_interrupted": (
        "Interrupted: the same command goes on, and simulates nothing twice.",
        "Interrompu : la même commande reprend, sans rien simuler deux fois.",
    ),
}
