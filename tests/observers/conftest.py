"""A world at the end of December in which everything that observers count has happened."""

import numpy as np
import pytest

from simulation.model import HousingModel
from simulation.schedule import run_month


@pytest.fixture(scope="package")
def december(scenario, demo_territory):
    """Return a model at the end of December of its second year, its ledger still whole.

    Half of the residences of a QPV fall, homes are rebuilt on site and those moved out may return;
    targets, the fourth quartile's among them, are set residence by residence.
    """
    policies = (
        {
            "name": "reconstruction", "share": 0.5, "duration_years": 1, "notice_months": 6,
        },
        {"name": "rehousing_charter", "right_to_return": True, "pool": "everything"},
        {"name": "attribution_targets", "per": "residence", "lowest_in_qpv": 4,
         "others_in_qpv": 0.6, "compliance": 0.3, "never_below_observed": True},
        {"name": "neighbourhood_management", "scope": {"is_qpv": True}},
    )  # fmt: skip
    made = scenario(*policies, spin_up_years=1, years=2)
    model = HousingModel(made, key=6, territory=demo_territory, check_invariants=True)
    while model.month < 23:
        model.step()
    run_month(model.world, model.context)
    return model


@pytest.fixture(scope="package")
def rows():
    """Return a function from a table to a list of its rows, plain values by name."""

    def of(table):
        columns = [np.asarray(values).tolist() for values in table.values()]
        return [dict(zip(table, values, strict=True)) for values in zip(*columns, strict=True)]

    return of
