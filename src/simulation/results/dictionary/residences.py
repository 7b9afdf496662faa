"""Dictionary of the balance table of residences."""

from __future__ import annotations

from simulation.results.dictionary.common import AREA, IS_QPV, LANDLORD, RUN, YEAR
from simulation.results.dictionary.entry import Column, Table, column
from simulation.results.dictionary.neighbourhoods import QUARTILES
from simulation.state.schema import Financing


def _share(name: str, english: str, french: str, condition: str) -> Column:
    formula = f"n(social tenants) [{condition}] / tenants"
    return column(name, "share", english, french, formula, "fragility")


def _gap(name: str, english: str, french: str, formula: str) -> Column:
    return column(name, "difference of shares", english, french, formula, "balance table")


_OCCUPATION = (
    column(
        "homes", "count",
        "Social homes that stand", "Logements sociaux existants",
        "n(dwellings) [is_social, status ≠ DEMOLISHED]", "accounts",
    ),
    column("tenants", "count", "Social tenants", "Locataires", "q1 + q2 + q3 + q4", "state"),
    *QUARTILES,
    column(
        "q1_share", "share",
        "First fixed quartile among the tenants", "Premier quartile figé parmi les locataires",
        "q1 / tenants", "balance table",
    ),
    _gap(
        "q1_gap", "Gap to the share among all social tenants of the territory",
        "Écart à la part parmi tous les locataires du parc social du territoire",
        "q1_share − Σ q1 / Σ tenants",
    ),
    _gap(
        "q1_gap_to_area", "Gap to the share among the social tenants of the area",
        "Écart à la part parmi les locataires du parc social du quartier",
        "q1_share − Σ q1 / Σ tenants over the area",
    ),
)  # fmt: skip
_FRAGILITY = (
    _share(
        "legal_q1_share", "First legal quartile among the tenants",
        "Premier quartile légal parmi les locataires", "quartile_legal = 1",
    ),
    _share(
        "without_work_share", "Tenants whose reference person is unemployed or inactive",
        "Locataires dont la personne de référence est au chômage ou inactive",
        "activity = UNEMPLOYED, INACTIVE",
    ),
    _share(
        "lone_parent_share", "Lone parents among the tenants",
        "Familles monoparentales parmi les locataires", "adults = 1, persons > 1",
    ),
    _share(
        "aided_share", "Tenants with housing aid", "Locataires avec aide au logement", "aid > 0",
    ),
    column(
        "vacant", "count",
        "Homes that are vacant and may be let", "Logements vacants et louables",
        "n(dwellings) [is_social, status = VACANT]", "SDES",
    ),
    column("vacant_share", "share", "Vacancy", "Part de vacance", "vacant / homes", "SDES"),
    column(
        "fragility_index", "index",
        "Index of fragility today: 0 is the mean dwelling, more is more fragile",
        "Indice de fragilité du moment : 0 pour le logement moyen, plus haut plus fragile",
        "Σ weight (share − mean) / spread", "fragility",
    ),
    column(
        "fragility_today", "class",
        "Class that an assessment would give today, 1 the least fragile",
        "Classe que donnerait une qualification du moment, 1 la moins fragile",
        "class of fragility_index, as many homes in each", "fragility",
    ),
    column(
        "fragility_assessed", "class",
        "Class assessed last, which guidance looks at",
        "Classe de la dernière qualification, celle que suivent les orientations",
        "residences.fragility", "fragility",
    ),
    column(
        "assessed_year", "year",
        "Year of that assessment, 0 without one", "Année de cette qualification, 0 sans",
        "residences.assessed", "fragility",
    ),
)  # fmt: skip
_FLOWS = (
    column(
        "lettings", "count",
        "Homes let in the year", "Logements attribués dans l’année",
        "n(lettings)", "accounts",
    ),
    column(
        "lettings_q1", "count",
        "Those let to the first legal quartile", "Ceux attribués au premier quartile légal",
        "n(lettings) [quartile = 1]", "attribution law",
    ),
    column(
        "offers", "count",
        "Offers, rehousing included", "Propositions, relogement compris",
        "n(offers)", "commission",
    ),
    column(
        "refusals", "count",
        "Refusals among them", "Refus parmi elles", "n(offers) [accepted = 0]", "commission",
    ),
    column(
        "mean_rent_eur", "€/month",
        "Mean rent without charges", "Loyer moyen hors charges",
        "mean(dwellings.rent) / 100", "accounts",
    ),
)  # fmt: skip

RESIDENCES = Table(
    "residences",
    (
        "One social residence that stands: the balance table, in December.",
        "Une résidence sociale existante : le tableau d’équilibre, en décembre.",
    ),
    (
        *RUN,
        YEAR,
        column("residence", "row", "Residence", "Résidence", "row of residences", "state"),
        AREA,
        IS_QPV,
        LANDLORD,
        column(
            "financing", "text",
            "Financing", "Financement",
            ", ".join(f.name.lower() for f in Financing if f < Financing.PRIVATE_RENTAL), "state",
        ),
        column(
            "built_year", "year",
            "Year of construction", "Année de construction", "residences.built_year", "state",
        ),
        *_OCCUPATION,
        *_FRAGILITY,
        *_FLOWS,
    ),
)  # fmt: skip

TABLES = (RESIDENCES,)
