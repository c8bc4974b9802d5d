"""Training records from elsewhere: who completed which option, and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from prevent_tui.domain.errors import Fault
from prevent_tui.domain.options import OptionId
from prevent_tui.exchange.cells import Cells, read_values
from prevent_tui.exchange.tables import Layout, Row

LAYOUT = Layout(
    columns=("payroll_number", "option", "completed_on", "evidence"),
    filled=frozenset({"payroll_number", "option", "completed_on"}),
)


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """A completion recorded elsewhere, and the line it begins on (from 1); the evidence is free text."""

    line: int
    payroll_number: str
    option: OptionId
    completed_on: dt.date
    evidence: str = ""


_OPTIONS = {option.value: option for option in OptionId}


def read_completions(path: Path, today: dt.date) -> tuple[tuple[CompletionLine, ...], tuple[Fault, ...]]:
    """The completions of a file that have no fault of their own, and every fault of the file; see `read_values`.

    A date after today is a fault, an unknown payroll number is not.
    """
    return read_values(path, LAYOUT, lambda row, cells: _completion(row, cells, today))


def _completion(row: Row, cells: Cells, today: dt.date) -> CompletionLine | None:
    option = cells.choice("option", _OPTIONS)
    completed_on = cells.day("completed_on")
    if completed_on and completed_on > today:
        cells.refuse("date_in_future", "completed_on", value=completed_on.isoformat())
    if option is None or completed_on is None:
        return None
    return CompletionLine(row.line, row.cells["payroll_number"], option, completed_on, row.cells["evidence"])
