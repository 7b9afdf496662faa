"""Every sentence of `peuplement explain`, in English and in French."""

from __future__ import annotations

from typing import Final

from simulation.report.explain.words_of_dwellings import DWELLINGS
from simulation.report.explain.words_of_households import HOUSEHOLDS
from simulation.report.explain.words_of_reasons import REASONS

_GENERAL: Final[dict[str, tuple[str, str]]] = {
    "and": ("{first} and {last}", "{first} et {last}"),
    "years_one": ("{n} year", "{n} an"),
    "years_many": ("{n} years", "{n} ans"),
    "months_one": ("{n} month", "{n} mois"),
    "months_many": ("{n} months", "{n} mois"),
    "no_month": ("less than a month", "moins d’un mois"),
    "points_one": ("{n} point", "{n} point"),
    "points_many": ("{n} points", "{n} points"),
    "offers_none": ("no offer", "aucune proposition"),
    "offers_one": ("{n} offer", "{n} proposition"),
    "offers_many": ("{n} offers", "{n} propositions"),
    "refusals_none": ("no refusal", "aucun refus"),
    "refusals_one": ("{n} refusal", "{n} refus"),
    "refusals_many": ("{n} refusals", "{n} refus"),
    "areas_one": ("{n} neighbourhood", "{n} quartier"),
    "areas_many": ("{n} neighbourhoods", "{n} quartiers"),
    "title_household": ("Household {id} ({run})", "Ménage {id} ({run})"),
    "title_dwelling": ("Dwelling {id} ({run})", "Logement {id} ({run})"),
    "run_one": ("{title}", "{title}"),
    "run_many": ("{title}, replicate {replicate}", "{title}, réplique {replicate}"),
    "end_of": ("End of {year}", "Fin {year}"),
    "times_one": ("once", "une fois"),
    "times_two": ("twice", "deux fois"),
    "times_many": ("{n} times", "{n} fois"),
    "adverts_one": ("{n} advert", "{n} annonce"),
    "adverts_many": ("{n} adverts", "{n} annonces"),
    "bids_none": ("nobody bids", "personne ne répond"),
    "bids_one": ("{n} bid", "{n} réponse"),
    "bids_many": ("{n} bids", "{n} réponses"),
    "homes_let_one": ("1 dwelling of its size was", "1 logement à sa taille a été loué"),
    "homes_let_many": ("{n} dwellings of its size were", "{n} logements à sa taille ont été loués"),
}

_LISTING: Final[dict[str, tuple[str, str]]] = {
    "l_title": (
        "Stories worth reading in {run}; ask for one with --household ID or --dwelling ID",
        "Récits à lire dans {run} ; demandez-en un par --household ID ou --dwelling ID",
    ),
    "l_ids": (
        "Dwellings are numbered from 0 to {last}; households have long permanent identities.",
        "Les logements sont numérotés de 0 à {last} ; les ménages ont de longs identifiants "
        "permanents.",
    ),
    "l_longest_waits": ("Housed after the longest wait", "Logés après la plus longue attente"),
    "l_most_refusals": ("Housed after most refusals", "Logés après le plus de refus"),
    "l_transfers": ("Moved within social housing", "Mutations dans le parc social"),
    "l_rehoused": ("Rehoused before a demolition", "Relogés avant une démolition"),
    "l_still_waiting": ("Still waiting at the end", "Attendent encore à la fin"),
    "l_longest_vacancies": ("Longest empty before a letting", "Le plus longtemps vides"),
    "l_most_refused": ("Most often refused", "Le plus souvent refusés"),
    "l_demolished": ("Demolished", "Démolis"),
    "l_housed": (
        "housed in {month}, after {wait} ({refusals})",
        "logé en {month}, après {wait} ({refusals})",
    ),
    "l_rehoused_in": ("rehoused in {month}", "relogé en {month}"),
    "l_waits": ("waiting for {wait}, {refusals}", "attend depuis {wait}, {refusals}"),
    "l_empty": (
        "let in {month} after {empty} empty",
        "loué en {month} après {empty} de vacance",
    ),
}

_WHO: Final[dict[str, tuple[str, str]]] = {
    "alone": ("a person alone aged {age}", "une personne seule de {age} ans"),
    "couple": ("a couple aged {age}", "un couple de {age} ans"),
    "lone_parent": (
        "a lone parent aged {age} with {children}",
        "un parent seul de {age} ans avec {children}",
    ),
    "family": ("a couple aged {age} with {children}", "un couple de {age} ans avec {children}"),
    "children_one": ("{n} child", "{n} enfant"),
    "children_many": ("{n} children", "{n} enfants"),
    "activity_JOB": ("in work", "en emploi"),
    "activity_UNEMPLOYED": ("unemployed", "au chômage"),
    "activity_RETIRED": ("retired", "à la retraite"),
    "activity_INACTIVE": ("not in work", "sans emploi"),
    "income": (
        "{income} a month before housing aid, which is {unit} per consumption unit",
        "{income} par mois avant aide au logement, soit {unit} par unité de consommation",
    ),
    "quarter_1": ("the poorest quarter of applicants", "le quart le plus pauvre des demandeurs"),
    "quarter_2": (
        "the second quarter of applicants by income",
        "le deuxième quart des demandeurs par le revenu",
    ),
    "quarter_3": (
        "the third quarter of applicants by income",
        "le troisième quart des demandeurs par le revenu",
    ),
    "quarter_4": ("the best-off quarter of applicants", "le quart le plus aisé des demandeurs"),
    "who": ("{family}, {activity}, {income}", "{family}, {activity}, {income}"),
    "who_quarter": ("{who} ({quarter})", "{who} ({quarter})"),
    "waiting_for": ("waiting for {wait}", "en attente depuis {wait}"),
    "is_priority": ("priority", "prioritaire"),
    "new_file": ("a file of this month", "demande du mois"),
}

_HOMES: Final[dict[str, tuple[str, str]]] = {
    "dwelling": (
        "dwelling {id} ({rooms}, {surface} m², {area})",
        "logement {id} ({rooms}, {surface} m², {area})",
    ),
    "rooms_1": ("1 room", "T1"),
    "rooms_2": ("2 rooms", "T2"),
    "rooms_3": ("3 rooms", "T3"),
    "rooms_4": ("4 rooms", "T4"),
    "rooms_5": ("5 rooms or more", "T5 ou plus"),
    "in_qpv": ("in a priority neighbourhood (QPV)", "en quartier prioritaire (QPV)"),
    "out_of_qpv": ("outside priority neighbourhoods", "hors quartier prioritaire"),
    "financing_HLMO": ("old social stock (HLMO)", "parc social ancien (HLMO)"),
    "financing_PLUS": ("ordinary social housing (PLUS)", "logement social ordinaire (PLUS)"),
    "financing_PLAI": ("very social housing (PLAI)", "logement très social (PLAI)"),
    "financing_PLS": ("upper social housing (PLS)", "logement social supérieur (PLS)"),
    "financing_PRIVATE_RENTAL": ("private rental", "location privée"),
    "financing_OWNER_OCCUPIED": ("owner-occupied", "propriété"),
    "tenure_SOCIAL": ("as a social tenant", "en locataire HLM"),
    "tenure_PRIVATE_RENTAL": ("as a private tenant", "en locataire du privé"),
    "tenure_OWNER_OCCUPIED": ("as an owner", "en propriétaire"),
    "holder_0": ("the préfet", "le préfet"),
    "holder_1": ("the municipality or the agglomeration", "la commune ou l’agglomération"),
    "holder_2": ("Action Logement", "Action Logement"),
    "holder_3": ("the landlord itself", "le bailleur lui-même"),
    "holder_4": ("the landlord, for transfers", "le bailleur, pour des mutations"),
    "landlord": ("landlord {n}", "bailleur {n}"),
}

WORDS: Final = {**_GENERAL, **_LISTING, **_WHO, **_HOMES, **HOUSEHOLDS, **DWELLINGS, **REASONS}
