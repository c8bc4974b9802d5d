"""The glossary at the screen: opened from anywhere, at the words of a page, in both languages and widths."""

from __future__ import annotations

import pytest

from prevent_tui.domain.courses import Nation, Sector
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import COURSE
from prevent_tui.widgets.words import Words
from tests.courses import walk_to
from tests.screens.learning import Face, a_learner, at_home


async def at_page(face: Face, step: str = "first-page", *, nation: Nation | None = None) -> None:
    """Continue at a page, told for a nation."""
    assert face.app.signed_in is not None
    learner = face.app.signed_in.actor
    await face.app.desk.run(lambda services: walk_to(services, learner, step, course=COURSE))
    if nation is not None:
        await face.app.desk.run(
            lambda services: services.learning.choose_audience(learner, COURSE, nation, Sector.OTHER)
        )
    await face.press("enter")


def meaning(face: Face) -> str:
    """What is said of the term under the cursor."""
    return str(face.app.screen.query_one("#meaning", Words).content)


async def test_a_page_lists_its_words_and_the_glossary_opens_at_them(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await at_page(face, nation=Nation.SCOTLAND)
        assert "Words explained (g): panel · PMAP" in face.text
        await face.press("g")
        assert face.screen == "GlossaryScreen"
        assert "► panel" in face.text
        assert "• PMAP" in face.text
        assert "• is on the page you came from" in face.text
        assert "Scotland: It is called a Prevent Multi-Agency Panel" in meaning(face)
        assert "England:" not in meaning(face)
        await face.press("escape")
        assert "Words explained (g)" in face.text


async def test_it_opens_from_any_screen_and_goes_back_there(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        for opening in ((), ("c",), ("e",)):
            await face.press(*opening)
            came_from = face.screen
            await face.press("g")
            assert face.screen == "GlossaryScreen"
            assert "► advice line" in face.text
            assert "on the page" not in face.text
            await face.press("escape")
            assert face.screen == came_from
            if opening:
                await face.press("escape")


async def test_in_a_field_g_is_a_letter(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("ctrl+p", *"glossary")
        assert face.screen == "CommandsScreen"
        await face.press("enter")
        assert face.screen == "GlossaryScreen"


@pytest.mark.parametrize(
    ("language", "typed", "found"), [("en", "vuln", "vulnerable"), ("cy", "agôred", "agored i niwed")]
)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_finding_as_one_types(
    sqlite_url: str, size: tuple[int, int], language: str, typed: str, found: str
) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url), language=language, size=size) as face:
        await face.press("g", "slash", *typed, "enter")
        assert f"► {found}" in face.text
        assert face.text.count(found) >= 2, "its meaning is told"
        await face.press("slash", *"zzz")
        assert Translator(language).tr("No word fits.") in face.text
        await face.press("escape", "escape")
        assert face.screen == "HomeScreen"


async def test_a_term_leads_to_others(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("g", "slash", *"reasonable", "enter", "tab", "enter")
        assert "► panel" in face.text
        assert "A group of people" in meaning(face)


async def test_the_same_term_in_the_other_language(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("g", "slash", *"consent", "enter", "slash", *["backspace"] * 7, "enter")
        await face.press("end", "ctrl+l")
        assert "► agored i niwed" in face.text


async def test_the_meaning_stands_below_a_narrow_list(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url), size=(60, 20)) as face:
        await face.press("g")
        rows, told = face.app.screen.query_one("#rows").region, face.app.screen.query_one("#told").region
        assert rows.bottom <= told.y
        assert min(rows.height, told.height) >= 4
        await face.pilot.resize_terminal(100, 30)
        await face.settle()
        rows, told = face.app.screen.query_one("#rows").region, face.app.screen.query_one("#told").region
        assert rows.right <= told.x
        assert rows.y == told.y
