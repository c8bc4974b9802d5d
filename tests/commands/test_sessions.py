from __future__ import annotations

import csv
import io
from pathlib import Path

import icalendar
import pytest

from prevent_tui.services.access import OPERATOR
from tests.commands.typed import Office
from tests.exchange.files import STAFF_HEADER, staff_line
from tests.factories import completed, person
from tests.sessions import (
    SESSIONS_HEADER,
    TRAINER,
    attendance_file,
    learners,
    session_line,
    sessions_file,
    timetable,
    trainer,
)

KEYS = [*SESSIONS_HEADER.split(","), "booked", "waiting", "places_left", "cancelled"]


@pytest.fixture
def webinar(office: Office, tmp_path: Path) -> Office:
    """A webinar with two places on 2 December 2026, and four learners with the numbers 1001 to 1004."""
    with office.services() as services:
        timetable(services, tmp_path)
        learners(services, 4)
    return office


class TestImport:
    def test_sessions_are_brought_in_and_changed(self, office: Office, tmp_path: Path) -> None:
        with office.services() as services:
            trainer(services)
        done = office("sessions", "import", sessions_file(tmp_path, session_line()))
        assert (done.status, done.lines) == (
            0,
            [
                "+ w1 Prevent webinar, Wednesday 2 December 2026, 14:00 to 15:30",
                "New: 1",
                "Changed: 0",
                "As before: 0",
            ],
        )
        again = office("sessions", "import", sessions_file(tmp_path, session_line(place="Hall")), "--dry-run")
        assert "~ w1 Prevent webinar, Wednesday 2 December 2026, 14:00 to 15:30" in again.lines
        assert again.lines[-1] == "This was a dry run: nothing was changed."
        assert office("sessions", "list", "--format", "json").json[0]["place"] == ""

    @pytest.mark.parametrize("flags", [(), ("--dry-run",)])
    def test_every_fault_is_told_with_its_line_and_column(
        self, webinar: Office, tmp_path: Path, flags: tuple[str, ...]
    ) -> None:
        for number in ("1001", "1002"):
            assert webinar("book", number, "w1").status == 0
        file = sessions_file(
            tmp_path,
            session_line(capacity="1"),
            session_line(session_id="w2", ends_at="2026-12-02T13:00"),
            session_line(session_id="w3", trainer_payroll_number="404"),
            session_line(session_id="w4", starts_at="2026-11-17T14:00"),
        )
        refused = webinar("sessions", "import", file, *flags)
        assert (refused.status, refused.out) == (4, "")
        assert refused.err.splitlines() == [
            "sessions.csv, line 2, column capacity: 2 places are booked already: the capacity can't be 1.",
            "sessions.csv, line 3, column ends_at: The session ends before it starts, or as it starts.",
            "sessions.csv, line 4, column trainer_payroll_number: "
            "Nobody has the payroll number 404 that is named as the trainer's.",
            "sessions.csv, line 5, column starts_at: The session would begin in the past.",
            "Nothing was applied: the file has faults.",
        ]

    def test_times_that_no_clock_shows(self, office: Office, tmp_path: Path) -> None:
        file = sessions_file(
            tmp_path,
            session_line(starts_at="2027-03-28T01:30", ends_at="2027-03-28T03:00"),
            session_line(session_id="w2", starts_at="2027-10-31T01:30", ends_at="2027-10-31T03:00"),
            session_line(session_id="w3", starts_at="soon", option="elearning", capacity="many"),
        )
        refused = office("sessions", "import", file)
        assert refused.status == 4
        assert refused.err.splitlines()[:-1] == [
            "sessions.csv, line 2, column starts_at: "
            "2027-03-28T01:30 does not exist: the clocks jump over it in spring.",
            "sessions.csv, line 3, column starts_at: "
            "2027-10-31T01:30 comes twice when the clocks go back: add +01:00 or +00:00.",
            "sessions.csv, line 4, column option: elearning is not one of: webinar-live | wrap.",
            "sessions.csv, line 4, column starts_at: soon is not a time such as 2026-11-18T14:00.",
            "sessions.csv, line 4, column capacity: many is not a number of places from 1 to 10000.",
        ]

    def test_only_an_administrator_may(self, webinar: Office, tmp_path: Path) -> None:
        file = sessions_file(tmp_path, session_line(capacity="50"))
        for number in ("1001", TRAINER):
            assert webinar("--as", number, "sessions", "import", file).status == 3


class TestList:
    def test_json_and_csv_have_the_columns_of_the_file_and_the_places(self, webinar: Office) -> None:
        webinar("book", "1001", "w1")
        (one,) = webinar("sessions", "list", "--format", "json").json
        assert list(one) == KEYS
        assert (one["starts_at"], one["ends_at"], one["trainer_payroll_number"]) == (
            "2026-12-02T14:00",
            "2026-12-02T15:30",
            TRAINER,
        )
        assert (one["capacity"], one["booked"], one["waiting"], one["places_left"]) == (2, 1, 0, 1)
        assert one["cancelled"] is False
        (row,) = csv.DictReader(io.StringIO(webinar("sessions", "list", "--format", "csv").out))
        assert list(row) == KEYS

    def test_what_is_listed_can_be_brought_in_again(self, office: Office, tmp_path: Path) -> None:
        twice = {"starts_at": "2027-10-31T01:30+00:00", "ends_at": "2027-10-31T03:00"}
        with office.services() as services:
            timetable(services, tmp_path, session_line(), session_line(session_id="night", **twice))
        rows = list(csv.DictReader(io.StringIO(office("sessions", "list", "--format", "csv").out)))
        assert rows[1]["starts_at"] == "2027-10-31T01:30+00:00"
        lines = [",".join(row[name] for name in SESSIONS_HEADER.split(",")) for row in rows]
        assert "As before: 2" in office("sessions", "import", sessions_file(tmp_path, *lines)).lines

    def test_the_table_is_in_words(self, webinar: Office) -> None:
        line = webinar("sessions", "list").lines[1]
        for words in ("Live webinar", "Wednesday 2 December 2026", "14:00 to 15:30", "Online", "2 places left"):
            assert words in line
        assert "2 le ar ôl" in webinar("--lang", "cy", "sessions", "list").lines[1]

    def test_a_cancelled_session_says_so(self, webinar: Office) -> None:
        with webinar.services() as services:
            services.sessions.cancel_session(OPERATOR, "w1", "Snow")
        (one,) = webinar("sessions", "list", "--format", "json").json
        assert (one["cancelled"], one["places_left"]) == (True, 0)
        assert "Cancelled" in webinar("sessions", "list").out
        assert webinar("--as", "1001", "sessions", "list", "--format", "json").json == []


class TestBooking:
    def test_a_place_then_the_queue_then_moving_up(self, webinar: Office) -> None:
        session = "Prevent webinar, Wednesday 2 December 2026, 14:00 to 15:30."
        said = [webinar("book", number, "w1").lines[0] for number in ("1001", "1002", "1003")]
        assert said == [
            f"Elin Learner00 has a place: {session}",
            f"Elin Learner01 has a place: {session}",
            f"Elin Learner02 is on the waiting list, number 1: {session}",
        ]
        assert webinar("cancel", "1001", "w1").lines == [
            f"The booking of Elin Learner00 is cancelled: {session}",
        ]
        (one,) = webinar("sessions", "list", "--format", "json").json
        assert (one["booked"], one["waiting"]) == (2, 0)

    def test_whether_it_counts_is_said_at_booking(self, webinar: Office) -> None:
        with webinar.services() as services:
            completed(services, person(services), "2026-01-20")
        assert "Not yet: the window opens on 20 July 2027." in webinar("book", "00042", "w1").lines[1]
        assert "Completing on 2 December 2026 counts" in webinar("book", "1001", "w1").lines[1]

    @pytest.mark.parametrize(
        ("number", "session", "sentence"),
        [
            ("404", "w1", "There is nobody with that payroll number."),
            ("1001", "nothing", "There is no session with that id."),
            ("1002", "w1", "There is a booking for this session already."),
            ("1003", "w0", "This session has begun or is over."),
            ("1002", "w2", "It clashes with another booking at the same time: Prevent webinar."),
        ],
    )
    def test_what_is_refused(self, office: Office, tmp_path: Path, number: str, session: str, sentence: str) -> None:
        with office.services() as services:
            services.clock.move(days=-20)  # type: ignore[attr-defined]
            over = {"starts_at": "2026-11-02T10:00", "ends_at": "2026-11-02T11:00"}
            timetable(services, tmp_path, session_line(session_id="w0", **over), session_line(),
                      session_line(session_id="w2"))  # fmt: skip
            learners(services, 3)
        assert office("book", "1002", "w1").status == 0
        refused = office("book", number, session)
        assert (refused.status, refused.out, refused.err) == (4, "", f"{sentence}\n")

    def test_cancelling_what_is_not_booked(self, webinar: Office) -> None:
        refused = webinar("cancel", "1001", "w1")
        assert (refused.status, refused.err) == (4, "There is no booking for this session.\n")

    def test_one_books_for_oneself_and_for_nobody_else(self, webinar: Office) -> None:
        assert webinar("--as", "1001", "book", "1001", "w1").status == 0
        for number in ("1002", "404"):
            refused = webinar("--as", "1001", "book", number, "w1")
            assert (refused.status, refused.err) == (3, "You are not permitted to see or do that.\n")

    def test_calendar_files(self, webinar: Office, tmp_path: Path) -> None:
        file = tmp_path / "booking.ics"

        def held() -> tuple[str, str, int]:
            calendar = icalendar.Calendar.from_ical(file.read_bytes())
            (event,) = calendar.walk("VEVENT")
            return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])

        assert webinar("book", "1001", "w1", "--calendar", file).status == 0
        first = held()
        assert webinar("cancel", "1001", "w1", "--calendar", file).status == 0
        second = held()
        assert webinar("book", "1001", "w1", "--calendar", file).status == 0
        third = held()
        assert [one[0] for one in (first, second, third)] == ["REQUEST", "CANCEL", "REQUEST"]
        assert first[1] == second[1] == third[1]
        assert first[2] < second[2] < third[2]
        file.unlink()
        for number in ("1002", "1003"):
            assert webinar("book", number, "w1", "--calendar", file).status == 0
            assert file.exists() is (number == "1002")
            file.unlink(missing_ok=True)

    def test_a_calendar_file_that_cannot_be_written_leaves_the_booking(self, webinar: Office, tmp_path: Path) -> None:
        outcome = webinar("book", "1001", "w1", "--calendar", tmp_path / "nowhere" / "booking.ics")
        assert outcome.status == 1
        assert "has a place" in outcome.out
        assert "can't be made" in outcome.err
        assert webinar("sessions", "list", "--format", "json").json[0]["booked"] == 1


class TestAttendance:
    @pytest.fixture
    def begun(self, office: Office, tmp_path: Path) -> Office:
        """A webinar that ended an hour ago, and two learners."""
        with office.services() as services:
            services.clock.move(days=-1)  # type: ignore[attr-defined]
            timetable(services, tmp_path, session_line(starts_at="2026-11-18T00:00", ends_at="2026-11-18T00:01"))
            learners(services, 2)
        return office

    def test_a_file_marks_and_completes(self, begun: Office, tmp_path: Path) -> None:
        file = attendance_file(tmp_path, "1001,full", "1002,no")
        assert (
            "This was a dry run: nothing was changed." in begun("attendance", "import", "w1", file, "--dry-run").lines
        )
        done = begun("--as", TRAINER, "attendance", "import", "w1", file)
        assert (done.status, done.lines) == (0, ["Rows: 2", "New: 2", "Known already: 0"])
        found = begun("status", "1001", "--format", "json").json
        assert (found["certified_on"], found["completions"][0]["option"]) == ("2026-11-18", "webinar-live")
        assert begun("status", "1002", "--format", "json").json["certified_on"] is None
        assert "Known already: 2" in begun("attendance", "import", "w1", file).lines

    def test_faults(self, begun: Office, tmp_path: Path) -> None:
        begun("attendance", "import", "w1", attendance_file(tmp_path, "1001,full"))
        file = attendance_file(tmp_path, "404,full", "1001,part")
        refused = begun("attendance", "import", "w1", file)
        assert refused.status == 4
        assert refused.err.splitlines() == [
            "attendance.csv, line 2, column payroll_number: Nobody has the payroll number 404.",
            "attendance.csv, line 3, column attended: 1001 has another mark already. Void it with a reason first.",
            "Nothing was applied: the file has faults.",
        ]

    def test_not_before_it_begins_and_not_by_anyone(self, webinar: Office, tmp_path: Path) -> None:
        file = attendance_file(tmp_path, "1001,full")
        refused = webinar("attendance", "import", "w1", file)
        assert refused.status == 4
        assert refused.err == "This session has not begun: attendance is marked from its start.\n"
        assert webinar("--as", "1001", "attendance", "import", "w1", file).status == 3
        assert webinar("attendance", "import", "nothing", file).status == 4


class TestForTrainers:
    def test_the_sign_in_sheet_as_text_and_as_a_file(self, webinar: Office, tmp_path: Path) -> None:
        assert webinar("book", "1001", "w1").status == 0
        shown = webinar("--as", TRAINER, "sessions", "sheet", "w1")
        assert shown.lines[0] == "Sign-in sheet: Prevent webinar"
        assert any("1001" in line and line.endswith("_" * 22) for line in shown.lines)
        page = tmp_path / "sheet.html"
        assert webinar("sessions", "sheet", "w1", "--form", "html", "--output", page).status == 0
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert webinar("sessions", "sheet", "w1", "--output", page).status == 4
        assert webinar("--as", "1001", "sessions", "sheet", "w1").status == 3

    def test_a_session_is_cancelled_and_its_calendar_files_written(self, webinar: Office, tmp_path: Path) -> None:
        for number in ("1001", "1002", "1003"):
            assert webinar("book", number, "w1").status == 0
        assert webinar("sessions", "calendars", "w1", tmp_path / "out").status == 0
        done = webinar("sessions", "cancel", "w1", "--reason", "Snow", "--calendars", tmp_path / "out")
        assert done.lines[:2] == [
            "Cancelled: Prevent webinar, Wednesday 2 December 2026, 14:00 to 15:30.",
            "2 people had a place. 1 person waited. They are told on their home screens until they have seen it.",
        ]
        files = sorted((tmp_path / "out" / "calendar-w1-cancelled").iterdir())
        assert [file.name for file in files] == ["1001.ics", "1002.ics"]
        assert str(icalendar.Calendar.from_ical(files[0].read_bytes())["METHOD"]) == "CANCEL"
        assert webinar("sessions", "cancel", "w1", "--reason", "Snow").status == 4

    def test_a_clash_that_an_import_makes_is_reported(self, webinar: Office, tmp_path: Path) -> None:
        other = session_line(session_id="w2", title="Workshop", starts_at="2026-12-03T09:00",
                             ends_at="2026-12-03T10:00")  # fmt: skip
        assert webinar("sessions", "import", sessions_file(tmp_path, other)).status == 0
        for session in ("w1", "w2"):
            assert webinar("book", "1001", session).status == 0
        onto = session_line(starts_at="2026-12-03T09:30", ends_at="2026-12-03T11:00")
        done = webinar("sessions", "import", sessions_file(tmp_path, onto))
        assert done.lines[-1] == (
            "Elin Learner00 (1001) has two bookings at the same time by this: Prevent webinar, "
            "Thursday 3 December 2026, 09:30 to 11:00; Workshop, Thursday 3 December 2026, 09:00 to 10:00."
        )

    def test_leavers_bookings_are_in_the_report_of_a_staff_list(self, webinar: Office, tmp_path: Path) -> None:
        for number in ("1001", "1002", "1003"):
            assert webinar("book", number, "w1").status == 0
        file = tmp_path / "staff.csv"
        lines = [staff_line(payroll_number=number) for number in ("1002", "1003", "1004", TRAINER)]
        file.write_text("\n".join([STAFF_HEADER, *lines]) + "\n", encoding="utf-8")
        told = (
            "Bookings of leavers given up: 1001. Prevent webinar, Wednesday 2 December 2026. "
            "Moved up from its waiting list: 1003."
        )
        for flags in (("--dry-run",), ()):
            done = webinar("staff", "import", file, "--allow-leavers", *flags)
            assert told in done.lines
