"""Who leaves a home, and when."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

INSEE_MOVES = "INSEE, enquête Logement 2013: mobility by tenure, rounded"


class Mobility(Settings):
    """Yearly hazards; the voluntary ones grow with the gain over staying."""

    ownership_rate: float = param(0.02, unit="1/year", bounds=(0, 1), source=FREE)
    """Hazard of buying, for a young tenant who would gain nothing and lose nothing."""
    private_rate: float = param(0.013, unit="1/year", bounds=(0, 1), source=FREE)
    """Hazard of moving to a private letting of the territory, same tenant."""
    elsewhere_rate: float = param(0.23, unit="1/year", bounds=(0, 1), source=FREE)
    """Hazard of leaving the territory, same tenant."""
    transfer_rate: float = param(4.5, unit="1/year", bounds=(0, 12), source=FREE)
    """Hazard of asking for another social dwelling, same tenant at any age, long settled."""
    transfer_settling: float = param(3.0, unit="years", bounds=(0.05, 20), source=FREE)
    """Years after which 63 % of that hazard is back for who has just moved in."""
    sensitivity: float = param(0.15, unit="1/utility", bounds=(0, 5), source=FREE)
    """How strongly a gain in utility multiplies a voluntary hazard."""
    highest_rate: float = param(12.0, unit="1/year", bounds=(0.1, 12), source=FREE)
    """Cap on each hazard."""
    reach_effort: float = param(
        0.32, unit="1", bounds=(0.05, 1), source="free, near HCSF 2021: 35 %; calibrated"
    )
    """Share of taxable income that a private home may cost: accepted one time in two at it."""
    settling_age: float = param(45.0, unit="years", bounds=(20, 90), source=FREE)
    """Age after which voluntary departures fade."""
    death_at_65: float = param(
        0.008, unit="1/year", bounds=(0, 0.2), source="INSEE life table 2019–2021, rounded"
    )
    """Hazard that a household ends by death at 65."""
    death_slope: float = param(
        0.10, unit="1/year", bounds=(0, 0.3), source="INSEE life table 2019–2021, rounded"
    )
    """Growth of that hazard with each year of age."""
    private_tenant_rate: float = param(0.20, unit="1/year", bounds=(0, 2), source=INSEE_MOVES)
    """Hazard that a private tenant moves out."""
    owner_rate: float = param(0.035, unit="1/year", bounds=(0, 1), source=INSEE_MOVES)
    """Hazard that an owner-occupier moves out."""
