"""Money of the month of December in the social stock: landlords, tenants, the State, and effort.

Tenants pay rent, charges and supplement, less reduction and aid; landlords receive what tenants pay
and the aid, which goes to them directly (CCH L832-1).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.observers.tools import Columns, housed, sectors, share, table
from simulation.processes.bills import current_bills
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

_CENTS = 100
_PERCENT = 100.0
_DAYS_PER_MONTH = 365.25 / 12
_SHARES = {"q25": 0.25, "median": 0.50, "q75": 0.75}

Cents = NDArray[np.int64]


def observe(world: World) -> Columns:
    """Return one row per sector; euros of the month of December, social stock.

    `effort` is net cost over income before aid, of all tenants together (mean) or of each that has
    an income (quantiles); `residual` is what is left per consumption unit and day.
    """
    h, d = world.households, world.dwellings
    empty = d.is_social & (d.status == DwellingStatus.VACANT)
    tenants = housed(world, social_only=True)
    home = h.dwelling[tenants]
    due = current_bills(world, tenants)
    rent, charges = d.rent[home].astype(np.int64), d.charges[home].astype(np.int64)
    received = rent + charges - due.reduction + due.supplement
    cost = received - due.aid
    amounts = {
        "rent_due_eur": rent,
        "charges_due_eur": charges,
        "rent_reduction_eur": due.reduction,
        "supplement_eur": due.supplement,
        "housing_aid_eur": due.aid,
        "paid_by_tenants_eur": cost,
        "received_by_landlords_eur": received,
    }
    rows = []
    for sector, mask in sectors(world).items():
        inside = mask[d.area[home]]
        lost = d.rent[empty & mask[d.area]].sum(dtype=np.int64)
        rows.append(
            {
                "year": world.year,
                "sector": sector,
                **{name: int(cents[inside].sum()) / _CENTS for name, cents in amounts.items()},
                "vacancy_loss_eur": lost / _CENTS,
                "supplement_payers": int((due.supplement[inside] > 0).sum()),
                "aided_tenants": int((due.aid[inside] > 0).sum()),
                **_effort(cost[inside], h.income[tenants][inside], h.units[tenants][inside]),
            }
        )
    return table(rows)


def _effort(cost: Cents, income: NDArray[Any], units: NDArray[Any]) -> dict[str, float]:
    """Return mean and quantiles of effort, in percent, and of residual income, €/unit/day."""
    pays = income > 0
    effort = _PERCENT * cost[pays] / income[pays]
    residual = (income - cost) / _CENTS / units / _DAYS_PER_MONTH
    total = income.sum(dtype=np.int64)
    return {
        "effort_mean_percent": float(_PERCENT * share(cost.sum(), total)),
        **{f"effort_{name}_percent": _quantile(effort, at) for name, at in _SHARES.items()},
        "residual_mean_eur_unit_day": float(residual.mean()) if residual.size else np.nan,
        **{
            f"residual_{name}_eur_unit_day": _quantile(residual, at) for name, at in _SHARES.items()
        },
        "without_income": int((~pays).sum()),
    }


def _quantile(values: NDArray[Any], at: float) -> float:
    return float(np.quantile(values, at)) if values.size else float("nan")
