"""Dictionary of the tables of segregation: indices, their splits, places, sizes, change."""

from __future__ import annotations

from simulation.results.dictionary.common import AREA, IS_QPV, RUN, YEAR
from simulation.results.dictionary.entry import Column, Table, column

_POPULATION = column(
    "population", "text",
    "Social tenants; households of all homes; social tenants who moved in this year",
    "Locataires du parc social ; ménages de tous les logements ; locataires emménagés dans l’année",
    "social, all or recent", "state",
)  # fmt: skip
_UNIT = column(
    "unit", "text",
    "What households are counted by; private homes are in no residence",
    "Ce par quoi les ménages sont comptés ; le parc privé n’a pas de résidences",
    "residence, area or commune", "state",
)  # fmt: skip
_CHANCE = column(
    "expected_random", "index",
    "Value that chance alone would give", "Valeur que donnerait le seul hasard",
    "E(value) with the sizes of units and of groups given", "chance",
)  # fmt: skip
_CORRECTED = column(
    "corrected", "index",
    "Value beyond chance: 0 under random allocation, 1 at the most (M: its highest value)",
    "Valeur au-delà du hasard : 0 sous répartition aléatoire, 1 au plus (M : sa valeur maximale)",
    "highest (value − expected_random) / (highest − expected_random)", "chance",
)  # fmt: skip

SEGREGATION = Table(
    "segregation",
    (
        "One population, unit, grouping and index, in December.",
        "Une population, une unité, un découpage et un indice, en décembre.",
    ),
    (
        *RUN,
        YEAR,
        _POPULATION,
        _UNIT,
        column(
            "grouping", "text",
            "Groups: fixed income quartiles; households (not persons) under the national poverty "
            "line and others; deciles of income of the population itself",
            "Groupes : quartiles de revenu figés ; ménages (non personnes) sous le seuil national "
            "de pauvreté et autres ; déciles de revenu de la population elle-même",
            "quartile, poverty or decile", "indices",
        ),
        column(
            "index", "text",
            "Index of segregation; its formula is in the page of indices",
            "Indice de ségrégation ; sa formule est dans la page des indices",
            "name of the function of simulation.indicators, then the group", "indices",
        ),
        column(
            "value", "index",
            "Value of the index; the mutual information is in nats",
            "Valeur de l’indice ; l’information mutuelle est en nats",
            "index(n(households) by unit and group)", "indices",
        ),
        _CHANCE,
        _CORRECTED,
    ),
)  # fmt: skip

PARTS = Table(
    "segregation_parts",
    (
        "One part of an index of fixed quartiles: population, split, unit, index and part, in "
        "December.",
        "Une part d’un indice des quartiles figés : population, découpage, unité, indice et part, "
        "en décembre.",
    ),
    (
        *RUN,
        YEAR,
        _POPULATION,
        column(
            "split", "text",
            "What the index is split by: QPV and the rest, communes, areas into residences, or "
            "the first quartile against the others",
            "Ce qui découpe l’indice : QPV et reste, communes, quartiers en résidences, ou premier "
            "quartile face aux autres",
            "qpv, commune, area or group", "splits",
        ),
        _UNIT,
        column(
            "index", "text",
            "Index that is split", "Indice découpé",
            "mutual_information (in nats) or theil_h", "splits",
        ),
        column(
            "part", "text",
            "Between parts, within all of them, or within one; a group against the rest, or among "
            "the rest",
            "Entre les parts, au sein de toutes, ou d’une seule ; un groupe face au reste, ou "
            "entre les autres",
            "between, within, within_qpv, within_outside, q1_against_rest, among_rest", "splits",
        ),
        column(
            "value", "index",
            "What the part adds to the index", "Ce que la part apporte à l’indice",
            "index = between + within; within = Σ of the parts", "splits",
        ),
        column(
            "share_of_total", "index",
            "Share of the index that the part is", "Part de l’indice",
            "value / index", "splits",
        ),
        column(
            "expected_random", "index",
            "What chance alone would give; within parts, with the mix of each given",
            "Ce que donnerait le seul hasard ; au sein des parts, à composition donnée de chacune",
            "E(value) with the sizes of units and of groups given", "chance",
        ),
        column(
            "excess", "index",
            "What the part adds beyond chance", "Ce que la part apporte au-delà du hasard",
            "value − expected_random", "chance",
        ),
    ),
)  # fmt: skip


def _quotient(quartile: int) -> Column:
    return column(
        f"location_quotient_q{quartile}", "ratio",
        f"Share of the fixed quartile {quartile} among social tenants of the area, over its share "
        "in the territory; missing without tenants",
        f"Part du quartile figé {quartile} parmi les locataires du parc social du quartier, "
        "rapportée à sa part dans le territoire ; vide sans locataires",
        f"(q{quartile} / households) / (Σ q{quartile} / Σ households)", "indices",
    )  # fmt: skip


BY_AREA = Table(
    "segregation_by_area",
    (
        "One area: its social tenants by fixed quartile, and how specialised its residences are.",
        "Un quartier : ses locataires du parc social par quartile figé, et la spécialisation de "
        "ses résidences.",
    ),
    (
        *RUN,
        YEAR,
        AREA,
        IS_QPV,
        column(
            "households", "count",
            "Social tenants", "Locataires du parc social", "n(households)", "state",
        ),
        *(_quotient(quartile) for quartile in (1, 2, 3, 4)),
        column(
            "local_entropy", "index",
            "How mixed the area is: 0 for one quartile, 1 for four equal ones; missing without "
            "tenants",
            "Mixité du quartier : 0 pour un seul quartile, 1 pour quatre égaux ; vide sans "
            "locataires",
            "−Σ p ln p / ln 4", "indices",
        ),
        column(
            "local_segregation", "index",
            "How far the area is from the mix of the territory, in nats; its mean over tenants is "
            "the mutual information; missing without tenants",
            "Écart du quartier à la composition du territoire, en nats ; sa moyenne sur les "
            "locataires est l’information mutuelle ; vide sans locataires",
            "Σ p ln(p / P)", "splits",
        ),
        column(
            "specialisation", "index",
            "H between the residences of the area: a mixed area of specialised residences is high "
            "on both",
            "H entre les résidences du quartier : un quartier mixte de résidences spécialisées est "
            "haut sur les deux",
            "theil_h(n(households) by residence and quartile_fixed)", "splits",
        ),
        column(
            "specialisation_expected", "index",
            "Specialisation that chance alone would give, the mix of the area given",
            "Spécialisation que donnerait le seul hasard, à composition donnée du quartier",
            "E(specialisation) with the sizes of residences given", "chance",
        ),
        column(
            "specialisation_corrected", "index",
            "Specialisation beyond chance: 0 under random allocation, 1 at the most",
            "Spécialisation au-delà du hasard : 0 sous répartition aléatoire, 1 au plus",
            "(specialisation − specialisation_expected) / (1 − specialisation_expected)", "chance",
        ),
    ),
)  # fmt: skip

BY_SIZE = Table(
    "segregation_by_size",
    (
        "One class of residences by number of social tenants, in December.",
        "Une classe de résidences selon leur nombre de locataires, en décembre.",
    ),
    (
        *RUN,
        YEAR,
        column(
            "least_tenants", "count",
            "Least number of tenants of the class; 0 is every residence",
            "Plus petit nombre de locataires de la classe ; 0 : toutes les résidences",
            "0, 1, 10, 20, 50, 100", "state",
        ),
        column(
            "residences", "count", "Residences", "Résidences", "n(residences)", "state",
        ),
        column(
            "households", "count",
            "Social tenants", "Locataires du parc social", "n(households)", "state",
        ),
        column(
            "share_q1", "share",
            "Share of the first fixed quartile; missing without tenants",
            "Part du premier quartile figé ; vide sans locataires",
            "n(households: quartile_fixed = 1) / households", "indices",
        ),
        column(
            "dissimilarity_q1", "index",
            "Dissimilarity of the first fixed quartile between residences of the class",
            "Dissimilarité du premier quartile figé entre les résidences de la classe",
            "dissimilarity(n(households) by residence and quartile_fixed)", "indices",
        ),
        _CHANCE,
        column(
            "corrected", "index",
            "Dissimilarity beyond chance: 0 under random allocation, 1 at the most",
            "Dissimilarité au-delà du hasard : 0 sous répartition aléatoire, 1 au plus",
            "(dissimilarity_q1 − expected_random) / (1 − expected_random)", "chance",
        ),
    ),
)  # fmt: skip


def _term(name: str, english: str, french: str, formula: str) -> Column:
    return column(name, "index", english, french, formula, "change")


CHANGE = Table(
    "segregation_change",
    (
        "One index of fixed quartiles of social tenants between areas, against an earlier year.",
        "Un indice des quartiles figés des locataires du parc social entre quartiers, comparé à "
        "une année antérieure.",
    ),
    (
        *RUN,
        YEAR,
        column(
            "since", "year",
            "Year compared with: the last of the spin-up, or the first observed",
            "Année de comparaison : la dernière de la mise en route, ou la première observée",
            "min(year, start_year − 1)", "change",
        ),
        column(
            "index", "text", "Index", "Indice", "mutual_information (in nats) or theil_h", "change"
        ),
        _term("before", "Index of that year", "Indice de cette année-là", "index(since)"),
        _term("after", "Index of this year", "Indice de cette année", "index(year)"),
        _term(
            "change", "Change of the index", "Variation de l’indice",
            "after − before = composition + structure + new_areas + gone_areas",
        ),
        _term(
            "composition",
            "Change by the sizes of quartiles and areas alone",
            "Variation due aux seules tailles des quartiles et des quartiers",
            "composition_groups + composition_areas",
        ),
        _term(
            "composition_groups", "Change by the sizes of quartiles",
            "Variation due aux tailles des quartiles", "Shapley value of the margins of groups",
        ),
        _term(
            "composition_areas", "Change by the sizes of areas",
            "Variation due aux tailles des quartiers", "Shapley value of the margins of areas",
        ),
        _term(
            "structure", "Change by sorting, sizes apart",
            "Variation due au tri des ménages, tailles mises à part",
            "Shapley value of the odds ratios",
        ),
        _term(
            "new_areas", "Change by areas that had no tenants then",
            "Variation due aux quartiers alors sans locataires",
            "after − index(year) of areas of both years",
        ),
        _term(
            "gone_areas", "Change by areas that have no tenants now",
            "Variation due aux quartiers désormais sans locataires",
            "index(since) of areas of both years − before",
        ),
    ),
)  # fmt: skip

TABLES = (SEGREGATION, PARTS, BY_AREA, BY_SIZE, CHANGE)
