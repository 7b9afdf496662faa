"""Rehousing under charters: limits that hold, and what emerges from the pool and the queue."""

from dataclasses import replace

import numpy as np
import pytest

from simulation.config.rehousing import Rehousing
from simulation.kernels.nearness import order_for, orders_of
from simulation.model import HousingModel
from simulation.policies.base import REHOUSING_SHARE
from simulation.policies.rehousing_charter import RehousingCharter
from simulation.processes import charters, flow, outlets, rehousing, rents, withholding
from simulation.processes.context import homes, people, places
from simulation.state import occupancy
from simulation.state.schema import (
    NEVER,
    Channel,
    DwellingStatus,
    Exit,
    Financing,
    Holder,
    Place,
    Reason,
    Spending,
    Work,
)
from simulation.state.world import MONTHS

CHARTER = {"name": "rehousing_charter"}
REST = {
    "offers": 2, "at_once": True, "visits": 0, "tolerance": 0.05, "can_waive": False,
    "pool": "own", "outside_share": 0.0, "recent_share": 0.0, "reduction_take_up": 0.0,
}  # fmt: skip
NORTH = {
    "name": "North",
    "operations": [
        {"kind": "demolition", "begins": "2022-01-01", "share": 0.6, "notice_months": 12}
    ],
}
KINDS = ("offers", "rehousings", "moves", "costs", "works", "leavers")


def emptying(scenario, demo, *policies, key=6, years=4, project=NORTH, **changes):
    """Return a finished run in which blocks empty, and the events of all its years."""
    made = scenario(*policies, years=years, spin_up_years=0, projects=[project], **changes)
    model = HousingModel(made, key=key, territory=demo, check_invariants=True)
    parts = {kind: [] for kind in KINDS}
    for year in range(years):
        while model.month < 12 * year + 11:
            model.step()
        clear = model.world.ledger.clear

        def keep(ledger=model.world.ledger, forget=clear):
            for kind in KINDS:
                parts[kind].append(ledger.events(kind))
            forget()

        model.world.ledger.clear = keep
        model.step()
        model.world.ledger.clear = clear
    events = {
        kind: {name: np.concatenate([p[name] for p in found]) for name in found[0]}
        for kind, found in parts.items()
    }
    return model, events


@pytest.fixture(scope="module")
def usual(scenario, demo_territory):
    return emptying(scenario, demo_territory, years=6)


def test_a_charter_that_asks_for_nothing_changes_no_byte(scenario, demo_territory):
    def tables(*policies):
        model, _ = emptying(scenario, demo_territory, *policies, years=2)
        return {
            (name, column): values.tobytes()
            for name, table in model.tables().items()
            if name != "policies"
            for column, values in table.items()
        }

    assert tables(CHARTER | REST) == tables()


def test_a_charter_touches_its_households_and_changes_what_happens(scenario, demo_territory, usual):
    model, events = emptying(scenario, demo_territory, CHARTER, years=2)
    assert model.tables()["policies"]["touched"].sum() > 0
    first = usual[1]["rehousings"]["destination"][: events["rehousings"]["month"].size]
    assert first.tolist() != events["rehousings"]["destination"].tolist()


def test_buildings_fall_and_never_with_anybody_in_them(usual):
    model, events = usual
    works, d = events["works"], model.world.dwellings
    opened = works["dwelling"][works["what"] == Work.REHOUSING_OPENS]
    fallen = works["dwelling"][works["what"] == Work.DEMOLITION]
    assert opened.size > 50
    assert np.isin(fallen, opened).all()
    assert fallen.size >= 0.9 * opened.size
    assert (d.occupant[d.status == DwellingStatus.DEMOLISHED] == -1).all()
    moves = events["moves"]
    for home in fallen:
        month = works["month"][(works["dwelling"] == home) & (works["what"] == Work.DEMOLITION)][0]
        assert (moves["month"][moves["origin"] == home] <= month).all()
        assert (moves["month"][moves["destination"] == home] < 0).all()


def test_the_slip_of_the_calendar_is_the_months_past_the_planned_demolition(usual):
    model, events = usual
    works, r = events["works"], model.world.residences
    fallen = works["what"] == Work.DEMOLITION
    at = model.world.dwellings.residence[works["dwelling"][fallen]]
    late = works["month"][fallen] - r.demolition_due[at]
    np.testing.assert_array_equal(works["late"][fallen], late)
    assert (late >= 0).all()
    buildings = {(int(row), int(months)) for row, months in zip(at, late, strict=True)}
    assert model.tables()["projects"]["months_late"].sum() == sum(late for _, late in buildings)


def test_everybody_who_lived_there_is_rehoused_or_left_and_told_once(usual):
    model, events = usual
    moved = events["rehousings"]
    table = model.tables()["projects"]
    assert table["rehoused"].sum() == moved["month"].size > 0
    where = ("in_neighbourhood", "in_other_qpv", "outside_qpv")
    assert sum(table[name].sum() for name in where) == moved["month"].size
    assert table["same_landlord"].sum() + table["other_landlord"].sum() == moved["month"].size
    left = np.isin(events["moves"]["origin"], moved_out_of(model))
    assert table["rehoused"].sum() + table["left_otherwise"].sum() == left.sum()
    refused = (events["offers"]["channel"] == Channel.REHOUSING) & ~events["offers"][
        "accepted"
    ].astype(bool)
    assert table["offers_refused"].sum() == refused.sum()


def moved_out_of(model):
    opens = model.world.residences.rehousing_opens[model.world.dwellings.residence]
    return np.flatnonzero(opens < NEVER)


def test_costs_are_never_above_what_is_neutral_unless_late_or_waived(
    usual, scenario, demo_territory
):
    waiving = emptying(scenario, demo_territory, CHARTER, years=3)
    assert waiving[1]["rehousings"]["is_waived"].any()
    for model, events in (usual, waiving):
        moved, r = events["rehousings"], model.world.residences
        rate = model.scenario.rehousing.late_tolerance
        due = r.demolition_due[model.world.dwellings.residence[moved["origin"]]]
        late = np.maximum(moved["month"] - due, 0) / MONTHS
        above = moved["cost_after"] > moved["cost_before"] * (1.05 + rate * late) + 1
        np.testing.assert_array_equal(above & (moved["is_waived"] == 0), False)
    assert not usual[1]["rehousings"]["is_waived"].any()


def test_landlords_rehouse_in_their_own_stock_until_the_planned_date_has_passed(usual):
    model, events = usual
    moved, world = events["rehousings"], model.world
    at = [world.dwellings.residence[moved[name]] for name in ("origin", "destination")]
    landlord = [world.residences.landlord[residence] for residence in at]
    is_other = landlord[0] != landlord[1]
    is_late = moved["month"] > world.residences.demolition_due[at[0]]
    assert (~is_late).sum() > 20
    assert not is_other[~is_late].any()
    assert is_other[is_late].any()


@pytest.mark.parametrize("lot", [0.0, 0.4, 0.999])
def test_what_is_nearest_comes_first_and_own_stock_before_that_of_others(blocked, lot):
    model = blocked()
    world, pool = model.world, np.flatnonzero(model.world.dwellings.is_social)[::37]
    rows = rehousing.households_to_rehouse(world)
    found, which = charters.of_month(world, model.context)
    at = world.dwellings.residence[world.households.dwelling[rows]]
    cases = rehousing.cases_of(world, model.context, rows, which[at])
    made = charters.pool_of(world, model.context, found, pool)
    orders = orders_of(cases, made, people(world), homes(world), places(world))
    areas, turn = world.dwellings.area, (np.arange(pool.size) - int(lot * pool.size)) % pool.size
    assert 1 < orders.listed.shape[0] < rows.size
    for i, row in enumerate(rows):
        order = np.empty(pool.size, np.int64)
        order_for(orders, i, lot, order)
        here = areas[world.households.dwelling[row]]
        steps = [v[areas[pool]] - v[here] for v in (world.areas.x_km, world.areas.y_km)]
        km = np.sqrt(steps[0] ** 2 + steps[1] ** 2)
        is_other = made.landlord != cases.landlord[i]
        np.testing.assert_array_equal(order, np.lexsort((turn, is_other, km)))


def test_what_is_withheld_is_what_households_would_be_shown_within_the_quota(blocked):
    model = blocked()
    world, c = model.world, model.context
    listed = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant < 0))
    world.dwellings.owned("flow").holder[listed] = Holder.NONE
    rows = rehousing.households_to_rehouse(world)
    at = world.dwellings.residence[world.households.dwelling[rows]]
    world.residences.owned("works").demolition_due[at] = 100
    landlord = world.residences.landlord[world.dwellings.residence]
    terms = flow.terms_of(world, c)
    for share in (0.0, 0.3, 1.0):
        terms[:, REHOUSING_SHARE] = share
        kept = listed[withholding.step(world, c, listed, terms)]
        assert np.isin(landlord[kept], landlord[world.households.dwelling[rows]]).all()
        for one in np.unique(landlord[listed]):
            most = share * (landlord[listed] == one).sum()
            assert (landlord[kept] == one).sum() < most + 1
        assert (kept.size > 0) == (share > 0.0)
        assert kept.size <= 2 * rows.size


def test_nobody_counts_as_having_refused_before_two_offers(scenario, demo_territory):
    made = scenario(CHARTER | {"offers": 3}, years=2, spin_up_years=0, projects=[NORTH])
    model = HousingModel(made, key=6, territory=demo_territory)
    seen = 0
    for _ in range(24):
        model.step()
        h = model.world.households
        refusing = h.has_refused & (h.place == Place.HOUSED)
        assert (h.rehousing_refused[refusing] >= 3).all()
        assert (h.rehousing_offers >= h.rehousing_refused).all()
        rows = rehousing.households_to_rehouse(model.world)
        np.testing.assert_array_equal(h.has_refused[rows], h.rehousing_refused[rows] >= 3)
        seen += refusing.sum()
    assert seen
    assert rehousing.LEAST_OFFERS == 2


@pytest.fixture
def blocked(scenario, demo_territory):
    """Return a model with forty households to rehouse, and its charter."""

    def make(**settings):
        policies = [CHARTER | settings] if settings else []
        model = HousingModel(scenario(*policies, spin_up_years=0), key=6, territory=demo_territory)
        for _ in range(4):
            model.step()
        d = model.world.dwellings
        homes = np.flatnonzero(d.is_social & (d.occupant >= 0))[:40]
        occupancy.set_status(model.world, homes, DwellingStatus.TO_DEMOLISH)
        owned = model.world.residences.owned("works")
        owned.rehousing_opens[d.residence[homes]] = 0
        owned.demolition_due[d.residence[homes]] = 2
        return model

    return make


def test_pressure_grows_with_time_and_more_past_the_date_for_those_who_refused(blocked):
    model = blocked()
    world, rows = model.world, rehousing.households_to_rehouse(model.world)
    world.households.owned("rehousing").has_refused[rows[0]] = True
    found = rehousing.pressure(world, model.context, rows)
    allocation, rules = model.scenario.allocation, model.scenario.rehousing
    expected = allocation.rehousing_pressure * 4 / 12
    assert found[1:] == pytest.approx(expected)
    assert found[0] == pytest.approx(expected + rules.procedure_pressure * 2 / 12)


def test_the_default_charter_is_that_of_the_rules_and_a_policy_replaces_it_in_scope(blocked):
    model = blocked(offers=4, scope={"is_qpv": True})
    found, which = charters.of_month(model.world, model.context)
    default, charter = found
    assert (default.offers, default.tolerance) == (2, model.scenario.allocation.neutrality)
    assert charter.offers == 4
    qpv = model.world.areas.is_qpv[model.world.residences.area]
    np.testing.assert_array_equal(which == 1, qpv)


@pytest.mark.parametrize(
    ("pool", "expected"),
    [("own", -np.inf), ("inter_landlord", 0.5), ("common_pot", 2.0), ("everything", np.inf)],
)
def test_each_pool_has_its_commitment(world, pool, expected):
    policy = RehousingCharter(pool=pool, commitment=0.5, pot_commitment=1.5)
    assert policy.rehousing(world)[0].commitment == expected


def test_landlords_yield_less_where_their_own_priority_files_want_the_home(demo_run):
    world = demo_run.world
    steep = demo_run.scenario.model_copy(update={"rehousing": Rehousing(yield_slope=0.2)})
    c = replace(demo_run.context, scenario=steep)
    homes = np.flatnonzero(world.dwellings.is_social)
    files = charters.priority_files(world, c, homes)
    default = charters.default_charter(demo_run.scenario)
    assert (
        default.commitment == -np.inf
    )  # without a charter each landlord rehouses in its own stock
    some = (default, replace(default, commitment=1.0), replace(default, commitment=np.inf))
    own, inter, everything = charters.pool_of(world, c, some, homes).yielded
    assert not own.any()
    assert everything.all()
    wanted = files > np.median(files)
    assert inter[wanted].mean() < inter[~wanted].mean()
    expected = 1 / (1 + np.exp(0.2 * files - 1.0))
    assert inter.mean() == pytest.approx(expected.mean(), abs=3 * 0.5 / np.sqrt(homes.size))


def test_priority_files_are_those_the_home_fits_shared_by_stock(demo_run):
    world = demo_run.world
    d, r, a, h = world.dwellings, world.residences, world.applications, world.households
    homes = np.flatnonzero(d.is_social)[::97]
    found = charters.priority_files(world, demo_run.context, homes)
    spare = demo_run.scenario.allocation.spare_rooms
    for home, count in zip(homes, found, strict=True):
        area, residence = d.area[home], d.residence[home]
        number = 0
        for file in np.flatnonzero((a.household >= 0) & a.is_priority):
            row = a.household[file]
            persons, rooms = h.persons[row], d.rooms[home]
            fit = min(persons - 1, 5) <= rooms <= persons + spare
            ceiling = world.ceilings[r.financing[residence], h.category[row]]
            number += fit and area in a.asked[file] and h.fiscal_income[row] <= ceiling
        stock = d.is_social & (d.area == area)
        landlord = r.landlord[d.residence]
        share = (landlord[stock] == r.landlord[residence]).mean()
        assert count == pytest.approx(number * share)


def shares(scenario, demo, *policies, **changes):
    """Return mean inter-landlord share and delay over three keys."""
    between, delays = [], []
    for key in (1, 2, 3):
        model, events = emptying(scenario, demo, *policies, key=key, **changes)
        moved = events["rehousings"]
        landlord = model.world.residences.landlord[model.world.dwellings.residence]
        between += (landlord[moved["origin"]] != landlord[moved["destination"]]).tolist()
        delays += moved["delay"].tolist()
    return np.mean(between), np.mean(delays)


def test_a_wider_pool_raises_the_inter_landlord_share(scenario, demo_territory):
    never = {"late_landlords": 120}
    found = [
        shares(
            scenario, demo_territory, CHARTER | {"pool": pool, "commitment": 0.0}, years=2,
            rehousing=never,
        )[0]
        for pool in ("own", "inter_landlord", "common_pot")
    ]  # fmt: skip
    assert found[0] == 0.0
    assert found[0] < found[1] < found[2]


def test_tension_lowers_the_inter_landlord_share(scenario, demo_territory):
    def share(tension):
        place = {"preset": "demo", "tension": tension}
        rule = CHARTER | {"commitment": 0.0}
        return shares(scenario, demo_territory, rule, territory=place, years=2)[0]

    assert share(9.0) < share(2.5)


def test_rent_reductions_are_paid_and_end_with_the_lease(scenario, demo_territory):
    rule = CHARTER | {"reduction_take_up": 1.0, "recent_share": 1.0}
    model, events = emptying(scenario, demo_territory, rule, years=2)
    costs, d = events["costs"], model.world.dwellings
    cut = np.flatnonzero(d.rent_cut > 0)
    assert cut.size
    paid = costs["cents"][costs["what"] == Spending.RENT_REDUCTION].sum()
    lump_sums = {1: 1500, 2: 1500, 3: 4000, 4: 4000, 5: 5000}
    assert paid >= 100 * sum(lump_sums[rooms] for rooms in d.rooms[cut])
    assert paid % 50_000 == 0
    full = (d.rent[cut] + d.rent_cut[cut]).copy()
    tenants = d.occupant[cut].astype(np.int64)
    occupancy.leave(model.world, tenants, Reason.LEFT_TERRITORY)
    rents.set_reletting_rents(model.world, model.context, cut)
    np.testing.assert_array_equal(d.rent[cut], full)
    assert not d.rent_cut[cut].any()


def test_reductions_shorten_the_delay(scenario, demo_territory):
    """New homes at high rents are all there is: without reductions they are above neutrality."""
    production = {"name": "accessible_production", "share": 0.1, "lag_months": 0, "plai_rent": 9.0}
    rule = CHARTER | {"can_waive": False}

    def delay(take_up):
        charter = rule | {"reduction_take_up": take_up}
        return shares(scenario, demo_territory, production, charter, years=2)[1]

    assert delay(1.0) < delay(0.0)


def go_private(model, months=36):
    """Let households look at private homes month after month; return who went, and the others."""
    world = model.world
    rows = rehousing.households_to_rehouse(world)
    ids, before = world.households.id[rows].copy(), world.households.dwelling[rows].copy()
    for _ in range(months):
        world.month += 1
        outlets.step(world, model.context, rehousing.households_to_rehouse(world))
    gone = world.households.dwelling[rows] != before
    np.testing.assert_array_equal(world.households.id[rows], ids)
    return rows[gone], rows[~gone]


def test_the_outlet_lets_go_those_who_can_pay_for_a_home_they_settle_in(blocked):
    model = blocked()
    world, h, d = model.world, model.world.households, model.world.dwellings
    world.month = 100  # long after rehousing opened, so that staying is worth little
    left, others = go_private(model)
    assert left.size
    assert others.size
    assert (h.place[left] == Place.HOUSED).all()
    assert not d.is_social[h.dwelling[left]].any()
    np.testing.assert_array_equal(d.occupant[h.dwelling[left]], left)
    owned = world.residences.financing[d.residence[h.dwelling[left]]] == Financing.OWNER_OCCUPIED
    kinds = np.where(owned, Exit.OWNERSHIP, Exit.PRIVATE_RENTAL)
    np.testing.assert_array_equal(h.exit_kind[left], kinds)
    assert h.resources[left].mean() > h.resources[others].mean()
    assert not world.memory.seekers.size
    events = world.ledger.events("leavers")
    assert set(h.id[left].tolist()) <= set(events["household_id"].tolist())


def test_dear_private_homes_keep_those_to_rehouse(blocked):
    def leaving(price):
        model = blocked()
        model.world.month = 100
        for column in ("private_rent", "private_price"):
            getattr(model.world.areas.owned("prices"), column)[:] *= price
        return go_private(model)[0].size

    assert leaving(0.5) > leaving(1.0) > leaving(2.0)
    assert leaving(100.0) == 0


def test_nobody_leaves_for_a_private_home_before_staying_has_lost_its_value(blocked):
    """The longer rehousing has been open, the more would rather go."""

    def leaving(month):
        model = blocked()
        model.world.month = month
        return go_private(model, 1)[0].size

    assert leaving(5) < leaving(160)


def test_no_private_vacancy_means_no_outlet(blocked):
    model = blocked()
    world = model.world
    world.month = 100
    empty = ~world.dwellings.is_social & (world.dwellings.occupant < 0)
    world.dwellings.owned("occupancy").status[empty] = DwellingStatus.WITHHELD
    assert not go_private(model)[0].size


def test_those_with_a_right_to_return_are_offered_the_homes_built_on_site(scenario, demo_territory):
    project = NORTH | {
        "operations": [
            *NORTH["operations"],
            {"kind": "rebuilding", "begins": "2022-01-01", "ratio": 1.0, "where": "areas",
             "lag_months": 1, "plai_rent": 4.0, "plus_rent": 4.0},
        ]
    }  # fmt: skip
    rule = CHARTER | {"right_to_return": True}
    model, events = emptying(scenario, demo_territory, rule, years=4, project=project)
    back = events["rehousings"]["is_return"] == 1
    assert back.any()
    who = events["rehousings"]["household_id"]
    assert np.isin(who[back], who[~back]).all()
    d, r = model.world.dwellings, model.world.residences
    new = events["rehousings"]["destination"][back]
    assert (r.delivered[d.residence[new]] < NEVER).all()
    assert np.unique(who[back]).size == back.sum()
    assert model.tables()["projects"]["returned"].sum() == back.sum()


@pytest.mark.parametrize("rule", [REST, {"is_platform": True, "pool": "everything"}])
def test_no_household_to_rehouse_is_offered_a_home_again_that_it_refused(
    scenario, demo_territory, rule
):
    _, events = emptying(scenario, demo_territory, CHARTER | rule, years=3)
    offers = events["offers"]
    refused, again, met = {}, 0, 0
    for home, household, taken in zip(
        offers["dwelling"], offers["household_id"], offers["accepted"], strict=True
    ):
        before = refused.setdefault(int(home), set())
        again += int(household) in before
        if taken:
            before.clear()
        else:
            before.add(int(household))
            met += len(before) > 1
    assert again == 0
    assert met > 10  # homes that several households refused stay on offer
