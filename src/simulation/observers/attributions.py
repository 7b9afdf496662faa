"""Attributions of the year by legal quartile, in and out of QPV, with both numerators."""

from __future__ import annotations

import numpy as np

from simulation.observers.tools import (
    DAYS_PER_MONTH,
    N_QUARTILES,
    Columns,
    sectors,
    share,
    table,
)
from simulation.state.schema import Channel
from simulation.state.world import World

_CENTS = 100


def observe(world: World) -> Columns:
    """Return one row per sector and quartile.

    `share` leaves rehoused households out of the numerator, as ANCOLS does;
    `share_with_rehoused` counts them with the first quartile, as CCH L.441-1 does. Delays are those
    of files, the rehoused left out.
    """
    lettings = world.ledger.events("lettings")
    area = world.dwellings.area[lettings["dwelling"]]
    rehoused = lettings["channel"] == Channel.REHOUSING
    rows = []
    for sector, mask in sectors(world).items():
        inside = mask[area]
        total = int(inside.sum())
        for quartile in range(1, N_QUARTILES + 1):
            group = inside & (lettings["quartile"] == quartile)
            counted = group & ~rehoused
            with_rehoused = counted | (inside & rehoused) if quartile == 1 else group
            rows.append(
                {
                    "year": world.year,
                    "sector": sector,
                    "quartile": quartile,
                    "leases": int(group.sum()),
                    "rehoused": int((group & rehoused).sum()),
                    "share": share(int(counted.sum()), total),
                    "share_with_rehoused": share(int(with_rehoused.sum()), total),
                    "mean_income_eur_unit": _mean(lettings["income_per_unit"][group]) / _CENTS,
                    "mean_wait_days": _mean(lettings["wait_months"][counted]) * DAYS_PER_MONTH,
                }
            )
    return table(rows)


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if values.size else float("nan")
