"""Chosen letting: part of the vacancies is advertised, applicants bid, the best are offered."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mesa_reference.letting import fits
from simulation.state.schema import Channel

if TYPE_CHECKING:
    from mesa_reference.application import Application
    from mesa_reference.model import ReferenceModel
    from mesa_reference.places import Dwelling

N_ROOMS, _N_QUARTILES = 5, 4


class Board:
    """The adverts of a month, by rooms and by the moment at which they are out."""

    def __init__(self, model: ReferenceModel, adverts: list[Dwelling]) -> None:
        self._moments: dict[int, list[float]] = {}
        self._homes: dict[int, list[Dwelling]] = {}
        out = [
            (model.dice.uniform("advert_moment", model.month, home.row), home) for home in adverts
        ]
        for moment, home in sorted(out, key=lambda entry: entry[0]):
            self._moments.setdefault(home.rooms, []).append(moment)
            self._homes.setdefault(home.rooms, []).append(home)

    def seen(self, persons: int, begins: float, attention: float, spare: int) -> Iterator[Dwelling]:
        """Yield what fits and is out in the share of the month in which one looks."""
        for rooms in sorted(self._homes):
            if not fits(persons, rooms, spare):
                continue
            moments, homes = self._moments[rooms], self._homes[rooms]
            first = bisect_left(moments, begins)
            for k in range(len(homes)):
                place = (first + k) % len(homes)
                elapsed = moments[place] - begins
                if elapsed < 0.0:
                    elapsed += 1.0
                if elapsed >= attention:
                    break
                yield homes[place]


class ChosenLetting:
    """Adverts, bids, and the chance of a bid that applicants know of."""

    def __init__(self, model: ReferenceModel) -> None:
        self.model, self.rules = model, model.settings.adverts
        self._bids = [[0.0] * _N_QUARTILES for _ in model.areas]
        self._chance: list[list[float]] | None = None

    def step(self) -> None:
        """Advertise, collect bids, offer to the best ranked bidders."""
        if self.model.is_january:
            self._learn_chances()
        adverts = self._advertise()
        if not adverts:
            return
        bids: dict[Dwelling, list[tuple[float, float, Application]]] = {
            home: [] for home in adverts
        }
        board = Board(self.model, adverts)
        for score, file in self.model.queue.ranked():
            for home in self._bids_of(file, board):
                self._bids[home.area.row][file.household.quartile_legal - 1] += 1.0
                bids[home].append((*self._rank(file, home, score), file))
        for home, bidders in bids.items():
            bidders.sort(key=lambda bid: bid[:2])
            for file in self._listed(home, [bid[-1] for bid in bidders]):
                if self.model.commission.offer(file, home, Channel.ADVERT):
                    break

    def _advertise(self) -> list[Dwelling]:
        """Take the homes to advertise off the list of vacancies; the lot holds while they wait."""
        model, flow = self.model, self.model.flow
        adverts, others = [], []
        for home in flow.vacancies:
            lot = model.dice.uniform("advertised", home.vacant_since, home.row)
            if lot < self.rules.share and home.months_advertised < self.rules.months:
                home.advertise()
                adverts.append(home)
            else:
                others.append(home)
        flow.vacancies = others
        return adverts

    def _bids_of(self, file: Application, board: Board) -> list[Dwelling]:
        """Return what a file bids on: what it sees and gains by, best gain × chance first."""
        model, rules, household = self.model, self.rules, file.household
        begins = model.dice.uniform("attention", model.month, household.identity)
        spare = model.settings.allocation.spare_rooms
        chances, quartile = self._chance or model.queue.chance, household.quartile_legal
        bar, found = None, []
        for home in board.seen(household.persons, begins, rules.attention, spare):
            if household.resources > model.law.ceilings[home.financing][household.category]:
                continue
            if household.identity in home.refused_by:
                continue
            if bar is None:
                bar = household.status_quo(file.years_waited)
            gain = household.value(home, visited=False) - bar - model.moving_cost
            rank = gain * chances[home.area.row][quartile - 1]
            if gain > 0.0 and rank > 0.0:
                found.append((-rank, len(found), home))
        return [home for _, _, home in sorted(found)[: rules.max_bids]]

    def _rank(self, file: Application, home: Dwelling, score: float) -> tuple[float, float]:
        """Return what ranks a bid, low first: points by the rule, then a lot among equals."""
        model = self.model
        lot = model.dice.uniform("advert_lottery", model.month, file.household.identity, home.row)
        points = {"score": score, "date": file.months_waited, "lottery": lot}
        return -points[self.rules.ranking], lot

    def _listed(self, home: Dwelling, bidders: list[Application]) -> list[Application]:
        """Return the first bidders without an offer this month whom the screen does not stop."""
        model, listed = self.model, []
        for file in bidders:
            if len(listed) == self.rules.list_length:
                break
            household = file.household
            if household.last_offer == model.month or household.identity in home.refused_by:
                continue
            if self.rules.is_screened and not model.commission.is_solvent(household, home):
                continue
            listed.append(file)
        return listed

    def _learn_chances(self) -> None:
        """Take last year's lettings by advert per bid of files like theirs, by area."""
        if not any(map(any, self._bids)):
            return
        let = [[0.0] * _N_QUARTILES for _ in self.model.areas]
        for area, quartile, channel in self.model.lettings_last_year or ():
            if channel == Channel.ADVERT:
                let[area.row][quartile - 1] += 1.0
        mean = (sum(map(sum, let)) + 1.0) / (sum(map(sum, self._bids)) + 1.0)
        self._chance = [
            [(won + 1.0) / (tried + 1.0 / mean) for won, tried in zip(*rows, strict=True)]
            for rows in zip(let, self._bids, strict=True)
        ]
        self._bids = [[0.0] * _N_QUARTILES for _ in self.model.areas]
