"""The witness of a traced run: writes into the ledger what explains a letting.

It reads and records, draws nothing and changes nothing: a traced run has the same tables. The
candidates of a vacancy are recorded by the commission itself, which alone knows them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernels.reasons import Parts, decision_parts, net_costs
from simulation.kernels.utility import waiting_value, years_waited
from simulation.processes import rehousing
from simulation.processes.context import Context, homes, open_files, people, places
from simulation.state.schema import NEVER, Channel, Place
from simulation.state.world import MONTHS, World

THOUSANDTHS = 1000


class LedgerWitness:
    """What `state.world.Witness` asks for.

    Parameters
    ----------
    world
        The world before its first month: everybody is written down as of the month before.
    """

    def __init__(self, world: World, context: Context) -> None:
        self.context = context
        self._screened: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        self._asking = np.empty(0, np.int64)
        self._asked = np.empty((0, world.applications.asked.shape[1]), np.int32)
        self._record_households(world, _present(world), world.month - 1)

    def see_households(self, world: World, rows: NDArray[Any]) -> None:
        """Write down those who have a file or a social home, as they are now."""
        h = world.households
        home = h.dwelling[rows]
        concerned = (h.application[rows] >= 0) | (home >= 0) & world.dwellings.is_social[home]
        self._record_households(world, rows[concerned], world.month)

    def see_files(self, world: World, files: NDArray[Any]) -> None:
        """Write down the areas that files ask for, best first."""
        asked = world.applications.asked[files]
        world.ledger.record(
            "asked",
            month=world.month,
            household_id=world.households.id[world.applications.household[files]],
            **{f"area_{place}": asked[:, place] for place in range(asked.shape[1])},
        )

    def see_offers(
        self, world: World, rows: NDArray[Any], homes_: NDArray[Any], channel: int
    ) -> None:
        """Write down what households weigh that are offered dwellings."""
        if not rows.size:
            return
        self._record_households(world, rows, world.month)
        c = self.context
        parts, _, costs = decision_parts(
            world.month, world.start_year, np.asarray(rows, np.int64),
            np.asarray(homes_, np.int64), c.tastes, c.codes, world.law, people(world),
            homes(world), places(world),
        )  # fmt: skip
        is_rehousing = channel == Channel.REHOUSING
        waiting, pressure = self._other_parts(world, rows, is_rehousing=is_rehousing)
        names = {
            f"{side}_{part}": _thousandths(parts[:, i, k])
            for i, side in enumerate(("offer", "stay"))
            for k, part in enumerate(Parts._fields)
        }
        world.ledger.record(
            "reasons",
            month=world.month,
            household_id=world.households.id[rows],
            dwelling=homes_,
            channel=channel,
            home=world.households.dwelling[rows],
            rent=world.dwellings.rent[homes_],
            net_cost=np.rint(costs[:, 0]),
            stay_net_cost=np.rint(costs[:, 1]),
            waiting=_thousandths(waiting),
            pressure=_thousandths(pressure),
            moving_cost=_thousandths(np.array(0.0 if is_rehousing else c.tastes.moving_cost)),
            **names,
        )

    def see_screening(self, world: World, rows: NDArray[Any], counts: NDArray[Any]) -> None:
        """Keep what the commission found of households until the end of the year."""
        examined = counts[:, 0] > 0
        self._screened.append((world.households.id[rows[examined]], counts[examined]))

    def _record_screening(self, world: World) -> None:
        if not self._screened:
            return
        ids, counts = (np.concatenate(parts) for parts in zip(*self._screened, strict=True))
        households, places_ = np.unique(ids, return_inverse=True)
        sums = np.zeros((households.size, counts.shape[1]), np.int64)
        np.add.at(sums, places_, counts)
        world.ledger.record(
            "screened",
            month=world.month,
            household_id=households,
            examined=sums[:, 0],
            over_ceiling=sums[:, 1],
            not_solvent=sums[:, 2],
        )
        self._screened.clear()

    def _other_parts(
        self, world: World, rows: NDArray[Any], *, is_rehousing: bool
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what waiting on without a home is worth, and what a building that empties costs.

        The first as in `kernels.utility.status_quo`, the second as in `kernels.rehousing`.
        """
        h = world.households
        waiting, pressure = np.zeros(rows.size), np.zeros(rows.size)
        hosted = h.dwelling[rows] < 0
        waiting[hosted] = [self._waiting(world, file) for file in h.application[rows[hosted]]]
        if is_rehousing:
            residence = world.dwellings.residence[h.dwelling[rows]]
            emptying = world.residences.rehousing_opens[residence] != NEVER
            pressure[emptying] -= rehousing.pressure(world, self.context, rows[emptying])
        return waiting, pressure

    def _waiting(self, world: World, file: int) -> float:
        tastes, a = self.context.tastes, world.applications
        waited = years_waited(tastes, world.month, a.filed[file], a.is_priority[file])
        return float(waiting_value(tastes, waited))

    def end_of_month(self, world: World) -> None:
        """Write down the lists of areas that changed, the year's screening, and who is left."""
        files = open_files(world)
        asked = world.applications.asked
        asking = np.full(len(world.applications), -1, np.int64)
        asking[files] = world.households.id[world.applications.household[files]]
        known = files[files < self._asking.size]
        known = known[self._asking[known] == asking[known]]
        self.see_files(world, known[(self._asked[known] != asked[known]).any(axis=1)])
        self._asking, self._asked = asking, asked.copy()
        if (world.month + 1) % MONTHS == 0:
            self._record_screening(world)
        if world.month == MONTHS * self.context.scenario.years - 1:
            rows = _present(world)
            home = world.households.dwelling[rows]
            concerned = (home < 0) | world.dwellings.is_social[home]
            self._record_households(world, rows[concerned], world.month + 1)

    def _record_households(self, world: World, rows: NDArray[Any], month: int) -> None:
        h, a = world.households, world.applications
        file = h.application[rows]
        has_file = file >= 0

        def of_file(column: str, without: int) -> NDArray[np.int64]:
            values = np.full(rows.size, without, np.int64)
            values[has_file] = getattr(a, column)[file[has_file]]
            return values

        world.ledger.record(
            "households",
            month=month,
            household_id=h.id[rows],
            dwelling=h.dwelling[rows],
            moved_in=h.moved_in[rows],
            adults=h.adults[rows],
            teenagers=h.teenagers[rows],
            children=h.children[rows],
            age=h.age[rows],
            activity=h.activity[rows],
            income=h.income[rows],
            quartile=h.quartile_legal[rows],
            net_cost=self._net_costs(world, rows),
            filed=of_file("filed", NEVER),
            is_priority=of_file("is_priority", 0),
            refused=of_file("refused", 0),
        )

    def _net_costs(self, world: World, rows: NDArray[Any]) -> NDArray[np.int64]:
        """Return the net cost of social tenants, cents/month, 0 of everybody else."""
        home = world.households.dwelling[rows]
        found = np.zeros(rows.size, np.int64)
        tenants = np.flatnonzero((home >= 0) & world.dwellings.is_social[home])
        found[tenants] = np.rint(
            net_costs(
                world.month, world.start_year, rows[tenants].astype(np.int64), self.context.tastes,
                self.context.codes, world.law, people(world), homes(world), places(world),
            )
        )  # fmt: skip
        return found


def _present(world: World) -> NDArray[np.int64]:
    return np.flatnonzero(world.households.place != Place.ABSENT)


def _thousandths(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.rint(values * THOUSANDTHS)
