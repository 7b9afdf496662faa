from pathlib import Path

import pytest

import simulation
from simulation.config.errors import InputError

DEMO = {
    "name": "demo",
    "years": 1,
    "spin_up_years": 0,
    "territory": {"preset": "demo"},
}
RENT = {**DEMO, "name": "rent", "policies": [{"name": "single_rent"}]}


def test_names_of_the_package_are_what_they_say() -> None:
    for name in simulation.__all__:
        assert getattr(simulation, name).__name__ == name
    assert set(simulation.__all__) <= set(dir(simulation))
    with pytest.raises(AttributeError, match="nonsense"):
        simulation.nonsense  # noqa: B018


def test_a_run_in_memory_writes_nothing_and_equals_the_model_itself() -> None:
    scenario = simulation.load(DEMO)
    results = simulation.run(scenario, key=3)
    assert results.path is None
    key = results.manifest["runs"][0]["key"]
    direct = simulation.HousingModel(scenario, key=key).run().tables()["market"]
    table = results.tables["market"]
    for column, values in direct.items():
        assert table[column].tolist() == pytest.approx(values.tolist(), nan_ok=True)


def test_a_comparison_from_python_takes_mappings_and_scenarios(tmp_path: Path) -> None:
    out = tmp_path / "out"
    results = simulation.compare(DEMO, simulation.load(RENT), replicates=2, years=2, out=out)
    assert results.path == out
    assert set(results.tables["contrasts"]["scenario"]) == {"rent"}
    assert results.manifest["scenarios"][1]["resolved"]["years"] == 2
    assert simulation.RunFolder.open(out).manifest["kind"] == "compare"


def test_a_comparison_of_one_is_refused() -> None:
    with pytest.raises(InputError, match="at least one other"):
        simulation.compare(DEMO)


def test_bad_scenarios_from_python_are_told_like_those_of_files() -> None:
    with pytest.raises(InputError) as caught:
        simulation.run({**DEMO, "years": "3", "labl": "x"})
    assert len(caught.value.problems) == 2
