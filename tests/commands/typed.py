"""Typing commands in tests, and the organisation they are typed on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.cli import main
from prevent_tui.storage import installation
from tests.clocks import TODAY, StillClock
from tests.courses import Shelf, small_course
from tests.databases import opened


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer of a command that was asked for JSON and is done."""
        assert self.status in (0, 1, 5), self.err
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines of the answer."""
        return self.out.splitlines()


class Typing:
    """Types commands in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Outcome:
        self._capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        written = self._capsys.readouterr()
        return Outcome(status, written.out, written.err)


class Office:
    """A database where it is 18 November 2026; one face at a time has it open."""

    def __init__(self, url: str, typed: Typing) -> None:
        self.url = url
        self._typed = typed
        with self.services() as services, services.store.write():
            installation.keep_setting("demo", "1")
            installation.keep_setting("today", TODAY.isoformat())

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The services, to fill the database with and to see what a command left behind."""
        with opened(self.url) as store:
            yield services_on(store, StillClock(), Shelf(small_course()))

    def __call__(self, *arguments: object) -> Outcome:
        """Type a command on this database."""
        return self._typed("--database", self.url, *arguments)
