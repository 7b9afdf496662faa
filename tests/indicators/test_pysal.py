"""The same values as PySAL's `segregation`, an independent program, on 1,000 random tables."""

import sys
import warnings
from functools import partial

import numpy as np
import pandas as pd
import pytest

from simulation import indicators as ours

GROUPS = ["q1", "q2", "q3", "q4"]
N_TABLES = 1_000


def against_rest(counts):
    """Return the first group and everyone else."""
    return np.stack([counts[:, 0], counts[:, 1:].sum(axis=1)], axis=1)


def met(counts):
    """Return the exposure of the first group to everyone else."""
    return sum(ours.exposure(counts, 0, other) for other in (1, 2, 3))


SINGLE = {
    "dissim._dissim": partial(ours.dissimilarity, group=0),
    "isolation._isolation": partial(ours.isolation, group=0),
    "correlationr._correlationr": partial(ours.correlation_ratio, group=0),
    "atkinson._atkinson": partial(ours.atkinson, group=0),
    "interaction._interaction": met,
    "entropy._entropy": lambda counts: ours.theil_h(against_rest(counts)),
}
MANY = {
    "multi_dissim._multi_dissim": ours.multigroup_dissimilarity,
    "multi_gini._multi_gini_seg": ours.multigroup_gini,
    "multi_relative_diversity._multi_relative_diversity": ours.relative_diversity,
    "multi_info_theory._multi_information_theory": ours.theil_h,
    "multi_divergence._multi_divergence": ours.mutual_information,
}
LOCAL = {
    "local_multi_location_quotient._multi_location_quotient": ours.location_quotient,
    "local_multi_entropy._multi_local_entropy": ours.local_entropy,
}


@pytest.fixture(scope="module")
def tables():
    """Return tables of 2 to 14 units, cells often empty, units and groups never."""
    generator = np.random.default_rng(2022)
    found = []
    while len(found) < N_TABLES:
        shape = (int(generator.integers(2, 15)), 4)
        counts = generator.integers(0, 200, shape) * (generator.random(shape) < 0.8)
        if counts.sum(axis=0).all() and counts.sum(axis=1).all():
            found.append(counts)
    return found


@pytest.fixture(scope="module")
def pysal():
    """Return what finds a formula of PySAL, imported once: it takes seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import segregation.local
        import segregation.multigroup
        import segregation.singlegroup  # noqa: F401

    def formula(package, name):
        module, function = name.split(".")
        found = getattr(sys.modules[f"segregation.{package}.{module}"], function)
        with_total = package == "singlegroup"

        def call(counts):
            frame = pd.DataFrame(counts, columns=GROUPS[: counts.shape[1]])
            if with_total:
                return found(frame.assign(total=counts.sum(axis=1)), "q1", "total")[0]
            return found(frame, list(frame.columns))[0]

        return call

    return formula


def worst_difference(theirs, index, tables):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return max(np.abs(index(counts) - theirs(counts)).max() for counts in tables)


@pytest.mark.parametrize("name", SINGLE)
def test_indices_of_one_group_agree_with_pysal(name, tables, pysal):
    assert worst_difference(pysal("singlegroup", name), SINGLE[name], tables) < 1e-12


@pytest.mark.parametrize("name", MANY)
def test_indices_of_many_groups_agree_with_pysal(name, tables, pysal):
    assert worst_difference(pysal("multigroup", name), MANY[name], tables) < 1e-12


@pytest.mark.parametrize("name", LOCAL)
def test_indices_of_units_agree_with_pysal(name, tables, pysal):
    assert worst_difference(pysal("local", name), LOCAL[name], tables) < 1e-12


def test_the_gini_index_of_a_group_is_that_of_it_and_the_rest(tables, pysal):
    theirs = pysal("multigroup", "multi_gini._multi_gini_seg")
    two = [against_rest(counts) for counts in tables]
    assert worst_difference(theirs, partial(ours.gini, group=0), two) < 1e-12
