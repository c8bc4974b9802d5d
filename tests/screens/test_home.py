"""My learning: what it says to people in every standing, in both languages and on a small terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import read
from prevent_tui.services.access import OPERATOR, Actor
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import asked, opened
from tests.factories import day
from tests.screens.learning import Face, a_learner, at_home, services_of


@dataclass(frozen=True)
class Case:
    """Somebody: their facts, completions and absence; then what the page must say, and the next act."""

    facts: dict[str, object] = field(default_factory=dict)
    completions: tuple[str, ...] = ()
    absent: tuple[str, str] | None = None
    says: tuple[str, ...] = ()
    act: str = ""


KNOWN: dict[str, object] = {"staff_group": StaffGroup.PLACE, "frontline": False, "it_access": True}
LEADER: dict[str, object] = {
    "staff_group": StaffGroup.SCHOOL,
    "school_role": SchoolRole.LEADERSHIP,
    "it_access": True,
}
CASES = {
    "green": Case(
        KNOWN,
        ("2026-06-01",),
        says=("● Green", "opens on 1 December 2027", "practice and won't count", "Counts from 1 December 2027."),
        act="See the options",
    ),
    "renewal": Case(
        KNOWN,
        ("2025-01-20",),
        says=("▲ Amber", "complete one option by 20 January 2027", "certified until 18 November 2028", "Counts now."),
        act="Start the e-learning",
    ),
    "red": Case(
        KNOWN, ("2023-01-20",), says=("■ Red", "Not certified since 21 January 2025"), act="Start the e-learning"
    ),
    "never": Case(KNOWN, says=("■ Red", "Never certified, overdue since"), act="Start the e-learning"),
    "starter": Case(
        LEADER | {"started_on": day("2026-11-01")},
        says=("▲ Amber", "New to the pathway: complete one option by 1 May 2027", "Live webinar Recommended"),
        act="Choose an option",
    ),
    "absent": Case(
        KNOWN,
        ("2023-01-20",),
        absent=("2026-10-01", "2027-01-31"),
        says=("○ Grey", "On long leave until 31 January 2027"),
        act="See the options",
    ),
    "to come": Case(
        KNOWN | {"started_on": day("2026-12-01")},
        says=("Not on the pathway on 18 November 2026.", "From 1 December 2026", "Completing today counts"),
        act="See the options",
    ),
    "no IT access": Case(
        KNOWN | {"it_access": False},
        says=("Toolbox talk By arrangement", "your manager or an administrator arranges it"),
        act="Ask for a toolbox talk",
    ),
    "unknown": Case(says=("answer a question or two: press o",), act="Start the e-learning"),
}


def somebody(url: str, case: Case, *, more: Callable[[Services, Actor], None] = lambda services, actor: None) -> Actor:
    """A person of that case in a database."""
    with opened(url) as store:
        services = services_on(store, StillClock())
        facts: dict[str, object] = {"started_on": day("2020-09-01"), **case.facts}
        (actor,) = factories.staff(services, [StaffRow("00042", "Elin", "Example", **facts)])  # type: ignore[arg-type]
        for on in case.completions:
            factories.completed(services, actor, on)
        if case.absent:
            factories.absent(services, actor, *case.absent)
        more(services, actor)
    return actor


async def whole(face: Face) -> str:
    """Everything on the screen, read to its end."""
    seen = [face.text]
    for _ in range(8):
        await face.press("pagedown")
        seen.append(face.text)
    return " ".join(seen)


@pytest.mark.parametrize("name", CASES)
async def test_what_it_says(sqlite_url: str, name: str) -> None:
    case = CASES[name]
    async with at_home(sqlite_url, somebody(sqlite_url, case)) as face:
        for words in case.says:
            assert words in face.text
        assert f"► {case.act} ◄" in face.text


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_welsh_at_every_size(sqlite_url: str, name: str, size: tuple[int, int]) -> None:
    case, t = CASES[name], Translator("cy")
    async with at_home(sqlite_url, somebody(sqlite_url, case), language="cy", size=size) as face:
        assert f"► {t.tr(case.act)} ◄" in face.text
        for button in ("Options", "Explain", "History", "The course"):
            assert f"[ {t.tr(button)} ]" in face.text
        assert t.tr("Options that suit you") in await whole(face)


async def test_a_suspended_option_is_never_silently_missing(sqlite_url: str) -> None:
    def suspend(services: Services, actor: Actor) -> None:
        services.suspensions.suspend(
            OPERATOR, OptionId.WRAP, TODAY, None, reason_en="The room is closed", reason_cy="Mae'r ystafell ar gau"
        )

    async with at_home(sqlite_url, somebody(sqlite_url, CASES["starter"], more=suspend)) as face:
        assert "Does not run until further notice: The room is closed." in await whole(face)
        await face.press("ctrl+l")
        assert "Mae'r ystafell ar gau" in await whole(face)
        await face.press("ctrl+l", "o")
        assert "The room is closed. Choose instead: Live webinar." in await whole(face)


@pytest.mark.parametrize(
    ("key", "screen"), [("o", "OptionsScreen"), ("e", "PersonScreen"), ("h", "HistoryScreen"), ("c", "CourseScreen")]
)
async def test_the_rest_is_one_key_away(sqlite_url: str, key: str, screen: str) -> None:
    async with at_home(sqlite_url, somebody(sqlite_url, CASES["renewal"])) as face:
        await face.press(key)
        assert face.screen == screen
        await face.press("escape")
        assert face.screen == "HomeScreen"


async def test_what_leads_nowhere_is_not_offered(sqlite_url: str) -> None:
    async with at_home(sqlite_url, somebody(sqlite_url, CASES["renewal"])) as face:
        for words in ("My team", "Talk requests", "Ask for a talk"):
            assert words not in face.text
        await face.press("t", "r", "a")
        assert face.screen == "HomeScreen"


async def test_history_tells_practice_from_what_counted(sqlite_url: str) -> None:
    case = Case(KNOWN, ("2025-01-20", "2025-06-01"))
    async with at_home(sqlite_url, somebody(sqlite_url, case)) as face:
        await face.press("h")
        assert "Counts: the first completion. 20 January 2025 plus 24 months = due on 20 January 2027." in face.text
        assert "Practice: the window was not open before 20 July 2026." in face.text


async def test_a_completion_that_counted_leads_to_its_certificate(sqlite_url: str) -> None:
    case = Case(KNOWN, ("2025-01-20", "2025-06-01"))
    async with at_home(sqlite_url, somebody(sqlite_url, case)) as face:
        await face.press("h")
        assert face.text.count("Certificate: ") == 1
        await face.press("enter")
        assert face.screen == "CertificateScreen"
        assert "20 January 2027" in face.text


@pytest.mark.parametrize(("downs", "screen"), [(0, "RecordedScreen"), (1, "CourseScreen"), (2, "SessionsScreen")])
async def test_an_option_is_opened_where_it_is_taken(sqlite_url: str, downs: int, screen: str) -> None:
    async with at_home(sqlite_url, somebody(sqlite_url, CASES["renewal"])) as face:
        await face.press("o", *["down"] * downs, "enter")
        assert face.screen == screen


async def test_the_course_says_before_the_start_whether_it_will_count(sqlite_url: str) -> None:
    async with at_home(sqlite_url, somebody(sqlite_url, CASES["green"])) as face:
        await face.press("c")
        assert "Finishing before then is practice and won't count." in face.text


async def test_asking_for_a_talk_and_taking_it_back(sqlite_url: str) -> None:
    async with at_home(sqlite_url, somebody(sqlite_url, CASES["no IT access"])) as face:
        await face.press("enter")
        assert "You have not asked for one." in face.text
        await face.press("enter")
        assert "You asked on 18 November 2026." in face.text
        await face.press("escape")
        assert "You have asked for a toolbox talk." in await whole(face)
        await face.press("a", "enter")
        assert "You have not asked for one." in face.text


class TestQuestions:
    async def test_one_a_page_then_checked_then_the_options(self, sqlite_url: str) -> None:
        async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
            await face.press("o")
            assert "In which part of the organisation do you work?" in face.text
            assert "(*)" not in face.text
            await face.press("right")
            assert "Choose an answer" in face.text
            await face.press("tab", "down", "down", "down", "space", "right")
            assert "What do you do in the school?" in face.text
            await face.press("space", "right")
            assert "Can you use a computer for this training?" in face.text
            await face.press("space", "right")
            assert "Check your answers" in face.text
            assert "Role in the school: Head, deputy, safeguarding lead or key pastoral staff. Change" in face.text
            await face.press("enter")
            assert "Live webinar: Recommended, 1 hour 30 minutes" in face.text

    async def test_an_answer_is_saved_before_the_next_question(self, sqlite_url: str) -> None:
        learner = a_learner(sqlite_url)
        async with at_home(sqlite_url, learner) as face:
            await face.press("o", "down", "space", "right", "escape")
        async with at_home(sqlite_url, learner) as face:
            await face.press("o")
            assert "Do you work directly with children, adults or the public?" in face.text

    async def test_back_to_the_question_before_with_its_answer(self, sqlite_url: str) -> None:
        async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
            await face.press("o", "down", "space", "right", "left")
            assert "(*) Economy, transport and environment" in face.text

    async def test_an_answer_can_be_changed(self, sqlite_url: str) -> None:
        async with at_home(sqlite_url, a_learner(sqlite_url)) as face:
            await face.press("o", "down", "down", "space", "right", "space", "right")
            assert "Part of the organisation: I am an elected member. Change" in face.text
            await face.press("down", "enter")
            assert "(*) I am an elected member" in face.text
            await face.press("up", "up", "space", "right")
            assert "Do you work directly with children, adults or the public?" in face.text

    async def test_nothing_is_asked_that_the_staff_list_knows(self, sqlite_url: str) -> None:
        async with at_home(sqlite_url, somebody(sqlite_url, CASES["starter"])) as face:
            await face.press("o")
            assert face.screen == "OptionsScreen"
            assert "Your answers" not in face.text


def test_opening_asks_little(sqlite_url: str) -> None:
    actor = somebody(sqlite_url, CASES["renewal"])
    services = services_of(sqlite_url)
    try:
        with asked(services.store) as statements:
            read(services, actor, has_reports=True)
    finally:
        services.store.close()
    assert len([sql for sql, _ in statements if sql.startswith("SELECT")]) <= 20
