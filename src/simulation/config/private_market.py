"""Private homes: turnover is in mobility, here what they cost and who takes them."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param


class PrivateMarket(Settings):
    """Entry into private homes."""

    annuity_rate: float = param(
        0.055, unit="1/year", bounds=(0.005, 0.3), source="20 years at about 1.5 %, 2022"
    )
    """Yearly cost of owning, as a share of the price."""
    rent_elsewhere: float = param(
        9.5, unit="€/m²/month", bounds=(3, 40), source="free: between the rents of the presets"
    )
    """Rent of private lettings in the territories that people leave for."""
    effort_cap: float = param(
        0.40, unit="1", bounds=(0.05, 1), source="HCSF 2021: 35 %, and charges"
    )
    """Share of income above which a household cannot pay."""
    effort_slope: float = param(8.0, unit="1", bounds=(0.1, 200), source=FREE)
    """Sharpness of that limit for tenants who would leave the social stock."""
    alternatives: int = param(8, unit="homes", bounds=(1, 100), source=FREE)
    """Vacancies that a household looks at in a month."""
    typical_surface_first_room: float = param(
        28.0, unit="m²", bounds=(5, 100), source="INSEE, enquête Logement 2013, rounded"
    )
    """Living space of a one-room home."""
    typical_surface_further_room: float = param(
        17.0, unit="m²/room", bounds=(1, 50), source="INSEE, enquête Logement 2013, rounded"
    )
    """Living space of each further room."""


class Prices(Settings):
    """Private rents and prices per m², which move slowly from what they are at the start."""

    speed: float = param(0.02, unit="1/month", bounds=(0, 1), source=FREE)
    """Share of the gap to its target that the logarithm of a rent or price closes in a month."""
    image_elasticity: float = param(0.3, unit="log/utility", bounds=(0, 5), source=FREE)
    """Rise of the logarithm of rents and prices for a gain of image over the other areas."""
    vacancy_elasticity: float = param(
        1.0, unit="log", bounds=(0, 20), source="form: Rosen and Smith 1983; value free: calibrated"
    )
    """Fall of that logarithm for a private vacancy rate one above the usual one of the area."""


class Image(Settings):
    """Reputation of areas."""

    speed: float = param(0.02, unit="1/month", bounds=(0, 1), source=FREE)
    """Share of the gap to its target that image closes in a month."""
    poverty_weight: float = param(1.0, unit="utility", bounds=(0, 10), source=FREE)
    """Loss of image for a poverty rate one above the mean."""
    vacancy_weight: float = param(1.0, unit="utility", bounds=(0, 10), source=FREE)
    """Loss of image for a vacancy rate one above the mean."""
    school_weight: float = param(0.3, unit="utility", bounds=(0, 10), source=FREE)
    """Loss of image for a share of poor children around of one."""
    school_radius: float = param(2.0, unit="km", bounds=(0.1, 50), source=FREE)
    """Distance at which the children of another area no longer count, falling evenly to it."""
    works_weight: float = param(0.5, unit="utility", bounds=(0, 10), source=FREE)
    """Gain of image where all homes were delivered, refurbished or demolished just now."""
    works_years: float = param(5.0, unit="years", bounds=(0.1, 50), source=FREE)
    """Time in which the effect of works falls to 37 %."""
    care_weight: float = param(1.0, unit="1", bounds=(0, 10), source=FREE)
    """Gain of image for each unit of care that policies give to an area."""
