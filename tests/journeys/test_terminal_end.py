"""Where there is no terminal to speak of the program says so; wherever it ends, the terminal is as it was."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.launcher import SECRET
from tests.journeys.learner import Learner, command, program, surroundings, the_course
from tests.journeys.workplace import ELIN, MANAGER, PASSWORD, Workplace, quick_hash, workplace
from tests.pty import Terminal

NO_TERMINAL = "The full screen needs a terminal."
NOT_UTF8 = "The full screen needs a UTF-8 locale"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path, quick_hash())


def assert_as_it_was(terminal: Terminal) -> None:
    """Line settings, the screen that was there before, the cursor, and the modes."""
    written = bytes(terminal.raw)
    assert terminal.line_attributes() == terminal.attributes[:4]
    for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?7l", b"\x1b[?7h")):
        assert written.rfind(off) > written.rfind(on)
    assert terminal.cursor.shown
    assert b"Traceback" not in written


# -- no terminal ---------------------------------------------------------------------------------------------------


def test_without_any_terminal_it_says_so(place: Workplace) -> None:
    done = subprocess.run(
        command(place.url, place.file.parent), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        env=dict(os.environ) | surroundings(place.file.parent) | {"TERM": "xterm", "LC_ALL": "C.UTF-8"},
        check=False, timeout=20,
    )  # fmt: skip
    assert done.returncode == 2
    assert NO_TERMINAL in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("stream", ["0</dev/null", "0<&-", "1>/dev/null", "2>said"])
def test_without_one_of_the_three_streams_it_says_so(place: Workplace, stream: str) -> None:
    home = place.file.parent
    shell = ["/bin/sh", "-c", f'cd "{home}" && exec "$@" {stream}', "sh", *command(place.url, home)]
    with Terminal(shell, surroundings(home) | {"PYTHONPATH": os.getcwd()}) as terminal:
        assert terminal.wait_exit() == 2
        said = (home / "said").read_text() if "said" in stream else terminal.text
        assert b"\x1b[?1049h" not in terminal.raw
    assert NO_TERMINAL in said


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"TERM": "dumb"}, "This terminal can't show the full screen"),
        # Where only LANG says C, Python itself takes the terminal for a UTF-8 one (PEP 538), and so does the program.
        ({"LC_ALL": "C"}, NOT_UTF8),
        ({"LC_ALL": "en_GB.ISO-8859-1"}, NOT_UTF8),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_terminal_that_cannot_show_it_is_told(place: Workplace, env: dict[str, str], sentence: str) -> None:
    with program(place.url, place.file.parent, env=env) as terminal:
        assert terminal.wait_exit() == 2
        assert sentence in terminal.text
        assert b"\x1b[?" not in terminal.raw


# -- ends ----------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["the start", "a form", "a course", "the grid"])
def learner(request: pytest.FixtureRequest, place: Workplace) -> Iterator[Learner]:
    """Somebody at each kind of screen."""
    with program(place.url, place.file.parent) as terminal:
        learner = Learner(terminal, the_course())
        if request.param == "the start":
            terminal.wait_for("Start now")
        elif request.param == "a form":
            learner.open_sign_in()
            terminal.send(ELIN)
        elif request.param == "a course":
            learner.sign_in(ELIN, PASSWORD)
            learner.at_home(ELIN)
            learner.go_on()
        else:
            learner.sign_in(MANAGER, PASSWORD)
            learner.at_home(MANAGER)
            terminal.send("t")
            terminal.wait_for("3 red")
        terminal.wait_quiet(0.1)
        yield learner


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_it_was(learner: Learner, number: signal.Signals) -> None:
    learner.terminal.kill(number)
    assert learner.terminal.wait_exit() == 128 + number
    assert_as_it_was(learner.terminal)


def test_leaving_ends_it_with_the_terminal_as_it_was(learner: Learner) -> None:
    learner.terminal.send("ctrl+q")
    assert learner.terminal.wait_exit() == 0
    assert_as_it_was(learner.terminal)


def test_a_closed_terminal_ends_it(learner: Learner) -> None:
    learner.terminal.hang_up()
    assert learner.terminal.wait_exit(5) == 129


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "There is a fault in the program"), ("cy", "Mae nam yn y rhaglen")]
)
def test_a_crash_gives_a_reference_and_the_terminal_back(place: Workplace, language: str, sentence: str) -> None:
    launcher = ("tests.journeys.launcher", "--broken-home")
    env = {"LANG": {"en": "en_GB", "cy": "cy_GB"}[language] + ".UTF-8"}
    with program(place.url, place.file.parent, launcher=launcher, env=env) as terminal:
        learner = Learner(terminal, the_course(), language=language)
        learner.sign_in(ELIN, PASSWORD)
        assert terminal.wait_exit() == 1
        assert_as_it_was(terminal)
        said = bytes(terminal.raw).decode().rpartition("\x1b[?1049l")[2]
    assert sentence in " ".join(said.split())
    assert "broken on purpose" not in said
    reference = re.search(r"\b\w{3}-\w{3}\b", said)
    assert reference is not None
    logs = [file for file in place.file.parent.rglob("*.log") if reference[0] in file.read_text(encoding="utf-8")]
    assert len(logs) == 1
    details = logs[0].read_text(encoding="utf-8")
    assert "broken on purpose" in details
    assert SECRET not in details
    assert logs[0].stat().st_mode & 0o077 == 0
