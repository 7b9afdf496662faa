"""Assumptions of the synthesis: whatever no open table tells."""

from __future__ import annotations

from simulation.config.parameter import Settings, param

_ASSUMED = "assumption: no open table tells"


class SynthesisSettings(Settings):
    """What the synthesis assumes; every value can be read in the notes of a territory."""

    n_landlords: int = param(6, unit="landlords", bounds=(1, 40), source=_ASSUMED)
    """Number of social landlords: no open table names them."""
    landlord_skew: float = param(0.8, unit="1", bounds=(0.0, 3.0), source=_ASSUMED)
    """Exponent of Zipf's law of the landlords' sizes."""
    dominant_share: float = param(0.6, unit="share", bounds=(0.0, 1.0), source=_ASSUMED)
    """Share of a QPV's residences that its dominant landlord holds."""
    flats_per_residence: tuple[int, int] = param(
        (15, 80), unit="dwellings", bounds=None, source=_ASSUMED
    )
    """Smallest and largest usual size of a collective residence."""
    houses_per_residence: tuple[int, int] = param(
        (5, 30), unit="dwellings", bounds=None, source=_ASSUMED
    )
    """Smallest and largest usual size of a group of houses."""
    qpv_social_share: float = param(0.75, unit="share", bounds=(0.3, 0.98), source=_ASSUMED)
    """Social dwellings / all homes inside a QPV."""
    smallest_area: int = param(150, unit="homes", bounds=(1, 5000), source=_ASSUMED)
    """Homes that every IRIS has at least."""
    smallest_remainder: int = param(60, unit="homes", bounds=(0, 2000), source=_ASSUMED)
    """Homes that an IRIS has at least outside the QPV that it may hold."""
    poverty_social: float = param(
        0.35,
        unit="share",
        bounds=(0.0, 1.0),
        source="INSEE, Revenus et patrimoine 2021: HLM tenants",
    )
    """Poverty rate of social tenants, used to guess the social share of an IRIS."""
    poverty_private: float = param(
        0.10,
        unit="share",
        bounds=(0.0, 1.0),
        source="INSEE, Revenus et patrimoine 2021: the others",
    )
    """Poverty rate of the others, used to guess the social share of an IRIS."""
    rental_share_centre: float = param(
        0.5, unit="share", bounds=(0.0, 1.0), source="assumption after the census of Nantes, Rennes"
    )
    """Rented homes / private homes in the commune with the largest stock, and in QPV."""
    rental_share_around: float = param(
        0.28,
        unit="share",
        bounds=(0.0, 1.0),
        source="assumption after the census of Nantes, Rennes",
    )
    """Rented homes / private homes in the other communes."""
    private_vacancy: float = param(
        0.06, unit="share", bounds=(0.0, 0.3), source="assumption after the census (about 6-8 %)"
    )
    """Empty private homes / private homes."""
    social_vacancy: float = param(0.029, unit="share", bounds=(0.0, 0.3), source="SDES, RPLS 2019")
    """Vacancy of social dwellings where nothing is published for the territory."""
    social_turnover: float = param(
        0.086, unit="share/year", bounds=(0.005, 0.5), source="SDES, RPLS 2021"
    )
    """Turnover of social dwellings where nothing is published for the territory."""
    rental_turnover: float = param(
        0.25, unit="share/year", bounds=(0.01, 0.8), source="assumption after ENL 2013"
    )
    """Turnover of private lettings, for the length of stay."""
    owner_turnover: float = param(
        0.045, unit="share/year", bounds=(0.005, 0.5), source="assumption after ENL 2013"
    )
    """Turnover of owner-occupied homes, for the length of stay."""
    charges: float = param(1.9, unit="€/m²/month", bounds=(0.0, 6.0), source=_ASSUMED)
    """Charges of a social flat, before the effects of age and of houses."""
    latent_social: float = param(
        -0.9,
        unit="standard deviations",
        bounds=(-3.0, 3.0),
        source="free: a third or more of social tenants poor, as INSEE finds, few above ceilings",
    )
    """Mean rank in income of social tenants within their area."""
    latent_social_upside: float = param(
        0.35, unit="1", bounds=(0.05, 1.0), source="free: so that few tenants exceed the ceilings"
    )
    """Spread upwards of social tenants' ranks, over that downwards: ceilings apply at entry."""
    latent_rental: float = param(
        -0.3, unit="standard deviations", bounds=(-3.0, 3.0), source="free: stated split"
    )
    """Mean rank in income of private tenants within their area."""
    latent_owner: float = param(
        0.4, unit="standard deviations", bounds=(-3.0, 3.0), source="free: stated split"
    )
    """Mean rank in income of owners within their area."""
    renewal_share: float = param(
        0.3, unit="share", bounds=(0.0, 1.0), source="ANRU: about 450 of 1,514 QPV are in the NPNRU"
    )
    """Share of QPV taken to be under a renewal project, those with most flats of 1949-75."""
    private_rent_elasticity: float = param(0.3, unit="1", bounds=(0.0, 2.0), source=_ASSUMED)
    """Elasticity of an area's private rent to its median income."""
    gross_yield: float = param(0.05, unit="share/year", bounds=(0.01, 0.2), source=_ASSUMED)
    """Yearly rent of a private home over its price."""
