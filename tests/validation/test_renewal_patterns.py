"""Statistics of the patterns of renewal, on small tables whose answer is known by hand."""

import pandas as pd
import pytest

from simulation.validation import rehousing
from simulation.validation.pattern import Claim, Pattern
from simulation.validation.patterns import (
    p05_demolition,
    p06_solvent_leave,
    p07_on_site,
    p08_inter_landlord,
    p13_late,
    p17_diversification,
)

MODULES = (
    p05_demolition, p06_solvent_leave, p07_on_site, p08_inter_landlord, p13_late,
    p17_diversification,
)  # fmt: skip


class Tables:
    """A study of tables at hand, by name, setting and arm."""

    def __init__(self, tables):
        self.tables = tables

    def table(self, name, setting, arm, **where):
        frame = self.tables[name, setting, arm]
        for column, value in where.items():
            allowed = value if isinstance(value, tuple) else (value,)
            frame = frame[frame[column].isin(allowed)]
        return frame


def moves(rows):
    """Return a table of rehousing; `rows` are replicate, year, group, counts by name."""
    names = (
        "in_same_qpv", "in_same_area", "rehoused", "other_landlord", "mean_delay_months",
        "emptied_qpv", "gone_from_qpv", "to_private",
    )  # fmt: skip
    return pd.DataFrame(
        [
            {"replicate": r, "year": y, "group": g, **dict.fromkeys(names, 0), **counts}
            for r, y, g, counts in rows
        ]
    )


def claim(pattern: Pattern, key: str) -> Claim:
    (found,) = [one for one in pattern.claims if one.key == key]
    return found


def test_shares_are_of_sums_over_the_years_not_means_of_yearly_shares():
    table = moves(
        [
            (0, 2022, "all", {"in_same_qpv": 1, "rehoused": 2, "other_landlord": 1}),
            (0, 2023, "all", {"in_same_area": 6, "rehoused": 8, "other_landlord": 1}),
            (0, 2023, "q1", {"in_same_area": 6, "rehoused": 6}),
            (1, 2022, "all", {"rehoused": 4, "other_landlord": 4}),
        ]
    )
    study = Tables({("rehousing", "here", "arm"): table})
    assert rehousing.left_area(study, "here", "arm").tolist() == pytest.approx([0.3, 1.0])
    shares = rehousing.share(study, "here", "arm", "other_landlord", "rehoused")
    assert shares.tolist() == pytest.approx([0.2, 1.0])


def test_the_delay_is_the_mean_over_moves_and_years_without_moves_count_for_nothing():
    table = moves(
        [
            (0, 2022, "all", {"rehoused": 1, "mean_delay_months": 30.0}),
            (0, 2023, "all", {"rehoused": 9, "mean_delay_months": 10.0}),
            (0, 2024, "all", {"mean_delay_months": float("nan")}),
        ]
    )
    study = Tables({("rehousing", "here", "arm"): table})
    assert rehousing.delay(study, "here", "arm").tolist() == [12.0]


def test_solvent_leave_counts_every_way_out_and_contrasts_the_markets():
    def market(upper):
        return moves(
            [
                (0, 2022, "q1", {"emptied_qpv": 10, "gone_from_qpv": 2}),
                (0, 2022, "q2", {"emptied_qpv": 10, "gone_from_qpv": 9}),
                (0, 2022, "q3", {"emptied_qpv": 5, "gone_from_qpv": upper, "to_private": 1}),
                (0, 2022, "q4", {"emptied_qpv": 5, "gone_from_qpv": upper}),
            ]
        )

    study = Tables(
        {
            ("rehousing", "slack_large", "renewal_charter"): market(4),
            ("rehousing", "tense_large", "renewal_charter"): market(2),
        }
    )
    pattern = p06_solvent_leave.PATTERN
    found = {key: claim(pattern, key).statistic(study).tolist() for key in (
        "leave_slack_large", "slack_less_tense_slack_large", "private_slack_large")}  # fmt: skip
    assert found["leave_slack_large"] == pytest.approx([0.6])
    assert found["slack_less_tense_slack_large"] == pytest.approx([0.4])
    assert found["private_slack_large"] == pytest.approx([0.1])


def sheet(gaps, years=range(2022, 2034)):
    """Return a table of areas; `gaps` are the poverty gaps of QPV, by replicate."""
    rows = [
        {"replicate": r, "year": y, "area": area, "is_qpv": True,
         "poverty_gap": gap if y >= 2029 else 9.0}
        for r, of_areas in enumerate(gaps) for y in years for area, gap in enumerate(of_areas)
    ]  # fmt: skip
    outside = [{**row, "area": 50, "is_qpv": False, "poverty_gap": -7.0} for row in rows[:3]]
    return pd.DataFrame([*rows, *outside])


def test_demolition_compares_each_area_with_itself_in_the_last_years():
    study = Tables(
        {
            ("areas", "tense_large", "as_is"): sheet([[0.4, 0.2], [0.3, 0.3]]),
            ("areas", "tense_large", "renewal"): sheet([[0.3, 0.21], [0.2, 0.1]]),
        }
    )
    pattern = p05_demolition.PATTERN
    improved = claim(pattern, "improved_tense_large").statistic(study)
    closed = claim(pattern, "closed_tense_large").statistic(study)
    assert improved.tolist() == [0.5, 1.0]
    assert closed.tolist() == pytest.approx([1 - 0.51 / 0.6, 0.5])


def test_diversification_counts_homes_taken_over_decembers_and_its_own_effect():
    def works(empty):
        return pd.DataFrame(
            {
                "replicate": 0, "year": [2023, 2022, 2022], "private_delivered": [0, 10, 99],
                "unsold": [0, empty, 99], "unlet": [1, 1, 99],
                "name": ["diversification", "diversification", "reconstruction"],
            }
        )  # fmt: skip

    study = Tables(
        {
            ("projects", "slack_large", "diversified"): works(5),
            ("projects", "tense_large", "diversified_cared"): works(3),
            ("areas", "slack_large", "renewal"): sheet([[0.4]]),
            ("areas", "slack_large", "diversified"): sheet([[0.3]]),
            ("areas", "tense_large", "renewal_cared"): sheet([[0.4]]),
            ("areas", "tense_large", "diversified_cared"): sheet([[0.1]]),
        }
    )
    pattern = p17_diversification.PATTERN
    assert claim(pattern, "taken_slack_large").statistic(study).tolist() == pytest.approx([0.65])
    assert claim(pattern, "taken_more").statistic(study).tolist() == pytest.approx([0.1])
    assert claim(pattern, "does_more").statistic(study).tolist() == pytest.approx([-0.2])


def test_what_each_claim_reads_is_what_it_declares():
    class Asked(Tables):
        def table(self, name, setting, arm, **where):
            asked.add((setting, arm))
            names.add(name)
            raise KeyError(name)

    for module in MODULES:
        pattern = module.PATTERN
        for one in pattern.claims:
            asked, names = set(), set()
            with pytest.raises(KeyError):
                one.statistic(Asked({}))
            assert asked <= set(one.needs), (pattern.name, one.key)
            assert names <= set(pattern.tables), (pattern.name, one.key)
