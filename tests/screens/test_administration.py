"""An administrator at the screen: what needs attention, each task to its end, and the log of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from prevent_tui.bootstrap import Services
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import Translator
from prevent_tui.services.access import OPERATOR
from prevent_tui.widgets.action import Action
from tests.clocks import TODAY
from tests.exchange.files import COMPLETIONS_HEADER, STAFF_HEADER, staff_line
from tests.screens.learning import Face
from tests.screens.test_manager import at_home
from tests.sessions import session_line, timetable


async def choose(face: Face, words: str) -> None:
    """Choose the link or button that begins with those words."""
    action = next(one for one in face.app.screen.query(Action) if one.display and one.label.startswith(words))
    action.focus()
    await face.press("enter")


async def write(face: Face, text: str) -> None:
    """Write into the field in focus what was not there before."""
    field = face.app.focused
    assert isinstance(field, Input)
    field.value = text
    await face.settle()


async def fill(face: Face, *texts: str) -> None:
    """Type into the fields of a form, Enter after each; the last Enter does the act."""
    for text in texts:
        await write(face, text)
        await face.press("enter")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_what_needs_attention_leads_to_where_it_is_dealt_with(
    sqlite_url: str, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    t = Translator(language)
    async with at_home(sqlite_url, tmp_path, "administrator", language=language, size=size) as face:
        await face.press("n")
        assert t.tr("Needs attention") in face.text
        assert t.tr("No staff list has been imported yet") in face.text
        await face.press("enter")
        assert face.screen == "TeamScreen"
        await face.press("escape")
        assert face.screen == "AdministrationScreen"


async def test_it_is_for_administrators(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "boss") as face:
        await face.press("n")
        assert face.screen == "HomeScreen"
        assert "Administration" not in face.text
        await face.press("ctrl+p", *"admin")
        assert "Administration" not in face.text


async def test_an_option_rests_and_runs_again(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Suspend an option")
        await choose(face, "Half-day workshop")
        await fill(face, "19 11 2026", "18 11 2026", "No room", "Dim lle")
        assert "The last day is before the first." in face.text
        await face.press("enter")
        await fill(face, "20 11 2026")
        assert face.screen == "SuspensionsScreen"
        assert "Will be suspended from 19 November 2026 until 20 November 2026: No room." in face.text
        await face.press("escape")
        assert "Suspended from 19 November 2026: Half-day workshop (WRAP)" in face.text
        await choose(face, "Suspended from")
        await choose(face, "Half-day workshop")
        await choose(face, "Call it off")
        assert "Will be suspended" not in face.text


async def test_a_suspension_needs_both_reasons_and_keeps_what_was_typed(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Suspend an option")
        await choose(face, "Live webinar")
        await write(face, "19 11 2026")
        await choose(face, "Suspend the option")
        assert "Enter the reason in English" in face.text
        assert "Enter the reason in Welsh" in face.text
        assert "19 11 2026" in face.text


async def test_a_long_leave_shows_on_the_persons_page(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Record a long leave")
        await fill(face, "999", "1 12 2026", "31 1 2027", "leave")
        assert "There is nobody with that payroll number." in face.text
        await face.press("enter")
        await write(face, "2")
        await choose(face, "Record the leave")
        assert face.screen == "PersonScreen"
        assert "Long leave from 1 December 2026 until 31 January 2027." in face.text
        await face.press("l")
        await fill(face, "15 12 2026", "16 12 2026", "leave")
        assert "A long leave is recorded already from 1 December 2026 until 31 January 2027." in face.text


async def test_a_stand_in_is_named_and_ended(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Stand-ins")
        await face.press("n")
        await fill(face, "1", "00700", "18 11 2026", "24 12 2026")
        assert "Elin Trainer for Rhian Boss From 18 November 2026 until 24 December 2026." in face.text
        await choose(face, "Elin Trainer")
        await face.press("enter")
        assert face.screen == "StandInsScreen"
        assert "Elin Trainer" not in face.text


async def test_a_change_of_policy_is_counted_before_it_is_made(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Policy")
        await choose(face, "How many months a new starter has")
        await fill(face, "x")
        assert "Enter a whole number of months from 0 to 600" in face.text
        await face.press("enter")
        await fill(face, "200")
        assert "Now: 6 months. From then on: 200 months." in face.text
        assert "people change colour" in face.text
        assert "■ Red → ▲ Amber" in face.text
        await face.press("enter")
        assert face.screen == "PolicyScreen"
        assert "200 months" in face.text
        await choose(face, "From when a renewal runs")
        await choose(face, "from the due date")
        await face.press("enter")
        assert "from the due date it renews" in face.text


async def test_a_code_is_shown_once(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Accounts")
        await face.press("i")
        await fill(face, "2")
        assert "One-time code for Ali Red" in face.text
        await face.press("enter")
        assert face.screen == "AccountsScreen"


async def test_an_account_is_disabled_and_opened_again(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.app.desk.run(lambda services: services.admin.issue_codes(OPERATOR, ["2"]))
        await face.press("n")
        await choose(face, "Accounts")
        await face.press("d")
        await fill(face, "3")
        assert "No Address has no account yet." in face.text
        await face.press("enter")
        await fill(face, "2")
        assert "Ali Red 2 Disabled by an administrator." in face.text
        await choose(face, "Ali Red")
        assert "Ali Red can sign in again." in face.text
        assert "No account is locked or disabled." in face.text


def staff_file(directory: Path, *numbers: str) -> Path:
    """A staff list of those numbers."""
    file = directory / "staff.csv"
    file.write_text("\n".join([STAFF_HEADER, *(staff_line(payroll_number=one) for one in numbers)]) + "\n")
    return file


async def test_a_staff_list_is_shown_then_imported_as_shown(sqlite_url: str, tmp_path: Path) -> None:
    everybody = ("1", "2", "3", "4", "5", "00700")
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Import a staff list")
        await fill(face, str(staff_file(tmp_path, *everybody[1:], "88")))
        assert "More than one in twenty would leave." in face.text
        assert "- 1 Rhian Boss: leaves" in face.text
        staff_file(tmp_path, *everybody, "88", "89")
        await face.press("a")
        assert "The file, or what is recorded, has changed since" in face.text
        await face.press("escape", "enter")
        assert "+ 89" in face.text
        await face.press("a")
        assert "The staff list was imported" in face.text
        await face.press("escape")
        assert face.screen == "AdministrationScreen"
        assert "No staff list" not in face.text


async def test_a_staff_list_says_whose_bookings_it_gives_up(sqlite_url: str, tmp_path: Path) -> None:
    def book(services: Services) -> None:
        timetable(services, tmp_path, session_line(session_id="w1"))
        services.bookings.book(
            OPERATOR, "w1", services.standing.status_by_payroll(OPERATOR, "4", as_at=TODAY).person.id
        )

    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.app.desk.run(book)
        await face.press("n")
        await choose(face, "Import a staff list")
        await fill(face, str(staff_file(tmp_path, "1", "2", "3", "5", "00700")))
        assert "Bookings of leavers given up: 4." in face.text


async def test_training_records_wait_and_are_joined(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "completions.csv"
    async with at_home(sqlite_url, tmp_path, "administrator") as face:
        await face.press("n")
        await choose(face, "Import training records")
        file.write_text(f"{COMPLETIONS_HEADER}\n900,wra,2026-10-01,\n", encoding="utf-8")
        await fill(face, str(file))
        assert "Nothing was applied: the file has faults." in face.text
        assert "completions.csv, line 2, column option" in face.text
        file.write_text(f"{COMPLETIONS_HEADER}\n900,wrap,2026-10-01,\n", encoding="utf-8")
        await face.press("escape", "enter")
        assert "900 is nobody's yet: its records wait" in face.text
        await face.press("a", "escape")
        await choose(face, "1 payroll number")
        await face.press("enter")
        await fill(face, "2")
        assert "How they stand now ■ Red" in face.text
        assert "How they stand with these records ● Green" in face.text
        await face.press("enter")
        assert face.screen == "PendingScreen"
        assert "There is none." in face.text


async def test_the_log_is_fetched_as_it_is_read_and_filtered(sqlite_url: str, tmp_path: Path) -> None:
    async with at_home(sqlite_url, tmp_path, "administrator") as face:

        def acts(services: object) -> None:
            for _ in range(80):
                services.suspensions.suspend(  # type: ignore[attr-defined]
                    OPERATOR, OptionId.WRAP, TODAY, None, reason_en="No room", reason_cy="Dim lle"
                )
                services.suspensions.resume(OPERATOR, OptionId.WRAP)  # type: ignore[attr-defined]

        await face.app.desk.run(acts)
        await face.press("n")
        await choose(face, "Audit log")
        assert "161 acts, the latest first." in face.text
        await face.press("end", "enter")
        assert "Sessions imported: new: 1, rows: 1" in face.text
        assert "Number in the log 1 " in face.text
        await face.press("escape", "home", "enter")
        assert "Number in the log 161 " in face.text
        await face.press("escape", "f")
        await choose(face, "Option suspended")
        assert "Only: Option suspended. 80 acts, the latest first." in face.text
        assert "Option runs again" not in face.text
        await face.press("end", "enter")
        assert "Number in the log 2 " in face.text
        await face.press("escape", "0")
        assert "161 acts" in face.text
