"""The hardware cursor stands where the focus is."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.pty import Terminal

APP = [sys.executable, "-m", "tests.terminal.sample_app", "plain"]


@pytest.fixture(params=[True, False], ids=["synchronised", "not synchronised"])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    with Terminal(APP, synchronized=request.param) as terminal:
        terminal.wait_for("READY")
        terminal.wait_quiet()
        yield terminal


def press(terminal: Terminal, *keys: str) -> None:
    terminal.send(*keys)
    terminal.wait_quiet()


def test_it_follows_what_is_typed(terminal: Terminal) -> None:
    column, row = terminal.find("Name")
    assert terminal.cursor == (column, row, True)
    press(terminal, "Siân")
    assert terminal.cursor == (column + 4, row, True)
    press(terminal, "left", "left")
    assert terminal.cursor == (column + 2, row, True)


def test_it_follows_the_focus(terminal: Terminal) -> None:
    press(terminal, "tab")
    _, row = terminal.find("Save and continue")
    assert terminal.cursor.row == row
    assert terminal.cursor.shown
    press(terminal, "shift+tab")
    assert terminal.cursor == (*terminal.find("Name"), True)


def test_a_widget_says_where_its_cursor_is(terminal: Terminal) -> None:
    press(terminal, "tab", "tab")
    assert terminal.cursor == (*terminal.find("second"), True)


def test_it_follows_a_scroll(terminal: Terminal) -> None:
    press(terminal, "tab", "tab", "tab")
    _, row = terminal.find("Far below")
    assert terminal.cursor.row == row
    assert terminal.cursor.shown


def test_it_hides_when_nothing_has_the_focus(terminal: Terminal) -> None:
    press(terminal, "f7")
    assert not terminal.cursor.shown
    press(terminal, "tab")
    assert terminal.cursor.shown


def test_it_follows_a_new_size(terminal: Terminal) -> None:
    terminal.resize(50, 12)
    terminal.wait_quiet()
    assert terminal.cursor == (*terminal.find("Name"), True)


def test_it_stays_shown_while_a_terminal_paints_at_once() -> None:
    with Terminal(APP) as terminal:
        terminal.wait_for("READY")
        terminal.wait_quiet()
        mark = len(terminal.raw)
        press(terminal, "a", "b")
        assert b"\x1b[?25" not in terminal.raw[mark:]


def test_it_is_off_while_another_terminal_paints() -> None:
    with Terminal(APP, synchronized=False) as terminal:
        terminal.wait_for("READY")
        terminal.wait_quiet()
        mark = len(terminal.raw)
        press(terminal, "a")
        painted = bytes(terminal.raw[mark:])
        assert painted.startswith(b"\x1b[?25l")
        assert painted.endswith(b"\x1b[?25h")
