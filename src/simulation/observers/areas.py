"""Each area at the end of the year: the sheet of a neighbourhood (« focus peuplement »).

Who lives there and who moved in of late, against the territory; image, vacancy, refusals,
turnover; incomes of those who came in the year, who stayed and who left; files that ask for it.
Quartiles are the fixed ones, incomes those before housing aid per consumption unit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.observers.census import Census, take
from simulation.observers.tools import Columns, counts, means, quartile_counts, share
from simulation.processes.context import open_files
from simulation.state.schema import Activity, DwellingStatus, Move
from simulation.state.world import MONTHS, World

_CENTS, _PERCENT = 100, 100.0
RECENT_MONTHS = 2 * MONTHS
"""Recent movers of OPS, a survey of every second year (CCH L.442-5): housed less than two years."""
_WITHOUT_WORK = (Activity.UNEMPLOYED, Activity.INACTIVE)
_NAMES = ("q1", "q2", "q3", "q4")


def observe(world: World, census: Census | None = None) -> Columns:
    """Return one row per area; the census is taken when it is not at hand."""
    n, who = len(world.areas), take(world) if census is None else census
    return {
        "year": np.full(n, world.year),
        "area": np.arange(n),
        "label": np.array([_label(world.names.areas, area) for area in range(n)]),
        "commune": np.array([_label(world.names.communes, row) for row in world.areas.commune]),
        "is_qpv": world.areas.is_qpv.copy(),
        **_tenants(world, who),
        **_all_homes(world, who),
        **_recent(world, who),
        "image": world.areas.image.copy(),
        "private_rent_eur_m2": world.areas.private_rent.copy(),
        **_market(world),
        **_movements(world, who),
        **_files(world),
    }


def _label(names: tuple[str, ...], row: int) -> str:
    return names[row] if 0 <= row < len(names) else str(row)


def _tenants(world: World, who: Census) -> Columns:
    """Return social tenants by quartile and what they are like, against all of the territory."""
    h, n, rows = world.households, len(world.areas), who.rows
    quartiles = quartile_counts(world, rows[who.is_social], who.area[who.is_social], n)
    tenants = quartiles.sum(axis=1)
    first = share(quartiles[:, 0], tenants)
    traits = {
        "without_work_share": np.isin(h.activity[rows], _WITHOUT_WORK),
        "lone_parent_share": (h.adults[rows] == 1) & (h.persons[rows] > 1),
        "aided_share": who.bills.aid > 0,
    }
    return {
        "social_households": tenants,
        **{name: quartiles[:, q] for q, name in enumerate(_NAMES)},
        "q1_share": first,
        "q1_gap": first - share(quartiles[:, 0].sum(), tenants.sum()),
        **{name: means(mask, who.area, n, who.is_social) for name, mask in traits.items()},
        "social_poverty_share": _share_poor(world, who, who.is_social)[0],
    }


def _all_homes(world: World, who: Census) -> Columns:
    n, everybody = len(world.areas), np.ones(who.rows.size, bool)
    quartiles = quartile_counts(world, who.rows, who.area, n)
    poverty, territory = _share_poor(world, who, everybody)
    return {
        "all_households": quartiles.sum(axis=1),
        "all_q1": quartiles[:, 0],
        "poverty_share": np.nan_to_num(poverty),
        "poverty_gap": poverty - territory,
    }


def _share_poor(
    world: World, who: Census, chosen: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float]:
    """Return the share of poor persons among the chosen, by area and in the territory."""
    persons, n = world.households.persons[who.rows].astype(np.float64), len(world.areas)
    poor, whole = (
        np.bincount(who.area[mask], weights=persons[mask], minlength=n)
        for mask in (chosen & who.is_poor, chosen)
    )
    return share(poor, whole), float(share(poor.sum(), whole.sum()))


def _recent(world: World, who: Census) -> Columns:
    """Return social tenants who moved in of late, by quartile and poverty."""
    age = world.month - world.households.moved_in[who.rows]
    recent = who.is_social & (age < RECENT_MONTHS)
    quartiles = quartile_counts(world, who.rows[recent], who.area[recent], len(world.areas))
    return {
        "recent_households": quartiles.sum(axis=1),
        **{f"recent_{name}": quartiles[:, q] for q, name in enumerate(_NAMES)},
        "recent_q1_share": share(quartiles[:, 0], quartiles.sum(axis=1)),
        "recent_poverty_share": _share_poor(world, who, recent)[0],
    }


def _market(world: World) -> Columns:
    """Return the social stock, its vacancies, its lettings, and offers, rehousing included."""
    d, n = world.dwellings, len(world.areas)
    standing = d.is_social & (d.status != DwellingStatus.DEMOLISHED)
    stock = counts(d.area, n, standing)
    vacant = counts(d.area, n, d.is_social & (d.status == DwellingStatus.VACANT))
    offers = world.ledger.events("offers")
    offered = d.area[offers["dwelling"]]
    made = np.bincount(offered, minlength=n)
    refusals = counts(offered, n, offers["accepted"] == 0)
    let = np.bincount(d.area[world.ledger.events("lettings")["dwelling"]], minlength=n)
    return {
        "social_stock": stock,
        "social_vacant": vacant,
        "vacancy_percent": _PERCENT * share(vacant, stock),
        "offers": made,
        "refusals": refusals,
        "refusals_per_offer": share(refusals, made),
        "lettings": let,
        "turnover_percent": _PERCENT * share(let, stock),
    }


def _movements(world: World, who: Census) -> Columns:
    """Return who came into social homes of each area in the year, who stayed there, who left it.

    A move within an area is neither, save that the household is no stayer of its home.
    """
    h, d, n = world.households, world.dwellings, len(world.areas)
    incomes = h.income[who.rows] / h.units[who.rows]
    stayed = who.is_social & (world.month - h.moved_in[who.rows] >= MONTHS)
    moves = world.ledger.events("moves")
    before, after = (d.area[np.maximum(moves[side], 0)] for side in ("origin", "destination"))
    settles = moves["kind"] == Move.SETTLE
    within = settles & (moves["origin"] >= 0) & (before == after)
    social = {side: _is_social(world, moves[side]) for side in ("origin", "destination")}
    left, came = social["origin"] & ~within, social["destination"] & ~within
    income = moves["income_per_unit"]
    return {
        "entrants": counts(after, n, came),
        "stayers": counts(who.area, n, stayed),
        "leavers": counts(before, n, left),
        "entrants_income_eur_unit": means(income, after, n, came) / _CENTS,
        "stayers_income_eur_unit": means(incomes, who.area, n, stayed) / _CENTS,
        "leavers_income_eur_unit": means(income, before, n, left) / _CENTS,
    }


def _is_social(world: World, homes: NDArray[np.int64]) -> NDArray[np.bool_]:
    return np.asarray((homes >= 0) & world.dwellings.is_social[np.maximum(homes, 0)])


def _files(world: World) -> Columns:
    """Return the open files that ask for each area, and those of the first legal quartile."""
    a, n, files = world.applications, len(world.areas), open_files(world)
    asked = a.asked[files]
    named = asked >= 0
    first = world.households.quartile_legal[a.household[files]] == 1
    return {
        "files_asking": np.bincount(asked[named], minlength=n),
        "files_asking_q1": np.bincount(asked[named & first[:, None]], minlength=n),
    }
