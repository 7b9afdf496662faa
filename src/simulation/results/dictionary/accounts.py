"""Dictionary of the monthly accounts of stock and flow."""

from __future__ import annotations

from simulation.results.dictionary.common import MONTH, RUN, YEAR
from simulation.results.dictionary.entry import Column, Table, column


def _count(name: str, english: str, french: str, formula: str, unit: str = "count") -> Column:
    """Return a column of the accounts."""
    return column(name, unit, english, french, formula, "accounts")


RECONCILIATION = Table(
    "reconciliation",
    (
        "One month: stocks at its end, flows during it.",
        "Un mois : stocks à la fin, flux pendant le mois.",
    ),
    (
        *RUN,
        YEAR,
        MONTH,
        _count(
            "social_stock", "Social homes that stand", "Logements sociaux existants",
            "n(dwellings) [is_social, status ≠ DEMOLISHED]",
        ),
        _count(
            "social_occupied", "Social homes that are lived in", "Logements sociaux occupés",
            "n(dwellings) [is_social, occupant ≥ 0]",
        ),
        _count(
            "social_vacant", "Social homes that are vacant and may be let",
            "Logements sociaux vacants et louables",
            "n(dwellings) [is_social, status = VACANT]",
        ),
        _count(
            "private_stock", "Private homes", "Logements privés",
            "n(dwellings) [is_social = 0, status ≠ DEMOLISHED]",
        ),
        _count(
            "homes_occupied", "Homes that are lived in", "Logements occupés",
            "n(dwellings) [occupant ≥ 0]",
        ),
        _count(
            "delivered", "Social homes delivered", "Logements sociaux livrés",
            "n(stock) [change > 0, is_social]",
        ),
        _count("demolished", "Homes demolished", "Logements démolis", "n(stock) [change < 0]"),
        _count(
            "private_delivered", "Private homes delivered", "Logements privés livrés",
            "n(stock) [change > 0, is_social = 0]",
        ),
        _count("sold", "Social homes sold to tenants", "Logements sociaux vendus", "n(sales)"),
        _count(
            "households_housed", "Households with a home of their own",
            "Ménages ayant leur logement",
            "n(households) [place = HOUSED]",
        ),
        _count(
            "households_hosted", "Applicants without a home of their own",
            "Demandeurs sans logement propre",
            "n(households) [place = HOSTED]",
        ),
        _count(
            "persons", "Persons of all households present",
            "Personnes de tous les ménages présents",
            "Σ adults + teenagers + children [place ≠ ABSENT]", "persons",
        ),
        _count(
            "persons_entered", "Persons who came with their household",
            "Personnes arrivées avec leur ménage",
            "Σ moves.persons [kind = ENTRY]", "persons",
        ),
        _count(
            "persons_exited", "Persons who left with their household",
            "Personnes parties avec leur ménage",
            "Σ moves.persons [kind = EXIT]", "persons",
        ),
        _count("births", "Births", "Naissances", "Σ members.change [reason = BIRTH]", "persons"),
        _count(
            "deaths_of_partners", "Deaths that leave a partner", "Décès qui laissent un conjoint",
            "−Σ members.change [reason = DEATH]", "persons",
        ),
        _count(
            "members_joined", "Persons who joined a household", "Personnes entrées dans un ménage",
            "Σ members.change [change > 0, reason ≠ BIRTH, DEATH]", "persons",
        ),
        _count(
            "members_left", "Persons who left a household", "Personnes sorties d’un ménage",
            "−Σ members.change [change < 0, reason ≠ BIRTH, DEATH]", "persons",
        ),
        _count("entries", "Households that appeared", "Ménages apparus", "n(moves) [kind = ENTRY]"),
        _count("exits", "Households that left", "Ménages disparus", "n(moves) [kind = EXIT]"),
        _count("homes_taken", "Homes taken", "Logements pris", "n(moves) [destination ≥ 0]"),
        _count("homes_left", "Homes left", "Logements quittés", "n(moves) [origin ≥ 0]"),
        _count("lettings", "Social homes let", "Logements sociaux attribués", "n(lettings)"),
        _count("files_opened", "Files opened", "Demandes déposées", "n(files) [opened = 1]"),
        _count("files_closed", "Files closed", "Demandes closes", "n(files) [opened = 0]"),
        _count(
            "open_files", "Open files", "Demandes en cours",
            "n(applications) [household ≥ 0]",
        ),
    ),
)  # fmt: skip

TABLES = (RECONCILIATION,)
