"""Policies, one file each. A file dropped here is a policy: see `_skeleton.py`."""

from __future__ import annotations

import importlib
import pkgutil

from simulation.policies.base import Policy

_TOOLS = (
    "base", "claims", "combine", "declare", "groups", "levers", "package", "plan", "records",
    "scopes", "siting", "target_conflicts",
)  # fmt: skip


def registry() -> dict[str, type[Policy]]:
    """Return every policy of this folder by key, sorted.

    Raises
    ------
    TypeError
        When a file holds no policy whose key is the name of the file.
    """
    found: dict[str, type[Policy]] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name in _TOOLS or module.name.startswith("_"):
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        policies = [
            value
            for value in vars(loaded).values()
            if isinstance(value, type) and issubclass(value, Policy) and value.key == module.name
        ]
        if len(policies) != 1:
            raise TypeError(f"{module.name}.py must hold one policy with key = {module.name!r}")
        found[module.name] = policies[0]
    return dict(sorted(found.items()))
