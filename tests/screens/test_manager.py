"""A manager at the screen: a person's acts, reminders, files, the teams they look after, and a place far down."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import services_on
from prevent_tui.desk import Desk
from prevent_tui.domain.people import StaffRow
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import HomeScreen
from prevent_tui.services.access import OPERATOR, Actor, SignedIn, stand_ins
from prevent_tui.services.team import Question, Team, TeamRow
from prevent_tui.settings import Settings
from prevent_tui.storage import schema
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import opened
from tests.screens.learning import Face
from tests.sessions import booked, session_line, sessions_file

MANY = 200


def organisation(url: str, directory: Path) -> dict[str, Actor]:
    """A manager with a report who never completed anything, somebody who stands in, and an administrator."""
    with opened(url) as store:
        services = services_on(store, StillClock())
        boss = factories.person(services, "1", given="Rhian", family="Boss")
        rows = [StaffRow("2", "Ali", "Red", email="ali@example.org", started_on=factories.NEW_STAFF_SINCE)]
        rows.append(StaffRow("3", "No", "Address", started_on=factories.NEW_STAFF_SINCE))
        ali, _ = factories.staff(services, rows, managers=[boss, boss])
        delegate = factories.person(services, "4", given="Nia", family="Delegate")
        factories.stands_in(services, boss, delegate, until=TODAY + dt.timedelta(days=5))
        administrator = factories.person(services, "5", family="Admin", administrator=True)
        factories.person(services, "00700", family="Trainer")
        services.sessions.import_sessions(OPERATOR, sessions_file(directory, session_line()))
        booked(services, "w1", [ali])
        return {"boss": boss, "delegate": delegate, "administrator": administrator, "ali": ali}


@asynccontextmanager
async def at_home(
    url: str, directory: Path, who: str, *, language: str = "en", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Face]:
    """My learning of one of them."""
    actor = organisation(url, directory)[who]
    desk = Desk(lambda: services_on(schema.open_store(url), StillClock()))
    settings = Settings(database=url, language=language, save_directory=str(directory / "saved"), contact="HR")
    app = PreventApp(settings, desk)
    try:
        async with app.run_test(size=size) as pilot:
            held = await desk.run(lambda services: _stand_ins(services.store, actor))
            app.signed_in = SignedIn(actor, "1", "Rhian", "Boss", None, False, who == "boss", stands_in=held)
            await app.push_screen(HomeScreen())
            face = Face(pilot, app)
            await face.settle()
            yield face
    finally:
        desk.close()


def _stand_ins(store: object, actor: Actor) -> tuple[object, ...]:
    with store.read():  # type: ignore[attr-defined]
        return stand_ins(factories.id_of(actor), TODAY)


async def test_a_persons_page_and_what_to_do_about_it(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("t", "end", "enter")
        assert "Ali Red 2" in face.text
        assert "No course in progress." in face.text
        assert "Prevent webinar, Wednesday 2 December 2026, 14:00 to 15:30: has a place" in face.text
        await face.press("a", *"1 11 2026", "enter")
        assert "The day must be today or later" in face.text
        await face.press("enter", *["backspace"] * 9, *"20 11 2026", "enter")
        assert face.screen == "PersonScreen"
        assert "A toolbox talk is planned for 20 November 2026." in face.text
        await face.press("b")
        assert "Webinars and workshops Ali Red" in face.text
        await face.press("escape", "m")
        assert "To Ali Red <ali@example.org>" in face.text
        assert "Write 1 draft" in face.text


async def test_ones_own_page_has_no_acts(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("e")
        assert "How the dates are worked out" in face.text
        assert "No course in progress" not in face.text
        await face.press("b", "a", "m")
        assert face.screen == "PersonScreen"


@pytest.mark.parametrize("language", ["en", "cy"])
async def test_reminders_are_shown_first_then_written(sqlite_url: str, tmp_path: Path, language: str) -> None:
    t = Translator(language)
    async with at_home(sqlite_url, tmp_path, "boss", language=language) as face:
        await face.press("t", "m")
        assert t.tr("Draft reminders") in face.text
        assert "No Address" in face.text
        assert "Ali Red <ali@example.org>" in face.text
        assert not (tmp_path / "saved").exists()
        await face.press("enter")
        (folder,) = (tmp_path / "saved").iterdir()
        assert folder.name == f"reminders-{TODAY}"
        assert [file.name for file in folder.iterdir()] == ["1-2.eml"]
        assert folder.name in face.text.replace(" ", "")
        await face.press("enter", "escape")
        assert face.screen == "TeamScreen"


async def test_what_is_shown_is_what_is_saved(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("t", "slash", *"ali", "enter", "x")
        assert "My team: 1 person; name contains “ali”" in " ".join(face.text.split())
        await face.press("down", "down", "down", "enter")
        (file,) = (tmp_path / "saved").iterdir()
        assert file.name == f"team-1-{TODAY}.json"
        assert file.name in face.text
        held = json.loads(file.read_text(encoding="utf-8"))
        assert [one["name"] for one in held["people"]] == ["Ali Red"]
        await face.press("up", "up", "up", "enter")
        page = (tmp_path / "saved" / f"team-1-{TODAY}.html").read_text(encoding="utf-8")
        assert "<title>The team of Rhian Boss</title>" in page


@pytest.mark.parametrize("key", ["x", "m"])
async def test_escape_stops_what_takes_long_and_leaves_nothing(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    real = Team.ranges

    def without_end(team: Team, actor: Actor, question: Question) -> Generator[list[TeamRow], None, None]:
        while True:
            yield from real(team, actor, question)

    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("t", key)
        monkeypatch.setattr(Team, "ranges", without_end)
        await face.pilot.press("enter")
        await face.pilot.pause()
        assert "ing … " in face.text
        assert "Esc Stop" in face.text
        await face.press("escape")
        assert "Stopped. Nothing was saved." in face.text
        assert "Esc Back" in face.text
        assert not list(tmp_path.glob("saved/*")) + list(tmp_path.glob("saved/.*"))
        monkeypatch.undo()
        await face.press("enter")
        assert len(list(tmp_path.glob("saved/*"))) == 1
        await face.press("escape")
        assert face.screen == "TeamScreen"


async def test_a_folder_that_cant_be_written_is_said_and_nothing_is_lost(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "saved").write_text("a file")
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("t", "x", "enter")
        assert "There is a problem" in face.text
        await face.press("escape", "m", "enter")
        assert "There is a problem" in face.text
        assert "Write 1 draft" in face.text


async def test_nothing_is_saved_at_a_kiosk(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "kiosk", True, raising=False)
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("t", "x", "m")
        assert face.screen == "TeamScreen"
        await face.press("ctrl+p", *"save")
        assert "Save this list as a file" not in face.text
        await face.press("escape", "enter")
        assert "Arrange a talk" in face.text
        assert "Draft a reminder" not in face.text


async def test_a_delegate_opens_the_managers_team(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "delegate") as face:
        assert "[ My team ]" not in face.text
        await face.press("m")
        assert "The team of Rhian Boss (for them until 23 November 2026)" in face.text
        await face.press("enter")
        assert "The team of Rhian Boss" in face.text
        assert "2 people" in face.text
        await face.press("end", "enter", "b")
        assert "Webinars and workshops Ali Red" in face.text


@pytest.mark.parametrize("language", ["en", "cy"])
async def test_an_administrator_sees_everyone_and_those_without_a_manager(
    sqlite_url: str, tmp_path: Path, language: str
) -> None:
    t = Translator(language)
    async with at_home(sqlite_url, tmp_path, "administrator", language=language) as face:
        await face.press("m")
        assert t.tr("People without a manager, or whose manager has left") + ": 4" in face.text
        await face.press("enter")
        assert t.tr("Everyone") in face.text
        assert t.ngettext("%(number)s person", "%(number)s people", 6) in face.text
        await face.press("escape", "down", "enter")
        assert t.tr("People without a manager") in face.text
        assert t.ngettext("%(number)s person", "%(number)s people", 4) in face.text
        assert "Ali Red" not in face.text


async def test_the_forecast_stands_against_places(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("t", "p")
        assert "1 place booked by these people, 1 place left." in face.text
        assert "December 2026 0 0 1 1" in face.text


@pytest.mark.parametrize("down", [30, 75, 130, MANY])
async def test_the_place_is_kept_far_down(sqlite_url: str, tmp_path: Path, down: int) -> None:
    with opened(sqlite_url) as store:
        services = services_on(store, StillClock())
        boss = factories.person(services, "100", given="Big", family="Boss")
        rows = [StaffRow(f"p{n:03d}", "P", f"N{n:03d}", started_on=factories.NEW_STAFF_SINCE) for n in range(MANY)]
        factories.staff(services, rows, managers=[boss] * MANY)
        administrator = factories.person(services, "101", administrator=True)
        assert services.team.counts(boss, Question(factories.id_of(boss), TODAY))
    desk = Desk(lambda: services_on(schema.open_store(sqlite_url), StillClock()))
    app = PreventApp(Settings(database=sqlite_url), desk)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            app.signed_in = SignedIn(administrator, "101", "A", "A", None, False, False)
            from prevent_tui.screens.team import TeamScreen

            await app.push_screen(TeamScreen(factories.id_of(boss), "Big Boss"))
            face = Face(pilot, app)
            await face.settle()
            name = f"► ■ Red P N{min(down, MANY - 1):03d}"
            await face.press(*(["end"] if down == MANY else ["pagedown"] * (down // 14) + ["down"] * (down % 14)))
            assert name in face.text
            await face.press("enter")
            assert face.screen == "PersonScreen"
            await face.press("escape")
            assert name in face.text
            await face.press("up")
            assert f"► ■ Red P N{min(down, MANY - 1) - 1:03d}" in face.text
    finally:
        desk.close()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_every_page_fits(sqlite_url: str, tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_home(sqlite_url, tmp_path, "boss", language="cy", size=size) as face:
        t = Translator("cy")
        await face.press("t", "enter")
        assert f"[ {t.tr('Book a place')} ]" in face.text
        short = t.tr("Remind") if size[0] == 60 else t.tr("Draft a reminder")
        assert f"[ {short} ]" in face.text
        await face.press("escape", "p")
        assert t.tr("Turn red") in face.text
        assert t.tr("Free") in face.text
