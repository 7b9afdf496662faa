import numpy as np
import pandas as pd
import pytest

import simulation
from simulation.analysis.stationarity import (
    COLUMNS,
    DRIFTING,
    SETTLED,
    UNCLEAR,
    WATCHED,
    drifts,
    pooled,
    spin_up,
)

YEARS = range(2010, 2018)


def values(of_year, replicates: int = 1) -> pd.DataFrame:
    rows = [
        {"scenario": "a", "replicate": r, "measure": "m", "unit": "percent", "year": y,
         "value": float(of_year(y, r))}
        for r in range(replicates) for y in YEARS
    ]  # fmt: skip
    return pd.DataFrame(rows)


def one(of_year, first: int = 2010, last: int = 2017) -> pd.Series:
    found = drifts(values(of_year), {"a": (first, last)})
    assert tuple(found.columns) == COLUMNS
    return found.iloc[0]


def test_a_straight_line_drifts_by_its_slope_times_the_years_between_the_sides() -> None:
    row = one(lambda y, _: 100 + 10 * (y - 2010))
    assert row["n_years"] == 3
    assert (row["first_year"], row["last_year"]) == (2012, 2017)
    assert row["drift"] == pytest.approx(30)
    assert (row["before"], row["last"]) == (pytest.approx(130), pytest.approx(160))
    assert row["standard_error"] == pytest.approx(np.sqrt(100 * 2 / 3))
    assert row["status"] == DRIFTING


def test_a_constant_is_settled_and_noise_without_drift_is_when_it_is_small() -> None:
    assert one(lambda *_: 8.0)["status"] == SETTLED
    assert one(lambda y, _: 8.0 + 0.1 * (-1) ** y)["status"] == SETTLED
    assert one(lambda y, _: 8.0 + 4.0 * (-1) ** y)["status"] == UNCLEAR


def test_one_year_on_each_side_has_no_error_and_is_never_clear() -> None:
    row = one(lambda *_: 8.0, first=2015)
    assert row["n_years"] == 1
    assert row["drift"] == 0
    assert np.isnan(row["standard_error"])
    assert row["status"] == UNCLEAR


def test_a_window_of_one_year_tells_nothing() -> None:
    assert drifts(values(lambda *_: 8.0), {"a": (2017, 2017)}).empty
    assert tuple(drifts(values(lambda *_: 8.0), {"a": (2017, 2016)}).columns) == COLUMNS


def test_a_missing_side_has_no_drift_and_is_unclear() -> None:
    row = one(lambda y, _: np.nan if y > 2014 else 8.0)
    assert np.isnan(row["drift"])
    assert row["status"] == UNCLEAR


def test_replicates_are_averaged_and_their_errors_pooled() -> None:
    noise = {0: 1.0, 1: 2.0}
    table = drifts(
        values(lambda y, r: 100 + r * (y > 2014) + noise[r] * (y % 2), 2), {"a": (2010, 2017)}
    )
    row = pooled(table).iloc[0]
    assert row["drift"] == pytest.approx(table["drift"].mean())
    expected = np.sqrt((table["standard_error"] ** 2).sum()) / 2
    assert row["standard_error"] == pytest.approx(expected)


def test_pooling_tells_a_drift_that_one_run_cannot() -> None:
    def noisy(y: int, r: int) -> float:
        return 100 + 8 * (y > 2014) + 10 * np.cos(7.0 * y + 3.0 * r)

    table = drifts(values(noisy, 40), {"a": (2010, 2017)})
    assert UNCLEAR in set(table["status"])
    assert pooled(table)["status"].item() == DRIFTING


def test_a_run_tells_how_its_spin_up_settled() -> None:
    scenario = {"name": "d", "years": 1, "spin_up_years": 2, "territory": {"preset": "demo"}}
    results = simulation.run(scenario, replicates=2)
    table = results.tables["spin_up"]
    assert set(table["measure"]) == set(WATCHED)
    assert set(table["replicate"]) == {0, 1}
    assert (table["last_year"] == 2021).all()
    market = results.tables["market"]
    here = market[(market["sector"] == "all") & (market["replicate"] == 1)].set_index("year")
    row = table[(table["measure"] == "vacancy_percent_all") & (table["replicate"] == 1)].iloc[0]
    vacancy = here["vacancy_percent"]
    assert row["drift"] == pytest.approx(vacancy[2021] - vacancy[2020])


def test_a_run_without_spin_up_has_an_empty_table() -> None:
    scenario = simulation.load({"name": "d", "spin_up_years": 0, "territory": {"preset": "demo"}})
    market = pd.DataFrame(
        {"scenario": "d", "replicate": 0, "year": [2022], "sector": "all", "open_files": [3.0],
         "turnover_percent": 1.0, "refusals_per_offer": 1.0, "vacancy_percent": 1.0}
    )  # fmt: skip
    assert spin_up({"market": market}, {"d": scenario}).empty
