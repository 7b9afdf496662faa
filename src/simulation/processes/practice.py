"""What each holder and each landlord adds to the score of a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from simulation.config.reservations import Reservations
from simulation.kernels.queue import JOB, LOCAL, N_TRAITS, PRIORITY, TRANSFER, profile
from simulation.policies.base import HOLDERS, JUDGEMENT, LOCALS, SCORE, STEERING
from simulation.processes.context import Context
from simulation.state.schema import Activity, Holder
from simulation.state.world import World

N_HOLDERS = len(Holder)  # the last row, NONE, is nobody's practice
N_WEIGHTS = 5


@dataclass(frozen=True)
class Practices:
    """What those who let count for on some vacancies, shape (n,) but for the last one.

    Attributes
    ----------
    score
        Weight of the score.
    steering
        Points of a candidate who could live there in comfort.
    judgement
        Points of what the commission alone sees.
    holder
        Row of `traits`.
    traits
        Points of each set of traits by holder, shape (rows, N_TRAITS).
    follows
        How far those who nominate follow targets and guidance.
    """

    score: NDArray[np.float64]
    steering: NDArray[np.float64]
    judgement: NDArray[np.float64]
    holder: NDArray[np.int64]
    traits: NDArray[np.float64]
    follows: NDArray[np.float64]


def practices_at(world: World, context: Context, vacancies: NDArray[np.int64]) -> Practices:
    """Return the practices that hold on each vacancy, policies included."""
    settings, rules = context.scenario.reservations, context.rules
    residence = world.dwellings.residence[vacancies]
    holder = world.dwellings.holder[vacancies].astype(np.int64)
    factors = np.ones((vacancies.size, N_WEIGHTS))
    tables, which = [practices(settings)], np.zeros(vacancies.size, np.int64)
    weights = context.levers.pull("letting_weights", world)
    if weights is not None and vacancies.size:
        factors = weights[residence]
        kinds, which = np.unique(factors[:, [HOLDERS, LOCALS]], axis=0, return_inverse=True)
        tables = [practices(settings, *kind) for kind in kinds]
    return Practices(
        score=factors[:, SCORE],
        steering=steering(world, context, vacancies) * factors[:, STEERING],
        judgement=rules.judgement * factors[:, JUDGEMENT],
        holder=holder + N_HOLDERS * which.reshape(-1),
        traits=np.concatenate(tables),
        follows=alignment(world, context, vacancies),
    )


def alignment(world: World, context: Context, vacancies: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return how far those who nominate for each vacancy follow targets and guidance, 0 to 1."""
    found = np.ones(vacancies.size)
    aligned = context.levers.pull("alignment", world)
    if aligned is not None:
        holder = world.dwellings.holder[vacancies].astype(np.int64)
        held = np.flatnonzero(holder != Holder.NONE)
        found[held] = aligned[world.dwellings.residence[vacancies[held]], holder[held]]
    return found


def practices(
    settings: Reservations, weight: float = 1.0, ties: float = 1.0
) -> NDArray[np.float64]:
    """Return the points of each set of traits for each holder, shape (holders, N_TRAITS).

    Vacancies kept for transfers are closed to everybody else. What holders look for counts for
    `weight` times as much, local ties for `ties` times as much again.
    """
    traits = np.arange(N_TRAITS)
    found = np.zeros((N_HOLDERS, N_TRAITS))
    found[Holder.PREFECT] = weight * settings.prefect_priority * (traits & PRIORITY > 0)
    found[Holder.LOCAL] = ties * weight * settings.local_residents * (traits & LOCAL > 0)
    found[Holder.ACTION_LOGEMENT] = weight * settings.action_logement_job * (traits & JOB > 0)
    found[Holder.LANDLORD] = weight * settings.landlord_transfers * (traits & TRANSFER > 0)
    found[Holder.TRANSFERS] = np.where(traits & TRANSFER, 0.0, -np.inf)
    return found


def profiles(world: World, rows: NDArray[Any]) -> NDArray[np.int64]:
    """Return the profile of households, quartile and job, shape of `rows`."""
    h = world.households
    return profile(h.quartile_legal[rows], h.activity[rows] == Activity.JOB)


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
