"""What a commission looked at: only for a traced run, beside the kernel that lets."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.kernels.bill import cost_terms
from simulation.kernels.commission import (
    Rules,
    fits,
    full_cost,
    screen_probability,
    under_ceiling,
)
from simulation.kernels.compiled import leaf
from simulation.kernels.legal import Law
from simulation.kernels.openings import NOT_REACHED, Listed, Openings
from simulation.kernels.queue import GROUPS_PER_AREA, N_QUARTILES, N_SIZES, N_TRAITS, Queue
from simulation.kernels.records import Codes, Home, Homes, People, Places
from simulation.kernels.refusals import Refusals, has_refused, refusals_of
from simulation.kernels.utility import PERSISTENT, read_home
from simulation.rng import draw


@njit(cache=True)
def count_examined(
    month: int,
    start_year: int,
    openings: Openings,
    listed: Listed,
    queue: Queue,
    refused: Refusals,
    rules: Rules,
    codes: Codes,
    law: Law,
    ceilings: NDArray[Any],
    applicants: People,
    homes: Homes,
    places: Places,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return files examined, over the ceiling and not solvent, by vacancy and by candidate.

    Shapes (vacancies, 3) and (candidates, 3). Examined are the files that asked for the area,
    whose family fits, that had no offer yet this month and did not refuse the
    dwelling before; not solvent are those of them, under
    the ceiling, that the screen turned away.
    """
    counts = np.zeros((openings.home.size, 3), np.int64)
    by_file = np.zeros((applicants.id.size, 3), np.int64)
    busy = np.zeros(applicants.id.size, np.bool_)
    group_size = N_QUARTILES * N_TRAITS
    row = 0
    for v in range(openings.home.size):
        home = read_home(homes, places, openings.home[v], month, start_year)
        first_refusal, last_refusal = refusals_of(refused, home.row)
        for size in range(N_SIZES):
            if not fits(size + 1, home.rooms, rules.spare_rooms):
                continue
            first = home.area * GROUPS_PER_AREA + size * group_size
            for k in range(queue.starts[first], queue.starts[first + group_size]):
                i = queue.members[k]
                if busy[i] or has_refused(refused, first_refusal, last_refusal, applicants.id[i]):
                    continue
                counts[v, 0] += 1
                by_file[i, 0] += 1
                if not under_ceiling(
                    home, ceilings, applicants.category[i], applicants.fiscal_income[i]
                ):
                    counts[v, 1] += 1
                    by_file[i, 1] += 1
                elif not is_solvent(rules, codes, law, applicants, i, home):
                    counts[v, 2] += 1
                    by_file[i, 2] += 1
        while row < listed.opening.size and listed.opening[row] == v:
            busy[listed.candidate[row]] |= listed.outcome[row] != NOT_REACHED
            row += 1
    return counts, by_file


@leaf
def is_solvent(
    rules: Rules, codes: Codes, law: Law, applicants: People, i: int, home: Home
) -> bool:
    """Return whether the screen lets a candidate pass, by the same draw as in `candidate_rank`."""
    adults, persons = applicants.adults[i], applicants.persons[i]
    terms = cost_terms(
        law, adults, persons - adults, applicants.resources[i], applicants.fiscal_income[i],
        applicants.category[i],
    )  # fmt: skip
    chance = screen_probability(
        rules, float(applicants.income[i]), full_cost(rules, terms, home), applicants.units[i]
    )
    passes: bool = draw(codes.screen, PERSISTENT, applicants.id[i], home.row, 0) < chance
    return passes
