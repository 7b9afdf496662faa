"""Attributions against each target: counted again lease by lease and file by file."""

import math

import numpy as np
import pytest

from simulation.kernels.commission import fits
from simulation.observers import attributions, targets
from simulation.policies.attribution_targets import AttributionTargets
from simulation.state import occupancy
from simulation.state.schema import Channel, DwellingStatus, Holder, Reason


@pytest.fixture(scope="module")
def table(december, rows):
    return rows(targets.observe(december.world, december.context))


@pytest.fixture(scope="module")
def known(december):
    """Return the targets of the law and of the scenario, by who asks for them and name."""
    own = december.context.levers.pull("targets", december.world)
    law = AttributionTargets().targets(december.world)
    return {("law", t.name): t for t in law} | {("policies", t.name): t for t in own}


@pytest.fixture(scope="module")
def heard(december):
    """Return the profiles of the files that could be heard for each vacancy of December."""
    w = december.world
    d, h, a = w.dwellings, w.households, w.applications
    spare = december.scenario.allocation.spare_rooms
    found = {}
    for home in np.flatnonzero(d.is_social & (d.status == DwellingStatus.VACANT)):
        profiles = set()
        for file in np.flatnonzero((a.asked == d.area[home]).any(axis=1) & (a.household >= 0)):
            row = a.household[file]
            ceiling = w.ceilings[w.residences.financing[d.residence[home]], h.category[row]]
            if h.fiscal_income[row] <= ceiling * d.ceiling_ratio[home] and fits(
                min(int(h.persons[row]), 7), int(d.rooms[home]), spare
            ):
                profiles.add(int(h.quartile_legal[row]) - 1 + 4 * int(h.activity[row] == 0))
        found[int(home)] = profiles
    return found


def members(target):
    return {profile for profile in range(8) if target.profiles >> profile & 1}


def leases_of(december, rows, target, landlord=-1, holder="all"):
    w = december.world
    for event in rows(w.ledger.events("lettings")):
        residence = w.dwellings.residence[event["dwelling"]]
        whose = landlord in (-1, w.residences.landlord[residence])
        held = holder == "all" or event["holder"] == Holder[holder.upper()]
        if target.residences[residence] and whose and held:
            profile = event["quartile"] - 1 + 4 * bool(event["has_job"])
            rehoused = event["channel"] == Channel.REHOUSING
            yield residence, profile in members(target), rehoused


def wanted(december, target):
    floor = december.world.memory.observed.get(target.name, 0.0) if target.is_floored else 0.0
    return max(target.share, floor)


def test_every_target_has_a_row_for_all_for_each_landlord_and_for_each_holder(
    december, table, known
):
    actors = 1 + int(december.world.residences.landlord.max()) + 1 + len(Holder)
    assert len(table) == actors * len(known)
    assert {(row["asked_by"], row["target"]) for row in table} == set(known)
    assert len(known) == 4


def test_shares_are_those_of_the_leases(december, table, known, rows):
    for row in table:
        target = known[row["asked_by"], row["target"]]
        let = list(leases_of(december, rows, target, row["landlord"], row["holder"]))
        counted = sum(is_in or (moved and target.counts_rehoused) for _, is_in, moved in let)
        alone = sum(is_in and not moved for _, is_in, moved in let)
        asked = wanted(december, target)
        assert (row["leases"], row["counted"]) == (len(let), counted)
        assert row["target_share"] == pytest.approx(asked)
        assert row["missing_leases"] == max(0, math.ceil(round(asked * len(let) - counted, 6)))
        if let:
            assert row["share"] == pytest.approx(counted / len(let))
            assert row["share_without_rehoused"] == pytest.approx(alone / len(let))
            assert row["gap"] == pytest.approx(counted / len(let) - asked)
        else:
            assert np.isnan(row["share"])


def test_the_targets_of_the_law_have_the_shares_of_the_table_of_attributions(december, table):
    found = attributions.observe(december.world)
    (row,) = [r for r in table if r["asked_by"] == "law" and r["landlord"] == -1
              and r["holder"] == "all" and "outside" in r["target"]]  # fmt: skip
    outside = (found["sector"] == "outside") & (found["quartile"] == 1)
    assert row["share"] == pytest.approx(found["share_with_rehoused"][outside][0])
    assert row["share_without_rehoused"] == pytest.approx(found["share"][outside][0])
    assert row["target_share"] == 0.25


def test_a_vacancy_is_at_risk_when_only_others_than_the_group_that_is_short_ask_for_it(
    december, table, known, heard, rows
):
    d = december.world.dwellings
    seen = 0
    for row in table:
        if row["landlord"] != -1 or row["holder"] != "all":
            continue
        target = known[row["asked_by"], row["target"]]
        tally = {}
        for residence, is_in, moved in leases_of(december, rows, target):
            unit = residence if target.per == "residence" else 0
            count = tally.setdefault(unit, [0, 0])
            count[0] += is_in or (moved and target.counts_rehoused)
            count[1] += 1
        short = {u for u, (c, n) in tally.items() if c < wanted(december, target) * n - 1e-9}
        here = [home for home in heard if target.residences[d.residence[home]]]
        risk = [
            home
            for home in here
            if heard[home]
            and not heard[home] & members(target)
            and (d.residence[home] if target.per == "residence" else 0) in short
        ]
        assert row["vacancies"] == len(here)
        assert row["vacancies_without_candidate"] == sum(not heard[home] for home in here)
        assert row["vacancies_at_risk"] == len(risk)
        assert row["rent_at_risk_eur"] == pytest.approx(d.rent[risk].sum() / 100)
        units = np.flatnonzero(target.residences).size if target.per == "residence" else 1
        assert row["units"] == units
        assert row["units_reached"] == units - len(short)
        seen += len(here)
    assert seen > 50


def test_vacancies_that_a_group_cannot_have_are_at_risk(small_model, rows):
    """In a made-up world: the last files of the first quartile outside QPV are taken away."""
    model = small_model(spin_up_years=1)
    model.run()
    model.world.month -= 1
    world = model.world
    h, a, d = world.households, world.applications, world.dwellings
    h.owned("quartiles").quartile_legal[a.household[a.household >= 0]] = 4
    outside = d.is_social & ~world.areas.is_qpv[d.area]
    leaving = d.occupant[np.flatnonzero(outside & (d.status == DwellingStatus.LET))[:20]]
    occupancy.leave(world, leaving.astype(np.int64), Reason.LEFT_TERRITORY)
    home = np.flatnonzero(outside)[0]
    world.ledger.record(
        "lettings", month=world.month, household_id=1, dwelling=home, quartile=4,
        income_per_unit=0, wait_months=0, is_transfer=0, refused=0, channel=Channel.COMMISSION,
        origin=-1, holder=Holder.NONE, has_job=0, is_priority=0, persons=1,
    )  # fmt: skip
    empty = outside & (d.status == DwellingStatus.VACANT)
    assert empty.sum() >= 20
    found = rows(targets.observe(world, model.context))[0]
    assert found["missing_leases"] == 1
    at_risk, without = found["vacancies_at_risk"], found["vacancies_without_candidate"]
    assert at_risk + without == empty.sum() == found["vacancies"]
    assert at_risk > 0


def test_landlords_add_up_to_all_attributions_with_both_numerators(december, rows):
    world = december.world
    whole, own = attributions.observe(world), attributions.observe_landlords(world)
    for row in rows(whole):
        same = (own["sector"] == row["sector"]) & (own["quartile"] == row["quartile"])
        assert own["leases"][same].sum() == row["leases"]
        assert own["rehoused"][same].sum() == row["rehoused"]
    landlord = world.residences.landlord[
        world.dwellings.residence[world.ledger.events("lettings")["dwelling"]]
    ]
    for row in rows(own):
        if row["sector"] != "all" or not (landlord == row["landlord"]).any():
            continue
        events = [e for e, who in zip(rows(world.ledger.events("lettings")), landlord, strict=True)
                  if who == row["landlord"]]  # fmt: skip
        moved = [e["channel"] == Channel.REHOUSING for e in events]
        in_group = [e["quartile"] == row["quartile"] for e in events]
        alone = sum(g and not m for g, m in zip(in_group, moved, strict=True))
        assert row["share"] == pytest.approx(alone / len(events))
        legal = alone + sum(moved) if row["quartile"] == 1 else sum(in_group)
        assert row["share_with_rehoused"] == pytest.approx(legal / len(events))
