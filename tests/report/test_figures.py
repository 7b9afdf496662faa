from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from simulation.analysis.contrasts import contrasts
from simulation.report.comparison import write_figures
from simulation.report.figures.attributions import attributions
from simulation.report.figures.by_size import by_size, of_base
from simulation.report.figures.forest import GROUPS, forest, in_shown_units
from simulation.report.figures.quartile_mix import mix_of_tenants
from simulation.report.figures.territory import territory_figure
from simulation.report.figures.trajectories import PANELS
from simulation.report.story import Story
from simulation.report.style import SCENARIO_COLOURS, colours, number_format, save
from simulation.report.summary import summary
from simulation.report.words import keys, word
from simulation.results.measures import measured

TITLES = {"base": "Today’s rules", "rent": "Single rent", "target": "25 % target"}
YEARS = range(2021, 2028)
N = 3
INDICES = ("dissimilarity_q1", "theil_h", "isolation_q1", "exposure_q1_to_q4")


def keys_of_runs() -> pd.DataFrame:
    runs = [(s, r, y) for s in TITLES for r in range(N) for y in YEARS]
    return pd.DataFrame(runs, columns=["scenario", "replicate", "year"])


def crossed(**levels: tuple[object, ...]) -> pd.DataFrame:
    frame = keys_of_runs()
    for name, values in levels.items():
        frame = frame.merge(pd.DataFrame({name: values}), how="cross")
    noise = np.cos(np.arange(len(frame)) * 1.7) * 0.01
    arm = frame["scenario"].map({"base": 0.0, "rent": 0.02, "target": 0.05})
    return frame.assign(level=0.2 + noise + arm)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    segregation = crossed(
        population=("social", "all"),
        unit=("area", "residence"),
        grouping=("quartile", "poverty"),
        index=INDICES,
    )
    sizes = crossed(least_tenants=(0, 1, 10, 20))
    market = crossed(sector=("qpv", "outside", "all"))
    leases = crossed(sector=("qpv", "outside", "all"), quartile=(1, 2, 3, 4))
    areas = crossed(is_qpv=(True, False))
    level = areas["level"] * 1000
    return {
        "segregation": segregation.rename(columns={"level": "corrected"}).assign(value=0.3),
        "segregation_by_size": sizes.assign(
            dissimilarity_q1=0.4,
            expected_random=0.3,
            corrected=sizes["level"],
            residences=sizes["least_tenants"] + 5,
            households=sizes["least_tenants"] * 12_000,
        ),
        "attributions": leases.rename(columns={"level": "share"}).assign(share_with_rehoused=0.3),
        "areas": areas.assign(q1=level, q2=300, q3=200, q4=100, social_households=level + 600),
        "market": market.assign(
            refusals_per_offer=market["level"],
            vacancy_percent=2.0,
            turnover_percent=8.0,
            mean_wait_days=500.0,
            mean_wait_days_q1=600.0,
            open_files=1000,
            transfers_share=0.3,
        ),
        "money": crossed(sector=("qpv", "outside", "all")).assign(
            rent_due_eur=1e6, vacancy_loss_eur=0.0, housing_aid_eur=3e5
        ),
    }


def story(lang: str = "en") -> Story:
    return Story(TITLES, start_year=2022, replicates=N, source="RPLS 2022 (SDES)", lang=lang)


def texts(figure: Figure) -> str:
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        labels = (*axes.get_yticklabels(), *axes.get_xticklabels())
        found += [axes.get_title(loc="left"), *(label.get_text() for label in labels)]
    return "\n".join(found)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_figure_is_written_in_both_languages(
    tables: dict[str, pd.DataFrame], tmp_path: Path, lang: str
) -> None:
    table = contrasts(tables, "base", start_year=2022)
    write_figures(tmp_path / "figures", tables, table, story(lang))
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert names == [
        "attributions.png",
        "contrasts.png",
        "income_mix.png",
        "segregation.png",
        "segregation_by_size.png",
    ]
    assert all(p.stat().st_size > 10_000 for p in (tmp_path / "figures").iterdir())


def test_the_same_table_gives_the_same_bytes(
    tables: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    for name in ("a.png", "b.png"):
        save(attributions(measured(tables), story()), tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_sources_and_the_warning_stand_under_a_figure(tables: dict[str, pd.DataFrame]) -> None:
    shown = texts(attributions(measured(tables), story())).replace("\n", " ")
    assert "RPLS 2022 (SDES)" in shown
    assert "not a forecast" in shown
    assert "mean of 3 simulations" in shown


def test_years_before_the_start_are_not_drawn(tables: dict[str, pd.DataFrame]) -> None:
    figure = attributions(measured(tables), story())
    assert min(figure.axes[0].lines[0].get_xdata()) == 2022
    assert figure.axes[0].lines[-1].get_ydata()[0] == 25


def test_the_mix_starts_at_the_end_of_the_spin_up_and_adds_up(
    tables: dict[str, pd.DataFrame],
) -> None:
    mix = mix_of_tenants(tables["areas"], story())
    assert mix[["q1", "q2", "q3", "q4"]].sum(axis=1).to_numpy() == pytest.approx(100)
    assert mix["bar"].iloc[0] == "Start, end of 2021"
    assert len(mix) == 2 * (len(TITLES) + 1)


def test_residences_are_drawn_by_size_for_the_reference_at_the_end(
    tables: dict[str, pd.DataFrame],
) -> None:
    sizes = tables["segregation_by_size"]
    rows = of_base(sizes, story())
    last = sizes[(sizes["scenario"] == "base") & (sizes["year"] == 2027)]
    assert list(rows["least_tenants"]) == [1, 10, 20]  # a class without anybody is left out
    expected = last[last["least_tenants"] == 10]["corrected"].mean()
    assert rows["corrected"].iloc[1] == pytest.approx(expected)
    figure = by_size(sizes, story("fr"))
    labels = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert labels[1] == "10–19\n15 résidences\n120\u202f000 locataires"
    assert labels[2].startswith("20 et plus")
    marks = [line.get_ydata()[1] for line in figure.axes[0].lines[:3]]
    assert marks == pytest.approx([0.4, 0.3, expected])


def test_contrasts_are_shown_in_units_that_people_read(tables: dict[str, pd.DataFrame]) -> None:
    table = contrasts(tables, "base", start_year=2022)
    shown = in_shown_units(table)
    share, euros = table["unit"] == "share", table["unit"] == "eur"
    assert np.allclose(shown.loc[share, "difference"], 100 * table.loc[share, "difference"])
    expected = (
        100 * table.loc[euros, "difference"] / table.loc[euros, "mean_base"].replace(0, np.nan)
    )
    assert np.allclose(shown.loc[euros, "difference"], expected, equal_nan=True)
    assert "Single rent" in [t.get_text() for t in forest(table, story()).legends[0].get_texts()]


def test_the_summary_gives_each_main_contrast_with_its_interval(
    tables: dict[str, pd.DataFrame],
) -> None:
    lines = summary(contrasts(tables, "base", start_year=2022), TITLES, "fr")
    n_measures = sum(len(measures) for _, measures in GROUPS.values())
    assert len(lines) == 2 * (2 + n_measures)
    assert lines[1].startswith("Single rent, par rapport à Today’s rules : moyenne 2023–2027")
    assert "[" in lines[2]
    assert "." not in lines[2]


def test_one_replicate_is_drawn_without_interval(tables: dict[str, pd.DataFrame]) -> None:
    one = {name: table[table["replicate"] == 0] for name, table in tables.items()}
    table = contrasts(one, "base", start_year=2022)
    alone = Story(TITLES, 2022, 1, "source")
    assert "no interval" in texts(forest(table, alone)).replace("\n", " ")
    assert "[" not in summary(table, TITLES, "en")[2]


def test_every_name_that_a_figure_shows_has_words() -> None:
    needed = {*PANELS, *GROUPS}
    for unit, measures in GROUPS.values():
        needed |= {unit, *measures}
    assert needed <= set(keys())


@pytest.mark.parametrize("key", keys())
def test_every_text_exists_in_both_languages(key: str) -> None:
    details = dict.fromkeys(
        ("scenario", "year", "base", "first", "last", "label", "within", "total", "n", "source",
         "title", "command", "choices", "monthly", "yearly", "levers", "percent",
         "inside", "years", "mean", "band", "policies", "name", "residences", "tenants",
             "before", "after", "names", "scenarios", "out", "members", "file", "kept", "drawn",
             "acceptance", "wanted", "reproduced", "robust", "settings", "reference", "text",
             "low", "high", "spin_up"), "x"
    )  # fmt: skip
    assert word(key, "en", **details)
    assert word(key, "fr", **details)


def test_an_unknown_name_stands_for_itself() -> None:
    assert word("gini", "fr") == "gini"


def test_the_base_is_grey_and_the_others_apart() -> None:
    found = colours(("a", "b", "c"), "b")
    assert list(found.values())[1:] == list(SCENARIO_COLOURS[:2])


@pytest.mark.parametrize(
    ("value", "lang", "expected"),
    [(0.25, "en", "0.25"), (0.25, "fr", "0,25"), (-1, "en", "−1"), (20000, "fr", "20\u202f000")],
)
def test_numbers_are_written_as_in_the_language(value: float, lang: str, expected: str) -> None:
    assert number_format(lang)(value, 0) == expected


def test_a_territory_is_drawn_with_its_misses(tmp_path: Path) -> None:
    n = 30
    published = np.linspace(5, 2000, n)
    report = pd.DataFrame(
        {
            "level": ["iris"] * 20 + ["qpv"] * 10,
            "quantity": "dwellings",
            "published": published,
            "built": published + (np.arange(n) == 4) * 50,
            "within": np.arange(n) != 4,
        }
    )
    figure = territory_figure(report, "Rennes", "RPLS 2022 (SDES)", "fr")
    assert "29 sur 30 dans la tolérance" in texts(figure)
    save(figure, tmp_path / "t.png")
