"""Territories are written and read back whole."""

import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from simulation.config.errors import InputError
from simulation.law.ceilings import Region
from simulation.territory.files import load, save


def test_a_territory_comes_back_as_it_was(demo, tmp_path):
    path = tmp_path / "demo.npz"
    save(demo, path)
    found = load(path)
    for name in ("name", "year", "tension", "communes", "iris", "area_labels", "targets", "notes"):
        assert getattr(found, name) == getattr(demo, name)
    for table in ("areas", "residences", "dwellings", "households"):
        columns = getattr(demo, table)
        assert getattr(found, table).keys() == columns.keys()
        for name, values in columns.items():
            assert getattr(found, table)[name].dtype == values.dtype
            assert np.array_equal(getattr(found, table)[name], values)
    assert [entry.name for entry in tmp_path.iterdir()] == ["demo.npz"]


def test_a_territory_keeps_its_region_and_one_of_before_has_the_usual_one(demo, tmp_path):
    path = tmp_path / "paris.npz"
    save(replace(demo, region=Region.PARIS, supplement_zone="1bis"), path)
    assert (load(path).region, load(path).supplement_zone) == ("paris", "1bis")
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    text = json.loads(entries["text.json"])
    del text["region"], text["supplement_zone"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**entries, "text.json": json.dumps(text)}.items():
            archive.writestr(name, content)
    assert (load(path).region, load(path).supplement_zone) == ("elsewhere", "2")


def test_the_same_territory_gives_the_same_bytes(demo, tmp_path):
    for name in ("a", "b"):
        save(demo, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_numpy_reads_the_arrays(demo, tmp_path):
    save(demo, tmp_path / "demo.npz")
    with np.load(tmp_path / "demo.npz", allow_pickle=False) as archive:
        assert np.array_equal(archive["areas/commune"], demo.areas["commune"])


def test_missing_damaged_and_foreign_files_are_refused(demo, tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        load(tmp_path / "none.npz")
    (tmp_path / "text.npz").write_text("hello")
    with pytest.raises(InputError, match="not a readable territory file"):
        load(tmp_path / "text.npz")
    np.savez(tmp_path / "foreign.npz", x=np.arange(3))
    with pytest.raises(InputError, match="not a readable territory file"):
        load(tmp_path / "foreign.npz")
    save(demo, tmp_path / "cut.npz")
    content = (tmp_path / "cut.npz").read_bytes()
    (tmp_path / "cut.npz").write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="not a readable territory file"):
        load(tmp_path / "cut.npz")


def test_a_folder_that_does_not_exist_is_refused(demo, tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        save(demo, tmp_path / "nowhere" / "demo.npz")
