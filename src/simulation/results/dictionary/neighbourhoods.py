"""Dictionary of the tables of neighbourhoods and of their residences."""

from __future__ import annotations

from simulation.results.dictionary.common import AREA, IS_QPV, RUN, YEAR
from simulation.results.dictionary.entry import Column, Table, column


def _of_quartile(quartile: int, english: str, french: str) -> Column:
    return column(
        f"q{quartile}", "count",
        f"Social tenants in the {english} fixed quartile",
        f"Locataires du parc social du {french} quartile figé",
        f"n(social tenants) [quartile_fixed = {quartile}]", "fixed quartiles",
    )  # fmt: skip


QUARTILES = (
    _of_quartile(1, "first", "premier"),
    _of_quartile(2, "second", "deuxième"),
    _of_quartile(3, "third", "troisième"),
    _of_quartile(4, "fourth", "quatrième"),
)

AREAS = Table(
    "areas",
    (
        "One area: stocks in December, flows over the year.",
        "Un quartier : stocks en décembre, flux sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        AREA,
        IS_QPV,
        column(
            "social_households", "count",
            "Social tenants", "Locataires du parc social",
            "q1 + q2 + q3 + q4", "state",
        ),
        *QUARTILES,
        column(
            "all_households", "count",
            "Households of all homes", "Ménages de tous les logements",
            "n(households) [place = HOUSED]", "state",
        ),
        column(
            "all_q1", "count",
            "Households of all homes in the first fixed quartile",
            "Ménages de tous les logements du premier quartile figé",
            "n(households) [place = HOUSED, quartile_fixed = 1]", "fixed quartiles",
        ),
        column(
            "poverty_share", "share",
            "Persons under the poverty line, all homes",
            "Personnes sous le seuil de pauvreté, tous logements",
            "Σ persons [(income + aid) / units < poverty_line] / Σ persons", "Filosofi",
        ),
        column(
            "social_vacant", "count",
            "Social homes that are vacant and may be let",
            "Logements sociaux vacants et louables",
            "n(dwellings) [is_social, status = VACANT]", "SDES",
        ),
        column(
            "image", "utility",
            "Reputation of the area", "Réputation du quartier",
            "areas.image", "private",
        ),
        column(
            "offers", "count",
            "Offers of social homes of the area, rehousing included",
            "Propositions de logements sociaux du quartier, relogement compris",
            "n(offers)", "commission",
        ),
        column(
            "refusals", "count",
            "Refusals among these offers", "Refus parmi ces propositions",
            "n(offers) [accepted = 0]", "commission",
        ),
    ),
)  # fmt: skip

TABLES = (AREAS,)
