"""Run the design, or go on with it; draw the figures and write the results of reconstruction."""

import sys
from pathlib import Path

from simulation.report.figures.arm_years import arm_years_figure
from simulation.report.figures.arms import arms_figure

sys.path.append(str(Path(__file__).parents[1]))
from studies import BARS, Study

POVERTY = {
    "poverty": "Poverty of persons, QPV less the whole (points)",
    "q1_gap_of_tenants": "Poorest quarter of tenants, QPV less the rest (points)",
    "dissimilarity_q1_all_area": "Poorest quarter of all residents, apart from others (hundredths)",
}
OTHERS = {
    "q1_share_of_leases_outside": "Poorest quarter among new leases outside QPV (points)",
    "q1_share_of_tenants_outside": "Poorest quarter among tenants outside QPV (points)",
    "wait": "Wait of the poorest quarter, all 15 years (days)",
}
study = Study(__file__, last_years=3)
areas = study.table("areas").query("year > year.max() - 3")
poor = areas.assign(poor=areas["poverty_share"] * areas["all_households"])
whole, qpv = (
    rows.groupby("run")[["poor", "all_households"]].sum() for rows in (poor, poor[poor["is_qpv"]])
)
study.add(
    "poverty", "share",
    qpv["poor"] / qpv["all_households"] - whole["poor"] / whole["all_households"],
)  # fmt: skip
study.add("wait", "days", study.mean("mean_wait_days_q1_all"))
spent = study.table("costs").groupby("run")["eur"].sum() / 1e6
study.add("cost", "count", spent.reindex(study.results.runs["run"], fill_value=0.0))
LAST = f"mean of years 13 to 15. {BARS}"
table = {**POVERTY, **OTHERS, "cost": "Spent in 15 years (M€)"}
every = study.contrasts([*POVERTY, *OTHERS, "cost"])
variants = study.contrasts([*POVERTY, *OTHERS, "cost"], base="outside")
text = study.text(
    "15 % demolished: does the gap close?", f"Difference from no demolition, {LAST}", POVERTY
)
study.figure("gap", arms_figure(every, text))
text = study.text(
    "Who gets in, and who waits?", f"Difference from no demolition, {LAST}", OTHERS
)  # fmt: skip
study.figure("effects", arms_figure(every, text))
study.write(table, ("Against no demolition", every), ("Against the reference", variants))
names = ["q1_gap_of_tenants", "dissimilarity_q1_all_area"]
text = study.text(
    "The gap over the years", "Difference from no demolition. Band: 95 % interval.",
    {name: POVERTY[name] for name in names},
)  # fmt: skip
some = {name: text.rows[name] for name in ("outside", "site", "double")}
years = study.text(text.title, text.subtitle, text.panels, rows=some)
study.figure("years", arm_years_figure(study.by_year(names), years))
