"""The queue: files lapse, tenants ask for a transfer, newcomers file, asking broadens."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

from mesa_reference.application import MONTHS, Application, years_on_list
from mesa_reference.arrivals import new_applicants
from mesa_reference.dice import PERSISTENT
from mesa_reference.household import EULER_GAMMA, Household
from mesa_reference.market import reach
from simulation.state.schema import MAX_AREAS_ASKED, DwellingStatus, Financing

if TYPE_CHECKING:
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Area

_LAPSE_STREAMS = ("lapse", "found")
_FIRST_GUESS_TURNOVER, _FIRST_GUESS_LIFE = 0.09, 2.0
_HOSTED_SHARE, _STEERING_MONTHS, _LEAST_CHANCE = 0.65, 6.0, 1e-3
_N_QUARTILES = 4
_STOCK = (DwellingStatus.LET, DwellingStatus.VACANT)
_PLUS, _PRIVATE = int(Financing.PLUS), int(Financing.PRIVATE_RENTAL)


class TypicalHome(NamedTuple):
    """Means of the social homes of one size in one area."""

    rent: float
    charges: float
    quality: float
    surface: float


class Queue:
    """Open files, and what steers how many there are.

    Attributes
    ----------
    chance, log_chance
        Last year's lettings per file that asked, by area and legal quartile, and its logarithm.
    closed, lettings
        Files of households without a home closed this month, and lettings of this month.
    """

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.demand = model, model.settings.demand
        self.files: dict[Application, None] = {}
        self.chance: list[list[float]] = []
        self.log_chance: list[list[float]] = []
        self.closed = self.lettings = self._closed_last = 0
        self.departures = self.lettings_smoothed = self.arrivals = 0.0
        self._typical: dict[tuple[int, int], TypicalHome] = {}
        self._typical_year: int | None = None

    def step(self) -> None:
        """Close, open and broaden files."""
        if self.model.is_first_month:
            self._start()
        for_good = [file for file in self.files if file.lapses == self.model.month]
        self._give_up(for_good)
        if self.model.is_january:
            self._learn_chances()
        self._transfers()
        self._from_within()
        self._arrivals()
        self._broaden()

    def close(self, file: Application) -> None:
        """Close a file, wherever its household is."""
        del self.files[file]
        file.household.application = None
        if not file.is_transfer:
            self.closed += 1

    def ranked(self) -> list[tuple[float, Application]]:
        """Return scores and files, highest first; equal ones by their lots."""
        found = [(file.score(), file) for file in self.files]
        return sorted(found, key=lambda entry: (-entry[0], entry[1].lot))

    def end_of_lettings(self) -> None:
        """Keep, during the spin-up, what steers the arrivals of new files."""
        if self.model.month < 0:
            self._closed_last = self.closed
            self.lettings_smoothed += (self.lettings - self.lettings_smoothed) / MONTHS

    # ---- how many ----

    def _start(self) -> None:
        """Fill the queue with files of every age."""
        model = self.model
        self.lettings_smoothed = len(model.social_homes) * _FIRST_GUESS_TURNOVER / MONTHS
        self._know([[1.0 / model.tension] * _N_QUARTILES for _ in model.areas])
        count = round(model.tension * self.lettings_smoothed * MONTHS * _HOSTED_SHARE)
        self.departures = (
            count / (_FIRST_GUESS_LIFE * MONTHS) + _HOSTED_SHARE * self.lettings_smoothed
        )
        self.arrivals = self.departures
        for household in new_applicants(model, count, at_start=True):
            age = -log(model.dice.uniform("first_file_age", PERSISTENT, household.identity))
            self._file(household, model.month - int(min(age * MONTHS, 5.0 * MONTHS)))

    def _arrivals(self) -> None:
        """Let newcomers file, at a rate that the spin-up solves for the tension."""
        month = self.model.month
        rate = self._steered_rate() if month < 0 else self.arrivals
        more = self.model.dice.uniform("arrival", month, 0) < rate - int(rate)
        for household in new_applicants(self.model, int(rate) + more):
            self._file(household, month)

    def _steered_rate(self) -> float:
        """Return the arrivals that replace what leaves and close the gap to the tension."""
        self.departures += (self._closed_last - self.departures) / _STEERING_MONTHS
        wanted = self.model.tension * self.lettings_smoothed * MONTHS
        gap = (wanted - len(self.files)) / _STEERING_MONTHS
        rate = max(0.0, self.departures + gap)
        self.arrivals += (rate - self.arrivals) / MONTHS
        return rate

    # ---- who ----

    def _transfers(self) -> None:
        month = self.model.month
        for tenant in self.model.exits.transfers.take(month):
            asks = tenant.transfer_month == month and tenant.application is None
            if asks and tenant.is_tenant:
                self._file(tenant, month)

    def _from_within(self) -> None:
        """File those who left a household of the territory; as many fewer arrive."""
        formed = self.model.families.new_files
        self._closed_last -= len(formed)
        for household in formed:
            self._file(household, self.model.month)
        formed.clear()

    def _file(self, household: Household, filed: int) -> None:
        """Open a file for one who finds an area to ask for; else it leaves, or stays at home."""
        model, is_hosted = self.model, household.dwelling is None
        u = model.dice.uniform("priority", model.month, household.identity)
        is_priority = is_hosted and u < self.demand.priority_share
        asked = self._areas_for(household, filed, is_priority, self.demand.areas_asked)
        if asked:
            file = Application(household, filed, is_priority, asked)
            household.application = file
            self.files[file] = None
            self._draw_lapse(file)
        elif is_hosted:
            household.leave()

    def _give_up(self, files: list[Application]) -> None:
        """Close files; sitting tenants stay, those without a home found one elsewhere."""
        for file in files:
            if file.household.dwelling is not None:
                self.close(file)
        for file in files:
            if file.household.dwelling is None:
                file.household.leave()

    def _broaden(self) -> None:
        """Ask again, on each anniversary of a file, and for more areas."""
        month, demand = self.model.month, self.demand
        given_up = []
        for file in list(self.files):
            years, rest = divmod(month - file.filed, MONTHS)
            if rest or years <= 0:
                continue
            length = min(demand.areas_asked + demand.areas_more_per_year * years, MAX_AREAS_ASKED)
            asked = self._areas_for(file.household, file.filed, file.is_priority, length)
            if asked:
                file.asked = asked
                self._draw_lapse(file)
            else:
                given_up.append(file)
        self._give_up(given_up)

    def _draw_lapse(self, file: Application) -> None:
        """Draw the month in which a file ends, if before its next anniversary."""
        model, household = self.model, file.household
        hazards = [self.demand.not_renewed_rate]
        if household.dwelling is None:
            hazards.append(self._found_elsewhere(household, file.years_waited))
        month, identity = model.month, household.identity
        ages = [
            (-log(model.dice.uniform(stream, month, identity)) / hazard * 12.0)
            for stream, hazard in zip(_LAPSE_STREAMS, hazards, strict=False)
            if hazard > 0.0
        ]
        months = int(min(ages, default=MONTHS))
        left = MONTHS - (month - file.filed) % MONTHS
        file.lapses = month + months + 1 if months < left else None

    def _found_elsewhere(self, household: Household, waited: float) -> float:
        """Return the hazard of finding a private letting: sooner for the better-off."""
        model, market = self.model, self.model.market
        rent = market.typical.rents[household.rooms_wanted - 1]
        cost = household.rights.net_cost(rent, 0.0, 0.0, _PRIVATE, 1.0)
        stay = household.status_quo(waited)
        gain = household.cost_value(cost) + market.mean_match - stay
        rate = self.demand.found_rate * reach(model, household.resources, rent)
        return min(rate * model.exits.response(gain), model.settings.mobility.highest_rate)

    # ---- where ----

    def _areas_for(
        self, household: Household, filed: int, is_priority: bool, length: int
    ) -> list[Area]:
        """Return the areas a household asks for, best first.

        Those it knows, whose typical home of its size beats the status quo, by value and by the
        logarithm of last year's chance of success of files like its own. Without a choice, who
        finds one asks for the first it heard of.
        """
        model, typical, tastes = self.model, self.typical_homes, self.model.settings.behaviour
        rooms, rights = household.rooms_wanted, household.rights
        waited = years_on_list(household, filed, is_priority)
        bar = household.status_quo(waited) + tastes.moving_cost
        unseen = EULER_GAMMA * (tastes.error_advert + tastes.error_visit)
        quality_weight, place_weight = tastes.quality_weight, household.place_weight
        ranked = []
        for area in self._known(household):
            home = typical.get((area.row, rooms))
            if home is None:
                continue
            cost = rights.net_cost(home.rent, home.charges, home.surface, _PLUS, area.exemption)
            value = household.cost_value(cost) + quality_weight * home.quality
            value += place_weight * area.place + unseen
            value += tastes.error_area * household.area_error(area)
            value += household.tie_value(area)
            if value > bar:
                chance = self.log_chance[area.row][household.quartile_legal - 1]
                ranked.append((value + self.demand.chance_weight * chance, area.row))
        if ranked and not self.demand.chooses_areas:
            heard = [a for a in self._known(household) if (a.row, rooms) in typical]
            return heard[: min(length, MAX_AREAS_ASKED)]
        ranked.sort(reverse=True)
        return [model.areas[row] for _, row in ranked[: min(length, MAX_AREAS_ASKED)]]

    def _known(self, household: Household) -> list[Area]:
        """Return the areas a household has heard of, drawn once for life, and its own."""
        heard = household.areas_heard_of
        own = household.dwelling.area if household.dwelling is not None else None
        return [*heard, own] if own is not None and own not in heard else heard

    @property
    def typical_homes(self) -> dict[tuple[int, int], TypicalHome]:
        """Typical social homes of the year by row of area and rooms."""
        if self._typical_year != self.model.year:
            self._typical, self._typical_year = self._means(), self.model.year
        return self._typical

    def _means(self) -> dict[tuple[int, int], TypicalHome]:
        found = {}
        for area in self.model.areas:
            by_rooms: dict[int, list] = {}
            for home in area.dwellings:
                if home.status in _STOCK and home.is_social:
                    by_rooms.setdefault(home.rooms, []).append(home)
            for rooms, homes in by_rooms.items():
                columns = (
                    (home.rent, home.charges, home.residence.quality, home.surface)
                    for home in homes
                )
                means = (sum(values) / len(homes) for values in zip(*columns, strict=True))
                found[area.row, rooms] = TypicalHome(*means)
        return found

    def _learn_chances(self) -> None:
        """Take last year's lettings per file like theirs that asked for the area.

        An area counts one letting more than it had, at the mean chance.
        """
        lettings = self.model.lettings_last_year
        if lettings is None:
            return
        let = [[0.0] * _N_QUARTILES for _ in self.model.areas]
        asking = [[0.0] * _N_QUARTILES for _ in self.model.areas]
        for area, quartile, _ in lettings:
            let[area.row][quartile - 1] += 1.0
        for file in self.files:
            for area in file.asked:
                asking[area.row][file.household.quartile_legal - 1] += 1.0
        mean = sum(map(sum, let)) / max(sum(map(sum, asking)), 1.0)
        usual = 1.0 / max(mean, _LEAST_CHANCE)
        self._know(
            [
                [(won + 1.0) / (tried + won + usual) for won, tried in zip(*rows, strict=True)]
                for rows in zip(let, asking, strict=True)
            ]
        )

    def _know(self, chance: list[list[float]]) -> None:
        self.chance = chance
        self.log_chance = [[log(one) for one in row] for row in chance]
