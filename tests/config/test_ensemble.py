from pathlib import Path

import pytest

from simulation.config.ensemble import ensemble_toml, read_ensemble
from simulation.config.errors import InputError
from simulation.config.messages import choose_language


def problems(tmp_path: Path, text: str, lang: str = "en") -> str:
    file = tmp_path / "ensemble.toml"
    file.write_text(text)
    choose_language(lang)
    try:
        with pytest.raises(InputError) as caught:
            read_ensemble(file)
    finally:
        choose_language(None)
    return str(caught.value)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    sets = [{"mobility.sensitivity": 0.25, "demand.areas_asked": 3}, {"image.speed": 0.01}]
    file = tmp_path / "ensemble.toml"
    file.write_text(ensemble_toml(sets, ["Two sets.", "Made by hand."]))
    assert file.read_text().startswith("# Two sets.\n# Made by hand.\n\n[[members]]\n")
    assert read_ensemble(file) == [
        {"mobility": {"sensitivity": 0.25}, "demand": {"areas_asked": 3}},
        {"image": {"speed": 0.01}},
    ]


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        "[[members]]\nmobility.sensitivty = 0.2\nimage.speed = 7\n"
        '[[members]]\ndemand.areas_asked = 2.5\nprices.speed = "fast"\n',
    ).splitlines()
    assert len(told) == 4
    assert "line 2" in told[0]
    assert "did you mean mobility.sensitivity?" in told[0]
    assert "line 3" in told[1]
    assert "must be between 0 and 1" in told[1]
    assert "line 5" in told[2]
    assert "whole number" in told[2]
    assert "line 6" in told[3]


def test_problems_are_told_in_french(tmp_path: Path) -> None:
    text = "[[members]]\nimage.speed = 7\n"
    assert "doit être entre 0 et 1" in problems(tmp_path, text, "fr")


@pytest.mark.parametrize("text", ["members = []\n", "[[members]]\n", "[[other]]\nx = 1\n"])
def test_a_file_without_members_is_refused(tmp_path: Path, text: str) -> None:
    assert "members" in problems(tmp_path, text)
