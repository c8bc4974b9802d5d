"""The disk fails in the middle of a course: the screen says what is not saved, keeps it, and saves it afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.disks import Limit, SmallDisk, small_disk
from tests.faults.killing import Session, records, shown
from tests.journeys.learner import Learner, program, the_course
from tests.journeys.workplace import ELIN, PASSWORD, quick_hash, workplace

LAST_PAGE = re.compile(r"Page (\d+) of \1\b")
NOT_SAVED = "Your last answer was NOT saved. Earlier answers are safe."
WHY = {"a full disk": "The disk is full.", "a failing disk": "The disk could not be read or written."}


@dataclass(slots=True)
class Bench:
    """A learner in the middle of the course, on a disk that can fail."""

    name: str
    disk: SmallDisk | Limit
    session: Session

    @property
    def learner(self) -> Learner:
        return self.session.learner

    def fail(self) -> None:
        self.disk.fill(self.learner.terminal.pid)

    def mend(self) -> None:
        self.disk.mend(self.learner.terminal.pid)

    def refused(self, *keys: str) -> None:
        """Press keys and be told that nothing was saved, and why."""
        self.session.send(*keys)
        self.learner.wait_to_see(NOT_SAVED)
        assert self.learner.sees(WHY[self.name])
        assert self.learner.sees("Your answer is still on the screen: try again when the cause is mended.")

    def count(self, table: str) -> int:
        return len(records(self.session.file)[table])


@pytest.fixture(params=list(WHY))
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    if request.param == "a full disk":
        with small_disk(tmp_path / "disk") as disk:
            yield from _bench(request.param, disk, tmp_path / "disk" / "data")
    else:
        yield from _bench(request.param, Limit(), tmp_path / "data")


def _bench(name: str, disk: SmallDisk | Limit, directory: Path) -> Iterator[Bench]:
    place = workplace(directory, quick_hash())
    place.walk_to(ELIN, "duty-after")
    session = Session(place.file, the_course())
    session.begin()
    yield Bench(name, disk, session)
    session.learner.terminal.__exit__()


def tick(learner: Learner) -> str:
    """The option that is ticked, by its words on the screen."""
    return next(row.replace("►", " ").strip() for row in learner.body if "(*)" in row)


def test_a_submitted_answer_is_kept_on_the_screen_until_it_can_be_saved(bench: Bench) -> None:
    learner = bench.learner
    bench.session.send("space")
    learner.wait_to_see("(*)")
    ticked, answers = tick(learner), bench.count("answer")
    bench.fail()
    bench.refused("right")
    assert tick(learner) == ticked
    assert learner.is_open_question
    assert bench.count("answer") == answers
    bench.mend()
    bench.session.send("right")
    learner.wait_until(lambda: learner.act == "Continue", "the feedback")
    assert not learner.sees(NOT_SAVED)
    assert tick(learner).startswith(ticked)
    assert bench.count("answer") == answers + 1
    still_there_after_a_kill(bench)


def test_a_tick_is_kept_on_the_screen_until_it_can_be_saved(bench: Bench) -> None:
    learner, drafts = bench.learner, bench.count("draft")
    bench.fail()
    bench.refused("space")
    ticked = tick(learner)
    assert bench.count("draft") == drafts
    bench.session.send("ctrl+l")
    learner.wait_until(lambda: learner.language_shown == "cy", "Welsh")
    assert learner.sees("(*)")
    bench.mend()
    bench.session.send("ctrl+l")
    learner.wait_until(lambda: learner.language_shown == "en", "English")
    assert tick(learner) == ticked
    bench.session.send("right")
    learner.wait_until(lambda: learner.act == "Continue", "the feedback")
    assert tick(learner).startswith(ticked)
    still_there_after_a_kill(bench)


def test_a_page_is_not_turned_before_that_can_be_saved(bench: Bench) -> None:
    learner = bench.learner
    bench.session.send("left")
    learner.wait_until(lambda: LAST_PAGE.search(learner.place) is not None, "the page before")
    learner.terminal.wait_settled()
    visits = bench.count("visit")
    bench.fail()
    bench.refused("right")
    assert LAST_PAGE.search(learner.place)
    bench.mend()
    bench.session.send("right")
    learner.wait_until(lambda: "Question 1 of 3" in learner.place, "the question")
    assert bench.count("visit") == visits + 1
    still_there_after_a_kill(bench)


def still_there_after_a_kill(bench: Bench) -> None:
    bench.learner.terminal.wait_settled()
    before = shown(bench.learner)
    bench.session.end("KILL")
    bench.session.begin()
    bench.learner.wait_until(lambda: shown(bench.learner) == before, "\n".join(before))


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[tuple[Path, SmallDisk]]:
    with small_disk(tmp_path / "disk") as disk:
        place = workplace(tmp_path / "disk" / "data", quick_hash())
        place.walk_to(ELIN, "duty-after")
        disk.lock()
        yield place.file, disk


def test_a_database_that_cannot_be_written_works_when_it_can(locked: tuple[Path, SmallDisk], tmp_path: Path) -> None:
    file, disk = locked
    with program(f"sqlite:///{file}", tmp_path) as terminal:
        learner = Learner(terminal, the_course())
        learner.sign_in(ELIN, PASSWORD)
        terminal.wait_for("There is a problem")
        assert learner.sees("The database can't be written to.") or learner.sees("The database can't be reached.")
        disk.unlock()
        terminal.send("tab", "tab", "tab")
        terminal.wait_for("► Sign in ◄")
        terminal.send("enter")
        learner.at_home(ELIN)
        learner.go_on()
        assert "Question 1 of 3" in learner.place
