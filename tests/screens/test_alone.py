"""The toolbox talk watched alone: from My learning to its end in both languages, kept, and never a completion."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import Services, services_on
from prevent_tui.desk import Desk
from prevent_tui.i18n import Translator
from prevent_tui.screens.alone_player import AlonePlayerScreen
from prevent_tui.screens.home import HomeScreen
from prevent_tui.screens.recorded import time
from prevent_tui.screens.talks import TalksScreen
from prevent_tui.services.access import OPERATOR, Actor, SignedIn
from prevent_tui.services.alone import Watched
from prevent_tui.settings import Settings
from prevent_tui.storage import models, schema
from prevent_tui.widgets.words import Words
from tests import factories, talks
from tests.beats import StillBeat
from tests.clocks import TODAY, StillClock
from tests.courses import COURSE, Shelf, varied_course
from tests.databases import opened
from tests.screens.learning import Face


class Viewer(Face):
    """The program with the player's beat in the hand."""

    beat: StillBeat

    async def open(self, *keys: str) -> None:
        """Press keys that lead to the player, and take its beat."""
        await self.press(*keys)
        screen = self.app.screen
        assert isinstance(screen, AlonePlayerScreen), self.text
        self.beat = screen.beat = StillBeat()

    async def seconds(self, number: int) -> None:
        """Let the player wake so many times."""
        await self.beat.let(number)
        await self.settle()

    async def until_it_waits(self) -> None:
        """Let it play until it sleeps."""
        while self.beat.is_set:
            await self.beat.let()
        await self.settle()

    async def watched(self) -> Watched:
        """What is kept."""
        assert self.app.signed_in is not None
        actor = self.app.signed_in.actor
        return await self.app.desk.run(lambda services: services.alone.open(actor))

    async def completions(self) -> int:
        """How many completions there are."""

        def count(services: Services) -> int:
            with services.store.read():
                return int(models.Completion.select().count())

        return await self.app.desk.run(count)


def asking(services: Services, actor: Actor) -> None:
    """Somebody without a computer, who has asked for a talk."""
    services.options.answer(actor, "it_access", "no")
    services.requests.ask(actor)


@asynccontextmanager
async def watching(
    url: str,
    learner: Actor,
    *,
    language: str = "en",
    size: tuple[int, int] = (80, 24),
    before: Callable[[Services, Actor], None] = asking,
) -> AsyncIterator[Viewer]:
    """The program at My learning."""
    desk = Desk(lambda: services_on(schema.open_store(url), StillClock(), Shelf(varied_course(COURSE))))
    app = PreventApp(Settings(database=url, language=language), desk)
    try:
        async with app.run_test(size=size) as pilot:
            await desk.run(lambda services: before(services, learner))
            app.signed_in = SignedIn(learner, "00042", "Elin", "Example", None, False, False)
            await app.push_screen(HomeScreen())
            viewer = Viewer(pilot, app)
            await viewer.settle()
            yield viewer
    finally:
        desk.close()


@pytest.fixture
def learner(sqlite_url: str) -> Actor:
    with opened(sqlite_url) as store:
        return factories.person(services_on(store, StillClock()))


@pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("cy", (60, 20))])
async def test_from_my_learning_to_the_end_which_completes_nothing(
    sqlite_url: str, learner: Actor, language: str, size: tuple[int, int]
) -> None:
    t = Translator(language)
    first = "These are the slides" if language == "en" else "Dyma sleidiau sgwrs"
    async with watching(sqlite_url, learner, language=language, size=size) as viewer:
        await viewer.press("w")
        warning = t.tr("Watching alone does not complete the talk.")
        assert (
            "does not complete the toolbox talk" if language == "en" else "cwblhau'r sgwrs blwch offer"
        ) in viewer.text
        await viewer.open("enter")
        assert warning in viewer.text
        await viewer.press("space")
        assert t.tr("Pause") in viewer.text
        await viewer.seconds(4)
        assert first in viewer.text
        await viewer.until_it_waits()
        assert t.tr("Think about it:") in viewer.text
        assert t.tr("Go on") in viewer.text
        await viewer.press(*["pagedown"] * 15, "space")
        await viewer.until_it_waits()
        await viewer.press("space")
        await viewer.until_it_waits()
        assert t.tr("This is the end of the talk.") in viewer.text
        assert warning in viewer.text
        await viewer.press("space")
        assert viewer.screen == "AloneScreen"
        assert t.tr("You have watched the talk to its end. Nothing has been recorded by it.") in viewer.text
        assert (await viewer.watched()).head.at_end
        assert await viewer.completions() == 0


async def test_what_is_shown_is_kept_already(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        await viewer.open("enter")
        await viewer.press("pagedown", "space")
        begins = (await viewer.watched()).head.position
        for second in range(begins + 1, begins + 5):
            await viewer.seconds(1)
            assert (await viewer.watched()).head.position == second
        caption = viewer.app.screen.query_one("#caption", Words).render()
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        assert "You are at slide 2 of 16: What Prevent is for." in viewer.text
        await viewer.press("enter")
        assert viewer.app.screen.query_one("#caption", Words).render() == caption
        assert "paused" in viewer.text


async def test_paused_it_never_wakes_and_playing_at_most_once_a_second(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        await viewer.open("enter")
        assert not viewer.beat.is_set
        await viewer.press("right", "left", "pagedown", "pageup", "plus", "plus", "plus", "plus")
        assert not viewer.beat.is_set
        await viewer.press("space")
        await viewer.until_it_waits()
        assert min(viewer.beat.waits) >= 1
        assert "Think about it:" in viewer.text
        before = len(viewer.beat.waits)
        await viewer.press("right")
        assert len(viewer.beat.waits) == before


async def test_what_cannot_be_kept_is_not_shown(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        await viewer.open("enter")
        await viewer.press("right", "space")

        def rename(services: Services, old: str, new: str) -> None:
            with services.store.write():
                services.store.database.execute_sql(f"ALTER TABLE {old} RENAME TO {new}")

        await viewer.app.desk.run(lambda services: rename(services, "watching", "away"))
        await viewer.seconds(1)
        assert "There is a problem" in viewer.text
        assert "Slide 1 of 16 · 0:10 of" in viewer.text
        assert "· paused" in viewer.text
        assert not viewer.beat.is_set
        await viewer.app.desk.run(lambda services: rename(services, "away", "watching"))
        await viewer.press("space", "space")
        assert "There is a problem" not in viewer.text
        await viewer.seconds(1)
        assert "Slide 1 of 16 · 0:11 of" in viewer.text


@pytest.mark.parametrize("key", ["f2", "t"])
async def test_it_pauses_while_something_else_is_looked_at(sqlite_url: str, learner: Actor, key: str) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        await viewer.open("enter")
        await viewer.press("space", key)
        assert not viewer.beat.is_set
        await viewer.press("escape")
        assert not viewer.beat.is_set
        assert "paused" in viewer.text


async def test_another_language_goes_on_at_the_same_second(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        await viewer.open("enter")
        await viewer.press("pagedown", "pagedown", "right", "ctrl+l")
        second = (await viewer.watched()).captions["cy"].begins[2] + 10
        assert f"Sleid 3 o 16 · {time(second)} o" in viewer.text
        assert "Nid yw gwylio ar eich pen eich hun yn cwblhau'r sgwrs." in viewer.text


async def test_slides_are_turned_and_a_question_is_answered_when_one_goes_on(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        await viewer.open("enter")
        await viewer.press(*["pagedown"] * 12)
        assert "Slide 13 of 16" in viewer.text
        assert "► B" not in viewer.text
        await viewer.press("space")
        assert "► B Your manager or the safeguarding lead – right" in viewer.text
        await viewer.press("pageup")
        assert "Slide 12 of 16" in viewer.text


async def test_the_whole_text_is_read_and_saved(
    sqlite_url: str, learner: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w", "t")
        assert viewer.screen == "TalkTextScreen"
        assert "does not complete the toolbox talk" in viewer.text
        await viewer.press("ctrl+l", "s")
        assert "talk-cy.html" in viewer.text
        assert len(list(tmp_path.rglob("talk-cy.html"))) == 1


async def test_who_asked_for_a_talk_is_told_that_it_waits_and_when_it_is(sqlite_url: str, learner: Actor) -> None:
    def planned(services: Services, actor: Actor) -> None:
        asking(services, actor)
        held = services.requests.mine(actor)
        assert held is not None
        services.requests.plan(OPERATOR, held.id, TODAY)

    async with watching(sqlite_url, learner) as viewer:
        await viewer.press("w")
        assert "You have asked for a toolbox talk." in viewer.text
    async with watching(sqlite_url, learner, before=planned) as viewer:
        await viewer.press("w")
        assert "Your toolbox talk is planned for 18 November 2026." in viewer.text


def no_computer(services: Services, actor: Actor) -> None:
    services.options.answer(actor, "it_access", "no")
    services.options.answer(actor, "staff_group", "place")
    services.options.answer(actor, "frontline", "no")


@pytest.mark.parametrize("keys", [("o", "shift+tab"), ("a", "tab")], ids=["the options", "asking for a talk"])
async def test_other_ways_in(sqlite_url: str, learner: Actor, keys: tuple[str, ...]) -> None:
    async with watching(sqlite_url, learner, before=no_computer) as viewer:
        await viewer.press("w")
        assert viewer.screen == "HomeScreen"  # nothing was asked for
        await viewer.press(*keys, "enter")
        assert viewer.screen == "AloneScreen"
        assert "Ask for a toolbox talk: your manager arranges it." in viewer.text


async def test_everybody_finds_it_in_the_list_of_commands(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner, before=lambda services, actor: None) as viewer:
        await viewer.press("ctrl+p", *"watch", "enter")
        assert viewer.screen == "AloneScreen"
        assert "To be certified, choose one of your options." in viewer.text


async def test_a_guest_is_told_what_can_be_completed(sqlite_url: str, learner: Actor) -> None:
    async with watching(sqlite_url, learner, before=lambda services, actor: None) as viewer:
        viewer.app.signed_in = await viewer.app.desk.run(lambda services: services.guests.start())
        viewer.app.action_alone()
        await viewer.settle()
        assert "Your own course is the one that you can complete here." in viewer.text
        assert "See the options" not in viewer.text
        await viewer.press("enter")
        assert viewer.screen == "AlonePlayerScreen"


async def test_a_manager_watches_it_from_the_list_of_talks(sqlite_url: str, learner: Actor) -> None:
    with opened(sqlite_url) as store:
        boss = talks.presenter(services_on(store, StillClock()))
    async with watching(sqlite_url, boss, before=lambda services, actor: None) as viewer:
        viewer.app.push_screen(TalksScreen())
        await viewer.settle()
        await viewer.press("w")
        assert viewer.screen == "AloneScreen"
        await viewer.press("escape", "h", "t")
        assert viewer.screen == "TalkTextScreen"
