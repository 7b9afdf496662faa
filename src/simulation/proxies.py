"""Households as light objects, for whoever wants to look at one of them or write Mesa code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from simulation.state.schema import HOUSEHOLDS, Place
from simulation.state.world import World

if TYPE_CHECKING:
    from simulation.mesa_model import HousingModel


class HouseholdProxy(mesa.Agent):
    """One household, read from its row; valid until the next step."""

    def __init__(self, model: HousingModel, world: World, row: int) -> None:
        self.model = model
        self.unique_id = int(world.households.id[row])
        self.row = row
        self.pos = None
        self._world = world

    def __getattr__(self, column: str) -> Any:
        if column in HOUSEHOLDS:
            return self._world.households.__getattr__(column)[self.row].item()
        raise AttributeError(column)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in HOUSEHOLDS:
            raise AttributeError(f"{name} is read from the tables, which processes alone write")
        super().__setattr__(name, value)

    @property
    def home(self) -> dict[str, Any] | None:
        """Columns of the dwelling, None for a household without one."""
        return row_of(self._world.dwellings, self.dwelling) if self.dwelling >= 0 else None

    @property
    def residence(self) -> dict[str, Any] | None:
        """Columns of the residence, its landlord among them."""
        home = self.home
        return row_of(self._world.residences, home["residence"]) if home else None


def row_of(table: Any, row: int) -> dict[str, Any]:
    """Return one row of a table as plain values by column."""
    return {column: getattr(table, column)[row].tolist() for column in table.schema}


class Proxies:
    """The households of a world as a read-only collection of proxies, made one by one."""

    def __init__(self, world: World, model: HousingModel) -> None:
        self._world = world
        self._model = model
        self._rows = np.flatnonzero(world.households.place != Place.ABSENT)

    def __len__(self) -> int:
        return int(self._rows.size)

    def __iter__(self) -> Iterator[HouseholdProxy]:
        return (self._proxy(int(row)) for row in self._rows)

    def __getitem__(self, position: int) -> HouseholdProxy:
        return self._proxy(int(self._rows[position]))

    def by_id(self, identity: int) -> HouseholdProxy:
        """Return the household of this permanent identity.

        Raises
        ------
        KeyError
            When it is not in the territory.
        """
        found = np.flatnonzero(self._world.households.id[self._rows] == identity)
        if not found.size:
            raise KeyError(identity)
        return self._proxy(int(self._rows[found[0]]))

    def _proxy(self, row: int) -> HouseholdProxy:
        return HouseholdProxy(self._model, self._world, row)
