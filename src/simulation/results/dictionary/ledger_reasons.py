"""Dictionary of the ledger: what explains each letting, and what its rows stand for."""

from __future__ import annotations

from dataclasses import replace

from simulation.kernels.openings import ACCEPTED as LISTED_ACCEPTED
from simulation.kernels.openings import NOT_REACHED, REFUSED
from simulation.results.dictionary.common import (
    AREA,
    CHANNEL,
    DWELLING,
    EVENT,
    HOLDER,
    HOUSEHOLD,
    IS_QPV,
    LANDLORD,
    LEGAL_QUARTILE,
    MONTH,
)
from simulation.results.dictionary.entry import Column, Text, codes, column
from simulation.results.dictionary.ledger_events import HOME, ledger
from simulation.state.schema import MAX_AREAS_ASKED, Activity, DwellingStatus, Financing

_PARTS: dict[str, tuple[str, str, str]] = {
    "cost": ("net cost", "dépense nette", "b_cost ln((y − net cost) / y)"),
    "quality": ("quality of the building", "qualité de l’immeuble", "b_quality quality"),
    "place": ("amenity and image", "cadre de vie et image", "b_place (amenity + image)"),
    "crowding": ("rooms missing", "pièces manquantes", "−b_crowd rooms missing"),
    "distance": ("distance from home", "éloignement", "−b_distance km"),
    "attachment": ("tie to the area", "attachement au quartier", "b_attach [same area]"),
    "newness": ("new or refurbished", "neuf ou réhabilité", "b_new [recent]"),
    "match_area": (
        "match with the area, known when asking",
        "affinité avec le quartier, connue à la demande",
        "Gumbel draw of household and area",
    ),
    "match_advert": (
        "match with the dwelling, known from an advert",
        "affinité avec le logement, connue par l’annonce",
        "Gumbel draw of household and dwelling",
    ),
    "match_visit": (
        "match with the dwelling, known from a visit",
        "affinité avec le logement, connue à la visite",
        "Gumbel draw of household and dwelling",
    ),
}
_SIDES: dict[str, Text] = {
    "offer": ("Of the dwelling offered", "Du logement proposé"),
    "stay": ("Of the present home", "Du logement actuel"),
}


def _parts(side: str) -> tuple[Column, ...]:
    english, french = _SIDES[side]
    return tuple(
        column(
            f"{side}_{name}", "thousandths of utility",
            f"{english}: {part_english}", f"{french} : {part_french}", formula, "choice",
        )
        for name, (part_english, part_french, formula) in _PARTS.items()
    )  # fmt: skip


def _cents(name: str, english: str, french: str, formula: str) -> Column:
    return column(name, "cents/month", english, french, formula, "choice")


def _examined(of: Text) -> tuple[Column, ...]:
    english, french = of
    return (
        column("examined", "count", english, french, "n(examined)", "commission"),
        column(
            "over_ceiling", "count",
            "Those with an income above the ceiling",
            "Celles dont le revenu dépasse le plafond",
            "n(examined) [fiscal_income > ceiling]", "commission",
        ),
        column(
            "not_solvent", "count",
            "Those found not solvent", "Celles jugées non solvables",
            "n(examined) [draw > screen(residual income, effort)]", "commission",
        ),
    )  # fmt: skip


CANDIDATES = ledger(
    "candidates", ("One candidate of a shortlist.", "Un candidat d’une liste."),
    MONTH, DWELLING, HOUSEHOLD,
    column("place", "rank", "Place on the list", "Rang sur la liste", "1, 2, …", "commission"),
    column(
        "points", "thousandths of points",
        "Points that rank it", "Points qui le classent",
        "1000 rank", "commission",
    ),
    CHANNEL,
    column(
        "outcome", "code",
        "What came of it", "Ce qu’il en est advenu",
        f"{NOT_REACHED} NOT_REACHED, {LISTED_ACCEPTED} ACCEPTED, {REFUSED} REFUSED", "commission",
    ),
)  # fmt: skip
EXAMINED = ledger(
    "examined",
    ("One vacancy before the commission.", "Un logement vacant devant la commission."),
    MONTH, DWELLING, HOLDER,
    *_examined(("Files examined for it", "Demandes examinées pour lui")),
)  # fmt: skip
SCREENED = ledger(
    "screened", ("One file and year.", "Une demande et une année."),
    *EVENT,
    *_examined(("Vacancies it was examined for", "Logements pour lesquels elle a été examinée")),
)  # fmt: skip
ASKED = ledger(
    "asked",
    (
        "The areas that a file asks for, each time they change.",
        "Les quartiers demandés, chaque fois qu’ils changent.",
    ),
    *EVENT,
    *(
        column(
            f"area_{place}", "row",
            f"Area asked for, rank {place + 1}; −1 after the last",
            f"Quartier demandé, rang {place + 1} ; −1 après le dernier",
            f"applications.asked[{place}]", "files",
        )
        for place in range(MAX_AREAS_ASKED)
    ),
)  # fmt: skip
HOUSEHOLDS = ledger(
    "households",
    (
        "What a household was when something happened to it.",
        "Ce qu’était un ménage quand quelque chose lui est arrivé.",
    ),
    *EVENT, DWELLING,
    column(
        "moved_in", "month",
        "Month of entry in the home", "Mois d’entrée dans le logement",
        "households.moved_in", "state",
    ),
    column("adults", "persons", "Adults", "Adultes", "households.adults", "state"),
    column(
        "teenagers", "persons",
        "Dependants of 14 and more", "Personnes à charge de 14 ans et plus",
        "households.teenagers", "state",
    ),
    column(
        "children", "persons",
        "Dependants under 14", "Personnes à charge de moins de 14 ans",
        "households.children", "state",
    ),
    column(
        "age", "years",
        "Age of the reference person", "Âge de la personne de référence",
        "households.age", "state",
    ),
    column(
        "activity", "code",
        "Activity of the reference person", "Activité de la personne de référence",
        codes(Activity), "state",
    ),
    column(
        "income", "cents/month",
        "Income before housing aid", "Revenu avant aide au logement",
        "households.income", "state",
    ),
    replace(LEGAL_QUARTILE, unit="quartile or 0"),
    _cents(
        "net_cost", "Net cost of a social tenant, 0 of others",
        "Dépense nette d’un locataire du parc social, 0 sinon",
        "rent + charges − reduction − aid + supplement",
    ),
    column(
        "filed", "month",
        "Month the file was opened, 1000000 without one",
        "Mois du dépôt de la demande, 1000000 sans demande",
        "applications.filed", "files",
    ),
    column(
        "is_priority", "yes or no",
        "Priority motive: 1 yes, 0 no", "Motif prioritaire : 1 oui, 0 non",
        "applications.is_priority", "attribution law",
    ),
    column(
        "refused", "count",
        "Offers refused so far", "Propositions refusées jusque-là",
        "applications.refused", "files",
    ),
)  # fmt: skip
REASONS = ledger(
    "reasons",
    (
        "What a household weighed when it was offered a dwelling.",
        "Ce qu’un ménage a pesé quand un logement lui a été proposé.",
    ),
    *EVENT, DWELLING, CHANNEL, HOME,
    _cents(
        "rent", "Rent of the dwelling offered, without charges",
        "Loyer du logement proposé, hors charges", "dwellings.rent",
    ),
    _cents(
        "net_cost", "Net cost of the dwelling offered", "Dépense nette du logement proposé",
        "rent + charges − reduction − aid + supplement",
    ),
    _cents(
        "stay_net_cost", "Net cost of the present home", "Dépense nette du logement actuel",
        "rent + charges − reduction − aid + supplement",
    ),
    *_parts("offer"),
    *_parts("stay"),
    column(
        "waiting", "thousandths of utility",
        "Value of waiting on without a home", "Valeur de l’attente sans logement",
        "value falling with years waited", "choice",
    ),
    column(
        "pressure", "thousandths of utility",
        "Cost of staying in a building that empties", "Coût de rester dans un immeuble qui se vide",
        "value falling with the delay", "works",
    ),
    column(
        "moving_cost", "thousandths of utility",
        "Cost of moving", "Coût du déménagement",
        "moving cost, 0 when rehoused", "choice",
    ),
)  # fmt: skip


def _position(name: str, english: str, french: str) -> Column:
    return column(name, "km", english, french, f"areas.{name}", "state")


AREAS = ledger(
    "areas", ("One area, at the end of the run.", "Un quartier, en fin de simulation."),
    AREA,
    column(
        "label", "text",
        "Name of the area", "Nom du quartier",
        "Territory.area_labels", "state",
    ),
    column("commune", "text", "Its commune", "Sa commune", "Territory.communes", "state"),
    IS_QPV,
    _position("x_km", "Position, eastwards", "Position, vers l’est"),
    _position("y_km", "Position, northwards", "Position, vers le nord"),
)  # fmt: skip
DWELLINGS = ledger(
    "dwellings", ("One dwelling, at the end of the run.", "Un logement, en fin de simulation."),
    DWELLING,
    column("residence", "row", "Residence", "Résidence", "dwellings.residence", "state"),
    AREA,
    column("rooms", "rooms", "Main rooms", "Pièces principales", "dwellings.rooms", "state"),
    column("surface", "m²", "Living space", "Surface habitable", "dwellings.surface", "state"),
    column(
        "rent", "cents/month",
        "Rent without charges", "Loyer hors charges", "dwellings.rent", "state",
    ),
    column("charges", "cents/month", "Charges", "Charges locatives", "dwellings.charges", "state"),
    column(
        "status", "code",
        "What may be done with it", "Ce qu’on peut en faire",
        codes(DwellingStatus), "state",
    ),
    column(
        "is_social", "yes or no",
        "Social rather than private home", "Logement social, non privé",
        "dwellings.is_social", "state",
    ),
    LANDLORD,
    column(
        "financing", "code",
        "Financing, or private tenure", "Financement, ou statut du parc privé",
        codes(Financing), "state",
    ),
    column(
        "built_year", "year",
        "Year of construction", "Année de construction", "residences.built_year", "state",
    ),
    column(
        "rehousing_opens", "month",
        "Start of rehousing, 1000000 never", "Ouverture du relogement, 1000000 jamais",
        "residences.rehousing_opens", "works",
    ),
    column(
        "demolition_due", "month",
        "Planned demolition, 1000000 never", "Démolition prévue, 1000000 jamais",
        "residences.demolition_due", "works",
    ),
)  # fmt: skip

TABLES = (CANDIDATES, EXAMINED, SCREENED, ASKED, HOUSEHOLDS, REASONS, AREAS, DWELLINGS)
