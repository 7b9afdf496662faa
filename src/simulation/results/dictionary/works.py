"""Dictionary of the tables of policies and of renewal projects."""

from __future__ import annotations

from simulation.results.dictionary.common import IS_PROJECT, NAME, POSITION, RUN, YEAR
from simulation.results.dictionary.entry import WITH_WORKS, Column, Table, column

POLICIES = Table(
    "policies",
    (
        "One policy and lever: what it touched in the year.",
        "Une politique et un levier : ce qu’ils ont touché dans l’année.",
    ),
    (
        *RUN,
        YEAR,
        POSITION,
        column(
            "policy", "text",
            "Key of the policy", "Clé de la politique",
            "policy.key", "policies",
        ),
        column(
            "lever", "text",
            "Lever that it pulls", "Levier qu’elle actionne",
            "name of the lever", "policies",
        ),
        column(
            "unit", "text",
            "What is counted", "Ce qui est compté",
            "LEVERS[lever].touches", "policies",
        ),
        column(
            "touched", "count",
            "Different entities touched in the year", "Entités différentes touchées dans l’année",
            "n(different rows touched)", "policies",
        ),
    ),
)  # fmt: skip

_MOVES = "n(rehousings) [is_return = 0, {}]"


def _move(name: str, english: str, french: str, condition: str) -> Column:
    return column(name, "count", english, french, _MOVES.format(condition), "rehousing law")


def _works(name: str, english: str, french: str, what: str) -> Column:
    return column(name, "count", english, french, f"n(works) [what = {what}]", "works")


PROJECTS = Table(
    "projects",
    (
        "One renewal project, or policy with works, over the year.",
        "Un projet de renouvellement, ou une politique avec travaux, sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        POSITION,
        NAME,
        IS_PROJECT,
        column(
            "households_to_rehouse", "count",
            "Households still in buildings to demolish, in December",
            "Ménages encore dans des immeubles à démolir, en décembre",
            "n(dwellings) [status = TO_DEMOLISH, occupant ≥ 0]", "rehousing law",
        ),
        column(
            "refusing_households", "count",
            "Those of them who refused all the offers they were due",
            "Ceux qui ont refusé toutes les propositions dues",
            "n(households) [has_refused]", "rehousing law",
        ),
        column(
            "rehoused", "count",
            "Households rehoused in the year", "Ménages relogés dans l’année",
            "n(lettings) [channel = REHOUSING, origin in these buildings]", "rehousing law",
        ),
        column(
            "left_otherwise", "count",
            "Households that left these buildings otherwise",
            "Ménages partis autrement de ces immeubles",
            "n(moves) [origin in these buildings] − rehoused", "works",
        ),
        column(
            "months_late_standing", "months",
            "Delay of buildings that should have fallen and stand, added up",
            "Retard cumulé des immeubles qui devraient être tombés et tiennent encore",
            "Σ over buildings of max(month − demolition_due, 0)", "works",
        ),
        _move(
            "in_neighbourhood", "Rehoused in the same area", "Relogés dans le même quartier",
            "area of destination = area of origin",
        ),
        _move(
            "in_other_qpv", "Rehoused in another priority neighbourhood",
            "Relogés dans un autre quartier prioritaire",
            "other area, is_qpv",
        ),
        _move(
            "outside_qpv", "Rehoused outside priority neighbourhoods",
            "Relogés hors des quartiers prioritaires",
            "other area, not is_qpv",
        ),
        _move(
            "same_landlord", "Rehoused with the same landlord", "Relogés chez le même bailleur",
            "landlord of destination = landlord of origin",
        ),
        _move(
            "other_landlord", "Rehoused with another landlord", "Relogés chez un autre bailleur",
            "landlord of destination ≠ landlord of origin",
        ),
        _move(
            "in_recent_homes",
            "Rehoused in homes built or refurbished less than five years ago",
            "Relogés dans du neuf ou du réhabilité de moins de cinq ans",
            "year − max(built_year, refurbished_year) < 5",
        ),
        _move(
            "neutrality_waived", "Rehoused who gave up rent neutrality",
            "Relogés qui ont renoncé à la neutralité du reste à charge",
            "is_waived = 1",
        ),
        column(
            "returned", "count",
            "Returns to the rebuilt area in the year", "Retours dans le quartier reconstruit",
            "n(rehousings) [is_return = 1]", "rehousing law",
        ),
        column(
            "offers_refused", "count",
            "Rehousing offers refused in the year", "Propositions de relogement refusées",
            "n(offers) [channel = REHOUSING, accepted = 0]", "rehousing law",
        ),
        column(
            "mean_delay_months", "months",
            "Mean time from the start of rehousing to the move",
            "Délai moyen entre l’ouverture du relogement et le déménagement",
            "mean(rehousings.delay) [is_return = 0]", "works",
        ),
        column(
            "mean_cost_before_eur", "€/month",
            "Mean net cost before rehousing", "Dépense nette moyenne avant relogement",
            "mean(rehousings.cost_before) / 100 [is_return = 0]", "rehousing law",
        ),
        column(
            "mean_cost_after_eur", "€/month",
            "Mean net cost after rehousing", "Dépense nette moyenne après relogement",
            "mean(rehousings.cost_after) / 100 [is_return = 0]", "rehousing law",
        ),
        _works(
            "rehousing_opened", "Homes whose rehousing opened",
            "Logements dont le relogement est ouvert", "REHOUSING_OPENS",
        ),
        _works("demolished", "Homes demolished", "Logements démolis", "DEMOLITION"),
        column(
            "months_late", "months",
            "Delay of the buildings demolished in the year, added up",
            "Retard cumulé des immeubles démolis dans l’année",
            "Σ over buildings of works.late [what = DEMOLITION]", "works",
        ),
        _works("rebuilt", "Social homes built", "Logements sociaux construits", "REBUILDING"),
        _works("refurbished", "Homes refurbished", "Logements réhabilités", "REFURBISHMENT"),
        _works(
            "private_delivered", "Private homes delivered", "Logements privés livrés",
            "DIVERSIFICATION",
        ),
        column(
            "unsold", "count",
            "Homes built to own that nobody has taken yet",
            "Logements en accession que personne n’a encore pris",
            "n(dwellings) [OWNER_OCCUPIED, VACANT, vacant_since = delivered]", "private",
        ),
        column(
            "unlet", "count",
            "Private homes built to rent that nobody has taken yet",
            "Logements locatifs privés que personne n’a encore pris",
            "n(dwellings) [PRIVATE_RENTAL, VACANT, vacant_since = delivered]", "private",
        ),
        _works(
            "sold",
            "Social homes sold to tenants", "Logements sociaux vendus à l’occupant",
            "SALE",
        ),
        column(
            "cost_eur", "€",
            "Spent in the year", "Dépensé dans l’année",
            "Σ costs.cents / 100", "policies",
        ),
    ),
    WITH_WORKS,
)  # fmt: skip

TABLES = (POLICIES, PROJECTS)
