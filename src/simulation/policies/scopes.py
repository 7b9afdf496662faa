"""Turn a scope into masks of areas, residences and dwellings, and say what in it is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from simulation.config.consistency import Problem
from simulation.config.explain import suggestion
from simulation.config.lines import KeyPath
from simulation.config.scope import Scope
from simulation.state.world import World

Mask = NDArray[np.bool_]
_SUGGESTED = 12
_FLAGS = ("is_qpv", "is_renewal", "is_watch")


def areas_in(world: World, scope: Scope) -> Mask:
    """Return the areas that a scope holds, or holds a part of, shape (areas,); read-only."""
    return _once_a_month(world, scope, _find_areas)


def residences_in(world: World, scope: Scope) -> Mask:
    """Return the residences that a scope holds, shape (residences,); read-only."""
    return _once_a_month(world, scope, _find_residences)


def _once_a_month(world: World, scope: Scope, find: Callable[[World, Scope], Mask]) -> Mask:
    """Return what `find` finds, found once for a month and a number of residences."""
    stamp = (world.month, len(world.residences))
    kept = world.memory.scopes.get((find, scope))
    if kept is None or kept[0] != stamp:
        mask = find(world, scope)
        mask.flags.writeable = False
        kept = world.memory.scopes[find, scope] = stamp, mask
    found: Mask = kept[1]
    return found


def _find_areas(world: World, scope: Scope) -> Mask:
    inside = np.ones(len(world.areas), np.bool_)
    for flag in _FLAGS:
        wanted = getattr(scope, flag)
        if wanted is not None:
            inside &= getattr(world.areas, flag) == wanted
    if scope.communes:
        inside &= np.isin(world.areas.commune, _positions(world.names.communes, scope.communes))
    if scope.areas:
        inside &= np.isin(np.arange(inside.size), _positions(world.names.areas, scope.areas))
    return inside


def _find_residences(world: World, scope: Scope) -> Mask:
    residences = world.residences
    inside = areas_in(world, scope)[residences.area]
    if scope.landlords:
        inside &= np.isin(residences.landlord, scope.landlords)
    if scope.residences:
        inside &= np.isin(np.arange(inside.size), scope.residences)
    return np.asarray(inside)


def scope_problems(world: World, scope: Scope, path: KeyPath) -> list[Problem]:
    """Return names that are unknown, or else that nothing social lies in the scope."""
    found: list[Problem] = []
    for field in ("communes", "areas"):
        for problem in unknown_names(world, field, getattr(scope, field)):
            found.append(Problem((*path, *problem.path), problem.code, problem.details))
    found += _unknown_numbers(world, scope, path)
    if not found and not (residences_in(world, scope) & (world.residences.landlord >= 0)).any():
        found.append(Problem(path, "empty_scope"))
    return found


def _unknown_numbers(world: World, scope: Scope, path: KeyPath) -> list[Problem]:
    """Return landlords and residences that the territory does not have."""
    last = {
        "landlords": int(world.residences.landlord.max(initial=-1)),
        "residences": len(world.residences) - 1,
    }
    return [
        Problem((*path, field, i), "unknown_number", {"last": highest})
        for field, highest in last.items()
        for i, number in enumerate(getattr(scope, field))
        if not 0 <= number <= highest
    ]


def unknown_names(world: World, field: str, names: Iterable[str]) -> list[Problem]:
    """Return which names of communes or areas (`field`) the territory does not have."""
    known: tuple[str, ...] = getattr(world.names, field)
    return [
        Problem((field, i), "unknown_name", {"suggestion": suggestion(name, _nearest(name, known))})
        for i, name in enumerate(names)
        if not _positions(known, (name,)).size
    ]


def _positions(names: Iterable[str], wanted: Iterable[str]) -> NDArray[np.int64]:
    folded = {name.casefold() for name in wanted}
    return np.array([i for i, name in enumerate(names) if name.casefold() in folded], np.int64)


def _nearest(name: str, names: tuple[str, ...]) -> list[str]:
    """Return few names, those that share most letters with `name` first."""
    letters = set(name.casefold())
    return sorted(set(names), key=lambda known: -len(letters & set(known.casefold())))[:_SUGGESTED]
