"""How many homes, social and private, each IRIS has."""

from __future__ import annotations

import numpy as np

from simulation.territory.apportion import apportion
from simulation.territory.description import Floats, Integers
from simulation.territory.settings import SynthesisSettings

_SOCIAL_SHARES = (0.03, 0.7)  # bounds of the guess: poverty says little at the ends
_LARGE = 0.9  # quantile of the guesses above which they are cut
_BISECTIONS = 60


def spread_homes(
    dwellings: Integers, poverty: Floats, social_share: float, settings: SynthesisSettings
) -> Integers:
    """Return the homes of each IRIS, shape (n,), summing to all dwellings / `social_share`.

    The poverty rate of an IRIS is read as a mixture of social tenants and others, which gives a
    guess of its social share and hence of its homes; guesses are scaled to the total above a floor
    (water-filling), so that a QPV fits in and no area is tiny.

    Parameters
    ----------
    dwellings
        Social dwellings, shape (n,).
    poverty
        Poverty rates, all known, shape (n,).
    """
    total = round(float(dwellings.sum()) / social_share)
    spread = settings.poverty_social - settings.poverty_private
    guess = np.clip((poverty - settings.poverty_private) / spread, *_SOCIAL_SHARES)
    wanted = dwellings / guess
    ceiling = np.quantile(wanted, _LARGE)
    wanted = np.minimum(wanted, np.maximum(ceiling, dwellings))
    floor = np.maximum(
        dwellings / settings.qpv_social_share + settings.smallest_remainder, settings.smallest_area
    )
    if floor.sum() >= total:
        private = np.maximum(total - int(dwellings.sum()), 0)
        extra = apportion((floor - dwellings).astype(float)[None, :], [private])[0]
        return np.asarray(dwellings + extra)
    low, high = 0.0, total / max(float(wanted.min()), 1.0)
    for _ in range(_BISECTIONS):
        level = (low + high) / 2
        if np.maximum(floor, level * wanted).sum() < total:
            low = level
        else:
            high = level
    homes = np.ceil(np.maximum(floor, low * wanted)).astype(np.int64)
    return np.asarray(
        homes - _trim(homes - np.ceil(floor).astype(np.int64), int(homes.sum()) - total)
    )


def _trim(room: Integers, surplus: int) -> Integers:
    """Return what to take from each IRIS so that `surplus` homes go (or come, if negative)."""
    weights = np.maximum(room, 1 if surplus < 0 else 0).astype(np.float64)
    taken = apportion(weights[None, :], [abs(surplus)])[0]
    return np.asarray(taken * np.sign(surplus))
