"""Nation and sector at the screen: asked when a course begins, one page each, and changed from the overview."""

from __future__ import annotations

from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import COURSE
from tests.courses import walk_to
from tests.screens.learning import Face, a_learner, at_home


async def audience(face: Face) -> Audience:
    """What is recorded."""
    assert face.app.signed_in is not None
    actor = face.app.signed_in.actor
    return await face.app.desk.run(lambda services: services.learning.current(actor, COURSE).audience)


async def test_both_are_asked_before_the_first_place_and_saved_one_by_one(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("enter")
        assert "Where do you work?" in face.text
        assert "(*)" not in face.text
        await face.press("down", "down", "space", "right")
        assert "What kind of work do you do?" in face.text
        assert "(*)" not in face.text
        assert await audience(face) == Audience(Nation.SCOTLAND)
        await face.press("down", "space", "right")
        assert "Question 1 of 2" in face.text
        assert await audience(face) == Audience(Nation.SCOTLAND, Sector.HEALTH)


async def test_an_answer_must_be_chosen(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("enter", "right")
        assert "There is a problem" in face.text
        assert "Choose an answer" in face.text
        assert await audience(face) == Audience()


async def test_enter_chooses_and_enter_again_goes_on(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("enter", "enter")
        assert "(*) England" in face.text
        await face.press("enter", "down", "enter")
        assert "(*) Health" in face.text
        await face.press("enter")
        assert "Question 1 of 2" in face.text
        assert "(*)" not in face.text
        await face.press("enter", "enter")
        assert "Continue" in face.text


async def test_what_was_answered_is_not_asked_again(sqlite_url: str) -> None:
    learner = a_learner(sqlite_url)
    async with at_home(sqlite_url, learner) as face:
        await face.press("enter", "down", "space", "right")
    async with at_home(sqlite_url, learner) as face:
        await face.press("enter")
        assert "What kind of work do you do?" in face.text
        await face.press("left")
        assert "(*) Wales" in face.text
        await face.press("right", "space", "right")
        assert "Question 1 of 2" in face.text


async def test_a_module_opens_only_when_both_are_known(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("enter", "escape", "c", "tab", "shift+tab", "shift+tab", "enter")
        assert "Where do you work?" in face.text


async def test_the_language_changes_and_the_tick_stays(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("enter", "down", "space", "ctrl+l")
        assert f"(*) {Translator('cy').tr('Wales')}" in face.text
        assert Translator("cy").tr("Where do you work?") in face.text


async def test_pages_show_what_was_chosen_and_it_can_be_changed_from_the_overview(sqlite_url: str) -> None:
    learner = a_learner(sqlite_url)
    async with at_home(sqlite_url, learner) as face:
        await face.app.desk.run(lambda services: walk_to(services, learner, "first-page", course=COURSE))
        await face.press("enter")
        assert "The panel is Channel." in face.text
        await face.press("escape", "c")
        assert "Pages are shown for: England; Other work." in face.text
        await face.press("tab", "enter")
        assert "Where do you work?" in face.text
        await face.press("down", "down", "space", "right", "down", "space", "right")
        assert "Pages are shown for: Scotland; Health." in face.text
        await face.press("shift+tab", "enter")
        assert "The panel is PMAP. Ask in your clinic." in face.text
        assert "Channel" not in face.text


async def test_leaving_in_between_keeps_what_was_answered(sqlite_url: str) -> None:
    learner = a_learner(sqlite_url)
    async with at_home(sqlite_url, learner) as face:
        await face.app.desk.run(lambda services: walk_to(services, learner, "first-page", course=COURSE))
        await face.press("c", "tab", "enter", "down", "space", "right", "escape")
        assert "Pages are shown for: Wales; Other work." in face.text


async def test_before_the_start_there_is_nothing_to_change(sqlite_url: str) -> None:
    async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
        await face.press("c")
        assert "Start the course" in face.text
        assert "Nation and sector" not in face.text


async def test_it_fits_a_small_terminal_in_welsh(sqlite_url: str) -> None:
    t = Translator("cy")
    async with at_home(sqlite_url, a_learner(sqlite_url), language="cy", size=(60, 20)) as face:
        await face.press("enter", "down", "space", "right")
        for words in ("What kind of work do you do?", "Other work", "Save and continue"):
            assert t.tr(words) in face.text
