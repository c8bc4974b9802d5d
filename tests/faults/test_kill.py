"""The program is killed at any moment of the course; started again, it shows the same place, order, ticks and language.

The short form strikes two learners some sixty times, the long one (`make test-faults`) at every key of two whole
courses. Both say what they did.
"""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from prevent_tui.domain.courses import QuestionKind, StepKind
from tests import courses
from tests.faults.killing import (
    Plan,
    Report,
    Session,
    copy_of_the_living,
    focus,
    records,
    records_of_the_dead,
    run,
    shown,
)
from tests.journeys.learner import the_course
from tests.journeys.workplace import COURSE, ELIN, quick_hash, workplace

SHORT = (
    Plan("through the first module in English", "en", "duty-notice-check-share", stop="ideologies-lawful-belief"),
    Plan("to the result in Welsh, failing once", "cy", "support-plan", fails=True),
)
LONG = (
    Plan("every key of the course in English", "en", "duty-before", every=1),
    Plan("every key of the course in Welsh, failing all", "cy", "duty-before", every=1, right=False, fails=True),
)
SCENES = {
    "page", "scrolled page", "summary", "final summary", "result", "decided scenario",
    *(f"{state} {kind}" for state in ("untouched", "ticked", "feedback") for kind in QuestionKind),
}  # fmt: skip
if any(step.kind is StepKind.REFLECT for step in the_course().steps):
    SCENES |= {"no words yet", "own words", "model answer"}


def strike(plans: Sequence[Plan], directory: Path) -> Report:
    """Each plan in a process of its own; together one report."""
    whole = Report()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(plans), mp_context=context) as pool:
        for report in pool.map(run, plans, [directory / str(number) for number in range(len(plans))]):
            whole.add(report)
    return whole


def judge(report: Report, capsys: pytest.CaptureFixture[str], *, least: int) -> None:
    with capsys.disabled():
        print(f"\nkilled: {report}")
    assert not report.mismatches, "\n\n".join(report.mismatches)
    assert report.points >= least
    assert set(report.scenes) >= SCENES, SCENES - set(report.scenes)


def test_killed_at_any_moment_it_goes_on_from_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judge(strike(SHORT, tmp_path), capsys, least=50)


@pytest.mark.faults
def test_killed_at_every_key_it_goes_on_from_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judge(strike(LONG, tmp_path), capsys, least=600)


def test_killed_while_starting_there_is_one_attempt_or_none(tmp_path: Path) -> None:
    chance = random.Random(3)
    for number in range(3):
        place = workplace(tmp_path / str(number), quick_hash())
        session = Session(place.file, the_course())
        session.begin(go_on=False)
        session.send("enter")
        session.learner.terminal.read_for(0.06 * chance.random())
        session.end("KILL")
        left = records_of_the_dead(place.file)
        assert (len(left["attempt"]), len(left["visit"]), len(left["paper"])) in [(0, 0, 0), (1, 1, 15)]
        session.begin()
        assert session.learner.place.endswith("Question 1 of 3")
        assert len(records(place.file)["attempt"]) == 1
        session.end("KILL")


def test_killed_while_leaving_the_result_the_completion_is_there_once(tmp_path: Path) -> None:
    chance = random.Random(5)
    place = workplace(tmp_path / "whole", quick_hash())
    with place.open() as services:
        *_, last = courses.walk(services, place.actors[ELIN], course=COURSE)
    assert last.completion_id is not None
    for number in range(3):
        file = tmp_path / f"{number}.db"
        copy_of_the_living(place.file, file)
        session = Session(file, the_course())
        session.begin()
        assert session.learner.sees("You have passed")
        session.send("enter")
        session.learner.terminal.read_for(0.06 * chance.random())
        session.end("KILL")
        left = records_of_the_dead(file)
        session.begin(go_on=False)
        assert session.learner.sees("● Green")
        assert session.learner.sees("Last completed: Prevent e-learning, 18 November 2026.")
        assert any(map(session.learner.sees, ("See your result", "See the options")))
        assert left["completion"] == records(file)["completion"] == [("elearning", "2026-11-18", "attempt")]
        session.end("KILL")


def test_the_comparison_sees_a_tick_that_is_gone(tmp_path: Path) -> None:
    """The judge itself: another tick, another order or another language is another screen."""
    place = workplace(tmp_path, quick_hash())
    session = Session(place.file, the_course())
    session.begin()
    untouched = shown(session.learner)
    session.send("down")
    session.learner.wait_until(lambda: focus(session.learner)[0] != untouched[7], "the cursor")
    assert shown(session.learner) == untouched
    session.send("space")
    session.learner.wait_to_see("(*)")
    assert shown(session.learner) != untouched
    session.send("space", "ctrl+l")
    session.learner.wait_until(lambda: session.learner.language_shown == "cy", "Welsh")
    assert shown(session.learner)[0] != untouched[0]
    session.end("KILL")
