"""No English on a Welsh screen: every screen is opened in Welsh at 80×24 and read to its end."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from textual.pilot import Pilot
from textual.widgets import Input

from prevent_tui import i18n
from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import Services, services_on
from prevent_tui.desk import Desk
from prevent_tui.domain.courses import Phase, QuestionKind, Step, StepKind
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.people import StaffRow
from prevent_tui.screens.audience import AudienceScreen
from prevent_tui.screens.certificate import CertificateScreen
from prevent_tui.screens.opening import screen_of
from prevent_tui.screens.player import PlayerScreen
from prevent_tui.screens.recorded import RecordedScreen
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.learning import View
from prevent_tui.settings import Settings
from prevent_tui.start_page import SUPPORT_PAGES
from prevent_tui.storage import schema
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.choices import Choices
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.writing import Writing
from tests import courses, hands
from tests.clocks import StillClock
from tests.databases import opened
from tests.factories import PASSWORD, absent, account, completed, day, staff
from tests.sessions import booked, session_line, sessions_file
from tools.messages import LOCALES

CATALOGUE = LOCALES / "cy" / "LC_MESSAGES" / "prevent_tui.po"
COURSE = "elearning"
MANAGER, LEARNER, NEWCOMER = "00001", "00042", "00044"
NAMES = {
    MANAGER: ("Marged", "Example"),
    LEARNER: ("Elin", "Next"),
    "00043": ("Gethin", "Green"),
    NEWCOMER: ("Nia", "Of"),
    "00045": ("Huw", "Ŵyn"),
    "00046": ("Siân", "O'[/b]Brien"),
    "00047": ("Will", "Back"),
}

WORDS = """
about after again amber and answer answers are back because before below but cancel certified change choose click
close code command complete completed completion continue correct count course date delete done due each edit else
enter error everyone explain feedback find finish from green grey have hide his how invalid key keys last learn
learning least leave less line manager may menu minutes missing more must name near need next nobody not nothing
number of open option options overdue page pages palette part pass password people person's please practice press
previous question questions quit read red renew result retry right save saved screen screenful scroll search select
should show since sorry start started submit team than that the their them then there these they this those toggle
training try until use value void wait were what when where which who why will window with without wrong you your
"""
COMMON = frozenset(WORDS.split())
"""English words that are no words of Welsh."""

PROPER = re.compile(r"gov\.uk/[\w-]+|/\S+/prevent_tui\b|\b(?:Pursue|Protect|Prepare|CONTEST|Enter|Space)\b")
FRAME = re.compile(r"[║╔╗╚╝═│╭╮╰╯─►◄▼●▲■○]")


# -- what English is -----------------------------------------------------------------------------------------------


def words_of(message: str) -> str:
    """A message as a pattern: its words, with anything in place of what the program fills in."""
    parts = re.split(r"%\(\w+\)[a-z]", message.replace("%%", "%").strip())
    pattern = r".{1,80}?".join(_whole(part) for part in parts if part.strip())
    return rf"(?<!\w){pattern}(?!\w)"


def _whole(part: str) -> str:
    """Where a space stands a word ends: "to %(ends)s on" is not in "torri ... person"."""
    before, after = (r"(?<!\w)" if part[0].isspace() else ""), (r"(?!\w)" if part[-1].isspace() else "")
    return f"{before}{re.escape(part.strip())}{after}"


def english() -> dict[str, re.Pattern[str]]:
    """Every English message that reads otherwise in Welsh."""
    with CATALOGUE.open("rb") as po:
        messages = [message for message in read_po(po) if message.id]
    found = {}
    for message in messages:
        welsh = {message.string} if isinstance(message.string, str) else set(message.string or ())
        for text in [message.id] if isinstance(message.id, str) else message.id:
            if text not in welsh:
                found[text] = re.compile(words_of(text))
    return found


ENGLISH = english()


def english_in(text: str) -> list[str]:
    """The English in a screen's text: whole messages, then common words."""
    for names in NAMES.values():
        text = text.replace(" ".join(names), " ")
    text = " ".join(PROPER.sub(" ", FRAME.sub(" ", text)).split())
    messages = [message for message, pattern in ENGLISH.items() if pattern.search(text)]
    return messages + [word for word in re.findall(r"[\w'’]+", text) if word.lower() in COMMON]


def test_english_is_found_where_it_is() -> None:
    assert english_in("║ There is a    ║\n║ problem     ║") == ["There is a problem", "There"]
    assert english_in("Tudalen 3 of 9") == ["of"]
    assert "Page %(number)s of %(of)s" in english_in("Page 3 of 9")
    assert not english_in("Elin Next: rhowch wybod yn gov.uk/report-terrorism")


def marked() -> Iterator[tuple[Path, str]]:
    """Every text that is marked for translation, wherever in an expression it stands."""
    for file in (LOCALES.parent / "prevent_tui").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                texts = call.args[: {"N_": 1, "tr": 1, "ngettext": 2}.get(name, 0)]
                yield from ((file, text.value) for text in texts if isinstance(text, ast.Constant))


def test_every_marked_text_is_in_the_catalogue() -> None:
    """The extractor sees no text inside the braces of an f-string."""
    with CATALOGUE.open("rb") as po:
        messages = [message.id for message in read_po(po)]
    held = {text for message in messages for text in ([message] if isinstance(message, str) else message)}
    assert not [f"{file.name}: {text}" for file, text in marked() if text not in held]


# -- the program in Welsh ------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue as it stands now, not as it was when it was last compiled."""
    file = tmp_path / "locales" / "cy" / "LC_MESSAGES" / "prevent_tui.mo"
    file.parent.mkdir(parents=True)
    with CATALOGUE.open("rb") as po, file.open("wb") as mo:
        write_mo(mo, read_po(po))
    monkeypatch.setattr(i18n, "_PLACES", (tmp_path / "locales",))
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def actors(sqlite_url: str, clock: StillClock) -> dict[str, Actor]:
    """A manager with people in every colour, and completions that count and don't for every reason."""
    with opened(sqlite_url) as store:
        return workplace(services_on(store, clock))


def workplace(services: Services) -> dict[str, Actor]:
    """Everybody there is, as actors by payroll number."""
    started = {"00046": day("2026-09-01")}
    rows = [StaffRow(n, *names, started_on=started.get(n, day("2020-09-01"))) for n, names in NAMES.items()]
    (manager,) = staff(services, rows[:1])
    people = dict(zip(NAMES, [manager, *staff(services, rows[1:], managers=[manager] * 6)], strict=True))
    for number in (MANAGER, LEARNER):
        account(services, people[number])
    for on, option in (("2020-10-01", "webinar-live"), ("2021-01-04", "elearning"), ("2022-08-01", "wrap")):
        completed(services, manager, on, option=option)
    completed(services, manager, "2025-06-02", option="webinar-recorded")
    completed(services, manager, "2025-07-01", option="briefing", voided=True)
    completed(services, people[LEARNER], "2025-01-20")
    completed(services, people["00043"], "2026-10-01")
    absent(services, people["00045"], "2026-11-01", "2027-01-31")
    completed(services, people["00047"], "2022-01-20")
    return people


@asynccontextmanager
async def reading(url: str, clock: StillClock, *, contact: str = "") -> AsyncIterator[Reader]:
    """The program in Welsh, and somebody who reads it."""
    desk = Desk(lambda: services_on(schema.open_store(url), clock))
    app = PreventApp(Settings(database=url, language="cy", contact=contact), desk)
    async with app.run_test(size=(80, 24)) as pilot:
        yield Reader(pilot, app)
    desk.close()


class Reader:
    """A person at the program in Welsh who reads everything that is shown."""

    def __init__(self, pilot: Pilot[int], app: PreventApp) -> None:
        self.pilot = pilot
        self.app = app

    async def press(self, *keys: str) -> None:
        """Press keys, and wait for what follows from each."""
        await hands.press(self.app, *keys)

    async def settle(self) -> None:
        """Wait until what was asked of the services is shown."""
        await hands.settled(self.app)

    async def type(self, text: str) -> None:
        """Type into the field with the focus."""
        assert isinstance(self.app.focused, Input)
        self.app.focused.value = text
        await self.settle()

    async def read(self, expected: str = "") -> str:
        """Read the screen to its end; there is no English on it. `expected` says that this is the right screen."""
        seen = [self._lines()]
        while len(seen) < 20:
            await self.press("pagedown")
            if (now := self._lines()) == seen[-1]:
                break
            seen.append(now)
        name = type(self.app.screen).__name__
        for text in (*seen, *self._hints()):
            assert not (found := english_in(text)), f"{name}: {found} in\n{text}"
        whole = " ".join(" ".join(seen).split())
        assert expected in whole, f"{name} does not show {expected!r}:\n{seen[0]}"
        return whole

    async def read_with_help(self, expected: str = "") -> str:
        """The screen, then the help and the commands that go with it."""
        whole = await self.read(expected)
        await self.press("f1")
        await self.read("Ar y sgrin y daethoch ohoni")
        await self.press("escape", "ctrl+p")
        await self.read("Beth y gellir ei wneud yma")
        await self.press("escape")
        return whole

    async def act(self, name: str) -> None:
        """Choose what has that id."""
        self.app.screen.query_one(f"#{name}", Action).focus()
        await self.press("enter")

    async def sign_in(self, number: str, secret: str) -> None:
        """From the start to what comes after signing in."""
        await self.press("enter", "enter")
        await self.type(number)
        await self.press("tab")
        await self.type(secret)
        await self.press("enter")

    def _lines(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def _hints(self) -> list[str]:
        widgets = list(self.app.screen.walk_children(with_self=True))
        placeholders = [widget.placeholder for widget in widgets if isinstance(widget, Input)]
        return [str(text) for text in [*placeholders, *(widget.tooltip for widget in widgets)] if text]


# -- the screens ---------------------------------------------------------------------------------------------------


async def test_the_start_and_what_can_be_read_without_an_account(sqlite_url: str, clock: StillClock) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.read_with_help("Dechrau nawr")
        await reader.press("f2")
        await reader.read_with_help("Poeni am rywun?")
        await reader.press("escape")
        for name, _ in SUPPORT_PAGES:
            await reader.act(f"support-{name}")
            await reader.read("y person sy'n gofalu am y rhaglen hon")
            await reader.press("escape")
        await reader.press("f1", "slash")
        await reader.type("cyfrinair")
        await reader.read("cyfrinair")


async def test_searching_for_what_can_be_done(sqlite_url: str, clock: StillClock) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.press("ctrl+p")
        await reader.type("poeni")
        await reader.read("Poeni am rywun: pwy i'w ffonio")
        await reader.type("zzz")
        await reader.read()


async def test_the_glossary(sqlite_url: str, clock: StillClock) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.press("g")
        await reader.read_with_help("Gweler hefyd")
        await reader.press("end")
        await reader.read("ystyriaeth ddyledus")
        await reader.press("slash")
        await reader.type("zzz")
        await reader.read("Nid oes gair sy'n cyfateb.")


async def test_searching_the_course(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.sign_in(LEARNER, PASSWORD)
        await reader.press("c", "slash")
        await reader.read_with_help("Nid yw eich lle yn y cwrs yn newid.")
        await reader.type("zzz")
        await reader.read("Nid oes dim yn cyfateb.")
        await reader.type("cydsyniad")
        await reader.read("Modiwl 4: ")
        await reader.press("enter")
        await reader.read_with_help("Dim ond edrych yr ydych")


@pytest.mark.parametrize("contact", ["", "y ddesg hyfforddi"])
async def test_signing_in(sqlite_url: str, clock: StillClock, actors: dict[str, Actor], contact: str) -> None:
    async with reading(sqlite_url, clock, contact=contact) as reader:
        await reader.press("enter", "enter")
        await reader.read_with_help("Rhif cyflogres")
        await reader.act("sign-in")
        await reader.read("Nodwch eich rhif cyflogres")
        await reader.press("escape")
        await reader.sign_in(MANAGER, "not the password")
        await reader.read("Nid yw'r rhif cyflogres a'r cyfrinair neu'r cod yn cyfateb.")
        for _ in range(8):
            await reader.act("sign-in")
        await reader.read("Gormod o gynigion.")


async def test_without_an_account(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.press("enter")
        await reader.read_with_help("Sut ydych chi am ddechrau?")
        await reader.press("right", "enter")
        for question in ("Ble rydych chi'n gweithio?", "Pa fath o waith rydych chi'n ei wneud?"):
            await reader.read(question)
            await reader.press("space", "right")
        await reader.read_with_help("Ysgrifennwch y rhif hwn i lawr.")
        await reader.press("enter", "escape")
        await reader.read_with_help("Ychwanegu'r cwrs hwn at eich cofnod hyfforddi")
        assert reader.app.signed_in is not None
        guest = reader.app.signed_in
        await reader.app.desk.run(lambda services: courses.finish(services, guest.actor, course=COURSE))
        await reader.app.desk.run(lambda services: services.learning.leave(guest.actor, COURSE))
        await reader.press("escape", "tab", "enter")
        await reader.read_with_help("Os ydych wedi mewngofnodi â rhif cyflogres o'r blaen")
        await reader.press("right", "enter")
        await reader.read_with_help("Cawsoch ef pan ddechreuoch.")
        for number, expected in (
            ("", "Nodwch eich cyfeirnod"),
            ("U", "U byth yn rhan o gyfeirnod"),
            ("0", "Mae gan gyfeirnod 15 o lythrennau a digidau; mae gan hwn 1."),
            ("0000 0000 0000 001", "Mae un nod yn y cyfeirnod yn anghywir"),
            ("0000 0000 0000 000", "Nid oes neb wedi dechrau cwrs gyda'r rhif hwn yma."),
            (guest.reference or "", "Eich enw ar gyfer y dystysgrif"),
        ):
            reader.app.screen.query_one("#reference", Input).value = number
            await reader.act("continue")
            await reader.read(expected)
        await reader.read_with_help("Enw llawn")
        await reader.act("save")
        await reader.read("Nodwch enw")
        reader.app.screen.query_one("#name", Input).value = "x" * 101
        await reader.act("save")
        await reader.read("Rhaid i enw fod yn 100 nod neu lai")
        reader.app.screen.query_one("#name", Input).value = "Elin Next"
        await reader.act("save")
        await reader.read_with_help("Newid yr enw ar eich tystysgrif")
        await reader.act("claim")
        for field, text in (("payroll", LEARNER), ("secret", PASSWORD)):
            reader.app.screen.query_one(f"#{field}", Input).value = text
        await reader.act("sign-in")
        await reader.read_with_help("Ychwanegu cwrs a ddilynoch heb gyfrif")
        await reader.act("add")
        await reader.read_with_help("Wedi'i ychwanegu at eich cofnod hyfforddi")
        await reader.press("enter")
        await reader.press("escape", "enter", "right", "enter")
        reader.app.screen.query_one("#reference", Input).value = guest.reference or ""
        await reader.act("continue")
        await reader.read("Ychwanegwyd y cwrs hwn at gofnod hyfforddi.")


async def test_opening_a_governors_account(sqlite_url: str, clock: StillClock) -> None:
    async with reading(sqlite_url, clock) as reader:
        (key,) = await reader.app.desk.run(lambda services: services.registration.issue_keys(OPERATOR))
        await reader.press("enter", "enter")
        await reader.act("register")
        await reader.read_with_help("Agor cyfrif ag allwedd gofrestru")
        for number, expected in (
            ("", "Nodwch eich allwedd gofrestru"),
            ("0000 0000 0000 000", "Nid yw'r allwedd gofrestru hon yn hysbys"),
            (key, "Eich enw a chyfrinair"),
        ):
            reader.app.screen.query_one("#key", Input).value = number
            await reader.act("continue")
            await reader.read(expected)
        await reader.read_with_help("Agor fy nghyfrif")
        await reader.act("open")
        await reader.read("Nodwch eich enw cyntaf")
        for field, text in (("given", "Elin"), ("family", "Next"), ("password", PASSWORD), ("again", PASSWORD)):
            reader.app.screen.query_one(f"#{field}", Input).value = text
        await reader.act("open")
        await reader.read_with_help("Mae eich cyfrif ar agor")
        await reader.press("enter")
        await reader.read("Fy nysgu")


async def test_setting_a_password(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        codes = await reader.app.desk.run(lambda services: services.admin.issue_codes(OPERATOR, [NEWCOMER]))
        await reader.sign_in(NEWCOMER, codes[NEWCOMER])
        await reader.read_with_help("Gosodwch eich cyfrinair")
        for password, again, expected in (
            ("short", "other", "Rhaid i'r ddau gyfrinair fod yr un fath"),
            ("short", "short", "Rhaid i'r cyfrinair fod yn 12 nod neu fwy"),
            ("passwordpassword", "passwordpassword", "Dewiswch gyfrinair sy'n anoddach ei ddyfalu"),
            (PASSWORD, PASSWORD, "Fy nysgu"),
        ):
            reader.app.screen.query_one("#password", Input).value = password
            reader.app.screen.query_one("#again", Input).value = again
            await reader.act("set-password")
            await reader.read(expected)


async def test_a_manager_and_the_team(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock, contact="y ddesg hyfforddi") as reader:
        await reader.sign_in(MANAGER, PASSWORD)
        await reader.read_with_help("Opsiynau sy'n addas i chi")
        await reader.press("h")
        await reader.read_with_help("Dirymwyd")
        await reader.press("escape", "e")
        await reader.read_with_help("Sut y cyfrifir y dyddiadau")
        await reader.press("escape", "t")
        shown = await reader.read_with_help("Beth i'w wneud")
        assert all(f"{mark} " in shown for mark in "●▲■○")
        for number in range(len(NAMES) - 1):
            await reader.press("home", *["down"] * number, "enter")
            await reader.read("Rheolwr: Marged Example.")
            await reader.press("escape")
        await reader.press("slash")
        await reader.read_with_help("Rhan o enw")
        await reader.type("nia")
        await reader.press("enter", "r")
        await reader.read_with_help("enw sy'n cynnwys “nia”")
        await reader.press("0", "x")
        await reader.read_with_help("Adroddiad i arolygwyr")
        await reader.press("escape", "m")
        await reader.read_with_help("Heb gyfeiriad e-bost")
        await reader.press("escape", "p")
        await reader.read_with_help("Rhydd")
        await reader.press("escape", "enter", "a")
        await reader.read_with_help("Trefnu sgwrs blwch offer i")


SESSIONS = (("bore", "2026-11-18T09:00", "2026-11-18T10:30"), ("nos", "2026-12-02T22:30", "2026-12-03T00:30"))


def timetable(services: Services, actors: dict[str, Actor], directory: Path) -> None:
    """A session of this morning and one over midnight, both led by the manager, one place each, two who want it."""
    common = {"title": "Prevent", "language": "cy", "capacity": "1", "trainer_payroll_number": MANAGER}
    lines = [session_line(session_id=name, starts_at=starts, ends_at=ends, **common) for name, starts, ends in SESSIONS]
    services.sessions.import_sessions(OPERATOR, sessions_file(directory, *lines))
    for name, _, _ in SESSIONS:
        booked(services, name, [actors[LEARNER], actors[NEWCOMER]])


async def test_booking_a_webinar(sqlite_url: str, clock: StillClock, actors: dict[str, Actor], tmp_path: Path) -> None:
    clock.move(days=-7)
    with opened(sqlite_url) as store:
        timetable(services_on(store, clock), actors, tmp_path)
    clock.move(days=7)
    async with reading(sqlite_url, clock) as reader:
        await reader.sign_in(LEARNER, PASSWORD)
        await reader.press("b")
        await reader.read_with_help("Dydd Mercher 2 Rhagfyr 2026, 22:30 tan 00:30 ar 3 Rhagfyr 2026")
        await reader.press("enter")
        await reader.read_with_help("A fydd hyn yn cyfrif?")
        await reader.press("enter")
        await reader.read("Mae eraill yn aros")
        await reader.press("enter")
        await reader.read_with_help("Mae'r lle wedi'i ganslo")
        await reader.press("escape", "enter", "enter")
        await reader.read_with_help("Rydych chi ar y rhestr aros, rhif 1")


async def test_leading_a_webinar(sqlite_url: str, clock: StillClock, actors: dict[str, Actor], tmp_path: Path) -> None:
    clock.move(days=-7)
    with opened(sqlite_url) as store:
        timetable(services_on(store, clock), actors, tmp_path)
    clock.move(days=7)
    async with reading(sqlite_url, clock) as reader:
        await reader.sign_in(MANAGER, PASSWORD)
        await reader.press("l")
        await reader.read_with_help("Sesiynau rydych chi'n eu harwain")
        await reader.press("enter")
        await reader.read_with_help("Yn rhannol")
        await reader.press("v")
        await reader.read("Nid oes dim wedi'i farcio")
        reader.app.screen.query_one(Grid).focus()
        await reader.press("home", "l")
        await reader.read_with_help("1 heb ei gofnodi eto.")
        await reader.press("w")
        await reader.read_with_help("Ychwanegu rhywun a ddaeth")
        await reader.act("unknown")
        await reader.read_with_help("Cedwir eu henw gyda'r sesiwn.")
        reader.app.screen.query_one("#name", Input).value = "Nerys"
        await reader.act("act")
        await reader.press("escape", "c")
        await reader.read_with_help("Cofnodi'r presenoldeb")
        await reader.act("act")
        await reader.read("Cofnodwyd: 1 yn llawn")
        await reader.press("home", "r")
        await reader.read("Mae marc arall wedi'i gofnodi.")
        await reader.press("d")
        await reader.read_with_help("Pam mae'n gamgymeriad?")
        await reader.press("escape", "escape", "down", "enter")
        await reader.read_with_help("Caiff presenoldeb ei farcio o ddechrau'r sesiwn ymlaen.")
        await reader.press("x")
        await reader.read_with_help("Pam nad yw'n cael ei chynnal?")
        await reader.press("enter")
        await reader.read("Nodwch reswm")
        reader.app.screen.query_one("#reason", Input).value = "eira"
        await reader.act("act")
        await reader.read_with_help("Mae'r sesiwn wedi'i chanslo")
        await reader.press("escape")
        await reader.read("Wedi'i chanslo")


async def test_which_option_suits_me(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.app.desk.run(suspend_the_workshop)
        await reader.sign_in(LEARNER, PASSWORD)
        await reader.press("o")
        await reader.read_with_help("Ym mha ran o'r sefydliad rydych chi'n gweithio?")
        await reader.press("right")
        await reader.read("Dewiswch ateb")
        for question in ("staff_group", "school_role", "it_access"):
            assert reader.app.screen.query_one(Choices).about == question
            reader.app.screen.query_one(Choices).focus()
            await reader.press(*["down"] * (3 if question == "staff_group" else 1), "space")
            await reader.read()
            await reader.press("right")
        await reader.read_with_help("Gwiriwch eich atebion")
        await reader.press("enter")
        await reader.read_with_help("Mae'r ystafell ar gau")
        await reader.act("open-0")
        await reader.read_with_help("Nid ydych wedi gofyn am un.")
        await reader.act("ask")
        await reader.read("Gofynnoch chi ar 18 Tachwedd 2026.")
        await reader.app.desk.run(lambda services: plan_every_talk(services, actors[MANAGER]))
        await reader.press("escape", "escape")
        await reader.read("Mae eich sgwrs blwch offer wedi'i threfnu ar gyfer 18 Tachwedd 2026.")
        await reader.press("a")
        await reader.read("18 Tachwedd 2026")


def suspend_the_workshop(services: Services) -> None:
    services.suspensions.suspend(
        OPERATOR,
        OptionId.WRAP,
        services.clock.today(),
        None,
        reason_en="The room is closed",
        reason_cy="Mae'r ystafell ar gau",
    )


def plan_every_talk(services: Services, manager: Actor) -> None:
    for one in services.requests.waiting(manager, manager.person_id):
        services.requests.plan(manager, one.request.id, services.clock.today())


async def test_asking_for_a_talk_and_planning_it(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.act("support-talk")
        await reader.read_with_help("I rywun na all ddefnyddio cyfrifiadur")
        await reader.act("ask")
        await reader.read("Nodwch rif cyflogres")
        reader.app.screen.query_one(Input).value = LEARNER
        await reader.act("ask")
        await reader.read("Os yw'r rhif hwnnw ar y rhestr staff")
        await reader.press("escape")
        reader.app.screen.query_one("#start", Action).focus()
        await reader.sign_in(MANAGER, PASSWORD)
        await reader.read("Ceisiadau sgwrs (1)")
        await reader.press("r")
        await reader.read_with_help("Elin Next, 00042: gofynnwyd ar 18 Tachwedd 2026")
        await reader.press("enter")
        await reader.read_with_help("Trefnu sgwrs blwch offer i Elin Next")
        for typed, told in (("yfory", "Nodwch ddiwrnod"), ("17 11 2026", "Rhaid i'r diwrnod fod heddiw neu wedyn")):
            reader.app.screen.query_one(Input).value = typed
            await reader.act("plan")
            await reader.read(told)
        reader.app.screen.query_one(Input).value = "27 3 2027"
        await reader.act("plan")
        await reader.read("Nid oes neb yn eich tîm yn aros am sgwrs blwch offer.")


async def test_a_toolbox_talk(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.sign_in(MANAGER, PASSWORD)
        await reader.press("t", "t")
        await reader.read_with_help("Nid ydych wedi trefnu sgwrs eto.")
        await reader.press("h")
        await reader.read_with_help("Prevent: beth i'w gofio")
        await reader.press("escape", "f", "enter")
        await reader.read_with_help("Nodwch rif y sgwrs")
        await reader.press("escape", "n", "enter", "enter")
        await reader.read_with_help("Nodwch ble cynhelir y sgwrs")
        await reader.act("act")
        reader.app.screen.query_one("#place", Input).value = "Depo"
        await reader.act("act")
        await reader.read_with_help("Dechrau'r sgwrs nawr")
        await reader.act("begin")
        await reader.read("Croeso, a diolch am ddod.")  # and every slide after it, to the register
        for number in (LEARNER, "00043", "9"):
            reader.app.screen.query_one("#find", Input).focus()
            await reader.type(number)
            await reader.press("enter")
        await reader.read_with_help("Nid oes neb ar y rhestr staff")
        await reader.act("walk_in")
        await reader.act("act")
        await reader.read_with_help("Nodwch enw")
        reader.app.screen.query_one("#name", Input).value = "Mei"
        await reader.act("act")
        await reader.read("dim rhif cyflogres")
        for act in ("take_off", "act"):
            await reader.act(act)
        await reader.read_with_help("Nodwch reswm")
        await reader.press("escape")
        await reader.act("sign_off")
        await reader.read_with_help("Bydd yn cofnodi 2 gofnod cwblhau.")
        await reader.act("sign")
        await reader.read_with_help("Cofnodwyd 2 gofnod cwblhau.")
        await reader.press("escape")
        await reader.read_with_help("Cymeradwywyd")


@pytest.fixture
def short_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A home whose path fits a line and has no English in it."""
    with tempfile.TemporaryDirectory(prefix="cartref") as directory:
        monkeypatch.setenv("HOME", directory)
        yield


@pytest.mark.usefixtures("short_home")
async def test_taking_the_course(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    learner, seen = actors[LEARNER], set[object]()
    async with reading(sqlite_url, clock) as reader:
        await reader.sign_in(LEARNER, PASSWORD)
        await reader.press("c")
        await reader.read_with_help("Heb ddechrau.")
        await reader.press("escape")
        view = await reader.app.desk.run(lambda services: services.learning.start(learner, COURSE))
        await read_about_work(reader, view)
        while not (view.is_summary and view.step.phase is Phase.FINAL and view.passed):
            view = await reader.app.desk.run(lambda services: next_to_read(services, learner, seen))
            seen.add(sort_of(view))
            await read_place(reader, view)
        await read_certificate(reader, view)
        await reader.press("c")
        await reader.read_with_help("Prawf terfynol")
    assert seen == ALL_SORTS | {(step.kind, number) for step in view.course.steps for number in _written(step)}


ALL_SORTS = {
    StepKind.PAGE,
    *((kind, None) for kind in QuestionKind),
    *((phase, True) for phase in Phase),
    (Phase.FINAL, False),
}


def _written(step: Step) -> tuple[int, ...]:
    """The screens of a step at which a learner writes."""
    return (0, 1) if step.kind is StepKind.REFLECT else ()


def sort_of(view: View) -> object:
    """What kind of place this is: each kind is read once."""
    if _written(view.step):
        return view.step.kind, view.place.item
    if view.is_summary:
        return view.step.phase, view.passed
    if view.item is not None:
        return view.item.kind, None
    return view.step.kind


def next_to_read(services: Services, learner: Actor, seen: set[object]) -> View:
    """Go on, answering, to the next place of a sort not seen yet; the final check is failed the first time."""
    learning = services.learning
    view = learning.current(learner, COURSE)
    while sort_of(view) in seen or (view.item is not None and view.answered):
        while view.item is not None and not view.answered:
            failing = view.step.phase is Phase.FINAL and view.place.sitting == 1
            view = learning.answer(learner, COURSE, view.place, (courses.wrong if failing else courses.right)(view))
        if view.is_summary and view.step.phase is Phase.FINAL:
            view = learning.sit_again(learner, COURSE)
        else:
            view = learning.forward(learner, COURSE, view.place)
    return view


async def read_certificate(reader: Reader, view: View) -> None:
    """Read the certificate that was earned, before and after it is saved, in either language."""
    await reader.app.push_screen(CertificateScreen(str(view.completion_id)))
    await reader.settle()
    await reader.read_with_help("Ardystiwyd tan 18 Tachwedd 2028.")
    await reader.press("enter")
    await reader.read("I'w hargraffu, agorwch y ffeil ac argraffwch oddi yno.")
    await reader.press("l")
    await reader.read("Caiff ei chadw yn Saesneg, yn y ffolder hon:")
    await reader.press("escape")


async def read_about_work(reader: Reader, view: View) -> None:
    """Read where and at what a learner works, with what is said when nothing is chosen."""
    await reader.app.push_screen(AudienceScreen(view, again=True))
    await reader.settle()
    for question in ("Ble rydych chi'n gweithio?", "Pa fath o waith rydych chi'n ei wneud?"):
        await reader.read_with_help(question)
        await reader.press("right")
        await reader.read("Dewiswch ateb")
        reader.app.screen.query_one(Choices).focus()
        await reader.press("space", "right")


async def read_place(reader: Reader, view: View) -> None:
    """Open a place as Continue does, read it, answer it where it asks, and close it."""
    await reader.app.push_screen(screen_of(view))
    await reader.settle()
    await reader.read()
    for field in reader.app.screen.query(Writing):
        if field.display:
            await reader.press("w")
            await reader.read("Heb ei gadw eto.")
            await reader.press("tab")
            await reader.read("Wedi'i gadw.")
    if view.item is not None:
        choices = reader.app.screen.query_one(Choices)
        await reader.press("right")
        await reader.read("Mae problem wedi codi")
        while choices.can_focus:
            choices.focus()
            await reader.press(*["space", "down"] * len(view.item.options), "space", "right")
            await reader.read()
        await reader.read("Parhau")
    await reader.press("escape")


async def test_the_recorded_webinar(sqlite_url: str, clock: StillClock, actors: dict[str, Actor]) -> None:
    async with reading(sqlite_url, clock) as reader:
        await reader.sign_in(LEARNER, PASSWORD)
        await reader.app.push_screen(RecordedScreen())
        await reader.settle()
        await reader.read_with_help("Mae'n gyflawn pan fydd pob pennod")
        await reader.press("shift+tab", "enter")
        await reader.read("Mae'r prawf yn agor pan fydd pob pennod")
        for number in (0, 8):
            reader.app.screen.query_one(f"#chapter-{number}", Action).focus()
            await reader.press("enter")
            player = reader.app.screen
            assert isinstance(player, PlayerScreen)
            await read_beside(reader)
            while not player._head.at_end:
                assert not (found := english_in(reader._lines())), found
                await reader.press("right")
            assert not english_in(reader._lines())
            await reader.press("space")
            player.pause()
            await reader.settle()
            assert not english_in(reader._lines())
            await reader.press("escape")
        await reader.read("Parhau")
        await reader.app.desk.run(lambda services: played(services, actors[LEARNER]))
        view = await reader.app.desk.run(
            lambda services: services.learning.open_step(actors[LEARNER], "recorded", "final")
        )
        while not view.is_summary:
            await read_place(reader, view)
            view = await reader.app.desk.run(
                lambda services, place=view.place: services.learning.forward(actors[LEARNER], "recorded", place)
            )
        await read_place(reader, view)


async def read_beside(reader: Reader) -> None:
    """What the player's help, its list of commands and its search say."""
    await reader.press("f1")
    await reader.read("10 eiliad")
    await reader.press("escape", "ctrl+p")
    await reader.read("Deg eiliad ymlaen")
    await reader.press("escape", "slash")
    await reader.type("a")
    await reader.read("Dangosir y 12 cyntaf.")
    await reader.type("zzz")
    await reader.read("Nid oes capsiwn")
    await reader.press("escape")


def played(services: Services, learner: Actor) -> None:
    """Everything of the recorded webinar was played."""
    for part in services.recorded.overview(learner).parts:
        services.recorded.open_part(learner, "recorded", part.id)
        services.recorded.keep(learner, "recorded", part.id, part.head.jumped_to(0).played_to(part.head.length))
