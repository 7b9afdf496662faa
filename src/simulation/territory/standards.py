"""Standards of living: what each household has per consumption unit, housing aid included.

Persons of a piece of territory are ranked by a latent means (tenure, family, chance) and the rank
goes through a lognormal that has the area's poverty rate and, as far as it can, its median.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from simulation.rng import Streams
from simulation.state.schema import Financing
from simulation.territory.description import Floats, Integers
from simulation.territory.people import OWNER, RENTAL, SOCIAL, People
from simulation.territory.settings import SynthesisSettings

_LONE_PARENT, _LARGE_FAMILY, _COUPLE = -0.5, -0.4, 0.15
"""Latent means by family, standard deviations (assumption after poverty rates by family, INSEE)."""
_LARGE = 3
_BY_FINANCING = {int(Financing.PLAI): -0.3, int(Financing.PLS): 0.5}
"""Latent means by financing: income ceilings differ (assumption)."""
_SIGMA_BOUNDS = (0.22, 0.75)
_RATE_BOUNDS = (0.005, 0.9)
_HALF_BOUNDS = (0.1, 0.9)
_REMAINDER_BOUNDS = (0.03, 0.6)
"""Plausible poverty rates of what remains of an IRIS outside QPV."""
_BISECTIONS = 40
_NO_INFORMATION = 0.15
"""Around a poverty rate of one half the median says nothing of the spread: use the usual one."""
_USUAL_SIGMA = 0.47


def latent_means(
    people: People,
    tenure: Integers,
    financing: Integers,
    settings: SynthesisSettings,
    streams: Streams,
) -> Floats:
    """Return the latent means of each household, standard deviations, shape (n,)."""
    level = np.zeros(3)
    level[[SOCIAL, RENTAL, OWNER]] = (
        settings.latent_social,
        settings.latent_rental,
        settings.latent_owner,
    )
    by_financing = np.zeros(len(Financing))
    for code, effect in _BY_FINANCING.items():
        by_financing[code] = effect
    alone = people.adults == 1
    family = np.where(
        alone & (people.dependants > 0),
        _LONE_PARENT,
        np.where(people.dependants >= _LARGE, _LARGE_FAMILY, np.where(alone, 0.0, _COUPLE)),
    )
    noise = ndtri(streams.uniform("territory.means", 0, np.arange(tenure.size)))
    capped = (tenure == SOCIAL) & (noise > 0)
    noise = np.where(capped, settings.latent_social_upside * noise, noise)
    return np.asarray(level[tenure] + by_financing[financing] + family + noise)


def person_ranks(group: Integers, latent: Floats, persons: Integers) -> Floats:
    """Return the rank of each household within its group, in (0, 1), counting persons."""
    order = np.lexsort((latent, group))
    weights = persons[order].astype(np.float64)
    total = np.bincount(group, persons)
    before = np.concatenate([[0.0], np.cumsum(total)])[group[order]]
    rank = np.empty(group.size)
    rank[order] = (np.cumsum(weights) - weights / 2 - before) / total[group[order]]
    return rank


def spread(poverty: Floats, median: Floats, line: float) -> Floats:
    """Return the log standard deviation that gives both rate and median, bounded.

    For a lognormal, ln(median) − ln(line) = −σ Φ⁻¹(rate). `median` and `line` in the same unit.
    """
    deviate = ndtri(np.clip(poverty, *_RATE_BOUNDS))
    safe = np.where(np.abs(deviate) < _NO_INFORMATION, 1.0, deviate)
    sigma = np.where(np.abs(deviate) < _NO_INFORMATION, _USUAL_SIGMA, -np.log(median / line) / safe)
    return np.asarray(np.clip(sigma, *_SIGMA_BOUNDS))


def standards(rank: Floats, poverty: Floats, sigma: Floats, line: float) -> Floats:
    """Return the standard of living at each rank, in the unit of `line`; the rate is exact."""
    deviate = ndtri(np.clip(poverty, *_RATE_BOUNDS))
    return np.asarray(line * np.exp(sigma * (ndtri(rank) - deviate)))


def piece_rates(rate: Floats, qpv: Integers, persons: Floats, bounds: Floats) -> Floats:
    """Return the poverty rate of each piece of a QPV, shape (n,): all alike if they can.

    Pieces whose IRIS could not reach its own rate otherwise are moved to the bound of what it
    needs, the others of the same QPV shift so that its rate is kept.

    Parameters
    ----------
    rate
        Rate of the QPV of each piece.
    qpv, persons
        QPV and persons of each piece.
    bounds
        Lowest and highest rate that suit the IRIS of each piece, shape (n, 2).
    """
    low, high = np.full((2, rate.size), -1.0) * np.array([[1.0], [-1.0]])
    for _ in range(_BISECTIONS):
        shift = (low + high) / 2
        moved = np.clip(rate + shift, *bounds.T)
        above = (np.bincount(qpv, (moved - rate) * persons) > 0)[qpv]
        low, high = np.where(above, low, shift), np.where(above, shift, high)
    moved = np.clip(rate + (low + high) / 2, *bounds.T)
    total = np.maximum(np.bincount(qpv, persons), 1.0)
    missing = np.bincount(qpv, (rate - moved) * persons) / total
    return np.asarray(np.clip(moved + missing[qpv], *_RATE_BOUNDS))


def rate_bounds(iris_poverty: Floats, persons: Floats, inside: Floats) -> Floats:
    """Return the rates inside QPV that let each IRIS reach its own, shape (n_iris, 2)."""
    low, high = _REMAINDER_BOUNDS
    left, held = persons - inside, np.maximum(inside, 1.0)
    bounds = np.column_stack(
        [(iris_poverty * persons - rate * left) / held for rate in (high, low)]
    )
    return np.clip(bounds, *_RATE_BOUNDS)


def remainder_targets(
    inside: Inside, iris_poverty: Floats, iris_median: Floats, line: float
) -> tuple[Floats, Floats]:
    """Return rate and log standard deviation of what remains of each IRIS, shape (n_iris,).

    What remains must bring the whole IRIS to its published rate, and to half of its persons under
    the published median: two points of a lognormal fix both its parameters.

    Parameters
    ----------
    inside
        Persons of the IRIS, and those inside QPV under the line and under the median.
    iris_median, line
        In the same unit.
    """
    left = np.maximum(inside.persons - inside.persons_inside, 1.0)
    rate = np.clip((iris_poverty * inside.persons - inside.poor) / left, *_RATE_BOUNDS)
    half = np.clip((inside.persons / 2 - inside.under_median) / left, *_HALF_BOUNDS)
    gap = ndtri(half) - ndtri(rate)
    distance = np.log(iris_median / line)
    usable = (np.abs(gap) >= _NO_INFORMATION) & (gap * distance > 0)
    sigma = np.where(usable, distance / np.where(usable, gap, 1.0), _USUAL_SIGMA)
    return rate, np.asarray(np.clip(sigma, *_SIGMA_BOUNDS))


@dataclass(frozen=True)
class Inside:
    """Persons of each IRIS, and those of its QPV pieces: all, poor, under the IRIS's median."""

    persons: Floats
    persons_inside: Floats
    poor: Floats
    under_median: Floats
