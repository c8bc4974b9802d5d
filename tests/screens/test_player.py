"""The recorded webinar at the screen: playing, jumping, searching, what counts, and its check, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import Services, services_on
from prevent_tui.desk import Desk
from prevent_tui.domain.courses import Course
from prevent_tui.domain.errors import PreventError
from prevent_tui.i18n import Translator
from prevent_tui.screens.learn import LearnScreen
from prevent_tui.screens.player import PlayerScreen
from prevent_tui.screens.recorded import RecordedScreen
from prevent_tui.services.access import Actor, SignedIn
from prevent_tui.services.recorded import Webinar
from prevent_tui.settings import Settings
from prevent_tui.storage import schema
from tests.beats import StillBeat
from tests.clocks import StillClock
from tests.courses import Shelf, small_course
from tests.recorded import LENGTH, WEBINAR, play, short_webinar
from tests.screens.learning import Face, a_learner


class Viewer(Face):
    """The program with its player's beat in the hand."""

    beat: StillBeat

    async def open(self, *keys: str) -> None:
        """Press keys that lead to the player, and take its beat."""
        await self.press(*keys)
        self.take()

    def take(self) -> None:
        """Take the beat of the player in view."""
        screen = self.app.screen
        assert isinstance(screen, PlayerScreen), self.text
        self.beat = StillBeat()
        screen.beat = self.beat

    async def seconds(self, number: int) -> None:
        """Let the player wake so many times."""
        await self.beat.let(number)
        await self.settle()

    async def answer(self, option: str, *, feedback: str = "") -> None:
        """Give both questions of the check the same answer, and go on to the result."""
        for _ in range(2):
            screen = self.app.screen
            assert isinstance(screen, LearnScreen)
            assert screen.view.item is not None
            await self.press(*["down"] * screen.view.item.options.index(option), "space", "right")
            assert feedback in self.text
            await self.press("right")

    async def webinar(self) -> Webinar:
        """What is recorded."""
        assert self.app.signed_in is not None
        actor = self.app.signed_in.actor
        return await self.app.desk.run(lambda services: services.recorded.overview(actor, WEBINAR))


@asynccontextmanager
async def watching(
    url: str,
    learner: Actor,
    *,
    language: str = "en",
    size: tuple[int, int] = (80, 24),
    course: Course | None = None,
    before: Callable[[Services], None] = lambda services: None,
) -> AsyncIterator[Viewer]:
    """The program at the list of chapters."""
    webinar = course or short_webinar()
    desk = Desk(lambda: services_on(schema.open_store(url), StillClock(), Shelf(small_course(), webinar)))
    app = PreventApp(Settings(database=url, language=language), desk)
    try:
        async with app.run_test(size=size) as pilot:
            await desk.run(before)
            app.signed_in = SignedIn(learner, "00042", "Elin", "Example", None, False, False)
            await app.push_screen(RecordedScreen(WEBINAR))
            viewer = Viewer(pilot, app)
            await viewer.settle()
            yield viewer
    finally:
        desk.close()


@pytest.fixture
def learner(sqlite_url: str) -> Actor:
    return a_learner(sqlite_url)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_from_the_first_second_to_the_certificate(
    sqlite_url: str, learner: Actor, language: str, size: tuple[int, int]
) -> None:
    t = Translator(language)
    first, last = ("Welcome to", "That was all.") if language == "en" else ("Croeso i'r", "Dyna'r cyfan.")
    async with watching(sqlite_url, learner, language=language, size=size) as viewer:
        await viewer.open("enter")
        assert first in viewer.text
        assert f"0:00 {'of' if language == 'en' else 'o'} 0:20" in viewer.text
        await viewer.press("space")
        assert t.tr("Pause") in viewer.text
        await viewer.seconds(19)
        assert last in viewer.text
        await viewer.seconds(1)
        assert t.tr("You have played this chapter to its end.") in viewer.text
        assert not viewer.beat.is_set
        await viewer.press("pagedown", "space")
        await viewer.seconds(LENGTH)
        assert (await viewer.webinar()).all_played
        await viewer.press("tab", "enter")
        assert viewer.screen == "LearnScreen"
        await viewer.answer("b")
        assert t.tr("You have passed") in viewer.text
        assert t.tr("Back to the chapters") in viewer.text
        await viewer.press("enter")
        assert viewer.screen == "RecordedScreen"
    async with watching(sqlite_url, learner, language=language) as viewer:
        assert (await viewer.webinar()).finished_before == 1


async def test_what_is_shown_is_kept_already(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("space")
        for second in range(1, 8):
            await viewer.seconds(1)
            assert f"0:0{second} of 0:20" in viewer.text
            assert (await viewer.webinar()).part("one").head.position == second
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        assert "0:07 of 0:20 · paused" in viewer.text
        assert "The second caption is here." in viewer.text


async def test_paused_it_never_wakes(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        assert not viewer.beat.is_set
        await viewer.press("space")
        assert viewer.beat.waits == [1.0]
        await viewer.press("space")
        assert not viewer.beat.is_set
        await viewer.press("right", "left", "plus", "minus")
        assert not viewer.beat.is_set


async def test_it_wakes_at_most_once_a_second_at_any_speed(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter", "plus", "plus", "plus", "plus", "plus")
        assert "speed 2×" in viewer.text
        await viewer.press("space")
        while viewer.beat.is_set:
            await viewer.seconds(1)
        assert min(viewer.beat.waits) >= 1
        assert sum(viewer.beat.waits) == LENGTH / 2
        assert (await viewer.webinar()).part("one").done


@pytest.mark.parametrize("key", ["f2", "f1", "ctrl+p", "slash"])
async def test_it_pauses_while_something_else_is_looked_at(sqlite_url: str, learner: Actor, key: str) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("space")
        await viewer.seconds(2)
        await viewer.press(key)
        assert not viewer.beat.is_set
        await viewer.press("escape")
        assert "0:02 of 0:20 · paused" in viewer.text
        assert not viewer.beat.is_set


async def test_it_pauses_where_it_cannot_be_seen_and_when_it_is_left(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("space")
        await viewer.pilot.resize_terminal(40, 10)
        await viewer.settle()
        assert not viewer.beat.is_set
        await viewer.pilot.resize_terminal(80, 24)
        await viewer.settle()
        await viewer.press("space")
        assert viewer.beat.is_set
        await viewer.press("escape")
        assert viewer.screen == "RecordedScreen"
        assert not viewer.beat.is_set


async def test_skipping_leaves_it_to_be_played(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("space")
        await viewer.seconds(2)
        await viewer.press("right")
        await viewer.seconds(8)
        assert "still to play: 0:02–0:12" in viewer.text
        await viewer.press("c")
        assert "0:20 · still to play: 0:02–0:12" in viewer.text
        await viewer.open("enter")
        assert "Play what is left" in viewer.text
        await viewer.press("space")
        await viewer.seconds(10)
        assert (await viewer.webinar()).part("one").done


async def test_the_check_stays_shut_until_all_is_played(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("shift+tab", "enter")
        assert "The check opens when every chapter has been played to its end." in viewer.text
        assert viewer.screen == "RecordedScreen"


@pytest.mark.parametrize("counts", [True, False])
@pytest.mark.parametrize("language", ["en", "cy"])
async def test_what_will_count_is_said_first(sqlite_url: str, learner: Actor, language: str, counts: bool) -> None:
    t = Translator(language)
    async with watching(sqlite_url, learner, language=language, course=short_webinar(counts=counts)) as viewer:
        rule = t.tr("It is complete when every chapter has been played to its end and the check is passed.")
        practice = t.tr("This is practice: more chapters are still to come, so finishing it does not count towards "
                        "your certification yet. To be certified, take another option.")  # fmt: skip
        assert (rule in viewer.text) is counts
        assert (practice in viewer.text) is not counts
        assert ("2028" in viewer.text) is counts


async def test_practice_says_so_at_the_end(sqlite_url: str, learner: Actor) -> None:
    def all_played(services: Services) -> None:
        play(services, learner, "one")
        play(services, learner, "two")

    course = short_webinar(counts=False)
    async with watching(sqlite_url, learner, course=course, before=all_played) as viewer:
        assert "Go to the check" in viewer.text
        await viewer.press("enter")
        await viewer.answer("b")
        assert "You have finished it as practice." in viewer.text
        assert "Reference" not in viewer.text
        await viewer.press("enter")
        assert (await viewer.webinar()).finished_before == 1


async def test_a_failed_check_leads_back_to_the_chapter(sqlite_url: str, learner: Actor) -> None:
    def all_played(services: Services) -> None:
        play(services, learner, "one")
        play(services, learner, "two")

    async with watching(sqlite_url, learner, before=all_played) as viewer:
        await viewer.press("enter")
        await viewer.answer("a", feedback="Explained in the chapter")
        assert "Play these chapters again" in viewer.text
        await viewer.press("enter")
        assert viewer.screen == "PlayerScreen"
        await viewer.press("escape")
        assert viewer.screen == "RecordedScreen"
        assert "Go to the check" in viewer.text


async def test_searching_jumps_there_in_any_chapter(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("slash", *"nearly")
        assert "2 captions have it." in viewer.text
        await viewer.press("down", "down", "enter")
        assert "Ending: second" in viewer.text
        assert "Chapter 2 of 2 · 0:10 of 0:20 · paused" in viewer.text
        await viewer.press("slash", *"zzz", "enter")
        assert "No caption has it." in viewer.text


async def test_the_language_changes_while_it_plays(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("space")
        await viewer.seconds(6)
        await viewer.press("ctrl+l")
        assert "Dyma'r ail gapsiwn." in viewer.text
        assert viewer.beat.is_set
        await viewer.seconds(1)
        assert "0:07 o 0:20" in viewer.text


async def test_every_key_is_in_the_list_of_commands(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("ctrl+p")
        for words in ("Play", "Chapters", "Search", "Ten seconds on", "Ten seconds back", "Play faster", "Play slower",
                      "The next chapter", "The chapter before"):  # fmt: skip
            assert words in viewer.text
        await viewer.press(*"seconds on", "enter")
        assert "0:10 of 0:20" in viewer.text


async def test_it_is_opened_from_anywhere(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("ctrl+p", *"the recorded", "enter")
        assert viewer.screen == "RecordedScreen"
        assert len(viewer.app.screen_stack) == 3


async def test_what_could_not_be_kept_stops_it_and_says_so(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.open("enter")
        await viewer.press("space")
        await viewer.seconds(3)

        def full(services: Services) -> None:
            def keep(*_: object) -> None:
                raise PreventError("disk_full")

            services.recorded.keep = keep  # type: ignore[assignment, method-assign]

        await viewer.app.desk.run(full)
        await viewer.seconds(1)
        assert "There is a problem" in viewer.text
        assert not viewer.beat.is_set
        assert (await viewer.webinar()).part("one").head.position == 3
