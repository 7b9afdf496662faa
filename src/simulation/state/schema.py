"""Every column of the world, declared once: dtype, unit, default, owner.

A row is a position in a table; -1 is none. Identities are permanent, rows are not. The owner is
the one module that writes the column; everyone else reads. ``synthesis`` columns are fixed when
the territory is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Financing(IntEnum):
    """Financing of a residence; the four social ones come first."""

    HLMO = 0
    PLUS = 1
    PLAI = 2
    PLS = 3
    PRIVATE_RENTAL = 4
    OWNER_OCCUPIED = 5


class DwellingStatus(IntEnum):
    """What may be done with a dwelling today."""

    LET = 0
    VACANT = 1
    WITHHELD = 2
    WORKS = 3
    TO_DEMOLISH = 4
    DEMOLISHED = 5
    SOLD = 6


class Activity(IntEnum):
    """Activity of the reference person."""

    JOB = 0
    UNEMPLOYED = 1
    RETIRED = 2
    INACTIVE = 3


class Place(IntEnum):
    """Where a household is; exactly one of them at any time."""

    ABSENT = 0
    HOUSED = 1
    HOSTED = 2


class Exit(IntEnum):
    """Why a household leaves the home it has."""

    NONE = 0
    OWNERSHIP = 1
    PRIVATE_RENTAL = 2
    ELSEWHERE = 3
    DEATH = 4


class Channel(IntEnum):
    """How a social dwelling was let."""

    COMMISSION = 0
    REHOUSING = 1
    ADVERT = 2


class Holder(IntEnum):
    """Who nominates candidates for a vacancy; the first four share the flow."""

    NONE = -1
    PREFECT = 0
    LOCAL = 1
    ACTION_LOGEMENT = 2
    LANDLORD = 3
    TRANSFERS = 4


class Work(IntEnum):
    """What works do to a dwelling; the ledger holds them."""

    NONE = 0
    DEMOLITION = 1
    REFURBISHMENT = 2
    REBUILDING = 3
    DIVERSIFICATION = 4
    SALE = 5
    REHOUSING_OPENS = 6


class Spending(IntEnum):
    """What money of a policy or a project goes to."""

    DEMOLITION = 0
    REFURBISHMENT = 1
    REBUILDING = 2
    DIVERSIFICATION = 3
    SALE = 4
    RENT_REDUCTION = 5
    REHOUSING_SUPPORT = 6
    SOCIAL_SUPPORT = 7
    MANAGEMENT = 8
    INFORMATION = 9
    HELD_VACANCY = 10


class Move(IntEnum):
    """What kind of change of place the ledger holds."""

    ENTRY = 0
    EXIT = 1
    SETTLE = 2
    UNHOUSE = 3


class FamilyEvent(IntEnum):
    """What will happen to a household this year, besides moving."""

    NONE = 0
    GROWN_UP = 1
    SEPARATION = 2
    UNION = 3


class Reason(IntEnum):
    """Why an entry, exit, move or change of members was written into the ledger."""

    SETTLED = 0
    FILED = 1
    LEFT_STOCK = 2
    LEFT_TERRITORY = 3
    DEATH = 4
    COMMISSION = 5
    REHOUSING = 6
    ADVERT = 7
    PRIVATE_MARKET = 8
    LAPSED = 9
    BIRTH = 20
    GROWN_UP = 21
    SEPARATION = 22
    UNION = 23


MAX_AREAS_ASKED = 12
NEVER = 10**6
NOBODY = 10**6
"""No source of works or costs: these are positions of policies, or −1 − position of projects."""


@dataclass(frozen=True)
class Column:
    """One column: its dtype, unit, default and owner, and what it holds.

    `width` is the number of values a row holds, 0 for a single one.
    """

    dtype: str
    unit: str
    default: float
    owner: str
    what: str
    width: int = 0


AREAS = {
    "commune": Column("int32", "row of Territory.communes", -1, "synthesis", "commune"),
    "is_qpv": Column("bool", "1", 0, "synthesis", "priority neighbourhood (QPV)"),
    "is_watch": Column("bool", "1", 0, "synthesis", "watch area (quartier de veille)"),
    "is_renewal": Column("bool", "1", 0, "synthesis", "under a renewal project"),
    "x_km": Column("float64", "km", 0, "synthesis", "position, eastwards"),
    "y_km": Column("float64", "km", 0, "synthesis", "position, northwards"),
    "amenity": Column("float64", "utility, mean 0", 0, "synthesis", "lasting place quality"),
    "image": Column("float64", "utility", 0, "image", "reputation of the area"),
    "private_rent": Column("float64", "€/m²/month", 0, "prices", "rent of new private lettings"),
    "private_price": Column("float64", "€/m²", 0, "prices", "price of private homes"),
    "exemption": Column("float64", "share of the supplement", 0, "legal", "mean of residences"),
}

RESIDENCES = {
    "area": Column("int32", "row of areas", -1, "synthesis", "area"),
    "iris": Column("int32", "row of Territory.iris", -1, "synthesis", "IRIS the residence lies in"),
    "landlord": Column("int32", "1", -1, "synthesis", "social landlord, -1 for private homes"),
    "financing": Column("int8", "Financing", 0, "synthesis", "financing or private tenure"),
    "built_year": Column("int16", "year", 1970, "synthesis", "year of construction"),
    "is_collective": Column("bool", "1", 1, "synthesis", "flats rather than houses"),
    "quality": Column("float64", "utility, mean 0", 0, "works", "quality of the building"),
    "rehousing_opens": Column("int32", "month", NEVER, "works", "start of rehousing"),
    "demolition_due": Column("int32", "month", NEVER, "works", "planned month of demolition"),
    "demolition_cost": Column("float64", "€/home", 0, "works", "cost of its demolition"),
    "planned": Column("int8", "Work", 0, "works", "demolition or refurbishment to come, or done"),
    "renewed_by": Column("int32", "source of works", NOBODY, "works", "who works on or built it"),
    "works_end": Column("int32", "month", -NEVER, "works", "end of works, no letting before"),
    "refurbished_year": Column("int16", "year", 0, "works", "year of refurbishment, 0 is never"),
    "new_rent": Column("float64", "€/m²/month", 0, "works", "rent of next leases, 0: as it is"),
    "delivered": Column("int32", "month", NEVER, "works", "month in which it was built in a run"),
    "fragility": Column("int8", "class, 0 is none", 0, "assessment", "1 least to most fragile"),
    "exemption": Column(
        "float64",
        "share of the supplement",
        0,
        "legal",
        "part of the SLS that is not due, 1 in QPV",
    ),
    "assessed": Column("int16", "year", 0, "assessment", "year of that class, 0 is never"),
    "aided": Column("float64", "share of tenants", 0, "assessment", "with housing aid, in January"),
}

DWELLINGS = {
    "residence": Column("int32", "row of residences", -1, "occupancy", "residence"),
    "rooms": Column("int8", "rooms (T1 to T5 and more)", 3, "synthesis", "main rooms"),
    "surface": Column("float64", "m²", 60, "synthesis", "living space"),
    "rent": Column("int32", "cents/month", 0, "rent", "rent without charges"),
    "charges": Column("int32", "cents/month", 0, "works", "charges paid with the rent"),
    "rent_cut": Column("int32", "cents/month", 0, "rent", "rent reduction of the present lease"),
    "last_rent": Column("int32", "cents/month", -1, "rent", "rent of the last lease, once empty"),
    "last_rent_of": Column("int32", "month", NEVER, "rent", "month of the vacancy it belongs to"),
    "status": Column("int8", "DwellingStatus", 1, "occupancy", "what may be done with it"),
    "occupant": Column("int32", "row of households", -1, "occupancy", "who lives there"),
    "vacant_since": Column("int32", "month", -1, "occupancy", "month it became empty"),
    "is_social": Column("bool", "1", 0, "occupancy", "social rather than private home"),
    "area": Column("int32", "row of areas", -1, "occupancy", "area of the residence"),
    "holder": Column("int8", "Holder", Holder.NONE, "flow", "who nominates while it is vacant"),
    "held_since": Column("int32", "month", NEVER, "flow", "month the holder received it"),
    "kept_since": Column("int32", "month", NEVER, "holding", "month it was first kept for a group"),
    "ceiling_ratio": Column(
        "float64", "ratio to the ceiling", 1, "vacancies", "income ceiling of the next lease"
    ),
    "premium": Column("float32", "1", 1, "prices", "rent over the private rent of the area"),
    "advertised_since": Column("int32", "month", NEVER, "adverts", "month it was first advertised"),
}

HOUSEHOLDS = {
    "id": Column("int64", "1", -1, "occupancy", "permanent identity, key of every draw"),
    "adults": Column("int8", "persons", 1, "occupancy", "reference person and partner, 1 or 2"),
    "teenagers": Column("int8", "persons", 0, "occupancy", "dependants of 14 and more"),
    "children": Column("int8", "persons", 0, "occupancy", "dependants under 14"),
    "age": Column("int16", "years", 40, "demography", "age of the reference person"),
    "activity": Column("int8", "Activity", 0, "demography", "of the reference person"),
    "earnings": Column("int32", "cents/month", 0, "demography", "wages"),
    "replacement": Column("int32", "cents/month", 0, "demography", "pensions and benefits"),
    "minima": Column("int32", "cents/month", 0, "demography", "social minima and family benefits"),
    "capacity": Column("int32", "cents/month", 0, "demography", "wages in normal times, or before"),
    "shock": Column("float32", "log", 0, "demography", "passing deviation of wages from these"),
    "family_month": Column("int32", "month", NEVER, "families", "month its members will change"),
    "family_event": Column("int8", "FamilyEvent", 0, "families", "how they will"),
    "dwelling": Column("int32", "row of dwellings", -1, "occupancy", "home, -1 when without one"),
    "moved_in": Column("int32", "month", 0, "occupancy", "month of entry in the present home"),
    "place": Column("int8", "Place", Place.ABSENT, "occupancy", "where the household is"),
    "application": Column("int32", "row of applications", -1, "occupancy", "its open file"),
    "income": Column("int32", "cents/month", 0, "income", "disposable, before housing aid"),
    "resources": Column("float64", "€/year", 0, "income", "taxable, for aid and rent reduction"),
    "fiscal_income": Column("float64", "€/year", 0, "income", "for ceilings and supplement"),
    "units": Column("float64", "consumption units", 1, "income", "OECD-modified scale"),
    "persons": Column("int8", "persons", 1, "income", "size of the household"),
    "category": Column("int8", "law.ceilings", 0, "income", "category for income ceilings"),
    "quartile_legal": Column("int8", "1 to 4", 0, "quartiles", "among applicants of last year"),
    "quartile_fixed": Column("int8", "1 to 4", 0, "quartiles", "thresholds of the end of spin-up"),
    "is_followed": Column("bool", "1", 0, "support", "followed by a social worker this year"),
    "exit_month": Column("int32", "month", NEVER, "exits", "month it will leave its home"),
    "exit_kind": Column("int8", "Exit", 0, "exits", "why it will leave"),
    "transfer_month": Column("int32", "month", NEVER, "exits", "month it will ask for a transfer"),
    "rehousing_offers": Column("int16", "offers", 0, "rehousing", "received from this building"),
    "rehousing_refused": Column("int16", "offers", 0, "rehousing", "refused among them"),
    "has_refused": Column("bool", "1", 0, "rehousing", "refused all the offers it was due"),
    "returns_to": Column("int32", "row of areas", -1, "rehousing", "right to return there"),
    "returns_for": Column("int32", "source of works", NOBODY, "rehousing", "who granted it"),
}

APPLICATIONS = {
    "household": Column("int32", "row of households", -1, "occupancy", "who applies"),
    "filed": Column("int32", "month", 0, "occupancy", "month the file was opened"),
    "is_transfer": Column("bool", "1", 0, "occupancy", "a sitting social tenant applies"),
    "is_priority": Column("bool", "1", 0, "applications", "priority motive (CCH L.441-1)"),
    "lapses": Column("int32", "month", NEVER, "applications", "month the file will lapse"),
    "refused": Column("int16", "offers", 0, "lettings", "offers refused so far"),
    "offered": Column("int16", "offers", 0, "lettings", "offers received so far"),
    "lot": Column("float64", "1", 0, "applications", "drawn once: ranks files of one score"),
    "asked": Column(
        "int32", "row of areas", -1, "applications", "areas asked for", width=MAX_AREAS_ASKED
    ),
}
