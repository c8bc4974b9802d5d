"""People at a real terminal: signing in, taking the whole e-learning in both languages, and the manager who sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from prevent_tui.domain.courses import Course
from tests.journeys.learner import Learner, program, the_course
from tests.journeys.workplace import ELIN, GETHIN, MANAGER, NEWCOMER, PASSWORD, Workplace, quick_hash, workplace

NO_MATCH = "The payroll number and password or code do not match. Check both and try again."


@pytest.fixture(scope="module")
def course() -> Course:
    return the_course()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path, quick_hash())


@contextmanager
def at_a_terminal(place: Workplace, course: Course, language: str = "en") -> Iterator[Learner]:
    locale = {"en": "en_GB.UTF-8", "cy": "cy_GB.UTF-8"}[language]
    with program(place.url, place.file.parent, env={"LANG": locale}) as terminal:
        yield Learner(terminal, course, language=language)


def result(learner: Learner, *, until: str) -> None:
    """What the page at the end says."""
    t = learner.t
    assert learner.sees(t.tr("You have passed"))
    assert learner.sees(t.tr("You got %(right)s of %(total)s right.", right=15, total=15))
    assert re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", learner.body_text)
    assert learner.sees(t.tr("It counts: you are certified until %(until)s.", until=until))


def test_a_learner_takes_the_course_in_english_and_the_manager_sees_it(place: Workplace, course: Course) -> None:
    with at_a_terminal(place, course) as learner:
        learner.sign_in(ELIN, PASSWORD)
        learner.at_home(ELIN)
        assert learner.sees("■ Red")
        learner.go_on()
        learner.take()
        result(learner, until="18 November 2028")
        learner.terminal.send("enter")
        for words in ("● Green", "Last completed: Prevent e-learning, 18 November 2026."):
            learner.wait_to_see(words)
        learner.terminal.send("escape")
        learner.terminal.wait_for("Start now")
        assert "Elin" not in learner.terminal.text

        learner.sign_in(MANAGER, PASSWORD)
        learner.at_home(MANAGER)
        learner.terminal.send("t")
        learner.terminal.wait_for(re.compile(r"● Green +Elin Example"))
        learner.terminal.wait_for("1 green")
        assert re.search(r"■ Red +Gethin Sampl", learner.terminal.text)
        learner.terminal.send("end", "enter")
        learner.terminal.wait_for("Elin Example   00042")
        learner.terminal.send("pagedown", "pagedown")
        learner.wait_to_see("18 November 2026  Prevent e-learning", arrow=False)


def test_a_learner_takes_the_course_in_welsh_and_passes_at_the_second_try(place: Workplace, course: Course) -> None:
    with at_a_terminal(place, course) as learner:
        learner.terminal.wait_for("Start now")
        learner.terminal.send("ctrl+l")
        learner.say("cy")
        learner.sign_in(GETHIN, PASSWORD)
        learner.at_home(GETHIN)
        learner.go_on()
        learner.take(right=lambda question: question.pool is None)
        t, pages = learner.t, course.words["cy"].pages.values()
        assert t.tr("You have passed") != "You have passed"
        assert learner.sees(t.tr("Not passed yet"))
        assert learner.sees(t.tr("You need %(needed)s to pass.", needed=12))
        again = [page for page in pages if learner.sees(t.tr("Read again: %(title)s", title=page.title))]
        assert len(again) >= 3
        learner.terminal.send("shift+tab")
        learner.wait_to_see("► " + t.tr("Take the check again"))
        learner.terminal.send("enter")
        learner.wait_until(lambda: learner.is_open_question, "the first question")
        learner.terminal.wait_settled()
        learner.take()
        result(learner, until="18 Tachwedd 2028")
        learner.terminal.send("enter")
        for words in ("● " + t.tr("Green"), "18 Tachwedd 2026"):
            learner.wait_to_see(words)
        learner.terminal.send("ctrl+q")
        assert learner.terminal.wait_exit() == 0


def test_a_page_to_reread_opens_and_leads_back_to_the_result(place: Workplace, course: Course) -> None:
    place.walk_to(ELIN, "final")
    with at_a_terminal(place, course) as learner:
        learner.sign_in(ELIN, PASSWORD)
        learner.at_home(ELIN)
        learner.go_on()
        learner.take(right=lambda question: False)
        learner.wait_to_see("► Read again:")
        opened = next(row for row in learner.body if "► Read again:" in row).split(": ", 1)[1]
        learner.terminal.send("enter")
        learner.wait_until(lambda: learner.sees(opened) and learner.act == "Back to your result", "the page")
        learner.terminal.send("enter")
        learner.wait_to_see(f"► Read again: {opened}")


def test_a_new_person_signs_in_with_a_code_and_sets_an_own_password(place: Workplace, course: Course) -> None:
    code = place.code(NEWCOMER)
    with at_a_terminal(place, course) as learner:
        learner.sign_in(NEWCOMER, code.lower())
        learner.terminal.wait_for("Set your password")
        learner.terminal.send("short", "tab", "short", "enter")
        learner.terminal.wait_for("Password must be 12 characters or more")
        learner.terminal.send("ctrl+q")
        assert learner.terminal.wait_exit() == 0
    with at_a_terminal(place, course) as learner:
        learner.sign_in(NEWCOMER, code)
        learner.terminal.wait_for("Set your password")
        learner.terminal.send(PASSWORD, "tab", PASSWORD, "enter")
        learner.at_home(NEWCOMER)
        assert PASSWORD not in learner.terminal.raw.decode()
        learner.terminal.send("escape")
        learner.sign_in(NEWCOMER, code)
        learner.terminal.wait_for(NO_MATCH[:40])
        learner.terminal.send("escape")
        learner.sign_in(NEWCOMER, PASSWORD)
        learner.at_home(NEWCOMER)


@pytest.mark.parametrize("number", [ELIN, "99999"], ids=["a known number", "an unknown number"])
def test_a_wrong_pair_says_only_that_it_does_not_match(place: Workplace, course: Course, number: str) -> None:
    with at_a_terminal(place, course) as learner:
        learner.sign_in(number, "not the password")
        learner.terminal.wait_for("There is a problem")
        assert learner.sees(NO_MATCH)
        assert number in learner.body_text
        assert learner.terminal.text.count("There is a problem") == 1


def test_empty_fields_are_named_at_the_top_and_beside(place: Workplace, course: Course) -> None:
    with at_a_terminal(place, course) as learner:
        learner.sign_in("", "")
        learner.terminal.send("enter")
        learner.terminal.wait_for("There is a problem")
        for words in ("Enter your payroll number", "Enter your password or one-time code"):
            assert learner.terminal.text.count(words) >= 1


def test_the_language_changes_and_what_was_typed_and_ticked_stays(place: Workplace, course: Course) -> None:
    with at_a_terminal(place, course) as learner:
        learner.open_sign_in()
        learner.terminal.send(ELIN, "ctrl+l")
        learner.say("cy")
        learner.terminal.wait_for(learner.t.tr("Payroll number"))
        learner.terminal.wait_for(re.compile(f"[│║] {ELIN} "))
        learner.terminal.send("tab", PASSWORD, "enter")
        learner.at_home(ELIN)
        learner.go_on()
        moves = learner.answering()
        for move in moves:
            if move.kind.startswith("submit"):
                break
            learner.do(move)
        question, node = learner.question()
        ticked = [option for option in learner.options(question, node) if option.mark == "(*)"]
        assert len(ticked) == 1
        learner.terminal.send("ctrl+l")
        learner.say("en")
        learner.wait_until(lambda: learner.language_shown == "en", "English")
        assert [option for option in learner.options(*learner.question()) if option.mark == "(*)"] == ticked
        learner.do(move)
        learner.terminal.wait_for("You got this right.")


def test_a_welsh_terminal_is_spoken_to_in_welsh(place: Workplace, course: Course) -> None:
    with at_a_terminal(place, course, "cy") as learner:
        learner.sign_in(ELIN, PASSWORD)
        learner.at_home(ELIN)
        assert learner.language_shown == "cy"
        assert learner.sees("■ " + learner.t.tr("Red"))
