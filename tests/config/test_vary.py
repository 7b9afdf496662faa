import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.errors import InputError
from simulation.config.free import numbers
from simulation.config.load import load
from simulation.config.scenario import Scenario
from simulation.config.vary import as_toml, value_of, with_values

RATE = next(
    n for n, p in numbers().items() if (p.low, p.high) == (0, 1) and p.default and not p.is_whole
)
"""Some share or hazard between 0 and 1."""
DEMO = {"name": "demo", "territory": {"preset": "demo"}}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(DEMO, {})


def test_values_are_changed_by_their_dotted_names_and_nothing_else(scenario: Scenario) -> None:
    changed = with_values(scenario, {RATE: 0.5, "territory.tension": 3.0})
    assert value_of(changed, RATE) == 0.5
    assert changed.territory.tension == 3.0
    back = {RATE: value_of(scenario, RATE)}
    again = with_values(changed, back).model_copy(update={"territory": scenario.territory})
    assert again == scenario
    assert with_values(scenario, {}) == scenario


def test_a_value_out_of_its_bounds_is_refused_with_its_name(scenario: Scenario) -> None:
    with pytest.raises(InputError, match=rf"{RATE} = 7\.0.*between 0 and 1"):
        with_values(scenario, {RATE: 7.0})


@given(st.data())
def test_a_point_written_as_toml_is_read_back_the_same(data: st.DataObject) -> None:
    known = numbers()
    names = data.draw(st.lists(st.sampled_from(sorted(known)), unique=True, max_size=6))
    values: dict[str, float] = {}
    for name in names:
        low, high = known[name].low or 0.0, known[name].high or 1.0
        drawn = data.draw(st.floats(low, high))
        values[name] = int(drawn) if known[name].is_whole else drawn
    tables = tomllib.loads(as_toml(values))
    assert {f"{s}.{k}": v for s, inner in tables.items() for k, v in inner.items()} == values
