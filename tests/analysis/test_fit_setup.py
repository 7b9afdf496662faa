"""What is asked of a calibration, checked before anything is written."""

import dataclasses
from pathlib import Path
from types import ModuleType

import pytest

from simulation.analysis.calibration import Search
from simulation.analysis.fit_setup import Request, prepare, scenario_of
from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.territory.choose import territory_of
from simulation.territory.files import save

TARGET = """[[targets]]
name = "turnover"
table = "market"
column = "turnover_percent"
where = { sector = "all" }
kind = "percent"
low = 7
high = 9
source = "ours"
"""


@pytest.fixture
def asked(tmp_path: Path) -> Request:
    """Return a request that is right; its folder is not there yet."""
    targets = tmp_path / "targets.toml"
    targets.write_text(TARGET)
    return Request(["demo"], targets, tmp_path / "out", Search(evaluations=1))


def problems(request: Request, lang: str = "en", **changes: object) -> str:
    before = {path: path.stat().st_mtime_ns for path in request.targets.parent.rglob("*")}
    choose_language(lang)
    try:
        with pytest.raises(InputError) as caught:
            prepare(dataclasses.replace(request, **changes))  # type: ignore[arg-type]
    finally:
        choose_language(None)
    after = {path: path.stat().st_mtime_ns for path in request.targets.parent.rglob("*")}
    assert after == before
    return str(caught.value)


def test_a_preset_a_territory_and_a_scenario_can_be_calibrated_together(
    asked: Request, tmp_path: Path, fakes: ModuleType
) -> None:
    save(territory_of(fakes.scenario().territory), tmp_path / "my town.npz")
    scenario = tmp_path / "mine.toml"
    scenario.write_text('start_year = 2020\n[territory]\npreset = "demo"\n')
    places = ["demo", str(tmp_path / "my town.npz"), str(scenario)]
    setup = prepare(dataclasses.replace(asked, places=places, years=4, spin_up_years=2))
    assert [s.name for s in setup.scenarios] == ["demo", "my-town", "mine"]
    assert setup.scenarios[2].start_year == 2020
    assert setup.months == 3 * 12 * (4 + 2)
    assert len(setup.axes) >= 10  # those shipped
    assert not asked.out.exists()


def test_names_of_presets_win_over_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "rennes.toml"
    file.write_text('[territory]\npreset = "demo"\n')
    assert scenario_of(str(file), {}).territory.preset == "demo"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "dmo: no preset of this name, no territory (.npz) and no scenario (.toml); did you"),
        ("fr", "dmo : ni territoire type de ce nom, ni territoire (.npz), ni scénario (.toml) ;"),
    ],
)
def test_a_territory_that_is_none_is_told(asked: Request, lang: str, told: str) -> None:
    assert told in problems(asked, lang, places=["dmo"])
    assert told.replace("dmo", "gone.npz").partition(";")[0] in problems(
        asked, lang, places=["gone.npz"]
    )


def test_a_damaged_territory_is_told(asked: Request, tmp_path: Path) -> None:
    file = tmp_path / "bad.npz"
    file.write_text("nothing")
    assert "not a readable territory file" in problems(asked, places=[str(file)])


@pytest.mark.parametrize(("lang", "told"), [("en", "no such file"), ("fr", "fichier")])
def test_files_that_are_missing_are_told(
    asked: Request, tmp_path: Path, lang: str, told: str
) -> None:
    gone = tmp_path / "gone.toml"
    for change in ({"targets": gone}, {"parameters": gone}, {"places": [str(gone)]}):
        text = problems(asked, lang, **change)
        assert "gone.toml" in text
        assert told in text.lower()


@pytest.mark.parametrize(
    ("old", "new", "lang", "told"),
    [
        ("turnover_percent", "turnover_percnt", "en", "did you mean turnover_percent?"),
        ("turnover_percent", "turnover_percnt", "fr", "rien de tel dans les tables"),
        ('"market"', '"markets"', "en", "did you mean market?"),
        ("low = 7", "low = 10", "en", "line 7: targets.0.low = 10: the lower end of the band"),
        ("low = 7", "low = 10", "fr", "le bas de la bande doit être sous le haut"),
        ("low = 7\nhigh = 9", "scored = false", "en", "no target counts for demo"),
        ("low = 7\nhigh = 9", "scored = false", "fr", "aucune cible ne compte pour demo"),
        (
            "low = 7",
            'territories = ["lyon"]\nlow = 7',
            "en",
            "none of them holds for the territory",
        ),
        ("low = 7", 'territories = ["lyon"]\nlow = 7', "fr", "aucune ne vaut pour le territoire"),
        ("high = 9", "high = nan", "en", "line 8"),
    ],
)
def test_targets_that_are_wrong_are_told(
    asked: Request, old: str, new: str, lang: str, told: str
) -> None:
    asked.targets.write_text(TARGET.replace(old, new))
    assert told in problems(asked, lang)


@pytest.mark.parametrize(
    ("text", "lang", "told"),
    [
        ('name = "mobility.sensitivty"', "en", "did you mean mobility.sensitivity?"),
        ('name = "mobility.sensitivty"', "fr", "aucun nombre d’un scénario n’a ce nom"),
        (
            'name = "mobility.sensitivity"\nhigh = 50',
            "en",
            "what is declared for mobility.sensitivity: between 0",
        ),
        (
            'name = "mobility.sensitivity"\nhigh = 50',
            "fr",
            "ce qui est déclaré pour mobility.sensitivity : entre 0",
        ),
        ('name = "mobility.sensitivity"\nlow = 1\nhigh = 0.5', "en", "low and high, low first"),
        ('name = "mobility.sensitivity"\nlow = 0.2', "en", "outside its bounds"),
        ('name = "mobility.sensitivity"\nlow = 0.2', "fr", "hors de ses bornes"),
        ('name = "territory.preset"', "en", "no number of a scenario has this name"),
    ],
)
def test_parameters_that_are_wrong_are_told(
    asked: Request, tmp_path: Path, text: str, lang: str, told: str
) -> None:
    file = tmp_path / "parameters.toml"
    file.write_text(f"[[parameters]]\n{text}\n")
    assert told in problems(asked, lang, parameters=file)


@pytest.mark.parametrize(("lang", "told"), [("en", "is no calibration"), ("fr", "pas un calage")])
def test_a_folder_that_holds_something_else_is_refused(
    asked: Request, lang: str, told: str
) -> None:
    asked.out.mkdir()
    prepare(asked)
    (asked.out / "notes.txt").write_text("mine")
    assert told in problems(asked, lang)


def test_a_file_where_the_folder_should_be_is_refused(asked: Request) -> None:
    asked.out.write_text("mine")
    assert "is no calibration" in problems(asked)
    assert "is a file" in problems(asked, out=asked.out / "inside")


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "demo: two of the territories"), ("fr", "demo : deux des")]
)
def test_two_territories_of_one_name_are_refused(asked: Request, lang: str, told: str) -> None:
    assert told in problems(asked, lang, places=["demo", "demo"])


def test_a_folder_goes_on_with_the_same_calibration_only(asked: Request, tmp_path: Path) -> None:
    prepare(asked).journal.keep("run", {"turnover": 8.0})
    assert len(prepare(asked).journal) == 1
    longer = dataclasses.replace(asked, search=Search(evaluations=9))
    assert len(prepare(longer).journal) == 1
    free = tmp_path / "free.toml"
    free.write_text('[[parameters]]\nname = "mobility.sensitivity"\n')
    for change, name in (
        ({"replicates": 3}, "replicates"),
        ({"key": 3}, "key of the draws"),
        ({"years": 3}, "territories or scenarios"),
        ({"parameters": free}, "free parameters"),
        ({"search": Search(method="cma")}, "method, seed or population"),
    ):
        assert f"another calibration (not the same: {name})" in problems(asked, **change)
    asked.targets.write_text(TARGET.replace("high = 9", "high = 10"))
    assert "(not the same: targets); give another folder" in problems(asked)
    assert "(pas les mêmes : cibles) ; donnez un autre dossier" in problems(asked, "fr")


def test_a_territory_that_was_built_anew_is_another_one(
    asked: Request, tmp_path: Path, fakes: ModuleType
) -> None:
    place = tmp_path / "town.npz"
    built = territory_of(fakes.scenario().territory)
    save(built, place)
    mine = dataclasses.replace(asked, places=[str(place)])
    prepare(mine).journal.keep("run", {})
    save(dataclasses.replace(built, tension=built.tension + 1), place)
    assert "content of the territory files" in problems(mine)


def test_every_problem_is_told_at_once(asked: Request) -> None:
    asked.targets.write_text(TARGET.replace("low = 7", "low = 10"))
    asked.out.write_text("mine")
    search = Search(method="cma", population=2)
    told = problems(asked, places=["dmo", "rens"], search=search)
    for part in ("dmo", "rens", "lower end", "is no calibration", "--population"):
        assert part in told
