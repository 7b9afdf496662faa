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
    return [
        "Dwellings of a QPV lie in the IRIS of its communes that look most like it (periods, rent, "
        "flats, rooms, financing, poverty, words of the name), by linear programming.",
        "Financing: HLMO stands for loans before 1977, PLUS for those since, PLS includes PLI.",
        f"Landlords are synthetic: {settings.n_landlords}, sizes by Zipf's law with exponent "
        f"{settings.landlord_skew}; one holds {settings.dominant_share:.0%} of each QPV.",
        f"Private homes are synthetic: {1 - settings.qpv_social_share:.0%} of homes in QPV, spread "
        "elsewhere by poverty and a least size; sizes, rents and prices are assumptions.",
        f"Positions are synthetic: tiles of {TILE_KM} km that keep communes together.",
        "Amenity (period of the stock, private incomes), first image (poverty) and quality (age of "
        "the building) are synthetic.",
        f"Areas under renewal are the {settings.renewal_share:.0%} of QPV with most flats of 1949-75:"
        " an assumption. Watch areas are not known: none.",
        "Incomes: within an area, social tenants rank lower than private tenants, who rank lower "
        "than owners; the split is an assumption, poverty and median are published.",
        "Charges are an assumption (about 1.9 €/m² a month in flats).",
    ]
