"""Dictionary of the tables of letting, chosen letting and the private market."""

from __future__ import annotations

from simulation.results.dictionary.common import RUN, SECTOR, YEAR
from simulation.results.dictionary.entry import Column, Table, column

_NO_REHOUSING = "[channel ≠ REHOUSING]"

MARKET = Table(
    "market",
    (
        "One sector: flows over the year, stocks in December; social stock.",
        "Un secteur : flux sur l’année, stocks en décembre ; parc social.",
    ),
    (
        *RUN,
        YEAR,
        SECTOR,
        column(
            "offers", "count",
            "Offers, rehousing left out", "Propositions, hors relogement",
            f"n(offers) {_NO_REHOUSING}", "commission",
        ),
        column(
            "refusals", "count",
            "Refusals among these offers", "Refus parmi ces propositions",
            f"n(offers) {_NO_REHOUSING} [accepted = 0]", "commission",
        ),
        column(
            "refusals_per_offer", "share",
            "Refusals per offer", "Refus par proposition",
            "refusals / offers", "commission",
        ),
        column(
            "applicants_offered", "count",
            "Different households that had an offer",
            "Ménages différents qui ont eu une proposition",
            f"n(different offers.household_id) {_NO_REHOUSING}", "commission",
        ),
        column(
            "applicants_refusing", "count",
            "Those of them who refused at least one",
            "Ceux qui en ont refusé au moins une",
            f"n(different offers.household_id) {_NO_REHOUSING} [accepted = 0]", "commission",
        ),
        column(
            "applicants_refusing_percent", "percent",
            "Refusing households among those with an offer",
            "Ménages ayant refusé parmi ceux qui ont eu une proposition",
            "100 applicants_refusing / applicants_offered", "commission",
        ),
        column(
            "lettings", "count",
            "Social homes let in the year", "Logements sociaux attribués dans l’année",
            "n(lettings)", "accounts",
        ),
        column(
            "transfers_share", "share",
            "Lettings to sitting social tenants", "Attributions à des locataires du parc social",
            "n(lettings) [is_transfer = 1] / lettings", "files",
        ),
        column(
            "social_stock", "count",
            "Social homes that stand", "Logements sociaux existants",
            "n(dwellings) [is_social, status ≠ DEMOLISHED]", "accounts",
        ),
        column(
            "turnover_percent", "percent",
            "Turnover", "Taux de rotation",
            "100 lettings / social_stock", "SDES",
        ),
        column(
            "vacancy_percent", "percent",
            "Vacancy in December", "Taux de vacance en décembre",
            "100 n(dwellings) [is_social, status = VACANT] / social_stock", "SDES",
        ),
        column(
            "vacancy_3m_percent", "percent",
            "Vacancy of three months or more", "Taux de vacance de trois mois ou plus",
            "100 n(dwellings) [is_social, VACANT, month − vacant_since ≥ 3] / social_stock",
            "SDES",
        ),
        column(
            "open_files", "count",
            "Open files in December that ask for an area of the sector",
            "Demandes en cours en décembre qui visent un quartier du secteur",
            "n(applications) [some area asked for is in the sector]", "files",
        ),
        column(
            "open_transfers", "count",
            "Transfers among them", "Demandes de mutation parmi elles",
            "n(applications) [some area asked for is in the sector, is_transfer]", "files",
        ),
        column(
            "files_per_letting", "ratio",
            "Open files per letting of the year", "Demandes en cours par attribution de l’année",
            "open_files / lettings", "files",
        ),
        column(
            "mean_wait_days", "days",
            "Mean time from file to lease, the rehoused left out",
            "Délai moyen de la demande au bail, hors relogés",
            f"mean(lettings.wait_months) 365.25 / 12 {_NO_REHOUSING}", "files",
        ),
        column(
            "mean_wait_days_q1", "days",
            "The same, first legal quartile", "De même, premier quartile légal",
            f"mean(lettings.wait_months) 365.25 / 12 {_NO_REHOUSING} [quartile = 1]", "files",
        ),
        column(
            "mean_wait_days_large", "days",
            "The same, couples with three dependants or more who are still there in December",
            "De même, couples avec trois personnes à charge ou plus, encore là en décembre",
            f"mean(lettings.wait_months) 365.25 / 12 {_NO_REHOUSING} "
            "[adults > 1, teenagers + children ≥ 3]",
            "files",
        ),
        column(
            "leavers_share_of_stock_percent", "percent",
            "Tenants who left the social stock in the year",
            "Locataires sortis du parc social dans l’année",
            "100 n(leavers) / social_stock", "exits",
        ),
    ),
)  # fmt: skip


def _offers(name: str, channel: str, english: str, french: str) -> tuple[Column, ...]:
    made = f"n(offers) [channel = {channel}]"
    return (
        column(
            f"{name}_offers", "count",
            f"Offers {english}", f"Propositions {french}",
            made, "adverts",
        ),
        column(
            f"{name}_refusals", "count",
            f"Refusals of offers {english}", f"Refus de propositions {french}",
            f"{made} [accepted = 0]", "adverts",
        ),
        column(
            f"{name}_refusals_per_offer", "share",
            f"Refusals per offer {english}", f"Refus par proposition {french}",
            f"{name}_refusals / {name}_offers", "adverts",
        ),
    )  # fmt: skip


BIDS = Table(
    "bids",
    (
        "One sector: chosen letting over the year.",
        "Un secteur : location choisie sur l’année.",
    ),
    (
        *RUN,
        YEAR,
        SECTOR,
        column(
            "adverts", "count",
            "Adverts, each counted once for every month it is out",
            "Annonces, comptées une fois par mois de parution",
            "n(adverts)", "adverts",
        ),
        column(
            "adverts_without_bid", "count",
            "Adverts that drew no bid", "Annonces sans candidature",
            "n(adverts) [bids = 0]", "adverts",
        ),
        column("bids", "count", "Bids", "Candidatures", "n(bids)", "adverts"),
        column(
            "bidders", "count",
            "Households that bid, counted once a month",
            "Ménages candidats, comptés une fois par mois",
            "n(different (month, household_id) of bids)", "adverts",
        ),
        column(
            "bidders_q1_share", "share",
            "Bidders of the first legal quartile", "Candidats du premier quartile légal",
            "n(bidders) [quartile = 1] / bidders", "attribution law",
        ),
        column(
            "bidders_income_eur_unit", "€/unit/month",
            "Mean income of bidders before housing aid",
            "Revenu moyen des candidats avant aide au logement",
            "mean over bidders of bids.income_per_unit / 100", "OECD",
        ),
        column(
            "others_income_eur_unit", "€/unit/month",
            "Mean income of applicants under the PLUS ceiling who bid on nothing, all sectors",
            "Revenu moyen des demandeurs sous plafond PLUS sans candidature, tous secteurs",
            "Σ applicants.others_income / Σ applicants.others / 100", "OECD",
        ),
        column(
            "applicants_income_eur_unit", "€/unit/month",
            "Mean income of applicants under the PLUS ceiling, all sectors",
            "Revenu moyen des demandeurs sous plafond PLUS, tous secteurs",
            "Σ applicants.income / Σ applicants.count / 100", "OECD",
        ),
        *_offers("advert", "ADVERT", "to bidders", "à des candidats sur annonce"),
        *_offers("commission", "COMMISSION", "of the commission", "de la commission"),
    ),
)  # fmt: skip

PRIVATE = Table(
    "private_market",
    ("One sector and tenure, in December.", "Un secteur et un statut d’occupation, en décembre."),
    (
        *RUN,
        YEAR,
        SECTOR,
        column(
            "tenure", "text",
            "Homes to rent or owned by those who live there",
            "Logements loués ou occupés par leur propriétaire",
            "rental or owned, by residences.financing", "private",
        ),
        column("homes", "count", "Private homes", "Logements privés", "n(dwellings)", "accounts"),
        column(
            "occupied", "count",
            "Private homes that are lived in", "Logements privés occupés",
            "n(dwellings) [occupant ≥ 0]", "accounts",
        ),
        column(
            "vacancy_percent", "percent",
            "Vacancy of private homes", "Taux de vacance du parc privé",
            "100 n(dwellings) [status = VACANT] / homes", "private",
        ),
        column(
            "rent_eur_m2", "€/m²/month",
            "Mean rent of new private lettings", "Loyer moyen des nouvelles locations privées",
            "mean over homes of areas.private_rent", "private",
        ),
        column(
            "price_eur_m2", "€/m²",
            "Mean price of private homes", "Prix moyen des logements privés",
            "mean over homes of areas.private_price", "private",
        ),
        column(
            "income_eur_unit", "€/unit/month",
            "Mean income of occupants before housing aid",
            "Revenu moyen des occupants avant aide au logement",
            "mean(income / units) / 100", "OECD",
        ),
    ),
)  # fmt: skip

TABLES = (MARKET, BIDS, PRIVATE)
