"""Stock and flow of the month: every count before, what happened, every count after."""

from __future__ import annotations

import numpy as np

from simulation.kernels.counts import count_flows, count_population, count_stock
from simulation.observers.tools import Columns
from simulation.state.schema import DwellingStatus, Move, Place, Reason
from simulation.state.world import World


def observe(world: World) -> Columns:
    """Return one row: stocks at the end of the month and the flows of the month."""
    d, h = world.dwellings, world.households
    stock_now = count_stock(
        d.status, d.is_social, d.occupant, int(DwellingStatus.VACANT),
        int(DwellingStatus.DEMOLISHED),
    )  # fmt: skip
    people_now = count_population(
        h.place, h.adults, h.teenagers, h.children, int(Place.HOUSED), int(Place.HOSTED)
    )
    ledger, month = world.ledger, world.month
    flows = count_flows(
        ledger.table_of("moves", month), ledger.table_of("members", month),
        ledger.table_of("files", month),
        int(Move.ENTRY), int(Move.EXIT), int(Reason.BIRTH), int(Reason.DEATH),
    )  # fmt: skip
    stock = ledger.events_of("stock", month)
    built, is_social = stock["change"] > 0, d.is_social[stock["dwelling"]]
    row = {
        "year": world.year,
        "month": world.month,
        "social_stock": stock_now.social,
        "social_occupied": stock_now.social_occupied,
        "social_vacant": stock_now.social_vacant,
        "private_stock": stock_now.private,
        "homes_occupied": stock_now.occupied,
        "delivered": int((built & is_social).sum()),
        "demolished": int((stock["change"] < 0).sum()),
        "private_delivered": int((built & ~is_social).sum()),
        "sold": ledger.table_of("sales", month).shape[1],
        "households_housed": people_now.housed,
        "households_hosted": people_now.hosted,
        "persons": people_now.persons,
        "persons_entered": flows.persons_entered,
        "persons_exited": flows.persons_exited,
        "births": flows.births,
        "deaths_of_partners": flows.deaths_of_partners,
        "members_joined": flows.members_joined,
        "members_left": flows.members_left,
        "entries": flows.entries,
        "exits": flows.exits,
        "homes_taken": flows.homes_taken,
        "homes_left": flows.homes_left,
        "lettings": ledger.table_of("lettings", month).shape[1],
        "files_opened": flows.files_opened,
        "files_closed": flows.files_closed,
        "open_files": np.count_nonzero(world.applications.household >= 0),
    }
    return {name: np.array([value]) for name, value in row.items()}
