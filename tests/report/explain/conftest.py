"""A small crafted ledger, in which every kind of story happens once.

Month 0 is January 2022; the run starts in January 2021 and ends with December 2025.
"""

import pandas as pd
import pytest

from simulation.kernels.reasons import Parts
from simulation.results.trace import Run, Trace
from simulation.state.schema import (
    MAX_AREAS_ASKED,
    NEVER,
    Activity,
    Channel,
    DwellingStatus,
    Exit,
    Financing,
    Move,
    Reason,
)

START, END = -12, 48
COMMISSION, REHOUSING = int(Channel.COMMISSION), int(Channel.REHOUSING)


def areas():
    return pd.DataFrame(
        {
            "area": [0, 1],
            "label": ["Centre", "QPV Nord"],
            "commune": ["Ville", "Ville"],
            "is_qpv": [False, True],
            "x_km": [0.0, 3.0],
            "y_km": [0.0, 4.0],
        }
    )


def home(dwelling, area, rooms, surface, rent, financing, built_year, **others):
    return {
        "dwelling": dwelling, "residence": dwelling, "area": area, "rooms": rooms,
        "surface": surface, "rent": 100 * rent, "charges": 9500, "status": DwellingStatus.LET,
        "is_social": financing < Financing.PRIVATE_RENTAL, "landlord": 1, "financing": financing,
        "built_year": built_year, "rehousing_opens": NEVER, "demolition_due": NEVER, **others,
    }  # fmt: skip


def dwellings():
    return pd.DataFrame(
        [
            home(0, 0, 3, 62.0, 412, Financing.PLUS, 1974),
            home(1, 1, 3, 70.0, 300, Financing.HLMO, 1962, rehousing_opens=24, demolition_due=40),
            home(2, 1, 4, 80.0, 350, Financing.PLAI, 2019),
            home(3, 0, 2, 45.0, 0, Financing.PRIVATE_RENTAL, 1950),
            home(4, 0, 2, 50.0, 390, Financing.PLUS, 2024),
            home(5, 1, 2, 48.0, 280, Financing.HLMO, 1965),
        ]
    )


def person(month, household, dwelling=-1, moved_in=0, income=1240, **others):
    return {
        "month": month, "household_id": household, "dwelling": dwelling, "moved_in": moved_in,
        "adults": 1, "teenagers": 0, "children": 0, "age": 40, "activity": Activity.JOB,
        "income": 100 * income, "quartile": 2, "net_cost": 0, "filed": NEVER, "is_priority": 0,
        "refused": 0, **others,
    }  # fmt: skip


def family(month, **others):
    told = {"children": 2, "age": 34, "quartile": 1, **others}
    return person(month, 10, **told)


HOUSEHOLDS = [
    person(START - 1, 20, 0, -50, net_cost=41000),
    person(START - 1, 30, 1, -100, adults=2, age=61, activity=Activity.RETIRED, net_cost=25000),
    person(START - 1, 40, 5, -30, quartile=0, net_cost=9000),
    person(START, 13, adults=2, filed=-26),
    family(3, filed=3),
    person(5, 20, 0, -50, net_cost=41000),
    person(7, 11, filed=-9, is_priority=1, refused=1),
    family(7, filed=3),
    person(8, 12, filed=0),
    family(8, filed=3, refused=1),
    person(20, 13, adults=2, filed=-26),
    family(20, dwelling=0, moved_in=8, filed=20, net_cost=40200),
    family(26, dwelling=0, moved_in=8, filed=20, net_cost=40200),
    person(31, 30, 1, -100, adults=2, age=64, activity=Activity.RETIRED, net_cost=25000),
    family(END, dwelling=2, moved_in=26, net_cost=35000),
    person(END, 30, 0, 31, adults=2, age=66, activity=Activity.RETIRED, net_cost=26000),
    person(END, 40, 5, -30, net_cost=9500),
]

MOVES = [
    (START, 13, Move.ENTRY, -1, -1, Reason.FILED),
    (3, 10, Move.ENTRY, -1, -1, Reason.FILED),
    (5, 20, Move.UNHOUSE, 0, -1, Reason.LEFT_STOCK),
    (5, 20, Move.SETTLE, -1, 3, Reason.PRIVATE_MARKET),
    (8, 10, Move.SETTLE, -1, 0, Reason.COMMISSION),
    (20, 13, Move.EXIT, -1, -1, Reason.LAPSED),
    (21, 14, Move.ENTRY, -1, -1, Reason.FILED),
    (21, 14, Move.EXIT, -1, -1, Reason.LAPSED),
    (26, 10, Move.SETTLE, 0, 2, Reason.COMMISSION),
    (31, 30, Move.SETTLE, 1, 0, Reason.REHOUSING),
]

FILES = [
    (START, 13, 1, 0, Reason.FILED),
    (3, 10, 1, 0, Reason.FILED),
    (8, 10, 0, 0, Reason.COMMISSION),
    (20, 13, 0, 0, Reason.LAPSED),
    (20, 10, 1, 1, Reason.FILED),
    (26, 10, 0, 1, Reason.COMMISSION),
]

ASKED = [(START, 13, [0]), (0, 13, [0, 1]), (3, 10, [0, 1]), (20, 10, [1])]

# month, dwelling, household, place, points in thousandths, outcome
CANDIDATES = [
    (7, 0, 11, 1, 7040, 2),
    (7, 0, 10, 2, 6200, 2),
    (8, 0, 12, 1, 6900, 2),
    (8, 0, 10, 2, 6000, 1),
    (8, 0, 13, 3, 5500, 0),
    (26, 2, 10, 1, 3000, 1),
]

EXAMINED = [(7, 0, 0, 212, 35, 60), (8, 0, 1, 1200, 40, 61), (26, 2, -1, 80, 0, 1)]

OFFERS = [
    (7, 11, 0, 0, COMMISSION),
    (7, 10, 0, 0, COMMISSION),
    (8, 12, 0, 0, COMMISSION),
    (8, 10, 0, 1, COMMISSION),
    (26, 10, 2, 1, COMMISSION),
    (31, 30, 0, 1, REHOUSING),
    (31, 30, 4, 0, REHOUSING),
]

LETTINGS = [
    (8, 10, 0, 5, 0, 1, COMMISSION, -1),
    (26, 10, 2, 6, 1, 0, COMMISSION, 0),
    (31, 30, 0, 0, 1, 0, REHOUSING, 1),
]


def reason(month, household, dwelling, costs, channel=COMMISSION, old=-1, **parts):
    """Return what was weighed; parts are those named, thousandths, and 0."""
    record = {f"{side}_{part}": 0 for side in ("offer", "stay") for part in Parts._fields}
    record |= {"waiting": 0, "pressure": 0}
    record |= {
        "month": month, "household_id": household, "dwelling": dwelling, "channel": channel,
        "home": old, "rent": 41200, "net_cost": costs[0], "stay_net_cost": costs[1],
        "moving_cost": 0 if channel == REHOUSING else 200,
    }  # fmt: skip
    return record | parts


REASONS = [
    reason(7, 11, 0, (50000, 0), offer_cost=-900, offer_match_visit=300, waiting=100),
    reason(7, 10, 0, (40200, 0), offer_cost=-700, offer_match_visit=-1400, waiting=450),
    reason(8, 12, 0, (45000, 0), offer_cost=-800, offer_match_visit=950, waiting=300),
    reason(
        8, 10, 0, (40200, 0), offer_cost=-700, offer_match_visit=2000, offer_match_area=400,
        waiting=430,
    ),
    reason(
        26, 10, 2, (35000, 40200), old=0, rent=35000, offer_cost=-600, stay_cost=-700,
        offer_crowding=0, stay_crowding=-500, offer_distance=-250, stay_attachment=300,
        offer_match_visit=800, stay_match_visit=600,
    ),
    reason(
        31, 30, 0, (26000, 25000), REHOUSING, 1, offer_cost=-400, stay_cost=-380,
        offer_quality=500, stay_quality=-300, pressure=-583,
    ),
    reason(31, 30, 4, (28000, 25000), REHOUSING, 1, offer_cost=-450, stay_cost=-380),
]  # fmt: skip


COLUMNS = {
    "moves": ("month", "household_id", "kind", "origin", "destination", "reason"),
    "files": ("month", "household_id", "opened", "is_transfer", "reason"),
    "candidates": ("month", "dwelling", "household_id", "place", "points", "outcome"),
    "examined": ("month", "dwelling", "holder", "examined", "over_ceiling", "not_solvent"),
    "offers": ("month", "household_id", "dwelling", "accepted", "channel"),
    "lettings": (
        "month", "household_id", "dwelling", "wait_months", "is_transfer", "refused", "channel",
        "origin",
    ),
    "leavers": ("month", "household_id", "dwelling", "kind"),
    "stock": ("month", "dwelling", "change"),
    "screened": ("month", "household_id", "examined", "over_ceiling", "not_solvent"),
}  # fmt: skip


def frame(kind, rows):
    """Return records as a table; stories read these columns, whatever else a ledger holds."""
    if isinstance(rows[0], dict):
        return pd.DataFrame(rows)
    return pd.DataFrame([tuple(map(int, row)) for row in rows], columns=list(COLUMNS[kind]))


ROWS = {
    "households": HOUSEHOLDS,
    "moves": MOVES,
    "files": FILES,
    "examined": EXAMINED,
    "offers": OFFERS,
    "lettings": LETTINGS,
    "reasons": REASONS,
}


def tables():
    asked = [
        {"month": month, "household_id": household}
        | {f"area_{k}": listed[k] if k < len(listed) else -1 for k in range(MAX_AREAS_ASKED)}
        for month, household, listed in ASKED
    ]
    return {
        "areas": areas(),
        "dwellings": dwellings(),
        "asked": frame("asked", asked),
        "candidates": frame("candidates", CANDIDATES).assign(channel=COMMISSION),
        "leavers": frame("leavers", [(5, 20, 0, Exit.OWNERSHIP)]),
        "stock": frame("stock", [(30, 4, 1), (42, 1, -1)]),
        "screened": frame("screened", [(-1, 13, 4, 3, 0), (11, 13, 9, 6, 2), (23, 13, 2, 0, 0)]),
        **{kind: frame(kind, rows) for kind, rows in ROWS.items()},
    }


RUN = Run(
    path="runs/made",
    title="Made",
    replicate=0,
    replicates=1,
    start_year=2022,
    years=4,
    spin_up_years=1,
    spare_rooms=1,
)


@pytest.fixture
def trace():
    """Return the crafted ledger."""
    return Trace(RUN, tables())
