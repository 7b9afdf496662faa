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
    effort_slope: float = param(20.0, unit="1", bounds=(0.1, 200), source=FREE)
    """Sharpness of that limit for tenants who would leave the social stock."""
    alternatives: int = param(8, unit="homes", bounds=(1, 100), source=FREE)
    """Vacancies that a household looks at in a month."""
    fill_rate: float = param(0.5, unit="1/month", bounds=(0.01, 1), source=FREE)
    """Newcomers a month for each private vacancy."""
    typical_surface_first_room: float = param(
        28.0, unit="m²", bounds=(5, 100), source="INSEE, enquête Logement 2013, rounded"
    )
    """Living space of a one-room home."""
    typical_surface_further_room: float = param(
        17.0, unit="m²/room", bounds=(1, 50), source="INSEE, enquête Logement 2013, rounded"
    )
    """Living space of each further room."""


class Image(Settings):
    """Reputation of areas."""

    speed: float = param(0.02, unit="1/month", bounds=(0, 1), source=FREE)
    """Share of the gap to its target that image closes in a month."""
    poverty_weight: float = param(1.0, unit="utility", bounds=(0, 10), source=FREE)
    """Loss of image for a poverty rate one above the mean."""
    vacancy_weight: float = param(1.0, unit="utility", bounds=(0, 10), source=FREE)
    """Loss of image for a vacancy rate one above the mean."""
