"""Messages about searches for packages, in English and in French."""

from __future__ import annotations

from typing import Final

SEARCH_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "search_objectives": (
        "a search has {least} to {most} objectives; add or remove [[objectives]]",
        "une recherche a de {least} à {most} objectifs ; ajoutez ou ôtez des [[objectives]]",
    ),
    "search_both": (
        "the search sets this number, so it is not uncertain; remove it from [[parameters]] or "
        "from [[uncertainties]]",
        "la recherche fixe ce nombre, il n’est donc pas incertain ; ôtez-le de [[parameters]] ou "
        "de [[uncertainties]]",
    ),
    "search_not_policy": (
        "a package is made of policies: write policies.NAME.PARAMETER, or move it to "
        "[[uncertainties]]",
        "un paquet est fait de politiques : écrivez policies.NOM.PARAMÈTRE, ou mettez-le dans "
        "[[uncertainties]]",
    ),
    "search_no_lever": (
        "{policy} is none of the [[levers]]; add it there, or remove the parameter",
        "{policy} n’est aucun des [[levers]] ; ajoutez-la là, ou ôtez le paramètre",
    ),
    "search_nowhere": (
        "neither the base nor the [[levers]] have the policy {policy}; add it, or remove the "
        "uncertainty",
        "ni la base ni les [[levers]] n’ont la politique {policy} ; ajoutez-la, ou ôtez "
        "l’incertitude",
    ),
    "search_in_base": (
        "the base has this policy already, so every package would; remove it from the base or from "
        "[[levers]]",
        "la base a déjà cette politique, donc tous les paquets l’auraient ; ôtez-la de la base ou "
        "de [[levers]]",
    ),
    "search_years": (
        "the runs have {years} years; give no more, or more overrides.years",
        "les simulations ont {years} ans ; n’en donnez pas plus, ou allongez overrides.years",
    ),
    "search_none": (
        "not the folder of a search (no readable {file}); give one that `peuplement search` made, "
        "or begin anew",
        "ce n’est pas le dossier d’une recherche (pas de {file} lisible) ; donnez-en un que "
        "`peuplement search` a fait, ou recommencez",
    ),
    "search_exists": (
        "holds a search already; go on by `peuplement resume {folder}`, or give another --out",
        "contient déjà une recherche ; reprenez par `peuplement resume {folder}`, ou donnez un "
        "autre --out",
    ),
    "search_other_code": (
        "the code changed since this search began: its runs would not compare; put back the "
        "version {version}, or begin another search with another --out",
        "le code a changé depuis le début de cette recherche : ses simulations ne se compareraient "
        "pas ; remettez la version {version}, ou commencez une autre recherche avec un autre --out",
    ),
    "search_other_file": (
        "{file} is no longer the file of this search (changed: {names}); put it back, or begin "
        "another search with another --out",
        "{file} n’est plus le fichier de cette recherche (changé : {names}) ; remettez-le en état, "
        "ou commencez une autre recherche avec un autre --out",
    ),
    "search_other_packages": (
        "holds other packages than those proposed now, by another version of Optuna or of NumPy "
        "perhaps; put the versions of search.json back, or begin another search with another --out",
        "contient d’autres paquets que ceux proposés maintenant, peut-être par une autre version "
        "d’Optuna ou de NumPy ; remettez les versions de search.json, ou commencez une autre "
        "recherche avec un autre --out",
    ),
    "search_reference": (
        "{measure} has no number in some year of the reference, or its runs failed: nothing to "
        "compare packages with; look at {folder} (peuplement status), or choose another measure",
        "{measure} n’a pas de nombre une certaine année de la référence, ou ses simulations ont "
        "échoué : rien à quoi comparer les paquets ; voyez {folder} (peuplement status), ou "
        "choisissez une autre mesure",
    ),
    "search_failed": (
        "a run failed, or an objective has no number",
        "une simulation a échoué, ou un objectif n’a pas de nombre",
    ),
    "search_interrupted": (
        "Interrupted: what is done is kept; go on by: peuplement resume {folder}",
        "Interrompu : ce qui est fait est gardé ; reprenez par : peuplement resume {folder}",
    ),
    "search_size": (
        "{title}: {levers} policies and {numbers} numbers, {objectives} objectives, {evaluations} "
        "packages × {replicates} replicates",
        "{title} : {levers} politiques et {numbers} nombres, {objectives} objectifs, {evaluations} "
        "paquets × {replicates} répliques",
    ),
    "search_cost": (
        "about {runs} runs of {seconds} s: {hours} of computing, {wait} on {workers} workers",
        "environ {runs} simulations de {seconds} s : {hours} de calcul, {wait} sur "
        "{workers} processus",
    ),
    "search_no_cost": (
        "about {runs} runs; the first one failed, so their time is not known",
        "environ {runs} simulations ; la première a échoué, leur durée n’est donc pas connue",
    ),
    "search_generation": (
        "generation {number}: {done} of {total} packages, {front} on the front",
        "génération {number} : {done} paquets sur {total}, {front} sur le front",
    ),
    "search_done": (
        "{done} of about {total} runs, {generations} generations begun{stage}",
        "{done} simulations sur environ {total}, {generations} générations commencées{stage}",
    ),
    "search_stage_confirmation": (", front run again", ", front simulé de nouveau"),
    "search_stage_robustness": (", front tested", ", front mis à l’épreuve"),
}
"""By code: English, French."""
