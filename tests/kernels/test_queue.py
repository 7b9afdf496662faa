"""The queue in buckets: as a stable sort would make them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernels.queue import (
    GROUPS_PER_AREA,
    JOB,
    LOCAL,
    N_PROFILES,
    N_QUARTILES,
    N_SIZES,
    N_TRAITS,
    group,
    profile,
    profile_of_group,
    sort_into_buckets,
)

N_AREAS = 6


@given(
    st.lists(st.lists(st.integers(0, N_AREAS - 1), max_size=4, unique=True), max_size=30),
    st.randoms(use_true_random=False),
)
def test_buckets_are_those_of_a_stable_sort(asked, shuffle):
    asked = np.array([row + [-1] * (4 - len(row)) for row in asked], np.int32).reshape(-1, 4)
    n = len(asked)
    candidates = np.array(shuffle.sample(range(n), n), np.int64)
    groups = np.array([2 * shuffle.randrange(GROUPS_PER_AREA // 2) for _ in range(n)], np.int64)
    communes = np.array([shuffle.randrange(-1, 3) for _ in range(n)], np.int64)
    of_area = np.arange(N_AREAS) % 3
    starts, members = sort_into_buckets(candidates, asked, groups, communes, of_area)
    found = {
        bucket: members[starts[bucket] : starts[bucket + 1]].tolist()
        for bucket in np.flatnonzero(np.diff(starts))
    }
    expected = {}
    for i, file in enumerate(candidates):
        for area in asked[file][asked[file] >= 0]:
            local = LOCAL * (communes[i] == of_area[area])
            expected.setdefault(area * GROUPS_PER_AREA + groups[i] + local, []).append(i)
    assert found == expected


def test_each_size_quartile_and_set_of_traits_has_a_group_of_its_own():
    sizes, quartiles, traits = (
        grid.ravel()
        for grid in np.meshgrid(
            np.arange(1, N_SIZES + 1), np.arange(1, N_QUARTILES + 1), np.arange(N_TRAITS)
        )
    )
    groups = group(sizes, quartiles, traits)
    assert sorted(groups) == list(range(GROUPS_PER_AREA))
    larger = group(np.array([N_SIZES, N_SIZES + 4]), np.array([1, 1]), np.array([0, 0]))
    assert larger[0] == larger[1]


def test_the_profile_of_a_bucket_is_that_of_the_households_in_it():
    quartiles, traits = (
        grid.ravel() for grid in np.meshgrid(np.arange(1, N_QUARTILES + 1), np.arange(N_TRAITS))
    )
    of_household = profile(quartiles, traits & JOB)
    assert set(of_household) == set(range(N_PROFILES))
    assert (of_household % N_QUARTILES == quartiles - 1).all()
    groups = group(np.ones(quartiles.size), quartiles, traits)
    for function in (profile_of_group, profile_of_group.py_func):
        assert [function(g) for g in groups] == of_household.tolist()
