"""Run the design, or go on with it; draw the figures and write the results of the single rent."""

import sys
from pathlib import Path

from simulation.report.figures.arm_years import arm_years_figure
from simulation.report.figures.arms import arms_figure

sys.path.append(str(Path(__file__).parents[1]))
from studies import BARS, Study

PANELS = {
    "q1_share_of_leases_outside": "Poorest quarter among new leases, outside QPV (points)",
    "q1_share_of_leases_qpv": "Poorest quarter among new leases, in QPV (points)",
    "q1_share_of_tenants_outside": "Poorest quarter among tenants, outside QPV (points)",
    "q1_gap_of_tenants": "Gap of the poorest quarter, QPV less the rest (points)",
    "refusals_per_offer_qpv": "Refusals per offer, in QPV (points)",
    "vacancy_percent_all": "Empty social homes (points)",
}
MONEY = {
    "rent_due_eur_all": "Rents owed to landlords (%)",
    "housing_aid_eur_all": "Housing aid paid (%)",
    "paid": "Paid by tenants themselves (%)",
}
SOON = {name: PANELS[name] for name in PANELS if name.endswith("outside")}
GAINS = {"keys": "Same draws only", "both": "Same draws and same unknowns"}
study = Study(__file__)
last = study.table("money", sector="all").query("year > year.max() - 5")
study.add("paid", "eur", last.groupby("run")["paid_by_tenants_eur"].mean())
every = study.contrasts([*PANELS, *MONEY], {"refusals_per_offer_qpv": 0.02})
SAYS = f"Difference from today's rules, years 6 to 10. {BARS}"
effects = study.text("What one rent for each size changes", SAYS, PANELS)
study.figure("effects", arms_figure(every, effects))
study.figure("money", arms_figure(every, study.text("Who pays?", SAYS, MONEY)))
LEASES = {"new": "New leases", "all": "All leases at once", "neutral": "Budget-neutral"}
years = study.text(
    "When do leases and tenants change?",
    "Difference from today's rules, percentage points. Band: 95 % interval.", SOON, rows=LEASES,
)  # fmt: skip
study.figure("years", arm_years_figure(by_year := study.by_year(list(SOON)), years))
sweep = study.sweep()
draws = []
for arm, measure in every[["arm", "measure"]].itertuples(index=False):
    base, other = sweep.matrix(measure, sweep.base), sweep.matrix(measure, arm)
    spread = [values.var(axis=1).mean() for values in (base, other, other - base)]
    draws.append((spread[0] + spread[1]) / spread[2])
gains = every.assign(keys=draws, both=every["variance_gain"]).melt(["measure"], GAINS, "series")
gains = gains.groupby(["measure", "series"])["value"].agg(["median", "min", "max"]).reset_index()
gains.columns = ["arm", "series", "mean", "low", "high"]
gains[["measure", "reference", "is_sure"]] = "gain", 5.0, True
text = study.text(
    "How many times as many runs without pairs?",
    "Runs that the same interval takes when arms share nothing, over those that pairs take. Dot: "
    "median of the arms; bar: least and most. The line is at five times.",
    {"gain": "Times as many runs"}, series=GAINS,
    rows={name: label.rpartition(" (")[0] for name, label in {**PANELS, **MONEY}.items()},
)  # fmt: skip
study.figure("gain", arms_figure(gains, text, is_log=True))
first = ("First year", by_year.query("year == year.min()"))
study.write({**PANELS, **MONEY}, ("Years 6 to 10", every), first)
