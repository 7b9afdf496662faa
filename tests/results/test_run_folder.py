import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.results.atomic import file_digest, new_file, new_folder, refuse_existing
from simulation.results.provenance import (
    git_state,
    input_files,
    package_digest,
    software,
)
from simulation.results.run_folder import RunFolder, write_run_folder
from simulation.results.tables import read_table, write_table


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "scenario": ["a", "b"],
            "replicate": np.array([0, 1]),
            "value": [0.5, np.nan],
            "is_qpv": [True, False],
        }
    )


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    write_table(frame(), tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(read_table(tmp_path / "t.parquet"), frame())


def test_equal_content_gives_equal_bytes_however_it_is_held(tmp_path: Path) -> None:
    write_table(frame(), tmp_path / "a.parquet")
    other = frame().astype({"scenario": object}).set_index(pd.Index([7, 9], name="i"))
    other.attrs["note"] = "varies"
    write_table(other, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_folder_opens_with_its_tables_and_its_manifest(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "run"
    write_run_folder(path, {"t": frame()}, {"key": 3}, lambda f: f.joinpath("x.png").touch())
    folder = RunFolder.open(path)
    assert folder.names == ("t",)
    assert folder.manifest["key"] == 3
    assert folder.manifest["tables"]["t"]["rows"] == 2
    assert (path / "x.png").is_file()
    pd.testing.assert_frame_equal(folder.tables()["t"], frame())
    assert [p.name for p in path.parent.iterdir()] == ["run"]
    with pytest.raises(InputError, match="no table 'u'; it has t"):
        folder.table("u")


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_an_output_that_exists_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "run"
    if kind == "file":
        path.write_text("kept")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match="exists already"), new_folder(path):
        raise AssertionError
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_an_output_in_the_way_is_told_in_french_too(tmp_path: Path) -> None:
    choose_language("fr")
    with pytest.raises(InputError, match="existe déjà ; donnez un autre --out"):
        refuse_existing(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="est un fichier, non un dossier"):
        refuse_existing(tmp_path / "file" / "run")


def test_an_output_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"), new_folder(tmp_path / "file" / "run"):
        raise AssertionError


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_interrupts_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def interrupted() -> None:
        with new_folder(tmp_path / "deep" / "run") as folder:
            (folder / "part").write_text("torn")
            raise error

    with pytest.raises(error):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_an_output_made_by_someone_else_meanwhile_is_left_alone(tmp_path: Path) -> None:
    def late() -> None:
        with new_folder(tmp_path / "run"):
            (tmp_path / "run").mkdir()

    with pytest.raises(InputError, match="exists already"):
        late()
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_a_torn_or_missing_table_is_detected(tmp_path: Path) -> None:
    path = tmp_path / "run"
    write_run_folder(path, {"a": frame(), "b": frame()}, {})
    content = (path / "a.parquet").read_bytes()
    (path / "a.parquet").write_bytes(content[:-20])
    (path / "b.parquet").unlink()
    with pytest.raises(InputError) as caught:
        RunFolder.open(path)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other"}'])
def test_a_folder_without_a_right_manifest_is_no_result(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="not a folder of results"):
        RunFolder.open(tmp_path)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.txt"
    for content in ("one", "two"):
        with new_file(path) as temporary:
            temporary.write_text(content)
        assert path.read_text() == content

    def interrupted() -> None:
        with new_file(path) as temporary:
            temporary.write_text("torn")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "two"
    assert [p.name for p in path.parent.iterdir()] == ["x.txt"]


def test_the_sources_of_the_package_have_one_digest() -> None:
    assert package_digest() == package_digest()
    assert len(package_digest()) == 64


def test_provenance_names_software_code_and_inputs(tmp_path: Path) -> None:
    assert set(software()["libraries"]) >= {"numpy", "mesa"}
    state = git_state()
    assert state is None or len(state["commit"]) == 40
    file = tmp_path / "x"
    file.write_text("abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_digest(file) == digest
    assert input_files([file, file]) == [{"path": str(file), "sha256": digest}]
    json.dumps([software(), state])
