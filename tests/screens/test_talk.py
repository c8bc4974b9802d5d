"""A toolbox talk at the screen: planned, presented, shown to the room, its register taken and signed off."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import services_on
from prevent_tui.content.talks import load, talk_directory
from prevent_tui.desk import Desk
from prevent_tui.domain.registers import Stage
from prevent_tui.i18n import Translator
from prevent_tui.screens import talk_slide, talk_words
from prevent_tui.screens.home import HomeScreen
from prevent_tui.screens.register import RegisterScreen
from prevent_tui.screens.talk_slide import TalkSlideScreen
from prevent_tui.services.access import OPERATOR, Actor, SignedIn
from prevent_tui.services.registers import RegisterView
from prevent_tui.settings import Settings
from prevent_tui.storage import schema
from prevent_tui.widgets.block_letters import block_letters
from prevent_tui.widgets.large import laid_out
from tests import factories, talks
from tests.clocks import TODAY, StillClock
from tests.databases import opened
from tests.screens.learning import Face


@pytest.fixture
def boss(sqlite_url: str) -> Actor:
    """A manager with a report, in a database with some others."""
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock())
        for number, given, family in (("00007", "Siân", "Ŵyn"), ("00008", "Sioned", "Wynne")):
            factories.person(services, number, given=given, family=family)
        return talks.presenter(services)


def begin(url: str, boss: Actor, *numbers: str, step: int = 0) -> str:
    """A talk that has begun, with these people on its register, at a step; gives its identity."""
    with opened(url) as store:
        services = services_on(store, StillClock())
        row = talks.begun(services, boss)
        talks.signed_in(services, boss, row, *numbers)
        services.talks.show(boss, row.id, step)
        return row.id


@asynccontextmanager
async def talking(
    url: str, boss: Actor, *, language: str = "en", size: tuple[int, int] = (80, 24), at: str = ""
) -> AsyncIterator[Face]:
    """The program with the manager signed in, at the list of talks or at a talk's page."""
    desk = Desk(lambda: services_on(schema.open_store(url), StillClock()))
    app = PreventApp(Settings(database=url, language=language), desk)
    try:
        async with app.run_test(size=size) as pilot:
            app.signed_in = SignedIn(boss, "boss", "Marged", "Manager", None, False, True)
            await app.push_screen(HomeScreen())
            app.action_talks()
            face = Face(pilot, app)
            await face.settle()
            if at:
                await face.press("enter", *at)
            yield face
    finally:
        desk.close()


async def type_in(face: Face, text: str) -> None:
    """Type into the field with the focus, letter by letter."""
    await face.press(*("space" if letter == " " else letter for letter in text))


async def view(face: Face, register_id: str) -> RegisterView:
    """The register as it is kept."""
    return await face.app.desk.run(lambda services: services.registers.read(OPERATOR, register_id))


# -- planning ------------------------------------------------------------------------------------------------------


async def test_the_list_is_reached_from_the_commands_and_from_the_team(sqlite_url: str, boss: Actor) -> None:
    async with talking(sqlite_url, boss) as face:
        await face.press("escape", "ctrl+p")
        await type_in(face, "toolbox")
        await face.press("enter")
        assert face.screen == "TalksScreen"
        assert "You have not planned a talk yet." in face.text
        await face.press("escape", "t")
        assert face.screen == "TeamScreen"
        await face.press("t")
        assert face.screen == "TalksScreen"


async def test_who_manages_nobody_is_not_offered_it(sqlite_url: str, boss: Actor) -> None:
    with opened(sqlite_url) as store:
        learner = factories.person(services_on(store, StillClock()), "learner")
    async with talking(sqlite_url, boss) as face:
        face.app.signed_in = SignedIn(learner, "learner", "Elin", "Example", None, False, False)
        await face.press("escape", "ctrl+p")
        assert "Toolbox talks" not in face.text
        assert "Follow the slides of a talk" in face.text


async def test_a_talk_is_planned_and_begun(sqlite_url: str, boss: Actor) -> None:
    async with talking(sqlite_url, boss) as face:
        await face.press("n", "enter")
        assert "18 11 2026" in face.text
        await face.press("enter")
        assert "Enter where the talk is held" in face.text
        await face.press("escape", "n")
        await type_in(face, "Depot")
        await face.press("tab", *["backspace"] * 10)
        await type_in(face, "31 2 2027")
        await face.press("enter")
        assert "Enter a day, such as 18 11 2026" in face.text
        assert "Depot" in face.text
        await face.press("enter")
        await face.press(*["backspace"] * 9)
        await type_in(face, "1 12 2026")
        await face.press("enter")
        assert "1 December 2026 · Depot" in face.text
        assert "18 November 2026 becomes the day of everybody's completion" in face.text
        assert face.app.focused is face.app.screen.query_one("#handout")
        await face.press("up", "enter")
        assert "Slide 1 of 16 · the clock starts with the next slide" in face.text


async def test_a_talk_of_a_day_that_is_over_is_written_down_for_that_day(sqlite_url: str, boss: Actor) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock())
        planned, today = (services.talks.plan(boss, day, "Yard") for day in (yesterday, TODAY))
    async with talking(sqlite_url, boss) as face:
        await face.press("enter")
        assert "Write down the talk" not in face.text
        await face.press("escape", "down", "enter")
        assert "Write down the talk of 17 November 2026" in face.text
        await face.press("enter")
        assert face.screen == "RegisterScreen"
        await type_in(face, "boss-1")
        await face.press("enter")
        register = (await view(face, planned.id)).register
        assert (register.stage, register.held_on, len(register.present)) == (Stage.OPEN, yesterday, 1)
        assert (await view(face, today.id)).register.stage is Stage.PLANNED


# -- presenting ----------------------------------------------------------------------------------------------------


async def test_a_remote_turns_the_slides_and_they_are_kept(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, at="p") as face:
        await face.press("pagedown", "space", "pageup", "right")
        assert "Slide 3 of 16 · 2 min of 30 · 2 min ahead" in face.text
        assert "The duty, and your part in it" in face.text
        assert "Next: It can be anyone" in face.text
        showing = await face.app.desk.run(lambda services: services.talks.showing(boss, register_id))
        assert showing.step == 2
    async with talking(sqlite_url, boss, at="p") as face:
        assert "The duty, and your part in it" in face.text


async def test_notes_and_spoken_questions_are_for_the_presenter_alone(sqlite_url: str, boss: Actor) -> None:
    begin(sqlite_url, boss, step=1)
    async with talking(sqlite_url, boss, size=(80, 50), at="p") as face:
        assert "Prevent is one part of CONTEST" in face.text
        assert "Ask: Which of the three" in face.text
        assert "Hope to hear:" in face.text
        await face.press("a")
        assert face.screen == "TalkSlideScreen"
        assert "1. tackle the ideas behind terrorism" in face.text
        assert "CONTEST" not in face.text
        assert "Ask:" not in face.text
        await face.press("pagedown")
        assert "Your part: notice" in face.text
        await face.press("n")
        assert "Slide 3 of 16" in face.text


async def test_the_answer_of_a_question_is_shown_before_the_next(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss, step=12)
    async with talking(sqlite_url, boss, size=(80, 40), at="p") as face:
        assert "Right: B." in face.text
        assert "not counted yet" in face.text
        assert "► B" not in face.text
        await face.press("c")
        for count in ("1", "12", "x"):
            await type_in(face, count)
            await face.press("tab")
        await face.press("enter")
        assert "A count is a number from 0 to 999" in face.text
        face.app.screen.query_one("#count-c").value = ""  # type: ignore[attr-defined]
        await face.app.screen.act()  # type: ignore[attr-defined]
        await face.settle()
        assert "Hands: A 1 · B 12 · C 0" in face.text
        await face.press("escape")
        assert "12 of 13 hands right: You are worried about a colleague." in face.text
        await face.press("p", "pagedown")
        assert "► B" in face.text
        await face.press("pagedown")
        assert "Slide 14 of 16" in face.text
        assert (await view(face, register_id)).register.hands == {"who-first": {"a": 1, "b": 12, "c": 0}}


async def test_from_the_last_slide_on_to_the_register(sqlite_url: str, boss: Actor) -> None:
    begin(sqlite_url, boss, step=15)
    async with talking(sqlite_url, boss, at="p") as face:
        assert "► The register ◄ [ Audience ]" in face.text
        await face.press("space")
        assert face.screen == "RegisterScreen"


async def test_a_second_terminal_follows_and_does_not_lead(
    sqlite_url: str, boss: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_slide, "POLL", 1000)
    register_id = begin(sqlite_url, boss, "boss-1", step=4)
    async with talking(sqlite_url, boss) as face:
        await face.press("f")
        await type_in(face, "9")
        await face.press("enter")
        assert "There is no talk with that number." in face.text
        await face.press("enter", "backspace")
        await type_in(face, "1")
        await face.press("enter")
        screen = face.app.screen
        assert isinstance(screen, TalkSlideScreen)
        assert "Push: feeling left out" in face.text
        await face.press("pagedown", "n")
        assert face.app.screen is screen
        assert "Push: feeling left out" in face.text
        await face.app.desk.run(lambda services: services.talks.show(boss, register_id, 5))
        face.app.doorbell.ring(register_id)
        await face.settle()
        assert "Open pages, then closed groups," in face.text

        def sign(services: object) -> None:
            registers = services.registers  # type: ignore[attr-defined]
            registers.sign_off(boss, register_id, registers.preview(boss, register_id))

        await face.app.desk.run(sign)
        await screen.look()
        await face.settle()
        assert "Thank you for coming." in face.text


async def test_the_talk_that_goes_on_is_suggested_and_one_to_come_is_waited_for(sqlite_url: str, boss: Actor) -> None:
    begin(sqlite_url, boss)
    with opened(sqlite_url) as store:
        planned = services_on(store, StillClock()).talks.plan(boss, TODAY, "Depot")
    async with talking(sqlite_url, boss, size=(120, 40)) as face:
        await face.press("f")
        assert face.app.screen.query_one("#number", Input).value == "1"
        await type_in(face, "2")  # in place of what is suggested
        await face.press("enter")
        screen = face.app.screen
        assert isinstance(screen, TalkSlideScreen)
        assert "Sign in on the register as you come in." in face.text
        await face.app.desk.run(lambda services: services.talks.begin(boss, planned.id))
        await screen.look()
        await face.settle()
        assert "Slide 1 of 16 · Prevent: half an hour together" in face.text
        await face.app.desk.run(lambda services: services.talks.cancel(boss, planned.id, "fire alarm"))
        await screen.look()
        await face.settle()
        assert "Thank you for coming." in face.text


@pytest.mark.parametrize("language", ["en", "cy"])
async def test_what_to_ask_is_in_view_at_80_by_24(sqlite_url: str, boss: Actor, language: str) -> None:
    """On nearly every slide; the others say that there is more below."""
    begin(sqlite_url, boss)
    ask = Translator(language).tr("Ask:")
    async with talking(sqlite_url, boss, language=language, at="p") as face:
        in_view = 0
        for _ in range(12):
            in_view += ask in face.text
            assert ask in face.text or "▼" in face.text
            await face.press("pagedown")
        assert in_view >= 11


async def test_the_next_slide_stands_beside_the_notes_where_there_is_room(sqlite_url: str, boss: Actor) -> None:
    begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, size=(120, 40), at="p") as face:
        assert "Today, in about 30 minutes:" in face.text
        assert "One of four parts of the UK's plan" in face.text
        assert "Welcome, and thank you for coming." in face.text


# -- the register --------------------------------------------------------------------------------------------------


async def test_after_an_unknown_number_the_next_is_typed_at_once(sqlite_url: str, boss: Actor) -> None:
    """No letter of a name is taken for a key, and what was typed before is replaced."""
    begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, at="r") as face:
        await type_in(face, "zzz")
        await face.press("enter")
        assert "Nobody on the staff list has that number or name." in face.text
        await type_in(face, "boss-1")
        await face.press("enter")
        assert "Signed in: Rhys Report." in face.text
        assert "There is a problem" not in face.text


async def test_who_helps_is_told_when_the_register_is_signed_off(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss, "boss-1")
    with opened(sqlite_url) as store:
        helper = talks.presenter(services_on(store, StillClock()), "helper")
    async with talking(sqlite_url, helper) as face:
        screen = RegisterScreen(register_id)
        await face.app.push_screen(screen)
        await face.settle()

        def sign(services: object) -> None:
            registers = services.registers  # type: ignore[attr-defined]
            registers.sign_off(boss, register_id, registers.preview(boss, register_id))

        await face.app.desk.run(sign)
        await type_in(face, "helper-1")
        await face.press("enter")
        assert "signed off already by Marged Manager" in face.text
        screen.on_screen_resume()
        await face.settle()
        assert "This register was signed off meanwhile, or the talk was cancelled." in face.text


async def test_people_sign_in_by_number_or_by_name(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, at="r") as face:
        await type_in(face, "boss-1")
        await face.press("enter")
        assert "Signed in: Rhys Report." in face.text
        await type_in(face, "boss-1")
        await face.press("enter")
        assert "Rhys Report is on the register already." in face.text
        await type_in(face, "wyn")
        assert "Siân Ŵyn" in face.text
        assert "Rhys" not in face.text.partition("already.")[2]
        await face.press("enter", "down", "enter")
        assert "Signed in: Sioned Wynne." in face.text
        assert "2 signed in" in face.text
        names = [line.name for line in (await view(face, register_id)).present]
        assert names == ["Rhys Report", "Sioned Wynne"]


async def test_who_is_not_found_is_offered_the_way_for_walk_ins(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, at="r") as face:
        await type_in(face, "zzz")
        await face.press("enter")
        assert "Nobody on the staff list has that number or name." in face.text
        await face.press("enter", "escape", "tab", "w")
        await face.press("enter", "enter")
        assert "Enter a name" in face.text
        face.app.screen.query_one("#name").focus()
        await type_in(face, "Nia")
        await face.press("tab")
        await type_in(face, "N-1")
        await face.press("enter")
        assert "Signed in: Nia." in face.text
        assert "not on the staff list yet" in face.text
        assert [line.pending for line in (await view(face, register_id)).present] == ["staff_list"]


async def test_somebody_is_taken_off_with_a_reason(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss, "boss-1")
    async with talking(sqlite_url, boss, at="r") as face:
        await face.press("tab", "x", "enter")
        assert "Enter a reason" in face.text
        face.app.screen.query_one("#reason").focus()
        await type_in(face, "left early")
        await face.press("enter")
        assert "taken off: left early" in face.text
        assert (await view(face, register_id)).present == ()


async def test_signing_off_says_what_it_does_and_then_has_done_it(
    sqlite_url: str, boss: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    register_id = begin(sqlite_url, boss, "boss-1", "00007")
    async with talking(sqlite_url, boss, at="r") as face:
        await face.press("tab", "s")
        assert "It records 2 completions." in face.text
        assert (await view(face, register_id)).register.stage is Stage.OPEN
        await face.press("enter")
        reference = (await view(face, register_id)).row.reference
        assert "2 completions are recorded." in face.text
        assert reference in face.text
        await face.press("s")
        saved = sorted(path.name for path in (tmp_path / "prevent_tui").iterdir())
        assert saved == sorted(f"register-{reference}{end}" for end in (".csv", "-totara.csv", ".html"))
        await face.press("r", "x")
        await type_in(face, "was not there")
        await face.press("enter")
        assert "void: was not there" in face.text
        await face.press("escape", "escape")
        assert face.screen == "TalksScreen"
        assert "Signed off" in face.text


async def test_what_changed_meanwhile_is_shown_before_it_is_signed(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss, "boss-1")
    async with talking(sqlite_url, boss, at="r") as face:
        await face.press("tab", "s")
        await face.app.desk.run(lambda services: services.registers.sign_in(boss, register_id, "00007"))
        await face.press("enter")
        assert "The register has changed" in face.text
        assert "It records 2 completions." in face.text
        await face.app.desk.run(
            lambda services: services.registers.sign_off(
                OPERATOR, register_id, services.registers.preview(OPERATOR, register_id)
            )
        )
        face.app.screen.query_one("#sign").focus()
        await face.press("enter")
        assert "This register is signed off." in face.text
        assert (await view(face, register_id)).register.stage is Stage.SIGNED


async def test_an_empty_register_says_why_it_is_not_signed(sqlite_url: str, boss: Actor) -> None:
    begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, at="r") as face:
        await face.press("tab", "s")
        assert "Nobody is on the register yet." in face.text
        assert "It records" not in face.text


async def test_what_another_terminal_adds_shows(sqlite_url: str, boss: Actor) -> None:
    register_id = begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, at="r") as face:
        await face.app.desk.run(lambda services: services.registers.sign_in(boss, register_id, "00007"))
        face.app.screen.on_screen_resume()  # type: ignore[attr-defined]
        await face.settle()
        assert "Siân Ŵyn" in face.text


async def test_names_that_look_like_markup_stay_names(sqlite_url: str, boss: Actor) -> None:
    with opened(sqlite_url) as store:
        factories.person(services_on(store, StillClock()), "[/b]", given="O'[/b]Brien", family="[red]x[/]")
    begin(sqlite_url, boss, "[/b]")
    async with talking(sqlite_url, boss, at="r") as face:
        assert "O'[/b]Brien [red]x[/]" in face.text
        await face.press("tab", "x")
        assert "Take O'[/b]Brien [red]x[/] off the register" in face.text


# -- both languages, every size ------------------------------------------------------------------------------------


async def test_the_language_changes_and_the_place_stays(sqlite_url: str, boss: Actor) -> None:
    begin(sqlite_url, boss, step=2)
    t = Translator("cy")
    async with talking(sqlite_url, boss, at="p") as face:
        await face.press("ctrl+l")
        assert "Y ddyletswydd, a'ch rhan chi ynddi" in face.text
        assert t.tr("Slide %(number)s of %(of)s", number=3, of=16) in face.text
        await face.press("r")
        await type_in(face, "zzz")
        await face.press("ctrl+l")
        assert "zzz" in face.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "cy"])
async def test_every_slide_fits_the_room(sqlite_url: str, boss: Actor, size: tuple[int, int], language: str) -> None:
    begin(sqlite_url, boss)
    async with talking(sqlite_url, boss, size=size, language=language, at="a") as face:
        talk = await face.app.desk.run(lambda services: services.talks.content(boss))
        for step in talk.steps[:12]:
            words = talk.words_in(language).slides[step.id]
            shown = laid_out(words.title, words.lines, size[0] - 4, size[1] - 2)
            assert len(shown) <= size[1] - 2
            assert max(len(text) for text, _ in shown) <= size[0] - 4
            squeezed = face.text.replace(" ", "")
            assert all(line.replace(" ", "") in squeezed for line in (words.title, *words.lines))
            await face.press("pagedown")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_title_can_be_set_in_block_letters(language: str) -> None:
    talk = load(talk_directory()).talk
    assert talk is not None
    t = Translator(language)
    for step in talk.steps:
        title = talk_words.title(t, talk, step)
        shown = laid_out(title, ["one line"], 116, 36)
        assert any("█" in text for text, _ in shown), title
        assert max(len(text) for text, _ in shown) <= 116
    assert block_letters("日") is None


def test_a_title_stands_in_the_middle_in_one_line_or_two() -> None:
    for title in ("One line", "A title that is so long that it takes two"):
        shown = [text for text, style in laid_out(title, [], 116, 36) if set(text) & set("▄▀█")]
        for row in range(0, len(shown), 3):
            letters = shown[row : row + 3]
            left = min(len(text) - len(text.lstrip()) for text in letters)
            right = 116 - max(len(text) for text in letters)
            assert abs(left - right) <= 2, title


async def test_the_handout_is_read_and_saved(
    sqlite_url: str, boss: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with talking(sqlite_url, boss, language="cy") as face:
        await face.press("h")
        assert "Prevent: beth i'w gofio" in face.text
        await face.press("s")
        page = tmp_path / "prevent_tui" / "handout-cy.html"
        assert '<html lang="cy">' in page.read_text(encoding="utf-8")
        assert "0800 011 3764" in page.read_text(encoding="utf-8")
