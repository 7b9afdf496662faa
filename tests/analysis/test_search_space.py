from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.analysis.search_space import read_axes
from simulation.config.axes import Axis
from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.config.vary import value_of


@given(st.floats(0.001, 10), st.floats(1.5, 100), st.floats(0, 1), st.booleans())
def test_a_coordinate_comes_back_up_to_its_rounding(
    low: float, ratio: float, place: float, is_log: bool
) -> None:
    axis = Axis("x", low, low * ratio, low, is_log, is_whole=False)
    value = axis.from_unit(place)
    assert axis.low <= value <= axis.high
    assert axis.to_unit(value) == pytest.approx(place, abs=5e-3)
    assert axis.rounded(value) == value
    assert axis.to_unit(axis.low) == pytest.approx(0)
    assert axis.to_unit(axis.high) == pytest.approx(1)


def test_whole_numbers_stay_whole_and_inside() -> None:
    axis = Axis("x", 1, 4, 2, is_log=False, is_whole=True)
    values = [axis.from_unit(place / 30) for place in range(31)]
    assert set(values) == {1, 2, 3, 4}
    assert all(isinstance(value, int) for value in values)


def test_the_start_is_that_of_the_scenario_and_must_be_inside(
    fakes: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "p.toml"
    file.write_text(
        f'[[parameters]]\nname = "{fakes.X}"\nhigh = 5\n'
        f'[[parameters]]\nname = "{fakes.WHOLE}"\nlow = 2\n'
    )
    start = fakes.scenario()
    one, two = read_axes(file, (start,))
    assert one.start == value_of(start, fakes.X)
    assert (one.is_whole, two.is_whole, two.low) == (False, True, 2)
    choose_language("en")
    low = one.start + 0.25
    file.write_text(f'[[parameters]]\nname = "{fakes.X}"\nlow = {low}\n')
    with pytest.raises(InputError, match=rf"line 2.*outside its bounds {low:g}–"):
        read_axes(file, (start,))
    file.write_text('[[parameters]]\nname = "territory.tension"\n')  # left to the territory
    with pytest.raises(InputError, match="outside its bounds"):
        read_axes(file, (start,))
    choose_language(None)
