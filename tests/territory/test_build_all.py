"""Every EPCI of the tables becomes a file; what is there stays, what fails is told."""

import pytest

from simulation.territory import sources
from simulation.territory.build_all import as_csv, build_all, epci_of
from simulation.territory.files import load
from simulation.territory.known import (
    HOMES_PER_IRIS,
    SOCIAL_SHARES,
    estimated_social_share,
)
from simulation.territory.sources import read_tables
from simulation.territory.tables import describe

ONE, MARSEILLE = "200000001", "200054807"


def test_the_epci_with_enough_dwellings_are_found(small_folder):
    tables = read_tables(small_folder)
    assert epci_of(tables, 1) == {ONE: 850, MARSEILLE: 700}
    assert epci_of(tables, 800) == {ONE: 850}


def test_each_is_built_once_smallest_first(small_folder, tmp_path):
    tables = read_tables(small_folder)
    told = []
    first = list(build_all(tables, tmp_path, least=1, begin=told.append))
    assert told == [MARSEILLE, ONE]
    assert all(one.is_new and one.file.is_file() for one in first)
    kept = {one.epci: one.file.read_bytes() for one in first}
    (tmp_path / f"{ONE}.npz").unlink()
    again = list(build_all(tables, tmp_path, least=1))
    assert [one.is_new for one in again] == [False, True]
    assert {one.epci: one.file.read_bytes() for one in again} == kept


def test_one_that_cannot_be_built_does_not_stop_the_others(small_folder, tmp_path, monkeypatch):
    tables = read_tables(small_folder)
    from simulation.territory import build_all as module

    def refuse(tables, epci, **given):
        if epci == MARSEILLE:
            raise sources.InputError("no figure here")
        return describe(tables, epci, **given)

    monkeypatch.setattr(module, "describe", refuse)
    built = list(build_all(tables, tmp_path, least=1))
    assert [(one.epci, one.problem) for one in built] == [(MARSEILLE, "no figure here"), (ONE, "")]
    assert as_csv(built).splitlines()[1:] == [
        f"{MARSEILLE},700,,no figure here",
        f"{ONE},850,{ONE}.npz,",
    ]


def test_an_estimated_share_is_said_so(small_folder, tmp_path):
    tables = read_tables(small_folder)
    list(build_all(tables, tmp_path, least=800))
    notes = " ".join(load(tmp_path / f"{ONE}.npz").notes)
    share = 850 / (5 * HOMES_PER_IRIS)
    assert estimated_social_share(850, 5) == pytest.approx(share)
    assert f"Share of social homes {share:.1%}: estimated" in notes


def test_the_estimate_is_within_a_third_of_the_published_shares(data_folder):
    rows = read_tables(data_folder).rpls_iris
    for epci, share in SOCIAL_SHARES.items():
        held = rows[rows["EPCI"] == epci]["nbLsPls"]
        found = estimated_social_share(held.sum(), len(held))
        assert found == pytest.approx(share, rel=0.3)


def test_the_estimate_stays_within_bounds():
    assert 0 < estimated_social_share(1.0, 1000) < estimated_social_share(1e9, 1) < 1
