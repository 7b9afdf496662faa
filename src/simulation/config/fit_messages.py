"""Messages about targets, free parameters and calibrations, in English and in French."""

from __future__ import annotations

from typing import Final

FIT_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "target_value": (
        "give the value or the name of a figure of the territory, not both",
        "donnez la valeur ou le nom d’un chiffre du territoire, pas les deux",
    ),
    "target_band": (
        "give the band once: low and high, or plus_minus, or plus_minus_percent",
        "donnez la bande une seule fois : low et high, ou plus_minus, ou plus_minus_percent",
    ),
    "target_no_value": (
        "a band around a value needs a value; add it, or give low and high",
        "une bande autour d’une valeur demande une valeur ; ajoutez-la, ou donnez low et high",
    ),
    "target_no_band": (
        "a scored target needs a band; add one, or write scored = false",
        "une cible comptée demande une bande ; ajoutez-en une, ou écrivez scored = false",
    ),
    "target_order": (
        "the lower end of the band must be below the upper one ({high})",
        "le bas de la bande doit être sous le haut ({high})",
    ),
    "target_scale": (
        "a band with one end needs a scale: the distance that counts for 1",
        "une bande à un seul bord demande scale : l’écart qui compte pour 1",
    ),
    "target_twice": (
        "a target of this name exists already for the same territory; give another name",
        "une cible de ce nom existe déjà pour le même territoire ; donnez un autre nom",
    ),
    "target_measures": (
        "targets of one name must measure the same thing; give another name",
        "des cibles de même nom doivent mesurer la même chose ; donnez un autre nom",
    ),
    "target_measure": (
        "no such thing in the tables of a run; {suggestion}",
        "rien de tel dans les tables d’une simulation ; {suggestion}",
    ),
    "target_nowhere": (
        "none of them holds for the territory {name}; {suggestion}",
        "aucune ne vaut pour le territoire {name} ; {suggestion}",
    ),
    "unknown_parameter": (
        "no number of a scenario has this name; {suggestion}",
        "aucun nombre d’un scénario n’a ce nom ; {suggestion}",
    ),
    "free_bounds": (
        "a free parameter needs low and high, low first, within what is declared:{range}",
        "un paramètre libre demande low et high, low d’abord, dans ce qui est déclaré :{range}",
    ),
    "free_outside": (
        "must lie within what is declared for {name}:{range}",
        "doit rester dans ce qui est déclaré pour {name} :{range}",
    ),
    "free_log": (
        "a logarithmic scale needs a lower bound above 0",
        "une échelle logarithmique demande une borne basse au-dessus de 0",
    ),
    "free_twice": (
        "this parameter is free already; remove one of the two",
        "ce paramètre est déjà libre ; ôtez l’un des deux",
    ),
    "free_start": (
        "{name} = {value} in {scenario}, outside its bounds {low}–{high}; widen them",
        "{name} = {value} dans {scenario}, hors de ses bornes {low}–{high} ; élargissez-les",
    ),
    "needs_cmaes": (
        'a calibration needs cmaes: pip install "peuplement[explore]"',
        'un calage demande cmaes : pip install "peuplement[explore]"',
    ),
    "small_population": (
        "--population must be at least {least}",
        "--population doit être d’au moins {least}",
    ),
    "no_journal": (
        "not the journal of a calibration; give another folder",
        "ce n’est pas le journal d’un calage ; donnez un autre dossier",
    ),
    "other_journal": (
        "the journal of another calibration (not the same: {names}); give another folder",
        "le journal d’un autre calage (pas les mêmes : {names}) ; donnez un autre dossier",
    ),
    "not_date": (
        "is no date of the form YYYY-MM-DD; write it as in 2022-07-01, or remove the line",
        "n’est pas une date de la forme AAAA-MM-JJ ; écrivez-la comme 2022-07-01, ou ôtez la ligne",
    ),
    "day_unknown": (
        "the law is known from {first} to {last}; choose a day between, or remove the line",
        (
            "le droit est connu du {first} au {last} ; choisissez un jour entre les deux, "
            "ou ôtez la ligne"
        ),
    ),
}
