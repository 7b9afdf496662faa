"""Where households stand in their table is no matter: only who they are decides what happens."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from simulation import model
from simulation.model import Run
from simulation.rng import Streams
from simulation.state.schema import APPLICATIONS, AREAS, DWELLINGS, HOUSEHOLDS, Place
from simulation.state.table import Table
from simulation.territory.to_world import new_world

STEP = 50_000  # cents/month
PROJECT = {
    "name": "Project",
    "operations": [
        {"kind": "demolition", "begins": "2022-02-01", "residences": [0], "notice_months": 18},
        {"kind": "refurbishment", "begins": "2023-02-01", "residences": [1]},
    ],
}
PACKAGE = (
    {"name": "single_rent"},
    {"name": "chosen_letting", "share": 0.5},
    {"name": "attribution_targets"},
    {"name": "rehousing_charter"},
    {"name": "occupancy_review"},
    {"name": "social_support"},
    {"name": "repopulation"},
    {"name": "residence_guidance"},
    {"name": "reservation_flow"},
)
EQUALS = {
    "scoring": {"weight": 0.0},
    "allocation": {"judgement_points": 0.0, "steering_points": 0.0},
    "work": {"entry_wage": 5000.0, "shock_spread": 0.0, "wage_risk": 0.0},
    "demography": {"union_rate": 1.0, "homogamy": 1.0},
}
CASES: dict[str, tuple[tuple[dict[str, Any], ...], dict[str, Any]]] = {
    "no policy": ((), {}),
    "equals": ((), EQUALS),
    "adverts": ((), {"adverts": {"share": 0.5, "attention": 0.8, "ranking": "date"}}),
    "policies and works": (PACKAGE, {"projects": [PROJECT]}),
}


def shuffled(count):
    """Return the positions of `count` things in another order."""
    return np.argsort(Streams(3).uniform("shuffled", 0, np.arange(count)))


def permuted_world(*arguments, **named):
    """Return the world that `new_world` builds, the rows of its households in another order."""
    world = new_world(*arguments, **named)
    h = world.households
    order = shuffled(len(h))
    columns = {name: getattr(h, name)[order] for name in HOUSEHOLDS}
    world.households = Table("households", HOUSEHOLDS, columns)
    homes = columns["dwelling"]
    housed = np.flatnonzero(homes >= 0)
    world.dwellings.owned("occupancy").occupant[homes[housed]] = housed
    return world


def permute_files(world):
    """Let the open files change rows with each other."""
    rows = np.flatnonzero(world.applications.household >= 0)
    order = rows[shuffled(rows.size)]
    for name, column in APPLICATIONS.items():
        values = getattr(world.applications.owned(column.owner), name)
        values[rows] = values[order]
    file_of = world.households.owned("occupancy").application
    file_of[world.applications.household[rows]] = rows


def states(world):
    """Return every column by table: households and their files by identity."""
    h, a, d = world.households, world.applications, world.dwellings
    present = np.flatnonzero(h.place != Place.ABSENT)
    rows = present[np.argsort(h.id[present])]
    filing = rows[h.application[rows] >= 0]
    occupant = np.where(d.occupant >= 0, h.id[d.occupant], -1)
    kept = {"household": h.id[filing]}
    return {
        "households": {n: getattr(h, n)[rows] for n in HOUSEHOLDS if n != "application"},
        "files": {n: getattr(a, n)[h.application[filing]] for n in APPLICATIONS} | kept,
        "dwellings": {n: getattr(d, n) for n in DWELLINGS} | {"occupant": occupant},
        "areas": {n: getattr(world.areas, n) for n in AREAS},
    }


@pytest.fixture(scope="module")
def territory(small_territory):
    """Return the made-up territory with few different wages and pensions."""
    columns = dict(small_territory.households)
    for name in ("earnings", "replacement"):
        columns[name] = columns[name] // STEP * STEP
    return replace(small_territory, households=columns)


@pytest.mark.parametrize("case", CASES)
def test_permuting_the_rows_of_households_and_files_changes_nobodys_path(case, scenario, territory):
    policies, changes = CASES[case]
    made = scenario(*policies, **changes)
    plain = Run(made, key=5, territory=territory)
    with patch.object(model, "new_world", permuted_world):
        permuted = Run(made, key=5, territory=territory)
    assert not np.array_equal(plain.world.households.id, permuted.world.households.id)
    for _ in range(plain.n_months):
        plain.step()
        permuted.step()
        permute_files(permuted.world)
        others = states(permuted.world)
        for kind, columns in states(plain.world).items():
            for name, values in columns.items():
                message = f"month {plain.month - 1}, {kind}, {name}"
                np.testing.assert_array_equal(values, others[kind][name], err_msg=message)
    assert plain.n_months >= 36
    assert len(plain.world.ledger_last_year["lettings"]["month"]) > 0
    others = permuted.tables()
    for name, columns in plain.tables().items():
        for column, values in columns.items():
            message = f"{name}, {column}"
            if values.dtype.kind == "f":  # sums may be taken in another order
                np.testing.assert_allclose(
                    values, others[name][column], rtol=1e-9, atol=1e-9, err_msg=message
                )
            else:
                np.testing.assert_array_equal(values, others[name][column], err_msg=message)
