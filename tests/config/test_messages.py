import string
from collections.abc import Iterator

import pytest

from simulation.config.messages import MESSAGES, choose_language, language


@pytest.fixture(autouse=True)
def _unchosen() -> Iterator[None]:
    choose_language(None)
    yield
    choose_language(None)


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_are_filled_by_the_same_details(code: str) -> None:
    english, french = (
        sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
        for text in MESSAGES[code]
    )
    assert english == french


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "PEUPLEMENT_LANG": "fr"}, "fr"),
        ({"LANG": "de_DE"}, "en"),
    ],
)
def test_the_language_is_that_of_the_environment(
    environment: dict[str, str], expected: str
) -> None:
    assert language(environment) == expected


def test_a_chosen_language_wins_and_an_unknown_one_is_refused() -> None:
    choose_language("fr")
    assert language({"LANG": "C"}) == "fr"
    with pytest.raises(ValueError, match="en, fr"):
        choose_language("de")
