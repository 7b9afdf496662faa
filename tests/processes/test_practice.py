"""What holders and landlords look at."""

import numpy as np
import pytest

from simulation.config.reservations import Reservations
from simulation.kernels.queue import JOB, LOCAL, N_TRAITS, PRIORITY, TRANSFER
from simulation.processes import practice
from simulation.state import occupancy
from simulation.state.schema import Activity, Holder, Reason


def test_each_holder_gives_its_points_to_those_it_looks_for():
    settings = Reservations(
        prefect_priority=1.0, local_residents=2.0, action_logement_job=3.0, landlord_transfers=4.0
    )
    table = practice.practices(settings)
    looks_for = {
        Holder.PREFECT: (PRIORITY, 1.0),
        Holder.LOCAL: (LOCAL, 2.0),
        Holder.ACTION_LOGEMENT: (JOB, 3.0),
        Holder.LANDLORD: (TRANSFER, 4.0),
        Holder.NONE: (0, 0.0),
    }
    for holder, (trait, points) in looks_for.items():
        for traits in range(N_TRAITS):
            assert table[holder, traits] == (points if traits & trait else 0.0)
    open_to = [traits for traits in range(N_TRAITS) if table[Holder.TRANSFERS, traits] > -np.inf]
    assert open_to == [traits for traits in range(N_TRAITS) if traits & TRANSFER]


def test_traits_and_communes_are_those_of_the_tables(world):
    h, d, a = world.households, world.dwellings, world.applications
    tenants = np.flatnonzero(h.dwelling >= 0)[:30]
    new = occupancy.arrive(world, Reason.FILED, id=10**6 + np.arange(10), activity=Activity.RETIRED)
    files = occupancy.open_files(
        world, np.concatenate((tenants, new)), is_priority=np.arange(40) % 3 == 0,
        asked=np.tile([3, 0] + [-1] * 10, (40, 1)),
    )  # fmt: skip
    traits = practice.traits(world, files)
    communes = practice.home_communes(world, files, h.dwelling[a.household[files]])
    for file, trait, commune in zip(files, traits, communes, strict=True):
        row = a.household[file]
        assert bool(trait & PRIORITY) == a.is_priority[file]
        assert bool(trait & JOB) == (h.activity[row] == Activity.JOB)
        assert bool(trait & TRANSFER) == (h.dwelling[row] >= 0)
        assert not trait & LOCAL
        area = d.area[h.dwelling[row]] if h.dwelling[row] >= 0 else 3
        assert commune == world.areas.commune[area]
    assert {0, PRIORITY} <= {int(trait) for trait in traits[30:]}


def test_a_landlord_has_a_weight_of_its_own_and_more_on_its_own_share(small_model):
    def weights(**settings):
        model = small_model(spin_up_years=0, reservations=settings)
        d, r = model.world.dwellings, model.world.residences
        homes = np.flatnonzero(d.is_social)
        owner = np.zeros(len(r), np.int32)
        owner[1::2] = 1
        r._full["landlord"][:] = owner
        d.owned("flow").holder[homes[::3]] = Holder.LANDLORD
        return homes, owner[d.residence[homes]], practice.steering(
            model.world, model.context, homes
        ), model.context.rules.steering  # fmt: skip

    homes, owner, found, usual = weights(landlord_spread=0.4, landlord_solvency=1.25)
    own = np.arange(homes.size) % 3 == 0
    base = found - 1.25 * own
    for landlord in (0, 1):
        assert np.ptp(base[owner == landlord]) < 1e-12
    assert base[owner == 0][0] != base[owner == 1][0]
    _, _, found, usual = weights(landlord_spread=0.0, landlord_solvency=0.0)
    assert found == pytest.approx(usual)
