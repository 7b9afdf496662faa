"""What rehousing rests on whatever the charter: how offers widen, who yields vacancies."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param

_PROCEDURE = "free: offers widen as a procedure drags on; no published figure found"


class Rehousing(Settings):
    """Rules of rehousing that hold under every charter."""

    late_tolerance: float = param(0.3, unit="1/year", bounds=(0, 5), source=_PROCEDURE)
    """Rise of the tolerance on net cost with each year past the planned demolition."""
    late_rooms: float = param(1.0, unit="rooms/year", bounds=(0, 5), source=_PROCEDURE)
    """Rooms by which fit widens with each year past the planned demolition, more or fewer."""
    late_vacancies: float = param(6.0, unit="homes/year", bounds=(0, 100), source=_PROCEDURE)
    """Further vacancies withheld for a household a month, for each year past that date."""
    late_ceiling: float = param(0.5, unit="1/year", bounds=(0, 10), source=_PROCEDURE)
    """Rise of the income ceilings with each year past it, as a share: derogations."""
    late_landlords: int = param(0, unit="months", bounds=(0, 120), source=_PROCEDURE)
    """Months past it after which the vacancies of every landlord are within reach."""
    procedure_pressure: float = param(2.0, unit="utility/year", bounds=(0, 20), source=_PROCEDURE)
    """Further loss of the value of staying, past that date, of who refused all offers due."""
    yield_slope: float = param(0.2, unit="logit per file", bounds=(0, 5), source=FREE)
    """Fall of the logit that a landlord yields a vacancy for each of its priority files it fits."""
    return_years: float = param(2.0, unit="years", bounds=(0, 20), source=FREE)
    """Time after a delivery on site in which its vacancies go to who has a right to return."""
