"""What several observers share: sectors, counts of quartiles, shares."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.state.schema import Place
from simulation.state.table import rows_where
from simulation.state.world import World

Columns = dict[str, NDArray[Any]]
N_QUARTILES = 4
DAYS_PER_MONTH = 365.25 / 12


def table(rows: list[dict[str, Any]]) -> Columns:
    """Return rows as columns."""
    return {name: np.array([row[name] for row in rows]) for name in rows[0]} if rows else {}


def share(part: Any, whole: Any) -> Any:
    """Return part / whole, NaN where there is no whole."""
    if isinstance(whole, int | float | np.number) and isinstance(part, int | float | np.number):
        return np.float64(part) / np.float64(whole) if whole else np.float64(np.nan)
    return np.true_divide(part, np.where(np.equal(whole, 0), np.nan, whole))


def sectors(world: World) -> dict[str, NDArray[np.bool_]]:
    """Return masks of areas: in QPV, outside, all."""
    qpv = world.areas.is_qpv
    return {"qpv": qpv, "outside": ~qpv, "all": np.ones(qpv.size, bool)}


def housed(world: World, social_only: bool) -> NDArray[np.int64]:
    """Return the rows of housed households, of the social stock or of all homes."""
    rows = rows_where(world.households.place, Place.HOUSED)
    if social_only:
        rows = rows[world.dwellings.is_social[world.households.dwelling[rows]]]
    return rows


def quartile_counts(
    world: World, rows: NDArray[np.int64], units: NDArray[Any], n_units: int
) -> NDArray[np.int64]:
    """Return households by unit and fixed quartile, shape (n_units, 4)."""
    quartile = world.households.quartile_fixed[rows].astype(np.int64) - 1
    counts = np.bincount(
        units.astype(np.int64) * N_QUARTILES + quartile, minlength=n_units * N_QUARTILES
    )
    return counts.reshape(n_units, N_QUARTILES)


def counts(groups: NDArray[Any], n_groups: int, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many of the chosen belong to each group, shape (n_groups,)."""
    return np.bincount(groups[chosen], minlength=n_groups)


def means(
    values: NDArray[Any], groups: NDArray[Any], n_groups: int, chosen: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the mean of the chosen values of each group, NaN without any, shape (n_groups,)."""
    total = np.bincount(groups[chosen], weights=values[chosen], minlength=n_groups)
    return np.asarray(share(total, counts(groups, n_groups, chosen)))


def mean(values: NDArray[Any]) -> float:
    """Return the mean, NaN of nothing."""
    return float(values.mean()) if values.size else float("nan")


def median(values: NDArray[Any]) -> float:
    """Return the median, NaN of nothing."""
    if not values.size:
        return float("nan")
    middle = values.size // 2
    if values.size % 2:
        return float(np.partition(values, middle)[middle])
    ends = np.partition(values, (middle - 1, middle))
    return float(ends[middle - 1 : middle + 1].mean())
