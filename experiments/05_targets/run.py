"""Run the design, or go on with it; draw the figures and write the results of the targets."""

import sys
from pathlib import Path

from simulation.report.figures.arms import arms_figure

sys.path.append(str(Path(__file__).parents[1]))
from studies import BARS, Study, ratio

REACHED = {
    "q1_or_rehoused_share_of_leases_outside": "Poorest quarter, outside QPV (%), target 25",
    "q2_to_q4_share_of_leases_qpv": "Quartiles 2 to 4, in QPV (%), target 50",
    "q3_q4_share_of_leases_qpv": "Quartiles 3 and 4, in QPV (%), target 63",
}
TARGETS = dict(zip(REACHED, (25.0, 50.0, 63.0), strict=True))
EFFECTS = {
    "theil_h_social_area": "Separation of tenants by income, H (hundredths)",
    "q1_gap_of_tenants": "Poorest quarter of tenants, QPV less the rest (points)",
    "vacancy_percent_qpv": "Empty social homes, in QPV (points)",
    "vacancy_percent_outside": "Empty social homes, outside QPV (points)",
    "mean_wait_days_q1_all": "Wait of the poorest quarter, once housed (days)",
    "chance_q1": "Chance of the poorest quarter to be housed in a year (points)",
}
study = Study(__file__)
files = study.table("right_to_housing", by="quartile", group="q1").query("year > year.max() - 5")
study.add("chance_q1", "share", files.groupby("run")["chance"].mean())
told = study.table("attribution_targets", asked_by="policies", landlord=-1, holder="all")
units = told.groupby("run")[["units_reached", "units"]].sum()
study.add("reached", "share", ratio(units["units_reached"], units["units"]))
every = study.contrasts([*REACHED, *EFFECTS], {"theil_h_social_area": 0.005})
levels = study.levels([*REACHED, "reached"])
shown = levels.assign(reference=levels["measure"].map(TARGETS))
text = study.text(
    "Are the targets reached?",
    "Share of new leases, years 6 to 10. Line: the target. Bar: 95 % interval of the mean.",
    REACHED, has_base=True,
)  # fmt: skip
study.figure("reached", arms_figure(shown, text))
text = study.text(
    "What do targets move?",
    f"Difference from no target, years 6 to 10. {BARS}",
    EFFECTS,
)
study.figure("effects", arms_figure(every, text))
once = {name: text.rows[name] for name in ("q1", "q1-soft", "others", "better")}
text = study.text(
    "In how many years is the target reached?",
    "Of ten years, targets counted over the whole scope. Bar: 95 % interval of the mean.",
    {"reached": "Years in which it is reached (%)"},
    rows=once,
)
study.figure("years", arms_figure(levels.assign(reference=float("nan")), text))
study.write({**REACHED, **EFFECTS}, ("Years 6 to 10", every))
