"""Whom segregation is measured among, and in which groups: what several observers count."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from simulation.indicators.decomposition import sum_by
from simulation.observers.tools import N_QUARTILES, housed
from simulation.processes.quartiles import income_per_unit
from simulation.state.world import MONTHS, World

POPULATIONS: Final = ("social", "all", "recent")
"""Tenants of the social stock; all housed households; social tenants who moved in this year."""
N_DECILES: Final = 10
GROUPS: Final = {"quartile": N_QUARTILES, "poverty": 2, "decile": N_DECILES}
"""Number of groups of each grouping, poorest first.

Fixed quartiles; households (not persons) under the national poverty line, and others; deciles of
the population itself, in the income before housing aid that quartiles are made of.
"""


def populations(world: World) -> dict[str, NDArray[np.int64]]:
    """Return the rows of households of every population of `POPULATIONS`."""
    rows = housed(world, social_only=False)
    is_social = world.dwellings.is_social[world.households.dwelling[rows]]
    is_recent = is_social & (world.households.moved_in[rows] > world.month - MONTHS)
    return {"social": rows[is_social], "all": rows, "recent": rows[is_recent]}


def quartile_of(world: World, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the fixed quartile of households, from 0, poorest first; shape (n,)."""
    return world.households.quartile_fixed[rows].astype(np.int64) - 1


def decile_of(world: World, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the decile of households among themselves, from 0, poorest first; shape (n,)."""
    if rows.size == 0:
        return np.empty(0, np.int64)
    incomes = income_per_unit(world, rows)
    upper = np.ceil(incomes.size * np.arange(1, N_DECILES) / N_DECILES).astype(np.int64) - 1
    return np.searchsorted(np.sort(incomes)[upper], incomes)


def counts_by(
    units: NDArray[Any], groups: NDArray[np.int64], n_units: int, n_groups: int
) -> NDArray[np.int64]:
    """Return households by unit and group, shape (n_units, n_groups)."""
    cells = units.astype(np.int64) * n_groups + groups
    return np.bincount(cells, minlength=n_units * n_groups).reshape(n_units, n_groups)


def units_of(world: World, rows: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """Return the residence of each household, or its area where not all live in social homes.

    The private homes of an area are not laid out in buildings, so that counts of all households by
    residence would mean nothing.
    """
    homes = world.households.dwelling[rows]
    unit = "residence" if world.dwellings.is_social[homes].all() else "area"
    return {unit: getattr(world.dwellings, unit)[homes].astype(np.int64)}


def tables_of(
    world: World, units: dict[str, NDArray[np.int64]], groups: NDArray[np.int64], n_groups: int
) -> dict[str, NDArray[np.int64]]:
    """Return the counts of a population by residence, area and commune.

    Parameters
    ----------
    units
        Of each household, what `units_of` returns; coarser units are sums of finer ones.
    groups
        Of each household, from 0, shape (n,).
    """
    n_areas, n_communes = len(world.areas), int(world.areas.commune.max(initial=-1)) + 1
    found = {}
    if "residence" in units:
        n_units = len(world.residences)
        found["residence"] = counts_by(units["residence"], groups, n_units, n_groups)
        found["area"] = sum_by(found["residence"], world.residences.area, n_areas)
    else:
        found["area"] = counts_by(units["area"], groups, n_areas, n_groups)
    found["commune"] = sum_by(found["area"], world.areas.commune, n_communes)
    return found
