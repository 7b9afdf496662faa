"""What a household to rehouse is shown: the nearest vacancies that fit and are neutral in cost.

Its landlord shows its own stock; that of others comes within reach once its building is late.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.places import Dwelling

_MOST_ROOMS = 5


def months_late(household: Household) -> int:
    """Return months since the planned demolition, negative before it."""
    return household.model.month - household.dwelling.residence.demolition_due


def years_late(household: Household) -> float:
    """Return years since the planned demolition, 0 before it."""
    return max(0.0, months_late(household) / 12)


def look(
    household: Household, free: list[Dwelling], most: int, taken: Collection[Dwelling] = ()
) -> list[Dwelling]:
    """Return the first `most` dwellings that it may be offered, in the order of `_nearest_first`.

    Within reach, neither taken nor refused before, of a size, under a ceiling and at a cost that
    widen once its building is late.
    """
    settings, law, late = household.model.settings, household.model.law, years_late(household)
    rules, allocation = settings.rehousing, settings.allocation
    tolerance = allocation.neutrality + rules.late_tolerance * late
    limit = household.net_cost(household.dwelling) * (1.0 + tolerance)
    more_rooms = int(rules.late_rooms * late)
    least = min(household.persons - 1, _MOST_ROOMS) - more_rooms
    largest = household.persons + allocation.spare_rooms + more_rooms
    resources = household.resources / (1.0 + rules.late_ceiling * late)
    found: list[Dwelling] = []
    for home in _nearest_first(household, free):
        if (
            home not in taken
            and household.identity not in home.refused_by
            and _is_within_reach(household, home)
            and least <= home.rooms <= largest
            and resources <= law.ceilings[home.financing][household.category]
            and household.net_cost(home) <= limit
        ):
            found.append(home)
            if len(found) == most:
                break
    return found


def _nearest_first(household: Household, free: list[Dwelling]) -> list[Dwelling]:
    """Return dwellings by distance, own stock first where equally near, else from a drawn place."""
    model, own = household.model, household.dwelling
    u = model.dice.uniform("rehousing_list", model.month, household.identity)
    first = int(u * len(free))
    return sorted(
        free[first:] + free[:first],
        key=lambda home: (own.area.km_to[home.area.row], not _is_own_stock(household, home)),
    )


def _is_within_reach(household: Household, home: Dwelling) -> bool:
    """Return whether a dwelling is its landlord's, or its building late enough for all of them."""
    patience = household.model.settings.rehousing.late_landlords
    return _is_own_stock(household, home) or months_late(household) > patience


def _is_own_stock(household: Household, home: Dwelling) -> bool:
    """Return whether the landlord that demolishes lets a dwelling."""
    return home.residence.landlord is household.dwelling.residence.landlord
