"""From a description to a territory: one pipeline for real tables and presets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.rng import Streams
from simulation.state.schema import DwellingStatus, Financing, Place
from simulation.territory.complete import complete
from simulation.territory.cut import area_of_qpv, cut
from simulation.territory.description import Description, Floats, Integers
from simulation.territory.homes_table import Dwellings
from simulation.territory.households import Homes, build_households
from simulation.territory.incomes import Incomes
from simulation.territory.labels import area_labels, iris_labels
from simulation.territory.notes import synthesis_notes
from simulation.territory.occupation import empty_homes, moved_in_months, vacant_months
from simulation.territory.people import People
from simulation.territory.pieces import Pieces
from simulation.territory.private import private_dwellings, private_residences, rental_shares
from simulation.territory.settings import SynthesisSettings
from simulation.territory.stock import Stock, build_social_stock
from simulation.territory.surroundings import area_columns, area_medians, private_rents, qualities
from simulation.territory.targets import targets_of
from simulation.territory.territory import Arrays, Territory

_CENTS = 100
_LEAST_TURNOVER = 0.01  # a year: stays are drawn from it


def synthesise(
    description: Description, key: int = 0, settings: SynthesisSettings | None = None
) -> Territory:
    """Return the territory that a description describes; the same key gives the same bytes."""
    settings = settings or SynthesisSettings()
    streams = Streams(key)
    full = complete(description, settings)
    pieces, placement = cut(full, settings)
    social = build_social_stock(full, pieces, placement, settings, streams)
    market = private_rents(full.private_rent, area_medians(full, pieces), pieces, settings)
    private = _private_stock(full, pieces, market, settings, streams)
    residences = _residences(pieces, social, private, streams)
    dwellings = _dwellings(social, private)
    occupied = _occupy(
        full, pieces, dwellings, residences, social=social, settings=settings, streams=streams
    )
    homes = _homes(dwellings, residences, social, private, occupied)
    people, incomes, standard = build_households(full, pieces, homes, settings, streams)
    dwellings["occupant"][occupied] = np.arange(occupied.size)
    building_age = full.year - residences["built_year"][dwellings["residence"][occupied]]
    turnover = _turnover(full, pieces, homes, settings)
    entries = moved_in_months(turnover, people.age, building_age, streams)
    areas = area_columns(
        full,
        pieces,
        social=social,
        homes=homes,
        standard=standard,
        market=market,
        settings=settings,
    )
    return Territory(
        name=full.name,
        label=full.label,
        year=full.year,
        zone=full.zone,
        tension=full.tension,
        poverty_line=full.poverty_line,
        communes=full.communes,
        iris=iris_labels(full),
        area_labels=area_labels(full, pieces, areas["commune"]),
        areas=areas,
        residences=residences,
        dwellings=dwellings,
        households=_households(people, incomes, occupied, entries),
        targets=targets_of(description, area_of_qpv(pieces, len(full.qpv))),
        notes=synthesis_notes(description, placement, settings),
        region=full.region,
        supplement_zone=full.supplement_zone,
    )


def _private_stock(
    description: Description,
    pieces: Pieces,
    market: Floats,
    settings: SynthesisSettings,
    streams: Streams,
) -> Stock:
    commune = np.array([rows[0] for rows in description.iris.communes])
    homes = np.bincount(commune[pieces.iris], pieces.dwellings + pieces.private)
    central = (commune[pieces.iris] == homes.argmax()).astype(np.int64)
    shares = rental_shares(
        pieces, central, settings.rental_share_centre, settings.rental_share_around
    )
    residences = private_residences(pieces, shares, streams)
    dwellings = private_dwellings(residences, pieces, market, streams)
    return Stock(residences, np.full(residences.piece.size, -1, np.int64), dwellings)


def _residences(pieces: Pieces, social: Stock, private: Stock, streams: Streams) -> Arrays:
    both = (social.residences, private.residences)
    piece = np.concatenate([one.piece for one in both])
    years = np.concatenate([one.built_year for one in both])
    homes = np.concatenate([one.n_dwellings for one in both])
    return {
        "area": pieces.area[piece].astype(np.int32),
        "iris": pieces.iris[piece].astype(np.int32),
        "landlord": np.concatenate([social.landlords, private.landlords]).astype(np.int32),
        "financing": np.concatenate([one.financing for one in both]).astype(np.int8),
        "built_year": years.astype(np.int16),
        "is_collective": np.concatenate([one.is_collective for one in both]).astype(bool),
        "quality": qualities(years, homes, streams),
    }


def _dwellings(social: Stock, private: Stock) -> Arrays:
    first, second = social.dwellings, private.dwellings
    shifted = second.residence + social.residences.piece.size
    surface = np.concatenate([first.surface, second.surface])
    n = surface.size
    return {
        "residence": np.concatenate([first.residence, shifted]).astype(np.int32),
        "rooms": np.concatenate([first.rooms, second.rooms]).astype(np.int8),
        "surface": surface,
        "rent": _cents(first, second, "rent"),
        "charges": _cents(first, second, "charges"),
        "status": np.full(n, int(DwellingStatus.LET), np.int8),
        "occupant": np.full(n, -1, np.int32),
        "vacant_since": np.full(n, -1, np.int32),
    }


def _cents(first: Dwellings, second: Dwellings, name: str) -> NDArray[np.int32]:
    amounts = [getattr(one, name) * one.surface * _CENTS for one in (first, second)]
    return np.asarray(np.rint(np.concatenate(amounts)), np.int32)


def _occupy(
    description: Description,
    pieces: Pieces,
    dwellings: Arrays,
    residences: Arrays,
    *,
    social: Stock,
    settings: SynthesisSettings,
    streams: Streams,
) -> Integers:
    """Empty some dwellings, in place, and return the rows of the others."""
    n_social = social.dwellings.residence.size
    inside = pieces.qpv >= 0
    rates = description.iris.vacancy[pieces.iris]
    if inside.any():
        rates[inside] = description.qpv.vacancy[pieces.qpv[inside]]
    private_area = residences["area"][dwellings["residence"][n_social:]].astype(np.int64)
    private_rates = np.full(int(pieces.area.max()) + 1, settings.private_vacancy)
    empty = np.concatenate(
        [
            empty_homes(social.dwellings.piece, rates, streams, "territory.vacant"),
            empty_homes(private_area, private_rates, streams, "territory.private_vacant"),
        ]
    )
    dwellings["status"][empty] = int(DwellingStatus.VACANT)
    dwellings["vacant_since"][empty] = vacant_months(int(empty.sum()), streams)
    return np.nonzero(~empty)[0]


def _homes(
    dwellings: Arrays, residences: Arrays, social: Stock, private: Stock, occupied: Integers
) -> Homes:
    piece = np.concatenate([social.dwellings.piece, private.dwellings.piece])
    return Homes(
        piece=piece[occupied],
        financing=residences["financing"][dwellings["residence"][occupied]].astype(np.int64),
        rooms=dwellings["rooms"][occupied].astype(np.int64),
        rent=dwellings["rent"][occupied].astype(np.int64),
    )


def _households(people: People, incomes: Incomes, occupied: Integers, entries: Integers) -> Arrays:
    return {
        "id": np.arange(occupied.size, dtype=np.int64),
        "adults": people.adults.astype(np.int8),
        "teenagers": people.teenagers.astype(np.int8),
        "children": people.children.astype(np.int8),
        "age": people.age.astype(np.int16),
        "activity": incomes.activity.astype(np.int8),
        "earnings": incomes.earnings.astype(np.int32),
        "replacement": incomes.replacement.astype(np.int32),
        "minima": incomes.minima.astype(np.int32),
        "dwelling": occupied.astype(np.int32),
        "moved_in": entries.astype(np.int32),
        "place": np.full(occupied.size, int(Place.HOUSED), np.int8),
    }


def _turnover(
    description: Description, pieces: Pieces, homes: Homes, settings: SynthesisSettings
) -> Floats:
    rates = description.iris.turnover[pieces.iris]
    inside = pieces.qpv >= 0
    if inside.any():
        rates[inside] = description.qpv.turnover[pieces.qpv[inside]]
    private = np.where(
        homes.financing == Financing.OWNER_OCCUPIED,
        settings.owner_turnover,
        settings.rental_turnover,
    )
    is_social = homes.financing < Financing.PRIVATE_RENTAL
    return np.where(is_social, np.maximum(rates[homes.piece], _LEAST_TURNOVER), private)
