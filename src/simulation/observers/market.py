"""The letting of the year: offers, refusals, lettings, turnover, vacancy, files and waiting."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import DAYS_PER_MONTH, Columns, sectors, share, table
from simulation.state.schema import Channel, DwellingStatus
from simulation.state.world import World

_LONG_VACANCY = 3  # months; SDES counts vacancy over three months apart
_PERCENT = 100.0
_LARGE = 3  # dependants; delays are published for couples with three children or more


def observe(world: World) -> Columns:
    """Return one row per sector."""
    offers, lettings = world.ledger.events("offers"), world.ledger.events("lettings")
    return table([_row(world, s, mask, offers, lettings) for s, mask in sectors(world).items()])


def _row(
    world: World,
    sector: str,
    mask: NDArray[np.bool_],
    offers: dict[str, NDArray[np.int64]],
    lettings: dict[str, NDArray[np.int64]],
) -> dict[str, Any]:
    d = world.dwellings
    offered = mask[d.area[offers["dwelling"]]] & (offers["channel"] != Channel.REHOUSING)
    refused = offered & (offers["accepted"] == 0)
    let = mask[d.area[lettings["dwelling"]]]
    stock = d.is_social & mask[d.area] & (d.status != DwellingStatus.DEMOLISHED)
    vacant = stock & (d.status == DwellingStatus.VACANT)
    long_vacant = vacant & (world.month - d.vacant_since >= _LONG_VACANCY)
    households_offered = np.unique(offers["household_id"][offered]).size
    first = let & (lettings["quartile"] == 1)
    filed = let & (lettings["channel"] != Channel.REHOUSING)
    open_files, transfers = _files(world, mask)
    return {
        "year": world.year,
        "sector": sector,
        "offers": int(offered.sum()),
        "refusals": int(refused.sum()),
        "refusals_per_offer": share(int(refused.sum()), int(offered.sum())),
        "applicants_offered": households_offered,
        "applicants_refusing": np.unique(offers["household_id"][refused]).size,
        "applicants_refusing_percent": _PERCENT
        * share(np.unique(offers["household_id"][refused]).size, households_offered),
        "lettings": int(let.sum()),
        "transfers_share": share(int(lettings["is_transfer"][let].sum()), int(let.sum())),
        "social_stock": int(stock.sum()),
        "turnover_percent": _PERCENT * share(int(let.sum()), int(stock.sum())),
        "vacancy_percent": _PERCENT * share(int(vacant.sum()), int(stock.sum())),
        "vacancy_3m_percent": _PERCENT * share(int(long_vacant.sum()), int(stock.sum())),
        "open_files": open_files,
        "open_transfers": transfers,
        "files_per_letting": share(open_files, int(let.sum())),
        "mean_wait_days": _wait(lettings["wait_months"][filed]),
        "mean_wait_days_q1": _wait(lettings["wait_months"][filed & first]),
        "mean_wait_days_large": _wait(lettings["wait_months"][filed & _large(world, lettings)]),
        "leavers_share_of_stock_percent": _PERCENT * share(_leavers(world, mask), int(stock.sum())),
    }


def _files(world: World, mask: NDArray[np.bool_]) -> tuple[int, int]:
    """Return open files that ask for an area of the sector, and the transfers among them."""
    a = world.applications
    is_open = a.household >= 0
    asks = (mask[np.maximum(a.asked, 0)] & (a.asked >= 0)).any(axis=1) & is_open
    return int(asks.sum()), int((asks & a.is_transfer).sum())


def _leavers(world: World, mask: NDArray[np.bool_]) -> int:
    return int(mask[world.dwellings.area[world.ledger.events("leavers")["dwelling"]]].sum())


def _large(world: World, lettings: dict[str, NDArray[np.int64]]) -> NDArray[np.bool_]:
    """Return which lettings went to large couples, as they are in December if still there."""
    h = world.households
    large = h.id[(h.adults > 1) & (h.teenagers + h.children >= _LARGE)]
    return np.isin(lettings["household_id"], large)


def _wait(months: NDArray[np.int64]) -> float:
    return float(months.mean() * DAYS_PER_MONTH) if months.size else float("nan")
