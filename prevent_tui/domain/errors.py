"""Errors as values: a code and its details, turned into sentences by the faces."""

from __future__ import annotations

from dataclasses import dataclass


class PreventError(Exception):
    """Something the program refuses or could not do.

    `code` is stable and lower case (`not_permitted`, `disk_full` …); `details` are the values a
    sentence about it needs. Services raise it; a face prints the sentence and chooses the exit status.
    """

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}({inside})"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file from outside: a stable code, where it is, and the values its sentence needs.

    `line` and `column` count from 1; `column` is the name of a CSV column or None.
    """

    code: str
    file: str
    line: int | None = None
    column: str | None = None
    details: tuple[tuple[str, str], ...] = ()
