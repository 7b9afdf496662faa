import json
from pathlib import Path

import pytest

from simulation.analysis.journal import Journal
from simulation.config.errors import InputError
from simulation.config.messages import choose_language


def test_the_journal_is_read_back_exactly(tmp_path: Path) -> None:
    about = {"key": 0.1, "names": ("a", "b")}
    Journal(tmp_path / "j", about).keep("é:0", {"vacancy": 0.1 + 0.2, "turnover": 1e-17})
    again = Journal(tmp_path / "j", about)
    assert again.find("é:0") == {"vacancy": 0.1 + 0.2, "turnover": 1e-17}
    assert again.find("é:1") is None
    assert len(again) == 1
    first, *others = (tmp_path / "j").read_text().splitlines()
    assert json.loads(first)["about"]["names"] == ["a", "b"]
    assert len(others) == 1


def test_nothing_is_written_before_a_run_is_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "folder" / "j", {})
    assert list(tmp_path.iterdir()) == []
    journal.keep("a", {})
    assert (tmp_path / "folder" / "j").is_file()


def test_a_line_torn_by_an_interruption_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "j"
    Journal(path, {}).keep("a", {"vacancy": 1.0})
    whole = path.read_bytes()
    with path.open("a") as stream:
        stream.write('{"run": "b", "mom')
    torn = Journal(path, {})
    assert torn.find("a") == {"vacancy": 1.0}
    assert torn.find("b") is None
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", r"not the same: key of the draws, targets\); give another folder"),
        ("fr", r"pas les mêmes : clé des tirages, cibles\) ; donnez un autre dossier"),
    ],
)
def test_a_journal_of_something_else_is_refused(tmp_path: Path, lang: str, told: str) -> None:
    choose_language(lang)
    Journal(tmp_path / "j", {"key": 1, "targets": [1], "replicates": 2}).keep("a", {})
    with pytest.raises(InputError, match=told):
        Journal(tmp_path / "j", {"key": 2, "targets": [2], "replicates": 2})
    choose_language(None)


@pytest.mark.parametrize("content", ["", "x\n", '{"format": "other"}\n'])
def test_what_is_no_journal_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "j").write_text(content)
    with pytest.raises(InputError, match="not the journal of a calibration"):
        Journal(tmp_path / "j", {})
