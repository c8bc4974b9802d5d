"""TOML as it was written: its values, checked against a form, and the lines where they stand."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from prevent_tui.content.characters import forbidden, without_forbidden
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.domain.errors import Fault

T = TypeVar("T")

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_FIELD = re.compile(r"^Object (contains unknown|missing required) field `(.*?)`")
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Document:
    """A TOML text that could be parsed; `before` is the number of lines above it in its file."""

    file: str
    text: str
    values: dict[str, Any]
    before: int = 0

    def form(self, shape: type[T], /) -> T:
        """The whole document in that shape; raises UnreadableError."""
        return self._converted(self.values, shape, None)

    def table(self, name: str, shape: type[T]) -> T:
        """One of its tables, whose name is an id, in that shape; raises UnreadableError."""
        if not _ID.match(name):
            raise UnreadableError(fault("bad_id", self.file, self.line(name), id=name))
        return self._converted(self.values[name], shape, name)

    def line(self, table: str) -> int | None:
        """The line of a table's head, counted from the top of the file."""
        heads = self._heads(table)
        return self._line_at(heads[0].start()) if heads else None

    def mention(self, name: str, time: int = 1) -> int | None:
        """The line where a text in quotes stands for that time."""
        found = [match.start() for match in re.finditer(rf"[\"']{re.escape(name)}[\"']", self.text)]
        return self._line_at(found[time - 1]) if len(found) >= time else None

    def _converted(self, values: Any, shape: type[T], table: str | None) -> T:
        try:
            return msgspec.convert(values, shape)
        except msgspec.ValidationError as error:
            raise UnreadableError(self._fault(str(error), table)) from error

    def _fault(self, message: str, table: str | None) -> Fault:
        problem, _, place = message.partition(" - at `$")
        where = place.rstrip("`").lstrip(".")
        named = {"table": table} if table else {}
        field = _FIELD.match(problem)
        if field is None:
            last = (_NAME.findall(where) or [""])[-1]
            line = self._line_of(last, table)
            return fault("wrong_value", self.file, line, **named, where=where, problem=problem)
        known = field[1] == "missing required"
        line = self._line_of("" if known else field[2], table)
        code = "missing_field" if known else "unknown_field"
        return fault(code, self.file, line, **named, field=field[2], where=where)

    def _line_of(self, key: str, table: str | None) -> int | None:
        """The line of a key below a table's head where only one can be meant, else that of the head."""
        start, end = self._extent(table) if table else (0, len(self.text))
        assignment = re.compile(rf"(?:^|[\s{{,]){re.escape(key)}[ \t]*=")
        found = [match.end() for match in assignment.finditer(self.text[start:end])] if key else []
        if len(found) == 1:
            return self._line_at(start + found[0] - 1)
        return self.line(table) if table else None

    def _extent(self, table: str) -> tuple[int, int]:
        """Where a table begins and where the next one does."""
        heads = self._heads(table)
        if not heads:
            return 0, 0
        others = re.compile(r"^[ \t]*\[[ \t]*[A-Za-z0-9\"']", re.MULTILINE)
        own = {head.start() for head in heads}
        after = (match.start() for match in others.finditer(self.text, heads[0].end()))
        return heads[0].start(), next((start for start in after if start not in own), len(self.text))

    def _heads(self, table: str) -> list[re.Match[str]]:
        head = rf"^[ \t]*\[[ \t]*[\"']?{re.escape(table)}[\"']?[ \t]*[\].]"
        return list(re.finditer(head, self.text, re.MULTILINE))

    def _line_at(self, position: int) -> int:
        return self.before + self.text.count("\n", 0, position) + 1


def read(folder: Folder, name: str) -> Document:
    """A TOML file of a course; raises UnreadableError."""
    return parse(folder, name, folder.text(name))


def parse(folder: Folder, name: str, text: str, *, before: int = 0) -> Document:
    """TOML that stands in a file below `before` other lines; raises UnreadableError.

    Control characters written as escapes are noted and taken out like any other.
    """
    try:
        values = tomllib.loads(text)
    except ValueError as error:  # a TOMLDecodeError, or a number of thousands of digits
        place = _PLACE.search(str(error))
        line = before + (int(place[1]) if place else text.count("\n") + 1)
        problem = str(error).partition(" (at ")[0]
        raise UnreadableError(fault("not_toml", name, line, problem=problem)) from error
    except RecursionError as error:
        raise UnreadableError(fault("not_toml", name, problem="nested too deeply")) from error
    escaped = "\\" in text
    return Document(name, text, _cleaned(folder, name, values) if escaped else values, before)


def _cleaned(folder: Folder, name: str, value: Any) -> Any:
    if isinstance(value, str):
        for _, character in forbidden(value):
            folder.note("control_character", name, character=character)
        return without_forbidden(value)
    if isinstance(value, dict):
        return {_cleaned(folder, name, key): _cleaned(folder, name, inner) for key, inner in value.items()}
    return [_cleaned(folder, name, inner) for inner in value] if isinstance(value, list) else value
