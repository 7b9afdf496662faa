"""What a household can earn: its wages in normal times, and the passing deviation from these.

Log wages are the sum of a level that lasts (`capacity`) and a deviation that reverts to the mean
(`shock`). The wages of a couple are one amount, of which the reference person earns a fixed share;
only the reference person has an activity, the partner's jobs are in the shock.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.work import Work
from simulation.kernels.applicants import Endowed, endow
from simulation.kernels.legal import MinimaParameters
from simulation.law.income import CENTS, consumption_units
from simulation.law.minima import benefit_scales
from simulation.rng import Streams
from simulation.state.schema import Activity, Financing
from simulation.state.world import World

OWNER = "demography"
Columns = dict[str, NDArray[Any]]


def own_share(settings: Work, adults: Any) -> NDArray[np.float64]:
    """Return the share of the household's wages that the reference person earns."""
    return np.asarray(np.where(np.asarray(adults) > 1, settings.reference_share, 1.0))


def start(world: World, settings: Work) -> None:
    """Give the households of the tables a level and a deviation that add up to their wages.

    Within a tenure, log wages per unit are taken as normal: the part of the gap to the mean that
    is passing is then normal too, given the gap. Those without a job could earn what those of the
    same rank of income earn who have one; equals rank by lot. Incomes stay what they are.
    """
    h = world.households
    financing = world.residences.financing[world.dwellings.residence[h.dwelling]]
    tenure = np.maximum(financing, Financing.PRIVATE_RENTAL - 1)  # all social ones alike
    units = consumption_units(h.adults, h.teenagers, h.children)
    taxed = (h.earnings.astype(np.int64) + h.replacement) / units
    deviation, spread = np.zeros(h.id.size), np.full(h.id.size, settings.shock_spread)
    hoped = taxed.copy()
    works = (h.activity == int(Activity.JOB)) & (taxed > 0)
    lots, by_id = world.streams.uniform("hoped_rank", 0, h.id), np.argsort(h.id)
    for group in np.unique(tenure):
        rows = by_id[((tenure == group) & works)[by_id]]  # sums in an order that rows do not change
        idle = np.flatnonzero((tenure == group) & ~works & (h.activity != int(Activity.RETIRED)))
        if rows.size:
            log_wages = np.log(taxed[rows])
            deviation[rows] = log_wages - log_wages.mean()
            spread[rows] = log_wages.std()
            ranks = (np.argsort(np.lexsort((lots[idle], taxed[idle]))) + 1.0 / 2) / idle.size
            hoped[idle] = quantiles(taxed[rows], ranks)
    columns = {name: getattr(h, name) for name in _COMPONENTS}
    given = endowment(
        world.streams, settings, world.law.minima, h.id, columns, hoped * units, deviation, spread
    )
    owned = h.owned(OWNER)
    for name, values in given.items():
        getattr(owned, name)[:] = values


def quantiles(values: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles of values at many shares, with the bits of `numpy.quantile`.

    That one searches the values anew for each share: with as many shares as values, a minute for a
    million households. Here they are sorted once.
    """
    ordered = np.sort(values)
    places = shares * (ordered.size - 1)
    lower = np.floor(places).astype(np.int64)
    upper = np.minimum(lower + 1, ordered.size - 1)
    part, gap = places - lower, ordered[upper] - ordered[lower]
    from_below, from_above = ordered[lower] + gap * part, ordered[upper] - gap * (1.0 - part)
    return np.where(part * 2 < 1.0, from_below, from_above)


_COMPONENTS = (
    "adults", "teenagers", "children", "activity", "earnings", "replacement", "minima",
)  # fmt: skip


def endowment(
    streams: Streams,
    settings: Work,
    minima: MinimaParameters,
    ids: NDArray[np.int64],
    columns: Columns,
    hoped: NDArray[Any],
    deviation: NDArray[np.float64],
    spread: NDArray[np.float64] | float,
) -> Columns:
    """Return capacity, shock, earnings and replacement of households whose income is known.

    Parameters
    ----------
    columns
        Members, activity, earnings, replacement and minima, shape (n,) each.
    hoped
        Wages, cents/month, that those without a job could have.
    deviation, spread
        Gap of log wages per unit to the mean of those alike, and standard deviation among these.
    """
    plain = {name: np.asarray(values, np.int64) for name, values in columns.items()}
    works = plain["activity"] == int(Activity.JOB)
    shock = np.where(works, _passing(streams, settings, ids, deviation, spread), 0.0)
    capacity, earnings, replacement = endow(
        Endowed(
            plain["adults"], plain["teenagers"] + plain["children"], plain["activity"],
            plain["earnings"], plain["replacement"], plain["minima"],
        ),
        np.asarray(hoped, np.float64), np.exp(shock), settings.entry_wage * CENTS,
        settings.reference_share, settings.pension_rate, benefit_scales(minima).allowances,
    )  # fmt: skip
    return {
        "capacity": capacity,
        "shock": shock,
        "earnings": earnings,
        "replacement": replacement,
    }


def _passing(
    streams: Streams,
    settings: Work,
    ids: NDArray[np.int64],
    deviation: NDArray[np.float64],
    spread: NDArray[np.float64] | float,
) -> NDArray[np.float64]:
    """Return the passing part of a deviation: normal, given the whole (Bayes)."""
    least = max(settings.shock_spread, np.finfo(np.float64).tiny)
    weight = (settings.shock_spread / np.maximum(spread, least)) ** 2
    noise = ndtri(streams.uniform("first_shock", 0, ids))
    return np.asarray(weight * deviation + settings.shock_spread * np.sqrt(1.0 - weight) * noise)


def parts(
    world: World, settings: Work, rows: NDArray[np.int64], of_reference: NDArray[np.bool_]
) -> Columns:
    """Return activity and incomes of one of the two adults of couples: reference or partner.

    A reference person without a job keeps the benefits, its partner the wages. Pensions are
    shared as wages are. Minima are left to be claimed anew.
    """
    h = world.households
    activity, earnings = h.activity[rows], h.earnings[rows]
    share = np.where(of_reference, settings.reference_share, 1.0 - settings.reference_share)
    alike = (activity == int(Activity.JOB)) | (activity == int(Activity.RETIRED))
    whole = np.where(of_reference, 0.0, 1.0)
    wages = np.round(earnings * np.where(alike, share, whole))
    benefits = np.round(h.replacement[rows] * np.where(alike, share, 1.0 - whole))
    partner = np.where(wages > 0, int(Activity.JOB), int(Activity.INACTIVE))
    return {
        "activity": np.where(of_reference | alike, activity, partner),
        "capacity": np.round(h.capacity[rows] * share).astype(np.int64),
        "shock": h.shock[rows].copy(),
        "earnings": wages.astype(np.int64),
        "replacement": benefits.astype(np.int64),
    }
