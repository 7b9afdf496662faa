"""Residence assessment: a fragility class from who lives there, every few years.

Guidance looks at the class that was assessed last, not at the present occupation: that lag is part
of what is studied. Rent arrears are not modelled.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.config.assessment import Assessment
from simulation.policies.base import NO_OPINION
from simulation.processes.context import Context
from simulation.processes.poverty import current_aid
from simulation.state.schema import Activity, DwellingStatus
from simulation.state.world import World

OWNER = "assessment"
_WITHOUT_WORK = (Activity.UNEMPLOYED, Activity.INACTIVE)
_STANDING = (DwellingStatus.LET, DwellingStatus.VACANT, DwellingStatus.WITHHELD)


def step(world: World, context: Context) -> None:
    """Assess every social residence when its time has come, among all of them as they are then."""
    settings, owned = context.scenario.assessment, world.residences.owned(OWNER)
    owned.aided[:] = share_aided(world)
    due = is_due(world, context)
    if not due.any():
        return
    homes, shares = shares_of_residences(world)
    assessed = np.flatnonzero(homes)
    index = fragility_index(shares[:, assessed], homes[assessed], settings)
    classes = classes_of(index, homes[assessed], settings.classes)
    owned.fragility[assessed[due[assessed]]] = classes[due[assessed]]
    owned.assessed[assessed[due[assessed]]] = world.year


def is_due(world: World, context: Context) -> NDArray[np.bool_]:
    """Return the residences to assess this year, every n years from the first one of the run."""
    years = np.full(len(world.residences), context.scenario.assessment.assessment_lag_years)
    changed = context.levers.pull("assessment_years", world)
    if changed is not None:
        years = np.where(changed == NO_OPINION, years, changed)
    due = (world.year - world.start_year) % years == 0
    return np.asarray(due | (world.month == context.first_month))


def share_aided(world: World) -> NDArray[np.float64]:
    """Return the share of the tenants of each social residence with housing aid, shape (n,)."""
    d = world.dwellings
    lived_in = np.flatnonzero(d.is_social & (d.occupant >= 0))
    has_aid = current_aid(world, d.occupant[lived_in]) > 0
    return _share(d.residence[lived_in], has_aid, len(world.residences))


def shares_of_residences(world: World) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the standing social dwellings of each residence, and four shares of each.

    Returns
    -------
    homes
        Shape (residences,).
    shares
        Tenants of the first legal quartile, without work, lone parents; dwellings that are vacant.
        Shape (4, residences), 0 where nobody lives.
    """
    d, h, n = world.dwellings, world.households, len(world.residences)
    stock = np.flatnonzero(d.is_social & np.isin(d.status, _STANDING))
    homes = np.bincount(d.residence[stock], minlength=n)
    lived_in = stock[d.occupant[stock] >= 0]
    tenants = d.occupant[lived_in]
    is_vacant = d.status[stock] == DwellingStatus.VACANT
    among_tenants = (
        h.quartile_legal[tenants] == 1,
        np.isin(h.activity[tenants], _WITHOUT_WORK),
        (h.adults[tenants] == 1) & (h.persons[tenants] > 1),
    )
    shares = [_share(d.residence[lived_in], mask, n) for mask in among_tenants]
    return homes, np.stack([*shares, _share(d.residence[stock], is_vacant, n)])


def _share(residence: NDArray[np.int32], mask: NDArray[np.bool_], n: int) -> NDArray[np.float64]:
    whole = np.bincount(residence, minlength=n)
    return np.bincount(residence[mask], minlength=n) / np.maximum(whole, 1)


def fragility_index(
    shares: NDArray[np.float64], homes: NDArray[np.int64], settings: Assessment
) -> NDArray[np.float64]:
    """Return the weighted sum of standardised shares: 0 is the mean dwelling, more is more fragile.

    Parameters
    ----------
    shares
        As `shares_of_residences`, shape (4, n).
    homes
        Dwellings, by which residences count in means and deviations, shape (n,).
    """
    weights = (
        settings.first_quartile_weight,
        settings.no_work_weight,
        settings.lone_parent_weight,
        settings.vacancy_weight,
    )
    index = np.zeros(homes.size)
    for weight, share in zip(weights, shares, strict=True):
        gap = share - np.average(share, weights=homes)
        spread = np.sqrt(np.average(gap**2, weights=homes))
        if spread > 0.0:
            index += weight * gap / spread
    return index


def classes_of(
    index: NDArray[np.float64], homes: NDArray[np.int64], n_classes: int
) -> NDArray[np.int64]:
    """Return the class of each residence, 1 the least fragile, each of about as many dwellings."""
    order = np.argsort(index, kind="stable")
    below = np.cumsum(homes[order]) - homes[order] / 2
    found = np.empty(index.size, np.int64)
    found[order] = 1 + np.floor(n_classes * below / homes.sum()).astype(np.int64)
    return found
