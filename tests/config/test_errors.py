import pytest

from simulation.config.errors import InputError, all_of


def fails(*problems: str) -> None:
    raise InputError(*problems)


def test_steps_give_their_results_in_order() -> None:
    assert all_of(lambda: 1, lambda: "two") == [1, "two"]
    assert all_of() == []


def test_problems_of_all_steps_are_raised_together_and_once() -> None:
    with pytest.raises(InputError) as caught:
        all_of(lambda: fails("a", "b"), lambda: 1, lambda: fails("b", "c"))
    assert caught.value.problems == ("a", "b", "c")


def test_an_error_that_is_no_bad_input_is_not_held_back() -> None:
    with pytest.raises(ZeroDivisionError):
        all_of(lambda: fails("a"), lambda: 1 // 0)
