"""The programs under measurement: ours, signed in where it is wanted, and the yardsticks."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.content.markdown import blocks, lines
from prevent_tui.services import demo
from prevent_tui.services.access import Actor
from prevent_tui.storage import people, schema
from tests.benchmarks import staff
from tests.benchmarks.timed import TimedTerminal, environment

OURS = [sys.executable, "-m", "prevent_tui"]
COURSE = "elearning"
FIRST_PAGE, PAGES = 2, 7
"""The number of the page the learner is put on (the first stands before it), and where pages end."""

_HERE = Path(__file__).parent


def ours(url: str, *, ignore_hangup: bool = False) -> TimedTerminal:
    """Our app, just started."""
    return TimedTerminal(OURS, environment(PREVENT_TUI_DATABASE=url), ignore_hangup=ignore_hangup)


def bare(*, ignore_hangup: bool = False) -> TimedTerminal:
    """The bare app, just started."""
    return TimedTerminal([sys.executable, str(_HERE / "bare.py")], environment(), ignore_hangup=ignore_hangup)


def sign_in(terminal: TimedTerminal) -> None:
    """From the start to My learning, as the manager; it waits until everything is read and painted."""
    terminal.wait_for("Start now")
    terminal.send("enter")
    terminal.wait_for("Start without an account")
    terminal.send("enter")
    terminal.wait_for("one-time code")
    terminal.send(staff.MANAGER, "tab", staff.PASSWORD, "enter")
    terminal.wait_for("Payroll number 900001.")
    terminal.wait_quiet(0.3)


def open_page(terminal: TimedTerminal) -> None:
    """From My learning to the page of the course the learner left off at."""
    terminal.send("enter")
    terminal.wait_for("Page 1 of")
    terminal.wait_quiet(0.3)


def open_grid(terminal: TimedTerminal) -> None:
    """From My learning to the grid."""
    terminal.send("t")
    terminal.wait_for("What to do")
    terminal.wait_for(" red ")
    terminal.wait_quiet(0.3)


@contextmanager
def services(url: str) -> Iterator[tuple[Services, Actor]]:
    """The services on a database, in this process, and the manager."""
    store = schema.open_store(url)
    try:
        with store.read():
            manager = people.by_payroll(staff.MANAGER)
        assert manager is not None
        yield services_on(store), Actor(manager.id)
    finally:
        store.close()


def learner_at_first_page(url: str) -> None:
    """Bring the manager, as a learner, to the first page of the course's first module."""
    with services(url) as (held, actor):
        view = held.learning.start(actor, COURSE)
        if view.step.kind.value == "page":
            page = next(step.id for step in view.course.modules[0].steps if step.kind.value == "page")
            held.learning.open_step(actor, COURSE, page)
            return
        while view.step.kind.value != "page":
            if view.item is not None and not view.answered:
                response = demo._response(view.item, view.node, random.Random(1), right=True)
                view = held.learning.answer(actor, COURSE, view.place, response)
            else:
                view = held.learning.forward(actor, COURSE, view.place)


def naive_pages(directory: Path) -> TimedTerminal:
    """The naive page app with the texts of the pages that ours turns."""
    course = Library((courses_directory(),)).course(COURSE)
    pages = [step.id for step in course.modules[0].steps if step.kind.value == "page"][:PAGES]
    texts = [
        "\n".join("".join(span.text for span in line.spans) for line in lines(blocks(words.markdown), 75))
        for words in (course.words["en"].pages[page] for page in pages)
    ]
    file = directory / "pages.json"
    file.write_text(json.dumps(texts), encoding="utf-8")
    return TimedTerminal([sys.executable, str(_HERE / "naive_page.py"), str(file)], environment())
