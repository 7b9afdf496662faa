import numpy as np
import pytest

from simulation.config.design import Sampling
from simulation.experiments.sampling import n_samples, places, salib_problem

NAMES = ("a", "b", "c")
EACH = [
    Sampling(method="factorial", levels=3),
    Sampling(samples=40),
    Sampling(method="sobol", samples=16),
    Sampling(method="sobol", samples=16, second_order=True),
    Sampling(method="morris", trajectories=6, levels=6),
]


@pytest.mark.parametrize("sampling", EACH, ids=[s.method for s in EACH])
def test_a_sampling_has_the_points_that_were_counted_and_always_the_same(
    sampling: Sampling,
) -> None:
    found = places(sampling, NAMES)
    assert found.shape == (n_samples(sampling, 3), 3)
    assert (found >= 0).all()
    assert (found <= 1).all()
    assert np.array_equal(found, places(sampling, NAMES))


@pytest.mark.parametrize("sampling", EACH[1:], ids=[s.method for s in EACH[1:]])
def test_another_seed_gives_other_points(sampling: Sampling) -> None:
    other = sampling.model_copy(update={"seed": 2})
    assert not np.array_equal(places(sampling, NAMES), places(other, NAMES))


def test_nothing_uncertain_is_one_point() -> None:
    assert places(None, ()).shape == (1, 0)
    assert n_samples(None, 0) == 1


def test_a_factorial_holds_every_combination_once() -> None:
    found = {tuple(row) for row in places(EACH[0], NAMES).tolist()}
    assert found == {(a, b, c) for a in (0, 0.5, 1) for b in (0, 0.5, 1) for c in (0, 0.5, 1)}


def test_a_latin_hypercube_has_one_point_in_each_slice_of_each_parameter() -> None:
    slices = np.floor(places(EACH[1], NAMES) * 40).astype(int)
    for column in slices.T:
        assert sorted(column) == list(range(40))


def test_a_trajectory_moves_one_parameter_at_a_time_by_the_step_of_morris() -> None:
    steps = np.diff(places(EACH[4], NAMES).reshape(6, 4, 3), axis=1)
    assert (np.count_nonzero(steps, axis=2) == 1).all()
    assert np.abs(steps[steps != 0]) == pytest.approx(6 / (2 * 5))


def test_indices_of_sobol_points_are_those_of_the_function_of_ishigami() -> None:
    from SALib.analyze import sobol

    sampling = Sampling(method="sobol", samples=2048)
    x = -np.pi + 2 * np.pi * places(sampling, NAMES)
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = sobol.analyze(salib_problem(NAMES), y, calc_second_order=False, seed=1)
    assert found["S1"] == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert found["ST"] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
