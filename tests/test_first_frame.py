"""The frame that is up before the app: the same to the cell, gone without a trace, and no key is lost on it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from pyte.screens import Cursor, Screen

from tests.pty import Terminal, screen_after

ROOT = Path(__file__).parent.parent
OURS = [sys.executable, "-m", "prevent_tui"]
APP_FRAME = b"\x1b[?2026h"
APP_BEGINS = b"\x1b[?25l"
TITLE = "Learn how to support people"

#: Runs the program with an app that never comes: its import ends in an error, or in a wait for a signal.
NO_APP = """
import sys
class Hindrance:
    def find_spec(self, name, path=None, target=None):
        if name == "prevent_tui.app":
            {what}
sys.meta_path.insert(0, Hindrance())
from prevent_tui.cli import main
sys.exit(main([]))
"""


def environment(directory: Path, **changes: str) -> dict[str, str]:
    return {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(directory), "XDG_DATA_HOME": str(directory), **changes}


def cells(screen: Screen) -> list[tuple[object, ...]]:
    """What a reader sees of each cell but those of the scroll bar."""
    found: list[tuple[object, ...]] = []
    for row in range(screen.lines):
        for column in range(screen.columns):
            if column == screen.columns - 3 and 0 < row < screen.lines - 1:
                continue
            cell = screen.buffer[row][column]
            seen = (cell.fg, cell.bold, cell.underscore) if cell.data.strip() or cell.underscore else ()
            found.append((row, column, cell.data, cell.bg, *seen))
    return found


def place_of(cursor: Cursor) -> tuple[int, int, bool]:
    return cursor.x, cursor.y, cursor.hidden


@pytest.mark.parametrize(
    ("size", "changes"),
    [
        ((80, 24), {}),
        ((80, 24), {"PREVENT_TUI_LANGUAGE": "cy"}),
        ((120, 60), {"PREVENT_TUI_THEME": "house-dark"}),
        ((100, 60), {"LANG": "cy_GB.UTF-8", "PREVENT_TUI_THEME": "high-contrast"}),
        ((46, 14), {}),
        ((80, 24), {"COLORTERM": ""}),
        ((80, 24), {"COLORTERM": "", "PREVENT_TUI_THEME": "house-dark"}),
    ],
    ids=str,
)
def test_the_app_changes_nothing_on_it(tmp_path: Path, size: tuple[int, int], changes: dict[str, str]) -> None:
    columns, rows = size
    with Terminal(OURS, environment(tmp_path, **changes), columns=columns, rows=rows) as terminal:
        terminal.wait_written(APP_FRAME)
        terminal.wait_quiet(0.5)
        written = bytes(terminal.raw)
    first, _, rest = written.partition(APP_BEGINS)
    assert APP_FRAME in rest
    before = screen_after(first, columns=columns, rows=rows)
    after = screen_after(written, columns=columns, rows=rows)
    assert "Ctrl+Q" in "".join(before.display)
    assert cells(after) == cells(before)
    assert place_of(after.cursor) == place_of(before.cursor)
    assert written.count(b"\x1b[?1049h") == 1


def test_keys_pressed_on_it_reach_the_app(tmp_path: Path) -> None:
    with Terminal(OURS, environment(tmp_path)) as terminal:
        terminal.wait_for("Ctrl+Q")
        terminal.send("tab", "enter")
        assert APP_FRAME not in terminal.raw
        terminal.wait_for("Use a reference number")


@pytest.mark.parametrize(
    "changes", [{"NO_COLOR": "1"}, {"PREVENT_TUI_THEME": "terminal"}, {"TERM": "xterm", "COLORTERM": ""}], ids=str
)
def test_there_is_none_where_only_the_app_knows_the_colours(tmp_path: Path, changes: dict[str, str]) -> None:
    with Terminal(OURS, environment(tmp_path, **changes)) as terminal:
        terminal.wait_for(TITLE)
        assert terminal.raw.find(APP_FRAME) < terminal.raw.find(TITLE.encode())


def test_there_is_none_before_a_settings_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "prevent_tui").mkdir()
    (tmp_path / "prevent_tui" / "config.toml").write_text('language = "cy"\n')
    with Terminal(OURS, environment(tmp_path)) as terminal:
        terminal.wait_for("English Ctrl+L")
        assert TITLE.encode() not in terminal.raw


def test_the_terminal_is_as_it_was_after_the_session(tmp_path: Path) -> None:
    with Terminal(OURS, environment(tmp_path)) as terminal:
        terminal.wait_written(APP_FRAME)
        terminal.wait_quiet(0.5)
        terminal.send("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.line_attributes() == terminal.attributes[:4]


def without_the_app(what: str, directory: Path) -> Terminal:
    return Terminal([sys.executable, "-c", NO_APP.format(what=what)], environment(directory))


def assert_put_away(terminal: Terminal) -> None:
    assert terminal.line_attributes() == terminal.attributes[:4]
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h") >= 0
    assert terminal.cursor.shown


def test_it_is_put_away_when_the_app_can_not_be_loaded(tmp_path: Path) -> None:
    with without_the_app('raise ImportError("no such thing")', tmp_path) as terminal:
        assert terminal.wait_exit() == 1
        assert TITLE.encode() in terminal.raw
        assert_put_away(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_it_is_put_away_when_a_signal_ends_the_program(tmp_path: Path, number: signal.Signals) -> None:
    with without_the_app("import signal; signal.pause()", tmp_path) as terminal:
        terminal.wait_for("Ctrl+Q")
        terminal.wait_quiet(0.3)
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert_put_away(terminal)
