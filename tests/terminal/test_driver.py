"""A session in a real terminal: quiet at rest, deaf to noise, gone when the terminal is, tidy at the end."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Iterator

import pytest

from tests.pty import Terminal

ON_OFF = [
    ("\x1b[?1049h", "\x1b[?1049l"),
    ("\x1b[?2004h", "\x1b[?2004l"),
    ("\x1b[?1004h", "\x1b[?1004l"),
    ("\x1b[>25u", "\x1b[<u"),
    ("\x1b[?7l", "\x1b[?7h"),
]


def run(way: str = "plain", **options: object) -> Terminal:
    terminal = Terminal([sys.executable, "-m", "tests.terminal.sample_app", way], **options)  # type: ignore[arg-type]
    terminal.wait_for("READY")
    terminal.wait_quiet()
    return terminal


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    with run() as terminal:
        yield terminal


def assert_restored(terminal: Terminal) -> None:
    """The terminal is as it was: line settings, screen, cursor, modes."""
    written = bytes(terminal.raw).decode()
    assert terminal.line_attributes() == terminal.attributes[:4]
    for on, off in ON_OFF:
        assert written.rfind(off) > written.rfind(on), off
    assert terminal.cursor.shown


def test_at_rest_nothing_wakes_and_nothing_is_written(terminal: Terminal) -> None:
    terminal.send("a", "tab")
    terminal.wait_quiet(1.0)
    wake_ups, written = terminal.wake_ups(), len(terminal.raw)
    started = time.monotonic()
    terminal.wait_quiet(3.0)
    assert time.monotonic() - started >= 3.0
    assert terminal.wake_ups() - wake_ups == 0
    assert len(terminal.raw) == written


def test_a_key_is_one_frame(terminal: Terminal) -> None:
    mark = len(terminal.raw)
    terminal.send("left")
    terminal.send("x")
    terminal.wait_for("typed x|")
    terminal.wait_quiet()
    assert 1 <= terminal.raw[mark:].count(b"\x1b[?2026h") <= 2
    assert b"\x1b[?2026h\x1b[?2026l" not in terminal.raw


def test_it_leaves_the_terminal_as_it_was(terminal: Terminal) -> None:
    terminal.send("ctrl+q")
    assert terminal.wait_exit() == 0
    assert_restored(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_tidily(terminal: Terminal, number: signal.Signals) -> None:
    terminal.kill(number)
    assert terminal.wait_exit() == 128 + number
    assert_restored(terminal)
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("ignore_hangup", [False, True], ids=["SIGHUP", "SIGHUP ignored"])
def test_it_is_gone_soon_after_its_terminal(ignore_hangup: bool) -> None:
    with run(ignore_hangup=ignore_hangup) as terminal:
        started = time.monotonic()
        terminal.hang_up()
        assert terminal.wait_exit(5) == 129
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize("way", ["lingers", "stuck"])
def test_it_is_gone_even_when_the_app_does_not_end(way: str) -> None:
    with run(way, ignore_hangup=True) as terminal:
        if way == "stuck":
            terminal.send("f6")
            terminal.wait_for("STUCK")
            terminal.wait_quiet()
        started = time.monotonic()
        terminal.hang_up()
        assert terminal.wait_exit(5) == 129
        assert 0.25 < time.monotonic() - started < 1.5


def test_a_pound_sign_in_latin_1_is_one_odd_character(terminal: Terminal) -> None:
    terminal.send(b"a\xa3b\xc3\xb4")
    terminal.wait_for("typed a\N{REPLACEMENT CHARACTER}bô|")


def test_a_letter_that_arrives_in_two_pieces_is_one_letter(terminal: Terminal) -> None:
    terminal.send(b"a\xc5")
    terminal.wait_for("typed a|")
    terminal.send(b"\xb5b")
    terminal.wait_for("typed aŵb|")


@pytest.mark.parametrize("noise", [b"\x1b[99999999999u", b"\x1b[:552961200~", b"\x1b[1114112u", b"\x1b[<99999;1;1M"])
def test_a_sequence_no_keyboard_sends_does_not_end_it(terminal: Terminal, noise: bytes) -> None:
    terminal.send(noise)
    terminal.wait_quiet()
    terminal.send("home", "Z")
    terminal.wait_for("typed Z")


def test_noise_does_not_end_it() -> None:
    chance = random.Random(8)
    pieces = [
        b"\x1b[",
        b"\x1bO",
        b"\x1b]",
        b";",
        b":",
        b"<",
        b"?",
        b"u",
        b"~",
        b"M",
        b"R",
        b"\xff",
        b"\xc3",
        b"7",
        b"z",
    ]
    with run("keyless") as terminal:
        for _ in range(200):
            terminal.send(b"".join(chance.choices(pieces, k=20)))
        terminal.wait_quiet()
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert b"has a fault" not in terminal.raw


def test_a_lone_escape_is_told_from_a_sequence(terminal: Terminal) -> None:
    terminal.send("abc", "escape")
    terminal.wait_quiet()
    terminal.send("home", "X")
    terminal.wait_for("typed Xabc|")


def test_no_mouse_unless_asked(terminal: Terminal) -> None:
    assert b"\x1b[?1000h" not in terminal.raw
    assert b"\x1b[?1003h" not in terminal.raw


@pytest.mark.parametrize(("asked", "given"), [("1", True), ("yes", True), ("0", False), ("no", False), ("", False)])
def test_the_mouse_can_be_asked_for(asked: str, given: bool) -> None:
    with run(env={"PREVENT_TUI_MOUSE": asked}) as terminal:
        assert (b"\x1b[?1000h" in terminal.raw) is given
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
        assert (b"\x1b[?1000l" in terminal.raw) is given


@pytest.mark.parametrize(
    ("env", "erases"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, True),
    ],
)
def test_padding_is_erased_only_where_that_keeps_the_background(env: dict[str, str], erases: bool) -> None:
    with run(env=env) as terminal:
        assert (b"X\x1b[" in terminal.raw) is erases
        assert terminal.cell(40, 0).bg == "0b0c0c"


def test_it_can_be_stopped_and_brought_back(terminal: Terminal) -> None:
    terminal.send("kept", "ctrl+z")
    terminal.wait_stopped()
    assert_restored(terminal)
    mark = len(terminal.raw)
    terminal.kill(signal.SIGCONT)
    terminal.wait_quiet()
    assert b"\x1b[?1049h" in terminal.raw[mark:]
    assert "kept" in terminal.raw[mark:].decode()
    terminal.send("!")
    terminal.wait_for("typed kept!|")
    terminal.send("ctrl+q")
    assert terminal.wait_exit() == 0
    assert_restored(terminal)


def test_a_stop_from_outside_does_not_cost_the_line_settings(terminal: Terminal) -> None:
    terminal.kill(signal.SIGSTOP)
    terminal.wait_stopped()
    terminal.kill(signal.SIGCONT)
    terminal.wait_quiet()
    terminal.send("on")
    terminal.wait_for("typed on|")
    terminal.send("ctrl+q")
    assert terminal.wait_exit() == 0
    assert_restored(terminal)


def test_a_kiosk_is_never_stopped() -> None:
    with run("kiosk") as terminal:
        terminal.send("ctrl+z")
        terminal.kill(signal.SIGTSTP)
        terminal.send("still here")
        terminal.wait_for("typed still here|")
        assert b"\x1b[?1049l" not in terminal.raw
