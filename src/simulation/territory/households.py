"""All households of a territory: families, standards of living by area, income components."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.law.in_force import law_in_force
from simulation.rng import Streams
from simulation.state.schema import Financing
from simulation.territory.description import Description, Floats, Integers
from simulation.territory.incomes import Incomes, draw_activity, solve_incomes
from simulation.territory.people import OWNER, RENTAL, SOCIAL, People, draw_people
from simulation.territory.pieces import Pieces
from simulation.territory.settings import SynthesisSettings
from simulation.territory.standards import (
    Inside,
    latent_means,
    person_ranks,
    piece_rates,
    rate_bounds,
    remainder_targets,
    spread,
    standards,
)

_MONTHS = 12


@dataclass(frozen=True)
class Homes:
    """Occupied homes, shape (n,) each: piece, financing, rooms, rent in cents/month."""

    piece: Integers
    financing: Integers
    rooms: Integers
    rent: Integers


def build_households(
    description: Description,
    pieces: Pieces,
    homes: Homes,
    settings: SynthesisSettings,
    streams: Streams,
) -> tuple[People, Incomes, Floats]:
    """Return people, incomes and the standard of living aimed at (€/UC/month), one per home."""
    tenure = np.where(
        homes.financing == Financing.OWNER_OCCUPIED,
        OWNER,
        np.where(homes.financing == Financing.PRIVATE_RENTAL, RENTAL, SOCIAL),
    )
    people = draw_people(tenure, homes.rooms, streams)
    latent = latent_means(people, tenure, homes.financing, settings, streams)
    standard = _standards(description, pieces, homes.piece, people.persons, latent)
    activity = draw_activity(people.age, standard, description.poverty_line, streams)
    law = law_in_force(zone=description.zone)
    incomes = solve_incomes(people, activity, standard, homes.rent, homes.financing, law)
    return people, incomes, standard


def _standards(
    description: Description, pieces: Pieces, piece: Integers, persons: Integers, latent: Floats
) -> Floats:
    """Rank persons by piece; QPV take their own rate, remainders what their IRIS still needs."""
    line = description.poverty_line
    iris, qpv = description.iris, description.qpv
    medians = iris.median / _MONTHS
    rank = person_ranks(piece, latent, persons)
    rate, sigma = iris.poverty[pieces.iris], spread(iris.poverty, medians, line)[pieces.iris]
    inside = pieces.qpv >= 0
    if inside.any():
        rows = pieces.qpv[inside]
        held = np.bincount(piece, persons, len(pieces)).astype(float)
        bounds = rate_bounds(
            iris.poverty,
            pieces.sum_by_iris(held, len(iris)),
            pieces.sum_by_iris(held * inside, len(iris)),
        )[pieces.iris[inside]]
        rate[inside] = piece_rates(qpv.poverty[rows], rows, held[inside], bounds)
        sigma[inside] = spread(qpv.poverty, qpv.median / _MONTHS, line)[rows]
        first = standards(rank, rate[piece], sigma[piece], line)
        found = _inside(pieces, piece, persons, first, line=line, medians=medians)
        needed, left_sigma = remainder_targets(found, iris.poverty, medians, line)
        rate = np.where(inside, rate, needed[pieces.iris])
        sigma = np.where(inside, sigma, left_sigma[pieces.iris])
    return standards(rank, rate[piece], sigma[piece], line)


def _inside(
    pieces: Pieces,
    piece: Integers,
    persons: Integers,
    standard: Floats,
    *,
    line: float,
    medians: Floats,
) -> Inside:
    """Count persons of each IRIS, and those of its QPV pieces below the line and the median."""
    in_qpv = (pieces.qpv >= 0)[piece]
    iris = pieces.iris[piece]
    masks = (np.ones(piece.size, bool), in_qpv, standard < line, standard < medians[iris])
    counts = [
        np.bincount(iris, persons * (mask if rank == 0 else mask & in_qpv), medians.size).astype(
            float
        )
        for rank, mask in enumerate(masks)
    ]
    return Inside(*counts)
