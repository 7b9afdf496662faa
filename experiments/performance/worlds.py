"""Territories to time: presets, files built from the open tables, and large ones made of copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from simulation.config.scenario import TerritoryChoice
from simulation.state.schema import Financing
from simulation.territory.choose import territory_of
from simulation.territory.territory import Arrays, Territory

MOST_COPIES_OF_AREAS = 20  # beyond that areas grow, to the size of an IRIS, instead of in number
EAST_KM = 25.0  # between one copy of the areas and the next


def find(name: str, folder: Path) -> Territory | None:
    """Return the preset or built territory of a name; ``social-N`` has N social households.

    None where the file of a territory was not built.
    """
    if name.startswith("social-"):
        return social_sector(int(name.removeprefix("social-")))
    if name == "demo":
        return territory_of(TerritoryChoice(preset="demo"))
    file = folder / f"{name}.npz"
    return territory_of(TerritoryChoice(file=file)) if file.exists() else None


def social_sector(households: int) -> Territory:
    """Return the social stock of the demo, as often as it takes to house so many households."""
    demo = territory_of(TerritoryChoice(preset="demo"))
    social = part_of(demo, demo.residences["financing"] < Financing.PRIVATE_RENTAL)
    large = repeated(social, -(-households // social.households["id"].size))
    homes = large.households["dwelling"]
    lodged = np.bincount(
        large.dwellings["residence"][homes], minlength=large.residences["area"].size
    )
    return part_of(large, np.cumsum(lodged) <= households)


def part_of(territory: Territory, kept: np.ndarray) -> Territory:
    """Return a territory with some of its residences, a mask, and who lives in them."""
    stays = kept[territory.dwellings["residence"]]
    lives = stays[territory.households["dwelling"]]
    residence_of, home_of, row_of = (np.cumsum(mask) - 1 for mask in (kept, stays, lives))
    dwellings, households = _some(territory.dwellings, stays), _some(territory.households, lives)
    dwellings["residence"] = residence_of[dwellings["residence"]]
    occupant = dwellings["occupant"]
    dwellings["occupant"] = np.where(occupant >= 0, row_of[occupant], -1)
    households["dwelling"] = home_of[households["dwelling"]]
    return replace(
        territory,
        residences=_some(territory.residences, kept),
        dwellings=dwellings,
        households=households,
    )


def repeated(territory: Territory, copies: int) -> Territory:
    """Return `copies` of a territory as one."""
    n_areas, n_homes = territory.areas["x_km"].size, territory.dwellings["rooms"].size
    n_residences, n_rows = territory.residences["area"].size, territory.households["id"].size
    area_copies = min(copies, MOST_COPIES_OF_AREAS)
    areas, residences = _tiled(territory.areas, area_copies), _tiled(territory.residences, copies)
    dwellings, people = _tiled(territory.dwellings, copies), _tiled(territory.households, copies)
    areas["x_km"] += EAST_KM * np.repeat(np.arange(area_copies), n_areas)
    residences["area"] += n_areas * (np.repeat(np.arange(copies), n_residences) % area_copies)
    copy = np.repeat(np.arange(copies), n_homes)
    dwellings["residence"] += n_residences * copy
    dwellings["occupant"] += n_rows * copy * (dwellings["occupant"] >= 0)
    copy = np.repeat(np.arange(copies), n_rows)
    people["dwelling"] += n_homes * copy
    people["id"] += (int(territory.households["id"].max()) + 1) * copy
    return replace(
        territory,
        area_labels=tuple(territory.area_labels) * area_copies,
        areas=areas,
        residences=residences,
        dwellings=dwellings,
        households=people,
    )


def _some(columns: Arrays, mask: np.ndarray) -> Arrays:
    return {name: values[mask] for name, values in columns.items()}


def _tiled(columns: Arrays, copies: int) -> Arrays:
    return {name: np.tile(values, copies) for name, values in columns.items()}
