"""An index cleared of what chance alone gives it."""

from __future__ import annotations


def corrected(value: float, expected: float, highest: float = 1.0) -> float:
    """Return the index on a scale where random allocation is 0 and the highest value is itself.

    ``highest (value − expected) / (highest − expected)`` (Winship 1977, Social Forces
    55(4):1058–1066; Carrington and Troske 1997, Journal of Business and Economic Statistics
    15(4):402–409).

    Parameters
    ----------
    value
        The index, `highest` at most.
    expected
        Its expectation under random allocation, from `simulation.indicators.expected_random`.
    highest
        The highest value of the index: 1, but for the mutual information, whose highest value is
        the entropy of the whole.

    Returns
    -------
    float
        `highest` at most, negative when units are more even than chance makes them (for an
        exposure: when groups meet less than by chance). 0 when chance alone already gives the
        highest value, as when every unit holds one household.
    """
    room = highest - expected
    return highest * (value - expected) / room if room > 0 else 0.0
