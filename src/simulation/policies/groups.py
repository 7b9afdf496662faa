"""Groups that policies speak of, and vacancies kept for one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.queue import N_PROFILES, N_QUARTILES


def profiles_of(quartiles: Iterable[int], has_job: bool | None = None) -> int:
    """Return the bit mask of the profiles of some legal quartiles; None counts all activities."""
    activities = (False, True) if has_job is None else (has_job,)
    return sum(
        1 << (quartile - 1 + N_QUARTILES * works) for quartile in quartiles for works in activities
    )


def has_profile(mask: int) -> NDArray[np.bool_]:
    """Return which profiles a bit mask holds, shape (8,)."""
    return (mask >> np.arange(N_PROFILES)) & 1 > 0


@dataclass(frozen=True)
class Hold:
    """Vacancies to keep for some households, and to pay for while nobody lives there.

    Attributes
    ----------
    residences
        Residences whose vacancies are kept, shape (residences,).
    profiles
        Bit mask of the profiles that they are kept for.
    months
        Months from the first in which a vacancy may be let to the last in which it is kept.
    funded
        Share of the rent paid to the landlord for each month in which nobody was found.
    """

    residences: NDArray[np.bool_]
    profiles: int
    months: int
    funded: float

    @property
    def touches(self) -> tuple[int, ...]:
        """Rows of the residences."""
        return tuple(np.flatnonzero(self.residences).tolist())
