"""Attribution targets raise the share of their group, at once."""

import numpy as np

from simulation.model import HousingModel
from simulation.policies.attribution_targets import AttributionTargets


def shares(model, sector):
    table = model.tables()["attributions"]
    chosen = (table["sector"] == sector) & (table["year"] >= 2022)
    return {q: table["leases"][chosen & (table["quartile"] == q)].sum() for q in (1, 2, 3, 4)}


def first_share(counts):
    return counts[1] / sum(counts.values())


def run(scenario, territory, **settings):
    made = scenario({"name": "attribution_targets", **settings})
    return HousingModel(made, key=7, territory=territory).run()


def test_a_target_outside_qpv_raises_the_share_of_the_first_quartile_there(
    scenario, demo_territory, demo_run
):
    forced = run(scenario, demo_territory, first_quartile_outside=0.6, others_in_qpv=0.0)
    before = first_share(shares(demo_run, "outside"))
    assert first_share(shares(forced, "outside")) > before + 0.05


def test_a_target_in_qpv_raises_the_share_of_the_highest_quartiles_there(
    scenario, demo_territory, demo_run
):
    forced = run(
        scenario, demo_territory, first_quartile_outside=0.0, others_in_qpv=1.0, lowest_in_qpv=3
    )

    def high(model):
        counts = shares(model, "qpv")
        return (counts[3] + counts[4]) / sum(counts.values())

    assert high(forced) > max(0.9, high(demo_run))  # reached, it rests until it is missed again


def test_targets_say_where_for_whom_and_how_much(world):
    outside, inside = AttributionTargets(lowest_in_qpv=3).targets(world)
    social = world.residences.landlord >= 0
    qpv = world.areas.is_qpv[world.residences.area]
    np.testing.assert_array_equal(inside.residences, social & qpv)
    np.testing.assert_array_equal(outside.residences, social & ~qpv)
    assert (outside.share, inside.share) == (0.25, 0.5)
    assert (outside.profiles, inside.profiles) == (0b00010001, 0b11001100)
    assert outside.counts_rehoused
    assert not inside.counts_rehoused


def test_without_compliance_a_target_changes_nothing(scenario, demo_territory, demo_run):
    ignored = run(scenario, demo_territory, compliance=0.0)
    for column, values in demo_run.tables()["market"].items():
        np.testing.assert_array_equal(ignored.tables()["market"][column], values)
