"""What is published about a territory: the one input of the synthesis.

Real tables and presets both make a `Description`; the synthesis knows neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Masks = NDArray[np.bool_]

PERIODS = ((1900, 1948), (1949, 1975), (1976, 1988), (1989, 2000), (2001, 2013), (2014, 2021))
"""First and last building year of each period of RPLS."""
SURFACES = ((15, 30), (30, 40), (40, 60), (60, 80), (80, 100), (100, 120), (120, 160))
"""Bounds of the classes of living space of RPLS, m²; the outer two are closed by assumption."""
N_ROOMS = 5
N_FINANCING = 4
CATEGORIES = {
    "collective": 2,
    "rooms": N_ROOMS,
    "surfaces": len(SURFACES),
    "periods": len(PERIODS),
    "financing": N_FINANCING,
}
"""Number of classes of each published distribution."""


@dataclass(frozen=True)
class Zones:
    """Published figures of one level (IRIS, or QPV); NaN is suppressed or unknown.

    Attributes
    ----------
    codes, labels
        Official code and name, n each.
    communes
        Rows of `Description.communes` that each zone may lie in; one for an IRIS.
    dwellings, published
        Ordinary social dwellings: those to build, and those published, shape (n,) each.
    shares
        Distributions by name of `CATEGORIES`, shape (n, classes), between 0 and 1.
    rent, quartiles
        Mean (n,) and quartiles (n, 3) of rent, €/m²/month.
    vacancy, turnover
        Shares of the social stock, yearly for turnover, shape (n,).
    poverty, median
        Share of persons under the poverty line; median disposable income, €/UC/year, in euros of
        the poverty line, shape (n,).
    """

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    communes: tuple[tuple[int, ...], ...]
    dwellings: Integers
    published: Integers
    shares: dict[str, Floats]
    rent: Floats
    quartiles: Floats
    vacancy: Floats
    turnover: Floats
    poverty: Floats
    median: Floats

    def __len__(self) -> int:
        return len(self.codes)

    def with_dwellings(self, dwellings: Integers) -> Zones:
        """Return the same zones with other counts to build, shape (n,)."""
        return replace(self, dwellings=dwellings)


@dataclass(frozen=True)
class Description:
    """Published figures of a territory, from real tables or from a preset.

    Attributes
    ----------
    zone, region, supplement_zone
        Where the territory lies for the housing aid, the income ceilings and the supplement.
    social_share
        Social dwellings / all homes.
    private_rent
        Mean rent of private lettings, €/m²/month.
    sources
        Producer of the figures of each level, for the report.
    """

    name: str
    label: str
    year: int
    zone: int
    tension: float
    poverty_line: float
    communes: tuple[str, ...]
    iris: Zones
    qpv: Zones
    social_share: float
    private_rent: float
    sources: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    region: str = "elsewhere"
    supplement_zone: str = "2"
