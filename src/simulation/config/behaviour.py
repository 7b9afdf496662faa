"""How households value a home and decide."""

from __future__ import annotations

from simulation.config.parameter import Settings, param

FREE = "free: calibrated"


class Behaviour(Settings):
    """Weights of the utility of a dwelling and of its persistent match error."""

    cost_weight: float = param(2.0, unit="utility", bounds=(0, 10), source=FREE)
    """Weight of the logarithm of the share of income left after housing."""
    place_weight: float = param(1.0, unit="1", bounds=(0, 5), source=FREE)
    """Weight of amenity and image."""
