"""What holds of every pattern: its number, its words, its bands, and what its claims read."""

import re
from pathlib import Path

import pytest

from simulation.validation.catalogue import REFERENCE, arms, settings
from simulation.validation.designs import member_name, merged, needed
from simulation.validation.pattern import Pattern
from simulation.validation.patterns import patterns
from simulation.validation.study import Study

EVERY = pytest.mark.parametrize("pattern", patterns(), ids=[each.name for each in patterns()])


class Asked(Study):
    """A study without runs that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__({})
        self.needs: set[tuple[str, str]] = set()
        self.names: set[str] = set()

    def table(self, name, setting, arm, **where):
        self.needs.add((setting, arm))
        self.names.add(name)
        raise KeyError(name)

    def span(self, setting, arm):
        return 2022, 2022 + settings()[setting].years - 1


def test_there_is_one_file_for_each_of_the_seventeen_patterns():
    assert [pattern.number for pattern in patterns()] == list(range(1, 18))


@EVERY
def test_each_claim_needs_arms_and_settings_that_exist_and_reads_no_other(pattern: Pattern) -> None:
    assert any(claim.is_needed for claim in pattern.claims)
    assert len({claim.key for claim in pattern.claims}) == len(pattern.claims)
    for claim in pattern.claims:
        asked = Asked()
        with pytest.raises(KeyError):
            claim.statistic(asked)
        assert asked.needs <= set(claim.needs), claim.key
        assert asked.names <= {*pattern.tables, "measures"}, claim.key
        for setting, arm in claim.needs:
            assert setting in settings()
            assert arm in arms()


@EVERY
def test_everything_that_people_read_is_in_both_languages(pattern: Pattern) -> None:
    told = [pattern.title, pattern.statement]
    told += [text for claim in pattern.claims for text in (claim.text, claim.why)]
    told += [settings()[name].label for claim in pattern.claims for name, _ in claim.needs]
    told += [arms()[name].label for claim in pattern.claims for _, name in claim.needs]
    for text in told:
        assert set(text) == {"en", "fr"}
        assert all(text.values())
        assert not re.search(r"[A-Za-zÀ-ÿ][;:?!]", text["fr"]), text["fr"]


@pytest.mark.parametrize("name", ["rennes", "lille", "dunkerque"])
def test_territories_that_were_calibrated_on_serve_no_target_of_the_calibration(name: str) -> None:
    targets = [pattern for pattern in patterns() if pattern.number in {3, 4}]
    for pattern in targets:
        for claim in pattern.claims:
            used = [settings()[setting].territory for setting, _ in claim.needs]
            assert all(territory.get("preset") != name for territory in used)


def test_every_arm_and_setting_of_the_catalogue_is_used() -> None:
    used = needed(patterns())
    assert set(used) == set(settings())
    assert {arm for names in used.values() for arm in names} == set(arms())
    assert all(names[0] == REFERENCE for names in used.values())


def test_tables_of_a_member_lie_over_those_of_the_setting() -> None:
    base = {"name": "a", "behaviour": {"moving_cost": 1.0, "error_area": 0.5}}
    found = merged(base, {"behaviour": {"moving_cost": 0.2}, "mobility": {"sensitivity": 0.3}})
    assert found == {
        "name": "a",
        "behaviour": {"moving_cost": 0.2, "error_area": 0.5},
        "mobility": {"sensitivity": 0.3},
    }
    assert base["behaviour"]["moving_cost"] == 1.0
    assert member_name("demo", 3) == "demo-m03"


def test_a_setting_from_the_tables_is_looked_for_in_the_folder_given(tmp_path: Path) -> None:
    (setting,) = [each for each in settings().values() if each.file is not None]
    assert setting.base(tmp_path)["territory"]["file"] == str(tmp_path / str(setting.file))
