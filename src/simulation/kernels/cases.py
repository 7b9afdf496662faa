"""Records of rehousing: charters, households in the order of their turn, vacancies, streams."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.refusals import Refusals


class Charters(NamedTuple):
    """Charters in force, shape (charters,); see `policies.rehousing_charter`.

    `known` are areas that a household hears of, visits of the town included; amounts are those of
    `policies.base.Charter`.
    """

    offers: NDArray[Any]
    at_once: NDArray[Any]
    visits: NDArray[Any]
    tolerance: NDArray[Any]
    can_waive: NDArray[Any]
    outside_share: NDArray[Any]
    recent_share: NDArray[Any]
    take_up: NDArray[Any]
    transport: NDArray[Any]
    school: NDArray[Any]
    is_platform: NDArray[Any]
    known: NDArray[Any]


class Cases(NamedTuple):
    """Households to rehouse in the order of their turn, shape (n,).

    Attributes
    ----------
    rows, charter, landlord
        Household, its charter, the landlord of its building.
    pressure
        What staying has lost of its value, utility.
    more_tolerance, more_rooms, more_ceiling
        How far offers have widened with time: net cost, as a share, rooms, more or fewer, and
        income ceilings, as a share.
    more_vacancies
        Vacancies withheld for it beside those that it is shown.
    more_landlords
        Whether the vacancies of every landlord are within reach.
    """

    rows: NDArray[Any]
    charter: NDArray[Any]
    landlord: NDArray[Any]
    pressure: NDArray[Any]
    more_tolerance: NDArray[Any]
    more_rooms: NDArray[Any]
    more_ceiling: NDArray[Any]
    more_vacancies: NDArray[Any]
    more_landlords: NDArray[Any]


class Pool(NamedTuple):
    """Vacancies that rehousing may take, shape (vacancies,).

    `is_held` tells those that a reservation holder received, for platforms only; `yielded`, shape
    (charters, vacancies), those that a landlord yields to the others. Who refused a vacancy before
    is found in `refused` at its `spans`, shape (vacancies, 2).
    """

    homes: NDArray[Any]
    landlord: NDArray[Any]
    is_outside: NDArray[Any]
    is_held: NDArray[Any]
    yielded: NDArray[Any]
    refused: Refusals
    spans: NDArray[Any]


class Draws(NamedTuple):
    """Codes of the streams of rehousing."""

    list: np.uint64
    aim_outside: np.uint64
    aim_recent: np.uint64
    reduction: np.uint64
