"""Orders to end are noted while compiled code runs, and obeyed at the end of the month."""

import pytest

from simulation.cli.ending import INTERRUPTED, Termination

TERMINATED = 143


@pytest.mark.parametrize(
    ("code", "raised"), [(INTERRUPTED, KeyboardInterrupt), (TERMINATED, SystemExit)]
)
def test_an_order_is_obeyed_at_once_where_nothing_holds_it(code, raised):
    with pytest.raises(raised):
        Termination().order(code)


@pytest.mark.parametrize(
    ("code", "raised"), [(INTERRUPTED, KeyboardInterrupt), (TERMINATED, SystemExit)]
)
def test_a_held_order_waits_for_the_end_of_the_month(code, raised):
    termination = Termination()
    with termination.held():
        termination.obey()  # nothing was ordered
        termination.order(code)
        with pytest.raises(raised):
            termination.obey()


def test_a_second_order_does_not_wait():
    termination = Termination()
    with termination.held():
        termination.order(INTERRUPTED)
        with pytest.raises(KeyboardInterrupt):
            termination.order(INTERRUPTED)


def test_nothing_is_held_after_the_block_nor_where_it_is_not_asked_for():
    termination = Termination()
    with termination.held():
        pass
    assert not termination.is_held
    with termination.held(False), pytest.raises(SystemExit):
        termination.order(TERMINATED)
