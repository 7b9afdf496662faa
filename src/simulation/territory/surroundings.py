"""Columns of the areas, and the quality of residences."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from simulation.rng import Streams
from simulation.state.schema import Financing
from simulation.territory.cut import weighted_by_area
from simulation.territory.description import Description, Floats, Integers, Masks
from simulation.territory.households import Homes
from simulation.territory.pieces import Pieces
from simulation.territory.places import amenity, positions
from simulation.territory.settings import SynthesisSettings
from simulation.territory.stock import Stock
from simulation.territory.territory import Arrays

_BOOM = 1  # class of description.PERIODS: 1949-75
_MONTHS = 12
_QUALITY_PER_YEAR = 0.006  # utility per building year (assumption: 0.3 between 1965 and 2015)
_QUALITY_NOISE = 0.22


def area_medians(description: Description, pieces: Pieces) -> Floats:
    """Return the median income of each area, €/UC/year: of its QPV, else of its IRIS."""
    values = description.iris.median[pieces.iris]
    inside = pieces.qpv >= 0
    if inside.any():
        values[inside] = description.qpv.median[pieces.qpv[inside]]
    return weighted_by_area(pieces, values, (pieces.dwellings + pieces.private).astype(float))


def private_rents(
    mean: float, medians: Floats, pieces: Pieces, settings: SynthesisSettings
) -> Floats:
    """Return the market rent of each area, €/m²/month, around the mean of the territory."""
    homes = np.bincount(pieces.area, pieces.private)
    relative = medians**settings.private_rent_elasticity
    weights = homes if homes.sum() > 0 else np.ones_like(homes)
    return np.asarray(mean * relative / np.average(relative, weights=weights))


def qualities(years: Integers, homes: Integers, streams: Streams) -> Floats:
    """Return the quality of each residence: newer is better, with noise, mean 0 over homes."""
    noise = ndtri(streams.uniform("territory.quality", 0, np.arange(years.size)))
    raw = _QUALITY_PER_YEAR * years + _QUALITY_NOISE * noise
    return np.asarray(raw - np.average(raw, weights=homes))


def area_columns(
    description: Description,
    pieces: Pieces,
    *,
    social: Stock,
    homes: Homes,
    standard: Floats,
    market: Floats,
    settings: SynthesisSettings,
) -> Arrays:
    """Return the columns of the areas."""
    commune = _communes(description, pieces)
    n_homes = np.bincount(pieces.area, pieces.dwellings + pieces.private).astype(float)
    x, y = positions(commune, n_homes)
    area = pieces.area[homes.piece]
    is_qpv = np.bincount(pieces.area, pieces.qpv >= 0) > 0
    boom = _boom_shares(social, pieces, n_homes.size)
    income = _private_income(homes, area, standard, n_homes.size)
    return {
        "commune": commune.astype(np.int32),
        "is_qpv": is_qpv,
        "is_watch": np.zeros(n_homes.size, bool),
        "is_renewal": _renewal(is_qpv, boom, pieces, settings.renewal_share),
        "x_km": x,
        "y_km": y,
        "amenity": amenity(1.0 - boom, income, n_homes),
        "private_rent": market,
        "private_price": market * _MONTHS / settings.gross_yield,
    }


def _communes(description: Description, pieces: Pieces) -> Integers:
    """Return the commune of each area: that of most of its homes."""
    commune = np.array([rows[0] for rows in description.iris.communes])[pieces.iris]
    table = np.zeros((int(pieces.area.max()) + 1, len(description.communes)))
    np.add.at(table, (pieces.area, commune), pieces.dwellings + pieces.private)
    return np.asarray(table.argmax(axis=1))


def _boom_shares(social: Stock, pieces: Pieces, n_areas: int) -> Floats:
    """Return the share of social dwellings built 1949-75; the mean where there is none."""
    residences = social.residences
    area = pieces.area[residences.piece]
    all_homes = np.bincount(area, residences.n_dwellings, n_areas)
    boom = np.bincount(area, residences.n_dwellings * (residences.period == _BOOM), n_areas)
    mean = boom.sum() / all_homes.sum()
    return np.where(all_homes > 0, boom / np.maximum(all_homes, 1), mean)


def _private_income(homes: Homes, area: Integers, standard: Floats, n_areas: int) -> Floats:
    """Return the median standard of private households; that of all where there is none."""
    private = homes.financing >= Financing.PRIVATE_RENTAL
    result = np.full(n_areas, float(np.median(standard)))
    where, values = area[private], standard[private]
    order = np.lexsort((values, where))
    counts = np.bincount(where, minlength=n_areas)
    start = np.cumsum(counts) - counts
    some = counts > 0
    result[some] = values[order][(start + counts // 2)[some]]
    return result


def _renewal(is_qpv: Masks, boom: Floats, pieces: Pieces, share: float) -> Masks:
    """Mark the QPV with most social dwellings of 1949-75."""
    flats = boom * np.bincount(pieces.area, pieces.dwellings) * is_qpv
    marked = np.zeros(is_qpv.size, bool)
    count = round(share * int(is_qpv.sum()))
    marked[np.argsort(-flats, kind="stable")[:count]] = True
    return marked & is_qpv
