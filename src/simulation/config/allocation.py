"""How social dwellings are let."""

from __future__ import annotations

from simulation.config.behaviour import FREE
from simulation.config.parameter import Settings, param


class Allocation(Settings):
    """Vacancies, commission and rehousing."""

    relet_months: int = param(1, unit="months", bounds=(0, 24), source=FREE)
    """Least time of works between two tenants."""
    relet_works: float = param(
        3.2,
        unit="months",
        bounds=(0, 24),
        source="free; SDES 2019: half of vacancy is over 3 months",
    )
    """Mean of the further time, which is exponential."""
    list_length: int = param(
        3, unit="candidates", bounds=(3, 20), source="CCH L.441-2: at least three candidates"
    )
    """Candidates ranked for each vacancy, where there are so many; offers are made in turn."""
    steering_points: float = param(
        0.2, unit="points", bounds=(0, 20), source="free: practice described by Bourgeois 2013"
    )
    """Points of a household that could live there in comfort: steering by means."""
    judgement_points: float = param(5.0, unit="points", bounds=(0, 20), source=FREE)
    """Range of what the commission sees and the model does not."""
    residual_minimum: float = param(
        12.85,
        unit="€/unit/day",
        bounds=(0, 60),
        source="design range 11.5–13, no published minimum",
    )
    """Residual income at which a candidate is accepted one time in two."""
    residual_comfort: float = param(25.0, unit="€/unit/day", bounds=(1, 200), source=FREE)
    """Residual income from which steering sees no difference; above `residual_minimum`."""
    may_refuse: bool = param(
        True,
        unit="yes or no",
        bounds=None,
        source="CCH L.441-2-8: a refusal lowers the score at most; no: experiment",
    )
    """Who is offered a home may refuse it; otherwise the first listed moves in. Not rehousing."""
    running_costs: float = param(
        2.6,
        unit="€/m²/month",
        bounds=(0, 10),
        source="USH, charges 2021, rounded",
    )
    """Charges, heating and water that the screen counts with at least."""
    residual_slope: float = param(2.0, unit="1/€", bounds=(0.01, 20), source="design range 1–3")
    """Sharpness of that threshold."""
    effort_maximum: float = param(
        0.38, unit="1", bounds=(0.05, 1), source="usual third of income, soft"
    )
    """Effort rate at which a candidate is accepted one time in two."""
    effort_slope: float = param(25.0, unit="1", bounds=(0.1, 200), source=FREE)
    """Sharpness of that threshold."""
    spare_rooms: int = param(
        1, unit="rooms", bounds=(0, 4), source="CCH L.442-3-1: more rooms than persons + 1"
    )
    """Rooms above the number of persons that still fit."""
    withheld_share: float = param(
        0.4, unit="1", bounds=(0, 1), source="décret 2020-145: withheld from the flow; share free"
    )
    """Most of a month's vacancies that rehousing may take."""
    rehousing_offers: int = param(
        2, unit="offers/month", bounds=(1, 10), source="C. urb. L.314-2: at least two offers"
    )
    """Dwellings shown to a household to rehouse in a month."""
    neutrality: float = param(
        0.05, unit="1", bounds=(0, 5), source="ANRU RGA 2021: compatible net cost; tolerance free"
    )
    """Rise of the net cost that an offer to a rehoused household may have."""
    rehousing_pressure: float = param(1.0, unit="utility/year", bounds=(0, 20), source=FREE)
    """Yearly loss of the value of staying in a building that empties."""
