"""Attributions by holder and the flow of landlords: counted again, one event at a time."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.observers import attributions, holders
from simulation.processes import flow
from simulation.schedule import run_month
from simulation.state.schema import Channel, Holder


@pytest.fixture(scope="module")
def world(scenario, demo_territory):
    """Return a world at the end of December, its ledger still whole."""
    rule = {"name": "reconstruction", "share": 0.2, "duration_years": 1, "notice_months": 6}
    model = HousingModel(scenario(rule, years=1), key=6, territory=demo_territory)
    while model.month < 11:
        model.step()
    run_month(model.world, model.context)
    return model.world


def rows(table):
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]


def test_leases_by_holder_are_those_of_the_ledger(world):
    lettings = world.ledger.events("lettings")
    qpv = world.areas.is_qpv[world.dwellings.area[lettings["dwelling"]]]
    inside = {"qpv": qpv, "outside": ~qpv, "all": np.ones(qpv.size, bool)}
    seen = set()
    for row in rows(holders.observe(world)):
        chosen = inside[row["sector"]] & (lettings["holder"] == Holder[row["holder"].upper()])
        of_quartile = chosen & (lettings["quartile"] == row["quartile"])
        assert row["leases"] == of_quartile.sum()
        rehoused = of_quartile & (lettings["channel"] == Channel.REHOUSING)
        assert row["rehoused"] == rehoused.sum()
        if chosen.any():
            alone = of_quartile.sum() - rehoused.sum()
            assert row["share"] == pytest.approx(alone / chosen.sum())
            seen.add(row["holder"])
        else:
            assert np.isnan(row["share"])
    assert seen == {holder.name.lower() for holder in Holder}  # NONE: the rehoused


def test_holders_add_up_to_all_attributions(world):
    by_holder, whole = holders.observe(world), attributions.observe(world)
    for sector in ("qpv", "outside", "all"):
        for quartile in (1, 2, 3, 4):
            (total,) = whole["leases"][
                (whole["sector"] == sector) & (whole["quartile"] == quartile)
            ]
            chosen = (by_holder["sector"] == sector) & (by_holder["quartile"] == quartile)
            assert by_holder["leases"][chosen].sum() == total


def test_the_flow_of_each_landlord_is_that_of_the_ledger_and_keeps_to_the_shares(world, scenario):
    events, lettings = world.ledger.events("flow"), world.ledger.events("lettings")
    landlord = world.residences.landlord[world.dwellings.residence]
    shares = dict(zip(range(4), flow.shares(scenario().reservations), strict=True))
    table = rows(holders.observe_flow(world))
    assert {row["landlord"] for row in table} == set(range(world.residences.landlord.max() + 1))
    for row in table:
        holder = Holder[row["holder"].upper()]
        own = landlord[events["dwelling"]] == row["landlord"]
        held = own & (events["holder"] == holder)
        assert row["oriented"] == (held & (events["is_passed_on"] == 0)).sum()
        assert row["received"] == (held & (events["is_passed_on"] == 1)).sum()
        let = landlord[lettings["dwelling"]] == row["landlord"]
        assert row["leases"] == (let & (lettings["holder"] == holder)).sum()
        base = (own & (events["is_passed_on"] == 0) & (events["holder"] < 4)).sum()
        if holder in shares and base:
            assert row["oriented"] == pytest.approx(shares[holder] * base, abs=2)
            assert row["share"] == pytest.approx(row["oriented"] / base)
        else:
            assert np.isnan(row["share"])
    assert sum(row["oriented"] for row in table) == (events["is_passed_on"] == 0).sum() > 100
