"""Every message about scenarios, in English and in French."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Final

from simulation.config.analysis_messages import ANALYSIS_MESSAGES
from simulation.config.calibrate_messages import CALIBRATE_MESSAGES
from simulation.config.cli_messages import CLI_MESSAGES
from simulation.config.fit_messages import FIT_MESSAGES
from simulation.config.project_messages import PROJECT_MESSAGES
from simulation.config.search_messages import SEARCH_MESSAGES
from simulation.config.sweep_messages import SWEEP_MESSAGES

LANGUAGES: Final = ("en", "fr")
VARIABLE: Final = "PEUPLEMENT_LANG"
_chosen: list[str] = []


def choose_language(language: str | None) -> None:
    """Set the language of messages for this process; None goes back to the environment."""
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}: {language!r}")
    _chosen[:] = [] if language is None else [language]


def language(environment: Mapping[str, str] | None = None) -> str:
    """Return the chosen language, else that of the environment, else English."""
    if _chosen:
        return _chosen[0]
    variables = os.environ if environment is None else environment
    for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = variables.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def say(code: str, **details: Any) -> str:
    """Return the message `code` in the present language, filled with `details`."""
    return MESSAGES[code][LANGUAGES.index(language())].format(**details)


MESSAGES: Final[dict[str, tuple[str, str]]] = {
    **CLI_MESSAGES,
    **ANALYSIS_MESSAGES,
    **CALIBRATE_MESSAGES,
    **FIT_MESSAGES,
    **PROJECT_MESSAGES,
    **SEARCH_MESSAGES,
    **SWEEP_MESSAGES,
    # ---- where ----
    "line": ("{file}, line {line}", "{file}, ligne {line}"),
    "at": ("{where}: {what}", "{where} : {what}"),
    "field": ("{field} = {value}: {what}", "{field} = {value} : {what}"),
    "field_alone": ("{field}: {what}", "{field} : {what}"),
    # ---- values ----
    "out_of_range": (
        "must be{range}; choose a value in this range{default}",
        "doit être{range} ; choisissez une valeur dans ces bornes{default}",
    ),
    "default": (
        ", or remove the line to use {default}",
        ", ou ôtez la ligne pour garder {default}",
    ),
    "between": (" between {low} and {high}{unit}", " entre {low} et {high}{unit}"),
    "at_least": (" at least {low}{unit}", " d’au moins {low}{unit}"),
    "at_most": (" at most {high}{unit}", " d’au plus {high}{unit}"),
    "unbounded": (" any number{unit}", " tout nombre{unit}"),
    "not_finite": (
        "must be a finite number{range}, not nan or inf{default}",
        "doit être un nombre fini{range}, ni nan ni inf{default}",
    ),
    "not_number": (
        "must be a number{range}, without quotes{default}",
        "doit être un nombre{range}, sans guillemets{default}",
    ),
    "not_whole": (
        "must be a whole number{range}, without quotes or decimal point{default}",
        "doit être un nombre entier{range}, sans guillemets ni point décimal{default}",
    ),
    "not_boolean": (
        "must be true or false, without quotes{default}",
        "doit être true ou false, sans guillemets{default}",
    ),
    "not_text": (
        "must be a text between quotes{unit}{default}",
        "doit être un texte entre guillemets{unit}{default}",
    ),
    "not_list": (
        "must be a list between square brackets{default}",
        "doit être une liste entre crochets{default}",
    ),
    "empty_list": ("is empty; write at least one", "est vide ; écrivez-en au moins un"),
    "not_table": (
        "must be a table: write its parameters under [{field}]",
        "doit être une table : écrivez ses paramètres sous [{field}]",
    ),
    "not_choice": (
        "must be one of {expected}{default}",
        "doit être l’une des valeurs {expected}{default}",
    ),
    "bad_name": (
        "must be made of letters without accent, digits, - and _ (80 at most)",
        "doit se composer de lettres sans accent, de chiffres, de - et de _ (80 au plus)",
    ),
    "invalid": ("{message}", "{message}"),
    "missing": (
        "is missing; add it{unit}",
        "manque ; ajoutez-le{unit}",
    ),
    # ---- keys and names ----
    "unknown_key": (
        "unknown key; {suggestion}",
        "clé inconnue ; {suggestion}",
    ),
    "unknown_policy": (
        "unknown policy; {suggestion}",
        "politique inconnue ; {suggestion}",
    ),
    "unknown_preset": (
        "unknown preset; {suggestion}",
        "territoire prêt à l’emploi inconnu ; {suggestion}",
    ),
    "did_you_mean": (
        "did you mean {nearest}? Known here: {known}",
        "vouliez-vous dire {nearest} ? Connus ici : {known}",
    ),
    "known": ("known here: {known}", "connus ici : {known}"),
    "none_known": ("none is known here", "aucun n’est connu ici"),
    "nothing_named": (
        "nothing has a name that starts with {name}; {suggestion}",
        "rien n’a un nom qui commence par {name} ; {suggestion}",
    ),
    "policy_without_name": (
        'each [[policies]] table needs name = "…"; {suggestion}',
        'chaque table [[policies]] demande name = "…" ; {suggestion}',
    ),
    "policies_not_tables": (
        "policies are written as [[policies]] tables, each with its name",
        "les politiques s’écrivent en tables [[policies]], chacune avec son nom",
    ),
    # ---- consistency ----
    "territory_choice": (
        'give exactly one of preset = "…" and file = "….npz"',
        'donnez soit preset = "…", soit file = "….npz", l’un ou l’autre',
    ),
    "territory_missing": (
        'a scenario needs a territory: add [territory] with preset = "…" or file = "….npz"',
        (
            'un scénario demande un territoire : ajoutez [territory] avec preset = "…" '
            'ou file = "….npz"'
        ),
    ),
    "territory_file": (
        "no such file; build it by `peuplement territory build`, or use a preset",
        (
            "ce fichier n’existe pas ; construisez-le par `peuplement territory build`, "
            "ou prenez un territoire prêt à l’emploi"
        ),
    ),
    "shares_sum": (
        "the shares of the flow ({names}) must add to one; {told} = {total}: change one of them",
        (
            "les parts du flux ({names}) doivent avoir un pour somme ; {told} = {total} : "
            "changez l’une d’elles"
        ),
    ),
    "starts_outside": (
        (
            "the policy starts outside the run ({first}–{last}); move it, or change start_year or "
            "years of the scenario"
        ),
        (
            "la politique commence hors de la simulation ({first}–{last}) ; déplacez-la, "
            "ou changez start_year ou years du scénario"
        ),
    ),
    "ends_early": (
        "the policy ends before it starts ({start}); give a later year, or remove the line",
        (
            "la politique finit avant de commencer ({start}) ; donnez une année plus tardive, "
            "ou ôtez la ligne"
        ),
    ),
    # ---- scoring grids ----
    "grid_or_criteria": (
        'give either grid = "….toml" or [[scoring.criteria]] tables, not both',
        'donnez soit grid = "….toml", soit des tables [[scoring.criteria]], pas les deux',
    ),
    "grid_unread": (
        "a grid file is read with the scenario: load it by `simulation.load`",
        "un fichier de grille se lit avec le scénario : chargez-le par `simulation.load`",
    ),
    "grid_empty": (
        'a grid needs at least one [[criteria]] table, with criterion = "…"',
        'une grille demande au moins une table [[criteria]], avec criterion = "…"',
    ),
    "grid_not_tables": (
        "criteria are written as [[criteria]] tables, one per criterion",
        "les critères s’écrivent en tables [[criteria]], une par critère",
    ),
    "criterion_missing": (
        'each [[criteria]] table needs criterion = "…"; {suggestion}',
        'chaque table [[criteria]] demande criterion = "…" ; {suggestion}',
    ),
    "unknown_criterion": ("unknown criterion; {suggestion}", "critère inconnu ; {suggestion}"),
    "criterion_twice": (
        "{name} stands twice in this grid; keep one table for it",
        "{name} figure deux fois dans cette grille ; gardez-en une table",
    ),
    "unknown_option": (
        "{name} has no such option; {suggestion}",
        "{name} n’a pas cette option ; {suggestion}",
    ),
    "option_missing": (
        "{name} needs {option} = …; add it",
        "{name} demande {option} = … ; ajoutez",
    ),
    # ---- packages ----
    "unknown_name": (
        "no such name in this territory; {suggestion}",
        "ce nom n’existe pas dans ce territoire ; {suggestion}",
    ),
    "recent_before_old": (
        "recent buildings must begin after the old ones end, in {last}; give a later year",
        "les immeubles récents doivent commencer après les anciens, qui vont jusqu’à {last} ; "
        "donnez une année plus tardive",
    ),
    "unknown_number": (
        "no such number in this territory; give one from 0 to {last}",
        "ce numéro n’existe pas dans ce territoire ; donnez-en un de 0 à {last}",
    ),
    "empty_scope": (
        "no social dwelling lies in this scope; widen it, or remove the policy",
        "ce périmètre ne contient aucun logement social ; élargissez-le, ou ôtez la politique",
    ),
    "exclusive": (
        (
            "{name} and {other} (policy {position}) both set {lever} for some of the same "
            "dwellings in some of the same years; give them different scopes or years, or keep one"
        ),
        (
            "{name} et {other} (politique {position}) fixent tous deux {lever} pour une partie des "
            "mêmes logements et des mêmes années ; donnez-leur des périmètres ou des années "
            "différents, ou gardez-en une"
        ),
    ),
    "same_target": (
        (
            "policy {position} holds the same attribution target ({target}) in some of the same "
            "years; keep one, or give them different scopes"
        ),
        (
            "la politique {position} porte le même objectif d’attribution ({target}) pour une "
            "partie des mêmes années ; gardez-en une, ou donnez-leur des périmètres différents"
        ),
    ),
    "targets_exceed": (
        (
            "attribution targets of disjoint groups add to {total}, more than 1, in {place}; lower "
            "one of: {targets}"
        ),
        (
            "les objectifs d’attribution de groupes disjoints font {total}, plus de 1, à {place} ; "
            "baissez l’un de : {targets}"
        ),
    ),
    "targets_nowhere": (
        "none of its targets holds anywhere in its scope; change the scope, or remove the policy",
        (
            "aucun de ses objectifs ne vaut dans son périmètre ; changez le périmètre, "
            "ou ôtez la politique"
        ),
    ),
    "no_quartile": (
        "there is no such quartile; write 1, 2, 3 or 4",
        "ce quartile n’existe pas ; écrivez 1, 2, 3 ou 4",
    ),
    "classes_overlap": (
        "a residence cannot be both robust and fragile (from class {fragile}); give a lower class",
        (
            "une résidence ne peut être à la fois robuste et fragile (à partir de la classe "
            "{fragile}) ; donnez une classe plus basse"
        ),
    ),
    "shares_together": (
        "the shares of the flow ({names}) are given together; add those that are missing",
        "les parts du flux ({names}) se donnent ensemble ; ajoutez celles qui manquent",
    ),
    "grid_uniform": (
        (
            "a scoring grid holds over the whole territory; remove the scope, and derogate by a "
            "second scoring policy"
        ),
        (
            "une grille de cotation vaut pour tout le territoire ; ôtez le périmètre, et dérogez "
            "par une seconde politique scoring"
        ),
    ),
    # ---- files ----
    "no_file": ("no such file", "ce fichier n’existe pas"),
    "is_folder": (
        "this is a folder; give a scenario file (.toml)",
        "c’est un dossier ; donnez un fichier de scénario (.toml)",
    ),
    "unreadable": ("cannot be read: {reason}", "ne peut pas être lu : {reason}"),
    "too_large": (
        "{size} bytes, more than the {limit} that a scenario may have; is it the right file?",
        "{size} octets, plus que les {limit} qu’un scénario peut avoir ; est-ce le bon fichier ?",
    ),
    "not_utf8": (
        "not UTF-8 text (byte {place}); save the file again as UTF-8",
        "ce n’est pas du texte UTF-8 (octet {place}) ; enregistrez le fichier en UTF-8",
    ),
    "not_toml": (
        (
            "not valid TOML: {reason}. Texts go between quotes, tables are [name], "
            "policies are [[policies]]"
        ),
        (
            "TOML non valable : {reason}. Les textes vont entre guillemets, les tables s’écrivent "
            "[nom], les politiques [[policies]]"
        ),
    ),
    "extends_text": (
        "must be the path of one scenario file, between quotes",
        "doit être le chemin d’un fichier de scénario, entre guillemets",
    ),
    "extends_cycle": (
        "files that extend each other in a circle: {chain}; remove one of the links",
        "des fichiers se prolongent en rond : {chain} ; ôtez l’un des liens",
    ),
    # ---- stories ----
    "explain_what": (
        "give exactly one of --household ID, --dwelling ID and --list",
        "donnez --household ID, --dwelling ID ou --list, l’un des trois",
    ),
    "not_traced": (
        "{path}: this run kept no ledger; run it again with --trace",
        "{path} : cette simulation n’a pas gardé de registre ; relancez-la avec --trace",
    ),
    "unknown_replicate": (
        "{path}: no replicate {replicate}; it has {known}",
        "{path} : pas de réplique {replicate} ; il y a {known}",
    ),
    "unknown_household": (
        (
            "no household {identity} in replicate {replicate}; identities lie between {first} and "
            "{last}, with gaps: `peuplement explain {path} --list` shows some"
        ),
        (
            "pas de ménage {identity} dans la réplique {replicate} ; les identifiants vont de "
            "{first} à {last}, avec des trous : `peuplement explain {path} --list` en montre"
        ),
    ),
    "unknown_dwelling": (
        "no dwelling {identity} among 0 to {last}; `peuplement explain {path} --list` shows some",
        "aucun logement {identity} de 0 à {last} ; `peuplement explain {path} --list` en montre",
    ),
}
