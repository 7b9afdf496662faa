"""Dictionary of the tables of attributions and of the reservation flow."""

from __future__ import annotations

from simulation.results.dictionary.common import (
    HOLDER_NAME,
    LANDLORD,
    LEGAL_QUARTILE,
    RUN,
    SECTOR,
    YEAR,
)
from simulation.results.dictionary.entry import Table, column

LEASES = column(
    "leases", "count",
    "Leases signed in the year", "Baux signés dans l’année",
    "n(lettings)", "attribution law",
)  # fmt: skip

ATTRIBUTIONS = Table(
    "attributions",
    (
        "One sector and legal quartile, over the year.",
        "Un secteur et un quartile légal, sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        SECTOR,
        LEGAL_QUARTILE,
        LEASES,
        column(
            "rehoused", "count",
            "Leases of rehoused households among them", "Baux de ménages relogés parmi eux",
            "n(lettings) [channel = REHOUSING]", "rehousing law",
        ),
        column(
            "share", "share",
            "Share of the leases of the sector, the rehoused left out of the numerator",
            "Part des baux du secteur, relogés exclus du numérateur",
            "(leases − rehoused) / Σ leases over quartiles", "ANCOLS",
        ),
        column(
            "share_with_rehoused", "share",
            "Share of the leases of the sector, all the rehoused counted with the first quartile",
            "Part des baux du secteur, tous les relogés comptés avec le premier quartile",
            "quartile 1: (leases − rehoused + Σ rehoused) / Σ leases; others: leases / Σ leases",
            "attribution law, with rehoused",
        ),
        column(
            "mean_income_eur_unit", "€/unit/month",
            "Mean income before housing aid of those housed",
            "Revenu moyen avant aide au logement des ménages logés",
            "mean(lettings.income_per_unit) / 100", "OECD",
        ),
        column(
            "mean_wait_days", "days",
            "Mean time from file to lease, the rehoused left out",
            "Délai moyen de la demande au bail, hors relogés",
            "mean(lettings.wait_months) 365.25 / 12 [channel ≠ REHOUSING]", "files",
        ),
    ),
)  # fmt: skip

BY_HOLDER = Table(
    "attributions_by_holder",
    (
        "One reservation holder, sector and legal quartile, over the year.",
        "Un réservataire, un secteur et un quartile légal, sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        HOLDER_NAME,
        SECTOR,
        LEGAL_QUARTILE,
        LEASES,
        column(
            "share", "share",
            "Share of the leases of the holder in the sector",
            "Part des baux du réservataire dans le secteur",
            "leases / Σ leases over quartiles", "attribution law",
        ),
    ),
)  # fmt: skip

FLOW = Table(
    "reservation_flow",
    ("One landlord and holder, over the year.", "Un bailleur et un réservataire, sur l’année."),
    (
        *RUN,
        YEAR,
        LANDLORD,
        HOLDER_NAME,
        column(
            "oriented", "count",
            "Vacancies that the holder received in its turn",
            "Logements vacants orientés vers le réservataire à son tour",
            "n(flow) [is_passed_on = 0]", "flow law",
        ),
        column(
            "received", "count",
            "Vacancies that came from another holder, which had not let them",
            "Logements venus d’un autre réservataire qui ne les avait pas attribués",
            "n(flow) [is_passed_on = 1]", "flow law",
        ),
        column(
            "share", "share",
            "Share of the flow of the landlord; empty for what is outside its base",
            "Part du flux du bailleur ; vide hors assiette",
            "oriented / Σ oriented [holder ≠ transfers, none]", "flow law",
        ),
        LEASES,
    ),
)  # fmt: skip

TABLES = (ATTRIBUTIONS, BY_HOLDER, FLOW)
