"""A search on runs that stand for the model, with a front that is known.

A single rent of level L lowers vacancy by 10 L and lengthens the wait by 100 L²; information makes
both so much worse that the reference beats it, and costs 3,000 € a year; accessible production
fails. Every single rent without information is on the front, nothing else is.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from simulation.config.load import policy_name
from simulation.experiments.keys import replicate_key
from simulation.experiments.replicate import Outcome, Task

VACANCY, WAIT, SPENDING = "vacancy_percent_all", "mean_wait_days_all", "spending_keur"


def search(**changes: Any) -> dict[str, Any]:
    """Return a search for two objectives among two policies on the demo."""
    plain: dict[str, Any] = {
        "name": "fake",
        "base": {"name": "demo", "territory": {"preset": "demo"}},
        "overrides": {"years": 2, "spin_up_years": 1},
        "levers": [{"name": "single_rent"}, {"name": "information"}],
        "parameters": [{"name": "policies.single_rent.level", "low": 0.5, "high": 1.5}],
        "objectives": [
            {"measure": VACANCY, "better": "low"},
            {"measure": WAIT, "better": "low"},
        ],
        "last_years": 2,
        "evaluations": 10,
        "population": 4,
        "uncertainties": [{"name": "mobility.sensitivity", "low": 0.0, "high": 1.0}],
        "confirmation": {"points": 3, "replicates": 3, "samples": 4},
    }
    return {k: v for k, v in {**plain, **changes}.items() if v is not None}


def respond(task: Task, on_month: Callable[[], object]) -> Outcome:
    """Return the market and the costs of a run of three years."""
    scenario = task.scenario
    for _ in range(scenario.n_months):
        on_month()
    held = {policy_name(policy): policy for policy in scenario.policies}
    if "accessible_production" in held:
        raise ValueError("no land")
    level = getattr(held.get("single_rent"), "level", 0.0)
    informed = "information" in held
    noise = replicate_key(task.key, task.replicate) / 2**48
    year = np.arange(scenario.start_year - scenario.spin_up_years, scenario.end_year + 1)
    market = {
        "year": year,
        "sector": np.full(year.size, "all"),
        "vacancy_percent": np.full(year.size, 50.0 - 10 * level + 20 * informed + noise),
        "mean_wait_days": np.full(year.size, 500.0 + 100 * level**2 + 200 * informed + noise),
    }
    market["vacancy_percent"] += scenario.mobility.sensitivity * 12 * (level > 0)
    costs = {
        "year": year if informed else year[:0],
        "eur": np.full(year.size if informed else 0, 3000.0),
    }
    return Outcome(task, {"market": market, "costs": costs}, 0.0)
