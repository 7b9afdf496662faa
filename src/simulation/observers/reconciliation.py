"""Stock and flow of the month: every count before, what happened, every count after."""

from __future__ import annotations

import numpy as np

from simulation.kernels.counts import count_population, count_stock
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
    moves = _of_month(world, "moves")
    lettings = _of_month(world, "lettings")
    stock = _of_month(world, "stock")
    files = _of_month(world, "files")
    members = _of_month(world, "members")
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
        "sold": int(_of_month(world, "sales")["month"].size),
        "households_housed": people_now.housed,
        "households_hosted": people_now.hosted,
        "persons": people_now.persons,
        **_changes_of_persons(moves, members),
        "entries": int((moves["kind"] == Move.ENTRY).sum()),
        "exits": int((moves["kind"] == Move.EXIT).sum()),
        "homes_taken": int((moves["destination"] >= 0).sum()),
        "homes_left": int((moves["origin"] >= 0).sum()),
        "lettings": int(lettings["month"].size),
        "files_opened": int((files["opened"] == 1).sum()),
        "files_closed": int((files["opened"] == 0).sum()),
        "open_files": np.count_nonzero(world.applications.household >= 0),
    }
    return {name: np.array([value]) for name, value in row.items()}


def _changes_of_persons(
    moves: dict[str, np.ndarray], members: dict[str, np.ndarray]
) -> dict[str, int]:
    """Return persons who come and go with their household, and those who join or leave one."""
    change, reason = members["change"], members["reason"]
    own = (reason != Reason.BIRTH) & (reason != Reason.DEATH)
    return {
        "persons_entered": int(moves["persons"][moves["kind"] == Move.ENTRY].sum()),
        "persons_exited": int(moves["persons"][moves["kind"] == Move.EXIT].sum()),
        "births": int(change[reason == Reason.BIRTH].sum()),
        "deaths_of_partners": -int(change[reason == Reason.DEATH].sum()),
        "members_joined": int(change[own & (change > 0)].sum()),
        "members_left": -int(change[own & (change < 0)].sum()),
    }


def _of_month(world: World, kind: str) -> dict[str, np.ndarray]:
    return world.ledger.events_of(kind, world.month)
