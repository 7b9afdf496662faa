"""Put a territory into the tables of a new world."""

from __future__ import annotations

import numpy as np

from simulation.law.dated import Day
from simulation.law.housing_aid import DEFAULT_DATE
from simulation.law.in_force import law_in_force
from simulation.rng import Streams
from simulation.state import schema
from simulation.state.schema import NEVER, Financing, Place
from simulation.state.table import Table
from simulation.state.world import Names, World, new_applications
from simulation.territory.territory import Arrays, Territory


def new_world(
    territory: Territory,
    key: int,
    month: int,
    start_year: int,
    tension: float,
    private_rent: float | None = None,
    law_date: Day = DEFAULT_DATE,
    rent_spread: float = 1.0,
) -> World:
    """Return the world of `territory` at `month`, with the streams of `key`.

    `private_rent` is the mean private rent, €/m²/month, instead of the one of the territory;
    `rent_spread` multiplies the gap of social rents to the mean of their size.
    """
    areas, dwellings = dict(territory.areas), dict(territory.dwellings)
    if private_rent is not None:
        _scale_private_rents(territory, areas, dwellings, private_rent)
    if rent_spread != 1.0:
        _spread_social_rents(territory, dwellings, rent_spread)
    residence = dwellings["residence"]
    dwellings["is_social"] = territory.residences["financing"][residence] < Financing.PRIVATE_RENTAL
    dwellings["area"] = territory.residences["area"][residence]
    since = dwellings["vacant_since"] + month
    dwellings["vacant_since"] = np.where(dwellings["occupant"] >= 0, NEVER, since)
    households = dict(territory.households)
    households["moved_in"] = households["moved_in"] + month
    households["place"] = np.full(households["id"].size, Place.HOUSED)
    areas["exemption"] = territory.areas["is_qpv"]
    exempt = territory.areas["is_qpv"][territory.residences["area"]]
    residences = {**territory.residences, "exemption": exempt}
    law = law_in_force(law_date, territory.zone, territory.region, territory.supplement_zone)
    return World(
        streams=Streams(key),
        month=month,
        start_year=start_year,
        areas=Table("areas", schema.AREAS, areas),
        residences=Table("residences", schema.RESIDENCES, residences),
        dwellings=Table("dwellings", schema.DWELLINGS, dwellings),
        households=Table("households", schema.HOUSEHOLDS, households),
        applications=new_applications(),
        law=law,
        poverty_line=territory.poverty_line,
        tension=tension,
        names=Names(territory.communes, territory.area_labels),
    )


def _spread_social_rents(territory: Territory, dwellings: Arrays, spread: float) -> None:
    """Multiply the gap of social rents to the mean of their size, in place; means stay."""
    financing = territory.residences["financing"][dwellings["residence"]]
    social = np.flatnonzero(financing < Financing.PRIVATE_RENTAL)
    rents, rooms = dwellings["rent"], dwellings["rooms"][social]
    total = np.bincount(rooms, weights=rents[social])
    means = (total / np.maximum(np.bincount(rooms), 1))[rooms]
    dwellings["rent"] = rents.copy()
    dwellings["rent"][social] = np.round(means + spread * (rents[social] - means))


def _scale_private_rents(
    territory: Territory, areas: Arrays, dwellings: Arrays, wanted: float
) -> None:
    """Scale rents and prices of private homes, in place, to a mean of areas by private homes."""
    residence = dwellings["residence"]
    is_private = territory.residences["financing"][residence] >= Financing.PRIVATE_RENTAL
    at = territory.residences["area"][residence]
    counted = at[is_private] if is_private.any() else at
    ratio = wanted / float(areas["private_rent"][counted].mean())
    for column in ("private_rent", "private_price"):
        areas[column] = areas[column] * ratio
    rents = np.round(dwellings["rent"] * ratio).astype(dwellings["rent"].dtype)
    dwellings["rent"] = np.where(is_private, rents, dwellings["rent"])
