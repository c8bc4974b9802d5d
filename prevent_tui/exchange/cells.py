"""The values of rows: what their cells say, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from prevent_tui.domain.errors import Fault
from prevent_tui.exchange.tables import Layout, Row, Source, read_table

T = TypeVar("T")

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Cells:
    """Turns the cells of a row into values; an empty cell is None, a wrong one is None and a fault."""

    def __init__(self, source: Source, row: Row) -> None:
        self._source = source
        self._row = row
        self.faults: list[Fault] = []

    def refuse(self, code: str, column: str, **details: str) -> None:
        """Add a fault to this row's."""
        self.faults.append(self._source.fault(code, self._row.line, column, **details))

    def text(self, column: str) -> str | None:
        """The cell as it stands."""
        return self._row.cells[column] or None

    def choice(self, column: str, choices: Mapping[str, T]) -> T | None:
        """The value a word stands for; `unknown_value` for any other word."""
        word = self._row.cells[column]
        if word and word not in choices:
            self.refuse("unknown_value", column, value=word, choices=" | ".join(choices))
        return choices.get(word)

    def day(self, column: str) -> dt.date | None:
        """A date, year-month-day; `bad_date` for anything else and for days no calendar has."""
        text = self._row.cells[column]
        if not text:
            return None
        try:
            if _ISO_DAY.fullmatch(text):
                return dt.date.fromisoformat(text)
        except ValueError:
            pass
        self.refuse("bad_date", column, value=text)
        return None


def read_values(
    path: Path, layout: Layout, value_of: Callable[[Row, Cells], T | None]
) -> tuple[tuple[T, ...], tuple[Fault, ...]]:
    """What the rows of a file without a fault of their own come to, and every fault of the file.

    Where there is any fault, nothing of the file may be applied. Raises `PreventError("cannot_read")`.
    """
    values: list[T] = []
    faults: list[Fault] = []
    source = Source(path.name)
    for item in read_table(path, layout):
        if isinstance(item, Fault):
            faults.append(item)
            continue
        cells = Cells(source, item)
        value = value_of(item, cells)
        faults += cells.faults
        if value is not None and item.usable and not cells.faults:
            values.append(value)
    return tuple(values), tuple(faults)
