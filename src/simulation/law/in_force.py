"""The whole law of one date and one territory, in one record."""

from __future__ import annotations

from simulation.kernels.legal import Law
from simulation.law.ceilings import Region, ceiling_table
from simulation.law.dated import Day
from simulation.law.housing_aid import DEFAULT_DATE, aid_parameters
from simulation.law.minima import minima_parameters
from simulation.law.rent_reduction import reduction_parameters
from simulation.law.supplement import supplement_parameters


def law_in_force(
    date: Day = DEFAULT_DATE,
    zone: int = 2,
    region: Region | str = Region.ELSEWHERE,
    supplement_zone: str = "2",
) -> Law:
    """Return the legal parameters in force on a date.

    `zone` is that of the housing aid, `region` that of the income ceilings and `supplement_zone`
    that of the solidarity supplement. A place that does not exist, or a date before the first
    figures (2017), raises `InputError`.
    """
    return Law(
        aid=aid_parameters(zone, date),
        least_private=aid_parameters(zone, date, "private").least_paid,
        reduction=reduction_parameters(zone, date),
        supplement=supplement_parameters(supplement_zone, date),
        ceilings=ceiling_table(date, region),
        minima=minima_parameters(date),
    )
