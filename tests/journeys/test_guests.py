"""At a real terminal without an account: started, killed, and gone on with at another terminal by the number."""

from __future__ import annotations

import itertools
import re
import signal
from pathlib import Path

from prevent_tui.domain.courses import Course
from tests.faults.killing import shown
from tests.journeys.learner import Learner, program, the_course
from tests.journeys.workplace import Workplace, quick_hash, workplace

NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}")
MOVES = 12


def started(learner: Learner) -> str:
    """From the start to the page with the number, which is returned."""
    learner.open_ways_in()
    learner.terminal.send("right")
    learner.wait_to_see("► Start without an account")
    learner.terminal.send("enter")
    learner.wait_to_see("Where do you work?")
    learner.answer_about_work(1)
    learner.answer_about_work(0)
    learner.wait_to_see("Write this number down.")
    (number,) = NUMBER.findall(learner.body_text)
    return str(number)


def come_back(learner: Learner, number: str) -> None:
    """From the start to where the course was left."""
    learner.terminal.wait_for("Start now")
    learner.terminal.send("tab", "enter")
    learner.wait_to_see("Use a reference number")
    learner.terminal.send("right", "enter")
    learner.wait_until(lambda: learner.sees("Your reference number"), "the form", arrow=False)
    learner.terminal.send(number, "enter")


def at_a_terminal(place: Workplace, course: Course) -> Learner:
    return Learner(program(place.url, place.file.parent), course)


def killed(learner: Learner) -> None:
    learner.terminal.kill(signal.SIGKILL)
    learner.terminal.wait_exit()
    learner.terminal.__exit__()


def test_killed_and_gone_on_with_at_another_terminal_by_the_number(tmp_path: Path) -> None:
    place, course = workplace(tmp_path / "workplace", quick_hash()), the_course()
    learner = at_a_terminal(place, course)
    number = started(learner)
    learner.terminal.send("enter")
    learner.wait_until(lambda: learner.is_open_question, "the first question")
    for move in itertools.islice(learner.moves(), MOVES):
        learner.do(move)
    learner.terminal.wait_settled()
    before = shown(learner)  # where the cursor is among the options is not kept
    killed(learner)

    learner = at_a_terminal(place, course)
    come_back(learner, number.lower().replace("-", ""))
    learner.wait_until(lambda: shown(learner) == before, "the same place")
    for move in itertools.islice(learner.moves(), 2):
        learner.do(move)
    learner.terminal.send("escape")
    learner.wait_to_see(number)
    learner.terminal.send("escape")
    learner.terminal.wait_for("Start now")
    assert number not in learner.terminal.text
    learner.terminal.send("ctrl+q")
    assert learner.terminal.wait_exit() == 0
    learner.terminal.__exit__()
