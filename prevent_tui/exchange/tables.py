"""Reading a CSV table from outside: every fault with its line and column, nothing taken on trust.

UTF-8 with or without a byte order mark, at most 50 MB, 200,000 rows and 200 characters a cell; no controls.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.safety import CONTROL, clean

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_CHARACTERS = 200
MAX_LINE_CHARACTERS = 100_000

_SHOWN_CHARACTERS = 60
_OWN_WORDS = frozenset({"choices"})
"""Details that are the program's own words: they are short enough and say nothing of the file."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_AFTER_LONE_RETURN = re.compile(r"(?<=\r)(?!\n|\Z)")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns a table must have, in any order, and those of them that must be filled in every row."""

    columns: tuple[str, ...]
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on (from 1) and its cells by column, in NFC and without spaces around them.

    `usable` is false when a fault in it, or in the header, went before; a cell at fault is empty.
    """

    line: int
    cells: dict[str, str]
    usable: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where faults are found: they carry the file's name, and nothing that could steer a terminal."""

    name: str

    def fault(self, code: str, line: int | None, column: str | None = None, **details: str) -> Fault:
        """A fault of this file."""
        shown = tuple((name, value if name in _OWN_WORDS else _shown(value)) for name, value in sorted(details.items()))
        return Fault(code, clean(self.name), line, None if column is None else _shown(column), shown)


def read_table(path: Path, layout: Layout) -> Iterator[Row | Fault]:
    """The rows of a table and what is wrong with it, in the order of the file; a row's faults come before it.

    Raises `PreventError("cannot_read")` when the file can't be opened or read.
    """
    try:
        with path.open("rb") as file:
            yield from _Reading(Source(path.name), layout).items(file)
    except OSError as error:
        raise PreventError("cannot_read", path=str(path), reason=error.strerror or "") from error


@dataclass(slots=True)
class _Reading:
    """One reading of a file; the faults of a line wait in `found` until the row they belong to is read."""

    source: Source
    layout: Layout
    found: list[Fault] = field(default_factory=list)

    def items(self, file: BinaryIO) -> Iterator[Row | Fault]:
        records = self._records(file)
        line, header = next(records, (1, None))
        if header is None:
            yield from self.found or [self.source.fault("no_header", 1)]
            return
        header = [name.strip() for name in header]
        self.found += self._header_faults(line, header)
        sound = not self.found
        yield from self._taken()
        for number, (line, cells) in enumerate(records, 1):
            if number > MAX_ROWS:
                yield self.source.fault("too_many_rows", line, most=str(MAX_ROWS))
                return
            row = None if cells is None else self._row(line, header, cells, sound=sound)
            yield from self._taken()
            if row is not None:
                yield row
        yield from self._taken()

    def _taken(self) -> list[Fault]:
        taken, self.found = self.found, []
        return taken

    def _records(self, file: BinaryIO) -> Iterator[tuple[int, list[str] | None]]:
        """Each record with the line it begins on; None for one that is not CSV. Blank lines don't count."""
        reader = csv.reader(self._lines(file), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self.found.append(self.source.fault(_csv_code(error), line))
                yield line, None
                continue
            if cells:
                yield line, cells

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        """The physical lines, ended by LF, CR LF or a lone CR, as many as fit into the size allowed."""
        left, number = MAX_BYTES, 1
        while raw := file.readline(left + 1):
            left -= len(raw)
            if left < 0:
                self.found.append(self.source.fault("file_too_big", None, most=str(MAX_BYTES)))
                return
            text = self._decoded(raw.removeprefix(_BYTE_ORDER_MARK) if number == 1 else raw, number)
            parts = _AFTER_LONE_RETURN.split(text) if "\r" in text else [text]
            for part in parts:
                yield self._within_length(part, number)
                number += 1

    def _within_length(self, text: str, line: int) -> str:
        if len(text) <= MAX_LINE_CHARACTERS:
            return text
        self.found.append(self.source.fault("line_too_long", line, most=str(MAX_LINE_CHARACTERS)))
        return "\n"

    def _decoded(self, raw: bytes, line: int) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start].replace(b"\r\n", b"").count(b"\r")
            self.found.append(self.source.fault("not_utf8", line + before, byte=f"0x{raw[error.start]:02X}"))
            return raw.decode("utf-8", errors="replace")

    def _header_faults(self, line: int, header: Sequence[str]) -> Iterator[Fault]:
        seen: set[str] = set()
        for name in header:
            if name in seen:
                yield self.source.fault("doubled_column", line, name)
            elif name not in self.layout.columns:
                yield self.source.fault("unknown_column", line, name)
            seen.add(name)
        for name in self.layout.columns:
            if name not in seen:
                yield self.source.fault("missing_column", line, name)

    def _row(self, line: int, header: Sequence[str], cells: Sequence[str], *, sound: bool) -> Row | None:
        if len(cells) != len(header):
            code = "too_few_cells" if len(cells) < len(header) else "too_many_cells"
            self.found.append(self.source.fault(code, line, found=str(len(cells)), wanted=str(len(header))))
            return None
        values = dict.fromkeys(self.layout.columns, "")
        for name, cell in zip(header, cells, strict=True):
            if name in values:
                values[name] = self._value(line, name, cell)
        return Row(line, values, sound and not self.found)

    def _value(self, line: int, name: str, cell: str) -> str:
        control = CONTROL.search(cell)
        value = cell.strip() if cell.isascii() else unicodedata.normalize("NFC", cell).strip()
        if control:
            self.found.append(self.source.fault("control_character", line, name, character=f"U+{ord(control[0]):04X}"))
        elif len(value) > MAX_CHARACTERS:
            self.found.append(self.source.fault("too_long", line, name, most=str(MAX_CHARACTERS)))
        elif value or name not in self.layout.filled:
            return value
        else:
            self.found.append(self.source.fault("empty", line, name))
        return ""


def _csv_code(error: csv.Error) -> str:
    text = str(error)
    if "field limit" in text:
        return "too_long"
    return "unclosed_quote" if "unexpected end" in text else "stray_quote"


def _shown(text: str) -> str:
    """A value as it may stand in a message: no control characters, and not too long."""
    text = clean(text)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
