"""The commission: who fits, who is solvent, and a short list as if everybody had been ranked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from simulation.kernels import commission
from simulation.kernels.bill import cost_terms
from simulation.kernels.commission import (
    base_scores,
    fits,
    insert,
    insert_before,
    shortlist,
)
from simulation.kernels.examined import count_examined
from simulation.kernels.openings import ACCEPTED, NOT_REACHED, REFUSED, Listed, Opening
from simulation.kernels.queue import (
    EVERYBODY,
    JOB,
    LOCAL,
    N_PROFILES,
    N_TRAITS,
    PRIORITY,
    TRANSFER,
    new_buckets,
)
from simulation.kernels.refusals import Refusals
from simulation.kernels.utility import PERSISTENT, read_home
from simulation.processes import lettings, practice
from simulation.processes.context import files, homes, people, places
from simulation.rng import draw
from simulation.state.schema import Activity, DwellingStatus, Holder


@pytest.mark.parametrize(
    ("persons", "rooms"),
    [(1, [1, 2]), (2, [1, 2, 3]), (4, [3, 4, 5]), (6, [5]), (9, [5]), (11, [5]), (32, [5])],
)
def test_a_family_fits_homes_of_about_its_size(persons, rooms):
    assert [n for n in range(1, 6) if fits(persons, n, 1)] == rooms


@given(st.integers(1, 10), st.integers(1, 5), st.integers(0, 3))
def test_more_spare_rooms_allowed_never_exclude_a_home(persons, rooms, spare):
    assert fits(persons, rooms, spare + 1) >= fits(persons, rooms, spare)


@given(st.lists(st.sampled_from([-np.inf, 0.0, 1.0, 2.0, 3.0])), st.integers(1, 5))
def test_inserting_keeps_the_best_and_among_equals_the_first(values, length):
    ranks, best = np.full(length, -np.inf), np.full(length, -1)
    for i, value in enumerate(values):
        insert(ranks, best, value, i)
    order = np.argsort(-np.array(values), kind="stable") if values else np.array([], int)
    wanted = [i for i in order if values[i] > -np.inf][:length]
    assert best[: len(wanted)].tolist() == wanted
    assert (ranks[len(wanted) :] == -np.inf).all()


@given(
    st.permutations(range(8)), st.lists(st.sampled_from([0.0, 1.0, 2.0]), min_size=8, max_size=8)
)
def test_inserting_in_any_order_keeps_the_best_and_among_equals_the_lowest(order, values):
    ranks, best = np.full(3, -np.inf), np.full(3, -1)
    for i in order:
        insert_before(ranks, best, values[i], i)
    assert best.tolist() == sorted(range(8), key=lambda i: (-values[i], i))[:3]


class Hall:
    """The world of a run as the commission sees it, just before its last letting step."""

    def __init__(self, model):
        self.model, self.world, self.context = model, model.world, model.context
        self.candidates, self.queue, self.applicants = lettings.queue_of(
            self.world, *lettings.free_files(self.world, self.context)
        )
        self.scores = self.queue.scores
        self.homes, self.places = homes(self.world), places(self.world)
        self.refused = self._some_refusals()

    def _some_refusals(self):
        """Return refusals of one dwelling in three, each by one candidate in twenty."""
        rows = np.arange(0, len(self.world.dwellings), 3)
        by = [self.applicants.id[k % 20 :: 20] for k in range(rows.size)]
        return Refusals(np.repeat(rows, [len(ids) for ids in by]), np.concatenate(by))

    def who_refused(self, home):
        return self.refused.households[self.refused.dwellings == home.row]

    def home(self, row, **changes):
        world = self.world
        found = read_home(self.homes, self.places, row, world.month, world.start_year)
        return found._replace(**changes)

    def short(self, home, opening, busy, rules, function=shortlist):
        ranks, best = np.empty(rules.list_length), np.empty(rules.list_length, np.int64)
        function(
            home, opening, self.queue, new_buckets(self.queue), busy, self.refused, ranks, best,
            rules, self.context.codes, self.world.law, self.world.ceilings, self.applicants,
        )  # fmt: skip
        listed = ranks > -np.inf
        return best[listed].tolist(), ranks[listed].tolist()

    def traits_of(self, i, home):
        """Return what holders see in a candidate, from the tables and one by one."""
        a, h, d = self.world.applications, self.world.households, self.world.dwellings
        file = self.candidates[i]
        row = a.household[file]
        tied_to = d.area[h.dwelling[row]] if h.dwelling[row] >= 0 else a.asked[file, 0]
        commune = self.world.areas.commune
        return (
            LOCAL * (commune[tied_to] == commune[home.area])
            + PRIORITY * a.is_priority[file]
            + JOB * (h.activity[row] == Activity.JOB)
            + TRANSFER * a.is_transfer[file]
        )

    def is_solvent(self, i, home, rules):
        a = self.applicants
        cost = self.cost(i, home, rules)
        chance = commission.screen_probability(rules, float(a.income[i]), cost, a.units[i])
        return draw(self.context.codes.screen, PERSISTENT, a.id[i], home.row, 0) < chance

    def cost(self, i, home, rules):
        a = self.applicants
        terms = cost_terms(
            self.world.law, a.adults[i], a.persons[i] - a.adults[i], a.resources[i],
            a.fiscal_income[i], a.category[i],
        )  # fmt: skip
        return commission.full_cost(rules, terms, home)

    def examined(self, home, busy, rules):
        """Yield those who asked for the area, fit, had no offer and did not refuse it, plainly."""
        refused = set(self.who_refused(home).tolist())
        asked = self.world.applications.asked[self.candidates]
        for i in range(self.candidates.size):
            fitting = fits(self.applicants.persons[i], home.rooms, rules.spare_rooms)
            free = not busy[i] and self.applicants.id[i] not in refused
            if home.area in asked[i] and fitting and free:
                yield i

    def is_above_ceiling(self, i, home):
        ceiling = self.world.ceilings[home.financing, self.applicants.category[i]]
        return self.applicants.fiscal_income[i] > ceiling * home.ceiling_ratio

    def naive(self, home, opening, busy, rules):
        """Rank every candidate in the plainest way."""
        a, codes = self.applicants, self.context.codes
        found = []
        for i in self.examined(home, busy, rules):
            traits = self.traits_of(i, home)
            group = int(a.quartile[i]) - 1 + (4 if traits & JOB else 0)
            added = opening.points[group] + opening.practice[traits]
            if (
                not opening.reserved >> group & 1
                or added == -np.inf
                or self.is_above_ceiling(i, home)
                or not self.is_solvent(i, home, rules)
            ):
                continue
            cost = self.cost(i, home, rules)
            means = commission.comfort(rules, float(a.income[i]), cost, a.units[i])
            seen = commission.judgement(opening.judgement, codes, a.id[i], home.row)
            score = opening.weight * self.scores[i]
            found.append((score + added + seen + opening.steering * means, i))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        best = found[: rules.list_length]
        return [i for _, i in best], [rank for rank, _ in best]


@pytest.fixture(scope="module")
def hall(demo_run):
    return Hall(demo_run)


def cases(hall, count):
    """Yield dwellings, what is asked of each, busy candidates and rules, all kinds of them."""
    d = hall.world.dwellings
    stock = np.flatnonzero(d.is_social & (d.status != DwellingStatus.DEMOLISHED))
    u = hall.world.streams.uniform
    rows = stock[(u("test home", 0, np.arange(count)) * stock.size).astype(int)]
    practices = practice.practices(hall.context.scenario.reservations)
    for case, row in enumerate(rows):
        points = (2.0 * u("test points", case, np.arange(N_PROFILES)) - 1.0) * (case % 3)
        opening = Opening(
            reserved=(EVERYBODY, 0b11110000, 0b00010001, 0b11101110, EVERYBODY, 0b01000100)[
                case % 6
            ],
            steering=(case % 5) * 1.0,
            judgement=(case % 4) * 1.0,
            weight=(1.0, 0.0, 0.3, 2.5, 1.0)[case % 5],
            points=points,
            practice=practices[tuple(Holder)[case % len(Holder)]],
        )
        busy = u("test busy", case, np.arange(hall.candidates.size)) < 0.3 * (case % 3)
        rules = hall.context.rules._replace(list_length=1 + case % 7)
        yield hall.home(int(row), ceiling_ratio=1.0 + 0.5 * (case % 2)), opening, busy, rules


def test_the_short_list_is_that_of_ranking_everybody(hall):
    filled, holders = 0, set()
    for number, case in enumerate(cases(hall, 180)):
        listed, ranks = hall.short(*case)
        assert (listed, ranks) == hall.naive(*case)
        if listed:
            filled += 1
            holders.add(tuple(Holder)[number % len(Holder)])
    assert filled > 90
    assert holders == set(Holder)


def test_compiled_and_plain_short_lists_agree(hall):
    with np.errstate(over="ignore"):
        for case in cases(hall, 8):
            assert hall.short(*case) == hall.short(*case, function=shortlist.py_func)


def test_a_holder_that_weighs_nothing_ranks_as_nobody_in_particular(hall):
    home, opening, busy, rules = next(cases(hall, 1))
    plain = opening._replace(practice=np.zeros(N_TRAITS))
    neutral = practice.practices(
        hall.context.scenario.reservations.model_copy(
            update={
                "prefect_priority": 0.0, "local_residents": 0.0, "action_logement_job": 0.0,
                "landlord_transfers": 0.0,
            }
        )
    )  # fmt: skip
    for holder in (Holder.PREFECT, Holder.LOCAL, Holder.ACTION_LOGEMENT, Holder.LANDLORD):
        same = opening._replace(practice=neutral[holder])
        assert hall.short(home, same, busy, rules) == hall.short(home, plain, busy, rules)


def test_vacancies_kept_for_transfers_are_closed_to_everybody_else(hall):
    kept = practice.practices(hall.context.scenario.reservations)[Holder.TRANSFERS]
    seen = 0
    for home, opening, busy, rules in cases(hall, 60):
        listed, _ = hall.short(home, opening._replace(practice=kept), busy, rules)
        assert hall.world.applications.is_transfer[hall.candidates[listed]].all()
        seen += len(listed)
    assert seen


def test_among_equals_the_order_is_that_of_the_grid(hall):
    """Without judgement, steering or screen, whoever has more points comes first."""
    free = hall.context.rules._replace(list_length=20, residual_minimum=-1e6, effort_maximum=1e6)
    seen = 0
    for home, opening, busy, _ in cases(hall, 30):
        equal = opening._replace(
            steering=0.0, judgement=0.0, weight=1.0, points=np.zeros(N_PROFILES),
            practice=np.zeros(N_TRAITS), reserved=EVERYBODY,
        )  # fmt: skip
        listed, _ = hall.short(home, equal, busy, free)
        possible = [
            i for i in hall.examined(home, busy, free) if not hall.is_above_ceiling(i, home)
        ]
        best = sorted(possible, key=lambda i: (-hall.scores[i], i))
        assert listed == best[: len(listed)]
        assert len(listed) == min(20, len(possible))
        seen += len(listed)
    assert seen > 100


@pytest.fixture(scope="module")
def listing(hall):
    """Return what the commission would decide on the vacancies of the last month of the run."""
    world, c = hall.world, hall.context
    empty = np.flatnonzero(world.dwellings.is_social & (world.dwellings.occupant < 0))
    openings = lettings.openings_of(world, c, empty[:40].astype(np.int64), ())
    listed = commission.let_by_commission(
        world.month, world.start_year, openings, hall.queue, hall.candidates, hall.refused, c.rules,
        c.tastes, c.codes, world.law, world.ceilings, hall.applicants, people(world), hall.homes,
        hall.places, files(world),
    )  # fmt: skip
    return openings, listed


def by_opening(openings, listed):
    for v in range(openings.home.size):
        yield v, Listed(*(column[listed.opening == v] for column in listed))


def test_offers_go_down_the_list_until_one_accepts(listing):
    outcomes = set()
    for _, part in by_opening(*listing):
        told = part.outcome.tolist()
        reached = [outcome for outcome in told if outcome != NOT_REACHED]
        assert reached == told[: len(reached)]
        assert all(outcome == REFUSED for outcome in reached[:-1])
        assert len(reached) == len(told) or reached[-1] == ACCEPTED
        assert (np.diff(part.rank) <= 0).all()
        outcomes |= set(told)
    assert outcomes == {NOT_REACHED, ACCEPTED, REFUSED}


def test_at_least_three_are_listed_where_there_are_three(hall, listing):
    openings, listed = listing
    offered = np.zeros(hall.candidates.size, bool)
    for v, part in by_opening(openings, listed):
        opening = Opening(
            openings.reserved[v], openings.steering[v], openings.judgement[v], openings.weight[v],
            openings.points[v], openings.practices[openings.holder[v]],
        )  # fmt: skip
        everybody = hall.context.rules._replace(list_length=1000)
        home = hall.home(int(openings.home[v]))
        possible, _ = hall.naive(home, opening, offered, everybody)
        assert part.candidate.tolist() == possible[:3]
        offered[part.candidate[part.outcome != NOT_REACHED]] = True
    assert np.bincount(listed.opening).max() == 3


def test_nobody_is_offered_two_homes(listing):
    _, listed = listing
    offered = listed.file[listed.outcome != NOT_REACHED]
    assert np.unique(offered).size == offered.size > 0


def test_what_was_examined_is_counted_as_in_a_plain_count(hall, listing):
    openings, listed = listing
    world, c = hall.world, hall.context
    arguments = (
        world.month, world.start_year, openings, listed, hall.queue, hall.refused, c.rules, c.codes,
        world.law, world.ceilings, hall.applicants, hall.homes, hall.places,
    )  # fmt: skip
    counts, by_file = count_examined(*arguments)
    plain = np.zeros_like(by_file)
    busy = np.zeros(hall.candidates.size, bool)
    for v, part in by_opening(openings, listed):
        home = hall.home(int(openings.home[v]))
        examined = list(hall.examined(home, busy, c.rules))
        under = [i for i in examined if not hall.is_above_ceiling(i, home)]
        turned_away = [i for i in under if not hall.is_solvent(i, home, c.rules)]
        assert counts[v].tolist() == [len(examined), len(examined) - len(under), len(turned_away)]
        above = np.setdiff1d(examined, under).astype(np.int64)
        for column, some in enumerate((examined, above, turned_away)):
            plain[some, column] += 1
        busy[part.candidate[part.outcome != NOT_REACHED]] = True
    assert (counts.sum(axis=0) > 0).all()
    np.testing.assert_array_equal(by_file, plain)
    with np.errstate(over="ignore"):
        found = count_examined.py_func(*arguments)
    for again, expected in zip(found, (counts, by_file), strict=True):
        np.testing.assert_array_equal(again, expected)


@given(
    arrays.arrays(np.float64, (3, 5), elements=st.floats(0, 20)),
    st.lists(st.floats(-5, 5), min_size=3, max_size=3),
)
def test_scores_add_points_times_amounts_each_within_its_cap(amounts, points):
    caps = np.array([np.inf, 4.0, 0.0])
    found = base_scores(np.array(points), caps, amounts)
    one = points[0] * amounts[0]
    two = np.clip(points[1] * amounts[1], -4.0, 4.0)
    np.testing.assert_allclose(found, one + two)


def test_the_screen_passes_half_of_those_at_both_thresholds(hall):
    rules = hall.context.rules._replace(effort_slope=1e-9)
    cost = 40_000.0
    income = cost + rules.residual_minimum * 100 * commission.DAYS_PER_MONTH
    at = commission.screen_probability(rules, income, cost, 1.0)
    assert at == pytest.approx(0.25, abs=1e-3)  # one half for each of the two
    assert commission.screen_probability(rules, 2 * income, cost, 1.0) > 0.49
    assert commission.screen_probability(rules, 0.7 * income, cost, 1.0) < 0.01


@given(st.floats(10_000, 500_000), st.floats(0, 90_000), st.floats(1, 4))
def test_the_screen_never_prefers_less_income_or_more_cost(demo_run, income, cost, units):
    rules = demo_run.context.rules
    here = commission.screen_probability(rules, income, cost, units)
    assert commission.screen_probability(rules, income + 5000, cost, units) >= here
    assert commission.screen_probability(rules, income, cost + 5000, units) <= here
    assert 0.0 <= commission.comfort(rules, income, cost, units) <= 1.0


def test_the_screen_refuses_a_household_without_income_and_stays_finite(hall):
    for cost in (0.0, 30_000.0):
        refused = commission.screen_probability(hall.context.rules, 0.0, cost, 1.0)
        assert 0.0 <= refused < 1e-6
    assert commission.comfort(hall.context.rules, 0.0, 0.0, 1.0) == 0.0


def test_the_full_cost_has_reduction_aid_and_supplement_on_real_charges(hall):
    world, rules = hall.world, hall.context.rules
    home = hall.home(int(np.flatnonzero(world.dwellings.is_social)[0]))
    home = home._replace(rent=40_000.0, charges=1.0, surface=60.0, financing=1, exemption=0.0)
    running = rules.running_costs * 60.0
    rich = cost_terms(world.law, 1, 0, 25_367.0, 25_367.0, 0)
    assert commission.full_cost(rules, rich, home) == pytest.approx(40_000 + 1822 + running)
    exempt = home._replace(exemption=1.0)
    assert commission.full_cost(rules, rich, exempt) == pytest.approx(40_000 + running)
    poor = cost_terms(world.law, 1, 0, 0.0, 0.0, 0)
    paid = 40_000 - 4460 - 23_800 + running
    assert commission.full_cost(rules, poor, home) == pytest.approx(paid)
