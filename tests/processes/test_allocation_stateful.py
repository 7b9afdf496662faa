"""Allocation under whatever happens: thousands of random steps, and what must hold after each."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from simulation.invariants import check
from simulation.kernels.commission import fits
from simulation.model import HousingModel
from simulation.observers import reconciliation
from simulation.policies.base import Policy, Target
from simulation.policies.groups import Hold, profiles_of
from simulation.processes import adverts, lettings, newcomers, quartiles, rehousing, vacancies
from simulation.state import occupancy
from simulation.state.schema import Channel, DwellingStatus, Holder, Place, Reason

some = st.integers(0, 10**6)
areas = st.lists(st.integers(0, 3), min_size=1, max_size=4, unique=True)


KEPT_FOR = profiles_of((2, 3), False)


class Whims(Policy):
    """What policies may ask of the commission, changed by the machine as it goes."""

    key = "whims"
    state: dict[str, float]

    def ceiling_ratio(self, world, homes):
        return np.where(homes % 3 == 0, self.state["ratio"], 1.0)

    def residence_points(self, world):
        odd = np.arange(len(world.residences)) % 2
        return np.outer(odd, [0.0, 1.0, -2.0, self.state["points"]] * 2)

    def letting_weights(self, world):
        shape = (len(world.residences), 5)
        return np.resize([1.0, self.state["ratio"], 0.0], shape[0] * shape[1]).reshape(shape)

    def holds(self, world):
        odd = np.arange(len(world.residences)) % 2 == 1
        return (Hold(odd, KEPT_FOR, 3, 1.0),) if self.state["points"] else None

    def targets(self, world):
        everywhere = np.ones(len(world.residences), bool)
        compliance = self.state["compliance"]
        group = profiles_of((1, 2), True)
        return (Target("whims", 0.5, group, everywhere, False, compliance, pull=5.0),)


class Allocation(RuleBasedStateMachine):
    """The letting steps of a month among random events; rules without a subject do nothing."""

    scenario, territory = None, None
    lettings_seen, steps = 0, 0

    @initialize(key=st.integers(0, 5), holder_months=st.integers(1, 4), relet=st.integers(0, 2))
    def build(self, key, holder_months, relet):
        made = self.scenario(
            spin_up_years=0,
            reservations={"holder_months": holder_months, "transfers_share": 0.2},
            allocation={"relet_months": relet, "relet_works": 0.0},
            adverts={"share": 0.2, "attention": 0.8},
        )
        self.whims = {"ratio": 1.0, "points": 0.0, "compliance": 0.0}
        policies = (Whims(state=self.whims),)
        made = made.model_copy(update={"policies": policies})
        self.model = HousingModel(made, key=key, territory=self.territory)
        self.world, self.context = self.model.world, self.model.context
        quartiles.step(self.world, self.context)
        self.world.memory.chance = np.full((len(self.world.areas), 4), 0.2)

    def pick(self, mask, choice, count=1):
        rows = np.flatnonzero(mask)
        return np.roll(rows, -(choice % rows.size))[:count] if rows.size else rows

    def tenants(self):
        h, d = self.world.households, self.world.dwellings
        return (h.place == Place.HOUSED) & d.is_social[h.dwelling]

    def open(self, rows, asked, urgent):
        if rows.size:
            wide = np.full((rows.size, self.world.applications.asked.shape[1]), -1)
            wide[:, : len(asked)] = asked
            occupancy.open_files(self.world, rows, asked=wide, is_priority=urgent)

    @rule(who=some, count=st.integers(1, 12))
    def free(self, who, count):
        rows = self.pick(self.tenants(), who, count)
        occupancy.leave(self.world, rows, Reason.LEFT_TERRITORY)

    @rule(who=some, count=st.integers(1, 4), asked=areas)
    def ask_for_a_transfer(self, who, count, asked):
        has_none = self.world.households.application < 0
        self.open(self.pick(self.tenants() & has_none, who, count), asked, False)

    @rule(who=some)
    def lapse(self, who):
        h = self.world.households
        row = self.pick((h.place == Place.HOSTED) & (h.application >= 0), who)
        occupancy.leave(self.world, row, Reason.LAPSED)

    @rule(which=some)
    def open_a_demolition(self, which):
        d = self.world.dwellings
        usable = d.is_social & np.isin(d.status, (DwellingStatus.LET, DwellingStatus.VACANT))
        home = self.pick(usable, which)
        if home.size:
            self.world.residences.owned("works").rehousing_opens[d.residence[home]] = (
                self.world.month
            )
            occupancy.set_status(self.world, home, DwellingStatus.TO_DEMOLISH)
            vacancies.step(self.world, self.context)  # works come before the list in a month

    @rule(
        ratio=st.sampled_from([0.5, 1.0, 2.0]),
        points=st.sampled_from([0.0, 10.0]),
        compliance=st.sampled_from([0.0, 0.5, 1.0]),
    )
    def change_policies(self, ratio, points, compliance):
        self.whims.update(ratio=ratio, points=points, compliance=compliance)

    @rule(count=st.integers(0, 8), asked=areas, urgent=st.booleans())
    def let(self, count, asked, urgent):
        world = self.world
        demand = self.context.scenario.demand
        self.open(
            newcomers.applicants(world, demand, self.model.scenario.work, count), asked, urgent
        )
        h, a, d = world.households, world.applications, world.dwellings
        vacancies.step(world, self.context)
        self.listed_vacancies_have_a_holder_and_the_others_none()
        held = d.holder.copy()
        before = {
            int(h.id[row]): (int(h.dwelling[row]), int(h.application[row]))
            for row in np.flatnonzero(h.place != Place.ABSENT)
        }
        asked, refused, empty = a.asked.copy(), a.refused.copy(), d.occupant < 0
        for step in (rehousing.step, adverts.step, lettings.step):
            step(world, self.context)
        offers = world.ledger.events_of("offers", world.month)
        self.offers_are_fair(offers, before, asked, refused)
        self.leases_are_lawful(world.ledger.events_of("lettings", world.month), empty, held)
        world.month += 1
        world.ledger.clear()

    def listed_vacancies_have_a_holder_and_the_others_none(self):
        d, memory = self.world.dwellings, self.world.memory
        assert (d.holder[memory.vacancies] != Holder.NONE).all()
        assert (d.holder[memory.withheld] == Holder.NONE).all()
        assert (d.occupant[np.concatenate((memory.vacancies, memory.withheld))] < 0).all()
        assert (d.holder[d.occupant >= 0] == Holder.NONE).all()
        assert np.abs(memory.shortfalls).max(initial=0.0) < 1.0
        assert np.allclose(memory.shortfalls.sum(axis=1), 0.0)
        if not rehousing.households_to_rehouse(self.world).size:
            assert not memory.withheld.size

    def offers_are_fair(self, offers, before, asked, refused):
        h, d = self.world.households, self.world.dwellings
        row_of = {int(h.id[row]): row for row in np.flatnonzero(h.place != Place.ABSENT)}
        by_file = offers["channel"] != Channel.REHOUSING
        assert np.unique(offers["household_id"][by_file]).size == by_file.sum()
        said_yes = set(offers["household_id"][offers["accepted"] == 1].tolist())
        columns = ("household_id", "dwelling", "accepted", "channel")
        for identity, home, yes, channel in zip(
            *(offers[column][by_file] for column in columns), strict=True
        ):
            old_home, file = before[int(identity)]
            assert channel != Channel.COMMISSION or d.area[home] in asked[file]
            row = row_of[int(identity)]
            if yes:
                assert (h.dwelling[row], h.application[row]) == (home, -1)
            elif int(identity) not in said_yes:
                assert (h.dwelling[row], h.application[row]) == (old_home, file)
                assert self.world.applications.refused[file] == refused[file] + 1

    def leases_are_lawful(self, let, empty, held):
        world, spare = self.world, self.context.rules.spare_rooms
        h, d = world.households, world.dwellings
        home = let["dwelling"]
        assert np.unique(home).size == home.size
        assert empty[home].all()
        np.testing.assert_array_equal(let["holder"], held[home])
        rows = d.occupant[home]
        np.testing.assert_array_equal(h.id[rows], let["household_id"])
        financing = world.residences.financing[d.residence[home]]
        ratio = np.where(home % 3 == 0, max(self.whims["ratio"], 1.0), 1.0)
        ceiling = world.ceilings[financing, h.category[rows]] * ratio
        assert (h.resources[rows] <= ceiling).all()
        for row, one in zip(rows, home, strict=True):
            assert fits(h.persons[row], d.rooms[one], spare)
        self.kept_homes_go_to_their_group(let)
        kept = (let["holder"] == Holder.TRANSFERS) & (let["channel"] == Channel.COMMISSION)
        assert let["is_transfer"][kept].all()
        type(self).lettings_seen += home.size

    def kept_homes_go_to_their_group(self, let):
        """And the others pay their rent, to the cent."""
        world, kept = self.world, self.world.memory.kept
        by_file = let["channel"] != Channel.REHOUSING
        homes = np.empty(0, np.int64) if kept is None else kept.homes
        is_kept = np.isin(let["dwelling"], homes) & by_file
        assert set(let["quartile"][is_kept]) <= {2, 3}
        assert not let["has_job"][is_kept].any()
        costs = world.ledger.events_of("costs", world.month)
        empty = homes[world.dwellings.occupant[homes] < 0]
        assert costs["cents"].sum() == world.dwellings.rent[empty].sum()

    @invariant()
    def the_accounts_hold(self):
        type(self).steps += 1
        flows = {n: int(v[-1]) for n, v in reconciliation.observe(self.world).items()}
        check(self.world, None, flows)


def test_allocation_holds_under_thousands_of_random_steps(scenario, small_territory):
    Allocation.scenario, Allocation.territory = staticmethod(scenario), small_territory
    Allocation.lettings_seen = Allocation.steps = 0
    run_state_machine_as_test(
        Allocation, settings=settings(max_examples=50, stateful_step_count=60, deadline=None)
    )
    assert Allocation.steps > 2500  # of which many a whole month of letting
    assert Allocation.lettings_seen > 200
