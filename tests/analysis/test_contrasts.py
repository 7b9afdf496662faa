import numpy as np
import pandas as pd
import pytest
from scipy import stats

from simulation.analysis.contrasts import COLUMNS, contrasts, periods
from simulation.results.measures import MEASURES, measured

YEARS = range(2020, 2030)
N = 6
NOISE = np.array([0.3, -0.1, 0.2, 0.0, -0.4, 0.1])
EFFECT = np.array([1.0, 1.2, 0.9, 1.1, 0.8, 1.0])


def tables(n: int = N) -> dict[str, pd.DataFrame]:
    rows = [
        {
            "scenario": scenario,
            "replicate": r,
            "year": year,
            "sector": sector,
            "vacancy_percent": 5 + NOISE[r] + (EFFECT[r] if scenario == "b" else 0),
            "refusals_per_offer": np.nan if year == 2025 else 0.2,
        }
        for scenario in ("a", "b")
        for r in range(n)
        for year in YEARS
        for sector in ("qpv", "outside", "all")
    ]
    frame = pd.DataFrame(rows)
    others = ("turnover_percent", "mean_wait_days", "mean_wait_days_q1", "open_files")
    return {"market": frame.assign(transfers_share=0.3, **dict.fromkeys(others, 1.0))}


def one(frame: pd.DataFrame, measure: str, period: str) -> pd.Series:
    found = frame[(frame["measure"] == measure) & (frame["period"] == period)]
    assert len(found) == 1
    return found.iloc[0]


def test_the_interval_is_that_of_the_paired_t_test() -> None:
    row = one(contrasts(tables(), "a", start_year=2020), "vacancy_percent_qpv", "last_years")
    expected = stats.ttest_1samp(EFFECT, 0).confidence_interval(0.95)
    assert (row["scenario"], row["base"], row["n"]) == ("b", "a", N)
    assert row["difference"] == pytest.approx(EFFECT.mean())
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert row["mean_scenario"] - row["mean_base"] == pytest.approx(row["difference"])


def test_pairing_is_compared_with_unpaired_runs() -> None:
    row = one(contrasts(tables(), "a", start_year=2020), "vacancy_percent_all", "last_years")
    unpaired = (NOISE.var(ddof=1) + (NOISE + EFFECT).var(ddof=1)) / N
    assert row["unpaired_standard_error"] == pytest.approx(np.sqrt(unpaired))
    assert row["variance_gain"] == pytest.approx(unpaired / (EFFECT.var(ddof=1) / N))


def test_years_before_the_start_are_left_out_and_missing_years_are_skipped() -> None:
    frame = contrasts(tables(), "a", start_year=2023, policy_years={"b": (2024, 2026)})
    assert frame["first_year"].min() == 2023
    row = one(frame, "refusals_per_offer_qpv", "policy_years")
    assert (row["first_year"], row["last_year"], row["difference"]) == (2024, 2026, 0)
    years = frame[(frame["measure"] == "refusals_per_offer_qpv") & (frame["period"] == "year")]
    assert 2025 not in years["first_year"].tolist()
    assert tuple(frame.columns) == COLUMNS


def test_one_replicate_gives_a_difference_without_error() -> None:
    row = one(contrasts(tables(1), "a", start_year=2020), "vacancy_percent_qpv", "last_years")
    assert row["difference"] == pytest.approx(1.0)
    assert np.isnan([row["standard_error"], row["low"], row["high"]]).all()


def test_short_runs_have_periods_inside_the_run() -> None:
    for period in periods(2022, 2023, (2000, 2100)):
        assert 2022 <= period.first <= period.last <= 2023


def test_shares_of_tenants_are_weighted_by_households() -> None:
    areas = pd.DataFrame(
        {
            "scenario": "a",
            "replicate": 0,
            "year": 2020,
            "is_qpv": [True, True, False],
            "q1": [10, 5, 1],
            "social_households": [20, 30, 10],
        }
    )
    values = measured({"areas": areas}).set_index("measure")["value"]
    assert values["q1_share_of_tenants_qpv"] == pytest.approx(0.3)
    assert values["q1_share_of_tenants_outside"] == pytest.approx(0.1)
    assert values["q1_gap_of_tenants"] == pytest.approx(0.2)


def test_measures_have_names_of_their_own() -> None:
    names = [measure.name for measure in MEASURES]
    assert len(set(names)) == len(names)
