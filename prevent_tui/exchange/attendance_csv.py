"""Attendance of one session from a file: who came in full, in part or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import Fault
from prevent_tui.exchange.cells import Cells, read_values
from prevent_tui.exchange.tables import Layout, Row

LAYOUT = Layout(
    columns=("payroll_number", "attended"),
    filled=frozenset({"payroll_number", "attended"}),
)

_MARKS = {"full": Mark.FULL, "part": Mark.PART, "no": Mark.ABSENT}


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One person's attendance, and the line it begins on (from 1)."""

    line: int
    payroll_number: str
    mark: Mark


def read_attendance(path: Path) -> tuple[tuple[AttendanceLine, ...], tuple[Fault, ...]]:
    """The lines of a file that have no fault of their own, and every fault of the file; see `read_values`.

    A number named twice is a fault.
    """
    first: dict[str, int] = {}

    def line(row: Row, cells: Cells) -> AttendanceLine | None:
        mark, number = cells.choice("attended", _MARKS), row.cells["payroll_number"]
        if number in first:
            cells.refuse("duplicate_number", "payroll_number", number=number, first_line=str(first[number]))
        first.setdefault(number, row.line)
        return AttendanceLine(row.line, number, mark) if mark else None

    return read_values(path, LAYOUT, line)
