"""Build the territory of an EPCI from the open tables."""

from __future__ import annotations

from pathlib import Path

from simulation.territory.settings import SynthesisSettings
from simulation.territory.sources import read_tables
from simulation.territory.synthesis import synthesise
from simulation.territory.tables import describe
from simulation.territory.territory import Territory


def build_territory(
    epci: str,
    data: Path,
    *,
    social_share: float | None = None,
    tension: float | None = None,
    key: int = 0,
    zone: int | None = None,
    region: str | None = None,
    supplement_zone: str | None = None,
    estimates_share: bool = False,
    settings: SynthesisSettings | None = None,
) -> Territory:
    """Return the territory of an EPCI.

    Parameters
    ----------
    epci
        SIREN code, nine digits.
    data
        Folder of the open tables.
    social_share
        Social dwellings / all homes; needed where it is not known, unless `estimates_share`.
    tension
        Open files per yearly letting; 4.3 (France) when not given.
    key
        Key of every draw: the same gives the same territory, byte for byte.
    zone, region, supplement_zone
        Zone of the housing aid (1 to 3), region of the income ceilings ("paris", "ile_de_france" or
        "elsewhere"), zone of the solidarity supplement ("1bis" to "3"); by default those of the
        communes that hold most of the stock.

    Raises
    ------
    InputError
        A table or column is missing, the EPCI is unknown, or its social share is, or a zone or
        region does not exist.
    """
    description = describe(
        read_tables(Path(data)),
        epci,
        social_share=social_share,
        tension=tension,
        zone=zone,
        region=region,
        supplement_zone=supplement_zone,
        estimates_share=estimates_share,
    )
    return synthesise(description, key, settings)
