"""Run the design, or go on with it; draw the figures and write the results of rehousing."""

import sys
from pathlib import Path

import pandas as pd

from simulation.report.figures.arms import arms_figure

sys.path.append(str(Path(__file__).parents[1]))
from studies import Study, ratio

WHERE = {
    "left_area": "Left the neighbourhood (%)",
    "left_qpv": "Live outside QPV now (%)",
    "other_landlord": "With another landlord (%)",
}
HOW = {
    "delay": "From the start to the move (months)",
    "cost": "Change of the net cost (€ a month)",
    "elsewhere": "Gone otherwise, of all who left (%)",
}
WHO = {
    "left_qpv_q1": "Poorest quarter: live outside QPV now (%)",
    "left_qpv_q34": "Better-off half: live outside QPV now (%)",
    "left_more": "Better-off half less poorest quarter (points)",
}
SERIES = {"slack": "Slack: 3 files per letting", "tense": "Tense: 8 files per letting"}
study = Study(__file__)
rows = study.table("rehousing").fillna(0)
rows["delay"] = rows["mean_delay_months"] * rows["rehoused"]
rows["cost"] = rows["mean_cost_change_eur"] * rows["rehoused"]
rows["left_area"] = rows["in_other_qpv"] + rows["outside_qpv"]
rows["left_qpv"] = rows["left_qpv_share"] * rows["from_qpv"]
sums = rows.groupby(["group", "run"]).sum(numeric_only=True)
everybody, better = sums.loc["all"], sums.loc["q3"] + sums.loc["q4"]
study.add("left_qpv", "share", ratio(everybody["left_qpv"], everybody["from_qpv"]))
for name in ("left_area", "other_landlord", "delay", "cost"):
    unit = "count" if name in HOW else "share"
    study.add(name, unit, ratio(everybody[name], everybody["rehoused"]))
gone = study.table("projects").groupby("run")[["left_otherwise", "rehoused"]].sum()
study.add("elsewhere", "share", ratio(gone["left_otherwise"], gone.sum(axis=1)))
poorest = ratio(sums.loc["q1"]["left_qpv"], sums.loc["q1"]["from_qpv"])
well_off = ratio(better["left_qpv"], better["from_qpv"])
study.add("left_qpv_q1", "share", poorest)
study.add("left_qpv_q34", "share", well_off)
study.add("left_more", "share", well_off - poorest)
PANELS = {**WHERE, **HOW, **WHO}
levels = pd.concat(study.levels(list(PANELS), place).assign(series=place) for place in SERIES)
levels["reference"] = float("nan")
MEAN = "Households rehoused in 12 years, mean of the simulations. Bar: 95 % interval of the mean."
for name, title, panels in (
    ("where", "Where do households of demolished buildings go?", WHERE),
    ("how", "How late, at what cost, and how many go by themselves?", HOW),
    ("who", "Who leaves the priority neighbourhoods?", WHO),
):
    text = study.text(title, MEAN, panels, series=SERIES, has_base=True)
    study.figure(name, arms_figure(levels, text))
against = [(label, study.contrasts(list(PANELS), territory=p)) for p, label in SERIES.items()]
study.write(PANELS, *against)
