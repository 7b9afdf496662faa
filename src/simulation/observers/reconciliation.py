"""Stock and flow of the month: every count before, what happened, every count after."""

from __future__ import annotations

import numpy as np

from simulation.observers.tools import Columns
from simulation.state.schema import DwellingStatus, Move, Place, Reason
from simulation.state.world import World


def observe(world: World) -> Columns:
    """Return one row: stocks at the end of the month and the flows of the month."""
    d, h = world.dwellings, world.households
    gone = d.status == DwellingStatus.DEMOLISHED
    moves = _of_month(world, "moves")
    lettings = _of_month(world, "lettings")
    stock = _of_month(world, "stock")
    files = _of_month(world, "files")
    members = _of_month(world, "members")
    present = h.place != Place.ABSENT
    social = d.is_social
    built, is_social = stock["change"] > 0, social[stock["dwelling"]]
    counts = {
        "social_stock": social & ~gone,
        "social_occupied": social & (d.occupant >= 0),
        "social_vacant": social & (d.status == DwellingStatus.VACANT),
        "private_stock": ~social & ~gone,
        "homes_occupied": d.occupant >= 0,
    }
    row = {
        "year": world.year,
        "month": world.month,
        **{name: int(mask.sum()) for name, mask in counts.items()},
        "delivered": int((built & is_social).sum()),
        "demolished": int((stock["change"] < 0).sum()),
        "private_delivered": int((built & ~is_social).sum()),
        "sold": int(_of_month(world, "sales")["month"].size),
        "households_housed": int((h.place == Place.HOUSED).sum()),
        "households_hosted": int((h.place == Place.HOSTED).sum()),
        "persons": sum(
            int(column[present].sum(dtype=np.int64))
            for column in (h.adults, h.teenagers, h.children)
        ),
        **_changes_of_persons(moves, members),
        "entries": int((moves["kind"] == Move.ENTRY).sum()),
        "exits": int((moves["kind"] == Move.EXIT).sum()),
        "homes_taken": int((moves["destination"] >= 0).sum()),
        "homes_left": int((moves["origin"] >= 0).sum()),
        "lettings": int(lettings["month"].size),
        "files_opened": int((files["opened"] == 1).sum()),
        "files_closed": int((files["opened"] == 0).sum()),
        "open_files": int((world.applications.household >= 0).sum()),
    }
    return {name: np.array([value]) for name, value in row.items()}


def _changes_of_persons(
    moves: dict[str, np.ndarray], members: dict[str, np.ndarray]
) -> dict[str, int]:
    """Return persons who come and go with their household, and those who join or leave one."""
    change, reason = members["change"], members["reason"]
    own = ~np.isin(reason, (Reason.BIRTH, Reason.DEATH))
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
