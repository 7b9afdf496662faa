import numpy as np
import pytest

from simulation.analysis.multiplicity import adjusted


def test_holm_by_hand() -> None:
    # 0.01·4, then max with 0.02·3, 0.03·2, 0.5·1, in the order given
    assert adjusted([0.03, 0.01, 0.5, 0.02], "holm") == pytest.approx([0.06, 0.04, 0.5, 0.06])


def test_holm_never_leaves_the_unit_interval_nor_the_order() -> None:
    p = np.array([0.4, 0.9, 0.6])
    assert adjusted(p, "holm") == pytest.approx([1.0, 1.0, 1.0])


def test_benjamini_and_hochberg_by_hand() -> None:
    # 0.01·4/1, 0.02·4/2, 0.03·4/3, 0.5·4/4, then the running minimum from the largest
    found = adjusted([0.03, 0.01, 0.5, 0.02], "benjamini_hochberg")
    assert found == pytest.approx([0.04, 0.04, 0.5, 0.04])


@pytest.mark.parametrize("correction", ["holm", "benjamini_hochberg"])
def test_what_is_unknown_stays_so_and_does_not_count(correction: str) -> None:
    with_gap = adjusted([0.03, np.nan, 0.01], correction)  # type: ignore[arg-type]
    assert np.isnan(with_gap[1])
    assert with_gap[[0, 2]] == pytest.approx(adjusted([0.03, 0.01], correction))  # type: ignore[arg-type]
    assert np.isnan(adjusted([np.nan], correction)).all()  # type: ignore[arg-type]


def test_no_correction_leaves_p_values_alone() -> None:
    assert adjusted([0.2, 0.01], "none") == pytest.approx([0.2, 0.01])


def test_holm_keeps_false_findings_rare_and_the_bare_values_do_not() -> None:
    p = np.random.default_rng(1).random((2000, 10))
    false_holm = np.mean([(adjusted(row, "holm") <= 0.05).any() for row in p])
    assert false_holm <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2000)
    assert (p <= 0.05).any(axis=1).mean() > 0.3
