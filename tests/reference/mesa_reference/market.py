"""The private market: what is to be had outside, who takes private homes, how prices move."""

from __future__ import annotations

from bisect import bisect_left
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from mesa_reference.household import CENTS, EULER_GAMMA, Household, Profile
from simulation.state.schema import Exit, Financing

if TYPE_CHECKING:
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling

N_ROOMS = 5
_CENTS_A_MONTH = 100.0 / 12.0
_STEERING_MONTHS = 6.0
_PRIVATE = (Financing.PRIVATE_RENTAL, Financing.OWNER_OCCUPIED)
_EPOCH, _RANKS = 1 << 12, 1 << 24


def logistic(value: float) -> float:
    """Return 1 / (1 + exp(−value)), 0 where the exponential would overflow."""
    return 1.0 / (1.0 + exp(-value)) if value > -700.0 else 0.0


def reach(model: ReferenceModel, resources: float, cost: float) -> float:
    """Return how likely a bank or a landlord lets a household have a home of this cost."""
    effort = cost / max(resources * _CENTS_A_MONTH, 1.0)
    rules = model.settings
    return logistic(rules.private_market.effort_slope * (rules.mobility.reach_effort - effort))


class Typical(NamedTuple):
    """Monthly cost of a typical home by rooms, cents."""

    rents: list[float]
    owner_costs: list[float]
    social_rents: list[float]
    elsewhere: list[float]


class Filling:
    """How the private homes of one tenure fill.

    Attributes
    ----------
    rate
        Newcomers a month for each vacancy.
    usual, vacant
        Vacant homes at the start, which the rate keeps, and at the end of last month.
    left, sought
        Homes left, and homes taken by seekers, a month: running means.
    success
        Share of newcomers who find a home.
    models
        Profiles that newcomers resemble.
    """

    def __init__(
        self, model: ReferenceModel, tenure: str, financing: Financing, leaving: float
    ) -> None:
        self.model, self.tenure, self.financing = model, tenure, financing
        self.dwellings = [home for home in model.dwellings if home.financing == financing]
        tenants = sorted(
            (home.occupant for home in self.dwellings if home.occupant is not None),
            key=lambda one: one.identity,
        )
        self.models = [_profile(one) for one in tenants]
        empty = len(self.vacancies)
        self.usual = self.vacant = empty
        self.left = leaving * len(tenants) / 12
        self.rate = self.left / (self.left + empty) if tenants else 0.0
        self.sought, self.success = 0.0, 1.0

    @property
    def vacancies(self) -> list[Dwelling]:
        """Homes in which nobody lives."""
        return self.model.vacant_homes(self.financing)

    def steer(self, n_vacant: int) -> float:
        """Return the newcomers a vacancy that replace who left and keep the usual vacancy."""
        self.left += (n_vacant - self.vacant - self.left) / _STEERING_MONTHS
        gap = (n_vacant - self.left - self.usual) / _STEERING_MONTHS
        wanted = max(0.0, self.left - self.sought + gap)
        rate = wanted / max(self.success * n_vacant, 1.0)
        self.rate += (rate - self.rate) / 12
        return rate

    def learn(self, n_sought: int, n_arrived: int, n_new: int) -> None:
        """Remember, in the spin-up, how many seekers and newcomers found a home."""
        self.sought += (n_sought - self.sought) / _STEERING_MONTHS
        if n_arrived:
            self.success += (n_new / n_arrived - self.success) / _STEERING_MONTHS


def _profile(one: Household) -> Profile:
    return Profile(
        one.adults, one.teenagers, one.children, one.age, one.activity, one.earnings,
        one.replacement, one.minima, one.capacity, one.shock,
    )  # fmt: skip


class PrivateMarket:
    """Private homes, those who look for one, rents and prices.

    Attributes
    ----------
    seekers
        Households that left the social stock this month and look for a private home.
    """

    def __init__(self, model: ReferenceModel) -> None:
        self.model = model
        rates = model.settings.mobility
        self.fillings = {
            "rental": Filling(model, "rental", Financing.PRIVATE_RENTAL, rates.private_tenant_rate),
            "owned": Filling(model, "owned", Financing.OWNER_OCCUPIED, rates.owner_rate),
        }
        self.seekers: list[Household] = []
        tastes = model.settings.behaviour
        self.mean_match = EULER_GAMMA * (
            tastes.error_area + tastes.error_advert + tastes.error_visit
        )
        self._typical: Typical | None = None
        self._private = [sum(not home.is_social for home in area.dwellings) for area in model.areas]
        self._usual_vacancy = [0.0] * len(model.areas)
        self._first_image = [area.image for area in model.areas]
        self._months = 0

    # ---- what is to be had ----

    @property
    def typical(self) -> Typical:
        """Typical costs of this month, areas counting by their number of homes."""
        if self._typical is None:
            self._typical = self._typical_costs()
        return self._typical

    def _typical_costs(self) -> Typical:
        market, areas = self.model.settings.private_market, self.model.areas
        first, further = market.typical_surface_first_room, market.typical_surface_further_room
        surfaces = [first + further * room for room in range(N_ROOMS)]
        homes = sum(len(area.dwellings) for area in areas)
        rent = sum(area.private_rent * len(area.dwellings) for area in areas) / homes
        price = sum(area.private_price * len(area.dwellings) for area in areas) / homes
        return Typical(
            rents=[surface * rent * CENTS for surface in surfaces],
            owner_costs=[
                surface * price * market.annuity_rate / 12 * CENTS for surface in surfaces
            ],
            social_rents=self._social_rents(),
            elsewhere=[surface * market.rent_elsewhere * CENTS for surface in surfaces],
        )

    def _social_rents(self) -> list[float]:
        rents: list[list[int]] = [[] for _ in range(N_ROOMS)]
        for home in self.model.social_homes:
            rents[home.rooms - 1].append(home.rent)
        overall = sum(map(sum, rents)) / max(sum(map(len, rents)), 1)
        return [sum(some) / len(some) if some else overall for some in rents]

    # ---- who takes private homes ----

    def step(self) -> None:
        """Fill private vacancies, seekers by lot; who finds nothing leaves the territory."""
        wish = {"rental": [], "owned": []}
        for seeker in sorted(self.seekers, key=self._turn):
            wish["owned" if seeker.exit_kind == Exit.OWNERSHIP else "rental"].append(seeker)
        for tenure, filling in self.fillings.items():
            self._fill(filling, wish[tenure])
        self.seekers = []

    def _turn(self, seeker: Household) -> float:
        return self.model.dice.uniform("private_turn", self.model.month, seeker.identity)

    def _fill(self, filling: Filling, seekers: list[Household]) -> None:
        month, vacancies = self.model.month, filling.vacancies
        rate = filling.steer(len(vacancies)) if month < 0 else filling.rate
        arrivals = self._arrive(filling, rate * len(vacancies))
        found = self._choose(filling, vacancies, seekers + arrivals)
        n_sought = sum(found[: len(seekers)])
        filling.vacant = len(vacancies) - sum(found)
        if month < 0:
            filling.learn(n_sought, len(arrivals), sum(found) - n_sought)

    def _arrive(self, filling: Filling, expected: float) -> list[Household]:
        """Let about `expected` households come, each like one of the start."""
        model, tenure = self.model, filling.tenure
        if not filling.models:
            return []
        count = int(expected + model.dice.uniform(f"newcomers_{tenure}", model.month, 0))
        first = 1 << (42 if tenure == "rental" else 43)
        newcomers = []
        for rank in range(count):
            u = model.dice.uniform(f"like_{tenure}", model.month, rank)
            profile = filling.models[int(u * len(filling.models))]
            identity = first + (model.month + _EPOCH) * _RANKS + rank
            newcomer = model.welcome(identity, profile)
            newcomer.find_quartiles()
            newcomers.append(newcomer)
        return newcomers

    def _choose(
        self, filling: Filling, vacancies: list[Dwelling], households: list[Household]
    ) -> list[bool]:
        """Settle who finds a home it can pay, one after the other; return who found one."""
        model = self.model
        offers = sorted(
            (model.dice.uniform("private_moment", model.month, home.row), home.row, home)
            for home in vacancies
        )
        moments = [moment for moment, _, _ in offers]
        costs = [self.monthly_cost(home) for _, _, home in offers]
        homes: list[Dwelling | None] = [home for _, _, home in offers]
        chosen = []
        for household in households:
            place = self._best(household, moments, costs, homes, filling.financing)
            chosen.append(None if place is None else (homes[place], costs[place]))
            if place is not None:
                homes[place] = None
        for household, choice in zip(households, chosen, strict=True):
            if choice is not None:
                home, cost = choice
                household.settle(home)
                if filling.financing == Financing.PRIVATE_RENTAL:
                    home.rent = round(cost)
        for household, choice in zip(households, chosen, strict=True):
            if choice is None:
                household.leave()
        return [choice is not None for choice in chosen]

    def monthly_cost(self, home: Dwelling) -> float:
        """Return the asked rent, or the annuity of the price, cents."""
        area = home.area
        if home.financing == Financing.PRIVATE_RENTAL:
            return area.private_rent * home.surface * home.premium * CENTS
        rate = self.model.settings.private_market.annuity_rate / 12
        return area.private_price * home.surface * home.premium * rate * CENTS

    def _best(
        self,
        household: Household,
        moments: list[float],
        costs: list[float],
        homes: list[Dwelling | None],
        financing: Financing,
    ) -> int | None:
        """Return the best of the few vacancies that come up after a moment of its own.

        What is taken, costs too much or lacks two rooms is dropped; cost, place and a Gumbel error
        decide: a multinomial logit (McFadden 1974).
        """
        model, tastes = self.model, self.model.settings.behaviour
        market = model.settings.private_market
        income = max(float(household.income), 1.0)
        persons, rights = household.persons, household.rights
        u = model.dice.uniform("private_look", model.month, household.identity)
        first, n = bisect_left(moments, u), len(homes)
        best, chosen = -float("inf"), None
        for k in range(min(market.alternatives, n)):
            place = (first + k) % n
            home = homes[place]
            if home is None or home.rooms < min(persons - 2, N_ROOMS):
                continue
            effort = rights.net_cost(costs[place], 0.0, 0.0, financing, 1.0) / income
            if effort > market.effort_cap:
                continue
            value = tastes.cost_weight * log(1.0 - effort)
            value += household.area_error(home.area) * tastes.error_area
            value += tastes.place_weight * home.area.place
            value -= tastes.crowding_weight * max(0, persons - home.rooms)
            if value > best:
                best, chosen = value, place
        return chosen

    # ---- rents and prices ----

    def move_prices(self) -> None:
        """Move rents and prices with image and vacancy; in the spin-up, learn what is usual."""
        self._typical = None
        areas, settings = self.model.areas, self.model.settings.prices
        numbers = self._private
        empty = self.model.vacant_by_area(*_PRIVATE)
        vacancy = [some / max(homes, 1.0) for some, homes in zip(empty, numbers, strict=True)]
        if self.model.month < 0 or self._months == 0:
            self._months += 1
            for row, area in enumerate(areas):
                gap = vacancy[row] - self._usual_vacancy[row]
                self._usual_vacancy[row] += gap / self._months
                self._first_image[row] = area.image
            return
        if not any(numbers):
            return
        gains = [area.image - first for area, first in zip(areas, self._first_image, strict=True)]
        weighted = sum(gain * number for gain, number in zip(gains, numbers, strict=True))
        mean = weighted / sum(numbers)
        for row, area in enumerate(areas):
            wanted = settings.image_elasticity * (gains[row] - mean)
            wanted -= settings.vacancy_elasticity * (vacancy[row] - self._usual_vacancy[row])
            area.moved += settings.speed * (wanted - area.moved)
            area.private_rent = area.first_rent * exp(area.moved)
            area.private_price = area.first_price * exp(area.moved)
