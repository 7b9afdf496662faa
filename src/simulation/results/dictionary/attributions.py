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

NUMERATORS = (
    column(
        "rehoused", "count",
        "Leases of rehoused households among them", "Baux de ménages relogés parmi eux",
        "n(lettings) [channel = REHOUSING]", "rehousing law",
    ),
    column(
        "share", "share",
        "Share of the leases of all quartiles, the rehoused left out of the numerator",
        "Part des baux de tous les quartiles, relogés exclus du numérateur",
        "(leases − rehoused) / Σ leases over quartiles", "ANCOLS",
    ),
    column(
        "share_with_rehoused", "share",
        "Share of the leases of all quartiles, all the rehoused counted with the first one",
        "Part des baux de tous les quartiles, tous les relogés comptés avec le premier",
        "quartile = 1: (leases − rehoused + Σ rehoused) / Σ leases; ≥ 2: leases / Σ leases",
        "attribution law, with rehoused",
    ),
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
        *NUMERATORS,
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
        *NUMERATORS,
    ),
)  # fmt: skip

BY_LANDLORD = Table(
    "attributions_by_landlord",
    (
        "One social landlord, sector and legal quartile, over the year.",
        "Un bailleur social, un secteur et un quartile légal, sur l’année.",
    ),
    (*RUN, YEAR, LANDLORD, SECTOR, LEGAL_QUARTILE, LEASES, *NUMERATORS),
)

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

TARGETS = Table(
    "attribution_targets",
    (
        "One attribution target, for all, for one landlord or for one holder, over the year.",
        "Un objectif d’attribution, pour tous, un bailleur ou un réservataire, sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        column(
            "asked_by", "text",
            "Who sets the target: the law, always told, or policies of the scenario",
            "Qui fixe l’objectif : la loi, toujours indiquée, ou des politiques du scénario",
            "law or policies", "CIA",
        ),
        column(
            "target", "text",
            "Name of the target, with its group and where it holds",
            "Nom de l’objectif, avec son groupe et son périmètre",
            "Target.name", "CIA",
        ),
        column(
            "landlord", "row",
            "Social landlord, −1 for all of them", "Bailleur social, −1 pour tous",
            "residences.landlord or −1", "CIA",
        ),
        column(
            "holder", "text",
            "Reservation holder, or all", "Réservataire, ou all pour tous",
            "all, none, prefect, local, action_logement, landlord, transfers", "CIA",
        ),
        column(
            "leases", "count",
            "Leases signed where the target holds", "Baux signés là où l’objectif s’applique",
            "n(lettings) [residence in target]", "CIA",
        ),
        column(
            "counted", "count",
            "Leases that count for it, the rehoused among them where it counts them",
            "Baux qui comptent, relogés compris si l’objectif les compte",
            "n(lettings) [residence in target, profile in group or rehoused]",
            "attribution law, with rehoused",
        ),
        column(
            "share", "share",
            "Share that counts", "Part qui compte",
            "counted / leases", "attribution law, with rehoused",
        ),
        column(
            "share_without_rehoused", "share",
            "Share of the group, the rehoused left out of the numerator",
            "Part du groupe, relogés exclus du numérateur",
            "n(lettings) [profile in group, channel ≠ REHOUSING] / leases", "ANCOLS",
        ),
        column(
            "target_share", "share",
            "Share asked for, the floor of the year before included",
            "Part demandée, plancher de l’année d’avant compris",
            "max(Target.share, floor)", "CIA",
        ),
        column(
            "gap", "difference of shares",
            "What is above the target, below where negative",
            "Ce qui dépasse l’objectif, ce qui manque si négatif",
            "share − target_share", "CIA",
        ),
        column(
            "missing_leases", "count",
            "Leases that lack to the group", "Baux manquants au groupe",
            "max(0, ⌈target_share leases − counted⌉)", "CIA",
        ),
        column(
            "units", "count",
            "Counts that the target is reached in: one, or one for each area or residence",
            "Comptes de l’objectif : un seul, ou un par quartier ou résidence",
            "n(units)", "CIA",
        ),
        column(
            "units_reached", "count",
            "Those in which it is reached, or nothing was let",
            "Ceux où il est atteint, ou sans attribution",
            "n(units) [counted ≥ target_share leases]", "CIA",
        ),
        column(
            "vacancies", "count",
            "Vacancies of December where it holds",
            "Logements vacants en décembre là où il s’applique",
            "n(dwellings) [VACANT, residence in target]", "SDES",
        ),
        column(
            "vacancies_without_candidate", "count",
            "Those without any candidate: no open file asks for the area, fits the rooms and is "
            "under the ceiling",
            "Ceux sans aucun candidat : aucune demande ne vise le quartier, ne convient à la "
            "taille et n’est sous le plafond",
            "n(dwellings) [VACANT, no file can be heard]", "commission",
        ),
        column(
            "vacancies_at_risk", "count",
            "Vacancy at risk if the target binds: it is short there, there are candidates, and "
            "none is of its group",
            "Vacance à risque si l’objectif s’impose : il n’y est pas atteint, il y a des "
            "candidats, et aucun n’est de son groupe",
            "n(dwellings) [VACANT, unit not reached, files can be heard, none in group]",
            "commission",
        ),
        column(
            "rent_at_risk_eur", "€/month",
            "Rents of the vacancies at risk", "Loyers de la vacance à risque",
            "Σ dwellings.rent / 100 [at risk]", "accounts",
        ),
    ),
)  # fmt: skip

TABLES = (ATTRIBUTIONS, BY_HOLDER, BY_LANDLORD, TARGETS, FLOW)
