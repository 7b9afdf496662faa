"""One file per pattern, each with its `PATTERN`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from simulation.validation.pattern import Pattern


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return every pattern, in the order of their numbers."""
    found = [import_module(f"{__name__}.{each.name}").PATTERN for each in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda pattern: pattern.number))
