"""How households value a home and decide."""

from __future__ import annotations

from simulation.config.parameter import Settings, param

FREE = "free: calibrated"


class Behaviour(Settings):
    """Weights of the utility of a dwelling and scales of its persistent match error."""

    cost_weight: float = param(2.0, unit="utility", bounds=(0, 10), source=FREE)
    """Weight of the logarithm of the share of income left after housing."""
    quality_weight: float = param(0.5, unit="1", bounds=(0, 5), source=FREE)
    """Weight of the quality of the building."""
    place_weight: float = param(0.2, unit="1", bounds=(0, 5), source=FREE)
    """Weight of amenity and image of the area."""
    crowding_weight: float = param(0.5, unit="utility/room", bounds=(0, 5), source=FREE)
    """Loss for each room that the household lacks."""
    distance_weight: float = param(0.04, unit="utility/km", bounds=(0, 1), source=FREE)
    """Loss for each kilometre from the present home."""
    attachment_weight: float = param(0.8, unit="utility", bounds=(0, 5), source=FREE)
    """Gain of staying in the same area, once attached."""
    attachment_years: float = param(8.0, unit="years", bounds=(0.1, 50), source=FREE)
    """Time in which attachment grows to 63 % of its full value."""
    newness_weight: float = param(0.3, unit="utility", bounds=(0, 5), source=FREE)
    """Gain of a recent dwelling."""
    new_years: float = param(
        5.0, unit="years", bounds=(0, 20), source="ANRU RGA 2021: recent stock is under five years"
    )
    """Age under which a dwelling counts as recent."""
    taste_spread: float = param(0.3, unit="log", bounds=(0, 2), source=FREE)
    """Standard deviation of the logarithm of each household's own weights."""
    error_area: float = param(0.5, unit="utility", bounds=(0, 5), source=FREE)
    """Scale of the match between a household and an area, known when it asks."""
    error_advert: float = param(0.35, unit="utility", bounds=(0, 5), source=FREE)
    """Scale of the match between a household and a dwelling, known from the advert."""
    error_visit: float = param(1.66, unit="utility", bounds=(0, 5), source=FREE)
    """Scale of the match between a household and a dwelling, known from the visit."""
    first_matches: int = param(8, unit="draws", bounds=(1, 20), source=FREE)
    """Draws of the match of each tenant found at the start, who keeps the best: a history."""
    moving_cost: float = param(0.29, unit="utility", bounds=(0, 5), source=FREE)
    """Gain below which nobody moves."""
    hosted_value: float = param(0.78, unit="utility", bounds=(-10, 10), source=FREE)
    """Value of waiting without a home of one's own, on the day the file is opened."""
    hosted_decline: float = param(0.25, unit="utility/year", bounds=(0, 5), source=FREE)
    """Loss of that value for each year of waiting."""
    urgent_years: float = param(2.0, unit="years", bounds=(0, 20), source=FREE)
    """Years of waiting that a priority motive counts for in what a household accepts."""
    income_floor: float = param(150.0, unit="€/unit/month", bounds=(1, 1000), source=FREE)
    """Least income left after housing that the utility counts with."""
