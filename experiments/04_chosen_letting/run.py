"""Run the design, or go on with it; draw the figures and write the results of chosen letting."""

import sys
from pathlib import Path

from simulation.report.figures.arms import arms_figure

sys.path.append(str(Path(__file__).parents[1]))
from studies import BARS, Study, ratio

EFFECTS = {
    "refusals_per_offer_qpv": "Refusals per offer, in QPV (points)",
    "refusals_per_offer_outside": "Refusals per offer, outside QPV (points)",
    "vacancy_percent_qpv": "Empty social homes, in QPV (points)",
    "vacancy_percent_outside": "Empty social homes, outside QPV (points)",
    "mean_wait_days_q1_all": "Wait of the poorest quarter (days)",
    "mean_wait_days_all": "Wait of all who are housed (days)",
}
MIX = {
    "q1_share_of_leases_qpv": "Poorest quarter among new leases, in QPV (points)",
    "q1_share_of_leases_outside": "Poorest quarter among new leases, outside QPV (points)",
    "q1_gap_of_tenants": "Gap of the poorest quarter of tenants, QPV less the rest (points)",
}
BIDS = {
    "income_gap": "Income of bidders in QPV less that of bidders outside (€ a month)",
    "income_others": "The same, less that of those who do not bid (€ a month)",
    "per_advert": "Bids for each advert in QPV",
}
study = Study(__file__)
last = study.table("bids").query("year > year.max() - 5")
qpv, outside = (last[last["sector"] == s].set_index(["run", "year"]) for s in ("qpv", "outside"))
income = "bidders_income_eur_unit"


def by_run(values):
    return values.groupby("run").mean()


study.add("income_gap", "count", by_run(qpv[income] - outside[income]))
study.add("income_others", "count", by_run(qpv[income] - qpv["others_income_eur_unit"]))
study.add("per_advert", "count", by_run(ratio(qpv["bids"], qpv["adverts"])))
every = study.contrasts([*EFFECTS, *MIX])
SAYS = f"Difference from today's rules, years 6 to 10. {BARS}"
for name, title, panels in (
    ("effects", "Adverts and bids: refusals, empty homes, waiting", EFFECTS),
    ("mix", "Adverts and bids: who is let in?", MIX),
):
    study.figure(name, arms_figure(every, study.text(title, SAYS, panels)))
text = study.text(
    "Who comes forward for homes in priority neighbourhoods?",
    "Years 6 to 10, income per consumption unit. Bar: 95 % interval of the mean.", BIDS,
)  # fmt: skip
bids = study.levels(list(BIDS))
bids["reference"] = bids["measure"].map({name: 0.0 for name in BIDS if "income" in name})
bids["is_sure"] = (bids["low"] > 0) | (bids["high"] < 0)
study.figure("bids", arms_figure(bids, text))
study.write({**EFFECTS, **MIX}, ("Years 6 to 10", every))
