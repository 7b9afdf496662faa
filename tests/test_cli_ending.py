"""Orders to end are noted while compiled code runs, and obeyed at the end of the month."""

import errno

import pytest
import typer

from simulation.cli.ending import BAD_INPUT, INTERRUPTED, Termination, ends_well
from simulation.config.messages import choose_language

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


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "refused to write (No space left)"), ("fr", "a refusé d’écrire (No space left)")],
)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_full_disk_is_a_message_and_no_trace(lang, said, code, capsys):
    def write():
        raise OSError(code, "No space left")

    choose_language(lang)
    with pytest.raises(typer.Exit) as ended:
        ends_well(write)()
    assert ended.value.exit_code == BAD_INPUT
    assert said in capsys.readouterr().err


def test_an_error_of_a_system_call_that_is_no_disk_stays_what_it_is():
    def read():
        raise FileNotFoundError(errno.ENOENT, "no such file")

    with pytest.raises(FileNotFoundError):
        ends_well(read)()
