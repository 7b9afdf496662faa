"""Dictionary of the tables of money: bills of tenants, costs of policies and projects."""

from __future__ import annotations

from simulation.results.dictionary.common import (
    AREA,
    IS_PROJECT,
    IS_QPV,
    NAME,
    POSITION,
    RUN,
    SECTOR,
    YEAR,
)
from simulation.results.dictionary.entry import Column, Table, column
from simulation.state.schema import Spending

_EFFORT = "100 (paid by the tenant / income)"
_RESIDUAL = "(income − paid by the tenant) / units / (365.25 / 12)"
_QUANTILES = {
    "q25": ("lowest quarter below it", "un quart au-dessous"),
    "median": ("half below it", "la moitié au-dessous"),
    "q75": ("highest quarter above it", "un quart au-dessus"),
}

BILLS = (
    column(
        "rent_due_eur", "€/month",
        "Rents of let social homes, without charges",
        "Loyers des logements sociaux loués, hors charges",
        "Σ dwellings.rent / 100", "accounts",
    ),
    column(
        "charges_due_eur", "€/month",
        "Charges paid with the rent", "Charges payées avec le loyer",
        "Σ dwellings.charges / 100", "accounts",
    ),
    column(
        "rent_reduction_eur", "€/month",
        "Solidarity rent reduction (RLS)", "Réduction de loyer de solidarité (RLS)",
        "Σ reduction / 100", "reduction law",
    ),
    column(
        "supplement_eur", "€/month",
        "Solidarity supplement (SLS)", "Supplément de loyer de solidarité (SLS)",
        "Σ supplement / 100", "supplement law",
    ),
    column(
        "housing_aid_eur", "€/month",
        "Housing aid of social tenants (APL)", "Aide au logement des locataires sociaux (APL)",
        "Σ aid / 100", "aid law",
    ),
    column(
        "paid_by_tenants_eur", "€/month",
        "What tenants pay themselves", "Ce que les locataires paient eux-mêmes",
        "rent_due_eur + charges_due_eur − rent_reduction_eur + supplement_eur − housing_aid_eur",
        "direct aid",
    ),
    column(
        "received_by_landlords_eur", "€/month",
        "What landlords receive, aid included", "Ce que les bailleurs reçoivent, aide comprise",
        "paid_by_tenants_eur + housing_aid_eur", "direct aid",
    ),
    column(
        "vacancy_loss_eur", "€/month",
        "Rents lost on vacant social homes", "Loyers perdus sur les logements sociaux vacants",
        "Σ dwellings.rent [is_social, status = VACANT] / 100", "accounts",
    ),
)  # fmt: skip

PAYERS = (
    column(
        "supplement_payers", "count",
        "Tenants who pay the supplement", "Locataires qui paient le supplément",
        "n(social tenants) [supplement > 0]", "supplement law",
    ),
    column(
        "aided_tenants", "count",
        "Tenants with housing aid", "Locataires avec aide au logement",
        "n(social tenants) [aid > 0]", "aid law",
    ),
)  # fmt: skip


def _effort(name: str) -> Column:
    english, french = _QUANTILES[name]
    return column(
        f"effort_{name}_percent", "percent",
        f"Effort of tenants with an income: {english}",
        f"Taux d’effort des locataires ayant un revenu : {french}",
        f"{name}({_EFFORT})", "aid law",
    )  # fmt: skip


def _residual(name: str) -> Column:
    english, french = _QUANTILES[name]
    return column(
        f"residual_{name}_eur_unit_day", "€/unit/day",
        f"Residual income of tenants after housing: {english}",
        f"Reste à vivre des locataires après logement : {french}",
        f"{name}({_RESIDUAL})", "OECD",
    )  # fmt: skip


MONEY = Table(
    "money",
    (
        "One sector: social stock, month of December.",
        "Un secteur : parc social, mois de décembre.",
    ),
    (
        *RUN,
        YEAR,
        SECTOR,
        *BILLS,
        *PAYERS,
        column(
            "effort_mean_percent", "percent",
            "Net costs of all tenants over all their incomes",
            "Dépenses nettes de tous les locataires sur tous leurs revenus",
            "100 Σ paid by the tenant / Σ income", "aid law",
        ),
        *map(_effort, _QUANTILES),
        column(
            "residual_mean_eur_unit_day", "€/unit/day",
            "Mean residual income of tenants after housing",
            "Reste à vivre moyen des locataires après logement",
            f"mean({_RESIDUAL})", "OECD",
        ),
        *map(_residual, _QUANTILES),
        column(
            "without_income", "count",
            "Tenants without any income, who have no effort",
            "Locataires sans aucun revenu, dont le taux d’effort n’existe pas",
            "n(social tenants) [income ≤ 0]", "state",
        ),
    ),
)  # fmt: skip

MONEY_BY_AREA = Table(
    "money_by_area",
    (
        "One area: social stock, month of December.",
        "Un quartier : parc social, mois de décembre.",
    ),
    (*RUN, YEAR, AREA, IS_QPV, *BILLS, *PAYERS),
)

COSTS = Table(
    "costs",
    (
        "One policy or project and kind of spending, over the year, where there is any.",
        "Une politique ou un projet et une nature de dépense, sur l’année, s’il y en a.",
    ),
    (
        *RUN,
        YEAR,
        POSITION,
        NAME,
        IS_PROJECT,
        column(
            "what", "text",
            "What the money goes to", "Objet de la dépense",
            ", ".join(member.name.lower() for member in Spending), "policies",
        ),
        column(
            "eur", "€",
            "Spent in the year", "Dépensé dans l’année",
            "Σ costs.cents / 100", "policies",
        ),
    ),
)  # fmt: skip

TABLES = (MONEY, MONEY_BY_AREA, COSTS)
