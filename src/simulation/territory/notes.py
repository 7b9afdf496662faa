"""What was capped, filled, unplaced or assumed, in plain sentences."""

from __future__ import annotations

import numpy as np

from simulation.territory.description import Description
from simulation.territory.placement import Placement
from simulation.territory.places import TILE_KM
from simulation.territory.settings import SynthesisSettings


def synthesis_notes(
    description: Description, placement: Placement, settings: SynthesisSettings
) -> tuple[str, ...]:
    """Return the notes of the description, then those of the synthesis."""
    return (
        *description.notes,
        *_unplaced(description, placement),
        *_filled(description),
        *_assumptions(settings),
    )


def _unplaced(description: Description, placement: Placement) -> list[str]:
    return [
        f"QPV {description.qpv.codes[row]} {description.qpv.labels[row]}: {count} of "
        f"{int(description.qpv.dwellings[row])} dwellings find no room in their communes; left out."
        for row, count in enumerate(placement.unplaced)
        if count > 0
    ]


def _filled(description: Description) -> list[str]:
    hidden, cells = 0, 0
    for zones in (description.iris, description.qpv):
        for values in zones.shares.values():
            hidden, cells = hidden + int(np.isnan(values).sum()), cells + values.size
    notes = []
    if hidden:
        notes.append(
            f"{hidden} of {cells} shares are suppressed: filled by the mean of zones with close "
            "rents, with totals kept."
        )
    for level, zones in (("IRIS", description.iris), ("QPV", description.qpv)):
        for what, values in (("mean rent", zones.rent), ("poverty", zones.poverty)):
            missing = int(np.isnan(values).sum())
            if missing:
                notes.append(
                    f"{missing} of {len(zones)} {level} have no published {what}: filled by a "
                    "conditional mean, not a target."
                )
    return notes


def _assumptions(settings: SynthesisSettings) -> list[str]:
    text = _ASSUMPTIONS.format(
        landlords=settings.n_landlords,
        skew=settings.landlord_skew,
        dominant=f"{settings.dominant_share:.0%}",
        private=f"{1 - settings.qpv_social_share:.0%}",
        renewal=f"{settings.renewal_share:.0%}",
        tile=TILE_KM,
        charges=settings.charges,
    )
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


_ASSUMPTIONS = """
Dwellings of a QPV lie in the IRIS of its communes that look most like it (periods, rent, flats,
rooms, financing, poverty, words of the name), by linear programming.

Financing: HLMO stands for loans before 1977, PLUS for those since, PLS includes PLI.

Landlords are synthetic: {landlords}, sizes by Zipf's law with exponent {skew}; one holds {dominant}
of each QPV.

Private homes are synthetic: {private} of homes in QPV, spread elsewhere by poverty and a least
size; their sizes, rents and prices are assumptions.

Positions are synthetic: tiles of {tile} km that keep communes together.

Amenity (period of the stock, private incomes) and quality (age of the
building) are synthetic.

Areas under renewal are the {renewal} of QPV with most social dwellings of 1949-75: an assumption.
Watch areas are not known: none.

Incomes: within an area, social tenants rank lower than private tenants, who rank lower than
owners; the split is an assumption, poverty and median are published.

Charges are an assumption (about {charges} €/m² a month in flats).
"""
