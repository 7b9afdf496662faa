"""A traced run writes down what explains each letting, and changes nothing."""

import numpy as np
import pandas as pd
import pytest

from simulation.kernels.reasons import Parts
from simulation.model import HousingModel
from simulation.state.schema import NEVER, Channel, Move

RENEWAL = {"name": "reconstruction", "share": 0.6, "duration_years": 1, "notice_months": 6}
SHORT = {
    "years": 2,
    "spin_up_years": 1,
    "adverts": {"share": 0.3},
    "allocation": {"withheld_share": 1.0, "rehousing_offers": 10, "rehousing_pressure": 20.0},
}


@pytest.fixture(scope="module")
def traced(scenario, demo_territory):
    """Return a traced run with commission, adverts and rehousing."""
    made = scenario(RENEWAL, **SHORT)
    return HousingModel(made, key=7, territory=demo_territory, is_traced=True).run()


@pytest.fixture(scope="module")
def ledger(traced):
    return {
        name.removeprefix("ledger_"): pd.DataFrame(columns)
        for name, columns in traced.tables().items()
        if name.startswith("ledger_")
    }


def utility(reasons, side):
    """Return the value of a side, thousandths, waiting and pressure included."""
    value = sum(reasons[f"{side}_{part}"] for part in Parts._fields)
    return value if side == "offer" else value + reasons["waiting"] + reasons["pressure"]


def test_tables_are_the_same_with_and_without_a_trace(traced, scenario, demo_territory):
    plain = HousingModel(scenario(RENEWAL, **SHORT), key=7, territory=demo_territory).run()
    told = traced.tables()
    for name, columns in plain.tables().items():
        for column, values in columns.items():
            np.testing.assert_array_equal(values, told[name][column])
    assert {name for name in told if name not in plain.tables()} == {
        name for name in told if name.startswith("ledger_")
    }


def test_every_offer_has_its_reasons(ledger):
    keys = ["month", "household_id", "dwelling", "channel"]
    pd.testing.assert_frame_equal(ledger["offers"][keys], ledger["reasons"][keys])
    assert set(ledger["offers"]["channel"]) == {int(channel) for channel in Channel}


def test_reasons_say_what_was_decided(ledger):
    """An offer is taken when it beats staying by the trouble of moving; see `kernels.commission`.

    Roundings of the parts may change a sum by half a thousandth each.
    """
    reasons, accepted = ledger["reasons"], ledger["offers"]["accepted"] == 1
    margin = utility(reasons, "offer") - utility(reasons, "stay") - reasons["moving_cost"]
    sure = margin.abs() > len(Parts._fields) + 2
    listed = sure & (reasons["channel"] != Channel.REHOUSING)
    assert sure.mean() > 0.95
    np.testing.assert_array_equal(margin[listed] > 0, accepted[listed])
    shown = sure & (reasons["channel"] == Channel.REHOUSING)
    assert shown.any()
    assert (margin[shown & accepted] > 0).all()


def test_a_rehoused_household_takes_the_best_that_it_is_shown(ledger):
    reasons = ledger["reasons"].assign(
        value=utility(ledger["reasons"], "offer"), taken=ledger["offers"]["accepted"]
    )
    shown = reasons[reasons["channel"] == Channel.REHOUSING]
    for _, some in shown.groupby(["month", "household_id"]):
        if some["taken"].any():
            assert some.loc[some["taken"] == 1, "value"].item() >= some["value"].max() - 10
    assert (shown["pressure"] <= 0).all()
    assert (shown["moving_cost"] == 0).all()


def test_who_has_no_home_weighs_waiting_and_who_has_one_weighs_it(ledger):
    reasons = ledger["reasons"]
    hosted = reasons["home"] < 0
    assert hosted.any()
    assert (~hosted).any()
    for part in Parts._fields:
        assert (reasons.loc[hosted, f"stay_{part}"] == 0).all()
    assert (reasons.loc[~hosted, "waiting"] == 0).all()
    assert (reasons.loc[hosted, "offer_distance"] == 0).all()


def test_everybody_is_described_before_the_first_month_and_those_concerned_after_the_last(
    traced, ledger
):
    households, moves = ledger["households"], ledger["moves"]
    start = households[households["month"] == -13]
    assert len(start) == len(traced.territory.households["id"])
    ended = households[households["month"] == 24]
    gone = set(moves[moves["kind"] == Move.EXIT]["household_id"])
    assert not gone & set(ended["household_id"])
    social = traced.world.dwellings.is_social[ended["dwelling"]]
    assert ((ended["dwelling"] < 0) | social).all()
    assert (ended.loc[ended["dwelling"] < 0, "filed"] < NEVER).all()


def test_a_household_is_described_once_a_month_as_it_was_before_it_moved(ledger):
    households, lettings = ledger["households"], ledger["lettings"]
    assert not households.duplicated(["month", "household_id"]).any()
    both = lettings.merge(households, on=["month", "household_id"], validate="one_to_one")
    assert len(both) == len(lettings)
    np.testing.assert_array_equal(both["dwelling_y"], both["origin"])
    waited = both["month"] - both["filed"]
    # Whose file ended this month, and who filed anew and was housed, is described with the old one.
    files = ledger["files"]
    opened = files[files["opened"] == 1][["month", "household_id"]].assign(anew=True)
    closed = files[files["opened"] == 0][["month", "household_id"]].drop_duplicates()
    again = opened.merge(closed, on=["month", "household_id"])
    anew = both.merge(again, on=["month", "household_id"], how="left")["anew"].notna().to_numpy()
    refiled = anew & (both["wait_months"] == 0) & (waited > 0)
    assert refiled.sum() < 5
    listed = (both["channel"] != Channel.REHOUSING) & ~refiled
    np.testing.assert_array_equal(waited[listed], both["wait_months"][listed])


def test_areas_asked_for_are_kept_when_a_file_opens_and_when_it_changes(traced, ledger):
    asked, files = ledger["asked"], ledger["files"]
    opened = files[files["opened"] == 1][["month", "household_id"]]
    found = opened.merge(asked, on=["month", "household_id"], how="left", validate="many_to_many")
    assert (found["area_0"] >= 0).all()
    last = asked.drop_duplicates("household_id", keep="last").set_index("household_id")
    world = traced.world
    rows = np.flatnonzero(world.applications.household >= 0)
    ids = world.households.id[world.applications.household[rows]]
    columns = [f"area_{place}" for place in range(world.applications.asked.shape[1])]
    np.testing.assert_array_equal(last.loc[ids, columns].to_numpy(), world.applications.asked[rows])


def test_what_the_commission_found_is_added_up_over_the_year(scenario, demo_territory):
    model = HousingModel(scenario(), key=3, territory=demo_territory, is_traced=True)
    world, rows = model.world, np.array([5, 8, 9])
    for world.month in range(12):
        model.witness.see_screening(world, rows, np.array([[4, 1, 2], [0, 0, 0], [1, 0, 0]]))
        model.witness.end_of_month(world)
    told = {name: values.tolist() for name, values in world.ledger.events("screened").items()}
    first, _, last = world.households.id[rows].tolist()
    found = dict(zip(told["household_id"], zip(*list(told.values())[2:], strict=True), strict=True))
    assert found == {first: (48, 12, 24), last: (12, 0, 0)}
    assert set(told["month"]) == {11}


def test_the_commission_examines_each_file_as_often_as_it_examines_files(ledger):
    """What is counted by household and year is what is counted by vacancy and month."""
    columns = ["examined", "over_ceiling", "not_solvent"]
    year = ledger["examined"]["month"] // 12
    by_vacancy = ledger["examined"].groupby(year)[columns].sum()
    by_household = ledger["screened"].groupby(ledger["screened"]["month"] // 12)[columns].sum()
    pd.testing.assert_frame_equal(by_vacancy, by_household)
    assert (by_vacancy > 0).all(axis=None)


def test_every_list_is_of_files_that_were_examined(ledger):
    listed = ledger["candidates"].query("channel == 0")
    keys = listed[["month", "dwelling"]].drop_duplicates()
    assert len(keys.merge(ledger["examined"], on=["month", "dwelling"])) == len(keys) > 0
    offered = listed[listed["outcome"] > 0].assign(accepted=lambda t: (t["outcome"] == 1) * 1)
    made = ledger["offers"].query("channel == 0")
    columns = ["month", "household_id", "dwelling", "accepted"]
    pd.testing.assert_frame_equal(
        offered[columns].reset_index(drop=True), made[columns].reset_index(drop=True),
        check_dtype=False,
    )  # fmt: skip


def test_dwellings_and_areas_are_described(traced, ledger):
    world = traced.world
    dwellings, areas = ledger["dwellings"], ledger["areas"]
    np.testing.assert_array_equal(dwellings["dwelling"], np.arange(len(world.dwellings)))
    residence = world.dwellings.residence
    np.testing.assert_array_equal(dwellings["financing"], world.residences.financing[residence])
    assert areas["label"].tolist() == list(traced.territory.area_labels)
    assert set(areas["commune"]) <= set(traced.territory.communes)
    demolished = ledger["stock"].query("change < 0")["dwelling"]
    assert len(demolished)
    assert (dwellings.loc[demolished, "rehousing_opens"] < NEVER).all()
