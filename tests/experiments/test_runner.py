from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation.config.errors import InputError
from simulation.config.scenario import Scenario, TerritoryChoice
from simulation.experiments import replicate
from simulation.experiments.keys import replicate_key
from simulation.experiments.runner import run_replicates


class FakeModel:
    """Writes down the key and the months that it ran."""

    def __init__(
        self,
        scenario: Scenario,
        key: int,
        territory: object,
        check_invariants: bool,
        is_traced: bool,
    ) -> None:
        self.scenario, self.key, self.territory = scenario, key, territory
        self.n_months = scenario.n_months
        self.months = 0

    def step(self) -> None:
        self.months += 1

    def tables(self) -> dict[str, dict[str, Any]]:
        told = [self.key, self.months, id(self.territory)]
        return {"told": {name: np.array([v]) for name, v in zip("kmt", told, strict=True)}}


class Counter:
    total = done = 0

    def start(self, total_months: int) -> None:
        self.total = total_months

    def advance(self, months: int) -> None:
        self.done += months


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[TerritoryChoice]]:
    read: list[TerritoryChoice] = []

    def territory_of(choice: TerritoryChoice) -> object:
        read.append(choice)
        return object()

    monkeypatch.setattr("simulation.model.Run", FakeModel)
    monkeypatch.setattr("simulation.territory.choose.territory_of", territory_of)
    replicate._territory.cache_clear()
    yield read
    replicate._territory.cache_clear()


def scenario(name: str, **settings: Any) -> Scenario:
    choice = TerritoryChoice(preset="demo", tension=settings.pop("tension", None))
    return Scenario(name=name, years=1, spin_up_years=1, territory=choice, **settings)


def test_replicates_differ_and_scenarios_share_their_keys(
    fake: list[TerritoryChoice],
) -> None:
    told = run_replicates([scenario("a"), scenario("b")], key=5, replicates=3).tables["told"]
    assert list(told.columns[:2]) == ["scenario", "replicate"]
    assert told["scenario"].tolist() == ["a"] * 3 + ["b"] * 3
    assert told["replicate"].tolist() == [0, 1, 2] * 2
    keys = told["k"].to_numpy().reshape(2, 3)
    assert (keys[0] == keys[1]).all()
    assert len(set(keys[0])) == 3
    assert (told["m"] == 24).all()


def test_keys_of_neighbouring_runs_share_no_replicate() -> None:
    keys = {replicate_key(key, r) for key in range(50) for r in range(50)}
    assert len(keys) == 2500
    assert max(keys) < 2**53


def test_a_territory_is_read_once_whatever_the_tension(fake: list[TerritoryChoice]) -> None:
    run_replicates([scenario("a"), scenario("b", tension=3.0)], replicates=2)
    assert fake == [TerritoryChoice(preset="demo")]


def test_progress_counts_every_month(fake: list[TerritoryChoice]) -> None:
    counter = Counter()
    run_replicates([scenario("a"), scenario("b")], replicates=2, progress=counter)
    assert counter.total == counter.done == 2 * 2 * 24


def test_bad_numbers_and_twin_names_are_refused_at_once(fake: list[TerritoryChoice]) -> None:
    with pytest.raises(InputError) as caught:
        run_replicates([scenario("a"), scenario("a")], replicates=0, workers=0)
    assert len(caught.value.problems) == 3


def test_the_same_key_gives_the_same_tables_of_the_real_model_and_another_key_does_not() -> None:
    short = scenario("a")
    first, again, other = (run_replicates(short, key).tables for key in (1, 1, 2))
    for name, table in first.items():
        pd.testing.assert_frame_equal(table, again[name])
    assert not first["market"].equals(other["market"])


@pytest.mark.slow
def test_workers_change_nothing() -> None:
    pytest.importorskip("dask.distributed")
    arms = [scenario("a"), scenario("b", tension=8.0)]
    alone = run_replicates(arms, key=1, replicates=2)
    counter = Counter()
    together = run_replicates(arms, key=1, replicates=2, workers=2, progress=counter)
    assert counter.total == counter.done
    for name, table in alone.tables.items():
        pd.testing.assert_frame_equal(table, together.tables[name])


def test_workers_without_dask_are_refused_with_what_to_install(
    fake: list[TerritoryChoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "dask.distributed", None)
    with pytest.raises(InputError, match=r"peuplement\[cluster\]"):
        run_replicates(scenario("a"), replicates=2, workers=2)
