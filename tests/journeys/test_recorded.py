"""The recorded webinar at a real terminal: killed while it plays, it stands at the same second; paused, it sleeps."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from prevent_tui.i18n import Translator
from tests.journeys.learner import Learner, program, the_course
from tests.journeys.workplace import ELIN, PASSWORD, Workplace, quick_hash, workplace
from tests.pty import Terminal

_FRAME = b"\x1b[?2026h"
_POSITION = re.compile(r"(\d+):(\d\d) (?:of|o) \d+:\d\d")


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path, quick_hash())


def opened(terminal: Terminal, language: str) -> Translator:
    """Sign in and open the chapter that Continue leads to."""
    learner = Learner(terminal, the_course(), language=language)
    learner.sign_in(ELIN, PASSWORD)
    learner.at_home(ELIN)
    terminal.send("\x10")
    terminal.wait_for(learner.t.tr("What can be done here"))
    terminal.send(learner.t.tr("The recorded webinar"))
    terminal.wait_settled()
    terminal.send("enter")
    ways = "|".join(map(learner.t.tr, ("Start", "Continue")))
    terminal.wait_for(re.compile(f"6:13 · .*► ({ways}) ◄", re.DOTALL))
    terminal.wait_settled()
    terminal.send("enter")
    terminal.wait_for(_POSITION)
    terminal.wait_settled()
    return learner.t


def second(terminal: Terminal) -> int:
    """The second that is shown."""
    found = _POSITION.search(terminal.text)
    assert found is not None
    return int(found[1]) * 60 + int(found[2])


@pytest.mark.parametrize("language", ["en", "cy"])
def test_killed_while_it_plays_it_stands_at_the_same_second(place: Workplace, language: str) -> None:
    locale = {"LANG": {"en": "en_GB.UTF-8", "cy": "cy_GB.UTF-8"}[language]}
    stood = 0
    for _ in range(2):
        with program(place.url, place.file.parent, env=locale) as terminal:
            opened(terminal, language)
            assert 0 <= second(terminal) - stood <= 1
            start = second(terminal)
            terminal.send("space")
            terminal.wait_until(lambda start=start: second(terminal) >= start + 2, "two more seconds")  # type: ignore[misc]
            terminal.kill(signal.SIGKILL)
            terminal.wait_exit()
            stood = second(terminal)
    with program(place.url, place.file.parent, env=locale) as terminal:
        opened(terminal, language)
        assert 0 <= second(terminal) - stood <= 1
    with place.open() as services:
        (part, *_) = services.recorded.overview(place.actors[ELIN]).parts
        assert part.head.played == ((0, part.head.position),)


def test_paused_it_sleeps_and_playing_it_wakes_once_a_second(place: Workplace) -> None:
    with program(place.url, place.file.parent) as terminal:
        opened(terminal, "en")
        before = terminal.wake_ups()
        terminal.read_for(1.5)
        assert terminal.wake_ups() == before
        terminal.send("space")
        terminal.wait_until(lambda: second(terminal) == 1, "the first second")
        before, written = terminal.raw.count(_FRAME), len(terminal.raw)
        terminal.wait_until(lambda: second(terminal) == 4, "three more seconds")
        frames, size = terminal.raw.count(_FRAME) - before, len(terminal.raw) - written
        terminal.send("space")
        terminal.wait_for("paused")
        terminal.wait_settled()
        before = terminal.wake_ups()
        terminal.read_for(1.5)
        assert terminal.wake_ups() == before
        assert frames <= 3
        assert size <= 3 * 500
