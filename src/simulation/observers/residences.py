"""Each social residence in December: who lives there against the territory, and its fragility.

The balance table that agreements work with (« tableau d'équilibre »), with the index and the class
that an assessment would give today beside the class that was assessed last.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns, counts, housed, quartile_counts, share
from simulation.processes import assessment
from simulation.processes.context import Context
from simulation.state.schema import DwellingStatus, Financing
from simulation.state.world import World

_CENTS = 100


def observe(world: World, context: Context) -> Columns:
    """Return one row per social residence that stands."""
    d, r, h = world.dwellings, world.residences, world.households
    n = len(r)
    assessed, shares = assessment.shares_of_residences(world)
    homes = counts(d.residence, n, d.is_social & (d.status != DwellingStatus.DEMOLISHED))
    vacant = counts(d.residence, n, d.is_social & (d.status == DwellingStatus.VACANT))
    stands = np.flatnonzero(homes)
    rows = housed(world, social_only=True)
    quartiles = quartile_counts(world, rows, d.residence[h.dwelling[rows]], n)
    tenants = quartiles.sum(axis=1)
    q1_share = share(quartiles[:, 0], tenants)
    index, today = _assessed_today(context, assessed, shares)
    where_lived = np.where((tenants > 0) & (assessed > 0), 1.0, np.nan)
    columns: dict[str, NDArray[Any]] = {
        "residence": np.arange(n),
        "area": r.area,
        "is_qpv": world.areas.is_qpv[r.area],
        "landlord": r.landlord,
        "financing": np.array([f.name.lower() for f in Financing])[r.financing],
        "built_year": r.built_year,
        "homes": homes,
        "tenants": tenants,
        **{f"q{quartile + 1}": quartiles[:, quartile] for quartile in range(quartiles.shape[1])},
        "q1_share": q1_share,
        "q1_gap": q1_share - share(quartiles[:, 0].sum(), tenants.sum()),
        "q1_gap_to_area": q1_share - _q1_share_of_area(world, quartiles)[r.area],
        "legal_q1_share": shares[0] * where_lived,
        "without_work_share": shares[1] * where_lived,
        "lone_parent_share": shares[2] * where_lived,
        "aided_share": assessment.share_aided(world) * where_lived,
        "vacant": vacant,
        "vacant_share": share(vacant, homes),
        "fragility_index": index,
        "fragility_today": today,
        "fragility_assessed": r.fragility,
        "assessed_year": r.assessed,
        **_flows(world, n),
        "mean_rent_eur": _mean_rents(world, homes),
    }
    return {
        "year": np.full(stands.size, world.year),
        **{name: values[stands] for name, values in columns.items()},
    }


def _assessed_today(
    context: Context, homes: NDArray[np.int64], shares: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the index and the class of each residence as it is now, NaN and 0 without homes."""
    index, classes = np.full(homes.size, np.nan), np.zeros(homes.size, np.int64)
    found, settings = np.flatnonzero(homes), context.scenario.assessment
    if found.size:
        index[found] = assessment.fragility_index(shares[:, found], homes[found], settings)
        classes[found] = assessment.classes_of(index[found], homes[found], settings.classes)
    return index, classes


def _q1_share_of_area(world: World, quartiles: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the share of the first quartile among the social tenants of each area."""
    area, n_areas = world.residences.area, len(world.areas)
    first = np.bincount(area, weights=quartiles[:, 0], minlength=n_areas)
    return np.asarray(share(first, np.bincount(area, quartiles.sum(axis=1), minlength=n_areas)))


def _flows(world: World, n: int) -> Columns:
    lettings, offers = world.ledger.events("lettings"), world.ledger.events("offers")
    residence = world.dwellings.residence
    let, offered = residence[lettings["dwelling"]], residence[offers["dwelling"]]
    return {
        "lettings": np.bincount(let, minlength=n),
        "lettings_q1": counts(let, n, lettings["quartile"] == 1),
        "offers": np.bincount(offered, minlength=n),
        "refusals": counts(offered, n, offers["accepted"] == 0),
    }


def _mean_rents(world: World, homes: NDArray[np.int64]) -> NDArray[np.float64]:
    d = world.dwellings
    standing = d.is_social & (d.status != DwellingStatus.DEMOLISHED)
    rents = np.bincount(d.residence[standing], weights=d.rent[standing], minlength=homes.size)
    return np.asarray(share(rents / _CENTS, homes))
