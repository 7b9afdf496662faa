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


def _recent(quartile: int, english: str, french: str) -> Column:
    return column(
        f"recent_q{quartile}", "count",
        f"Recent movers in the {english} fixed quartile",
        f"Emménagés récents du {french} quartile figé",
        f"n(recent movers) [quartile_fixed = {quartile}]", "OPS",
    )  # fmt: skip


def _income(name: str, english: str, french: str) -> Column:
    return column(
        f"{name}_income_eur_unit", "€/unit/month",
        f"Mean income of {english}", f"Revenu moyen {french}",
        f"mean(income / units) / 100 over {name}", "OECD",
    )  # fmt: skip


_TENANTS = (
    column(
        "social_households", "count",
        "Social tenants", "Locataires du parc social",
        "q1 + q2 + q3 + q4", "state",
    ),
    *QUARTILES,
    column(
        "q1_share", "share",
        "First fixed quartile among the social tenants",
        "Premier quartile figé parmi les locataires du parc social",
        "q1 / social_households", "fixed quartiles",
    ),
    column(
        "q1_gap", "difference of shares",
        "Gap to the share among all social tenants of the territory",
        "Écart à la part parmi tous les locataires du parc social du territoire",
        "q1_share − Σ q1 / Σ social_households", "sheet",
    ),
    column(
        "without_work_share", "share",
        "Social tenants whose reference person is unemployed or inactive",
        "Locataires dont la personne de référence est au chômage ou inactive",
        "n(social tenants) [activity = UNEMPLOYED, INACTIVE] / social_households", "sheet",
    ),
    column(
        "lone_parent_share", "share",
        "Lone parents among the social tenants",
        "Familles monoparentales parmi les locataires du parc social",
        "n(social tenants) [adults = 1, persons > 1] / social_households", "sheet",
    ),
    column(
        "aided_share", "share",
        "Social tenants with housing aid", "Locataires du parc social avec aide au logement",
        "n(social tenants) [aid > 0] / social_households", "aid law",
    ),
    column(
        "social_poverty_share", "share",
        "Persons under the poverty line, among social tenants",
        "Personnes sous le seuil de pauvreté, parmi les locataires du parc social",
        "Σ persons [(income + aid) / units < poverty_line] / Σ persons", "Filosofi",
    ),
)  # fmt: skip
_EVERYBODY = (
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
        "Persons under the poverty line, all homes; 0 where nobody lives",
        "Personnes sous le seuil de pauvreté, tous logements ; 0 si personne",
        "Σ persons [(income + aid) / units < poverty_line] / Σ persons", "Filosofi",
    ),
    column(
        "poverty_gap", "difference of shares",
        "Gap to the poverty rate of the territory (EPCI)",
        "Écart au taux de pauvreté du territoire (EPCI)",
        "poverty_share − that of all areas together", "sheet",
    ),
)  # fmt: skip
_MOVERS = (
    column(
        "recent_households", "count",
        "Recent movers: social tenants for less than two years",
        "Emménagés récents : locataires du parc social depuis moins de deux ans",
        "n(social tenants) [month − moved_in < 24]", "OPS",
    ),
    _recent(1, "first", "premier"),
    _recent(2, "second", "deuxième"),
    _recent(3, "third", "troisième"),
    _recent(4, "fourth", "quatrième"),
    column(
        "recent_q1_share", "share",
        "First fixed quartile among recent movers",
        "Premier quartile figé parmi les emménagés récents",
        "recent_q1 / recent_households", "OPS",
    ),
    column(
        "recent_poverty_share", "share",
        "Persons under the poverty line, among recent movers",
        "Personnes sous le seuil de pauvreté, parmi les emménagés récents",
        "Σ persons [recent, (income + aid) / units < poverty_line] / Σ persons [recent]",
        "Filosofi",
    ),
)  # fmt: skip
_LETTING = (
    column(
        "image", "utility",
        "Reputation of the area", "Réputation du quartier",
        "areas.image", "private",
    ),
    column(
        "private_rent_eur_m2", "€/m²/month",
        "Rent of new private lettings", "Loyer des nouvelles locations privées",
        "areas.private_rent", "private",
    ),
    column(
        "social_stock", "count",
        "Social homes that stand", "Logements sociaux existants",
        "n(dwellings) [is_social, status ≠ DEMOLISHED]", "accounts",
    ),
    column(
        "social_vacant", "count",
        "Social homes that are vacant and may be let",
        "Logements sociaux vacants et louables",
        "n(dwellings) [is_social, status = VACANT]", "SDES",
    ),
    column(
        "vacancy_percent", "percent",
        "Vacancy", "Taux de vacance", "100 social_vacant / social_stock", "SDES",
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
    column(
        "refusals_per_offer", "share",
        "Refusals per offer, rehousing included", "Refus par proposition, relogement compris",
        "refusals / offers", "commission",
    ),
    column(
        "lettings", "count",
        "Social homes let in the year", "Logements sociaux attribués dans l’année",
        "n(lettings)", "accounts",
    ),
    column(
        "turnover_percent", "percent",
        "Turnover", "Taux de rotation", "100 lettings / social_stock", "SDES",
    ),
)  # fmt: skip
_MOVEMENTS = (
    column(
        "entrants", "count",
        "Households that came into a social home from elsewhere than the area",
        "Ménages entrés dans un logement social, venus d’ailleurs que du quartier",
        "n(moves) [destination social, area of origin ≠ area]", "sheet",
    ),
    column(
        "stayers", "count",
        "Social tenants who have not moved in the year",
        "Locataires du parc social qui n’ont pas déménagé dans l’année",
        "n(social tenants) [month − moved_in ≥ 12]", "sheet",
    ),
    column(
        "leavers", "count",
        "Households that left a social home of the area for elsewhere than the area",
        "Ménages sortis d’un logement social pour ailleurs que le quartier",
        "n(moves) [origin social, area of destination ≠ area]", "sheet",
    ),
    _income("entrants", "those who came, when they came", "des entrants, à leur entrée"),
    _income("stayers", "those who stayed, in December", "des stables, en décembre"),
    _income("leavers", "those who left, when they left", "des sortants, à leur sortie"),
    column(
        "files_asking", "count",
        "Open files that ask for the area", "Demandes en cours qui visent le quartier",
        "n(applications) [area in asked]", "files",
    ),
    column(
        "files_asking_q1", "count",
        "Those of the first legal quartile", "Celles du premier quartile légal",
        "n(applications) [area in asked, quartile_legal = 1]", "attribution law",
    ),
)  # fmt: skip

AREAS = Table(
    "areas",
    (
        "One area, the sheet of a neighbourhood: stocks in December, flows over the year.",
        "Un quartier, sa fiche (« focus peuplement ») : stocks en décembre, flux sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        AREA,
        column(
            "label", "text",
            "Name of the area", "Nom du quartier",
            "Territory.area_labels", "state",
        ),
        column("commune", "text", "Its commune", "Sa commune", "Territory.communes", "state"),
        IS_QPV,
        *_TENANTS,
        *_EVERYBODY,
        *_MOVERS,
        *_LETTING,
        *_MOVEMENTS,
    ),
)  # fmt: skip

ACCESSIBLE = Table(
    "accessible_stock",
    (
        "One area and type of home: what the first quartile could pay in December.",
        "Un quartier et un type : ce que le premier quartile pourrait payer en décembre.",
    ),
    (
        *RUN,
        YEAR,
        AREA,
        IS_QPV,
        column(
            "rooms", "rooms",
            "Main rooms; 5 is five and more", "Pièces principales ; 5 pour cinq et plus",
            "min(dwellings.rooms, 5)", "state",
        ),
        column(
            "stock", "count",
            "Social homes that stand", "Logements sociaux existants",
            "n(dwellings) [is_social, status ≠ DEMOLISHED]", "accounts",
        ),
        column(
            "accessible", "count",
            "Those that at least half of five applicants who stand for the first legal quartile "
            "could pay: under the ceiling, effort below the cap, running costs counted",
            "Ceux qu’au moins la moitié de cinq demandeurs représentant le premier quartile légal "
            "pourraient payer : sous plafond, taux d’effort sous le maximum, charges réelles",
            "n(dwellings) [median effort(Q1 files that fit, by even ranks of income) ≤ cap]",
            "screen",
        ),
        column(
            "accessible_share", "share",
            "Share of the stock that is accessible", "Part accessible du parc",
            "accessible / stock", "screen",
        ),
        column(
            "vacancies", "count",
            "Homes let in the year or vacant in December",
            "Logements attribués dans l’année ou vacants en décembre",
            "n(different dwellings of lettings, or VACANT)", "accounts",
        ),
        column(
            "accessible_vacancies", "count",
            "Those of them that are accessible", "Ceux d’entre eux qui sont accessibles",
            "vacancies [accessible]", "screen",
        ),
    ),
)  # fmt: skip

TABLES = (AREAS, ACCESSIBLE)
