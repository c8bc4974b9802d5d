from __future__ import annotations

import datetime as dt
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.bookings import News
from prevent_tui.services import organisation
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.demo import COURSE
from prevent_tui.services.demo_guide import GUEST, PASSWORD
from tests.commands.typed import Outcome, Typing
from tests.databases import copy_of, migrated_file, opened
from tests.pty import Terminal


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo for 18 November 2026, made by a process of its own; to be copied, not changed."""
    directory = tmp_path_factory.mktemp("demo") / "new"
    line = ["demo", "--directory", str(directory), "--people", "60", "--today", "2026-11-18", "--no-open"]
    outcome = subprocess.run([sys.executable, "-m", "prevent_tui", *line], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    return directory


@pytest.fixture
def demo(made: Path, tmp_path: Path) -> Path:
    """A demo of the test's own."""
    directory = tmp_path / "demo"
    directory.mkdir(mode=0o700)
    copy_of(made / "prevent_tui.db", directory / "prevent_tui.db")
    return directory


def url_of(directory: Path) -> str:
    return f"sqlite:///{directory / 'prevent_tui.db'}"


def test_it_says_whom_to_sign_in_as_and_where_it_is(demo: Path, typed: Typing) -> None:
    again = typed("demo", "--directory", demo, "--no-open")
    assert again.status == 0
    assert f"Database: {url_of(demo)}" in again.lines
    assert PASSWORD in again.out
    for number in (organisation.LEARNER, organisation.MANAGER, organisation.ADMINISTRATOR):
        assert number in again.out
        with opened(url_of(demo)) as store:
            assert not services_on(store).access.sign_in(number, PASSWORD).must_set_password


def test_it_says_with_which_number_to_go_on_without_an_account(demo: Path, typed: Typing) -> None:
    assert GUEST in typed("demo", "--directory", demo, "--no-open").out
    with opened(url_of(demo)) as store:
        services = services_on(store)
        view = services.learning.overview(services.guests.resume(GUEST).actor, COURSE).view
    assert view is not None
    assert view.visit > 1


def test_it_is_for_its_owner_alone(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o700
    assert (made / "prevent_tui.db").stat().st_mode & 0o777 == 0o600
    assert not (made / ".making").exists()


def test_the_managers_team_has_every_colour(demo: Path, typed: Typing) -> None:
    found = typed("--database", url_of(demo), "team", "--manager", organisation.MANAGER, "--format", "json").json
    assert found["as_at"] == "2026-11-18"
    assert all(found["counts"].values()), found["counts"]
    assert len(found["people"]) == 12
    assert "Siân O'[/b]Brien" in {one["name"] for one in found["people"]}


def test_the_organisation_has_as_many_people_as_asked_for(demo: Path) -> None:
    with opened(url_of(demo)) as store:
        staff = services_on(store).admin.staff(OPERATOR)
    assert len(staff) == 60
    assert any("ŵ" in row.family_name.casefold() for row in staff)
    assert any("O'" in row.family_name for row in staff)


def test_some_have_begun_the_course_and_one_has_finished(demo: Path, typed: Typing) -> None:
    with opened(url_of(demo)) as store:
        services = services_on(store)
        half_way = services.learning.overview(_actor(services, organisation.HALF_WAY), COURSE)
        fresh = services.learning.overview(_actor(services, organisation.LEARNER), COURSE)
        finished = services.learning.overview(_actor(services, organisation.FINISHED), COURSE)
    assert half_way.place is not None
    assert 0 < sum(step.done for step in half_way.steps) < len(half_way.steps)
    assert (fresh.place, fresh.finished_before) == (None, 0)
    assert (finished.place, finished.finished_before) == (None, 1)
    status = typed("--database", url_of(demo), "status", organisation.FINISHED, "--format", "json").json
    assert (status["colour"], status["certified_on"]) == ("green", "2026-11-18")


def _actor(services: Services, number: str) -> Actor:
    return services.access.sign_in(number, PASSWORD).actor


def test_there_was_a_toolbox_talk_and_one_is_planned(demo: Path, typed: Typing) -> None:
    planned, held = typed("--database", url_of(demo), "registers", "list", "--format", "json").json
    assert (planned["stage"], planned["held_on"]) == ("planned", "2026-11-27")
    assert (held["stage"], held["held_on"], held["signed_on"]) == ("signed", "2026-10-08", "2026-10-08")
    assert held["people"] > 0


def test_what_is_kept_follows_from_the_records(demo: Path, typed: Typing) -> None:
    found = {
        one["check"]: one["result"] for one in typed("--database", url_of(demo), "doctor", "--format", "json").json
    }
    assert (found["standing"], found["integrity"], found["demo"]) == ("fine", "fine", "fine")


def test_an_existing_demo_is_opened_again_with_all_that_was_done(demo: Path, typed: Typing) -> None:
    before = typed("--database", url_of(demo), "status", organisation.FINISHED, "--format", "json").json
    identity = before["completions"][-1]["id"]
    assert typed("--database", url_of(demo), "completions", "void", identity, "--reason", "tried out").status == 0
    again = typed("demo", "--directory", demo, "--people", "500", "--no-open")
    assert "The demo that was there is used." in again.lines
    after = typed("--database", url_of(demo), "status", organisation.FINISHED, "--format", "json").json
    assert after["completions"][-1]["reason"] == "voided"


def test_the_day_of_a_demo_is_kept_in_it(demo: Path, typed: Typing) -> None:
    def today() -> str:
        found = typed("--database", url_of(demo), "status", organisation.LEARNER, "--format", "json").json
        return str(found["as_at"])

    assert typed("demo", "--directory", demo, "--no-open").status == 0
    assert today() == "2026-11-18"
    assert typed("demo", "--directory", demo, "--today", "2027-01-31", "--no-open").status == 0
    assert today() == "2027-01-31"


def test_a_database_that_is_no_demo_is_left_alone(tmp_path: Path, typed: Typing) -> None:
    file = migrated_file(tmp_path / "prevent_tui.db")
    before = file.read_bytes()
    refused = typed("demo", "--directory", tmp_path, "--no-open")
    assert (refused.status, refused.out) == (4, "")
    assert "holds a database that is not a demo; it was left alone." in refused.err
    assert file.read_bytes() == before


def test_without_a_terminal_it_is_made_and_says_what_to_do(demo: Path, typed: Typing) -> None:
    outcome = typed("demo", "--directory", demo)
    assert outcome.status == 2
    assert "needs a terminal" in outcome.err
    assert outcome.lines[-1].endswith(f"prevent-tui --database {url_of(demo)}")


def test_in_a_terminal_it_opens_the_full_screen(demo: Path) -> None:
    line = [sys.executable, "-m", "prevent_tui", "demo", "--directory", str(demo)]
    with Terminal(line) as terminal:
        terminal.wait_for("Start now")
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0


def test_a_demo_that_was_killed_half_made_is_made_anew(tmp_path: Path, typed: Typing) -> None:
    directory = tmp_path / "demo"
    script = (
        "import os, signal, sys\n"
        "from prevent_tui import cli\n"
        "from prevent_tui.services.learning import Learning\n"
        "Learning.leave = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"cli.main(['demo', '--directory', {str(directory)!r}, '--people', '20', '--no-open'])\n"
    )
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (directory / ".making" / "prevent_tui.db").exists()
    assert not (directory / "prevent_tui.db").exists()
    anew: Outcome = typed("demo", "--directory", directory, "--people", "20", "--no-open")
    assert (anew.status, anew.lines[0]) == (0, "A demo with invented people was made.")
    assert not (directory / ".making").exists()
    assert typed("--database", url_of(directory), "status", organisation.FINISHED).status == 0


def test_everyone_with_a_part_is_there_whatever_the_day() -> None:
    leap_day = dt.date(2028, 2, 29)
    for today in (leap_day, dt.date(2026, 8, 31), dt.date(2027, 3, 1)):
        members = list(organisation.members(20, today=today, rng=random.Random(1)))
        numbers = [member.row.payroll_number for member in members]
        assert len(set(numbers)) == len(members) == 20
        for index, member in enumerate(members):
            manager = member.row.manager_payroll_number
            assert manager is None or manager in numbers, index
            assert all(on <= today for _, on in member.completions)


def test_there_are_sessions_in_every_state_and_a_trainer(demo: Path, typed: Typing) -> None:
    url = url_of(demo)
    found = typed("--database", url, "sessions", "list", "--format", "json").json
    assert len(found) == 10
    past = [one for one in found if one["starts_at"] < "2026-11-18"]
    to_come = [one for one in found if one not in past]
    assert past
    assert {one["language"] for one in to_come} == {"en", "cy"}
    assert {one["option"] for one in to_come} == {"webinar-live", "wrap"}
    assert any(one["places_left"] for one in to_come)
    assert any(one["places_left"] == one["waiting"] == 0 for one in to_come)
    assert any(one["waiting"] for one in to_come)
    with opened(url) as store:
        services = services_on(store)
        trainer = services.access.sign_in(organisation.TRAINER, PASSWORD)
        assert trainer.leads
        assert len(services.sessions.led(trainer.actor)) == 10
        sheets = [services.attendance.sheet(trainer.actor, one["session_id"]) for one in past]
        assert [all(one.recorded for one in sheet.comers) for sheet in sheets] == [True] * 3 + [False]
        (notice,) = services.bookings.notices(_actor(services, organisation.HALF_WAY))
    assert notice.news is News.MOVED_UP
