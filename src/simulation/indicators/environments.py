"""Neighbourhoods without borders: what each area meets around it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def distance_decay(x_km: NDArray[Any], y_km: NDArray[Any], scale_km: float) -> NDArray[np.float64]:
    """Return the proximity of areas, ``exp(−d/scale)``.

    Reardon and O’Sullivan (2004, doi:10.1111/j.0081-1750.2004.00150.x) leave the kernel free; this
    one never cuts an area off. Areas are points: the distance of an area to itself is 0.

    Parameters
    ----------
    x_km, y_km
        Positions of areas, km, shape (areas,).
    scale_km
        Distance at which proximity falls to ``1/e``, km, above 0.

    Returns
    -------
    ndarray
        Shape (areas, areas), 1 on the diagonal.
    """
    weights: NDArray[np.float64] = np.exp(-_distances(x_km, y_km) / scale_km)
    return weights


def nearest(x_km: NDArray[Any], y_km: NDArray[Any], n_nearest: int) -> NDArray[np.float64]:
    """Return the proximity of areas: 1 for an area and its nearest ones, 0 for the others.

    Parameters
    ----------
    x_km, y_km
        Positions of areas, km, shape (areas,).
    n_nearest
        How many areas around; the first rows win ties.

    Returns
    -------
    ndarray
        Shape (areas, areas), not symmetric: row `i` holds what area `i` meets.
    """
    distances = _distances(x_km, y_km)
    np.fill_diagonal(distances, -1.0)
    order = np.argsort(distances, axis=1, kind="stable")[:, : n_nearest + 1]
    weights = np.zeros_like(distances)
    np.put_along_axis(weights, order, 1.0, axis=1)
    return weights


def environments(counts: NDArray[Any], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of each group in the surroundings of each area.

    ``π_ig = Σ_j w_ij x_jg / Σ_j w_ij t_j`` (Reardon and O’Sullivan 2004, equation 1).

    Parameters
    ----------
    counts
        Households by area and group, shape (areas, groups), not negative.
    weights
        Proximity of areas, shape (areas, areas).

    Returns
    -------
    ndarray
        Shape (areas, groups), rows adding up to 1; NaN where nobody lives around.
    """
    around = weights @ np.asarray(counts, np.float64)
    with np.errstate(invalid="ignore"):
        shares: NDArray[np.float64] = around / around.sum(axis=1, keepdims=True)
    return shares


def _distances(x_km: NDArray[Any], y_km: NDArray[Any]) -> NDArray[np.float64]:
    x, y = np.asarray(x_km, np.float64), np.asarray(y_km, np.float64)
    distances: NDArray[np.float64] = np.hypot(x[:, None] - x, y[:, None] - y)
    return distances
