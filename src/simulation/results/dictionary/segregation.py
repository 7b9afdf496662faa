"""Dictionary of the table of segregation indices."""

from __future__ import annotations

from simulation.results.dictionary.common import RUN, YEAR
from simulation.results.dictionary.entry import Table, column

SEGREGATION = Table(
    "segregation",
    (
        "One population, unit and index, in December.",
        "Une population, une unité et un indice, en décembre.",
    ),
    (
        *RUN,
        YEAR,
        column(
            "population", "text",
            "Social tenants, or households of all homes",
            "Locataires du parc social, ou ménages de tous les logements",
            "social or all, by dwellings.is_social", "state",
        ),
        column(
            "unit", "text",
            "What households are counted by", "Ce par quoi les ménages sont comptés",
            "area or residence", "state",
        ),
        column(
            "index", "text",
            "Index of segregation of fixed income quartiles",
            "Indice de ségrégation des quartiles de revenu figés",
            "dissimilarity_q1, theil_h, isolation_q1, exposure_q1_to_q4", "indices",
        ),
        column(
            "value", "index",
            "Value of the index", "Valeur de l’indice",
            "index(n(households) by unit and quartile_fixed)", "indices",
        ),
        column(
            "expected_random", "index",
            "Value that chance alone would give", "Valeur que donnerait le seul hasard",
            "E(value) with the sizes of units and of groups given", "chance",
        ),
        column(
            "corrected", "index",
            "Value beyond chance: 0 under random allocation, 1 at the most",
            "Valeur au-delà du hasard : 0 sous répartition aléatoire, 1 au plus",
            "(value − expected_random) / (1 − expected_random)", "chance",
        ),
    ),
)  # fmt: skip

TABLES = (SEGREGATION,)
