"""Commands run as a script runs them: arguments in, exit status and text out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.typed import Office, Typing


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of the test's own, an English UTF-8 locale, and no setting from outside; gives the home."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("DATABASE", "LANGUAGE", "THEME", "CONTACT", "MOUSE"):
        monkeypatch.delenv(f"PREVENT_TUI_{name}", raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return home


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Typing:
    """Types a command."""
    return Typing(capsys)


@pytest.fixture
def office(database_url: str, typed: Typing) -> Office:
    """An organisation on 18 November 2026, in a database of each kind in turn, and commands typed on it."""
    return Office(database_url, typed)


@pytest.fixture
def sqlite_office(sqlite_url: str, typed: Typing) -> Office:
    """The same, on SQLite alone."""
    return Office(sqlite_url, typed)
