"""Columns that several tables share: what tells their rows apart."""

from __future__ import annotations

from simulation.results.dictionary.entry import Column, codes, column
from simulation.state.schema import Channel, Exit, Holder

SCENARIO = column(
    "scenario", "text", "Name of the scenario", "Nom du scénario", "name of the scenario", "run"
)
REPLICATE = column(
    "replicate", "rank",
    "Simulation of the scenario: replicates differ by their draws only",
    "Simulation du scénario : les répliques ne diffèrent que par leurs tirages",
    "0, 1, …", "run",
)  # fmt: skip
RUN = (SCENARIO, REPLICATE)
YEAR = column(
    "year", "year",
    "Calendar year; years before the start year are the spin-up",
    "Année civile ; celles d’avant la première année sont la mise en route",
    "start_year + floor(month / 12)", "run",
)  # fmt: skip
MONTH = column(
    "month", "month",
    "Month; negative during the spin-up", "Mois ; négatif pendant la mise en route",
    "12 (year − start_year) + month of the year", "run",
)  # fmt: skip
SECTOR = column(
    "sector", "text",
    "In priority neighbourhoods, outside them, or the whole territory",
    "Dans les quartiers prioritaires, hors d’eux, ou tout le territoire",
    "qpv, outside or all, by areas.is_qpv", "state",
)  # fmt: skip
AREA = column(
    "area", "row",
    "Area: a QPV, or what remains of an IRIS outside QPV",
    "Quartier : un QPV, ou ce qui reste d’un IRIS hors QPV",
    "row of areas", "state",
)  # fmt: skip
IS_QPV = column(
    "is_qpv", "yes or no",
    "Priority neighbourhood", "Quartier prioritaire de la politique de la ville",
    "areas.is_qpv", "state",
)  # fmt: skip
LANDLORD = column(
    "landlord", "row",
    "Social landlord, −1 for private homes", "Bailleur social, −1 pour le parc privé",
    "residences.landlord", "state",
)  # fmt: skip
LEGAL_QUARTILE = column(
    "quartile", "quartile",
    "Legal quartile of income per consumption unit, among the applicants of last year",
    "Quartile légal de revenu par unité de consommation, parmi les demandeurs de l’an passé",
    "households.quartile_legal", "attribution law",
)  # fmt: skip
HOLDER_NAME = column(
    "holder", "text",
    "Reservation holder that nominated; none: withheld for rehousing",
    "Réservataire qui a désigné ; none : soustrait au flux pour le relogement",
    ", ".join(member.name.lower() for member in Holder), "flow law",
)  # fmt: skip
POSITION = column(
    "position", "rank",
    "Position of the policy, or of the project, in the scenario",
    "Position de la politique, ou du projet, dans le scénario",
    "0, 1, …", "policies",
)  # fmt: skip
NAME = column(
    "name", "text",
    "Key of the policy or name of the project", "Clé de la politique ou nom du projet",
    "name of the policy or project", "policies",
)  # fmt: skip
IS_PROJECT = column(
    "is_project", "yes or no",
    "A renewal project rather than a policy", "Un projet de renouvellement, non une politique",
    "source < 0", "works",
)  # fmt: skip

# ---- ledger ----

HOUSEHOLD = column(
    "household_id", "identity",
    "Household, the same all along the run", "Ménage, le même tout au long de la simulation",
    "households.id", "ledger",
)  # fmt: skip
DWELLING = column(
    "dwelling", "row",
    "Dwelling; −1 is none", "Logement ; −1 sans logement",
    "row of dwellings", "ledger",
)  # fmt: skip
ORIGIN = column(
    "origin", "row",
    "Dwelling left; −1 is none", "Logement quitté ; −1 sans logement",
    "row of dwellings", "ledger",
)  # fmt: skip
DESTINATION = column(
    "destination", "row",
    "Dwelling taken; −1 is none", "Logement pris ; −1 sans logement",
    "row of dwellings", "ledger",
)  # fmt: skip
SOURCE = column(
    "source", "rank",
    "Position of the policy, or −1 − that of the project",
    "Position de la politique, ou −1 − celle du projet",
    "position, or −1 − position", "works",
)  # fmt: skip
CHANNEL = column(
    "channel", "code",
    "How it was offered or let", "Par quelle voie il est proposé ou attribué",
    codes(Channel), "commission",
)  # fmt: skip
HOLDER = column(
    "holder", "code",
    "Reservation holder of the vacancy", "Réservataire du logement vacant",
    codes(Holder), "flow law",
)  # fmt: skip
EXIT = column(
    "kind", "code",
    "Why the household leaves its home", "Pourquoi le ménage quitte son logement",
    codes(Exit), "exits",
)  # fmt: skip
INCOME_PER_UNIT = column(
    "income_per_unit", "cents/unit/month",
    "Income before housing aid per consumption unit",
    "Revenu avant aide au logement, par unité de consommation",
    "households.income / households.units", "OECD",
)  # fmt: skip
EVENT: tuple[Column, ...] = (MONTH, HOUSEHOLD)
