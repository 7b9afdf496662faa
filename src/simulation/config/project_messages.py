"""Messages about renewal projects and works, in English and in French."""

from __future__ import annotations

from typing import Final

PROJECT_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    "operation_ends_early": (
        "the operation ends before it begins ({start}); give a later day, or remove the line",
        (
            "l’opération finit avant de commencer ({start}) ; donnez un jour plus tardif, "
            "ou ôtez la ligne"
        ),
    ),
    "operation_option": (
        "has no effect on a {name}; remove the line (a {name} takes {known})",
        "n’a pas d’effet sur « {name} » ; ôtez la ligne (« {name} » prend {known})",
    ),
    "operation_volume": (
        "give exactly one of {known} for a {name}",
        "donnez un seul de {known} pour « {name} »",
    ),
    "project_twice": (
        "another project has this name; give another one",
        "un autre projet a ce nom ; donnez-en un autre",
    ),
    "outside_run": (
        "this day is outside the run ({first}–{last}); move it, or change the years simulated",
        (
            "ce jour est hors de la simulation ({first}–{last}) ; déplacez-le, ou changez les "
            "années du scénario"
        ),
    ),
    "nothing_to_work_on": (
        "there is no social building to work on there, or none this small; widen the operation",
        (
            "il n’y a là aucun immeuble social pour ces travaux, ou aucun d’aussi petit ; "
            "élargissez l’opération"
        ),
    ),
    "not_social_building": (
        "row {row} is no social residence of these areas; give the row of one",
        "la ligne {row} n’est pas une résidence sociale de ces secteurs ; donnez celle d’une autre",
    ),
    "nothing_demolished": (
        "a ratio needs a demolition in the same project; add one, or give homes",
        "un ratio demande une démolition dans le même projet ; ajoutez-en une, ou donnez homes",
    ),
    "worked_on_twice": (
        "residence {row} has another demolition or refurbishment ({other}); keep one of them",
        ("la résidence {row} a une autre démolition ou réhabilitation ({other}) ; gardez-en une"),
    ),
    "works_exceed": (
        (
            "{name} would demolish, refurbish or sell homes that {who} works on: {wanted} homes "
            "wanted together, {found} there; lower a share, or give them different scopes"
        ),
        (
            "{name} démolirait, réhabiliterait ou vendrait des logements sur lesquels {who} "
            "intervient : {wanted} logements voulus ensemble, {found} sur place ; baissez une "
            "part, ou donnez-leur des périmètres différents"
        ),
    ),
    "works_twice": (
        (
            "{name} and {who} ask for {work} of the same homes in some of the same years; keep "
            "one, or give them different scopes or years"
        ),
        (
            "{name} et {who} demandent la même chose pour les mêmes logements et une partie des "
            "mêmes années ({work}) ; gardez-en une, ou donnez-leur des périmètres ou des années "
            "différents"
        ),
    ),
    "works_done": (
        (
            "{name} has nothing to do: it asks for {work} of {wanted} homes by the end, and {who} "
            "sees to {done} of them; raise its share, or remove it"
        ),
        (
            "{name} n’a rien à faire : {wanted} logements à terme ({work}), et {who} s’occupe de "
            "{done} d’entre eux ; augmentez sa part, ou ôtez-la"
        ),
    ),
    "second_rent": (
        (
            "{name} sets a rent after works (rent_eur_m2) for homes whose rent {other} (policy "
            "{position}) sets in some of the same years; keep rents (rent_eur_m2 = 0), or give "
            "them different scopes or years"
        ),
        (
            "{name} fixe un loyer après travaux (rent_eur_m2) pour des logements dont {other} "
            "(politique {position}) fixe le loyer une partie des mêmes années ; gardez les loyers "
            "(rent_eur_m2 = 0), ou donnez-leur des périmètres ou des années différents"
        ),
    ),
    "work_demolition": ("demolition", "démolition"),
    "work_refurbishment": ("refurbishment", "réhabilitation"),
    "work_sale": ("sale", "vente"),
    "claim_policy": ("{name} (policy {position})", "{name} (politique {position})"),
    "claim_project": ("project {name}", "le projet {name}"),
}
