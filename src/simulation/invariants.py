"""What must hold after every month; `check` names what does not."""

from __future__ import annotations

import numpy as np

from simulation.state import calendar
from simulation.state.schema import DwellingStatus, Financing, Holder, Place
from simulation.state.world import World


class InvariantError(AssertionError):
    """The world contradicts itself: a defect of the program, never of the input."""


def check(world: World, before: dict[str, int] | None, after: dict[str, int]) -> None:
    """Raise InvariantError with every violation found.

    Parameters
    ----------
    before, after
        Rows of the reconciliation table of the month before, if any, and of this month.
    """
    broken = [*_places(world), *_files(world), *_dwellings(world), *_calendars(world)]
    if before is not None:
        broken += _flows(before, after)
    if broken:
        raise InvariantError(f"month {world.month}: " + "; ".join(broken))


def _places(world: World) -> list[str]:
    h, d = world.households, world.dwellings
    housed = np.flatnonzero(h.place == Place.HOUSED)
    homes = h.dwelling[housed]
    found = []
    if (homes < 0).any() or (d.occupant[homes] != housed).any():
        found.append("a housed household is not the occupant of its dwelling")
    if (h.dwelling[h.place != Place.HOUSED] >= 0).any():
        found.append("a household that is not housed has a dwelling")
    if int((d.occupant >= 0).sum()) != housed.size:
        found.append("dwellings occupied and households housed differ in number")
    present = h.id[h.place != Place.ABSENT]
    if np.unique(present).size != present.size:
        found.append("two households have the same identity")
    hosted = np.flatnonzero(h.place == Place.HOSTED)
    if (h.application[hosted] < 0).any():
        found.append("a household without a home has no open file at the end of the month")
    return found


def _files(world: World) -> list[str]:
    a, h = world.applications, world.households
    is_open = np.flatnonzero(a.household >= 0)
    found = []
    if (h.application[a.household[is_open]] != is_open).any():
        found.append("a file and its household do not refer to each other")
    if int((h.application >= 0).sum()) != is_open.size:
        found.append("a household holds a closed file")
    return found


def _dwellings(world: World) -> list[str]:
    d = world.dwellings
    found = []
    let = d.status == DwellingStatus.LET
    if (d.occupant[let] < 0).any():
        found.append("a let dwelling is empty")
    kinds = (DwellingStatus.VACANT, DwellingStatus.WORKS, DwellingStatus.DEMOLISHED)
    if (d.occupant[np.isin(d.status, kinds)] >= 0).any():
        found.append("a vacant or demolished dwelling is occupied")
    sold = d.status == DwellingStatus.SOLD
    if (d.occupant[sold] < 0).any() or d.is_social[sold].any():
        found.append("a sold dwelling is empty or still social")
    financing = world.residences.financing[d.residence]
    if (d.is_social != (financing < Financing.PRIVATE_RENTAL)).any():
        found.append("a social dwelling has a private residence, or the reverse")
    if (d.status[d.holder != Holder.NONE] != DwellingStatus.VACANT).any():
        found.append("a reservation holder holds a dwelling that is not vacant")
    if (d.rent < 0).any() or (d.charges < 0).any():
        found.append("a rent is negative")
    return found


def _calendars(world: World) -> list[str]:
    return [
        f"a household is not in the calendar of its {column}"
        for column in calendar.COLUMNS
        if calendar.missing(world, column).size
    ]


def _flows(before: dict[str, int], after: dict[str, int]) -> list[str]:
    population = ("households_housed", "households_hosted")
    equations = {
        "social stock": (
            before["social_stock"] + after["delivered"] - after["demolished"] - after["sold"],
            after["social_stock"],
        ),
        "private stock": (
            before["private_stock"] + after["private_delivered"] + after["sold"],
            after["private_stock"],
        ),
        "occupied homes": (
            before["homes_occupied"] + after["homes_taken"] - after["homes_left"],
            after["homes_occupied"],
        ),
        "population": (
            sum(before[p] for p in population) + after["entries"] - after["exits"],
            sum(after[p] for p in population),
        ),
        "persons": (
            before["persons"]
            + after["persons_entered"]
            - after["persons_exited"]
            + after["births"]
            - after["deaths_of_partners"]
            + after["members_joined"]
            - after["members_left"],
            after["persons"],
        ),
        "files": (
            before["open_files"] + after["files_opened"] - after["files_closed"],
            after["open_files"],
        ),
    }
    return [
        f"{name}: {expected} expected from the flows, {found} found"
        for name, (expected, found) in equations.items()
        if expected != found
    ]
