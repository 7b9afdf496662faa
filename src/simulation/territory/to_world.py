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
from simulation.state.world import World, new_applications
from simulation.territory.territory import Territory


def new_world(
    territory: Territory,
    key: int,
    month: int,
    start_year: int,
    tension: float,
    law_date: Day = DEFAULT_DATE,
) -> World:
    """Return the world of `territory` at `month`, with the streams of `key`."""
    dwellings = dict(territory.dwellings)
    residence = dwellings["residence"]
    dwellings["is_social"] = territory.residences["financing"][residence] < Financing.PRIVATE_RENTAL
    dwellings["area"] = territory.residences["area"][residence]
    since = dwellings["vacant_since"] + month
    dwellings["vacant_since"] = np.where(dwellings["occupant"] >= 0, NEVER, since)
    households = dict(territory.households)
    households["moved_in"] = households["moved_in"] + month
    households["place"] = np.full(households["id"].size, Place.HOUSED)
    areas = {**territory.areas, "is_supplement_exempt": territory.areas["is_qpv"]}
    law = law_in_force(law_date, territory.zone, territory.region, territory.supplement_zone)
    return World(
        streams=Streams(key),
        month=month,
        start_year=start_year,
        areas=Table("areas", schema.AREAS, areas),
        residences=Table("residences", schema.RESIDENCES, territory.residences),
        dwellings=Table("dwellings", schema.DWELLINGS, dwellings),
        households=Table("households", schema.HOUSEHOLDS, households),
        applications=new_applications(),
        law=law,
        poverty_line=territory.poverty_line,
        tension=tension,
    )
