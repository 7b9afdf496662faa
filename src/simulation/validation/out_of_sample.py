"""Figures of the open tables that no calibration used, and the same of simulated territories.

The synthesis of a territory starts from published poverty, rents, vacancy and turnover, so that
nothing is compared at the start: spin-up and years without policy lie between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.state.schema import Financing

if TYPE_CHECKING:
    import pandas as pd

    from simulation.territory.sources import Tables
    from simulation.territory.territory import Territory

SMALLEST: Final = 50
"""Social dwellings that an area must have: rates of fewer are mostly chance."""
FEWEST: Final = 10
"""Areas that a slope or a spread needs."""
N_CLASSES: Final = 3
"""Classes of social rent within which the spread of poverty is measured."""
YEARS_OF_FILOSOFI: Final = ("2016", "2019")
_PERCENT, _CENTS = 100.0, 100.0
CHECKS: Final = (
    "turnover_by_rent", "turnover_ratio", "poverty_spread",
    "poverty_spread_change",
)  # fmt: skip
"""What is compared: slope of turnover on social rent across areas (points for each €/m²);
turnover of QPV over that outside; standard deviation of poverty between areas of like social
rent (points); that between all areas after three years, over before."""


class Places(NamedTuple):
    """Areas of a territory: social dwellings, their rent (€/m²), QPV or not; shape (n,) each."""

    dwellings: NDArray[np.float64]
    rent: NDArray[np.float64]
    is_qpv: NDArray[np.bool_]


def slope(x: NDArray[Any], y: NDArray[Any], weights: NDArray[Any]) -> float:
    """Return the slope of weighted least squares; NaN with fewer areas than `FEWEST`."""
    known = np.isfinite(x) & np.isfinite(y) & (weights > 0)
    x, y, w = x[known], y[known], weights[known]
    if x.size < FEWEST:
        return float("nan")
    away = x - np.average(x, weights=w)
    return float((w * away * y).sum() / (w * away**2).sum())


def spread_within(rent: NDArray[Any], poverty: NDArray[Any]) -> float:
    """Return the standard deviation of poverty around the means of classes of rent, as even as may.

    The pooled one: squares are divided by the number of areas less that of classes.
    """
    known = np.isfinite(rent) & np.isfinite(poverty)
    if known.sum() < FEWEST:
        return float("nan")
    order = np.argsort(rent[known], kind="stable")
    classes = np.array_split(poverty[known][order], N_CLASSES)
    left = sum(part.size for part in classes) - N_CLASSES
    return float(np.sqrt(sum(((part - part.mean()) ** 2).sum() for part in classes) / left))


def ratio(values: NDArray[Any], weights: NDArray[Any], is_qpv: NDArray[np.bool_]) -> float:
    """Return the weighted mean in QPV over that outside, NaN where one is unknown."""
    known = np.isfinite(values) & (weights > 0)
    inside, outside = known & is_qpv, known & ~is_qpv
    if not (inside.any() and outside.any()):
        return float("nan")
    rest = np.average(values[outside], weights=weights[outside])
    return float(np.average(values[inside], weights=weights[inside]) / rest) if rest else np.nan


# ---- published ----


def observed(tables: Tables, epci: str) -> dict[str, float]:
    """Return the figures of an EPCI in the open tables, NaN where they cannot be had."""
    rpls = tables.rpls_iris[tables.rpls_iris["EPCI"] == epci]
    large = rpls[rpls["nbLsPls"] >= SMALLEST]
    weights = large["nbLsPls"].to_numpy(float)
    rates = tables.income_of_iris["poverty"].reindex(large["CodGeo"]).to_numpy(float)
    rent = large["moyLoy"].to_numpy(float)
    return {
        "turnover_by_rent": slope(rent, large["txRot"].to_numpy(float), weights),
        "turnover_ratio": _published_ratio(tables, rpls, epci, "txRot"),
        "poverty_spread": spread_within(rent, rates),
        "poverty_spread_change": _published_change(tables, set(rpls["CodGeo"])),
    }


def _published_ratio(tables: Tables, rpls: pd.DataFrame, epci: str, column: str) -> float:
    """Return a rate in QPV over outside: IRIS hold the dwellings of QPV too, which are taken out.

    Rows whose rate is suppressed are left out on both sides.
    """
    places = tables.epci_of_qpv
    codes = [code for code in tables.rpls_qpv["CodGeo"] if epci in places.get(code, ())]
    qpv = tables.rpls_qpv[tables.rpls_qpv["CodGeo"].isin(codes)]
    sums = []
    for frame in (qpv, rpls):
        known = frame[frame[column].notna() & frame["nbLsPls"].notna()]
        sums.append((known["nbLsPls"].sum(), (known["nbLsPls"] * known[column]).sum()))
    (n_qpv, in_qpv), (n_all, in_all) = sums
    if not (0 < n_qpv < n_all) or in_all <= in_qpv:
        return float("nan")
    return float((in_qpv / n_qpv) / ((in_all - in_qpv) / (n_all - n_qpv)))


def _published_change(tables: Tables, iris: set[str]) -> float:
    frame = tables.filosofi_iris
    own = frame[frame["iris"].isin(iris)].drop_duplicates(["iris", "annee"])
    by_year = own.pivot_table("taux_pauvrete", "iris", "annee")
    by_year.columns = [str(year) for year in by_year.columns]
    first, last = YEARS_OF_FILOSOFI
    if not {first, last} <= set(by_year.columns):
        return float("nan")
    both = by_year[[first, last]].dropna()
    return float(both[last].std() / both[first].std()) if len(both) >= FEWEST else float("nan")


# ---- simulated ----


def places_of(territory: Territory) -> Places:
    """Return the areas of a territory; rents do not move without a policy."""
    residence = territory.dwellings["residence"]
    social = territory.residences["financing"][residence] < Financing.PRIVATE_RENTAL
    area = territory.residences["area"][residence][social]
    n = len(territory.area_labels)
    rents, surfaces = (
        np.bincount(area, territory.dwellings[name][social].astype(np.float64), n)
        for name in ("rent", "surface")
    )
    return Places(
        np.bincount(area, minlength=n).astype(np.float64),
        rents / _CENTS / np.where(surfaces > 0, surfaces, np.nan),
        np.asarray(territory.areas["is_qpv"], bool),
    )


def simulated(areas: pd.DataFrame, places: Places) -> Iterator[dict[str, Any]]:
    """Yield the figures of each replicate: replicate, check, value.

    Parameters
    ----------
    areas
        Table `areas` of one territory after the spin-up, with the column replicate. Rates of a
        year are compared as such and averaged; poverty is that of the last year.
    """
    for replicate, own in areas.groupby("replicate"):
        values: dict[str, list[float]] = {name: [] for name in CHECKS}
        poverty: dict[int, NDArray[np.float64]] = {}
        for year in sorted(map(int, own["year"].unique())):
            frame = own[own["year"] == year].sort_values("area")
            poverty[year] = _PERCENT * frame["poverty_share"].to_numpy(np.float64)
            for check, value in _of_year(frame, places).items():
                values[check].append(value)
        values["poverty_spread"] = values["poverty_spread"][-1:]
        values["poverty_spread_change"] = _changes(poverty)
        for check, each in values.items():
            mean = float(np.mean(each)) if each else float("nan")
            yield {"replicate": replicate, "check": check, "value": mean}


def _of_year(frame: pd.DataFrame, places: Places) -> dict[str, float]:
    stock, turnover, poverty = (
        frame[name].to_numpy(np.float64)
        for name in ("social_stock", "turnover_percent", "poverty_share")
    )
    large = places.dwellings >= SMALLEST
    return {
        "turnover_by_rent": slope(places.rent[large], turnover[large], stock[large]),
        "turnover_ratio": ratio(turnover, stock, places.is_qpv),
        "poverty_spread": _PERCENT * spread_within(places.rent[large], poverty[large]),
    }


def _changes(poverty: dict[int, NDArray[np.float64]]) -> list[float]:
    """Return the spread of poverty after the years of Filosofi over that before, year by year."""
    first, last = map(int, YEARS_OF_FILOSOFI)
    return [
        float(poverty[year + last - first].std(ddof=1) / poverty[year].std(ddof=1))
        for year in poverty
        if year + last - first in poverty
    ]
