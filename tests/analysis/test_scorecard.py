import math

import pandas as pd
import pytest

from simulation.analysis.scorecard import ALL, COLUMNS, scorecard, shares_inside
from simulation.config.load import load
from simulation.config.scenario import Scenario
from simulation.config.targets import Target

LEVELS = {("a", "qpv"): 7.0, ("a", "all"): 9.0, ("b", "qpv"): 12.0, ("b", "all"): 9.0}


def scenario(name: str, preset: str) -> Scenario:
    return load({"name": name, "years": 4, "territory": {"preset": preset, "tension": 9.0}}, {})


SCENARIOS = {"a": scenario("a", "demo"), "b": scenario("b", "rennes")}


def tables() -> dict[str, pd.DataFrame]:
    rows = [
        {"scenario": s, "replicate": r, "year": year, "sector": sector,
         "turnover_percent": level + (r - 1) * 0.3 + (100 if year < 2022 else 0)}
        for (s, sector), level in LEVELS.items() for r in range(3) for year in range(2021, 2026)
    ]  # fmt: skip
    return {"market": pd.DataFrame(rows)}


def target(name: str, sector: str, **values: object) -> Target:
    plain = {
        "name": name,
        "table": "market",
        "column": "turnover_percent",
        "where": {"sector": sector},
        "kind": "percent",
        "source": "s",
    }
    return Target(**{**plain, **values})


TARGETS = (
    target("qpv", "qpv", value=7.5, plus_minus=1.0),
    target("files", "all", figure="tension", plus_minus_percent=10),
    target("own", "qpv", value=12.0, scored=False, territories=("rennes",)),
)


@pytest.fixture(scope="module")
def card() -> pd.DataFrame:
    return scorecard(tables(), SCENARIOS, TARGETS)


def row(card: pd.DataFrame, name: str, target_name: str) -> pd.Series:
    found = card[(card["scenario"] == name) & (card["target"] == target_name)]
    assert len(found) == 1
    return found.iloc[0]


def test_each_scenario_is_judged_by_the_targets_of_its_territory(card: pd.DataFrame) -> None:
    assert tuple(card.columns) == COLUMNS
    told = set(zip(card["scenario"], card["target"], strict=True))
    assert told == {("a", "qpv"), ("a", "files"), ("b", "qpv"), ("b", "files"), ("b", "own")}


def test_the_mean_has_the_standard_error_of_the_replicates(card: pd.DataFrame) -> None:
    found = row(card, "a", "qpv")
    assert (found["mean"], found["n"]) == (pytest.approx(7.0), 3)
    assert found["standard_error"] == pytest.approx(0.3 / math.sqrt(3))
    assert (found["low"], found["high"]) == (6.5, 8.5)
    assert (found["drift"], found["status"]) == (pytest.approx(0.0), "settled")


def test_a_mean_outside_its_band_is_out_and_shown_targets_have_no_verdict(
    card: pd.DataFrame,
) -> None:
    assert row(card, "a", "qpv")["inside"]
    assert not row(card, "b", "qpv")["inside"]
    assert row(card, "b", "qpv")["position"] == pytest.approx(4.5)
    assert row(card, "b", "own")["inside"] is None
    assert math.isnan(row(card, "b", "own")["position"])


def test_a_figure_of_the_territory_stands_for_the_value(card: pd.DataFrame) -> None:
    found = row(card, "b", "files")
    assert (found["value"], found["low"], found["high"]) == (9.0, pytest.approx(8.1), 9.9)
    assert found["inside"]


def test_shares_count_scored_targets_only(card: pd.DataFrame) -> None:
    shares = shares_inside(card).set_index("scenario")
    assert shares.loc["a"].tolist() == [2, 2, 1.0]
    assert shares.loc["b"].tolist() == [1, 2, 0.5]
    assert shares.loc[ALL].tolist() == [3, 4, 0.75]


def test_a_figure_that_no_run_gave_is_a_miss() -> None:
    empty = tables()
    empty["market"]["turnover_percent"] = math.nan
    card = scorecard(empty, SCENARIOS, TARGETS[:1])
    assert not card["inside"].any()
    assert card["mean"].isna().all()
    assert shares_inside(card)["inside"].tolist() == [0, 0, 0]
