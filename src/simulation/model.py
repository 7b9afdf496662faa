"""One run of the model: build a world, step it month by month, collect its tables.

`Run` needs no Mesa, whose import costs a second and a hundred megabytes; `HousingModel` is the same
run as a Mesa model, for whoever looks at households as agents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, cast

import numpy as np
from numpy.typing import NDArray

from simulation import observers
from simulation.config.load import at_lines, resolved
from simulation.config.scenario import Scenario
from simulation.invariants import check
from simulation.observers import costs, projects, segregation_change
from simulation.observers import ledger as ledger_observer
from simulation.observers import policies as policy_observer
from simulation.policies.base import Policy
from simulation.policies.levers import Levers
from simulation.policies.package import package_problems
from simulation.processes import (
    careers,
    image,
    income,
    prices,
    private_moves,
    settling,
    works,
)
from simulation.processes.context import new_context
from simulation.processes.witness import LedgerWitness
from simulation.schedule import run_month
from simulation.state.world import MONTHS, World
from simulation.territory.choose import territory_of
from simulation.territory.territory import Territory
from simulation.territory.to_world import new_world

if TYPE_CHECKING:
    from simulation.mesa_model import HousingModel

__all__ = ["HousingModel", "Run"]
Columns = dict[str, NDArray[Any]]


def __getattr__(name: str) -> Any:
    if name != "HousingModel":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from simulation import mesa_model

    return mesa_model.HousingModel


class Run:
    """One run of a scenario.

    Parameters
    ----------
    scenario
        A checked scenario.
    key
        Key of every draw; replicates differ by it only.
    territory
        The territory, when it is at hand already; loaded from the scenario otherwise.
    check_invariants
        Check the accounting of the world after every month.
    is_traced
        Keep the whole ledger, with what explains each letting, as tables named ``ledger_…``.

    Attributes
    ----------
    world
        State of the run; its columns are read-only.
    n_months
        Months of the whole run, spin-up included.
    """

    def __init__(
        self,
        scenario: Scenario,
        key: int = 0,
        territory: Territory | None = None,
        check_invariants: bool = False,
        is_traced: bool = False,
    ) -> None:
        self.scenario = scenario
        self.key = key
        self.territory = territory if territory is not None else territory_of(scenario.territory)
        self.world = self._build(self.territory)
        policies = cast(tuple[Policy, ...], scenario.policies)
        found = package_problems(self.world, policies, scenario.end_year, scenario.projects)
        if found:
            raise at_lines(resolved(scenario), found)
        levers = Levers(policies, scenario.start_year)
        self.policies = tuple(levers.policies)
        self.policy_keys = tuple(policy.key for policy in self.policies)
        self.context = new_context(scenario, levers, self.world)
        settling.choose_identities(self.world, self.context)
        image.start(self.world, self.context)
        prices.start(self.world)
        works.start(self.world, self.context)
        private_moves.start(self.world, self.context)
        self.n_months = MONTHS * (scenario.spin_up_years + scenario.years)
        self.check_invariants = check_invariants
        self._tables: dict[str, list[Columns]] = {}
        self._last_flows: dict[str, int] | None = None
        self.witness = LedgerWitness(self.world, self.context) if is_traced else None
        self.world.is_traced, self.world.witness = is_traced, self.witness

    def _build(self, territory: Territory) -> World:
        scenario = self.scenario
        tension = scenario.territory.tension
        world = new_world(
            territory,
            self.key,
            -MONTHS * scenario.spin_up_years,
            scenario.start_year,
            territory.tension if tension is None else tension,
            scenario.territory.private_rent,
            scenario.law_date,
            scenario.territory.rent_spread,
        )
        income.derive(world, np.arange(len(world.households)))
        careers.start(world, scenario.work)
        return world

    @property
    def month(self) -> int:
        """Months since January of the start year; negative during the spin-up."""
        return self.world.month

    def step(self) -> None:
        """Run one month, observe it, and go to the next."""
        world = self.world
        run_month(world, self.context)
        if self.witness is not None:
            self.witness.end_of_month(world)
        self._observe()
        self._collect()
        if (world.month + 1) % MONTHS == 0:
            world.ledger_last_year = {"lettings": world.ledger.events("lettings")}
            world.ledger.clear()
        world.month += 1

    def run(self) -> Self:
        """Run every month that is left and return this run."""
        for _ in range(self.months_left):
            self.step()
        return self

    @property
    def months_left(self) -> int:
        """Months until the end of the run."""
        return MONTHS * self.scenario.years - self.world.month

    def latest(self, table: str, column: str) -> Any:
        """Return the last value observed in a column."""
        return self._tables[table][-1][column][-1]

    def tables(self) -> dict[str, Columns]:
        """Return every table observed so far, columns by name."""
        tables = {
            name: {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}
            for name, parts in self._tables.items()
        }
        if self.witness is not None:
            tables |= ledger_observer.descriptions(self.world, self.territory)
        return tables

    def _observe(self) -> None:
        for name, observe in observers.MONTHLY.items():
            self._keep(name, observe(self.world))
        if self.check_invariants:
            flows = {k: int(v[-1]) for k, v in self._tables["reconciliation"][-1].items()}
            check(self.world, self._last_flows, flows)
            self._last_flows = flows
        if (self.world.month + 1) % MONTHS == 0:
            for name, columns in observers.yearly(self.world, self.context):
                self._keep(name, columns)
            self._observe_change()
            self._keep("policies", policy_observer.observe(self.world, self.policies))
            self._observe_works()
            if self.witness is not None:
                for name, columns in ledger_observer.year(self.world).items():
                    self._keep(name, columns)

    def _collect(self) -> None:
        """Do what comes after the tables of a month: the Mesa model collects its figures."""

    def _observe_change(self) -> None:
        """Compare the areas with those of the first year, or of the end of the spin-up."""
        years = self._tables["areas"]
        start = min(self.scenario.spin_up_years, len(years)) - 1
        self._keep(
            "segregation_change", segregation_change.observe(years[max(start, 0)], years[-1])
        )

    def _observe_works(self) -> None:
        names = tuple(project.name for project in self.scenario.projects)
        for name, observer in (("projects", projects), ("costs", costs)):
            columns = observer.observe(self.world, self.policy_keys, names)
            if columns:
                self._keep(name, columns)

    def _keep(self, name: str, columns: Columns) -> None:
        self._tables.setdefault(name, []).append(columns)
