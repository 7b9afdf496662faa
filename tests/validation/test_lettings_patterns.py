"""Statistics of the patterns of lettings, market and structure, on small tables done by hand."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.validation.ablation import ablation_table
from simulation.validation.catalogue import arms, settings
from simulation.validation.patterns import (
    p09_poor_bidders,
    p10_fewer_refusals,
    p11_scoring,
    p12_slack_market,
    p14_structure,
    p15_accessible_production,
    p16_package,
)
from simulation.validation.sectors import gap, mean_of_areas
from simulation.validation.study import LAST_YEARS, Study

START, YEARS = 2022, 12
LAST = START + YEARS - LAST_YEARS


class Tables(Study):
    """A study of tables at hand, by name, setting and arm."""

    def __init__(self, tables):
        super().__init__({})
        self.tables = tables

    def table(self, name, setting, arm, **where):
        frame = self.tables[name, setting, arm]
        for column, value in where.items():
            allowed = value if isinstance(value, tuple) else (value,)
            frame = frame[frame[column].isin(allowed)]
        return frame

    def has(self, setting, arm):
        return any(key[1:] == (setting, arm) for key in self.tables)

    def span(self, setting, arm):
        return START, START + YEARS - 1


def statistic(module, key, study):
    (found,) = [one for one in module.PATTERN.claims if one.key == key]
    return found.statistic(study).tolist()


def sheet(qpv, outside, early=0.9):
    """Return a table of areas; `qpv` and `outside` are poverty rates of the last years.

    There are two areas of each sector, one of them without tenants, so without a rate.
    """
    rows = []
    for replicate, rates in enumerate(zip(qpv, outside, strict=True)):
        for year in range(START, START + YEARS):
            for is_qpv, rate in zip((True, False), rates, strict=True):
                told = rate if year >= LAST else early
                for shift, weight in ((0.1, 100), (-0.1, 100)):
                    rows.append((replicate, year, is_qpv, told + shift, weight, told, weight))
                rows.append((replicate, year, is_qpv, float("nan"), 0, float("nan"), 0))
    names = [
        "replicate", "year", "is_qpv", "social_poverty_share", "social_households",
        "recent_poverty_share", "recent_households",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def measures(values):
    """Return a table of measures; values by name, one a year."""
    rows = [
        (0, START + i, name, value) for name, each in values.items() for i, value in enumerate(each)
    ]
    return pd.DataFrame(rows, columns=["replicate", "year", "measure", "value"])


def test_means_over_areas_weigh_by_households_and_leave_empty_areas_out():
    frame = sheet([0.5], [0.3])
    frame.loc[np.isclose(frame["social_poverty_share"], 0.6), "social_households"] = 300
    study = Tables({("areas", "here", "arm"): frame})
    columns = ("social_poverty_share", "social_households", "here", "arm")
    assert mean_of_areas(study, *columns, is_qpv=True).tolist() == pytest.approx([0.55])
    assert gap(study, *columns).tolist() == pytest.approx([0.25])
    assert gap(study, *columns, years=range(2)).tolist() == pytest.approx([0.0])


def test_bidders_on_qpv_are_compared_with_all_bidders_and_with_who_bids_on_nothing():
    rows = [
        (0, year, sector, income, 1000.0)
        for year in range(START, START + YEARS)
        for sector, income in (("qpv", 900.0), ("outside", 990.0), ("all", 960.0))
    ]
    names = ["replicate", "year", "sector", "bidders_income_eur_unit", "others_income_eur_unit"]
    study = Tables({("bids", "demo", "chosen_letting"): pd.DataFrame(rows, columns=names)})
    assert statistic(p09_poor_bidders, "bidders_demo", study) == pytest.approx([-60.0])
    assert statistic(p09_poor_bidders, "others_demo", study) == pytest.approx([-100.0])


def test_refusals_and_leases_are_those_of_all_years():
    base = [0.4] * YEARS
    first = [0.2] * (YEARS // 2) + [0.4] * (YEARS // 2)
    for module, key, arm, measure in (
        (p10_fewer_refusals, "qpv_demo", "chosen_letting", "refusals_per_offer_qpv"),
        (p11_scoring, "qpv_pure_scoring_demo", "pure_scoring", "q1_share_of_leases_qpv"),
    ):
        study = Tables(
            {
                ("measures", "demo", "as_is"): measures({measure: base}),
                ("measures", "demo", arm): measures({measure: first}),
            }
        )
        assert statistic(module, key, study) == pytest.approx([-0.1])


def test_production_is_judged_in_the_last_years():
    name = "q1_or_rehoused_share_of_leases_outside"
    late = [0.1] * (YEARS - LAST_YEARS) + [0.2] * LAST_YEARS
    study = Tables(
        {
            ("measures", "demo", "as_is"): measures({name: [0.1] * YEARS}),
            ("measures", "demo", "accessible_production"): measures({name: late}),
        }
    )
    assert statistic(p15_accessible_production, "leases_demo", study) == pytest.approx([0.1])
    assert statistic(p15_accessible_production, "level_demo", study) == pytest.approx([0.2])


def test_the_slack_market_is_compared_with_the_tense_one():
    def files(share):
        rows = [(0, year, "all", share) for year in range(START, START + YEARS)]
        rows += [(0, year, "quartile", 9.0) for year in range(START, START + YEARS)]
        return pd.DataFrame(rows, columns=["replicate", "year", "by", "open_poverty_share"])

    study = Tables(
        {
            ("areas", "slack", "as_is"): sheet([0.6], [0.4]),
            ("areas", "tense", "as_is"): sheet([0.5], [0.4]),
            ("right_to_housing", "slack", "as_is"): files(0.5),
            ("right_to_housing", "tense", "as_is"): files(0.45),
        }
    )
    assert statistic(p12_slack_market, "tenants", study) == pytest.approx([0.05])
    assert statistic(p12_slack_market, "files", study) == pytest.approx([0.05])


def ablated():
    name = "theil_h_social_area"
    return Tables(
        {
            ("areas", "demo", "as_is"): sheet([0.6, 0.5], [0.4, 0.4]),
            ("areas", "demo", "no_choice"): sheet([0.5, 0.5], [0.4, 0.4]),
            ("measures", "demo", "as_is"): measures({name: [0.02] * YEARS}),
            ("measures", "demo", "no_choice"): measures({name: [0.01] * YEARS}),
        }
    )


def test_an_ablation_takes_a_part_of_the_gap():
    assert statistic(p14_structure, "tenants_no_choice", ablated()) == pytest.approx([-0.1, 0.0])


def test_the_table_of_ablations_tells_the_part_that_goes_of_those_that_were_run():
    table = ablation_table(ablated()).set_index("measure")
    assert set(table["arm"]) == {"no_choice"}
    tenants = table.loc["ablation_tenants"]
    assert tenants["base"] == pytest.approx(0.15)
    assert tenants["change"] == pytest.approx(-0.05)
    assert tenants["share"] == pytest.approx(1 / 3)
    assert tenants["low"] < -0.1 < 0 < tenants["high"]
    assert table.loc["ablation_index", "share"] == pytest.approx(0.5)


def test_a_package_is_judged_by_its_best_member_and_overdoing_it_closes_nothing():
    gaps = {
        "as_is": 0.20, "package_rennes": 0.05, "legal_targets_in_part": 0.12,
        "single_rent_in_steps": -0.25,
    }  # fmt: skip
    tables = {
        ("areas", "demo", arm): sheet([0.4 + gaps.get(arm, 0.18)] * 2, [0.4] * 2)
        for arm in ("as_is", "package_rennes", *p16_package.PACKAGES["package_rennes"])
    }
    study = Tables(tables)
    overdone = p16_package.closed(study, "demo", "single_rent_in_steps")
    assert overdone.tolist() == pytest.approx([-0.05] * 2)
    found = statistic(p16_package, "more_package_rennes_demo", study)
    assert found == pytest.approx([0.07] * 2)


@pytest.mark.parametrize("package", p16_package.PACKAGES)
def test_a_package_holds_exactly_what_its_members_do(package):
    members = [policy for arm in p16_package.PACKAGES[package] for policy in arms()[arm].policies]
    assert list(arms()[package].policies) == members


@pytest.mark.parametrize("name", ["rennes", "nantes"])
def test_a_package_is_that_of_the_strategy_which_was_written_before(name):
    file = Path(__file__).parents[2] / "configs" / "strategies" / f"{name}.toml"
    declared = tomllib.loads(file.read_text(encoding="utf-8"))["policies"]
    by_name = {policy["name"]: policy for policy in declared}
    for policy in arms()[f"package_{name}"].policies:
        own = by_name[policy["name"]]
        doses = {key: value for key, value in policy.items() if key != "scope"}
        assert doses == {key: own[key] for key in doses}


def test_settings_of_the_market_differ_by_private_rents_too():
    slack, tense = settings()["slack"].territory, settings()["tense"].territory
    assert slack["private_rent"] < tense["private_rent"]
    assert slack["tension"] < tense["tension"]
