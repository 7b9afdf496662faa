"""Where people live: areas, residences of landlords, dwellings."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any

import mesa
from scipy.special import ndtri

from mesa_reference.dice import PERSISTENT
from simulation.state.schema import DwellingStatus, Financing, Holder

if TYPE_CHECKING:
    from mesa_reference.household import Household
    from mesa_reference.model import ReferenceModel

_PRIVATE_RENTAL = int(Financing.PRIVATE_RENTAL)


class Area(mesa.Agent):
    """A neighbourhood, with what it is thought of and what private homes cost in it.

    Attributes
    ----------
    row
        Position among areas, the identity of its draws.
    moved
        Logarithm of private rents and prices over those of the start.
    """

    model: ReferenceModel

    def __init__(self, model: ReferenceModel, row: int, columns: Any) -> None:
        super().__init__(model)
        self.row = row
        self.commune = int(columns.commune[row])
        self.x_km, self.y_km = float(columns.x_km[row]), float(columns.y_km[row])
        self.amenity = float(columns.amenity[row])
        self.image = 0.0
        self.exemption = 1.0 if columns.is_qpv[row] else 0.0
        self.private_rent = self.first_rent = float(columns.private_rent[row])
        self.private_price = self.first_price = float(columns.private_price[row])
        self.moved = 0.0
        self.dwellings: list[Dwelling] = []
        self.km_to: list[float] = []

    @property
    def place(self) -> float:
        """Value of the place, lasting and reputed."""
        return self.amenity + self.image

    def measure_distances(self, areas: list[Area]) -> None:
        """Write down how far every area is, km."""
        gaps = [(self.x_km - other.x_km, self.y_km - other.y_km) for other in areas]
        self.km_to = [sqrt(east * east + north * north) for east, north in gaps]


class Landlord(mesa.Agent):
    """A social landlord: how it steers households, what it owes to reservation holders.

    Attributes
    ----------
    row
        Position among landlords, the identity of its draws.
    """

    def __init__(self, model: ReferenceModel, row: int) -> None:
        super().__init__(model)
        self.row = row
        settings = model.settings
        z = float(ndtri(model.dice.uniform("landlord_practice", PERSISTENT, row)))
        spread = settings.reservations.landlord_spread
        self.steering = settings.allocation.steering_points * exp(spread * z)
        self.owed = [0.0, 0.0, 0.0, 0.0]

    def orient(self, shares: list[float]) -> Holder:
        """Return the holder of the next vacancy: the one it owes most, the first when equal."""
        owed = self.owed
        for holder, share in enumerate(shares):
            owed[holder] += share
        most = 0
        for holder in range(1, len(owed)):
            if owed[holder] > owed[most] + 1e-9:
                most = holder
        owed[most] -= 1.0
        return Holder(most)


class Residence(mesa.Agent):
    """A building of one landlord or private tenure."""

    def __init__(self, model: ReferenceModel, row: int, columns: Any) -> None:
        super().__init__(model)
        self.row = row
        self.area = model.areas[columns.area[row]]
        number = int(columns.landlord[row])
        self.landlord = model.landlords[number] if number >= 0 else None
        self.financing = int(columns.financing[row])
        self.is_social = self.financing < _PRIVATE_RENTAL
        self.built_year = int(columns.built_year[row])
        self.quality = float(columns.quality[row])
        self.exemption = self.area.exemption
        self.dwellings: list[Dwelling] = []
        self.fragility = 0
        self.aided = 0.0
        self.rehousing_opens: int | None = None
        self.demolition_due: int | None = None

    @property
    def standing(self) -> list[Dwelling]:
        """Its dwellings that are not to be demolished."""
        return [] if self.rehousing_opens is not None else self.dwellings

    def open_rehousing(self, notice_months: int) -> None:
        """Let nothing again here: the building will fall."""
        self.rehousing_opens = self.model.month
        self.demolition_due = self.model.month + notice_months
        for home in self.dwellings:
            home.condemn()


class Dwelling(mesa.Agent):
    """A home.

    Attributes
    ----------
    row
        Position among dwellings, the identity of its draws.
    refused_by
        Identities of the households that refused it since it was let last.
    """

    model: ReferenceModel

    def __init__(self, model: ReferenceModel, row: int, columns: Any) -> None:
        super().__init__(model)
        self.row = row
        self.residence = model.residences[columns.residence[row]]
        self.area, self.is_social = self.residence.area, self.residence.is_social
        self.financing = self.residence.financing
        self.rooms, self.surface = int(columns.rooms[row]), float(columns.surface[row])
        self.rent, self.charges = int(columns.rent[row]), int(columns.charges[row])
        self.status = DwellingStatus(int(columns.status[row]))
        self.vacant_since = int(columns.vacant_since[row])
        self.holder, self.held_since = Holder.NONE, 0
        self.occupant: Household | None = None
        self.premium = float(columns.premium[row])
        self.works_end = 0
        self._advertised_since: int | None = None
        self.refused_by: set[int] = set()
        self._others_vacant = model.vacant[self.financing]
        if self.status == DwellingStatus.VACANT:
            self._others_vacant.add(self)
            self._begin_works()
        self.residence.dwellings.append(self)
        self.area.dwellings.append(self)

    @property
    def is_new(self) -> bool:
        """Whether the building is recent."""
        model = self.model
        age = model.start_year + model.month / 12.0 - self.residence.built_year
        return age < model.settings.behaviour.new_years

    def become_vacant(self) -> None:
        """Lose its occupant, and wait for the next one if it is to be let again."""
        self.occupant = None
        self.vacant_since = self.model.month
        self._advertised_since = None
        if self.status == DwellingStatus.LET:
            self.status = DwellingStatus.VACANT
            self._others_vacant.add(self)
            self._begin_works()

    def _begin_works(self) -> None:
        """Draw how long works take before the next letting: the least time, and an exponential."""
        if self.is_social:
            rules = self.model.settings.allocation
            u = self.model.dice.uniform("works", self.vacant_since, self.row)
            months = int(rules.relet_months - log(u) * rules.relet_works)
            self.works_end = self.vacant_since + months

    def become_let(self, household: Household) -> None:
        """Receive an occupant."""
        self.occupant = household
        self.status = DwellingStatus.LET
        self._others_vacant.remove(self)
        self.refused_by.clear()
        self.lose_holder()

    def condemn(self) -> None:
        """Be let no more."""
        self.status = DwellingStatus.TO_DEMOLISH
        self._others_vacant.discard(self)

    def lose_holder(self) -> None:
        """Be taken from its reservation holder."""
        self.holder = Holder.NONE

    @property
    def months_advertised(self) -> int:
        """Months since it was first advertised for this letting."""
        since = self._advertised_since
        return 0 if since is None else self.model.month - since

    def advertise(self) -> None:
        """Be advertised this month."""
        if self._advertised_since is None:
            self._advertised_since = self.model.month

    def pass_to(self, holder: Holder) -> None:
        """Go to a reservation holder, who nominates from now on."""
        self.holder, self.held_since = holder, self.model.month
