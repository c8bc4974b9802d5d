"""Writing at the screen: what is typed is kept, called saved only when it is, and shown beside the model answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.widgets import TextArea

from prevent_tui.domain.courses import Nation
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import COURSE
from prevent_tui.services.learning import LONGEST_WORDS, Learning
from prevent_tui.widgets import writing
from tests.courses import REFLECT, walk_to
from tests.screens.learning import Face, a_learner, at_home

KEYS = {" ": "space", "?": "question_mark", "[": "left_square_bracket", "]": "right_square_bracket", "/": "slash"}


@pytest.fixture(autouse=True)
def long_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing pauses only when a test says so."""
    monkeypatch.setattr(writing, "PAUSE", 3600)


@asynccontextmanager
async def writing_at(url: str, *, language: str = "en", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Face]:
    """The program where the reflect step asks."""
    learner = a_learner(url)
    async with at_home(url, learner, language=language, size=size) as face:
        await face.app.desk.run(lambda services: walk_to(services, learner, REFLECT, course=COURSE))
        await face.press("enter")
        assert face.screen == "ReflectScreen"
        yield face


async def type_words(face: Face, words: str) -> None:
    await face.press(*(KEYS.get(letter, letter) for letter in words))


async def pause(face: Face) -> None:
    """Typing stops for a moment."""
    field = face.app.screen.query_one(writing.Writing)
    field.post_message(writing.Writing.Paused())
    await face.settle()


async def kept(face: Face) -> str | None:
    """What is recorded."""
    assert face.app.signed_in is not None
    actor = face.app.signed_in.actor
    draft: str | None = await face.app.desk.run(lambda services: services.learning.current(actor, COURSE).draft)
    return draft


async def test_what_is_typed_is_saved_when_typing_pauses(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        await type_words(face, "ask? [b]/ j")
        assert "ask? [b]/ j" in face.text
        assert "Not saved yet." in face.text
        assert await kept(face) is None
        await pause(face)
        assert "Not saved yet." not in face.text
        assert "Saved." in face.text
        assert await kept(face) == "ask? [b]/ j"


async def test_opened_again_it_shows_the_words_as_saved(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        await type_words(face, "ask")
        await face.press("escape", "enter")
        assert "Saved. Only you see this" in face.text
        await type_words(face, "ed")
        assert "asked" in face.text
        assert "Not saved yet." in face.text


async def test_typing_pauses_by_itself(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PAUSE", 0.01)
    async with writing_at(sqlite_url) as face:
        await type_words(face, "a")
        for _ in range(200):
            if "Saved." in face.text:
                break
            await face.pilot.pause(0.01)
        assert await kept(face) == "a"


@pytest.mark.parametrize("keys", [["tab"], ["escape"], ["tab", "left"], ["f6"]], ids=" ".join)
async def test_leaving_the_field_saves(sqlite_url: str, keys: list[str]) -> None:
    async with writing_at(sqlite_url) as face:
        await type_words(face, "ab")
        await face.press("enter", "c", *keys)
        assert face.app.signed_in is not None
        actor = face.app.signed_in.actor
        view = await face.app.desk.run(lambda services: services.learning.open_step(actor, COURSE, REFLECT))
        assert view.draft == "ab\nc"


async def test_leaving_the_program_saves(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        await type_words(face, "ab")
        await face.press("f1")
        await face.app.action_leave_program()
        assert await kept(face) == "ab"


async def test_the_model_answer_stands_beside_the_words(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        await type_words(face, "ask")
        assert "Compare with a model answer" in face.text
        assert "I would ask first." not in face.text
        await face.press("tab", "right")
        for words in ("What you wrote ask", "A model answer I would ask first.", "• You listen. • You check."):
            assert words in face.text
        assert "PMAP" not in face.text
        await face.press("right")
        assert face.screen == "LearnScreen"
        await face.press("left")
        assert "What you wrote ask" in face.text
        await face.press("left")
        assert isinstance(face.app.focused, TextArea)
        assert face.app.focused.text == "ask"


async def test_it_can_be_skipped(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        await face.press("tab")
        assert "► Compare without writing ◄" in face.text
        await face.press("enter")
        assert "You wrote nothing this time." in face.text
        assert await kept(face) is None


async def test_the_model_answer_differs_by_nation(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        assert face.app.signed_in is not None
        actor = face.app.signed_in.actor
        await face.press("escape")
        await face.app.desk.run(
            lambda services: services.learning.choose_audience(actor, COURSE, Nation.SCOTLAND, None)
        )
        await face.press("enter", "tab", "right")
        assert "Then PMAP." in face.text


async def test_a_failure_is_said_and_nothing_is_called_saved(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise PreventError("disk_full")

    async with writing_at(sqlite_url) as face:
        with monkeypatch.context() as broken:
            broken.setattr(Learning, "keep_words", full)
            await type_words(face, "ab")
            await pause(face)
            assert "NOT saved. The disk is full." in face.text
            assert isinstance(face.app.focused, TextArea)
            await type_words(face, "c")
            await face.press("escape")
            assert "Your last answer was NOT saved" in face.text
            assert face.screen == "ReflectScreen"
            await face.press("enter")
            assert isinstance(face.app.focused, TextArea)
        await face.press("escape")
        assert face.screen == "HomeScreen"
        assert await kept(face) == "abc"


async def test_more_than_can_be_kept_is_said_and_stays_in_the_field(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        field = face.app.screen.query_one(TextArea)
        field.text = "w" * (LONGEST_WORDS + 1)
        await face.settle()
        await pause(face)
        assert f"NOT saved. Write {LONGEST_WORDS} characters or fewer" in face.text
        assert len(field.text) == LONGEST_WORDS + 1
        assert await kept(face) is None


async def test_the_language_changes_and_the_words_stay(sqlite_url: str) -> None:
    async with writing_at(sqlite_url, size=(60, 20)) as face:
        await type_words(face, "ab")
        await face.press("ctrl+l")
        t = Translator("cy")
        assert t.tr("In your own words") in face.text
        assert face.app.screen.query_one(TextArea).text == "ab"
        await pause(face)
        assert t.tr("Saved.") in face.text


async def test_an_arrow_says_where_the_focus_is(sqlite_url: str) -> None:
    async with writing_at(sqlite_url) as face:
        assert "► In your own words" in face.text
        await face.press("tab")
        assert "► In your own words" not in face.text
        await face.press("shift+tab")
        assert "► In your own words" in face.text
