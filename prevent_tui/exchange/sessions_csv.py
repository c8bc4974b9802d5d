"""Files of webinars and workshops: times in London, or with an offset."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from prevent_tui.domain import london
from prevent_tui.domain.bookings import BOOKABLE, MOST_PLACES
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.intake import Lined
from prevent_tui.domain.timetable import SessionRow
from prevent_tui.exchange.cells import Cells, read_values
from prevent_tui.exchange.tables import Layout, Row

LAYOUT = Layout(
    columns=(
        "session_id",
        "option",
        "title",
        "language",
        "starts_at",
        "ends_at",
        "place",
        "link",
        "capacity",
        "trainer_payroll_number",
    ),
    filled=frozenset(
        {
            "session_id",
            "option",
            "title",
            "language",
            "starts_at",
            "ends_at",
            "capacity",
            "trainer_payroll_number",
        }
    ),
)

_OPTIONS = {option.value: option for option in BOOKABLE}
_LANGUAGES = {"en": "en", "cy": "cy"}
_LINK = re.compile(r"https?://[^\s]+")


def read_sessions(path: Path) -> tuple[tuple[Lined[SessionRow], ...], tuple[Fault, ...]]:
    """The sessions of a file that have no fault of their own, and every fault of the file; see `read_values`."""
    return read_values(path, LAYOUT, _session)


def _session(row: Row, cells: Cells) -> Lined[SessionRow] | None:
    option, language = cells.choice("option", _OPTIONS), cells.choice("language", _LANGUAGES)
    starts_at, ends_at = _moment(row, cells, "starts_at"), _moment(row, cells, "ends_at")
    capacity = _capacity(row, cells)
    link = row.cells["link"]
    if link and not _LINK.fullmatch(link):
        cells.refuse("bad_link", "link", value=link)
    if option is None or language is None or starts_at is None or ends_at is None or capacity is None:
        return None
    held = row.cells
    session = SessionRow(
        held["session_id"],
        option,
        held["title"],
        language,
        starts_at,
        ends_at,
        held["place"],
        link,
        capacity,
        held["trainer_payroll_number"],
    )
    return Lined(row.line, session)


def _moment(row: Row, cells: Cells, column: str) -> dt.datetime | None:
    text = row.cells[column]
    if not text:
        return None
    try:
        return london.moment(text)
    except PreventError as problem:
        cells.refuse(problem.code, column, value=text)
        return None


def _capacity(row: Row, cells: Cells) -> int | None:
    text = row.cells["capacity"]
    if text and text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PLACES:
        return int(text)
    if text:
        cells.refuse("bad_capacity", "capacity", value=text, most=str(MOST_PLACES))
    return None
