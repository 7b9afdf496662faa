"""What each holder and each landlord adds to the score of a candidate."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.reservations import Reservations
from simulation.kernels.queue import JOB, LOCAL, N_TRAITS, PRIORITY, TRANSFER
from simulation.processes.context import Context
from simulation.state.schema import Activity, Holder
from simulation.state.world import World

N_HOLDERS = len(Holder)  # the last row, NONE, is nobody's practice


def practices(settings: Reservations) -> NDArray[np.float64]:
    """Return the points of each set of traits for each holder, shape (holders, N_TRAITS).

    Vacancies kept for transfers are closed to everybody else.
    """
    traits = np.arange(N_TRAITS)
    found = np.zeros((N_HOLDERS, N_TRAITS))
    found[Holder.PREFECT] = settings.prefect_priority * (traits & PRIORITY > 0)
    found[Holder.LOCAL] = settings.local_residents * (traits & LOCAL > 0)
    found[Holder.ACTION_LOGEMENT] = settings.action_logement_job * (traits & JOB > 0)
    found[Holder.LANDLORD] = settings.landlord_transfers * (traits & TRANSFER > 0)
    found[Holder.TRANSFERS] = np.where(traits & TRANSFER, 0.0, -np.inf)
    return found


def traits(world: World, files: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the traits of files that holders look at, but for local ties, shape (files,)."""
    a = world.applications
    works = world.households.activity[a.household[files]] == Activity.JOB
    found: NDArray[np.int64] = np.where(works, JOB, 0)
    found += PRIORITY * a.is_priority[files] + TRANSFER * a.is_transfer[files]
    return found


def home_communes(world: World, files: NDArray[np.int64], homes: NDArray[Any]) -> NDArray[np.int64]:
    """Return the commune a file is tied to: where it lives, else the one it asks for first.

    `homes` are the present dwellings, −1 for none, shape (files,).
    """
    area = world.applications.asked[files, 0]
    housed = np.flatnonzero(homes >= 0)
    area[housed] = world.dwellings.area[homes[housed]]
    found: NDArray[np.int64] = world.areas.commune[area].astype(np.int64)
    found[area < 0] = -1
    return found


def steering(world: World, context: Context, vacancies: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the weight of comfort on each vacancy: the landlord's own, more on its own share."""
    settings = context.scenario.reservations
    landlord = world.residences.landlord[world.dwellings.residence[vacancies]]
    z = ndtri(world.streams.uniform("landlord_practice", 0, landlord))
    weights = context.rules.steering * np.exp(settings.landlord_spread * z)
    own = world.dwellings.holder[vacancies] == Holder.LANDLORD
    return np.asarray(weights + settings.landlord_solvency * own)
