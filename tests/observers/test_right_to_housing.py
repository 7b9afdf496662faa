"""Right to housing: files counted again one by one."""

import numpy as np
import pytest

from simulation.observers import right_to_housing
from simulation.processes.poverty import current_aid
from simulation.state.schema import Channel, Place

DAYS = 365.25 / 12


@pytest.fixture(scope="module")
def table(december, rows):
    return {(r["by"], r["group"]): r for r in rows(right_to_housing.observe(december.world))}


@pytest.fixture(scope="module")
def waiting(december):
    world, a, h = december.world, december.world.applications, december.world.households
    found = []
    for file in range(len(a)):
        if a.household[file] < 0:
            continue
        row, asked = a.household[file], [area for area in a.asked[file] if area >= 0]
        found.append(
            {
                "months": world.month - a.filed[file],
                "quartile": f"q{h.quartile_legal[row]}",
                "priority": "yes" if a.is_priority[file] else "no",
                "persons": str(h.persons[row]) if h.persons[row] < 5 else "5+",
                "unhoused": h.place[row] == Place.HOSTED,
                "qpv": [bool(world.areas.is_qpv[area]) for area in asked],
                "income": round(h.income[row] / h.units[row]),
                "row": int(row),
            }
        )
    return found


@pytest.fixture(scope="module")
def housed(december, rows):
    return [
        {
            "months": event["wait_months"],
            "quartile": f"q{event['quartile']}",
            "priority": "yes" if event["is_priority"] else "no",
            "persons": str(event["persons"]) if event["persons"] < 5 else "5+",
            "income": event["income_per_unit"],
        }
        for event in rows(december.world.ledger.events("lettings"))
        if event["channel"] != Channel.REHOUSING
    ]


def test_poverty_of_files_counts_persons_and_the_aid_of_tenants_alone(december, table, waiting):
    world, h = december.world, december.world.households
    poor, persons, aided = 0, 0, 0
    for file in waiting:
        row = file["row"]
        aid = 0 if file["unhoused"] else int(current_aid(world, np.array([row]))[0])
        aided += aid > 0
        per_unit = (h.income[row] + aid) / 100 / h.units[row]
        poor += int(h.persons[row]) * (per_unit < world.poverty_line)
        persons += int(h.persons[row])
    assert 0 < poor < persons
    assert aided > 0
    assert table["all", "all"]["open_poverty_share"] == pytest.approx(poor / persons)


@pytest.mark.parametrize("by", ["all", "quartile", "priority", "persons"])
def test_each_group_has_its_files_its_lettings_and_its_chance(table, waiting, housed, by):
    groups = [group for kind, group in table if kind == by]
    assert groups
    for group in groups:
        found = table[by, group]
        is_open = [f for f in waiting if by == "all" or f[by] == group]
        let = [f for f in housed if by == "all" or f[by] == group]
        assert found["open_files"] == len(is_open)
        assert found["housed"] == len(let) > 0
        assert found["unhoused_files"] == sum(f["unhoused"] for f in is_open)
        assert found["chance"] == pytest.approx(len(let) / (len(let) + len(is_open)))
        for name, files in (("open", is_open), ("wait", let)):
            days = [f["months"] * DAYS for f in files]
            assert found[f"mean_{name}_days"] == pytest.approx(np.mean(days))
            assert found[f"median_{name}_days"] == pytest.approx(np.median(days))
        assert found["files_asking_qpv"] == sum(any(f["qpv"]) for f in is_open)
        only = sum(any(f["qpv"]) and all(f["qpv"]) for f in is_open)
        assert found["files_asking_qpv_only"] == only
        share = sum(any(f["qpv"]) for f in is_open) / len(is_open)
        assert found["asking_qpv_share"] == pytest.approx(share)


def test_tenths_of_income_are_cut_where_a_tenth_of_open_and_housed_files_is_below(
    table, waiting, housed
):
    """Equal incomes, those of the minima above all, stay in one tenth."""
    edges = np.quantile([f["income"] for f in waiting + housed], np.arange(1, 10) / 10)
    low = [-np.inf, *edges]
    high = [*edges, np.inf]
    for tenth in range(10):
        found = table["income", f"d{tenth + 1}"]
        for name, files in (("open_files", waiting), ("housed", housed)):
            inside = sum(low[tenth] < f["income"] <= high[tenth] for f in files)
            assert found[name] == inside
    assert table["income", "d10"]["open_files"] > 0


@pytest.mark.parametrize("by", ["quartile", "priority", "persons", "income"])
def test_groups_add_up_to_all(table, by):
    for name in ("open_files", "unhoused_files", "housed", "files_asking_qpv"):
        parts = [found[name] for (kind, _), found in table.items() if kind == by]
        assert sum(parts) == table["all", "all"][name]


def test_files_and_lettings_are_those_of_the_accounts(table, december):
    found = december._tables["reconciliation"]
    lettings = december.world.ledger.events("lettings")
    rehoused = (lettings["channel"] == Channel.REHOUSING).sum()
    assert rehoused > 0
    assert table["all", "all"]["housed"] == lettings["month"].size - rehoused
    assert len(found) == december.month + 12  # this last month is not observed yet


def test_a_world_without_files_has_no_delays(world):
    found = right_to_housing.observe(world)
    assert not found["open_files"].any()
    assert np.isnan(found["chance"]).all()
    assert np.isnan(found["median_wait_days"]).all()
