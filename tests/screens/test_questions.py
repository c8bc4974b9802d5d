"""Questions and results at the screen: what is said, once, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from prevent_tui.bootstrap import services_on
from prevent_tui.domain.courses import QuestionWords
from prevent_tui.i18n import Translator
from prevent_tui.screens import asking, telling
from prevent_tui.screens.home import COURSE
from prevent_tui.services.access import Actor
from tests.clocks import StillClock
from tests.courses import Shelf, right, varied_course, walk_to, wrong
from tests.databases import opened
from tests.factories import completed
from tests.screens.learning import Face, a_learner, at_home, services_of


def before(url: str, step: str) -> Actor:
    """Somebody at the first screen of a step."""
    learner = a_learner(url)
    services = services_of(url)
    walk_to(services, learner, step, course=COURSE)
    services.store.close()
    return learner


def failed(url: str) -> Actor:
    """Somebody at the result of a final check without a right answer."""
    learner = before(url, "final")
    services = services_of(url)
    view = services.learning.start(learner, COURSE)
    while not view.is_summary:
        if view.item is not None and not view.answered:
            view = services.learning.answer(learner, COURSE, view.place, wrong(view))
        else:
            view = services.learning.forward(learner, COURSE, view.place)
    services.store.close()
    return learner


async def answer(face: Face, *, good: bool) -> None:
    """Answer the question on the screen through the service, and show what came of it."""
    assert face.app.signed_in is not None
    actor = face.app.signed_in.actor

    def work(services):  # type: ignore[no-untyped-def]
        view = services.learning.current(actor, COURSE)
        return services.learning.answer(actor, COURSE, view.place, (right if good else wrong)(view))

    await face.app.desk.run(work)
    await face.press("escape", "enter")


async def test_the_first_question_before_a_module_says_that_it_does_not_count(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("enter", "space", "right", "space", "right")
        assert "Question 1 of 2" in face.text
        assert "This does not count" in face.text
        await answer(face, good=True)
        await face.press("right")
        assert "Question 2 of 2" in face.text
        assert "This does not count" not in face.text


async def test_pages_to_read_again_open_in_front_of_the_result(sqlite_url: str) -> None:
    async with at_home(sqlite_url, failed(sqlite_url)) as face:
        await face.press("enter")
        assert "Not passed yet" in face.text
        assert face.app.focused is not None
        assert face.app.focused.id == "reread-0"
        await face.press("enter")
        assert face.screen == "LookScreen"
        assert "Back to your result" in face.text
        await face.press("enter")
        assert face.screen == "LearnScreen"
        assert "Not passed yet" in face.text
        assert face.app.focused.id == "reread-0"
        await face.press("ctrl+l", "enter", "escape", "shift+tab", "enter")
        assert "Cwestiwn 1 o" in face.text


async def test_the_certificate_opens_from_my_learning_too(sqlite_url: str) -> None:
    learner = a_learner(sqlite_url)
    async with at_home(sqlite_url, learner) as face:
        assert not face.app.screen.query_one("#certificate").display
    services = services_of(sqlite_url)
    completed(services, learner, "2026-10-01")
    services.store.close()
    async with at_home(sqlite_url, learner) as face:
        face.app.screen.query_one("#certificate").focus()  # it may stand below what is in view
        await face.settle()
        assert "Your certificate" in face.text
        await face.press("enter")
        assert face.screen == "CertificateScreen"
        assert "1 October 2026" in face.text


def test_a_place_too_long_for_its_line_breaks_before_where_in_the_module_it_is(sqlite_url: str) -> None:
    learner = a_learner(sqlite_url)
    services = services_of(sqlite_url)
    view, t = services.learning.start(learner, COURSE), Translator("en")
    services.store.close()
    line = telling.where(t, view)
    assert telling.where(t, view, len(line)) == line
    place, _, position = telling.where(t, view, len(line) - 1).partition("\n")
    assert line == f"{place}. {position}"
    assert telling.where(t, view, 10) == line


@pytest.mark.parametrize(
    ("chosen", "told"), [("b", ["B fits."]), ("a", ["A misses it.", "B is right, because it fits."])]
)
def test_why_the_right_answer_is_right_is_said_once(sqlite_url: str, chosen: str, told: list[str]) -> None:
    feedback = {"a": "A misses it.", "b": "B fits.", "right": "B is right, because it fits."}
    course = varied_course(COURSE)
    words = QuestionWords("Which?", options={"a": "A", "b": "B"}, feedback=feedback)
    course = replace(course, words={"en": replace(course.words["en"], questions={"one": words})})
    learner = a_learner(sqlite_url)
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock(), Shelf(course))
        view = services.learning.start(learner, COURSE)
        view = services.learning.answer(learner, COURSE, view.place, chosen)
    shown = asking.question(Translator("en"), view).feedback.plain
    assert [text for text in feedback.values() if text in shown] == told
