"""Searching a course at the screen: results, reading only, and the place one comes back to."""

from __future__ import annotations

import pytest

from prevent_tui.domain.courses import Nation
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import COURSE
from prevent_tui.services.learning import Overview
from prevent_tui.widgets.rows import Rows
from tests.courses import REFLECT
from tests.screens.learning import Face, a_learner, at_home
from tests.screens.test_glossary import at_page, meaning


async def overview(face: Face) -> Overview:
    """What is recorded."""
    assert face.app.signed_in is not None
    actor = face.app.signed_in.actor
    return await face.app.desk.run(lambda services: services.learning.overview(actor, COURSE))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("language", ["en", "cy"])
async def test_results_say_where_they_are_and_show_the_line(
    sqlite_url: str, language: str, size: tuple[int, int]
) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url), language=language, size=size) as face:
        await at_page(face, nation=Nation.SCOTLAND)
        await face.press("slash", *"pmap")
        t = Translator(language)
        assert "The panel " + t.tr("Module %(number)s: %(title)s", number=1, title="first") in face.text
        assert "The panel is PMAP." in face.text
        assert "PMAP " + t.tr("Glossary") in face.text
        found = len(face.app.screen.query_one("#rows", Rows).rows)
        assert t.ngettext("%(number)s result", "%(number)s results", found) in face.text


async def test_looking_at_a_page_moves_nothing(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face, "first-page")
        before, shown = await overview(face), face.text
        await face.press("slash", *"second", "enter")
        assert face.screen == "LookScreen"
        assert "The second page." in face.text
        assert "your place in the course stays" in face.text
        await face.press("space", "pagedown", "pageup", "escape")
        assert face.screen == "SearchScreen"
        assert "The second page." in face.text
        await face.press("escape")
        assert face.text == shown
        assert await overview(face) == before


async def test_a_question_keeps_its_ticks(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face, "first-before", nation=Nation.WALES)
        await face.press("down", "space")
        before, shown = await overview(face), face.text
        assert "(*)" in shown
        await face.press("slash", *"panel", "down", "enter", "escape", "escape")
        assert face.text == shown
        assert await overview(face) == before


async def test_a_term_opens_in_the_glossary_for_the_same_nation(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face, nation=Nation.WALES)
        await face.press("slash", *"safeguarding lead", "enter")
        assert face.screen == "GlossaryScreen"
        assert "► safeguarding lead" in face.text
        assert "Wales: In a school this is the designated safeguarding person" in meaning(face)
        assert "England:" not in meaning(face)
        await face.press("escape")
        assert face.screen == "SearchScreen"


async def test_it_opens_from_the_overview_and_from_the_commands(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("c", "slash")
        assert face.screen == "SearchScreen"
        await face.press("escape", "escape")
        await at_page(face)
        await face.press("ctrl+p", *"search the course", "enter")
        assert face.screen == "SearchScreen"


async def test_what_is_written_in_a_field_is_not_a_search(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face, REFLECT)
        await face.press("slash", "g")
        assert face.screen == "ReflectScreen"
        await face.press("tab", "slash", *"panel", "escape")
        assert face.screen == "ReflectScreen"
        assert "/g" in face.text


async def test_nothing_fits_and_the_other_language(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face)
        await face.press("slash", *"cydsyniad")
        assert "Nothing fits." in face.text
        await face.press("ctrl+l")
        assert f"cydsyniad {Translator('cy').tr('Glossary')}" in face.text


async def test_the_cursor_goes_between_the_field_and_what_was_found(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face)
        await face.press("slash", *"page", "down")
        assert face.app.focused is face.app.screen.query_one("#rows")
        await face.press("up")
        assert face.app.focused is face.app.screen.query_one("#find")
        await face.press("slash")
        assert "page/" in face.text
