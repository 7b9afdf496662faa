import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulation
from simulation.analysis.moments import (
    moments,
    published_value,
    read_targets,
    tension_of,
    territory_name,
    yearly,
)
from simulation.config.errors import InputError
from simulation.config.messages import choose_language
from simulation.config.targets import Target
from simulation.territory.files import save
from simulation.territory.preset_figures import read_figures
from simulation.territory.territory import Territory

PLAIN = {"name": "t", "table": "market", "kind": "percent", "source": "s", "scored": False}


def target(**values: object) -> Target:
    return Target(**{**PLAIN, **values})


def market() -> pd.DataFrame:
    rows = [
        {"scenario": s, "replicate": r, "year": y, "sector": sector, "files": 10 * r + y - 2000,
         "lettings": 2.0 if y < 2003 else 0.0, "quartile": q}
        for s in ("a", "b") for r in (0, 1) for y in (2001, 2002, 2003)
        for sector in ("qpv", "outside") for q in (1, 2, 3)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def figures(*targets: Target) -> pd.Series:
    table = yearly({"market": market()}, targets)
    return table.set_index(["measure", "scenario", "replicate", "year"])["value"]


def test_a_figure_sums_the_rows_that_match() -> None:
    chosen = target(column="files", where={"sector": "qpv"}, quartiles=(2, 3))
    assert figures(chosen)["t", "a", 1, 2002] == 2 * 12
    assert figures(target(column="files"))["t", "a", 1, 2002] == 6 * 12


def test_a_figure_per_another_is_missing_where_there_is_nothing_to_divide_by() -> None:
    found = figures(target(column="files", per="lettings"))
    assert found["t", "b", 0, 2002] == pytest.approx(1.0)
    assert math.isnan(found["t", "b", 0, 2003])


def test_a_moment_is_the_mean_of_the_years_after_the_spin_up() -> None:
    values = yearly({"market": market()}, [target(column="files", per="lettings")])
    found = moments(values, {"a": 2002, "b": 2001}).set_index(["scenario", "replicate"])
    assert found.loc[("a", 0), "value"] == pytest.approx(1.0)  # 2003 is missing
    assert found.loc[("b", 1), "value"] == pytest.approx(np.mean([5.5, 6.0]))
    assert set(found["target"]) == {"t"}


def test_the_tension_is_that_of_the_scenario_else_of_its_territory(
    tmp_path: Path, small_territory: Territory
) -> None:
    choose_language("en")
    preset = simulation.load({"name": "x", "territory": {"preset": "rennes"}})
    figures = vars(read_figures("rennes"))["values"]
    assert tension_of(preset) == figures["tension"]
    dear = simulation.load({"name": "x", "territory": {"preset": "rennes", "tension": 9.0}})
    assert tension_of(dear) == 9.0
    save(small_territory, tmp_path / "made.npz")
    built = simulation.load({"name": "x", "territory": {"file": str(tmp_path / "made.npz")}})
    assert tension_of(built) == small_territory.tension
    assert (territory_name(preset), territory_name(built)) == ("rennes", "made")
    assert published_value(target(column="files", figure="tension"), dear) == 9.0
    assert published_value(target(column="files", value=2.0), dear) == 2.0
    choose_language(None)


def test_what_no_table_has_is_told_before_anything_runs(tmp_path: Path) -> None:
    choose_language("en")
    file = tmp_path / "t.toml"
    bands = 'kind = "percent"\nlow = 1\nhigh = 2\nsource = "s"\n'
    measures = (
        'table = "markt"\ncolumn = "x"',
        'table = "market"\ncolumn = "turnover"',
        'table = "market"\ncolumn = "lettings"\nwhere = { sector = "qvp" }',
        'table = "market"\ncolumn = "lettings"\nwhere = { sectr = "qpv" }',
        'table = "market"\ncolumn = "lettings"\nper = "offres"',
        'table = "market"\ncolumn = "lettings"\nquartiles = [1]',
    )
    file.write_text(
        "".join(f'[[targets]]\nname = "t{i}"\n{m}\n{bands}' for i, m in enumerate(measures))
    )
    with pytest.raises(InputError) as caught:
        read_targets(file)
    assert len(caught.value.problems) == len(measures)
    hints = ("market?", "turnover_percent?", "qpv?", "sector?", "offers?", "Known here")
    for problem, hint in zip(caught.value.problems, hints, strict=True):
        assert hint.lower() in problem.lower()
    choose_language(None)


def test_a_territory_without_targets_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.toml"
    file.write_text(
        '[[targets]]\nname = "t"\ntable = "market"\ncolumn = "lettings"\nkind = "count"\n'
        'low = 1\nhigh = 2\nsource = "s"\nterritories = ["lille"]\n'
    )
    scenario = simulation.load({"name": "x", "territory": {"preset": "demo"}})
    choose_language("en")
    with pytest.raises(InputError, match="holds for the territory demo"):
        read_targets(file, [scenario])
    choose_language(None)
    assert len(read_targets(file)) == 1
