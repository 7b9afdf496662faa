"""Rehousing: households of buildings to demolish receive offers from the withheld vacancies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.rehousing import rehouse
from simulation.processes.context import Context, homes, people, places
from simulation.processes.lettings import record_offers, sign_leases
from simulation.state.schema import Channel, DwellingStatus
from simulation.state.world import MONTHS, World


def households_to_rehouse(world: World) -> NDArray[np.int64]:
    """Return the rows of households that still live in dwellings to demolish."""
    leaving = world.dwellings.status == DwellingStatus.TO_DEMOLISH
    occupants = world.dwellings.occupant[leaving]
    return np.sort(occupants[occupants >= 0]).astype(np.int64)


def step(world: World, context: Context) -> None:
    """Offer withheld dwellings, longest waiting households first."""
    rows = households_to_rehouse(world)
    vacancies = world.memory.withheld
    if not rows.size or not vacancies.size:
        return
    residences = world.dwellings.residence[world.households.dwelling[rows]]
    opened = world.residences.rehousing_opens[residences]
    order = np.lexsort((world.households.id[rows], opened))
    rows, opened = rows[order], opened[order]
    rules = context.scenario.allocation
    home, row, accepted = rehouse(
        world.month, world.start_year, world.streams.code("rehousing_list"), rows,
        (world.month - opened) / MONTHS, vacancies, rules.rehousing_offers, rules.neutrality,
        rules.rehousing_pressure, rules.spare_rooms, context.tastes, context.codes, world.law,
        world.ceilings, people(world), homes(world), places(world),
    )  # fmt: skip
    record_offers(world, row, home, accepted, Channel.REHOUSING)
    sign_leases(world, row[accepted], home[accepted], Channel.REHOUSING)
