"""Names and files that are meant to break screens: shown as they are, without one control character from them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from prevent_tui.content.loader import courses_directory
from prevent_tui.domain.courses import Course
from prevent_tui.domain.people import StaffRow
from prevent_tui.i18n import Translator
from prevent_tui.storage import accounts
from tests.factories import NEW_STAFF_SINCE, id_of, staff
from tests.faults.killing import sqlite3
from tests.journeys.learner import Learner, command, program, surroundings, the_course
from tests.journeys.workplace import ELIN, MANAGER, PASSWORD, Workplace, quick_hash, workplace

PEOPLE = {
    "[/b]01": ("Siân", "O'[/b]Brien"),
    "00102": ("[red]", "[bold]Tango[/]"),
    "00103": ("Ev\x1b]0;owned\x07il", "\x1b[6nRow\x9b5n\x85\u202e\x1bPq\x1b\\"),
    "00104": ("$error %(name)s", "{0} \\[x] @click"),
}
SEEN = {
    "[/b]01": "Siân O'[/b]Brien",
    "00102": "[red] [bold]Tango[/]",
    "00103": "Ev]0;ownedil [6nRow5nPq\\",
    "00104": "$error %(name)s {0} \\[x] @click",
}
RAW = ("\x1b]0;", "owned\x07", "\x1b[6n", "\x9b", "\x85", "\u202e", "\x1bP", "\x1b[5n")
MANAGER_NAME = ("Mar\x1b[6nged", "[blink]Example\x1b]0;owned\x07")


@pytest.fixture(scope="module")
def course() -> Course:
    return the_course()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workplace with those people, their names written past every check."""
    place = workplace(tmp_path, quick_hash())
    with place.open() as services:
        rows = [StaffRow(number, "Given", "Family", started_on=NEW_STAFF_SINCE) for number in PEOPLE]
        actors = staff(services, rows, managers=[place.actors[MANAGER]] * len(rows))
        with services.store.write():
            for actor in actors:
                accounts.set_password(id_of(actor), quick_hash())
    with closing(sqlite3.connect(place.file)) as database:
        for number, (given, family) in (PEOPLE | {MANAGER: MANAGER_NAME}).items():
            change = "UPDATE person SET given_name = ?, family_name = ? WHERE payroll_number = ?"
            database.execute(change, (given, family, number))
        database.commit()
    return place


def assert_harmless(learner: Learner) -> None:
    """Nothing of the names came through as anything but letters."""
    learner.terminal.wait_quiet(0.1)
    written = bytes(learner.terminal.raw).decode()
    assert not [text for text in RAW if text in written]


@pytest.mark.parametrize("number", list(PEOPLE))
def test_home_shows_hostile_names_of_oneself_and_the_manager(place: Workplace, course: Course, number: str) -> None:
    with program(place.url, place.file.parent) as terminal:
        learner = Learner(terminal, course)
        learner.sign_in(number, PASSWORD)
        learner.at_home(number)
        learner.wait_to_see("Your manager: Mar[6nged [blink]Example]0;owned.")
        assert SEEN[number] in learner.body[1]
        assert_harmless(learner)
        terminal.send("e")
        learner.wait_to_see("Completions", arrow=False)
        assert SEEN[number] in learner.body[1]
        terminal.send("ctrl+l")
        learner.wait_to_see(Translator("cy").tr("Completions"), arrow=False)
        assert SEEN[number] in learner.body[1]
        assert_harmless(learner)


def test_the_grid_finds_and_opens_hostile_names(place: Workplace, course: Course) -> None:
    with program(place.url, place.file.parent) as terminal:
        learner = Learner(terminal, course)
        learner.sign_in(MANAGER, PASSWORD)
        learner.at_home(MANAGER)
        terminal.send("t")
        terminal.wait_for("7 red")
        rows = 7
        seen: set[str] = set()
        for number in range(rows):
            here = next(row for row in learner.body if row.startswith("  ► "))
            terminal.send("enter")
            learner.wait_to_see("Completions", arrow=False)
            seen.add(learner.body[1].strip())
            terminal.send("escape")
            learner.wait_until(lambda here=here: here in learner.body, "the grid")  # type: ignore[misc]
            if number < rows - 1:
                terminal.send("down")
                learner.wait_until(lambda here=here: here not in learner.body, "the next row")  # type: ignore[misc]
        assert seen >= {f"{SEEN[number]}   {number}" for number in PEOPLE}
        terminal.send("/")
        terminal.wait_for("Part of a name")
        terminal.send("[/b]")
        terminal.wait_for("name contains “[/b]”")
        assert_harmless(learner)


def test_the_contact_of_a_site_may_hold_brackets(place: Workplace, course: Course) -> None:
    with program(place.url, place.file.parent, contact="O'[/b]Brien [red] \x1b[6n") as terminal:
        learner = Learner(terminal, course)
        learner.open_sign_in()
        terminal.wait_for("O'[/b]Brien [red] [6n")
        terminal.send("[red]", "tab", "[/b]", "enter")
        terminal.wait_for("There is a problem")
        assert "[red]" in learner.body_text
        assert_harmless(learner)


# -- courses with faults -----------------------------------------------------------------------------------------------


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """A copy of the course that can be spoilt."""
    directory = tmp_path / "courses"
    shutil.copytree(courses_directory() / "elearning", directory / "elearning")
    return directory


def bent(place: Workplace, courses: Path) -> Learner:
    launcher = ("tests.journeys.launcher", "--courses", str(courses))
    return Learner(program(place.url, place.file.parent, launcher=launcher), the_course())


def test_a_page_that_cannot_be_read_is_named_and_the_way_leads_on(place: Workplace, courses: Path) -> None:
    page = courses / "elearning" / "en" / "duty-three-aims.md"
    page.write_bytes(b"no header \xff [/b] \x1b[6n")
    place.walk_to(ELIN, "duty-four-ps")
    learner = bent(place, courses)
    with learner.terminal as terminal:
        learner.sign_in(ELIN, PASSWORD)
        learner.at_home(ELIN)
        learner.go_on()
        moves = learner.moves()
        for move in moves:
            learner.do(move)
            if "Page 2 of" in learner.place:
                break
        assert learner.sees("This page can't be shown")
        assert learner.sees("en/duty-three-aims.md")
        learner.do(next(moves))
        assert "Page 3 of" in learner.place
        assert not learner.sees("can't be shown")
        terminal.send("left", "ctrl+l")
        terminal.wait_for("English")
        learner.wait_to_see(learner.course.words["cy"].pages["duty-three-aims"].title)
        assert_harmless(learner)


def test_a_question_that_cannot_be_asked_is_left_out(place: Workplace, courses: Path) -> None:
    questions = courses / "elearning" / "questions.toml"
    text = questions.read_text(encoding="utf-8")
    before, found, after = text.partition("[duty-b1]")
    questions.write_text(before + found + after.replace('key = ["', 'key = ["nowhere-', 1), encoding="utf-8")
    learner = bent(place, courses)
    with learner.terminal:
        learner.sign_in(ELIN, PASSWORD)
        learner.at_home(ELIN)
        learner.go_on()
        assert learner.place.endswith("Question 1 of 2")
        for move in learner.moves():
            learner.do(move)
            if "Page 1 of" in learner.place:
                break
        assert learner.act == "Continue"


def test_a_course_that_cannot_be_read_says_so_and_the_rest_works(place: Workplace, courses: Path) -> None:
    (courses / "elearning" / "course.toml").write_text("format = [[[", encoding="utf-8")
    learner = bent(place, courses)
    with learner.terminal as terminal:
        learner.sign_in(MANAGER, PASSWORD)
        sentence = "This course can't be opened: its files have faults. The rest of the program still works."
        learner.wait_to_see(sentence)
        assert learner.sees("course.toml, line")
        terminal.send("enter")
        terminal.wait_for("There is a problem")
        terminal.send("t")
        terminal.wait_for("7 red")
        terminal.send("escape")
        learner.wait_to_see(sentence)
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_the_faults_of_a_course_are_named_with_their_place(place: Workplace, courses: Path) -> None:
    (courses / "elearning" / "course.toml").write_text("format = 1\nid = [[[\n", encoding="utf-8")
    check = [*command(place.url, place.file.parent), "content", "check", str(courses / "elearning")]
    env = dict(os.environ) | surroundings(place.file.parent) | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(check, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 1
    assert re.search(r"course\.toml, line \d", done.stdout + done.stderr)
