"""Whatever happens in whatever order, a household is in one place and the accounts balance."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from simulation.invariants import check
from simulation.observers import reconciliation
from simulation.state import occupancy, schema
from simulation.state.schema import DwellingStatus, Financing, Place, Reason
from simulation.state.table import Table
from simulation.state.world import World, new_applications

N_HOMES = 12
some = st.integers(0, 10**6)


def empty_world():
    residences = {
        "area": np.zeros(1, int),
        "financing": np.full(1, Financing.PLUS),
        "landlord": np.zeros(1, int),
    }
    dwellings = {
        "residence": np.zeros(N_HOMES, int),
        "is_social": np.ones(N_HOMES, bool),
        "area": np.zeros(N_HOMES, int),
        "vacant_since": np.zeros(N_HOMES, int),
    }
    return World(
        streams=None,
        month=0,
        start_year=2022,
        areas=Table("areas", schema.AREAS, {"commune": np.zeros(1, int)}),
        residences=Table("residences", schema.RESIDENCES, residences),
        dwellings=Table("dwellings", schema.DWELLINGS, dwellings),
        households=Table("households", schema.HOUSEHOLDS),
        applications=new_applications(),
        law=None,
        poverty_line=0.0,
        tension=3.0,
    )


class Occupancy(RuleBasedStateMachine):
    """Operations in random order; those without a subject do nothing."""

    def __init__(self):
        super().__init__()
        self.world = empty_world()
        self.before = self.observed()
        self.next_id = 0

    def observed(self):
        return {n: int(v[-1]) for n, v in reconciliation.observe(self.world).items()}

    def pick(self, mask, choice, count=1):
        rows = np.flatnonzero(mask)
        return np.roll(rows, -(choice % rows.size))[:count] if rows.size else rows

    @property
    def present(self):
        return self.world.households.place != Place.ABSENT

    @rule(count=st.integers(1, 4))
    def arrive(self, count):
        ids = np.arange(self.next_id, self.next_id + count)
        self.next_id += count
        occupancy.open_files(self.world, occupancy.arrive(self.world, Reason.FILED, id=ids))

    @rule(who=some, where=some, count=st.integers(1, 3))
    def settle(self, who, where, count):
        rows = self.pick(self.present, who, count)
        homes = self.pick(self.world.dwellings.status == DwellingStatus.VACANT, where, count)
        both = min(rows.size, homes.size)
        occupancy.settle(self.world, rows[:both], homes[:both], Reason.COMMISSION)

    @rule(who=some, count=st.integers(1, 3))
    def leave(self, who, count):
        occupancy.leave(self.world, self.pick(self.present, who, count), Reason.LEFT_TERRITORY)

    @rule(who=some)
    def unhouse_and_file(self, who):
        rows = self.pick(self.world.households.place == Place.HOUSED, who)
        occupancy.unhouse(self.world, rows, Reason.LEFT_STOCK)
        occupancy.open_files(self.world, rows)

    @rule(who=some)
    def ask_for_a_transfer(self, who):
        h = self.world.households
        rows = self.pick((h.place == Place.HOUSED) & (h.application < 0), who)
        occupancy.open_files(self.world, rows)

    @rule(who=some)
    def close_a_file_of_a_tenant(self, who):
        h = self.world.households
        rows = self.pick((h.place == Place.HOUSED) & (h.application >= 0), who)
        occupancy.close_files(self.world, h.application[rows], Reason.LAPSED)

    @rule(who=some, adults=st.integers(0, 1), children=st.integers(0, 3))
    def grow(self, who, adults, children):
        rows = self.pick(self.present, who)
        occupancy.change_members(self.world, rows, Reason.BIRTH, adults, children, children)

    @rule(who=some, stays=st.booleans(), count=st.integers(1, 3))
    def split(self, who, stays, count):
        h = self.world.households
        parents = self.pick(self.present & (h.teenagers > 0), who, count)
        rows = occupancy.split(
            self.world, parents, Reason.GROWN_UP, (0, 1, 0), np.full(parents.size, stays),
            adults=1, teenagers=0, children=0,
        )  # fmt: skip
        occupancy.open_files(self.world, rows)

    @rule(who=some, count=st.integers(1, 2))
    def merge(self, who, count):
        rows = self.pick(self.present, who, 2 * count)
        half = rows.size // 2
        occupancy.merge(self.world, rows[:half], rows[half : 2 * half], Reason.UNION)

    @rule(which=some)
    def empty_and_demolish(self, which):
        d = self.world.dwellings
        homes = self.pick(d.status != DwellingStatus.DEMOLISHED, which)
        occupancy.set_status(self.world, homes, DwellingStatus.TO_DEMOLISH)
        occupancy.leave(self.world, d.occupant[homes][d.occupant[homes] >= 0], Reason.LEFT_STOCK)
        occupancy.set_status(self.world, homes, DwellingStatus.DEMOLISHED)

    @rule(count=st.integers(1, 3))
    def deliver(self, count):
        occupancy.deliver(self.world, count, residence=0, area=0, is_social=True)

    @invariant()
    def accounts_balance(self):
        after = self.observed()
        check(self.world, self.before, after)
        self.before = after
        self.world.month += 1
        self.world.ledger.clear()


Occupancy.TestCase.settings = settings(max_examples=150, stateful_step_count=50)
TestOccupancy = Occupancy.TestCase
