"""A course's directory, read safely: regular UTF-8 files inside it and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prevent_tui.content.characters import forbidden, without_forbidden
from prevent_tui.domain.errors import Fault

LARGEST = 1 << 20
"""The size of the largest file that is read, in bytes."""


class UnreadableError(Exception):
    """Something in a course that can't be used: the fault says what and where."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def fault(code: str, file: str, line: int | None = None, /, **details: object) -> Fault:
    """A fault of a course's file, with its details as text."""
    texts = tuple((name, without_forbidden(str(value))) for name, value in details.items())
    return Fault(code, without_forbidden(file), line, None, texts)


class Folder:
    """The files of a course, by names such as `en/course.toml`, and the faults met while reading them.

    The directory is listed once and only what that list holds can be opened, so that neither a symbolic
    link nor a name with `..` in it leads outside.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.faults: list[Fault] = []
        self.files: set[str] = set()
        self.refused: dict[str, str] = {}
        with self.noting():
            self._list("")

    def _list(self, prefix: str) -> None:
        try:
            entries = sorted(os.scandir(self.directory / prefix), key=lambda entry: entry.name)
        except OSError as error:
            code = "directory_missing" if isinstance(error, FileNotFoundError) else "unreadable"
            raise UnreadableError(fault(code, prefix or ".", problem=error.strerror)) from error
        for entry in entries:
            name = prefix + entry.name
            if entry.is_symlink():
                self.refused[name] = "symlink_refused"
            elif entry.is_file(follow_symlinks=False):
                self.files.add(name)
            elif entry.is_dir(follow_symlinks=False) and not prefix:
                with self.noting():
                    self._list(name + "/")
            else:
                self.refused[name] = "not_a_file"

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Note what turns out unreadable inside the block, and go on after it."""
        try:
            yield
        except UnreadableError as broken:
            self.faults.append(broken.fault)

    def note(self, code: str, file: str, line: int | None = None, /, **details: object) -> None:
        """Note a fault."""
        self.faults.append(fault(code, file, line, **details))

    def raw(self, name: str) -> str:
        """A file's text as it stands, with line feeds only; raises UnreadableError."""
        refusal = self.refused.get(name) or self.refused.get(name.partition("/")[0])
        if refusal or name not in self.files:
            raise UnreadableError(fault(refusal or "file_missing", name))
        try:
            with (self.directory / name).open("rb") as stream:
                content = stream.read(LARGEST + 1)
        except OSError as error:
            raise UnreadableError(fault("unreadable", name, problem=error.strerror)) from error
        if len(content) > LARGEST:
            raise UnreadableError(fault("file_too_large", name, bytes=LARGEST))
        try:
            return content.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise UnreadableError(fault("not_utf8", name, line)) from error

    def text(self, name: str) -> str:
        """A file's text; control and invisible characters are noted and taken out. Raises UnreadableError."""
        text = self.raw(name)
        for line, character in forbidden(text):
            self.note("control_character", name, line, character=character)
        return without_forbidden(text)
