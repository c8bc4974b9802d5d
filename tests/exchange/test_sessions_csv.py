from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.intake import Lined
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.timetable import SessionRow
from prevent_tui.exchange import attendance_csv, sessions_csv
from prevent_tui.exchange.attendance_csv import AttendanceLine, read_attendance
from prevent_tui.exchange.sessions_csv import read_sessions
from tests.sessions import ATTENDANCE_HEADER, SESSIONS_HEADER, attendance_file, session_line, sessions_file


def test_the_layouts_are_the_documented_headers() -> None:
    assert ",".join(sessions_csv.LAYOUT.columns) == SESSIONS_HEADER
    assert ",".join(attendance_csv.LAYOUT.columns) == ATTENDANCE_HEADER


def test_a_row_becomes_a_session(tmp_path: Path) -> None:
    (found,), faults = read_sessions(sessions_file(tmp_path, session_line(starts_at="2026-07-02T14:00",
                                                                        ends_at="2026-07-02T15:30")))  # fmt: skip
    start = dt.datetime(2026, 7, 2, 13, 0, tzinfo=dt.UTC)
    assert found == Lined(
        2,
        SessionRow("w1", OptionId.WEBINAR_LIVE, "Prevent webinar", "en", start, start + dt.timedelta(minutes=90),
                   "", "https://meet.example.org/w1", 2, "00700"),
    )  # fmt: skip
    assert not faults


@pytest.mark.parametrize(
    ("values", "code", "column"),
    [
        ({"option": "elearning"}, "unknown_value", "option"),
        ({"language": "fr"}, "unknown_value", "language"),
        ({"starts_at": "2 December"}, "bad_time", "starts_at"),
        ({"starts_at": "2027-03-28T01:30"}, "time_skipped", "starts_at"),
        ({"ends_at": "2027-10-31T01:30"}, "time_twice", "ends_at"),
        ({"ends_at": ""}, "empty", "ends_at"),
        ({"capacity": "0"}, "bad_capacity", "capacity"),
        ({"capacity": "-1"}, "bad_capacity", "capacity"),
        ({"capacity": "²"}, "bad_capacity", "capacity"),
        ({"capacity": "10001"}, "bad_capacity", "capacity"),
        ({"link": "meet.example.org"}, "bad_link", "link"),
        ({"link": "javascript:alert(1)"}, "bad_link", "link"),
        ({"title": "Web\x1b[31minar"}, "control_character", "title"),
        ({"session_id": ""}, "empty", "session_id"),
    ],
)
def test_a_wrong_value_is_a_fault_with_its_line_and_column(
    tmp_path: Path, values: dict[str, str], code: str, column: str
) -> None:
    rows, faults = read_sessions(sessions_file(tmp_path, session_line(**values)))
    assert [(fault.code, fault.line, fault.column) for fault in faults] == [(code, 2, column)]
    assert not rows


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    line = session_line(option="x", starts_at="x", ends_at="x", capacity="x", link="x")
    _, faults = read_sessions(sessions_file(tmp_path, line))
    assert {fault.column for fault in faults} == {"option", "starts_at", "ends_at", "capacity", "link"}


def test_attendance_is_read(tmp_path: Path) -> None:
    rows, faults = read_attendance(attendance_file(tmp_path, "1,full", "2,part", "3,no"))
    marks = {"1": Mark.FULL, "2": Mark.PART, "3": Mark.ABSENT}
    assert rows == tuple(AttendanceLine(line, *one) for line, one in enumerate(marks.items(), 2))
    assert not faults


def test_a_number_named_twice_and_an_unknown_word(tmp_path: Path) -> None:
    rows, faults = read_attendance(attendance_file(tmp_path, "1,full", "1,no", "2,yes", ",full"))
    assert [(fault.code, fault.line, fault.column) for fault in faults] == [
        ("duplicate_number", 3, "payroll_number"),
        ("unknown_value", 4, "attended"),
        ("empty", 5, "payroll_number"),
    ]
    assert len(rows) == 1


@given(st.text(alphabet='w1,"2026-T:\n+', max_size=80))
def test_any_text_gives_rows_or_faults(text: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "list.csv")
        path.write_text(f"{SESSIONS_HEADER}\n{text}", encoding="utf-8")
        rows, faults = read_sessions(path)
    assert rows or faults or not text.strip()
