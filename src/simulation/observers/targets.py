"""Attributions of the year against each target: the yearly table of an agreement (CIA).

The two targets of the law are always there, beside those that policies set. A vacancy is at risk
when the target binds: its target is short where it lies, and of the open files that ask for its
area, fit its rooms and are under its ceiling none is of the group that the target lacks, though
there are some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.candidates import candidate_profiles
from simulation.kernels.queue import profile
from simulation.observers.tools import Columns, share, table
from simulation.policies.attribution_targets import AttributionTargets
from simulation.policies.records import Target
from simulation.processes import lettings as letting
from simulation.processes.context import Context, homes, open_files, places
from simulation.processes.targets import n_units_of, units_of
from simulation.state.schema import Channel, DwellingStatus, Holder
from simulation.state.world import World

ALL = -1
_CENTS = 100
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class _Vacancies:
    """Vacancies of December: rows, and the profiles of the files that could be heard for each."""

    rows: NDArray[np.int64]
    profiles: NDArray[np.int64]


def observe(world: World, context: Context) -> Columns:
    """Return one row per target for all, for each social landlord and for each holder."""
    vacancies = _vacancies(world, context)
    law = AttributionTargets().targets(world) or ()
    own = context.levers.pull("targets", world) or ()
    rows = [
        row
        for asked_by, targets in (("law", law), ("policies", own))
        for target in targets
        for row in _rows(world, asked_by, target, vacancies)
    ]
    return table(rows)


def _vacancies(world: World, context: Context) -> _Vacancies:
    d = world.dwellings
    rows = np.flatnonzero(d.is_social & (d.status == DwellingStatus.VACANT))
    files = open_files(world)
    _, queue, applicants = letting.queue_of(world, files, np.zeros(files.size))
    found = candidate_profiles(
        world.month, world.start_year, context.rules.spare_rooms, rows, queue, applicants,
        world.ceilings, homes(world), places(world),
    )  # fmt: skip
    return _Vacancies(rows, found)


def _rows(
    world: World, asked_by: str, target: Target, vacancies: _Vacancies
) -> Iterator[dict[str, Any]]:
    d, lettings = world.dwellings, world.ledger.events("lettings")
    residence = d.residence[lettings["dwelling"]]
    inside = target.residences[residence]
    group = (target.profiles >> profile(lettings["quartile"], lettings["has_job"])) & 1 > 0
    rehoused = lettings["channel"] == Channel.REHOUSING
    counts = group | rehoused if target.counts_rehoused else group
    wanted = wanted_share(world, target)
    reached = _reached(world, target, residence, inside, inside & counts, wanted)
    at = d.residence[vacancies.rows]
    here = target.residences[at]
    none = vacancies.profiles == 0
    short = ~reached[units_of(world, target, at)]
    at_risk = here & short & ~none & (vacancies.profiles & target.profiles == 0)
    rents = d.rent[vacancies.rows]
    used = np.unique(units_of(world, target, np.flatnonzero(target.residences)))
    for landlord, holder, let, vacant in _actors(world, lettings, residence, vacancies.rows):
        leases = int((inside & let).sum())
        counted = int((inside & let & counts).sum())
        alone = int((inside & let & group & ~rehoused).sum())
        is_whole = landlord == ALL and holder == "all"
        yield {
            "year": world.year,
            "asked_by": asked_by,
            "target": target.name,
            "landlord": landlord,
            "holder": holder,
            "leases": leases,
            "counted": counted,
            "share": share(counted, leases),
            "share_without_rehoused": share(alone, leases),
            "target_share": wanted,
            "gap": share(counted, leases) - wanted,
            "missing_leases": max(0, int(np.ceil(wanted * leases - counted - _ROUNDING))),
            "units": used.size if is_whole else 1,
            "units_reached": int(reached[used].sum())
            if is_whole
            else int(counted >= wanted * leases - _ROUNDING),
            "vacancies": int((here & vacant).sum()),
            "vacancies_without_candidate": int((here & vacant & none).sum()),
            "vacancies_at_risk": int((at_risk & vacant).sum()),
            "rent_at_risk_eur": int(rents[at_risk & vacant].sum(dtype=np.int64)) / _CENTS,
        }


_ROUNDING = 1e-9
"""What a share times a count may be off by."""


def wanted_share(world: World, target: Target) -> float:
    """Return the share a target asks for, its floor included."""
    floor = world.memory.observed.get(target.name, 0.0) if target.is_floored else 0.0
    return max(target.share, floor)


def _reached(
    world: World,
    target: Target,
    residence: NDArray[Any],
    inside: Mask,
    counted: Mask,
    wanted: float,
) -> Mask:
    """Return whether each unit of a target reached it this year; one without letting did."""
    n_units, units = n_units_of(world, target), units_of(world, target, residence)
    leases, found = (np.bincount(units[some], minlength=n_units) for some in (inside, counted))
    return np.asarray(found >= wanted * leases - _ROUNDING)


def _actors(
    world: World, lettings: dict[str, NDArray[Any]], residence: NDArray[Any], rows: NDArray[Any]
) -> Iterator[tuple[int, str, Mask, Mask]]:
    """Return all, each landlord and each holder, with masks of their lettings and vacancies."""
    d, r = world.dwellings, world.residences
    yield ALL, "all", np.ones(residence.size, bool), np.ones(rows.size, bool)
    for landlord in range(int(r.landlord.max(initial=-1)) + 1):
        own = r.landlord[d.residence[rows]] == landlord
        yield landlord, "all", r.landlord[residence] == landlord, own
    for holder in Holder:
        yield ALL, holder.name.lower(), lettings["holder"] == holder, d.holder[rows] == holder
