"""The world: tables, ledger, law and streams of one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.housing_aid import AidParameters
from simulation.kernels.legal import Law
from simulation.rng import Streams
from simulation.state import schema
from simulation.state.ledger import Ledger
from simulation.state.table import Table

MONTHS = 12


@dataclass
class Market:
    """What private rents and prices move from, each of shape (areas,).

    Attributes
    ----------
    rent, price
        Those of the territory, €/m² a month and €/m².
    image, vacancy
        Image when the spin-up ended, and mean private vacancy during it.
    moved
        Logarithm of the rents and prices of today over those of the territory.
    months
        Months that this mean was taken over.
    """

    rent: NDArray[np.float64]
    price: NDArray[np.float64]
    image: NDArray[np.float64]
    vacancy: NDArray[np.float64]
    moved: NDArray[np.float64]
    months: int = 0


@dataclass
class Filling:
    """How the private homes of one tenure fill; means run while the spin-up solves the rate.

    Attributes
    ----------
    rate
        Newcomers a month for each vacancy.
    usual
        Vacant homes at the start, which the rate keeps.
    vacant
        Vacant homes at the end of last month.
    left, sought
        Homes left, and homes taken by seekers, a month.
    success
        Share of newcomers who find a home.
    """

    rate: float
    usual: int
    vacant: int
    left: float
    sought: float = 0.0
    success: float = 1.0


@dataclass(frozen=True)
class Kept:
    """Vacancies kept for the households that a policy targets.

    Attributes
    ----------
    homes
        Rows of dwellings, shape (n,).
    profiles
        Bit mask of the profiles each is open to.
    policies
        Position of the policy that pays for it.
    funded
        Share of the rent that it pays.
    """

    homes: NDArray[np.int64]
    profiles: NDArray[np.int64]
    policies: NDArray[np.int64]
    funded: NDArray[np.float64]


@dataclass
class Memory:
    """What processes remember that belongs to no row.

    Attributes
    ----------
    thresholds_legal, thresholds_fixed
        Upper bounds of the first three quartiles, €/unit/month, shape (3,).
    chance
        Lettings of the last year per file that asked, by area and legal quartile, shape (areas, 4).
    bids
        Bids on adverts since January, by area and legal quartile, shape (areas, 4).
    bid_chance
        Lettings by advert of the last year with adverts per bid, likewise.
    typical, typical_year
        Rent, charges, quality, count and surface of the social stock by area and rooms, and their
        year.
    poverty
        Share of poor persons in each area in January, all households, shape (areas,).
    homes
        Standing homes of each area in January, shape (areas,).
    schools, schools_next
        Share of poor children around each area, of January of last year and of this one.
    works, works_done
        Effect of recent works on each area, as a share of its homes; homes of this month's works.
    market
        Where private rents and prices started, None before.
    filling
        How private homes fill, by tenure.
    arrivals_per_month
        New files a month from households without a home of their own, solved in the spin-up.
    files_closed, departures_smoothed, lettings_smoothed
        Files of households without a home closed last month, their running mean, and that of
        social lettings a month; kept during the spin-up.
    vacancies
        Social dwellings that can be let this month, in the order of the list.
    withheld
        Those of them that only rehousing may take.
    refused_homes, refused_by
        Dwellings that were refused since they are vacant, and identities of those who did.
    seekers
        Households that left the social stock this month and look for a private home.
    private_rents
        Rents of typical private homes in January, by rooms, cents/month.
    new_files
        Households formed in the territory that want to file this month.
    settled_like
        Private households of the start, whom newcomers resemble, by tenure.
    renewals
        What the entries into each private tenure must be (`processes.renewal`).
    tallies
        Smoothed tally of each attribution target: attributions that count, and all, shape
        (2, units), by what it is counted over.
    observed
        Share that the group of each target had in the year before the target began.
    kept
        Vacancies kept this month for the households that a policy targets.
    shortfalls
        Vacancies that each landlord owes to each reservation holder, shape (landlords, 4).
    orders
        Orders of homes that are not delivered yet.
    refurbishments
        Refurbishments under way.
    charters
        Rehousing charters of a month: (month, charters, charter of each residence).
    scopes
        Masks of scopes by kind and scope, with what they hold for: see `policies.scopes`.
    calendars
        Households by the month in which something is due, by column: `state.calendar`.
    stock
        Rows of dwellings by sector and area, as long as nothing is built or sold: `state.stock`.
    outside
        What is to be had outside the home this month, with what it holds for: `processes.outside`.
    """

    thresholds_legal: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    thresholds_fixed: NDArray[np.float64] = field(default_factory=lambda: np.zeros(3))
    chance: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    bids: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    bid_chance: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    typical: NDArray[np.float64] | None = None
    typical_year: int = 0
    poverty: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    homes: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    schools: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    schools_next: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    works: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    works_done: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    market: Market | None = None
    filling: dict[str, Filling] = field(default_factory=dict)
    arrivals_per_month: float = 0.0
    files_closed: int = 0
    departures_smoothed: float = 0.0
    lettings_smoothed: float = 0.0
    vacancies: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    withheld: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    refused_homes: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    refused_by: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    seekers: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    private_rents: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    new_files: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    settled_like: dict[str, NDArray[Any]] = field(default_factory=dict)
    renewals: dict[str, Any] = field(default_factory=dict)
    tallies: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    observed: dict[str, float] = field(default_factory=dict)
    kept: Kept | None = None
    shortfalls: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    orders: list[Any] = field(default_factory=list)
    refurbishments: list[Any] = field(default_factory=list)
    charters: tuple[int, tuple[Any, ...], NDArray[np.int64]] | None = None
    scopes: dict[Any, Any] = field(default_factory=dict)
    calendars: dict[str, Any] = field(default_factory=dict)
    stock: Any = None
    outside: tuple[tuple[int, int], Any] | None = None


@dataclass(frozen=True)
class Names:
    """What communes and areas are called, by position."""

    communes: tuple[str, ...]
    areas: tuple[str, ...]


class Witness(Protocol):
    """Writes into the ledger of a traced run what explains a letting."""

    def see_households(self, world: World, rows: NDArray[Any]) -> None:
        """Write down what households are, just before they move or when a file opens or closes."""

    def see_files(self, world: World, files: NDArray[Any]) -> None:
        """Write down the areas that files ask for."""

    def see_offers(
        self, world: World, rows: NDArray[Any], homes: NDArray[Any], channel: int
    ) -> None:
        """Write down what households weigh that are offered dwellings."""

    def see_screening(self, world: World, rows: NDArray[Any], counts: NDArray[Any]) -> None:
        """Add up, over the year, what the commission found of households, shape (n, 3).

        Vacancies for which their file was examined, those of them with a ceiling under their
        income, and those for which they were not found solvent.
        """


@dataclass
class World:
    """State of one run.

    Attributes
    ----------
    month
        Months since January of the start year; negative during the spin-up.
    law
        Legal parameters in force: aid, reduction, ceilings, supplement, minima.
    poverty_line
        €/unit/month.
    ledger_last_year
        Events of the year before, by kind; empty in the first year.
    is_traced
        Write into the ledger what explains a letting: candidates, ranks, reasons.
    names
        What communes and areas are called.
    witness
        Who writes it where no process has it at hand; none unless the run is traced.
    """

    streams: Streams
    month: int
    start_year: int
    areas: Table
    residences: Table
    dwellings: Table
    households: Table
    applications: Table
    law: Law
    poverty_line: float
    tension: float
    ledger: Ledger = field(default_factory=Ledger)
    memory: Memory = field(default_factory=Memory)
    ledger_last_year: dict[str, dict[str, NDArray[np.int64]]] = field(default_factory=dict)
    is_traced: bool = False
    names: Names = field(default_factory=lambda: Names((), ()))
    witness: Witness | None = None

    @property
    def aid(self) -> AidParameters:
        """Parameters of the housing aid of social tenants."""
        return self.law.aid

    @property
    def ceilings(self) -> NDArray[np.float64]:
        """Income ceilings in €/year, shape (financing, category)."""
        return self.law.ceilings

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
        return (self.areas, self.residences, self.dwellings, self.households, self.applications)


def new_applications() -> Table:
    """Return the empty table of files."""
    return Table("applications", schema.APPLICATIONS)
