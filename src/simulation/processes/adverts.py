"""Advertised lettings: a share of the vacancies, on which applicants bid."""

from __future__ import annotations

import numpy as np

from simulation.kernels.adverts import let_by_advert, place_bids
from simulation.processes.context import (
    Context,
    files,
    homes,
    people,
    places,
)
from simulation.processes.lettings import conclude, ranked_files
from simulation.state.schema import Channel
from simulation.state.world import World


def step(world: World, context: Context) -> None:
    """Advertise, collect bids, offer to the best ranked bidders."""
    rules = context.scenario.allocation
    vacancies = world.memory.vacancies
    if rules.advertised_share == 0.0 or not vacancies.size:
        return
    since = world.dwellings.vacant_since[vacancies]
    chosen = np.zeros(vacancies.size, bool)
    for month in np.unique(since):  # the choice of a dwelling lasts as long as it stays empty
        some = since == month
        u = world.streams.uniform("advertised", int(month), vacancies[some])
        chosen[some] = u < rules.advertised_share
    adverts = vacancies[chosen]
    world.memory.vacancies = vacancies[~chosen]
    candidates, scores = ranked_files(world, context)
    bids = place_bids(
        world.month, world.start_year, world.streams.code("attention"), candidates, adverts,
        world.memory.chance, rules.attention, rules.max_bids, context.rules, context.tastes,
        context.codes, world.law, world.ceilings, people(world), homes(world), places(world),
        files(world),
    )  # fmt: skip
    home, file, accepted = let_by_advert(
        world.month, world.start_year, candidates, adverts, bids,
        scores, context.rules, context.tastes, context.codes,
        world.law, people(world), homes(world), places(world), files(world),
    )  # fmt: skip
    conclude(world, home, file, accepted, Channel.ADVERT)
