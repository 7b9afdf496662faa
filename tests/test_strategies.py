"""The strategies of the territories of the synthesis: they load, and say what they assume."""

import re
import tomllib
from pathlib import Path

import pytest

import simulation
from simulation.model import HousingModel
from simulation.territory.build import build_territory
from simulation.territory.files import save

ROOT = Path(__file__).parents[1]
STRATEGIES = sorted((ROOT / "configs" / "strategies").glob("*.toml"))
TERRITORIES = {
    "rennes", "nantes", "lille", "dunkerque", "maubeuge", "creil", "grand_avignon", "tours",
    "reims", "noyon",
}  # fmt: skip
each_strategy = pytest.mark.parametrize("file", STRATEGIES, ids=[f.stem for f in STRATEGIES])


def test_every_territory_of_the_synthesis_has_a_strategy_and_a_code_to_build_it():
    assert {file.stem for file in STRATEGIES} == TERRITORIES
    codes = dict(re.findall(r"\b([a-z_]+):(\d{9})\b", (ROOT / "Makefile").read_text()))
    assert set(codes) == TERRITORIES
    assert len(set(codes.values())) == len(TERRITORIES)


@each_strategy
def test_a_strategy_loads_and_names_its_own_territory(file):
    told = tomllib.loads(file.read_text())
    assert told["territory"].pop("file") == f"../../territories/{file.stem}.npz"
    told["territory"]["preset"] = "demo"  # the real one is built from tables that are not shipped
    scenario = simulation.load({"name": file.stem, **told})
    assert scenario.label
    assert scenario.policies


@each_strategy
def test_a_strategy_says_what_it_assumes_and_where_the_rest_comes_from(file):
    text = file.read_text()
    assert text.startswith("# ")
    assert "synthesis of 2023" in text
    assert "# assumption" in text.partition("[[policies]]")[2]


@pytest.mark.slow
def test_a_strategy_runs_on_its_territory_and_every_policy_of_it_touches_something(
    data_folder, tmp_path
):
    file = tmp_path / "configs" / "strategies" / "noyon.toml"
    file.parent.mkdir(parents=True)
    file.write_text((ROOT / "configs" / "strategies" / "noyon.toml").read_text())
    (tmp_path / "territories").mkdir()
    save(build_territory("246000756", data_folder), tmp_path / "territories" / "noyon.npz")
    scenario = simulation.load(file).model_copy(update={"years": 3, "spin_up_years": 1})
    table = HousingModel(scenario, 1, check_invariants=True).run().tables()["policies"]
    for policy in scenario.policies:
        assert table["touched"][table["policy"] == policy.key].sum() > 0
