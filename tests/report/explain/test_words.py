"""Every sentence exists in both languages, and every code of the ledger has its words."""

import string

import pytest

from simulation.kernels.reasons import Parts
from simulation.report.explain.voice import Voice
from simulation.report.explain.words import WORDS
from simulation.state import schema

EN, FR = Voice("en", 2022), Voice("fr", 2022)


def fields(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_both_languages_are_filled_by_the_same_details():
    assert [
        key for key, (english, french) in WORDS.items() if fields(english) != fields(french)
    ] == []


def test_every_code_has_words():
    wanted = [f"activity_{member.name}" for member in schema.Activity]
    wanted += [f"financing_{member.name}" for member in schema.Financing]
    wanted += [f"offered_{member.name}" for member in schema.Channel]
    wanted += [f"holder_{member.value}" for member in getattr(schema, "Holder", ()) if member >= 0]
    for kind in schema.Exit:
        if kind:
            wanted += [f"{key}_{kind.name}" for key in ("leaves", "d_empties", "s_left")]
    wanted += [f"d_reason_{thing}" for thing in (*Parts._fields, "waiting", "pressure", "moving")]
    can_be_both = [f"tenant_{part}_{sign}" for part in Parts._fields for sign in ("plus", "minus")]
    assert [key for key in (*wanted, *can_be_both) if key not in WORDS] == []


@pytest.mark.parametrize(
    ("month", "english", "french"),
    [
        (0, "January 2022", "janvier 2022"),
        (26, "March 2024", "mars 2024"),
        (-1, "December 2021", "décembre 2021"),
    ],
)
def test_months_have_names(month, english, french):
    assert (EN.month(month), FR.month(month)) == (english, french)


@pytest.mark.parametrize(
    ("months", "english", "french"),
    [
        (0, "less than a month", "moins d’un mois"),
        (1, "1 month", "1 mois"),
        (12, "1 year", "1 an"),
        (29, "2 years and 5 months", "2 ans et 5 mois"),
    ],
)
def test_durations_are_years_and_months(months, english, french):
    assert (EN.duration(months), FR.duration(months)) == (english, french)


def test_amounts_are_whole_euros_spaced_as_the_language_wants():
    assert EN.euros(124_049) == "1,240\u00a0€"
    assert FR.euros(124_050) == "1\u202f240\u00a0€"
    assert EN.euros(-2_345) == "−23\u00a0€"
    assert FR.percent(0.324) == "32\u00a0%"


def test_ranks_and_points():
    assert [EN.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "21st",
    ]  # fmt: skip
    assert [FR.ordinal(n) for n in (1, 2, 3)] == ["1er", "2e", "3e"]
    assert [EN.points(p) for p in (1000, 6200, -500)] == ["1.0 points", "6.2 points", "−0.5 points"]
    assert [FR.points(p) for p in (1000, 2000)] == ["1,0 point", "2,0 points"]


def test_counts_and_lists():
    assert [EN.count("refusals", n) for n in (0, 1, 2)] == ["no refusal", "1 refusal", "2 refusals"]
    assert [FR.count("times", n) for n in (1, 2, 3)] == ["une fois", "deux fois", "3 fois"]
    assert EN.listed(["a", "b", "c"]) == "a, b and c"
    assert FR.listed(["a", "b"]) == "a et b"
    assert FR.clauses(["a", "b"]) == "a\u00a0; b"
