"""Children leave, couples part, adults join: times, members, pay, homes and identities."""

import numpy as np
import pytest

from simulation.config.demography import Demography
from simulation.invariants import check
from simulation.kernels.forming import chances_to_rent
from simulation.kernels.leaving import reach
from simulation.kernels.utility import read_person, rooms_wanted
from simulation.model import HousingModel
from simulation.observers import reconciliation
from simulation.processes import applications, departures, families, separations, unions
from simulation.processes.context import homes, people, places
from simulation.processes.demography import TEENAGER_AGE
from simulation.state.schema import Activity, DwellingStatus, FamilyEvent, Move, Place, Reason
from simulation.state.world import MONTHS


@pytest.fixture
def model(scenario, demo_territory):
    """Return the demo in its second month, with the events of the year drawn in the first."""
    model = HousingModel(scenario(spin_up_years=0), key=4, territory=demo_territory)
    model.step()
    return model


def persons(world, rows):
    h = world.households
    return (h.adults[rows] + h.teenagers[rows] + h.children[rows]).astype(int)


def balanced(model, before):
    """Check every invariant, after filing the files of those who left a home."""
    after = {n: int(v[-1]) for n, v in reconciliation.observe(model.world).items()}
    check(model.world, before, after)


def counts(world):
    return {n: int(v[-1]) for n, v in reconciliation.observe(world).items()}


# ---- times ----


def test_hazards_are_those_stated_and_fade_with_age():
    config = Demography()
    adults, ages = np.array([1, 2, 1, 2]), np.array([30, 30, 75, 75])
    teenagers = np.array([0, 3, 1, 0])
    found = families.hazards(config, adults, teenagers, ages)
    fading = np.exp(-(75 - config.settled_age) / config.settled_years)
    leaving = 1.0 / (config.leaving_age - TEENAGER_AGE)
    assert found[:, 0] == pytest.approx(teenagers * leaving)
    assert found[:, 1] == pytest.approx(config.separation_rate * np.array([0, 1, 0, fading]))
    assert found[:, 2] == pytest.approx(config.union_rate * np.array([1, 0, fading, 0]))


def test_events_of_a_year_are_as_many_as_their_hazards_say(model):
    h = model.world.households
    model.world.month = MONTHS
    rows = np.flatnonzero(h.place != Place.ABSENT)
    rates = families.hazards(
        model.scenario.demography, h.adults[rows], h.teenagers[rows], h.age[rows]
    )
    total = rates.sum(axis=1)
    expected = (rates / np.maximum(total, 1e-12)[:, None] * -np.expm1(-total)[:, None]).sum(axis=0)
    families._schedule(model.world, model.context, rows)
    happens = h.family_month < 2 * MONTHS
    found = np.bincount(h.family_event[happens], minlength=4)[1:]
    assert found == pytest.approx(expected, abs=4 * np.sqrt(expected.max()))
    months = np.bincount(h.family_month[happens] - MONTHS, minlength=MONTHS)
    assert months == pytest.approx(months.mean(), abs=4 * np.sqrt(months.mean()))


def test_a_couple_of_the_start_lasts_an_exponential_time(scenario, demo_territory):
    rate = 0.3
    never = {"union_rate": 0.0, "separation_rate": rate, "settled_age": 90.0}
    still = {"owner_rate": 0.0, "private_tenant_rate": 0.0, "ownership_rate": 0.0,
             "private_rate": 0.0, "elsewhere_rate": 0.0, "transfer_rate": 0.0,
             "death_at_65": 0.0}  # fmt: skip
    made = scenario(years=3, spin_up_years=0, demography=never, mobility=still)
    model = HousingModel(made, key=5, territory=demo_territory)
    h = model.world.households
    rows = np.flatnonzero(h.adults == 2)
    ids = h.id[rows].copy()
    for year in range(1, 4):
        for _ in range(MONTHS):
            model.step()
        np.testing.assert_array_equal(model.world.households.id[rows], ids)
        left = (model.world.households.adults[rows] == 2).mean()
        expected = np.exp(-rate * year)
        assert left == pytest.approx(expected, abs=4 * np.sqrt(expected / rows.size))


def test_many_children_of_one_household_can_leave_in_one_year(scenario, demo_territory):
    """Times are drawn anew after each departure: their number is that of a pure death process."""
    config = {"leaving_age": 19.0, "union_rate": 0.0, "separation_rate": 0.0}
    made = scenario(years=1, spin_up_years=0, demography=config, mobility={"owner_rate": 0.0})
    model = HousingModel(made, key=2, territory=demo_territory)
    world, h = model.world, model.world.households
    h.owned("occupancy").teenagers[:] = 4
    h.owned("occupancy").children[:] = 0
    start = world.month
    for month in range(start, start + MONTHS):
        world.month = month
        families.step(world, model.context)
        applications._file(world, model.context, applications._from_within(world))
    kept = np.exp(-1.0 / (19.0 - TEENAGER_AGE))
    first = np.arange(len(demo_territory.households["id"]))
    left = h.teenagers[first] / 4
    # An event of a month bars a second one in the same month.
    assert left.mean() == pytest.approx(kept, abs=0.02)
    assert (h.teenagers[first] <= 2).any()


# ---- departures ----


def test_a_child_who_leaves_is_a_household_that_files_or_leaves_the_territory(model):
    world, h = model.world, model.world.households
    parents = np.flatnonzero(h.teenagers > 0)[:800]
    size, present = persons(world, parents), np.flatnonzero(h.place != Place.ABSENT)
    before = counts(world)
    departures.happen(world, model.context, parents)
    np.testing.assert_array_equal(persons(world, parents), size - 1)
    new = np.setdiff1d(np.flatnonzero(h.place != Place.ABSENT), present)
    np.testing.assert_array_equal(np.sort(world.memory.new_files), new)
    assert (h.place[new] == Place.HOSTED).all()
    assert (persons(world, new) == 1).all()
    config = model.scenario.demography
    assert h.age[new].min() >= departures.MAJORITY
    assert h.age[new].max() <= 2 * config.leaving_age - departures.MAJORITY
    assert 0 < new.size < config.grown_up_files * parents.size
    applications._file(world, model.context, applications._from_within(world))
    balanced(model, before)
    moves = world.ledger.events_of("moves", world.month)
    entries = moves["kind"] == Move.ENTRY
    assert (moves["reason"][entries] == Reason.GROWN_UP).all()
    assert entries.sum() == new.size


def test_children_leave_at_the_mean_age_with_wages_after_their_parents(model):
    h = model.world.households
    rows = np.flatnonzero((h.activity == Activity.JOB) & (h.earnings > 0))
    young = departures._young(model.world, model.context, rows)
    work, config = model.scenario.work, model.scenario.demography
    assert young["age"].mean() + 0.5 == pytest.approx(config.leaving_age, abs=0.15)
    works = young["activity"] == Activity.JOB
    assert works.mean() == pytest.approx(work.first_job_share, abs=0.015)
    assert (young["earnings"][~works] == 0).all()
    parents = np.array([work.reference_wage, 2 * work.reference_wage])
    one, two = departures.first_wage(work, parents, np.zeros(2))
    assert one == pytest.approx(work.first_wage)
    assert two / one == pytest.approx(2**work.wage_inheritance)


# ---- separations ----


def test_who_keeps_the_home_keeps_identity_home_file_and_tastes(model):
    world, h, c = model.world, model.world.households, model.context
    couples = np.flatnonzero(h.adults > 1)[:1500]
    kept = {name: getattr(h, name)[couples].copy() for name in ("id", "dwelling", "moved_in")}

    def tastes(row):
        person = read_person(
            c.tastes, c.codes, world.law, people(world), homes(world), places(world), row, 0
        )
        return person.cost_weight, person.place_weight, person.tenure

    weights = [tastes(row) for row in couples[:50]]
    size, before = persons(world, couples), counts(world)
    pay = {n: getattr(h, n)[couples].astype(int) for n in ("earnings", "replacement", "capacity")}
    separations.happen(world, c, couples)
    assert [tastes(row) for row in couples[:50]] == weights
    for name, values in kept.items():
        np.testing.assert_array_equal(getattr(h, name)[couples], values)
    assert (h.adults[couples] == 1).all()
    new = world.memory.new_files
    assert new.size > 0
    members = world.ledger.events_of("members", world.month)
    assert -members["change"].sum() == (size - persons(world, couples)).sum()
    alone = persons(world, couples) == 1
    with_children = size > 2
    stay = 1.0 - alone[with_children].mean()
    assert stay == pytest.approx(model.scenario.demography.children_stay, abs=0.05)
    for name, values in pay.items():
        share = getattr(h, name)[couples] / np.maximum(values, 1)
        assert ((share >= 0) & (share <= 1)).all()
    applications._file(world, c, applications._from_within(world))
    balanced(model, before)


def test_both_sides_of_a_couple_are_settled_anew(model):
    world, h = model.world, model.world.households
    couples = np.flatnonzero(h.adults > 1)[:500]
    separations.happen(world, model.context, couples)
    both = np.concatenate((couples, world.memory.new_files))
    np.testing.assert_array_equal(h.persons[both], persons(world, both))
    np.testing.assert_array_equal(
        h.income[both], h.earnings[both] + h.replacement[both] + h.minima[both]
    )
    thresholds = world.memory.thresholds_legal
    per_unit = h.income[both] / 100 / h.units[both]
    expected = 1 + np.searchsorted(thresholds, per_unit, "left")
    np.testing.assert_array_equal(h.quartile_legal[both], expected)


def test_who_can_rent_a_private_home_does_not_file(model):
    world = model.world
    rents = world.memory.private_rents
    sizes, resources = np.array([1, 2, 4, 9]), np.array([0.0, 15_000.0, 24_000.0, 90_000.0])
    found = chances_to_rent(model.context.pushes, sizes, resources, rents)
    for i, (n, pay) in enumerate(zip(sizes, resources, strict=True)):
        assert found[i] == reach(model.context.pushes, pay, rents[rooms_wanted(n) - 1])
    assert found[0] == pytest.approx(0.0, abs=1e-6)
    assert found[3] > 0.5 > found[1]  # a soft threshold


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nobody_or_everybody_who_cannot_rent_files(scenario, demo_territory, share):
    config = {"separated_files": share, "grown_up_files": share}
    model = HousingModel(
        scenario(spin_up_years=0, demography=config), key=1, territory=demo_territory
    )
    world, h = model.world, model.world.households
    couples = np.flatnonzero(h.adults > 1)[:800]
    world.memory.private_rents = np.full(5, 10.0**9)
    separations.happen(world, model.context, couples)
    assert world.memory.new_files.size == share * couples.size


# ---- unions ----


def seekers(world, count=900):
    h = world.households
    return np.flatnonzero((h.adults == 1) & (h.place == Place.HOUSED))[:count]


def test_partners_are_of_like_age_and_nobody_has_two(model):
    world, h = model.world, model.world.households
    rows = seekers(world)
    first, second, alone = unions.pair(world, model.scenario.demography, rows)
    everybody = np.concatenate((first, second, alone))
    np.testing.assert_array_equal(np.sort(everybody), rows)
    gap = model.scenario.demography.age_gap
    assert (np.abs(h.age[first].astype(int) - h.age[second]) < gap).all()
    bands = np.unique((h.age[rows] + world.month % gap) // gap).size
    assert alone.size <= bands
    assert unions.happen(world, model.context, rows[:1]).tolist() == rows[:1].tolist()
    assert unions.happen(world, model.context, rows[:0]).size == 0


def test_who_pairs_does_not_depend_on_the_order_of_rows(model):
    world, h = model.world, model.world.households
    rows = seekers(world)
    h.owned("demography").capacity[:] = h.capacity // 100_000 * 100_000  # many equals

    def couples(rows):
        first, second, alone = unions.pair(world, model.scenario.demography, rows)
        return set(zip(h.id[first], h.id[second], strict=True)), set(h.id[alone])

    assert np.unique(h.capacity[rows]).size < rows.size / 20
    assert couples(rows) == couples(rows[::-1])


def test_wages_of_partners_resemble_each_other_as_much_as_homogamy_says(model):
    world, h = model.world, model.world.households

    def likeness(homogamy):
        config = model.scenario.demography.model_copy(update={"homogamy": homogamy, "age_gap": 50})
        first, second, _ = unions.pair(world, config, seekers(world, 4000))
        ranks = [np.argsort(np.argsort(h.capacity[rows])) for rows in (first, second)]
        return abs(np.corrcoef(*ranks)[0, 1])

    none, some, full = likeness(0.0), likeness(0.5), likeness(1.0)
    assert none < 0.08
    assert none < some < full
    assert full > 0.99


def test_a_union_frees_the_smaller_home_and_adds_up_members_and_pay(model):
    world, h, d = model.world, model.world.households, model.world.dwellings
    rows = seekers(world)
    first, second, _ = unions.pair(world, model.scenario.demography, rows)
    homes_before = h.dwelling[np.stack((first, second))].copy()
    rooms = d.rooms[homes_before]
    size = persons(world, first) + persons(world, second)
    pay = h.earnings[first].astype(int) + h.earnings[second]
    ids = h.id[np.stack((first, second))].copy()
    before = counts(world)
    unions.happen(world, model.context, rows)
    second_hosts = (rooms[1] > rooms[0]) | ((rooms[1] == rooms[0]) & (ids[1] < ids[0]))
    hosts, movers = np.where(second_hosts, second, first), np.where(second_hosts, first, second)
    assert (h.place[movers] == Place.ABSENT).all()
    assert (h.adults[hosts] == 2).all()
    np.testing.assert_array_equal(persons(world, hosts), size)
    np.testing.assert_array_equal(h.earnings[hosts], pay)
    np.testing.assert_array_equal(h.id[hosts], np.where(second_hosts, ids[1], ids[0]))
    freed = np.where(second_hosts, homes_before[0], homes_before[1])
    assert (d.status[freed] == DwellingStatus.VACANT).all()
    assert (d.occupant[freed] == -1).all()
    balanced(model, before)


def test_the_one_with_a_job_is_the_reference_person_of_a_new_couple(model):
    world, h = model.world, model.world.households
    demo = h.owned("demography")
    hosts, movers = seekers(world, 40)[:20], seekers(world, 40)[20:]
    demo.activity[hosts], demo.activity[movers] = Activity.UNEMPLOYED, Activity.JOB
    demo.capacity[hosts], demo.capacity[movers] = 300_000, 100_000
    demo.age[movers] = 33
    unions._pool(world, hosts, movers)
    assert (h.activity[hosts] == Activity.JOB).all()
    assert (h.age[hosts] == 33).all()
    assert (h.capacity[hosts] == 400_000).all()


def test_who_finds_no_partner_seeks_on(small_model):
    model = small_model(demography={"union_rate": 12.0}, spin_up_years=0)
    world, h = model.world, model.world.households
    families.step(world, model.context)
    waiting = (h.family_event == FamilyEvent.UNION) & (h.family_month == 1)
    due = (h.adults == 1) & (h.family_month <= 1) & (h.place != Place.ABSENT)
    assert waiting.sum() > 0
    assert due[waiting].all()


# ---- twenty years ----


def test_no_identity_is_ever_used_twice_in_twenty_years(scenario, demo_territory):
    lively = {"separation_rate": 0.2, "union_rate": 0.4, "separated_files": 1.0}
    made = scenario(years=20, spin_up_years=0, demography=lively)
    model = HousingModel(made, key=3, territory=demo_territory)
    h = model.world.households
    seen, last = np.zeros(0, np.int64), h.id[h.place != Place.ABSENT].copy()
    while model.months_left:
        model.step()
        now = h.id[h.place != Place.ABSENT]
        assert np.unique(now).size == now.size
        seen = np.concatenate((seen, np.setdiff1d(last, now)))
        assert not np.isin(now, seen).any()
        last = now.copy()
    assert (seen >= 1 << 62).sum() > 1000
