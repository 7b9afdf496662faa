"""Money of the month of December in the social stock: landlords, tenants, the State, and effort.

Tenants pay rent, charges and supplement, less reduction and aid; landlords receive what tenants pay
and the aid, which goes to them directly (CCH L832-1).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.law.bills import Bills
from simulation.observers.census import Census, take
from simulation.observers.tools import Columns, counts, sectors, share, table
from simulation.state.schema import DwellingStatus
from simulation.state.world import World

_CENTS = 100
_PERCENT = 100.0
_DAYS_PER_MONTH = 365.25 / 12
_SHARES = {"q25": 0.25, "median": 0.50, "q75": 0.75}

Cents = NDArray[np.int64]


_AMOUNTS = (
    "rent_due_eur", "charges_due_eur", "rent_reduction_eur", "supplement_eur", "housing_aid_eur",
    "paid_by_tenants_eur", "received_by_landlords_eur",
)  # fmt: skip


class _Bills(NamedTuple):
    """Tenants of the social stock, where they live, and what they owe, shape (n,) each."""

    tenants: NDArray[np.int64]
    area: NDArray[Any]
    amounts: dict[str, Cents]
    cost: Cents


def observe(world: World, census: Census | None = None) -> Columns:
    """Return one row per sector; euros of the month of December, social stock.

    `effort` is net cost over income before aid, of all tenants together (mean) or of each that has
    an income (quantiles); `residual` is what is left per consumption unit and day.
    """
    h, bills = world.households, _bills(world, census)
    by_area = _by_area(world, bills)
    rows = []
    for sector, mask in sectors(world).items():
        inside = mask[bills.area]
        who = bills.tenants[inside]
        sums = {name: values[mask].sum() for name, values in by_area.items()}
        rows.append(
            {
                "year": world.year,
                "sector": sector,
                **{name: sums[name] / _CENTS for name in (*_AMOUNTS, "vacancy_loss_eur")},
                **{name: int(sums[name]) for name in ("supplement_payers", "aided_tenants")},
                **_effort(bills.cost[inside], h.income[who], h.units[who]),
            }
        )
    return table(rows)


def observe_areas(world: World, census: Census | None = None) -> Columns:
    """Return one row per area; euros of the month of December, social stock."""
    n, by_area = len(world.areas), _by_area(world, _bills(world, census))
    return {
        "year": np.full(n, world.year),
        "area": np.arange(n),
        "is_qpv": world.areas.is_qpv.copy(),
        **{name: by_area[name] / _CENTS for name in (*_AMOUNTS, "vacancy_loss_eur")},
        **{name: by_area[name] for name in ("supplement_payers", "aided_tenants")},
    }


def _bills(world: World, census: Census | None) -> _Bills:
    who, d = take(world) if census is None else census, world.dwellings
    social = who.is_social
    tenants, home = who.rows[social], who.home[social]
    due = Bills(*(amounts[social] for amounts in who.bills))
    rent, charges = d.rent[home].astype(np.int64), d.charges[home].astype(np.int64)
    received = rent + charges - due.reduction + due.supplement
    cost = received - due.aid
    values = (rent, charges, due.reduction, due.supplement, due.aid, cost, received)
    return _Bills(tenants, d.area[home], dict(zip(_AMOUNTS, values, strict=True)), cost)


def _by_area(world: World, bills: _Bills) -> dict[str, Cents]:
    """Return amounts in cents, and numbers of payers and of aided tenants, shape (areas,) each."""
    d, n = world.dwellings, len(world.areas)
    empty = d.is_social & (d.status == DwellingStatus.VACANT)

    def total(area: NDArray[Any], cents: NDArray[Any]) -> Cents:
        return np.rint(np.bincount(area, weights=cents, minlength=n)).astype(np.int64)

    return {
        **{name: total(bills.area, cents) for name, cents in bills.amounts.items()},
        "vacancy_loss_eur": total(d.area[empty], d.rent[empty]),
        "supplement_payers": counts(bills.area, n, bills.amounts["supplement_eur"] > 0),
        "aided_tenants": counts(bills.area, n, bills.amounts["housing_aid_eur"] > 0),
    }


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
