"""Rehousing of the year: counted again move by move, and against the table of projects."""

import numpy as np
import pytest

from simulation.observers import projects, rehousing
from simulation.state.schema import Channel, Move, Reason


@pytest.fixture(scope="module")
def events(december, rows):
    world = december.world
    leases = {
        (e["month"], e["household_id"]): e["quartile"]
        for e in rows(world.ledger.events("lettings"))
        if e["channel"] == Channel.REHOUSING
    }
    found = rows(world.ledger.events("rehousings"))
    assert len(found) == len(leases) > 20
    return [{**e, "quartile": leases[e["month"], e["household_id"]]} for e in found]


@pytest.mark.parametrize("group", ["all", "q1", "q2", "q3", "q4"])
def test_moves_are_counted_by_quartile(december, rows, events, group):
    world, d, r = december.world, december.world.dwellings, december.world.residences
    own = [e for e in events if group in ("all", f"q{e['quartile']}")]
    (found,) = [row for row in rows(rehousing.observe(world)) if row["group"] == group]
    moved = [e for e in own if not e["is_return"]]
    kinds = {"in_same_qpv": 0, "in_same_area": 0, "in_other_qpv": 0, "outside_qpv": 0}
    other = from_qpv = left_qpv = 0
    for e in moved:
        before, after = d.area[e["origin"]], d.area[e["destination"]]
        qpv = world.areas.is_qpv[after]
        name = ("in_same_qpv" if qpv else "in_same_area") if before == after else (
            "in_other_qpv" if qpv else "outside_qpv")  # fmt: skip
        kinds[name] += 1
        other += r.landlord[d.residence[e["origin"]]] != r.landlord[d.residence[e["destination"]]]
        from_qpv += world.areas.is_qpv[before]
        left_qpv += world.areas.is_qpv[before] and not qpv
    assert {name: found[name] for name in kinds} == kinds
    assert found["rehoused"] == len(moved) == sum(kinds.values())
    assert found["other_landlord"] == other
    assert found["from_qpv"] == from_qpv
    assert found["returned"] == len(own) - len(moved)
    assert found["with_file"] == sum(e["is_asked"] >= 0 for e in moved)
    assert found["area_asked"] == sum(e["is_asked"] == 1 for e in moved)
    assert found["cost_risen"] == sum(e["cost_after"] > e["cost_before"] for e in moved)
    if moved:
        change = np.mean([e["cost_after"] - e["cost_before"] for e in moved]) / 100
        assert found["mean_cost_change_eur"] == pytest.approx(change)
        assert found["median_delay_months"] == np.median([e["delay"] for e in moved])
        assert found["inter_landlord_share"] == pytest.approx(other / len(moved))
        stays = kinds["in_same_qpv"] + kinds["in_same_area"]
        assert found["left_area_share"] == pytest.approx(1 - stays / len(moved))
    if from_qpv:
        assert found["left_qpv_share"] == pytest.approx(left_qpv / from_qpv)


def departures(world, rows):
    """Return who left buildings to demolish, move by move, death and unions left out."""
    d, r, found = world.dwellings, world.residences, []
    moves = rows(world.ledger.events("moves"))
    for move in moves:
        if move["origin"] < 0 or move["reason"] in (Reason.DEATH, Reason.UNION):
            continue
        if r.rehousing_opens[d.residence[move["origin"]]] <= move["month"]:
            homes = [
                other["destination"]
                for other in moves
                if other["household_id"] == move["household_id"]
                and other["month"] == move["month"]
                and other["kind"] == Move.SETTLE
            ]
            found.append({**move, "new": homes[0] if homes else -1})
    return found


def test_those_who_leave_in_another_way_are_counted(december, rows):
    world, d = december.world, december.world.dwellings
    qpv = world.areas.is_qpv[d.area]
    gone = departures(world, rows)
    table = rows(rehousing.observe(world))
    limits = world.memory.thresholds_legal * 100
    of_quartile = [1 + int((limits < move["income_per_unit"]).sum()) for move in gone]
    for row in table:
        name = row["group"]
        own = [m for m, q in zip(gone, of_quartile, strict=True) if name in ("all", f"q{q}")]
        assert row["to_private"] == sum(m["new"] >= 0 and not d.is_social[m["new"]] for m in own)
        assert row["to_elsewhere"] == sum(m["new"] < 0 for m in own)
        emptied = [m for m in own if qpv[m["origin"]]]
        left = [m for m in emptied if m["new"] < 0 or not qpv[m["new"]]]
        assert (row["emptied_qpv"], row["gone_from_qpv"]) == (len(emptied), len(left))
        assert row["to_private"] + row["to_elsewhere"] + row["to_own_file"] <= len(own)
    whole = table[0]
    assert whole["to_private"] > 0
    ways = ("rehoused", "to_private", "to_own_file", "to_elsewhere")
    assert sum(whole[name] for name in ways) == len(gone)


def test_the_table_agrees_with_that_of_projects(december):
    found = rehousing.observe(december.world)
    names = projects.observe(december.world, december.policy_keys, ())
    whole = {name: values[0] for name, values in found.items()}
    assert whole["rehoused"] == names["rehoused"].sum() - names["returned"].sum()
    same = whole["in_same_qpv"] + whole["in_same_area"]
    assert same == names["in_neighbourhood"].sum()
    for name in ("in_other_qpv", "outside_qpv", "other_landlord", "neutrality_waived", "returned"):
        assert whole[name] == names[name].sum()


def test_a_year_without_rehousing_has_rows_of_zero(world):
    found = rehousing.observe(world)
    assert found["group"].tolist() == ["all", "q1", "q2", "q3", "q4"]
    assert not found["rehoused"].any()
    assert np.isnan(found["left_area_share"]).all()
