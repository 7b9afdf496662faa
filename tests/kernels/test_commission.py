"""The commission: who fits, who is solvent, and a short list as if everybody had been ranked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels import commission
from simulation.kernels.bill import cost_terms
from simulation.kernels.commission import base_scores, fits, insert, shortlist, sort_into_buckets
from simulation.kernels.utility import PERSISTENT, read_home
from simulation.processes.context import files, homes, people_of, places
from simulation.processes.lettings import N_SIZES, ranked_files
from simulation.rng import draw
from simulation.state.schema import DwellingStatus

EVERYBODY = 0b1111


@pytest.mark.parametrize(
    ("persons", "rooms"),
    [(1, [1, 2]), (2, [1, 2, 3]), (4, [3, 4, 5]), (6, [5]), (9, [5]), (11, [5]), (32, [5])],
)
def test_a_family_fits_homes_of_about_its_size(persons, rooms):
    assert [n for n in range(1, 6) if fits(persons, n, 1)] == rooms


@given(st.integers(1, 10), st.integers(1, 5), st.integers(0, 3))
def test_more_spare_rooms_allowed_never_exclude_a_home(persons, rooms, spare):
    assert fits(persons, rooms, spare + 1) >= fits(persons, rooms, spare)


@given(
    st.lists(st.lists(st.integers(-1, 5), min_size=4, max_size=4), max_size=30),
    st.randoms(use_true_random=False),
)
def test_buckets_are_those_of_a_stable_sort(asked, shuffle):
    asked = np.array([sorted(set(row), reverse=True) + [-1] * (4 - len(set(row))) for row in asked])
    asked = asked.reshape(-1, 4).astype(np.int32)
    candidates = np.array(shuffle.sample(range(len(asked)), len(asked)), np.int64)
    sizes = np.array([shuffle.randrange(N_SIZES) for _ in candidates], np.int64)
    starts, members = sort_into_buckets(candidates, asked, sizes, 6, N_SIZES)
    for area in range(6):
        for size in range(N_SIZES):
            bucket = area * N_SIZES + size
            asks = (asked[candidates] == area).any(axis=1) & (sizes == size)
            found = members[starts[bucket] : starts[bucket + 1]]
            assert found.tolist() == np.flatnonzero(asks).tolist()
    assert starts[-1] == (asked >= 0).sum()


@given(st.lists(st.sampled_from([-np.inf, 0.0, 1.0, 2.0, 3.0])), st.integers(1, 5))
def test_inserting_keeps_the_best_and_among_equals_the_first(values, length):
    ranks, best = np.full(length, -np.inf), np.full(length, -1)
    for i, value in enumerate(values):
        insert(ranks, best, value, i)
    order = np.argsort(-np.array(values), kind="stable") if values else np.array([], int)
    wanted = [i for i in order if values[i] > -np.inf][:length]
    assert best[: len(wanted)].tolist() == wanted
    assert (ranks[len(wanted) :] == -np.inf).all()


class Hall:
    """The world of a finished run as the commission sees it."""

    def __init__(self, model):
        self.model, self.world, self.context = model, model.world, model.context
        self.candidates, self.scores = ranked_files(self.world, self.context)
        self.applicants = people_of(self.world, self.world.applications.household[self.candidates])
        sizes = np.minimum(self.applicants.persons.astype(np.int64), N_SIZES) - 1
        self.buckets = sort_into_buckets(
            self.candidates, self.world.applications.asked, sizes, len(self.world.areas), N_SIZES
        )

    def home(self, row):
        world = self.world
        return read_home(homes(world), places(world), row, world.month, world.start_year)

    def short(self, row, reserved, busy, rules, function=shortlist):
        ranks, best = np.empty(rules.list_length), np.empty(rules.list_length, np.int64)
        function(
            self.home(row), reserved, *self.buckets, N_SIZES, self.scores, busy, ranks, best,
            rules, self.context.codes, self.world.law, self.world.ceilings, self.applicants,
        )  # fmt: skip
        listed = ranks > -np.inf
        return best[listed].tolist(), ranks[listed].tolist()

    def naive(self, row, reserved, busy, rules):
        """Rank every candidate in the plainest way."""
        home, a, codes = self.home(row), self.applicants, self.context.codes
        asked = self.world.applications.asked[self.candidates]
        found = []
        for i in range(self.candidates.size):
            possible = (
                home.area in asked[i]
                and fits(a.persons[i], home.rooms, rules.spare_rooms)
                and not busy[i]
                and reserved >> (int(a.quartile[i]) - 1) & 1
                and a.fiscal_income[i] <= self.world.ceilings[home.financing, a.category[i]]
            )
            if not possible:
                continue
            terms = cost_terms(
                self.world.law, a.adults[i], a.persons[i] - a.adults[i], a.resources[i],
                a.fiscal_income[i], a.category[i],
            )  # fmt: skip
            cost = commission.full_cost(rules, terms, home)
            solvent = commission.screen_probability(rules, float(a.income[i]), cost, a.units[i])
            if draw(codes.screen, PERSISTENT, a.id[i], row, 0) >= solvent:
                continue
            seen = commission.judgement(rules, codes, a.id[i], row)
            means = commission.comfort(rules, float(a.income[i]), cost, a.units[i])
            found.append((self.scores[i] + seen + rules.steering * means, i))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        best = found[: rules.list_length]
        return [i for _, i in best], [rank for rank, _ in best]


@pytest.fixture(scope="module")
def hall(demo_run):
    return Hall(demo_run)


def cases(hall, count):
    """Yield dwellings, reserved quartiles, busy candidates and rules, all kinds of them."""
    d = hall.world.dwellings
    stock = np.flatnonzero(d.is_social & (d.status != DwellingStatus.DEMOLISHED))
    u = hall.world.streams.uniform
    rows = stock[(u("test home", 0, np.arange(count)) * stock.size).astype(int)]
    for case, row in enumerate(rows):
        reserved = (EVERYBODY, EVERYBODY, 0b0001, 0b1110)[case % 4]
        busy = u("test busy", case, np.arange(hall.candidates.size)) < 0.3 * (case % 3)
        rules = hall.context.rules._replace(
            list_length=1 + case % 7, steering=(case % 5) * 1.0, judgement=(case % 4) * 1.0
        )
        yield int(row), reserved, busy, rules


def test_the_short_list_is_that_of_ranking_everybody(hall):
    filled = 0
    for case in cases(hall, 120):
        listed, ranks = hall.short(*case)
        wanted, wanted_ranks = hall.naive(*case)
        assert ranks == pytest.approx(wanted_ranks, rel=1e-12)
        if case[-1].judgement > 0:  # without it, equals may come in another order
            assert listed == wanted
        filled += len(listed) > 0
    assert filled > 60


def test_compiled_and_plain_short_lists_agree(hall):
    with np.errstate(over="ignore"):
        for case in cases(hall, 8):
            assert hall.short(*case) == hall.short(*case, function=shortlist.py_func)


def test_scores_count_seniority_to_its_cap_priority_refusals_and_points(hall):
    world, rules = hall.world, hall.context.rules
    points = np.zeros(len(world.applications))
    points[hall.candidates] = 3.0
    found = base_scores(rules, files(world), points, hall.candidates, world.month)
    a = world.applications
    years = np.minimum((world.month - a.filed[hall.candidates]) / 12, rules.seniority_cap)
    expected = rules.seniority * years - rules.malus * a.refused[hall.candidates] + 3.0
    expected += rules.priority * a.is_priority[hall.candidates]
    np.testing.assert_allclose(found, expected)


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
    home = home._replace(rent=40_000.0, charges=1.0, surface=60.0, financing=1, is_exempt=False)
    running = rules.running_costs * 60.0
    rich = cost_terms(world.law, 1, 0, 25_367.0, 25_367.0, 0)
    assert commission.full_cost(rules, rich, home) == pytest.approx(40_000 + 1822 + running)
    exempt = home._replace(is_exempt=True)
    assert commission.full_cost(rules, rich, exempt) == pytest.approx(40_000 + running)
    poor = cost_terms(world.law, 1, 0, 0.0, 0.0, 0)
    paid = 40_000 - 4460 - 23_800 + running
    assert commission.full_cost(rules, poor, home) == pytest.approx(paid)
