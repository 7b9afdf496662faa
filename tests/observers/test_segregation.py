"""Tables of segregation: counted again in the plainest way from the world."""

import numpy as np
import pytest

from simulation import indicators as i
from simulation.model import HousingModel
from simulation.observers import (
    areas,
    segregation,
    segregation_change,
    segregation_parts,
    segregation_places,
)
from simulation.observers.populations import GROUPS, populations
from simulation.observers.tools import table
from simulation.processes.poverty import is_poor
from simulation.processes.quartiles import income_per_unit
from simulation.schedule import run_month
from simulation.state.schema import Place


@pytest.fixture(scope="module")
def world(scenario, demo_territory):
    """Return a world at the end of December, its ledger still whole."""
    model = HousingModel(scenario(spin_up_years=1, years=1), key=6, territory=demo_territory)
    while model.month < 11:
        model.step()
    run_month(model.world, model.context)
    return model.world


@pytest.fixture(scope="module")
def found(world):
    return segregation.observe(world)


def pick(columns, **where):
    chosen = np.ones(len(columns["year"]), bool)
    for name, value in where.items():
        chosen &= columns[name] == value
    return {name: values[chosen] for name, values in columns.items()}


def one(columns, **where):
    chosen = pick(columns, **where)
    assert len(chosen["year"]) == 1
    return {name: values.item() for name, values in chosen.items()}


def plain_counts(units, groups, shape):
    counts = np.zeros(shape, int)
    np.add.at(counts, (units, groups), 1)
    return counts


def test_every_population_unit_and_grouping_has_its_rows_and_a_number_in_each(found):
    kinds = set(zip(found["population"], found["unit"], found["grouping"], strict=True))
    units = {"social": 3, "recent": 3, "all": 2}
    assert len(kinds) == sum(units.values()) * len(GROUPS)
    assert ("all", "residence", "quartile") not in kinds  # private homes have no buildings
    for column in ("value", "expected_random", "corrected"):
        assert np.isfinite(found[column]).all()
    rows = list(zip(*(found[k] for k in ("population", "unit", "grouping", "index")), strict=True))
    assert len(rows) == len(set(rows))


def test_populations_are_tenants_everybody_and_tenants_who_moved_in_this_year(world):
    people = populations(world)
    h, d = world.households, world.dwellings
    housed = np.flatnonzero(h.place == Place.HOUSED)
    np.testing.assert_array_equal(people["all"], housed)
    np.testing.assert_array_equal(people["social"], housed[d.is_social[h.dwelling[housed]]])
    assert set(people["recent"]) < set(people["social"])
    assert (h.moved_in[people["recent"]] >= 0).all()
    assert (h.moved_in[people["recent"]] <= 11).all()
    let = world.ledger.events("lettings")["household_id"]
    assert np.isin(h.id[people["recent"]], let).all()


def test_poverty_counts_households_under_the_national_line(world, found):
    rows = populations(world)["all"]
    area = world.dwellings.area[world.households.dwelling[rows]]
    counts = plain_counts(area, (~is_poor(world, rows)).astype(int), (len(world.areas), 2))
    row = one(found, population="all", unit="area", index="dissimilarity_poor")
    assert row["value"] == pytest.approx(i.dissimilarity(counts, 0))
    assert row["expected_random"] == pytest.approx(i.expected_dissimilarity(counts, 0))
    expected = (row["value"] - row["expected_random"]) / (1 - row["expected_random"])
    assert row["corrected"] == pytest.approx(expected)


def test_rank_order_indices_come_close_to_those_of_the_incomes_themselves(world, found):
    rows = populations(world)["social"]
    area = world.dwellings.area[world.households.dwelling[rows]]
    h, r = i.rank_order_exact(area, income_per_unit(world, rows))
    where = {"population": "social", "unit": "area", "grouping": "decile"}
    assert one(found, **where, index="rank_order_h")["value"] == pytest.approx(h, rel=0.1)
    assert one(found, **where, index="rank_order_r")["value"] == pytest.approx(r, rel=0.1)


def test_communes_are_sums_of_areas_and_less_apart(found):
    for index in ("theil_h", "dissimilarity_q1", "multigroup_gini"):
        where = {"population": "social", "grouping": "quartile", "index": index}
        values = [one(found, unit=u, **where)["value"] for u in ("commune", "area", "residence")]
        assert values == sorted(values)


def test_indices_of_one_table_are_those_of_the_functions(found):
    counts = np.array([[30, 20, 10, 5], [5, 10, 20, 30], [0, 0, 0, 0], [9, 9, 9, 9]])
    rows = {each.name: each for each in segregation.indices(counts, "quartile")}
    assert rows["gini_q1"].value == i.gini(counts, 0)
    assert rows["exposure_q1_to_q4"].value == i.exposure(counts, 0, 3)
    assert rows["ordinal_square_root"].value == i.ordinal_segregation(counts, "square_root")
    entropy = i.mutual_information(np.diag(counts.sum(axis=0)))
    assert rows["mutual_information"].highest == pytest.approx(entropy)
    where = {"population": "social", "unit": "area", "grouping": "quartile"}
    spatial = [name for name in pick(found, **where)["index"] if name.startswith("spatial")]
    assert len(spatial) == 4
    assert set(pick(found, **where)["index"]) == {*rows, *spatial}


@pytest.mark.parametrize("grouping", GROUPS)
def test_nobody_has_indices_of_0(grouping):
    nobody = np.zeros((3, GROUPS[grouping]), int)
    for each in segregation.indices(nobody, grouping):
        assert each.value == each.expected == 0


def test_parts_add_up_to_the_indices_of_the_year(world, found):
    parts = segregation_parts.observe(world)
    assert np.isfinite(parts["value"]).all()
    for population, split, unit in (
        ("social", "qpv", "area"), ("social", "commune", "area"), ("social", "area", "residence"),
        ("all", "qpv", "area"),
    ):  # fmt: skip
        for index in ("mutual_information", "theil_h"):
            where = {"population": population, "split": split, "unit": unit, "index": index}
            between = one(parts, part="between", **where)
            within = one(parts, part="within", **where)
            whole = {"population": population, "unit": unit, "grouping": "quartile"}
            total = one(found, **whole, index=index)["value"]
            assert between["value"] + within["value"] == pytest.approx(total)
            assert between["share_of_total"] + within["share_of_total"] == pytest.approx(1)
            assert within["excess"] == within["value"] - within["expected_random"]
    where = {"population": "social", "split": "qpv", "index": "theil_h"}
    inside = [one(parts, part=f"within_{name}", **where) for name in ("qpv", "outside")]
    within = one(parts, part="within", **where)["value"]
    assert sum(row["value"] for row in inside) == pytest.approx(within)
    groups = pick(parts, population="social", split="group")
    total = one(
        found, population="social", unit="area", grouping="quartile", index="mutual_information"
    )
    assert groups["value"].sum() == pytest.approx(total["value"])
    assert groups["expected_random"].sum() == pytest.approx(total["expected_random"])


def test_places_show_how_specialised_the_residences_of_each_area_are(world):
    found = segregation_places.observe_areas(world)
    by_area = areas.observe(world)
    np.testing.assert_array_equal(found["households"], by_area["social_households"])
    h, d = world.households, world.dwellings
    rows = populations(world)["social"]
    area = int(by_area["social_households"].argmax())
    here = rows[d.area[h.dwelling[rows]] == area]
    shape = (len(world.residences), 4)
    counts = plain_counts(d.residence[h.dwelling[here]], h.quartile_fixed[here] - 1, shape)
    assert found["specialisation"][area] == pytest.approx(i.theil_h(counts))
    assert found["specialisation_expected"][area] == pytest.approx(i.expected_theil_h(counts))
    cleared = i.corrected(i.theil_h(counts), i.expected_theil_h(counts))
    assert found["specialisation_corrected"][area] == pytest.approx(cleared)
    empty = found["households"] == 0
    assert (np.isnan(found["local_entropy"]) == empty).all()


def test_classes_of_residences_add_up_and_smaller_ones_are_more_uneven_by_chance(world):
    found = segregation_places.observe_sizes(world)
    assert found["least_tenants"][0] == 0
    assert found["households"][1:].sum() == found["households"][0]
    assert found["residences"][1:].sum() == found["residences"][0]
    filled = found["households"] > 0
    assert (np.diff(found["expected_random"][filled][1:]) < 0).all()


def test_change_is_that_of_the_areas_of_two_years():
    names = ("q1", "q2", "q3", "q4")
    tables = []
    for year, counts in (
        (2021, [[9, 5, 3, 3], [2, 6, 6, 6]]),
        (2030, [[18, 5, 3, 3], [4, 6, 6, 6]]),
    ):
        tables.append(
            table([{"year": year, **dict(zip(names, row, strict=True))} for row in counts])
        )
    found = one(segregation_change.observe(*tables), index="mutual_information")
    assert (found["since"], found["year"]) == (2021, 2030)
    assert found["structure"] == pytest.approx(0, abs=1e-8)
    assert found["composition"] == pytest.approx(found["after"] - found["before"])
    assert found["composition"] == found["composition_groups"] + found["composition_areas"]


def test_a_run_compares_each_year_with_the_end_of_its_spin_up(scenario, demo_territory):
    model = HousingModel(scenario(spin_up_years=2, years=2), key=1, territory=demo_territory).run()
    change = model.tables()["segregation_change"]
    first = pick(change, index="theil_h")
    start = int(model.world.start_year)
    assert list(first["year"]) == [start - 2, start - 1, start, start + 1]
    assert list(first["since"]) == [start - 2, start - 1, start - 1, start - 1]
    terms = ("composition", "structure", "new_areas", "gone_areas")
    np.testing.assert_allclose(sum(first[name] for name in terms), first["change"], atol=1e-8)
