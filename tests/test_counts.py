"""What can be counted: frames, bytes, wake-ups, modules, rows and questions. Times are for `make bench`."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import Services, services_on
from prevent_tui.desk import Desk
from prevent_tui.domain.courses import StepKind
from prevent_tui.domain.people import StaffRow
from prevent_tui.screens.team import TeamScreen
from prevent_tui.services import demo
from prevent_tui.services.access import Actor, SignedIn
from prevent_tui.services.demo_guide import PASSWORD
from prevent_tui.services.organisation import HALF_WAY, MANAGER
from prevent_tui.settings import Settings
from prevent_tui.storage import people, schema
from prevent_tui.widgets.grid import WINDOW, Grid
from tests import factories
from tests.databases import copy_of, migrated_file
from tests.pty import Terminal

ROOT = Path(__file__).parent.parent
FRAME = b"\x1b[?2026h"
LATER = [
    "prevent_tui.storage", "prevent_tui.exchange", "prevent_tui.content", "prevent_tui.services", "prevent_tui.wording",
    "peewee", "playhouse", "sqlite3", "pysqlite3", "argon2", "babel", "msgspec", "markdown_it", "zoneinfo",
]  # fmt: skip
"""Modules that nothing on the first screen needs."""
MUCH_LATER = ["textual", "rich", "asyncio", "typing", "re", "pathlib", "dataclasses", "datetime", "gettext", "inspect"]
"""Modules that take longer to import than the very first frame takes."""
FOR_OTHERS = [
    "babel", "playhouse", "argparse", "cryptography", "icalendar", "typst", "prevent_tui.exchange",
    "prevent_tui.content.talks", "prevent_tui.content.readability",
    *(f"prevent_tui.services.{name}" for name in (
        "admin", "attendance", "audit", "certificates", "demo", "guests", "policy", "recorded", "register_exports",
        "registers", "registration", "reminders", "reports", "sessions", "talks", "team", "team_exports",
    )),
]  # fmt: skip
"""Modules that a learner who reads a page has no use for."""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo")
    demo.ready(directory, people=60, today=dt.date(2026, 11, 18))
    return directory / demo.FILE


@pytest.fixture
def terminal(seeded: Path, tmp_path: Path) -> Iterator[Terminal]:
    environment = {"PREVENT_TUI_DATABASE": copy_of(seeded, tmp_path / "copy.db"), "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "prevent_tui"], environment) as terminal:
        yield terminal


def settle(terminal: Terminal, text: str) -> None:
    terminal.wait_written(FRAME)
    terminal.wait_for(text)
    terminal.wait_quiet(0.5)


def sign_in(terminal: Terminal, number: str) -> None:
    settle(terminal, "Start now")
    on_from_the_start(terminal, number)


def on_from_the_start(terminal: Terminal, number: str) -> None:
    terminal.send("enter")
    settle(terminal, "Start without an account")
    terminal.send("enter")
    settle(terminal, "one-time code")
    terminal.send(number, "tab", PASSWORD, "enter")
    settle(terminal, f"Payroll number {number}.")


def on_the_first_page(url: str) -> None:
    """Put somebody who has been further on the first page of the course; there are pages after it."""
    store = schema.open_store(url)
    services = services_on(store)
    with store.read():
        person = people.by_payroll(HALF_WAY)
    assert person is not None
    actor = Actor(person.id)
    course = services.learning.start(actor, "elearning").course
    page = next(step for step in course.modules[0].steps if step.kind is StepKind.PAGE)
    services.learning.open_step(actor, "elearning", page.id)
    store.close()


def switches(terminal: Terminal) -> dict[str, int]:
    """How often each thread has left a processor."""
    found = {}
    for task in Path(f"/proc/{terminal.pid}/task").iterdir():
        status = (task / "status").read_text()
        found[f"{task.name} {status.split()[1]}"] = sum(map(int, re.findall(r"ctxt_switches:\s+(\d+)", status)))
    return found


def assert_asleep(terminal: Terminal, where: str, *, seconds: float = 2.0) -> None:
    before, written, begun = switches(terminal), len(terminal.raw), time.monotonic()
    terminal.wait_quiet(seconds)
    assert time.monotonic() - begun >= seconds
    woke = {name: count - before.get(name, 0) for name, count in switches(terminal).items()}
    assert not {name: count for name, count in woke.items() if count}, where
    assert len(terminal.raw) == written, where


def test_nothing_wakes_at_rest_for_a_learner(terminal: Terminal) -> None:
    settle(terminal, "Start now")
    terminal.wait_quiet(1.0)
    assert_asleep(terminal, "start")
    terminal.send("enter")
    settle(terminal, "Start without an account")
    assert_asleep(terminal, "the ways in")
    terminal.send("enter")
    settle(terminal, "one-time code")
    assert_asleep(terminal, "signing in")
    terminal.send(HALF_WAY, "tab", PASSWORD)
    settle(terminal, HALF_WAY)
    assert_asleep(terminal, "a form filled in")
    terminal.send("enter")
    settle(terminal, f"Payroll number {HALF_WAY}.")
    assert_asleep(terminal, "My learning")
    terminal.send("enter")
    settle(terminal, "Module ")
    assert_asleep(terminal, "the course")


def test_nothing_wakes_at_rest_for_a_manager(terminal: Terminal) -> None:
    sign_in(terminal, MANAGER)
    terminal.send("t")
    settle(terminal, "What to do")
    assert_asleep(terminal, "the grid")
    terminal.send("down")
    settle(terminal, "What to do")
    assert_asleep(terminal, "the grid, after a key")


def test_a_page_turn_is_one_frame_of_few_bytes(terminal: Terminal, tmp_path: Path) -> None:
    on_the_first_page(f"sqlite:///{tmp_path / 'copy.db'}")
    sign_in(terminal, HALF_WAY)
    terminal.send("enter")
    settle(terminal, "Page 1 of")
    for key, page in (("right", 2), ("right", 3), ("left", 2), ("left", 1)):
        mark = len(terminal.raw)
        terminal.send(key)
        settle(terminal, f"Page {page} of")
        assert terminal.raw[mark:].count(FRAME) == 1
        assert len(terminal.raw) - mark <= 4_000


def test_page_turns_leave_nothing_in_memory(terminal: Terminal, tmp_path: Path) -> None:
    on_the_first_page(f"sqlite:///{tmp_path / 'copy.db'}")
    terminal.wait_for("Start now")  # before the app that comes behind it
    on_from_the_start(terminal, HALF_WAY)
    terminal.send("enter")
    settle(terminal, "Page 1 of")

    def to_and_fro(times: int) -> float:
        for _ in range(times):
            for key, page in (("right", 2), ("right", 3), ("left", 2), ("left", 1)):
                terminal.send(key)
                terminal.wait_for(f"Page {page} of")
        return terminal.private_memory()

    assert -to_and_fro(10) + to_and_fro(30) < 2  # MiB; nothing collected would be more than 4


def test_a_key_in_the_grid_is_one_frame(terminal: Terminal) -> None:
    sign_in(terminal, MANAGER)
    mark = len(terminal.raw)
    terminal.send("t")
    settle(terminal, " green")
    assert terminal.raw[mark:].count(FRAME) <= 2  # the rows; the counts, if they took longer
    for key in ("down", "end", "home"):
        mark = len(terminal.raw)
        terminal.send(key)
        terminal.wait_quiet(0.3)
        assert terminal.raw[mark:].count(FRAME) == 1, key


# -- modules -------------------------------------------------------------------------------------------------------

LAUNCHER = """
import json, sys
from pathlib import Path

class Watched:
    seen = False

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, text):
        if not self.seen and "Start now" in text:
            self.seen = True
            Path(sys.argv[1]).write_text(json.dumps(sorted(sys.modules)))
        return self.stream.write(text)

sys.__stderr__ = Watched(sys.__stderr__)
from prevent_tui.cli import main
sys.exit(main([]))
"""


def loaded_of(names: list[str], modules: list[str]) -> list[str]:
    return [name for name in names for module in modules if module == name or module.startswith(f"{name}.")]


def test_the_apps_first_frame_needs_no_database(tmp_path: Path) -> None:
    launcher, noted = tmp_path / "launcher.py", tmp_path / "modules.json"
    launcher.write_text(LAUNCHER)
    environment = {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal([sys.executable, str(launcher), str(noted)], environment) as terminal:
        settle(terminal, "Start now")
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
    modules = json.loads(noted.read_text())
    assert "prevent_tui.screens.start" in modules
    assert loaded_of(LATER, modules) == []


def test_the_very_first_frame_needs_hardly_anything() -> None:
    script = "import sys, prevent_tui.cli, prevent_tui.first_screen; print(*sys.modules)"
    outcome = subprocess.run([sys.executable, "-S", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = outcome.stdout.split()
    assert "prevent_tui.first_screen" in modules
    assert loaded_of(MUCH_LATER, modules) == []


A_LEARNER = """
import sys
from prevent_tui.bootstrap import open_services
from prevent_tui.i18n import Translator
from prevent_tui.screens import home, learn, page_text, sign_in
from prevent_tui.settings import Settings
services = open_services(Settings(sys.argv[1]))
services.get_ready()
sign_in.read_guide(services)
signed_in = services.access.sign_in(sys.argv[2], sys.argv[3], terminal="")
read = home.read(services, signed_in.actor)
view = services.learning.start(signed_in.actor, "elearning")
page = next(step for step in view.course.modules[0].steps if step.kind.value == "page")
page_text.lines(Translator("cy"), view.course, page.id, view.audience, 75)
Translator("cy").date(read.today)
print(*sys.modules)
"""


def test_a_learner_loads_nothing_for_others(seeded: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-c", A_LEARNER, copy_of(seeded, tmp_path / "copy.db"), HALF_WAY, PASSWORD]
    outcome = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    modules = outcome.stdout.split()
    assert "prevent_tui.services.learning" in modules
    assert loaded_of(FOR_OTHERS, modules) == []


# -- rows and questions ----------------------------------------------------------------------------------------------


class Counted:
    """What a database was asked and gave."""

    def __init__(self) -> None:
        self.questions: list[str] = []
        self.rows = 0

    def watch(self, services: Services) -> Services:
        connection: Any = services.store.database.connection()
        connection.set_trace_callback(self._asked)
        connection.row_factory = self._gave
        return services

    def _asked(self, statement: str) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            self.questions.append(statement)

    def _gave(self, _cursor: object, row: tuple[object, ...]) -> tuple[object, ...]:
        self.rows += 1
        return row


def organisation(file: Path, reports: int) -> tuple[str, SignedIn]:
    """A database with that many people directly below a manager, and the manager signed in."""
    store = schema.open_store(f"sqlite:///{migrated_file(file)}")
    services = services_on(store)
    manager = factories.person(services, "900001")
    rows = [StaffRow(f"{100000 + n}", "Elin", f"Example-{n}", started_on=dt.date(2020, 1, 6)) for n in range(reports)]
    factories.staff(services, rows, managers=[manager] * reports)
    store.close()
    return f"sqlite:///{file}", SignedIn(manager, "900001", "Elin", "Example", None, False, True)


async def opened_grid(file: Path, reports: int) -> Counted:
    """What opening the grid asks."""
    url, signed_in = organisation(file, reports)
    counted = Counted()
    desk = Desk(lambda: services_on(schema.open_store(url)))
    app = PreventApp(Settings(url), desk)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await desk.run(counted.watch)
            counted.questions.clear()
            counted.rows = 0
            app.signed_in = signed_in
            await app.push_screen(TeamScreen())
            for _ in range(3):  # the rows, then the frame that shows them, then the count
                await app.workers.wait_for_complete()
                await pilot.pause()
            assert app.screen.query_one(Grid).total == reports
    finally:
        desk.close()
    return counted


async def test_opening_the_grid_costs_the_same_at_any_size(tmp_path: Path) -> None:
    few = await opened_grid(tmp_path / "few.db", 100)
    many = await opened_grid(tmp_path / "many.db", 5_000)
    assert 0 < len(many.questions) <= len(few.questions)
    assert many.rows <= 2 * WINDOW  # a window's standings and their names
    assert many.rows <= few.rows
