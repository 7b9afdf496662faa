"""What households choose: areas to ask for, private homes, and when to leave."""

from dataclasses import replace

import numpy as np
import pytest

from simulation.kernels.asking import ask_areas, gumbel_bounds, insert_area
from simulation.kernels.bill import PLUS, net_cost
from simulation.kernels.leaving import reach, response, settled, yearly_hazards
from simulation.kernels.private_choice import choose_private_homes
from simulation.kernels.records import Known
from simulation.kernels.rehousing import Cases, rehouse
from simulation.kernels.utility import (
    PERSISTENT,
    cost_value,
    dwelling_value,
    gumbel,
    home_cost,
    read_home,
    read_person,
    rooms_wanted,
    status_quo,
    tie_value,
)
from simulation.processes import charters, income, outside, rehousing
from simulation.processes.applications import typical_homes
from simulation.processes.context import homes, open_files, people, places
from simulation.rng import Streams, draw
from simulation.state.schema import MAX_AREAS_ASKED, Financing

N = 3000


NOTHING = Known(np.empty(0, np.int64), np.empty(0))


def ask(
    model, rows, typical=None, n_known=6, length=MAX_AREAS_ASKED, function=ask_areas, told=NOTHING,
    chooses=True,
):  # fmt: skip
    world, context = model.world, model.context
    filed = np.full(rows.size, world.month)
    typical = typical_homes(world) if typical is None else typical
    return function(
        world.month, world.start_year, rows, filed, np.zeros(rows.size, bool),
        np.full(rows.size, length), n_known, told, chooses, 1.0, world.memory.chance, typical,
        context.tastes, context.codes, world.law, people(world),
        homes(world), places(world), MAX_AREAS_ASKED, gumbel_bounds(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def applicants(demo_run):
    files = open_files(demo_run.world)
    return demo_run.world.applications.household[files].astype(np.int64)[:400]


def test_nobody_asks_for_an_area_it_does_not_know(demo_run, applicants):
    world, n_known = demo_run.world, 6
    asked = ask(demo_run, applicants, n_known=n_known)
    n_areas, code = len(world.areas), demo_run.context.codes.known
    assert (asked >= 0).any()
    for row, areas in zip(applicants, asked, strict=True):
        identity = int(world.households.id[row])
        known = {int(draw(code, PERSISTENT, identity, k, 0) * n_areas) for k in range(n_known)}
        home = world.households.dwelling[row]
        if home >= 0:
            known.add(int(world.dwellings.area[home]))
        assert set(areas[areas >= 0].tolist()) <= known


def test_nobody_asks_for_an_area_without_homes_of_its_size(demo_run, applicants):
    typical = typical_homes(demo_run.world).copy()
    typical[3, ::2, :] = 0.0
    asked = ask(demo_run, applicants, typical, n_known=60)
    assert (asked >= 0).any()
    assert (asked[asked >= 0] % 2 == 1).all()
    wanted = np.array([rooms_wanted(n) for n in demo_run.world.households.persons[applicants]])
    typical = typical_homes(demo_run.world).copy()
    typical[3, :, 2] = 0.0
    none = ask(demo_run, applicants, typical, n_known=60)[wanted == 3]
    assert (none == -1).all()


def test_areas_asked_for_are_distinct_best_first_and_no_more_than_allowed(demo_run, applicants):
    wide, short = ask(demo_run, applicants, n_known=60), ask(demo_run, applicants, None, 60, 3)
    for few, many in zip(short, wide, strict=True):
        listed = many[many >= 0]
        assert np.unique(listed).size == listed.size
        assert (many[listed.size :] == -1).all()
        assert (few[3:] == -1).all()
        assert few[:3].tolist() == many[:3].tolist()


def test_an_area_told_of_is_known_to_a_share_of_households_drawn_by_pair(demo_run, applicants):
    typical = typical_homes(demo_run.world).copy()
    typical[3, 10:, :] = 0.0  # ten areas, so that the lists hold all that is worth asking for
    areas = np.arange(10)
    everything = ask(demo_run, applicants, typical, told=Known(areas, np.ones(10)))
    some = ask(demo_run, applicants, typical, told=Known(areas[:6], np.full(6, 0.3)))
    plain = ask(demo_run, applicants, typical)
    code, shown = demo_run.context.codes.informed, 0
    ids = demo_run.world.households.id[applicants]
    for mine, best, usual, identity in zip(some, everything, plain, ids, strict=True):
        told = {area for area in range(6) if draw(code, PERSISTENT, identity, area, 0) < 0.3}
        expected = [area for area in best if area in told | set(usual[usual >= 0].tolist())]
        assert mine[mine >= 0].tolist() == expected
        shown += len(set(expected) - set(usual.tolist()))
    assert shown > 0


def test_who_does_not_choose_asks_for_the_first_areas_it_hears_of(demo_run, applicants):
    world, n_known, length = demo_run.world, 60, 4
    chosen = ask(demo_run, applicants, n_known=n_known, length=length)
    plain = ask(demo_run, applicants, n_known=n_known, length=length, chooses=False)
    n_areas, code, typical = len(world.areas), demo_run.context.codes.known, typical_homes(world)
    for row, areas, best in zip(applicants, plain, chosen, strict=True):
        identity = int(world.households.id[row])
        room = rooms_wanted(world.households.persons[row]) - 1
        heard = [int(draw(code, PERSISTENT, identity, k, 0) * n_areas) for k in range(n_known)]
        with_homes = [area for area in dict.fromkeys(heard) if typical[3, area, room] >= 1.0]
        expected = with_homes[:length] if best[0] >= 0 else []
        assert areas[areas >= 0].tolist() == expected
    assert (plain[:, 0] != chosen[:, 0]).any()


def test_compiled_and_plain_asking_agree(demo_run, applicants):
    some = applicants[:15]
    with np.errstate(over="ignore"):
        plain = ask(demo_run, some, function=ask_areas.py_func)
        unchosen = ask(demo_run, some, function=ask_areas.py_func, chooses=False)
    np.testing.assert_array_equal(plain, ask(demo_run, some))
    np.testing.assert_array_equal(unchosen, ask(demo_run, some, chooses=False))


def plainly_asked(model, row, told, n_known):
    """Return the areas to ask for by definition: all that are known, valued, then sorted."""
    world, c = model.world, model.context
    typical, a, tastes, codes = typical_homes(world), world.areas, c.tastes, c.codes
    everybody, stock, where = people(world), homes(world), places(world)
    person = read_person(tastes, codes, world.law, everybody, stock, where, row, world.month)
    stay = status_quo(tastes, codes, person, stock, where, 0.0, world.month, world.start_year)
    n_areas, rooms = len(a), rooms_wanted(person.persons) - 1
    identity = person.identity
    known = {int(draw(codes.known, PERSISTENT, identity, k, 0) * n_areas) for k in range(n_known)}
    known |= {person.area} - {-1}
    for area, share in zip(*told, strict=True):
        if draw(codes.informed, PERSISTENT, identity, int(area), 0) < share:
            known.add(int(area))
    ranks = {}
    for area in known:
        rent, charges, quality, count, surface = typical[:, area, rooms]
        cost = net_cost(person.terms, rent, charges, surface, PLUS, a.exemption[area])
        value = cost_value(tastes, person, cost) + tastes.quality * quality
        value += person.place_weight * (a.amenity[area] + a.image[area])
        value += np.euler_gamma * (tastes.error_advert + tastes.error_visit)
        value += tastes.error_area * gumbel(codes.error_area, identity, area)
        value += tie_value(tastes, person, area, a.x_km[area], a.y_km[area])
        if count >= 1 and value > stay + tastes.moving_cost:
            ranks[area] = value + np.log(world.memory.chance[area, person.quartile - 1])
    return sorted(ranks, key=lambda area: -ranks[area])


@pytest.mark.parametrize("length", [1, 4, MAX_AREAS_ASKED])
def test_areas_left_early_are_none_that_would_have_been_asked_for(demo_run, applicants, length):
    told = Known(np.array([1, 5, 9]), np.array([0.2, 0.5, 1.0]))
    d, h = demo_run.world.dwellings, demo_run.world.households
    tenants = np.flatnonzero(h.dwelling >= 0)
    tenants = tenants[d.is_social[h.dwelling[tenants]]][:200]
    rows = np.concatenate((applicants[:200], tenants))
    asked = ask(demo_run, rows, n_known=25, length=length, told=told)
    for row, areas in zip(rows, asked, strict=True):
        expected = plainly_asked(demo_run, int(row), told, 25)[:length]
        assert areas[areas >= 0].tolist() == expected


def test_an_area_heard_of_twice_is_listed_once():
    ranks, asked = np.full(3, -np.inf), np.full(3, -1)
    for rank, area in [(1.0, 4), (2.0, 7), (1.0, 4), (2.0, 7), (0.5, 1), (3.0, 2)]:
        insert_area(ranks, asked, 3, rank, area)
    assert asked.tolist() == [2, 7, 4]


# ---- private homes ----


def choose(
    model, rows, costs, areas, rooms=5, alternatives=40, cap=0.9, function=None,
    financing=Financing.OWNER_OCCUPIED,
):  # fmt: skip
    world, streams = model.world, Streams(5)
    size = len(areas)
    return (function or choose_private_homes)(
        0, streams.code("look"), streams.code("error"), np.asarray(rows),
        (np.arange(size) + 0.5) / max(size, 1),
        np.broadcast_to(np.asarray(costs, float), size).copy(),
        np.full(size, rooms), np.asarray(areas), alternatives, cap, int(financing), world.law,
        model.context.tastes._replace(error_area=0.5), people(world), places(world),
    )  # fmt: skip


def richest(model, count=N):
    h = model.world.households
    order = np.argsort(-h.income, kind="stable")
    return order[h.persons[order] <= 5][:count].astype(np.int64)


@pytest.mark.parametrize("costs", [[0.0, 0.0, 0.0], [20_000.0, 60_000.0, 100_000.0]])
def test_private_homes_are_taken_by_the_shares_of_a_logit(demo_run, costs):
    """One household asked at a time; the expected shares are the means of each one's own."""
    areas, rows = np.array([0, 5, 9]), richest(demo_run)
    a, tastes = demo_run.world.areas, demo_run.context.tastes
    effort = np.array(costs) / demo_run.world.households.income[rows][:, None]
    assert effort.max() < 0.9
    worth = tastes.place * (a.amenity[areas] + a.image[areas]) + tastes.cost * np.log(1 - effort)
    odds = np.exp(worth / 0.5)
    expected = (odds / odds.sum(axis=1, keepdims=True)).mean(axis=0)
    taken = [choose(demo_run, [row], costs, areas)[0] for row in rows]
    found = np.bincount(taken, minlength=3) / N
    assert found == pytest.approx(expected, abs=4 * np.sqrt(0.25 / N))


def test_a_household_looks_at_the_stated_number_of_homes_from_its_own_moment_on(demo_run):
    areas, rows, streams = np.arange(10), richest(demo_run, 300), Streams(5)
    moments = (np.arange(10) + 0.5) / 10
    for row in rows:
        begins = draw(streams.code("look"), 0, int(demo_run.world.households.id[row]), 0, 0)
        first = int((moments < begins).sum())
        seen = {(first + k) % 10 for k in range(3)}
        assert choose(demo_run, [row], 0.0, areas, alternatives=3)[0] in seen


def test_a_home_is_taken_once_and_not_by_those_who_cannot_pay(demo_run):
    rows = richest(demo_run, 50)
    taken = choose(demo_run, rows, 0.0, np.arange(10))
    housed = taken[taken >= 0]
    assert np.unique(housed).size == housed.size > 5
    assert (choose(demo_run, rows, 1e12, np.arange(10)) == -1).all()
    assert choose(demo_run, rows, 0.0, np.empty(0, int)).tolist() == [-1] * 50


def test_a_tenant_reaches_with_its_aid_what_it_could_not_buy_at_that_cost(demo_run):
    """A household just over the effort cap, but for the aid that private tenants have."""
    h = demo_run.world.households
    poor = np.flatnonzero((h.persons == 1) & (h.income > 60_000) & (h.resources < 3000))[:1]
    rent = np.array([0.5 * h.income[poor[0]]])
    assert choose(demo_run, poor, rent, [0], cap=0.3).tolist() == [-1]
    rented = choose(demo_run, poor, rent, [0], cap=0.3, financing=Financing.PRIVATE_RENTAL)
    assert rented.tolist() == [0]


def test_a_household_larger_than_any_home_takes_the_largest_kind(small_model):
    model = small_model(spin_up_years=0)
    model.world.households.owned("occupancy").children[0] = 20
    model.world.households.owned("demography").earnings[0] = 900_000
    income.derive(model.world, np.array([0]))
    assert choose(model, [0], 1.0, [0], rooms=5).tolist() == [0]
    assert choose(model, [0], 1.0, [0], rooms=4).tolist() == [-1]


def test_a_household_without_income_takes_no_private_home_that_costs_anything(small_model):
    model = small_model(spin_up_years=0)
    demography = model.world.households.owned("demography")
    demography.earnings[0] = demography.replacement[0] = demography.minima[0] = 0
    income.derive(model.world, np.array([0]))
    for financing in (Financing.PRIVATE_RENTAL, Financing.OWNER_OCCUPIED):
        assert choose(model, [0], 90_000.0, [0], financing=financing).tolist() == [-1]


def test_compiled_and_plain_private_choices_agree(demo_run):
    rows = richest(demo_run, 12)
    with np.errstate(over="ignore"):
        plain = choose(demo_run, rows, 5e4, np.arange(9), function=choose_private_homes.py_func)
    np.testing.assert_array_equal(plain, choose(demo_run, rows, 5e4, np.arange(9)))


# ---- utility and leaving ----


def pair(model, row, home):
    """Return a household and a dwelling as the kernels read them."""
    world, c = model.world, model.context
    person = read_person(
        c.tastes, c.codes, world.law, people(world), homes(world), places(world), row, world.month
    )
    return person, read_home(homes(world), places(world), home, world.month, world.start_year)


def test_a_dearer_home_is_worth_less_and_a_better_one_more(demo_run, applicants):
    c, d = demo_run.context, demo_run.world.dwellings
    home_row = int(np.flatnonzero(d.is_social)[0])
    for row in applicants[:50]:
        person, home = pair(demo_run, row, home_row)
        worth = dwelling_value(c.tastes, c.codes, person, home, True)
        dear = home._replace(rent=home.rent + 40_000.0)
        fine = home._replace(quality=home.quality + 1.0)
        assert dwelling_value(c.tastes, c.codes, person, dear, True) <= worth
        better = dwelling_value(c.tastes, c.codes, person, fine, True)
        assert better == pytest.approx(worth + c.tastes.quality)


def test_the_poorest_still_have_a_finite_worth(demo_run, applicants):
    person, home = pair(demo_run, applicants[0], 0)
    broke = person._replace(income=0.0)
    cost = home_cost(broke, home)
    assert np.isfinite(cost_value(demo_run.context.tastes, broke, cost))
    assert cost_value(demo_run.context.tastes, person, 0.0) == 0.0


def test_what_is_not_visited_counts_with_the_mean_of_its_match(demo_run, applicants):
    c, d = demo_run.context, demo_run.world.dwellings
    stock = np.flatnonzero(d.is_social)[:800]
    person, _ = pair(demo_run, applicants[0], 0)
    gaps = []
    for row in stock:
        home = pair(demo_run, applicants[0], int(row))[1]
        seen, unseen = (dwelling_value(c.tastes, c.codes, person, home, v) for v in (True, False))
        gaps.append(seen - unseen)
    standard_error = c.tastes.error_visit * np.pi / np.sqrt(6 * stock.size)
    assert np.mean(gaps) == pytest.approx(0.0, abs=4 * standard_error)


def hazards(model, rows, function=yearly_hazards, **changes):
    world, c = model.world, model.context
    market = outside.typical_market(world, c)
    return function(
        world.month, world.start_year, rows, market.social_rents, market.rents, market.owner_costs,
        market.elsewhere, outside.mean_match(c), c.pushes._replace(**changes), c.tastes, c.codes,
        world.law,
        people(world), homes(world), places(world),
    )  # fmt: skip


@pytest.fixture(scope="module")
def tenants(demo_run):
    world = demo_run.world
    rows = np.flatnonzero(world.households.dwelling >= 0)
    return rows[world.dwellings.is_social[world.households.dwelling[rows]]]


def test_hazards_are_finite_capped_and_none_without_a_rate(demo_run, tenants):
    found = hazards(demo_run, tenants)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert found.max() <= demo_run.context.pushes.highest
    nobody = hazards(
        demo_run, tenants, ownership=0.0, private_rental=0.0, elsewhere=0.0, transfer=0.0
    )
    assert (nobody[:, [0, 1, 2, 4]] == 0).all()
    assert (nobody[:, 3] > 0).all()


def test_those_who_gain_by_leaving_leave_more(demo_run):
    pushes = demo_run.context.pushes
    assert response(pushes, 0.0) == 1.0
    assert response(pushes, 1.0) > 1.0 > response(pushes, -1.0)
    assert reach(pushes, 300_000.0, 60_000.0) > reach(pushes, 100_000.0, 60_000.0)


def test_the_wish_to_move_again_comes_back_with_the_years_since_moving_in(demo_run, tenants):
    pushes = demo_run.context.pushes
    years = demo_run.context.scenario.mobility.transfer_settling
    assert settled(pushes, 0.0) == settled(pushes, -1.0) == 0.0
    assert settled(pushes, years) == pytest.approx(1 - np.exp(-1))
    assert settled(pushes, 100 * years) == pytest.approx(1.0)
    world = demo_run.world
    stay = (world.month - world.households.moved_in[tenants]) / 12
    middle = np.maximum(stay, 0) + (12 - world.month % 12) / 24
    slow, quick = (
        hazards(demo_run, tenants, transfer_settling=tau, highest=np.inf)[:, 4]
        for tau in (years, 1e-6)
    )
    np.testing.assert_allclose(slow, quick * (1 - np.exp(-middle / years)), rtol=1e-9)


def test_compiled_and_plain_hazards_agree(demo_run, tenants):
    some = tenants[:20]
    with np.errstate(over="ignore"):
        plain = hazards(demo_run, some, function=yearly_hazards.py_func)
    np.testing.assert_allclose(plain, hazards(demo_run, some), rtol=1e-12)


# ---- rehousing ----


def offers(model, rows, vacancies, neutrality=0.05, pressure=1.0, function=rehouse, **terms):
    """Return dwelling, household, accepted, waived and rent cut of the offers under a charter."""
    world, c = model.world, model.context
    default = charters.default_charter(model.scenario)
    charter = (replace(default, tolerance=neutrality, **{"commitment": np.inf, **terms}),)
    d, none = world.dwellings, np.zeros(rows.size)
    residence = d.residence[world.households.dwelling[rows]]
    cases = Cases(
        rows, none.astype(int), world.residences.landlord[residence].astype(int), none + pressure,
        none, none.astype(int), none, none.astype(int), none.astype(bool),
    )  # fmt: skip
    return function(
        world.month, world.start_year, 1, rehousing.draws(world), cases,
        charters.pool_of(world, c, charter, vacancies), charters.as_arrays(charter, 6), c.tastes,
        c.codes, world.law, world.ceilings, people(world), homes(world), places(world),
    )  # fmt: skip


def test_offers_to_the_rehoused_are_few_fit_and_hardly_dearer(demo_run, tenants):
    d = demo_run.world.dwellings
    vacancies = np.flatnonzero(d.is_social)[::7].astype(np.int64)
    home, row, accepted, is_waived, _ = offers(demo_run, tenants[:300], vacancies)
    assert not is_waived.any()
    assert np.isin(home, vacancies).all()
    assert np.bincount(np.searchsorted(tenants[:300], row)).max() <= 2
    for new, tenant in zip(home, row, strict=True):
        person, offered = pair(demo_run, tenant, new)
        _, old = pair(demo_run, tenant, person.home)
        assert home_cost(person, offered) <= 1.05 * home_cost(person, old)
        assert person.fiscal_income <= demo_run.world.ceilings[offered.financing, person.category]
    assert np.unique(home[accepted]).size == accepted.sum() > 0
    assert np.unique(row[accepted]).size == accepted.sum()


def test_more_pressure_and_more_tolerance_rehouse_more(demo_run, tenants):
    vacancies = np.flatnonzero(demo_run.world.dwellings.is_social)[::2].astype(np.int64)
    usual = offers(demo_run, tenants[:200], vacancies).accepted.sum()
    assert offers(demo_run, tenants[:200], vacancies, pressure=10.0).accepted.sum() > usual
    made = offers(demo_run, tenants[:200], vacancies).row.size
    assert offers(demo_run, tenants[:200], vacancies, neutrality=1.0).row.size > made


CHARTERS = {
    "default": {},
    "visits": {"visits": 8, "outside_share": 0.5, "recent_share": 0.5, "can_waive": True},
    "in turn": {"at_once": False, "visits": 4, "transport_support": 1.0, "school_support": 0.5},
    "platform": {"is_platform": True, "can_waive": True, "commitment": 1.0, "tours": 3},
}


@pytest.mark.parametrize("terms", CHARTERS.values(), ids=CHARTERS)
def test_compiled_and_plain_rehousing_agree(demo_run, tenants, terms):
    vacancies = np.flatnonzero(demo_run.world.dwellings.is_social)[:40].astype(np.int64)
    compiled = offers(demo_run, tenants[:10], vacancies, **terms)
    with np.errstate(over="ignore"):
        plain = offers(demo_run, tenants[:10], vacancies, function=rehouse.py_func, **terms)
    for one, two in zip(compiled, plain, strict=True):
        np.testing.assert_array_equal(one, two)


def test_in_turn_means_one_offer_a_month(demo_run, tenants):
    vacancies = np.flatnonzero(demo_run.world.dwellings.is_social)[::7].astype(np.int64)
    row = offers(demo_run, tenants[:200], vacancies, offers=3, at_once=False).row
    assert np.unique(row).size == row.size > 0
    at_once = offers(demo_run, tenants[:200], vacancies, offers=3).row
    assert np.unique(at_once, return_counts=True)[1].max() == 3


def test_only_a_household_that_may_waive_takes_a_dearer_home(demo_run, tenants):
    vacancies = np.flatnonzero(demo_run.world.dwellings.is_social)[::7].astype(np.int64)
    found = offers(demo_run, tenants[:300], vacancies, pressure=3.0, can_waive=True)
    assert found.is_waived.any()
    for new, tenant, waived in zip(found.home, found.row, found.is_waived, strict=True):
        person, offered = pair(demo_run, tenant, new)
        _, old = pair(demo_run, tenant, person.home)
        assert (home_cost(person, offered) > 1.05 * home_cost(person, old)) == waived
    assert found.accepted[found.is_waived].all()


def test_own_stock_is_all_that_is_offered_where_nothing_is_yielded(demo_run, tenants):
    world = demo_run.world
    vacancies = np.flatnonzero(world.dwellings.is_social)[::7].astype(np.int64)
    found = offers(demo_run, tenants[:300], vacancies, commitment=-np.inf)
    landlord = world.residences.landlord[world.dwellings.residence]
    assert found.row.size
    old = world.households.dwelling[found.row]
    np.testing.assert_array_equal(landlord[found.home], landlord[old])


def test_offers_aimed_out_of_qpv_are_out_of_qpv_where_that_can_be(demo_run, tenants):
    world = demo_run.world
    vacancies = np.flatnonzero(world.dwellings.is_social)[::7].astype(np.int64)

    def outside(share):
        found = offers(demo_run, tenants[:300], vacancies, outside_share=share)
        return (~world.areas.is_qpv[world.dwellings.area[found.home]]).mean()

    assert outside(1.0) > 0.9 > outside(0.0)


def test_what_was_visited_first_is_refused_less(demo_run, tenants):
    vacancies = np.flatnonzero(demo_run.world.dwellings.is_social)[::7].astype(np.int64)

    def accepted(visits):
        found = offers(demo_run, tenants[:300], vacancies, visits=visits)
        return found.accepted.sum() / found.accepted.size

    assert accepted(10) > accepted(0)


def test_rent_is_reduced_in_new_homes_to_the_ceiling_of_the_aid(demo_run, tenants):
    world, c = demo_run.world, demo_run.context
    d = world.dwellings
    vacancies = np.flatnonzero(d.is_social)[::7].astype(np.int64)
    terms = {"neutrality": 5.0, "reduction_take_up": 1.0}
    found = offers(demo_run, tenants[:300], vacancies, **terms)
    built = world.residences.built_year[d.residence[found.home]]
    is_new = world.start_year + world.month / 12 - built < c.tastes.new_years
    assert not found.cut[~is_new].any()
    assert found.cut[is_new].any()
    for home, row, cut in zip(
        found.home[is_new], found.row[is_new], found.cut[is_new], strict=True
    ):
        person, offered = pair(demo_run, row, home)
        ceiling = 100 * person.terms.aid.rent_ceiling
        assert offered.rent - cut == pytest.approx(min(offered.rent, ceiling), abs=1)
        assert offered.rent - cut <= ceiling or cut == 0
    assert not offers(demo_run, tenants[:300], vacancies, neutrality=5.0).cut.any()


def test_nobody_chooses_on_a_platform_what_it_does_not_know(demo_run, tenants):
    world = demo_run.world
    vacancies = np.flatnonzero(world.dwellings.is_social)[::5].astype(np.int64)

    def areas(tours):
        found = offers(demo_run, tenants[:200], vacancies, is_platform=True, tours=tours)
        where = world.dwellings.area[found.home]
        for row, area in zip(found.row, where, strict=True):
            ids, n = world.households.id[row], len(world.areas)
            code = demo_run.context.codes.known
            known = {int(draw(code, PERSISTENT, ids, k, 0) * n) for k in range(6 + tours)}
            assert area in known | {world.dwellings.area[world.households.dwelling[row]]}
        return np.unique(where).size

    assert areas(30) > 0
    assert areas(0) > 0
