import numpy as np
import pytest
from SALib.sample import latin, morris, sobol

from simulation.analysis.problem import (
    ANY,
    MORRIS,
    SALTELLI,
    design_of,
    parts_of,
    problem_of,
    whole_blocks,
)

D = 4


def samples(points: np.ndarray) -> np.ndarray:
    return np.arange(len(points))


@pytest.mark.parametrize("has_second_order", [True, False])
def test_the_scheme_of_saltelli_is_recognised(has_second_order: bool) -> None:
    points = sobol.sample(problem_of(D), 8, calc_second_order=has_second_order, seed=1)
    design = design_of(samples(points), points)
    assert (design.kind, design.has_second_order) == (SALTELLI, has_second_order)
    assert design.block == (2 * D + 2 if has_second_order else D + 2)


@pytest.mark.parametrize("n_levels", [4, 6, 8])
def test_a_morris_design_is_recognised_with_its_levels(n_levels: int) -> None:
    points = morris.sample(problem_of(D), 10, num_levels=n_levels, seed=1)
    design = design_of(samples(points), points)
    assert (design.kind, design.block, design.n_levels) == (MORRIS, D + 1, n_levels)


def test_a_morris_design_is_recognised_though_whole_numbers_are_rounded() -> None:
    points = morris.sample(problem_of(D), 10, seed=1)
    points[:, 2] = np.round(points[:, 2] * 2) / 2
    assert design_of(samples(points), points).kind == MORRIS
    assert design_of(samples(points), points).n_levels == 4


@pytest.mark.parametrize("n", [20, 30, 40])
def test_other_samples_are_not_taken_for_a_design(n: int) -> None:
    points = latin.sample(problem_of(D), n, seed=1)
    assert design_of(samples(points), points).kind == ANY


def test_a_shuffled_design_is_no_design() -> None:
    points = sobol.sample(problem_of(D), 8, seed=1)
    shuffled = np.random.default_rng(1).permutation(points)
    assert design_of(samples(points), shuffled).kind == ANY


def test_missing_samples_cost_their_block_alone() -> None:
    points = morris.sample(problem_of(D), 10, seed=1)
    kept = np.delete(np.arange(len(points)), [7, 48])
    assert design_of(kept, points[kept]).kind == MORRIS
    whole = whole_blocks(kept, D + 1)
    assert whole.sum() == 8 * (D + 1)
    assert set(kept[~whole] // (D + 1)) == {1, 9}


def test_samples_are_left_out_block_by_block_in_parts_of_like_size() -> None:
    blocks = np.repeat(np.arange(12), 3)
    parts = parts_of(blocks, 5, key=0)
    assert sorted(set(parts)) == [0, 1, 2, 3, 4]
    assert all(len(set(parts[blocks == block])) == 1 for block in range(12))
    assert np.ptp(np.bincount(parts[::3])) <= 1
    assert (parts == parts_of(blocks, 5, key=0)).all()
    assert (parts != parts_of(blocks, 5, key=1)).any()
    assert parts_of(np.array([4, 4, 9]), 5, key=0).max() == 1
