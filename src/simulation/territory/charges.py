"""Charges of social dwellings: an assumption, no open table tells them."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from simulation.rng import Streams
from simulation.territory.description import Floats
from simulation.territory.homes_table import Residences

_BY_PERIOD = np.array([0.1, 0.25, 0.1, -0.1, -0.25, -0.4])
"""Effect of the building period, €/m²/month: old blocks heat more (assumption)."""
_HOUSE = -1.1  # €/m²/month: a house has neither lift, stairs nor common heating (assumption)
_SPREAD = 0.2  # €/m²/month between residences (assumption)
_LEAST = 0.3


def charges_per_m2(residences: Residences, base: float, streams: Streams) -> Floats:
    """Return the charges of each residence, €/m²/month, shape (n,)."""
    noise = ndtri(streams.uniform("territory.charges", 0, np.arange(residences.piece.size)))
    houses = np.where(residences.is_collective == 1, 0.0, _HOUSE)
    return np.asarray(
        np.maximum(base + _BY_PERIOD[residences.period] + houses + _SPREAD * noise, _LEAST)
    )
