"""A short run of the demo territory gives the figures of its golden file.

`make golden` rewrites the file; a line of CHANGELOG.md then says why it moved.
"""

import json
from pathlib import Path

import pytest

import simulation
from simulation.model import HousingModel

GOLDEN = Path(__file__).parent / "demo.json"
CONFIGS = Path(__file__).parents[2] / "configs"
ARMS = ("demo", "demo-single-rent")
YEARS = 3
SPIN_UP_YEARS = 1
KEY = 20230307


def last_year(table, columns, **where):
    """Return columns of the row of the last year that matches."""
    chosen = table["year"] == table["year"].max()
    for name, value in where.items():
        chosen &= table[name] == value
    return {column: table[column][chosen].item() for column in columns}


def summary(tables):
    """Return a few figures of each table at the end of the run."""
    figures = {}
    for sector in ("qpv", "outside"):
        market = ("offers", "refusals", "lettings", "social_stock", "open_files", "mean_wait_days")
        money = ("rent_due_eur", "vacancy_loss_eur", "housing_aid_eur")
        shares = ("leases", "share")
        figures[sector] = {
            **last_year(tables["market"], market, sector=sector),
            **last_year(tables["money"], money, sector=sector),
            **last_year(tables["attributions"], shares, sector=sector, quartile=1),
        }
    for unit in ("area", "residence"):
        figures[unit] = last_year(
            tables["segregation"],
            ("value", "expected_random", "corrected"),
            population="social",
            unit=unit,
            index="dissimilarity_q1",
        )
    return figures


@pytest.fixture(scope="module")
def figures():
    found = {}
    for arm in ARMS:
        scenario = simulation.load(CONFIGS / f"{arm}.toml")
        short = scenario.model_copy(update={"years": YEARS, "spin_up_years": SPIN_UP_YEARS})
        found[arm] = summary(HousingModel(short, key=KEY).run().tables())
    return found


def test_the_demo_gives_its_golden_figures(figures, request):
    if request.config.getoption("--refresh-golden"):
        GOLDEN.write_text(json.dumps(figures, indent=2) + "\n")
    golden = json.loads(GOLDEN.read_text())
    for arm in ARMS:
        for part, values in golden[arm].items():
            assert figures[arm][part] == pytest.approx(values, rel=1e-9), f"{arm}, {part}"


def test_the_policy_moves_some_golden_figures(figures):
    assert figures["demo"] != figures["demo-single-rent"]
