"""Change of an index over time, split into composition and structure.

When the sizes of groups or of units change, an index moves although nobody sorts more than before.
The margins of a table are exchanged with those of another, its odds ratios kept, as by iterative
proportional fitting (Deming and Stephan 1940, doi:10.1214/aoms/1177731829); the three factors,
group margins, unit margins and structure, get their Shapley value (Deutsch, Flückiger and Silber
2009; Elbers 2021, doi:10.1177/0049124121986204).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations, product
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Index = Callable[[NDArray[np.float64]], float]
_EMPTY_CELL: Final = 1e-3  # households, put into empty cells so that margins can be met
_PRECISION: Final = 1e-10  # relative, of margins
_MOST_ROUNDS: Final = 200
_SHORTEST_STEP: Final = 1e-14


class Change(NamedTuple):
    """Terms of a change; the last five add up to the difference of the first two.

    Attributes
    ----------
    before, after
        The index of each table.
    groups
        From the sizes of groups.
    units
        From the sizes of units that both tables have.
    structure
        From the odds of groups in units, sizes apart: sorting proper.
    new, gone
        From units that only the second table has, or only the first.
    """

    before: float
    after: float
    groups: float
    units: float
    structure: float
    new: float
    gone: float

    @property
    def composition(self) -> float:
        """Return what comes from margins: of groups and of units."""
        return self.groups + self.units


def decompose_change(before: NDArray[Any], after: NDArray[Any], index: Index) -> Change:
    """Split the change of an index between two tables of the same units and groups.

    Parameters
    ----------
    before, after
        Households by unit and group, shape (units, groups); a unit that is not there has a row of
        zeros.
    index
        Of the table, such as `mutual_information`.

    Returns
    -------
    Change
        Exchanging the tables changes the sign of every term, and exchanges new with gone.
    """
    return decompose_changes(before, after, [index])[0]


def decompose_changes(
    before: NDArray[Any], after: NDArray[Any], indices: Sequence[Index]
) -> list[Change]:
    """Return what `decompose_change` does for several indices, whose tables are fitted once."""
    first, second = (np.asarray(table, np.float64) for table in (before, after))
    both = (first.sum(axis=1) > 0) & (second.sum(axis=1) > 0)
    groups = (first[both].sum(axis=0) > 0) & (second[both].sum(axis=0) > 0)
    tables = [table[np.ix_(both, groups)] for table in (first, second)]
    is_comparable = both.any() and groups.any()
    exchanged = _exchanged(tables) if is_comparable else {}
    found = []
    for index in indices:
        values = index(first), index(second)
        if not is_comparable:
            found.append(Change(*values, 0.0, 0.0, 0.0, values[1], -values[0]))
            continue
        common = [index(table) for table in tables]
        terms = _shapley(exchanged, index, common)
        found.append(Change(*values, *terms, values[1] - common[1], common[0] - values[0]))
    return found


def fit_margins(
    table: NDArray[np.float64], rows: NDArray[np.float64], columns: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the table with the odds ratios of one and the margins given.

    It is where iterative proportional fitting ends, ``x_ig = r_i a_ig e^(c_g) / Σ_h a_ih e^(c_h)``,
    found by Newton's method on the `c` of groups: fitting in turn takes for ever on sparse tables.

    Parameters
    ----------
    table
        Positive numbers, shape (units, groups).
    rows, columns
        Margins wanted, positive, shape (units,) and (groups,), with the same sum.

    Raises
    ------
    ArithmeticError
        If the margins are not met, as when empty cells forbid them.
    """
    with np.errstate(divide="ignore"):
        logs = np.log(table)
    scales = np.zeros(columns.size)
    cost, shares = _cost(logs, scales, rows, columns)
    for _ in range(_MOST_ROUNDS):
        gradient = rows @ shares - columns
        if np.abs(gradient / columns).max() < _PRECISION:
            return rows[:, None] * shares
        step = _newton_step(shares, rows, gradient)
        while True:
            new_cost, new_shares = _cost(logs, scales + step, rows, columns)
            if new_cost <= cost or np.abs(step).max() < _SHORTEST_STEP:
                break
            step /= 2
        scales, cost, shares = scales + step, new_cost, new_shares
    raise ArithmeticError("no table has these odds ratios and these margins")


def _cost(
    logs: NDArray[np.float64],
    scales: NDArray[np.float64],
    rows: NDArray[np.float64],
    columns: NDArray[np.float64],
) -> tuple[float, NDArray[np.float64]]:
    """Return the convex function whose least value meets the margins, and the shares of groups."""
    logits = logs + scales
    highest = logits.max(axis=1)
    shares = np.exp(logits - highest[:, None])
    sums = shares.sum(axis=1)
    cost = float(rows @ (highest + np.log(sums)) - columns @ scales)
    return cost, shares / sums[:, None]


def _newton_step(
    shares: NDArray[np.float64], rows: NDArray[np.float64], gradient: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the step of the scales of groups; that of the last group stays as it is."""
    curvature = np.diag(rows @ shares) - (shares * rows[:, None]).T @ shares
    free = curvature[:-1, :-1] + np.eye(gradient.size - 1) * _SHORTEST_STEP * rows.sum()
    return np.append(-np.linalg.solve(free, gradient[:-1]), 0.0)


def _exchanged(tables: list[NDArray[np.float64]]) -> dict[tuple[int, ...], NDArray[np.float64]]:
    """Return the tables with margins or structure of the other one.

    They are found by the table, 0 or 1, that group margins, unit margins and structure come from.
    """
    shares = [table / table.sum() for table in tables]
    filled = [np.maximum(table, _EMPTY_CELL) for table in tables]
    found: dict[tuple[int, ...], NDArray[np.float64]] = {}
    for groups, units, structure in product((0, 1), repeat=3):
        if not groups == units == structure:
            rows, columns = shares[units].sum(axis=1), shares[groups].sum(axis=0)
            found[groups, units, structure] = fit_margins(filled[structure], rows, columns)
    return found


def _shapley(
    exchanged: dict[tuple[int, ...], NDArray[np.float64]], index: Index, known: list[float]
) -> tuple[float, float, float]:
    """Return the Shapley values of group margins, unit margins and structure.

    `known` are the index of either table as it is.
    """
    value: dict[tuple[int, ...], float] = {(0, 0, 0): known[0], (1, 1, 1): known[1]}
    value |= {origin: index(table) for origin, table in exchanged.items()}
    terms = np.zeros(3)
    orders = list(permutations(range(3)))
    for order in orders:
        state = [0, 0, 0]
        for factor in order:
            last = value[tuple(state)]
            state[factor] = 1
            terms[factor] += (value[tuple(state)] - last) / len(orders)
    return float(terms[0]), float(terms[1]), float(terms[2])
