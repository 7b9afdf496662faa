"""How contributions to one lever combine: never by their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from simulation.policies.combine import either, multiplied, one_value

shares = st.lists(arrays(np.float64, 4, elements=st.floats(0, 1)), min_size=1, max_size=4)


@given(parts=shares)
def test_either_is_one_minus_the_product_of_what_is_left(parts):
    left = np.ones(4)
    for part in parts:
        left = left * (1 - part)
    assert either(parts) == pytest.approx(1 - left)
    assert either(parts[::-1]) == pytest.approx(either(parts))


@given(parts=shares)
def test_multiplied_is_the_product(parts):
    assert multiplied(parts) == pytest.approx(np.prod(parts, axis=0))


def test_one_value_keeps_the_only_opinion_of_each_row():
    one = np.array([np.nan, 1.0, np.nan])
    two = np.array([0.5, np.nan, np.nan])
    merged = one_value([one, two])
    np.testing.assert_array_equal(merged, one_value([two, one]))
    np.testing.assert_array_equal(merged, [0.5, 1.0, np.nan])
