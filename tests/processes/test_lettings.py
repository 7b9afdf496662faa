"""Letting: offers, refusals, ceilings, one letting for each home, rehousing."""

import numpy as np
import pytest

from simulation.kernels.commission import fits
from simulation.kernels.queue import EVERYBODY
from simulation.model import HousingModel
from simulation.policies.base import Policy, Target
from simulation.policies.groups import profiles_of
from simulation.processes import rehousing, targets, vacancies
from simulation.processes.bills import net_costs
from simulation.schedule import SCHEDULE, run_month
from simulation.state import occupancy
from simulation.state.schema import Activity, Channel, DwellingStatus, Financing, Holder, Place

MONTHS = 12


def steps_until(model, name):
    """Run the steps of the month that come before the step `name`."""
    for step in SCHEDULE:
        if step.name == name:
            return step
        if model.world.month % step.every_months == 0:
            step.run(model.world, model.context)
    raise AssertionError(name)


def one_letting_step(scenario, territory, months, **changes):
    """Return the model, and what the world was just before a letting step."""
    model = HousingModel(scenario(**changes), key=6, territory=territory)
    for _ in range(months):
        model.step()
    step = steps_until(model, "lettings")
    h, a = model.world.households, model.world.applications
    before = {
        "dwelling": h.dwelling.copy(), "application": h.application.copy(), "id": h.id.copy(),
        "refused": a.refused.copy(), "offered": a.offered.copy(), "asked": a.asked.copy(),
    }  # fmt: skip
    step.run(model.world, model.context)
    return model, before


@pytest.fixture(scope="module")
def letting(scenario, demo_territory):
    return one_letting_step(scenario, demo_territory, 17)


@pytest.fixture(scope="module")
def year(scenario, demo_territory):
    """Return a model after eleven months of a year, the ledger of which is still whole."""
    made = scenario(adverts={"share": 0.3})
    model = HousingModel(made, key=6, territory=demo_territory)
    while model.month < MONTHS - 1:
        model.step()
    run_month(model.world, model.context)
    return model


def offers_of(model, channel=Channel.COMMISSION):
    offers = model.world.ledger.events_of("offers", model.world.month)
    chosen = offers["channel"] == channel
    return {name: values[chosen] for name, values in offers.items()}


def test_those_who_refuse_stay_where_they_are_with_one_more_refusal(letting):
    model, before = letting
    world, offers = model.world, offers_of(model)
    refused = offers["household_id"][offers["accepted"] == 0]
    accepted = offers["household_id"][offers["accepted"] == 1]
    rows = np.flatnonzero(np.isin(before["id"], np.setdiff1d(refused, accepted)))
    assert rows.size
    np.testing.assert_array_equal(world.households.dwelling[rows], before["dwelling"][rows])
    files = before["application"][rows]
    np.testing.assert_array_equal(world.households.application[rows], files)
    np.testing.assert_array_equal(world.applications.refused[files], before["refused"][files] + 1)


def test_those_who_accept_live_there_and_have_no_file(letting):
    model, _ = letting
    world, offers = model.world, offers_of(model)
    yes = offers["accepted"] == 1
    occupants = world.dwellings.occupant[offers["dwelling"][yes]]
    np.testing.assert_array_equal(world.households.id[occupants], offers["household_id"][yes])
    assert (world.households.application[occupants] == -1).all()


def test_nobody_gets_two_commission_offers_in_a_month(letting):
    offers = offers_of(letting[0])
    assert np.unique(offers["household_id"]).size == offers["household_id"].size > 0


def test_offers_of_a_home_stop_at_the_first_yes_and_at_the_length_of_the_list(letting):
    offers = offers_of(letting[0])
    length = letting[0].context.rules.list_length
    for home in np.unique(offers["dwelling"]):
        answers = offers["accepted"][offers["dwelling"] == home]
        assert answers.size <= length
        assert not answers[:-1].any()


def test_offers_are_of_areas_asked_for(letting):
    model, before = letting
    offers = offers_of(model)
    row_of = {int(identity): row for row, identity in enumerate(before["id"])}
    for identity, home in zip(offers["household_id"], offers["dwelling"], strict=True):
        file = before["application"][row_of[int(identity)]]
        assert model.world.dwellings.area[home] in before["asked"][file]


def test_no_home_is_let_twice_in_a_month(year):
    lettings = year.world.ledger.events("lettings")
    pairs = np.stack([lettings["month"], lettings["dwelling"]], axis=1)
    assert np.unique(pairs, axis=0).shape == pairs.shape
    assert {Channel.COMMISSION, Channel.ADVERT} == set(lettings["channel"])


def test_nobody_is_let_a_home_above_its_ceiling_or_of_another_size(year):
    """Among lettings of the last month, whose households are still as they were."""
    world = year.world
    lettings = world.ledger.events_of("lettings", world.month)
    rows = world.dwellings.occupant[lettings["dwelling"]]
    h, d = world.households, world.dwellings
    np.testing.assert_array_equal(h.id[rows], lettings["household_id"])
    financing = world.residences.financing[d.residence[lettings["dwelling"]]]
    assert (financing < Financing.PRIVATE_RENTAL).all()
    assert (h.fiscal_income[rows] <= world.ceilings[financing, h.category[rows]]).all()
    for row, home in zip(rows, lettings["dwelling"], strict=True):
        assert fits(h.persons[row], d.rooms[home], year.context.rules.spare_rooms)


def test_nobody_has_offers_by_two_channels_in_a_month(year):
    offers = year.world.ledger.events("offers")
    assert {Channel.COMMISSION, Channel.ADVERT} == set(offers["channel"])
    pairs = np.stack([offers["month"], offers["household_id"]], axis=1)
    assert np.unique(pairs, axis=0).shape == pairs.shape


def test_offers_and_lettings_agree(year):
    offers, lettings = (year.world.ledger.events(kind) for kind in ("offers", "lettings"))
    yes = offers["accepted"] == 1
    for column in ("month", "household_id", "dwelling", "quartile", "channel"):
        np.testing.assert_array_equal(offers[column][yes], lettings[column])


def test_homes_are_empty_for_the_works_between_two_tenants(small_model):
    model = small_model(spin_up_years=0, allocation={"relet_months": 3})
    world = model.world
    for _ in range(6):
        since = world.dwellings.vacant_since.copy()
        steps_until(model, "rehousing")
        listed = world.memory.vacancies
        assert (world.dwellings.is_social[listed]).all()
        assert (world.dwellings.status[listed] == DwellingStatus.VACANT).all()
        assert (world.dwellings.vacant_since[listed] + 3 <= world.month).all()
        assert (np.diff(world.dwellings.vacant_since[listed]) >= 0).all()
        assert since.size == len(world.dwellings)
        world.month += 1


def test_nobody_is_housed_by_a_screen_that_nobody_passes(small_model):
    screen = {"residual_minimum": 60.0, "residual_comfort": 70.0, "effort_maximum": 0.05}
    screen["effort_slope"] = 200.0
    model = small_model(years=1, allocation=screen)
    model.run()
    assert model.tables()["reconciliation"]["lettings"].sum() == 0


# ---- holders ----


def test_every_commission_letting_has_a_holder_who_is_free_again(year):
    world = year.world
    lettings = world.ledger.events("lettings")
    by_commission = lettings["channel"] == Channel.COMMISSION
    assert set(lettings["holder"][by_commission]) == set(Holder) - {Holder.NONE}
    transfers = lettings["holder"] == Holder.TRANSFERS
    assert lettings["is_transfer"][transfers & by_commission].all()
    last = lettings["month"] == world.month
    assert (world.dwellings.holder[lettings["dwelling"][last]] == Holder.NONE).all()


def test_the_holder_of_a_letting_is_the_last_one_that_received_the_home(year):
    world = year.world
    lettings, flow = world.ledger.events("lettings"), world.ledger.events("flow")
    known = 0
    for home, month, holder in zip(
        lettings["dwelling"], lettings["month"], lettings["holder"], strict=True
    ):
        before = (flow["dwelling"] == home) & (flow["month"] <= month)
        if before.any():
            known += 1
            assert flow["holder"][before][-1] == holder
    assert known > 100


def with_a_job(world, lettings):
    """Return which lettings went to a reference person with a job; nobody changes in a year."""
    h = world.households
    works = set(h.id[(h.place != Place.ABSENT) & (h.activity == Activity.JOB)].tolist())
    return np.array([int(identity) in works for identity in lettings["household_id"]])


@pytest.mark.parametrize(
    ("holder", "weight", "looks_for"),
    [
        (Holder.LANDLORD, "landlord_transfers", lambda _, lettings: lettings["is_transfer"] == 1),
        (Holder.ACTION_LOGEMENT, "action_logement_job", with_a_job),
    ],
)
def test_a_holder_lets_more_to_those_it_looks_for(
    scenario, demo_territory, holder, weight, looks_for
):
    """Against a run in which its practice weighs nothing."""

    def share(points):
        made = scenario(years=1, reservations={weight: points})
        model = HousingModel(made, key=6, territory=demo_territory).run()
        lettings = model.world.ledger_last_year["lettings"]
        return looks_for(model.world, lettings)[lettings["holder"] == holder].mean()

    assert share(8.0) > share(0.0) + 0.1


# ---- what explains a letting ----


@pytest.fixture(scope="module")
def traced(scenario, demo_territory):
    """Return two models, one of them traced, after eleven months of a year."""
    found = []
    for is_traced in (True, False):
        model = HousingModel(scenario(spin_up_years=0), key=6, territory=demo_territory)
        model.world.is_traced = is_traced
        for _ in range(11):
            model.step()
        found.append(model)
    return found


def test_a_traced_run_is_the_same_run(traced):
    one, two = (model.world for model in traced)
    for kind in ("offers", "lettings", "moves", "flow"):
        for column, values in one.ledger.events(kind).items():
            np.testing.assert_array_equal(values, two.ledger.events(kind)[column])
    for kind in ("candidates", "examined"):
        assert one.ledger.events(kind)["month"].size
        assert not two.ledger.events(kind)["month"].size


def test_candidates_tell_the_offers_and_who_was_behind(traced):
    ledger = traced[0].world.ledger
    candidates, offers = ledger.events("candidates"), ledger.events("offers")
    reached = candidates["outcome"] > 0
    for column in ("month", "dwelling", "household_id"):
        np.testing.assert_array_equal(candidates[column][reached], offers[column])
    np.testing.assert_array_equal(candidates["outcome"][reached] == 1, offers["accepted"] == 1)
    starts = candidates["place"] == 1
    assert (candidates["place"][1:][~starts[1:]] == candidates["place"][:-1][~starts[1:]] + 1).all()
    same = ~starts[1:]
    assert (candidates["dwelling"][1:] == candidates["dwelling"][:-1])[same].all()
    assert (np.diff(candidates["points"])[same] <= 0).all()
    assert candidates["place"].max() == traced[0].context.rules.list_length
    assert set(candidates["outcome"]) == {0, 1, 2}


def test_every_vacancy_before_the_commission_is_examined_once_a_month(traced):
    ledger = traced[0].world.ledger
    examined, candidates = ledger.events("examined"), ledger.events("candidates")
    pairs = np.stack([examined["month"], examined["dwelling"]], axis=1)
    assert np.unique(pairs, axis=0).shape == pairs.shape
    left = examined["examined"] - examined["over_ceiling"] - examined["not_solvent"]
    listed = dict.fromkeys(map(tuple, pairs.tolist()), 0)
    for month, home in zip(candidates["month"], candidates["dwelling"], strict=True):
        listed[int(month), int(home)] += 1
    length = traced[0].context.rules.list_length
    open_to_all = examined["holder"] != Holder.TRANSFERS
    expected = np.minimum(left, length)[open_to_all]
    np.testing.assert_array_equal(np.array(list(listed.values()))[open_to_all], expected)
    assert (examined["over_ceiling"] > 0).any()


# ---- levers of the commission ----


class Derogation(Policy):
    """Raise the ceilings of homes of even rows."""

    key = "derogation"
    ratio: float = 1.0

    def ceiling_ratio(self, world, homes):
        return np.where(homes % 2 == 0, self.ratio, 1.0)


class Guidance(Policy):
    """Give points to the fourth quartile everywhere."""

    key = "guidance"
    points: float = 0.0

    def residence_points(self, world):
        return np.tile([0.0, 0.0, 0.0, self.points] * 2, (len(world.residences), 1))


def run_with(scenario, territory, *policies, years=1):
    made = scenario(years=years).model_copy(update={"policies": policies})
    return HousingModel(made, key=6, territory=territory)


def above_ceiling(model):
    """Return the homes let above the legal ceiling in a year, whose tenants are as they were."""
    found, world = [], model.world
    while model.months_left:
        for step in SCHEDULE:
            if world.month % step.every_months == 0:
                step.run(world, model.context)
        if world.month >= 0:
            lettings = world.ledger.events_of("lettings", world.month)
            home = lettings["dwelling"]
            rows = world.dwellings.occupant[home]
            financing = world.residences.financing[world.dwellings.residence[home]]
            ceiling = world.ceilings[financing, world.households.category[rows]]
            income = world.households.resources[rows]
            assert (income <= ceiling * world.dwellings.ceiling_ratio[home]).all()
            found += home[income > ceiling].tolist()
        world.month += 1
    return np.array(found)


def test_above_the_ceiling_one_is_housed_by_derogation_only(scenario, demo_territory):
    assert above_ceiling(run_with(scenario, demo_territory)).size == 0
    homes = above_ceiling(run_with(scenario, demo_territory, Derogation(ratio=3.0)))
    assert homes.size > 0
    assert (homes % 2 == 0).all()


def test_a_derogation_never_lowers_a_ceiling_and_the_highest_counts(scenario, demo_territory):
    policies = (Derogation(ratio=0.2), Derogation(ratio=0.4))
    model = run_with(scenario, demo_territory, *policies)
    model.world.month = 0
    vacancies.step(model.world, model.context)
    assert (model.world.dwellings.ceiling_ratio == 1.0).all()
    model = run_with(scenario, demo_territory, Derogation(ratio=1.5), Derogation(ratio=2.0))
    model.world.month = 0
    vacancies.step(model.world, model.context)
    homes = model.world.memory.vacancies
    expected = np.where(homes % 2 == 0, 2.0, 1.0)
    np.testing.assert_array_equal(model.world.dwellings.ceiling_ratio[homes], expected)
    touched = [model.world.ledger.touched(position, "ceiling_ratio") for position in (0, 1)]
    assert touched == [(homes % 2 == 0).sum()] * 2


def test_guidance_by_residence_raises_the_quartile_that_it_favours(scenario, demo_territory):
    def share(points):
        model = run_with(scenario, demo_territory, Guidance(points=points), Guidance(points=0.0))
        model.run()
        lettings = model.world.ledger_last_year["lettings"]
        assert (model.tables()["policies"]["touched"] > 0).any() == (points != 0)
        return (lettings["quartile"] == 4).mean()

    assert share(20.0) > share(0.0) + 0.05


# ---- rehousing ----


@pytest.fixture
def emptying(scenario, demo_territory):
    """Return a model in which two hundred tenants are to be rehoused."""
    model = HousingModel(scenario(spin_up_years=0), key=6, territory=demo_territory)
    for _ in range(4):
        model.step()
    d = model.world.dwellings
    homes = np.flatnonzero(d.is_social & (d.occupant >= 0))[:200]
    occupancy.set_status(model.world, homes, DwellingStatus.TO_DEMOLISH)
    model.world.residences.owned("works").rehousing_opens[d.residence[homes]] = 0
    return model


def test_the_rehoused_pay_at_most_the_neutral_cost_and_leave_the_building(emptying):
    world = emptying.world
    steps_until(emptying, "rehousing")
    rows = rehousing.households_to_rehouse(world)
    ids, before = world.households.id[rows].copy(), net_costs(world, rows)
    withheld = world.memory.withheld.copy()
    rehousing.step(world, emptying.context)
    np.testing.assert_array_equal(world.households.id[rows], ids)
    lettings = world.ledger.events_of("lettings", world.month)
    moved = np.isin(ids, lettings["household_id"])
    assert moved.any()
    assert np.isin(lettings["dwelling"], withheld).all()
    after = net_costs(world, rows)
    assert (after[moved] <= 1.05 * before[moved]).all()
    homes = world.households.dwelling[rows[~moved]]
    is_private = world.residences.landlord[world.dwellings.residence[homes]] < 0
    assert (is_private | (world.dwellings.status[homes] == DwellingStatus.TO_DEMOLISH)).all()


def test_vacancies_are_withheld_only_while_somebody_must_be_rehoused(emptying, small_model):
    vacancies.step(emptying.world, emptying.context)
    memory = emptying.world.memory
    assert memory.withheld.size
    assert not np.intersect1d(memory.withheld, memory.vacancies).size
    quiet = small_model(spin_up_years=0)
    vacancies.step(quiet.world, quiet.context)
    assert quiet.world.memory.withheld.size == 0


# ---- targets ----


def tally(counted, total):
    return np.array([[counted], [total]], float)


def test_a_target_behind_reserves_and_a_target_reached_does_not(small_model):
    rule = {"name": "attribution_targets", "others_in_qpv": 0.0}
    model = small_model(rule, spin_up_years=0)
    world = model.world
    aims = targets.active(world, model.context)
    homes = np.flatnonzero(world.dwellings.is_social)
    outside = ~world.areas.is_qpv[world.dwellings.area[homes]]
    for counted, expected in ((0.0, 0b00010001), (2.0, 0b00010001), (3.0, EVERYBODY)):
        world.memory.tallies[aims[0].name] = tally(counted, 10.0)
        reserved = targets.reserve(world, aims, homes)
        assert (reserved[outside] == expected).all()
        assert (reserved[~outside] == EVERYBODY).all()


def test_tallies_forget_over_a_year_and_count_the_rehoused(small_model):
    model = small_model({"name": "attribution_targets"}, spin_up_years=0)
    world = model.world
    aims = targets.active(world, model.context)
    homes = np.flatnonzero(world.dwellings.is_social & (world.dwellings.area == 3))[:3]
    world.ledger.record(
        "lettings", month=0, household_id=1, dwelling=homes, quartile=np.array([1, 3, 3]),
        income_per_unit=0, wait_months=0, is_transfer=0, refused=0,
        channel=np.array([Channel.COMMISSION, Channel.COMMISSION, Channel.REHOUSING]), origin=-1,
        holder=Holder.NONE, has_job=0, is_priority=0, persons=1,
    )  # fmt: skip
    targets.update_tallies(world, aims)
    outside, inside = (world.memory.tallies[aim.name] for aim in aims)
    assert outside.ravel().tolist() == [2.0, 3.0]
    assert inside.ravel().tolist() == [0.0, 0.0]
    world.month = 1
    targets.update_tallies(world, aims)
    expected = pytest.approx([2 * 11 / 12, 3 * 11 / 12])
    assert world.memory.tallies[aims[0].name].ravel() == expected


def a_target(world, **changes):
    everywhere = np.ones(len(world.residences), bool)
    plain = {
        "name": "test", "share": 0.4, "profiles": profiles_of((1, 2)), "residences": everywhere,
        "counts_rehoused": False, "compliance": 1.0,
    }  # fmt: skip
    return Target(**{**plain, **changes})


def test_a_tally_begins_with_the_year_before_and_does_not_fire_on_nothing(small_model):
    model = small_model({"name": "attribution_targets"}, spin_up_years=0)
    world = model.world
    homes = np.flatnonzero(world.dwellings.is_social)
    aims = targets.active(world, model.context)
    assert (targets.reserve(world, aims, homes) == EVERYBODY).all()
    assert not targets.pull(world, aims, homes).any()
    outside = homes[~world.areas.is_qpv[world.dwellings.area[homes]]][:8]
    world.ledger_last_year = {
        "lettings": {
            "dwelling": outside,
            "quartile": np.array([1, 2, 2, 2, 3, 3, 4, 4]),
            "has_job": np.zeros(8, np.int64),
            "channel": np.full(8, Channel.COMMISSION),
        }
    }
    world.memory.tallies.clear()
    aims = targets.active(world, model.context)
    assert world.memory.tallies[aims[0].name].ravel().tolist() == [1.0, 8.0]
    assert world.memory.tallies[aims[1].name].ravel().tolist() == [0.0, 0.0]
    assert targets.shortfalls(world, aims[0], outside) == pytest.approx(0.25 - 1 / 8)


def test_the_pull_of_a_target_is_its_shortfall_times_compliance_on_its_areas(world):
    homes = np.flatnonzero(world.dwellings.is_social)
    inside = world.areas.is_qpv[world.residences.area]
    aims = (
        a_target(world, name="one", compliance=0.5, pull=10.0, residences=inside),
        a_target(world, name="two", share=0.1, pull=10.0),
        a_target(world, name="three", profiles=profiles_of((4,), True), pull=2.0),
    )
    told = {"one": tally(1.0, 10.0), "two": tally(5.0, 10.0), "three": tally(0.0, 5.0)}
    world.memory.tallies.update(told)
    points = targets.pull(world, aims, homes)
    there = inside[world.dwellings.residence[homes]]
    everywhere = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.8]
    np.testing.assert_allclose(points[~there], [everywhere] * (~there).sum())
    there_too = [1.5, 1.5, 0.0, 0.0, 1.5, 1.5, 0.0, 0.8]
    np.testing.assert_allclose(points[there], [there_too] * there.sum())


def test_a_pull_without_reservation_raises_the_group(scenario, demo_territory):
    """A compliance so low that nothing is reserved, and a pull that makes up for it."""
    rule = {
        "name": "attribution_targets", "first_quartile_outside": 0.6, "others_in_qpv": 0.0,
        "compliance": 1e-9,
    }  # fmt: skip

    def share(pull):
        made = scenario({**rule, "pull": pull}, years=1)
        model = HousingModel(made, key=6, territory=demo_territory).run()
        lettings = model.world.ledger_last_year["lettings"]
        outside = ~model.world.areas.is_qpv[model.world.dwellings.area[lettings["dwelling"]]]
        return (lettings["quartile"][outside] == 1).mean()

    weak = share(0.0)
    rule["compliance"] = 0.02
    assert share(500.0) > weak + 0.05
