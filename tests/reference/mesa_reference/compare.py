"""Where two models of one run differ: households, files, dwellings and areas, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np

from mesa_reference.model import ReferenceModel
from simulation import schedule
from simulation.model import HousingModel
from simulation.state.schema import NEVER, Place
from simulation.state.world import World

State = dict[str, dict[Any, tuple[Any, ...]]]
_TOLERANCE = 1e-12
HOUSEHOLD = (
    "dwelling", "moved_in", "adults", "teenagers", "children", "age", "activity",
    "earnings", "replacement", "minima", "capacity", "shock", "income", "resources", "units",
    "persons", "category", "quartile_legal", "quartile_fixed", "family_month", "family_event",
    "exit_month", "exit_kind", "transfer_month", "rehousing_offers", "rehousing_refused",
    "has_refused",
)  # fmt: skip
FILE = (
    "lot", "filed", "is_transfer", "is_priority", "lapses", "refused", "offered", "asked",
)  # fmt: skip
DWELLING = ("status", "occupant", "vacant_since", "holder", "held_since", "rent")
RESIDENCE = ("fragility", "aided", "rehousing_opens", "demolition_due")
AREA = ("image", "private_rent", "private_price")


def _dated(month: int | None) -> int:
    return NEVER if month is None else month


def state_of_reference(model: ReferenceModel) -> State:
    """Return everything that is compared, by identity or row."""
    households = {
        one.identity: (
            -1 if one.dwelling is None else one.dwelling.row, one.moved_in, one.adults,
            one.teenagers, one.children, one.age, int(one.activity), one.earnings,
            one.replacement, one.minima, one.capacity, one.shock, one.income, one.resources,
            one.units, one.persons, one.category, one.quartile_legal, one.quartile_fixed,
            _dated(one.family_month), int(one.family_event), _dated(one.exit_month),
            int(one.exit_kind), _dated(one.transfer_month), one.rehousing_offers,
            one.rehousing_refused, one.has_refused,
        )
        for one in model.people
    }  # fmt: skip
    files = {
        file.household.identity: (
            file.lot, file.filed, file.is_transfer, file.is_priority,
            _dated(file.lapses), file.refused, file.offered,
            tuple(area.row for area in file.asked),
        )
        for file in model.queue.files
    }  # fmt: skip
    dwellings = {
        home.row: (
            int(home.status), -1 if home.occupant is None else home.occupant.identity,
            NEVER if home.occupant else home.vacant_since, int(home.holder),
            home.held_since if home.holder >= 0 else NEVER, home.rent,
        )
        for home in model.dwellings
    }  # fmt: skip
    residences = {
        one.row: (
            one.fragility, one.aided, _dated(one.rehousing_opens), _dated(one.demolition_due),
        )
        for one in model.residences
    }  # fmt: skip
    areas = {a.row: (a.image, a.private_rent, a.private_price) for a in model.areas}
    return {
        "household": households, "file": files, "dwelling": dwellings, "residence": residences,
        "area": areas,
    }  # fmt: skip


def state_of_fast(world: World) -> State:
    """Return the same of the world of the fast model."""
    h, a, d = world.households, world.applications, world.dwellings
    r, areas = world.residences, world.areas
    present = np.flatnonzero(h.place != Place.ABSENT)
    columns = [getattr(h, name)[present] for name in HOUSEHOLD]
    households = _by(h.id[present], columns)
    rows = np.flatnonzero(a.household >= 0)
    columns = [getattr(a, name)[rows] for name in FILE[:-1]]
    asked = [tuple(area for area in row if area >= 0) for row in a.asked[rows].tolist()]
    files = {
        identity: (*values, places)
        for (identity, values), places in zip(
            _by(h.id[a.household[rows]], columns).items(), asked, strict=True
        )
    }
    occupant = np.where(d.occupant >= 0, h.id[np.maximum(d.occupant, 0)], -1)
    columns = [d.status, occupant, *(getattr(d, name) for name in DWELLING[2:])]
    dwellings = _by(np.arange(len(d)), columns)
    residences = _by(np.arange(len(r)), [getattr(r, name) for name in RESIDENCE])
    places = _by(np.arange(len(areas)), [getattr(areas, name) for name in AREA])
    return {
        "household": households, "file": files, "dwelling": dwellings, "residence": residences,
        "area": places,
    }  # fmt: skip


def _by(keys: np.ndarray, columns: list[np.ndarray]) -> dict[Any, tuple[Any, ...]]:
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return dict(zip(keys.tolist(), rows, strict=True))


def differences(fast: HousingModel, reference: ReferenceModel) -> list[str]:
    """Return one line for each value that differs; floating ones may by a part in 10¹²."""
    found = []
    one, two = state_of_fast(fast.world), state_of_reference(reference)
    names = {
        "household": HOUSEHOLD, "file": FILE, "dwelling": DWELLING, "residence": RESIDENCE,
        "area": AREA,
    }  # fmt: skip
    for kind, columns in names.items():
        missing = one[kind].keys() ^ two[kind].keys()
        found += [
            f"{kind} {key} is only in the {'fast' if key in one[kind] else 'reference'} model"
            for key in sorted(missing)
        ]
        for key in one[kind].keys() & two[kind].keys():
            for name, a, b in zip(columns, one[kind][key], two[kind][key], strict=True):
                if not _is_same(a, b):
                    found.append(f"{kind} {key}: {name} is {a} fast, {b} in the reference")
    return found


def _is_same(one: Any, two: Any) -> bool:
    if isinstance(one, float):
        return abs(one - two) <= _TOLERANCE * max(1.0, abs(one))
    return one == two


@contextmanager
def _stepwise(reference: ReferenceModel, report: list[str], fast: HousingModel) -> Iterator[None]:
    """Let the steps of the reference follow those of the fast model, and compare after each."""
    steps = {step.name: step for step in reference.schedule}

    def run_month(world: World, context: Any) -> None:
        for step in schedule.SCHEDULE:
            if world.month % step.every_months:
                continue
            step.run(world, context)
            if step.name in steps:
                steps[step.name].run()
            if not report:
                report.extend(f"{step.name}: {line}" for line in differences(fast, reference))

    with patch("simulation.model.run_month", run_month):
        yield


def first_differences(fast: HousingModel, reference: ReferenceModel, months: int) -> list[str]:
    """Run both step by step; return what differs after the first step where something does."""
    report: list[str] = []
    with _stepwise(reference, report, fast):
        for _ in range(months):
            month = fast.world.month
            fast.step()
            reference.end_month()
            if report:
                return [f"month {month}, {line}" for line in report]
    return []
