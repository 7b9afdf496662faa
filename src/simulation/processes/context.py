"""What every step of the month is handed beside the world: the scenario and its levers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.config.scenario import Scenario
from simulation.kernels.commission import Rules
from simulation.kernels.leaving import Pushes
from simulation.kernels.records import Codes, Files, Homes, People, Places, Tastes
from simulation.policies.levers import Levers
from simulation.policies.plan import Plan, make_plan
from simulation.state.stock import stock_of
from simulation.state.table import Table
from simulation.state.world import World

CENTS = 100


@dataclass(frozen=True)
class Context:
    """Scenario of a run in the form that kernels take.

    Attributes
    ----------
    first_month
        First month of the spin-up, negative or zero.
    plan
        Calendar of the renewal projects.
    """

    scenario: Scenario
    levers: Levers
    tastes: Tastes
    rules: Rules
    pushes: Pushes
    codes: Codes
    first_month: int
    plan: Plan


def new_context(scenario: Scenario, levers: Levers, world: World) -> Context:
    """Return the context of a run of `scenario` in `world`."""
    return Context(
        scenario=scenario,
        levers=levers,
        tastes=_tastes(scenario),
        rules=_rules(scenario),
        pushes=_pushes(scenario),
        codes=Codes(*(world.streams.code(name) for name in Codes._fields)),
        first_month=world.month,
        plan=make_plan(world, scenario.projects)[0],
    )


def _tastes(scenario: Scenario) -> Tastes:
    b = scenario.behaviour
    return Tastes(
        cost=b.cost_weight,
        quality=b.quality_weight,
        place=b.place_weight,
        crowding=b.crowding_weight,
        distance=b.distance_weight,
        attachment=b.attachment_weight,
        attachment_years=b.attachment_years,
        newness=b.newness_weight,
        new_years=b.new_years,
        spread=b.taste_spread,
        error_area=b.error_area,
        error_advert=b.error_advert,
        error_visit=b.error_visit,
        moving_cost=b.moving_cost,
        hosted_value=b.hosted_value,
        hosted_decline=b.hosted_decline,
        urgent_years=b.urgent_years,
        floor=b.income_floor * CENTS,
    )


def _rules(scenario: Scenario) -> Rules:
    a = scenario.allocation
    return Rules(
        list_length=a.list_length,
        steering=a.steering_points,
        judgement=a.judgement_points,
        running_costs=a.running_costs * CENTS,
        residual_minimum=a.residual_minimum,
        residual_comfort=a.residual_comfort,
        residual_slope=a.residual_slope,
        effort_maximum=a.effort_maximum,
        effort_slope=a.effort_slope,
        spare_rooms=a.spare_rooms,
        may_refuse=a.may_refuse,
    )


def _pushes(scenario: Scenario) -> Pushes:
    m, market = scenario.mobility, scenario.private_market
    return Pushes(
        ownership=m.ownership_rate,
        private_rental=m.private_rate,
        elsewhere=m.elsewhere_rate,
        transfer=m.transfer_rate,
        sensitivity=m.sensitivity,
        highest=m.highest_rate,
        death_at_65=m.death_at_65,
        death_slope=m.death_slope,
        leaving_age=m.settling_age,
        effort_cap=m.reach_effort,
        effort_slope=market.effort_slope,
        transfer_settling=m.transfer_settling,
    )


def people(world: World) -> People:
    """Return the columns of households that kernels read; quartiles are the legal ones."""
    h = world.households
    return People(
        h.id, h.adults, h.persons, h.age, h.income, h.resources, h.units, h.category,
        h.quartile_legal, h.dwelling, h.moved_in, h.fiscal_income,
    )  # fmt: skip


def people_of(world: World, rows: NDArray[Any]) -> People:
    """Return the same columns for the households `rows` only, side by side in memory."""
    columns = [column.take(rows, mode="clip") for column in people(world)]
    for column in columns:
        column.flags.writeable = False
    return People(*columns)


def homes(world: World) -> Homes:
    """Return the columns of dwellings and residences that kernels read."""
    d, r = world.dwellings, world.residences
    return Homes(
        d.residence, d.area, d.rooms, d.surface, d.rent, d.charges, r.financing, _newest_year(r),
        r.quality, d.ceiling_ratio, r.exemption,
    )  # fmt: skip


def _newest_year(residences: Table) -> NDArray[Any]:
    """Return the year in which residences were built or refurbished, shape (residences,)."""
    years: NDArray[Any] = np.maximum(residences.built_year, residences.refurbished_year)
    years.flags.writeable = False
    return years


def places(world: World) -> Places:
    """Return the columns of areas that kernels read."""
    a = world.areas
    return Places(a.x_km, a.y_km, a.amenity, a.image, a.exemption)


def mean_by(weights: NDArray[Any], values: NDArray[np.float64]) -> float:
    """Return the weighted mean, to the bit what `numpy.average` returns, in a third of the time."""
    return float((values * weights).sum() / weights.sum())


def files(world: World) -> Files:
    """Return the columns of applications that kernels read."""
    a = world.applications
    return Files(a.household, a.filed, a.is_priority, a.refused)


def open_files(world: World) -> NDArray[np.int64]:
    """Return the rows of the open files."""
    return np.flatnonzero(world.applications.household >= 0)


def social_homes(world: World, *statuses: Any) -> NDArray[np.int64]:
    """Return the rows of social dwellings, of the given statuses if any."""
    social = stock_of(world).social
    if not statuses:
        return social
    status = world.dwellings.status[social]
    mask = status == int(statuses[0])
    for other in statuses[1:]:
        mask |= status == int(other)
    found: NDArray[np.int64] = social[mask]
    return found
