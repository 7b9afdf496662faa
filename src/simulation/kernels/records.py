"""Groups of arrays and numbers that kernels share, so that signatures stay few and short."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.bill import CostTerms


class People(NamedTuple):
    """Columns of households, shape (households,)."""

    id: NDArray[Any]
    adults: NDArray[Any]
    persons: NDArray[Any]
    age: NDArray[Any]
    income: NDArray[Any]
    resources: NDArray[Any]
    units: NDArray[Any]
    category: NDArray[Any]
    quartile: NDArray[Any]
    dwelling: NDArray[Any]
    moved_in: NDArray[Any]
    fiscal_income: NDArray[Any]


class Homes(NamedTuple):
    """Columns of dwellings, shape (dwellings,), and of their residences, shape (residences,)."""

    residence: NDArray[Any]
    area: NDArray[Any]
    rooms: NDArray[Any]
    surface: NDArray[Any]
    rent: NDArray[Any]
    charges: NDArray[Any]
    financing: NDArray[Any]
    built_year: NDArray[Any]
    quality: NDArray[Any]
    ceiling_ratio: NDArray[Any]
    exemption: NDArray[Any]


class Places(NamedTuple):
    """Columns of areas, shape (areas,)."""

    x_km: NDArray[Any]
    y_km: NDArray[Any]
    amenity: NDArray[Any]
    image: NDArray[Any]
    exemption: NDArray[Any]


class Person(NamedTuple):
    """One household, as numbers.

    `home` is the row of its dwelling and `area` of that dwelling's area, −1 without one; `tenure`
    is in years; `cost_weight` and `place_weight` are its own tastes; `terms` tell what it pays.
    """

    identity: int
    persons: int
    age: float
    income: float
    resources: float
    units: float
    category: int
    quartile: int
    home: int
    area: int
    x_km: float
    y_km: float
    tenure: float
    cost_weight: float
    place_weight: float
    fiscal_income: float
    terms: CostTerms


class Home(NamedTuple):
    """One dwelling with its residence and its place, as numbers.

    `age` of the building in years; `exemption` is the share of the supplement that is not due.
    """

    row: int
    area: int
    rooms: int
    surface: float
    rent: float
    charges: float
    financing: int
    age: float
    quality: float
    place: float
    x_km: float
    y_km: float
    ceiling_ratio: float
    exemption: float


class Files(NamedTuple):
    """Columns of applications, shape (files,)."""

    household: NDArray[Any]
    filed: NDArray[Any]
    is_priority: NDArray[Any]
    refused: NDArray[Any]


class Tastes(NamedTuple):
    """Mean weights of the utility and scales of the match error; see `config.behaviour`."""

    cost: float
    quality: float
    place: float
    crowding: float
    distance: float
    attachment: float
    attachment_years: float
    newness: float
    new_years: float
    spread: float
    error_area: float
    error_advert: float
    error_visit: float
    moving_cost: float
    hosted_value: float
    hosted_decline: float
    urgent_years: float
    floor: float


class Known(NamedTuple):
    """What makes households know areas beside those they hear of.

    `areas` are the rows of the areas that policies make known, each to a household with its
    `probability`, both of shape (n,).
    """

    areas: NDArray[Any]
    probability: NDArray[Any]


class Codes(NamedTuple):
    """Codes of the streams that kernels draw from."""

    taste_cost: np.uint64
    taste_place: np.uint64
    error_area: np.uint64
    error_advert: np.uint64
    error_visit: np.uint64
    screen: np.uint64
    judgement: np.uint64
    known: np.uint64
    informed: np.uint64
