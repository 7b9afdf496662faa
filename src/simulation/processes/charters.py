"""The charters under which households of buildings to demolish are rehoused, for kernels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from simulation.config.scenario import Scenario
from simulation.kernels.cases import Charters, Pool
from simulation.kernels.refusals import spans_of
from simulation.policies.base import Charter
from simulation.processes import refusals
from simulation.processes.context import Context, open_files
from simulation.state.schema import Financing, Holder
from simulation.state.world import World

Integers = NDArray[np.int64]
N_SOCIAL = Financing.PRIVATE_RENTAL
_SIZES = 12  # persons; the last size holds the larger households


def default_charter(scenario: Scenario) -> Charter:
    """Return the charter of buildings that no policy speaks of.

    The landlord who demolishes owes the offers, and makes them in its own stock.
    """
    rules = scenario.allocation
    return Charter(
        residences=np.zeros(0, np.bool_),
        offers=rules.rehousing_offers,
        at_once=True,
        visits=0,
        tolerance=rules.neutrality,
        can_waive=False,
        commitment=-np.inf,
        outside_share=0.0,
        recent_share=0.0,
        reduction_take_up=0.0,
        reduction_eur=(0.0, 0.0, 0.0),
        transport_support=0.0,
        school_support=0.0,
        is_platform=False,
        tours=0,
        right_to_return=False,
    )


def of_month(world: World, context: Context) -> tuple[tuple[Charter, ...], Integers]:
    """Return the charters of this month, and which of them holds in each residence."""
    kept = world.memory.charters
    if kept is not None and kept[0] == world.month and kept[2].size == len(world.residences):
        return kept[1], kept[2]
    given = context.levers.pull("rehousing", world) or ()
    which = np.zeros(len(world.residences), np.int64)
    for position, charter in enumerate(given):
        which[: charter.residences.size][charter.residences] = position + 1
    found = (default_charter(context.scenario), *given)
    world.memory.charters = (world.month, found, which)
    return found, which


def as_arrays(charters: tuple[Charter, ...], n_known: int) -> Charters:
    """Return charters as kernels take them; `n_known` areas are known without tours."""

    def column(name: str, dtype: Any) -> NDArray[Any]:
        return np.array([getattr(charter, name) for charter in charters], dtype)

    return Charters(
        offers=column("offers", np.int64),
        at_once=column("at_once", np.bool_),
        visits=column("visits", np.int64),
        tolerance=column("tolerance", np.float64),
        can_waive=column("can_waive", np.bool_),
        outside_share=column("outside_share", np.float64),
        recent_share=column("recent_share", np.float64),
        take_up=column("reduction_take_up", np.float64),
        transport=column("transport_support", np.float64),
        school=column("school_support", np.float64),
        is_platform=column("is_platform", np.bool_),
        known=n_known + column("tours", np.int64),
    )


def pool_of(
    world: World, context: Context, charters: tuple[Charter, ...], vacancies: Integers
) -> Pool:
    """Return the vacancies that rehousing may take, and which of them are yielded to others.

    A landlord yields a vacancy with a probability whose logit is the commitment of the charter,
    less a slope times the priority files that it fits: tension works through the queue.
    """
    d, r = world.dwellings, world.residences
    commitments = np.array([charter.commitment for charter in charters])
    slope = context.scenario.rehousing.yield_slope
    files = np.zeros(vacancies.size)
    if np.isfinite(commitments).any():
        files = priority_files(world, context, vacancies)
    u = world.streams.uniform("yields", world.month, vacancies)
    refused = refusals.in_force(world)
    return Pool(
        homes=vacancies,
        landlord=r.landlord[d.residence[vacancies]].astype(np.int64),
        is_outside=~world.areas.is_qpv[d.area[vacancies]],
        is_held=d.holder[vacancies] != Holder.NONE,
        yielded=u < expit(commitments[:, None] - slope * files),
        refused=refused,
        spans=spans_of(refused, vacancies),
    )


def priority_files(world: World, context: Context, homes: Integers) -> NDArray[np.float64]:
    """Return how many priority files of its landlord each dwelling fits, shape (n,).

    They ask for its area, are of its size and under its ceiling; each landlord has as many of
    them as its share of the social homes of the area.
    """
    d, r, h, a = world.dwellings, world.residences, world.households, world.applications
    files = open_files(world)
    files = files[a.is_priority[files]]
    rows = a.household[files]
    sizes = np.minimum(h.persons[rows], _SIZES).astype(np.int64)
    counts = np.zeros((N_SOCIAL, len(world.areas), _SIZES + 1))
    for financing in range(N_SOCIAL):
        under = h.fiscal_income[rows] <= world.ceilings[financing, h.category[rows]]
        asked = a.asked[files[under]]
        file, place = np.nonzero(asked >= 0)
        np.add.at(counts[financing], (asked[file, place], sizes[under][file]), 1.0)
    persons, spare = np.arange(_SIZES + 1), context.scenario.allocation.spare_rooms
    rooms = d.rooms[homes].astype(np.int64)[:, None]
    fit = (rooms >= np.minimum(persons - 1, 5)) & (rooms <= persons + spare)
    residence = d.residence[homes]
    found = (counts[r.financing[residence], d.area[homes]] * fit).sum(axis=1)
    return np.asarray(found * _shares(world)[r.landlord[residence], d.area[homes]])


def _shares(world: World) -> NDArray[np.float64]:
    """Return the share of each landlord in the social homes of each area."""
    d, r = world.dwellings, world.residences
    social = np.flatnonzero(d.is_social)
    n_landlords = int(r.landlord.max(initial=-1)) + 1
    homes = np.zeros((n_landlords, len(world.areas)))
    np.add.at(homes, (r.landlord[d.residence[social]], d.area[social]), 1.0)
    return np.asarray(homes / np.maximum(homes.sum(axis=0), 1.0))
