"""A toolbox talk in two real terminals, killed in the middle with people signed in: everything comes back."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from prevent_tui.domain.courses import Course
from prevent_tui.domain.people import StaffRow
from prevent_tui.services.access import OPERATOR
from tests.factories import NEW_STAFF_SINCE, staff
from tests.journeys.learner import Learner, program, the_course
from tests.journeys.workplace import ELIN, MANAGER, PASSWORD, Workplace, quick_hash, workplace
from tests.pty import Terminal

PEOPLE = 15


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workplace with fifteen more people, who report to the manager."""
    place = workplace(tmp_path, quick_hash())
    with place.open() as services:
        rows = [StaffRow(f"7{n:02}", "Given", f"Family{n:02}", started_on=NEW_STAFF_SINCE) for n in range(PEOPLE)]
        staff(services, rows, managers=[place.actors[MANAGER]] * PEOPLE)
    return place


def opened(terminal: Terminal, course: Course, number: str, command: str) -> None:
    """Signed in, and a command chosen from the list of commands."""
    Learner(terminal, course).sign_in(number, PASSWORD)
    terminal.wait_for(f"Payroll number {number}.")
    terminal.send("ctrl+p")
    terminal.wait_for("What can be done here")
    terminal.send(command, "enter")


def test_a_talk_survives_a_kill_in_the_middle(place: Workplace, tmp_path: Path) -> None:
    course = the_course()
    second = program(place.url, tmp_path)
    with second, program(place.url, tmp_path) as first:
        opened(first, course, MANAGER, "toolbox")
        first.wait_for("You have not planned a talk yet.")
        first.send("n")
        first.wait_for("Where is it held?")
        first.send("Depot canteen", "enter", "enter")
        first.wait_for("Begin the talk now")
        first.send("enter")
        first.wait_for("Slide 1 of 16")
        first.send("pagedown", "pagedown", " ")
        first.wait_for("Slide 4 of 16")

        opened(second, course, ELIN, "follow")
        second.wait_for("Number of the talk")
        second.send("1", "enter")
        second.wait_for("There is no profile")
        first.send("pagedown")
        second.wait_for("Somebody offers a simple answer")

        first.send("r")
        first.wait_for("Register of talk 1")
        for number in range(PEOPLE):
            first.send(f"7{number:02}", "enter")
            first.wait_for(f"Signed in: Given Family{number:02}.")
        first.kill(signal.SIGKILL)
        assert first.wait_exit() == 128 + signal.SIGKILL
        second.wait_for("Somebody offers a simple answer")

    with program(place.url, tmp_path) as again:
        opened(again, course, MANAGER, "toolbox")
        again.wait_for("Open, not signed off")
        again.send("enter")
        again.wait_for(f"{PEOPLE} people on the register")
        again.send("p")
        again.wait_for("Slide 5 of 16")
        again.wait_for(f"{PEOPLE} signed in")
        again.send("r")
        again.wait_for("Register of talk 1")
        again.send("tab")
        again.wait_for("► Given Family14")
        again.send("s")
        again.wait_for(f"It records {PEOPLE} completions.")
        again.send("enter")
        again.wait_for("The register is signed off")

    with place.open() as services:
        (row,) = services.talks.list(OPERATOR)
        assert len(row.register.present) == PEOPLE
        statuses = [services.standing.status_by_payroll(OPERATOR, f"7{n:02}", as_at=row.register.held_on)
                    for n in range(PEOPLE)]  # fmt: skip
        assert all(one.explanation.judged[-1].counts for one in statuses)
