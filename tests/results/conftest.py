"""Run folders of a made-up territory, read back: everything that a run may write is in them."""

import pytest

import simulation
from simulation.territory.files import save


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("folders")


@pytest.fixture(scope="package")
def scenarios(folder, small_territory):
    """Return two scenarios: nothing, then policies and a project that builds and demolishes."""
    save(small_territory, folder / "small.npz")
    plain = {
        "name": "plain",
        "years": 2,
        "spin_up_years": 2,
        "territory": {"file": str(folder / "small.npz")},
        "adverts": {"share": 0.3},
    }
    project = {
        "name": "north",
        "areas": ["Area 0"],
        "operations": [
            {"kind": "demolition", "begins": "2022-01-01", "homes": 12, "notice_months": 6},
            {"kind": "rebuilding", "begins": "2022-01-01", "homes": 4, "lag_months": 6},
        ],
    }
    policies = [
        {"name": "attribution_targets"},
        {"name": "neighbourhood_management", "scope": {"is_qpv": True}},
        {"name": "rehousing_charter", "pool": "everything", "is_platform": True, "tours": 10},
    ]
    return plain, {**plain, "name": "all", "policies": policies, "projects": [project]}


@pytest.fixture(scope="package")
def traced(scenarios, folder):
    """Return the tables of a traced run with policies and a project, read from its folder."""
    simulation.run(scenarios[1], out=folder / "run", is_traced=True)
    return simulation.RunFolder.open(folder / "run").tables()


@pytest.fixture(scope="package")
def compared(scenarios, folder):
    simulation.compare(*scenarios, replicates=2, out=folder / "compare")
    return simulation.RunFolder.open(folder / "compare").tables()
