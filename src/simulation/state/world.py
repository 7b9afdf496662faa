"""The world: tables, ledger, law and streams of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.rng import Streams
from simulation.state import schema
from simulation.state.ledger import Ledger
from simulation.state.table import Table

MONTHS = 12


@dataclass
class Memory:
    """What processes remember that belongs to no row.

    Attributes
    ----------
    thresholds_legal, thresholds_fixed
        Upper bounds of the first three quartiles, €/unit/month, shape (3,).
    chance
        Lettings of the last year per file that asked for the area, shape (areas,).
    poverty
        Share of poor persons in each area, all households, shape (areas,).
    arrivals_per_month
        New files a month from households without a home of their own, solved in the spin-up.
    open_files_target
        Files that the spin-up steers to: tension times yearly lettings.
    seekers
        Households that left the social stock this month and look for a private home.
    shares_achieved
        Smoothed tally of each attribution target, by name: (attributions that count, all).
    orders
        Rebuilding orders: (month due, area, dwellings, financing code, …), owned by works.
    """

    thresholds_legal: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    thresholds_fixed: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    chance: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    poverty: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    arrivals_per_month: float = 0.0
    seekers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    lettings_smoothed: float = 0.0
    tallies: dict[str, tuple[float, float]] = field(default_factory=dict)
    orders: list[Any] = field(default_factory=list)


@dataclass
class World:
    """State of one run.

    Attributes
    ----------
    month
        Months since January of the start year; negative during the spin-up.
    aid, ceilings
        Legal parameters in force: housing aid, and income ceilings in €/year of shape
        (financing, category).
    poverty_line
        €/unit/month.
    """

    streams: Streams
    month: int
    start_year: int
    areas: Table
    residences: Table
    dwellings: Table
    households: Table
    applications: Table
    aid: AidParameters
    ceilings: NDArray[np.float64]
    poverty_line: float
    tension: float
    ledger: Ledger = field(default_factory=Ledger)
    memory: Memory = field(default_factory=Memory)

    @property
    def year(self) -> int:
        """Calendar year of the present month."""
        return self.start_year + self.month // MONTHS

    @property
    def is_january(self) -> bool:
        """True in the month in which the yearly steps run."""
        return self.month % MONTHS == 0

    @property
    def tables(self) -> tuple[Table, ...]:
        """Return every table."""
        return (
            self.areas, self.residences, self.dwellings, self.households, self.applications
        )


def new_applications() -> Table:
    """Return the empty table of files."""
    return Table("applications", schema.APPLICATIONS)
