"""Dictionary of the ledger: what happened to households, homes and buildings in a traced run."""

from __future__ import annotations

from simulation.results.dictionary.common import (
    CHANNEL,
    DESTINATION,
    DWELLING,
    EVENT,
    EXIT,
    HOLDER,
    HOUSEHOLD,
    INCOME_PER_UNIT,
    LEGAL_QUARTILE,
    MONTH,
    ORIGIN,
    RUN,
    SOURCE,
)
from simulation.results.dictionary.entry import TRACED, Column, Table, Text, codes, column
from simulation.state.schema import Move, Reason, Spending, Work

REASON = column(
    "reason", "code",
    "Why it happened", "Pourquoi c’est arrivé",
    codes(Reason), "ledger",
)  # fmt: skip
IS_TRANSFER = column(
    "is_transfer", "yes or no",
    "A sitting social tenant applies: 1 yes, 0 no",
    "Un locataire du parc social demande une mutation : 1 oui, 0 non",
    "applications.is_transfer", "files",
)  # fmt: skip
ACCEPTED = column(
    "accepted", "yes or no",
    "Accepted: 1 yes, 0 refused", "Acceptée : 1 oui, 0 refusée",
    "1 or 0", "commission",
)  # fmt: skip
HOME = column(
    "home", "row",
    "Where the household lives; −1 is none", "Logement actuel du ménage ; −1 sans logement",
    "households.dwelling", "ledger",
)  # fmt: skip


def ledger(kind: str, row: Text, *columns: Column) -> Table:
    """Return the dictionary of one kind of events of the ledger."""
    return Table(f"ledger_{kind}", row, (*RUN, *columns), TRACED)


MOVES = ledger(
    "moves", ("One entry, exit or change of place.", "Une arrivée, une sortie ou un changement."),
    *EVENT,
    column("kind", "code", "Kind of move", "Nature du mouvement", codes(Move), "ledger"),
    ORIGIN, DESTINATION, REASON,
    column(
        "persons", "persons",
        "Members of the household", "Membres du ménage",
        "adults + teenagers + children", "state",
    ),
    INCOME_PER_UNIT,
)  # fmt: skip
MEMBERS = ledger(
    "members",
    ("One change of the members of a household.", "Un changement des membres d’un ménage."),
    *EVENT,
    column(
        "change", "persons",
        "Persons more, fewer where negative", "Personnes en plus, en moins si négatif",
        "members after − members before", "ledger",
    ),
    REASON,
)  # fmt: skip
FILES = ledger(
    "files", ("One file opened or closed.", "Une demande déposée ou close."),
    *EVENT,
    column(
        "opened", "yes or no",
        "Opened: 1, closed: 0", "Déposée : 1, close : 0",
        "1 or 0", "files",
    ),
    IS_TRANSFER, REASON,
)  # fmt: skip
OFFERS = ledger(
    "offers", ("One offer of a social home.", "Une proposition de logement social."),
    *EVENT, DWELLING, ACCEPTED, LEGAL_QUARTILE, CHANNEL, HOME,
)  # fmt: skip
LETTINGS = ledger(
    "lettings", ("One lease signed.", "Un bail signé."),
    *EVENT, DWELLING, LEGAL_QUARTILE, INCOME_PER_UNIT,
    column(
        "wait_months", "months",
        "Time from file to lease", "Délai de la demande au bail",
        "month − applications.filed", "files",
    ),
    IS_TRANSFER,
    column(
        "refused", "count",
        "Offers refused before", "Propositions refusées auparavant",
        "applications.refused", "commission",
    ),
    CHANNEL, ORIGIN, HOLDER,
    column(
        "has_job", "yes or no",
        "The reference person has a job: 1 yes, 0 no",
        "La personne de référence a un emploi : 1 oui, 0 non",
        "households.activity = JOB", "state",
    ),
    column(
        "is_priority", "yes or no",
        "The file has a priority motive: 1 yes, 0 no", "Motif prioritaire : 1 oui, 0 non",
        "applications.is_priority", "attribution law",
    ),
    column(
        "persons", "persons",
        "Members of the household", "Membres du ménage",
        "households.persons", "state",
    ),
)  # fmt: skip
FLOW = ledger(
    "flow", ("One vacancy given to a holder.", "Un logement vacant donné à un réservataire."),
    MONTH, DWELLING, HOLDER,
    column(
        "is_passed_on", "yes or no",
        "Passed on by another holder: 1 yes, 0 in its turn",
        "Transmis par un autre réservataire : 1 oui, 0 à son tour",
        "1 or 0", "flow law",
    ),
)  # fmt: skip
ADVERTS = ledger(
    "adverts", ("One advert, in each month it is out.", "Une annonce, chaque mois de parution."),
    MONTH, DWELLING,
    column("bids", "count", "Bids it drew", "Candidatures reçues", "n(bids)", "adverts"),
)  # fmt: skip
BIDS = ledger(
    "bids", ("One bid on an advert.", "Une candidature sur une annonce."),
    *EVENT, DWELLING, LEGAL_QUARTILE, INCOME_PER_UNIT,
)  # fmt: skip
APPLICANTS = ledger(
    "applicants",
    (
        "One month of adverts: the applicants under the PLUS ceiling.",
        "Un mois d’annonces : les demandeurs sous le plafond PLUS.",
    ),
    MONTH,
    column("count", "count", "Applicants", "Demandeurs", "n(applications)", "adverts"),
    column(
        "income", "cents/unit/month",
        "Their incomes per unit, added up", "Leurs revenus par unité, additionnés",
        "Σ income / units", "OECD",
    ),
    column(
        "others", "count",
        "Those who bid on nothing", "Ceux qui ne candidatent à rien",
        "n(applications) [no bid this month]", "adverts",
    ),
    column(
        "others_income", "cents/unit/month",
        "Incomes of those who bid on nothing, added up",
        "Revenus de ceux qui ne candidatent à rien, additionnés",
        "Σ income / units [no bid this month]", "OECD",
    ),
)  # fmt: skip
LEAVERS = ledger(
    "leavers", ("One tenant who leaves the social stock.",
    "Un locataire qui quitte le parc social."),
    *EVENT, DWELLING, EXIT,
    column(
        "quartile", "quartile",
        "Fixed quartile of income per consumption unit",
        "Quartile figé de revenu par unité de consommation",
        "households.quartile_fixed", "fixed quartiles",
    ),
)  # fmt: skip
STOCK = ledger(
    "stock", ("One home built or demolished.", "Un logement construit ou démoli."),
    MONTH, DWELLING,
    column(
        "change", "count",
        "Built: 1, demolished: −1", "Construit : 1, démoli : −1",
        "±1", "accounts",
    ),
)  # fmt: skip
SALES = ledger(
    "sales", ("One social home sold to its tenant.", "Un logement social vendu à son locataire."),
    MONTH, DWELLING, HOUSEHOLD,
)  # fmt: skip
WORKS = ledger(
    "works", ("One dwelling and works.", "Un logement et des travaux."),
    MONTH, SOURCE, DWELLING,
    column("what", "code", "Kind of works", "Nature des travaux", codes(Work), "works"),
    column(
        "late", "months",
        "Delay of a demolition", "Retard d’une démolition",
        "month − residences.demolition_due", "works",
    ),
)  # fmt: skip
REHOUSINGS = ledger(
    "rehousings", ("One household rehoused, or back.", "Un ménage relogé, ou de retour."),
    MONTH, SOURCE, HOUSEHOLD, ORIGIN, DESTINATION,
    column(
        "delay", "months",
        "Time since rehousing opened; 0 for a return",
        "Délai depuis l’ouverture du relogement ; 0 pour un retour",
        "month − residences.rehousing_opens", "works",
    ),
    column(
        "cost_before", "cents/month",
        "Net cost of the home left", "Dépense nette du logement quitté",
        "net cost at origin", "rehousing law",
    ),
    column(
        "cost_after", "cents/month",
        "Net cost of the home taken", "Dépense nette du logement pris",
        "net cost at destination", "rehousing law",
    ),
    column(
        "refused", "count",
        "Rehousing offers refused before", "Propositions de relogement refusées auparavant",
        "households.rehousing_refused", "rehousing law",
    ),
    column(
        "is_waived", "yes or no",
        "Gave up rent neutrality: 1 yes, 0 no",
        "A renoncé à la neutralité du reste à charge : 1 oui, 0 non",
        "1 or 0", "rehousing law",
    ),
    column(
        "is_return", "yes or no",
        "Back to the rebuilt area: 1 yes, 0 no",
        "De retour dans le quartier reconstruit : 1 oui, 0 non",
        "1 or 0", "rehousing law",
    ),
    column(
        "is_asked", "code",
        "The file of the household asks for the area: 1 yes, 0 no, −1 without a file",
        "La demande du ménage vise le quartier : 1 oui, 0 non, −1 sans demande",
        "destination area in applications.asked", "files",
    ),
)  # fmt: skip
COSTS = ledger(
    "costs", ("One expense of a policy or project.", "Une dépense d’une politique ou d’un projet."),
    MONTH, SOURCE,
    column("what", "code", "What it goes to", "Objet de la dépense", codes(Spending), "policies"),
    column("cents", "cents", "Amount", "Montant", "cents spent in the month", "policies"),
)  # fmt: skip

TABLES = (
    MOVES, MEMBERS, FILES, OFFERS, LETTINGS, FLOW, ADVERTS, BIDS, APPLICANTS, LEAVERS, STOCK, SALES,
    WORKS, REHOUSINGS, COSTS,
)  # fmt: skip
