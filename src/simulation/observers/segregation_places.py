"""Where social tenants are apart: each area and its residences; residences by size."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulation import indicators as i
from simulation.indicators.sums import entropy_total
from simulation.observers.populations import counts_by, quartile_of
from simulation.observers.tools import N_QUARTILES, Columns, housed, share, table
from simulation.state.world import World

SIZES: Final = (1, 10, 20, 50, 100)
"""Least number of tenants of each class of residences."""
_FIRST = 0  # column of the first quartile


def observe_areas(world: World) -> Columns:
    """Return one row per area: its mix, and how specialised its residences are.

    A mixed area of specialised residences has a high `local_entropy` and a high `specialisation`.
    """
    counts = _by_residence(world)
    n_areas = len(world.areas)
    inside = i.decompose_h(counts, world.residences.area, n_areas).inside
    lost = i.expected_within(counts, world.residences.area, n_areas)
    by_area = i.decomposition.sum_by(counts, world.residences.area, n_areas)
    entropies = entropy_total(by_area.astype(np.float64))
    by_chance = np.divide(lost, entropies, out=np.zeros(n_areas), where=entropies > 0)
    room = 1.0 - by_chance
    specialised = np.divide(inside - by_chance, room, out=np.zeros(n_areas), where=room > 0)
    quotients = i.location_quotient(by_area)
    return {
        "year": np.full(n_areas, world.year),
        "area": np.arange(n_areas),
        "is_qpv": world.areas.is_qpv.copy(),
        "households": by_area.sum(axis=1),
        **{f"location_quotient_q{q + 1}": quotients[:, q] for q in range(N_QUARTILES)},
        "local_entropy": i.local_entropy(by_area),
        "local_segregation": i.local_segregation(by_area),
        "specialisation": inside,
        "specialisation_expected": by_chance,
        "specialisation_corrected": specialised,
    }


def observe_sizes(world: World) -> Columns:
    """Return one row per class of residences by number of tenants, and one for all of them."""
    counts = _by_residence(world)
    tenants = counts.sum(axis=1)
    classes = np.digitize(tenants, SIZES)
    rows = []
    for position in range(len(SIZES) + 1):
        chosen = counts[(classes == position) if position else (tenants > 0)]
        value = i.dissimilarity(chosen, _FIRST)
        expected = i.expected_dissimilarity(chosen, _FIRST)
        rows.append(
            {
                "year": world.year,
                "least_tenants": SIZES[position - 1] if position else 0,
                "residences": len(chosen),
                "households": int(chosen.sum()),
                "share_q1": float(share(chosen[:, _FIRST].sum(), chosen.sum())),
                "dissimilarity_q1": value,
                "expected_random": expected,
                "corrected": i.corrected(value, expected),
            }
        )
    return table(rows)


def _by_residence(world: World) -> NDArray[np.int64]:
    """Return social tenants by residence and fixed quartile, shape (residences, 4)."""
    rows = housed(world, social_only=True)
    residences = world.dwellings.residence[world.households.dwelling[rows]]
    groups = quartile_of(world, rows)
    return counts_by(residences, groups, len(world.residences), N_QUARTILES)
