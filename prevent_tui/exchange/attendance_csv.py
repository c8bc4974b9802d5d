"""Attendance of one session from a file: who came in full, in part or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.errors import Fault
from prevent_tui.exchange.cells import Cells
from prevent_tui.exchange.tables import Layout, Source, read_table

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
    """The lines of a file that have no fault of their own, and every fault of the file, a number named twice too.

    Where there is any fault, nothing of the file may be applied. Raises `PreventError("cannot_read")`.
    """
    rows: list[AttendanceLine] = []
    faults: list[Fault] = []
    first: dict[str, int] = {}
    source = Source(path.name)
    for item in read_table(path, LAYOUT):
        if isinstance(item, Fault):
            faults.append(item)
            continue
        cells, number = Cells(source, item), item.cells["payroll_number"]
        mark = cells.choice("attended", _MARKS)
        if number in first:
            cells.refuse("duplicate_number", "payroll_number", number=number, first_line=str(first[number]))
        first.setdefault(number, item.line)
        faults += cells.faults
        if mark and item.usable and not cells.faults:
            rows.append(AttendanceLine(item.line, number, mark))
    return tuple(rows), tuple(faults)
