"""What is to happen to whom, by month: nobody is looked at in between."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mesa_reference.household import Household


class Agenda:
    """Households by the month in which something is to happen to them.

    What was put off or called off stays written down: whoever takes the month looks at the
    household's own date.
    """

    def __init__(self) -> None:
        self._due: defaultdict[int, dict[Household, None]] = defaultdict(dict)

    def put(self, month: int | None, household: Household) -> None:
        """Write a household down, unless there is no month."""
        if month is not None:
            self._due[month][household] = None

    def take(self, month: int) -> list[Household]:
        """Return who was written down for a month and is still here."""
        return [one for one in self._due.pop(month, ()) if one.is_present]
