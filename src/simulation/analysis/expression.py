"""A yes or no of each sample, written as an expression of measures.

A name alone is a measure in the arm; ``base.NAME`` is the measure in the base, and
``difference.NAME`` the arm less the base. Numbers, + − × ÷, comparisons, ``and``, ``or`` and
``not`` may be used, and nothing else: an expression is read, never run.
"""

from __future__ import annotations

import ast
import operator
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from simulation.analysis.sweep_table import SweepTable
from simulation.config.errors import InputError
from simulation.config.messages import say

if TYPE_CHECKING:
    import pandas as pd

BASE, DIFFERENCE = "base", "difference"
_LARGEST = sys.float_info.max
_Values = Any
_BINARY: Final[Mapping[type[ast.AST], Callable[..., Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: np.true_divide,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.And: np.logical_and,
    ast.Or: np.logical_or,
}


def outcomes(sweep: SweepTable, expression: str, arm: str) -> pd.Series[bool]:
    """Return what an expression says of each sample in an arm, replicates averaged.

    Returns
    -------
    Series
        By sample; those that miss a run of a measure of the expression are left out.

    Raises
    ------
    InputError
        It is no such expression, or names a measure or an arm that there is none of.
    """
    import pandas as pd

    sweep.check(arms=[arm])
    tree = _parsed(expression, sweep)
    names = _names(tree)
    sweep.check(measures=[measure for _, measure in names])
    columns = {name: _mean(sweep, name, arm) for name in names}
    frame = pd.concat(columns, axis=1, join="inner").dropna()
    with np.errstate(divide="ignore", invalid="ignore"):
        found = _value(tree, {name: frame[name].to_numpy() for name in columns})
    made: pd.Series[bool] = pd.Series(np.asarray(found, bool), frame.index, name=expression)
    return made


def _parsed(expression: str, sweep: SweepTable) -> ast.expr:
    """Return the tree of an expression that says yes or no and names a measure at least."""
    measure = sweep.measures[0] if len(sweep.measures) else "measure"
    wrong = InputError(say("analysis_expression", expression=expression, measure=measure))
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise wrong from None
    if not _is_logical(tree) or not _names(tree):
        raise wrong
    return tree


def _is_logical(node: ast.AST) -> bool:
    if isinstance(node, ast.BoolOp):
        return all(map(_is_logical, _parts(node)))
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not) and _is_logical(node.operand)
    if isinstance(node, ast.Compare):
        is_known = all(type(op) in _BINARY for op in node.ops)
        return is_known and all(_is_number(part) for part in (node.left, *node.comparators))
    return False


def _parts(node: ast.BoolOp) -> list[ast.expr]:
    return node.values  # noqa: PD011 - of a tree, not of a table


def _is_number(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return type(node.op) in _BINARY and _is_number(node.left) and _is_number(node.right)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub) and _is_number(node.operand)
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return -_LARGEST <= value <= _LARGEST
    return _name(node) is not None


def _name(node: ast.AST) -> tuple[str, str] | None:
    """Return where a name is looked for and which measure it is; None for anything else."""
    if isinstance(node, ast.Name):
        return "", node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        where = node.value.id
        return (where, node.attr) if where in (BASE, DIFFERENCE) else None
    return None


def _names(tree: ast.AST) -> list[tuple[str, str]]:
    inside = [node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    found = (_name(node) for node in ast.walk(tree) if node not in inside)
    return list(dict.fromkeys(name for name in found if name is not None))


def _mean(sweep: SweepTable, name: tuple[str, str], arm: str) -> pd.Series[float]:
    where, measure = name
    matrix = sweep.matrix(
        measure,
        sweep.base if where == BASE else arm,
        sweep.base if where == DIFFERENCE else None,
    )
    found: pd.Series[float] = matrix.dropna().mean(axis=1)
    return found


def _value(node: ast.AST, values: Mapping[tuple[str, str], Any]) -> _Values:
    name = _name(node)
    if name is not None:
        return values[name]
    if isinstance(node, ast.Constant):
        assert isinstance(node.value, int | float)
        return float(node.value)
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, values)
        return np.logical_not(inner) if isinstance(node.op, ast.Not) else -inner
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)](_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.BoolOp):
        return _all(_BINARY[type(node.op)], [_value(part, values) for part in _parts(node)])
    assert isinstance(node, ast.Compare)
    parts = [_value(part, values) for part in (node.left, *node.comparators)]
    pairs = zip(node.ops, parts, parts[1:], strict=False)
    return _all(np.logical_and, [_BINARY[type(op)](low, high) for op, low, high in pairs])


def _all(combine: Callable[..., Any], parts: list[Any]) -> _Values:
    found = parts[0]
    for part in parts[1:]:
        found = combine(found, part)
    return found
