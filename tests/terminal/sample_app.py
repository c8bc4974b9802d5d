"""A tiny app for the tests of the terminal: `python -m tests.terminal.sample_app WAY [LOG]`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Button, Input, Static

from prevent_tui.terminal.app import TerminalApp
from prevent_tui.terminal.driver import QuietDriver


class Rows(Static, can_focus=True):
    """Three rows, the second of them current."""

    DEFAULT_CSS = "Rows { height: 3; } Rows:focus { background: #ffdd00; color: #0b0c0c; }"

    def cursor_cell(self) -> Offset:
        return Offset(0, 1)


class KioskDriver(QuietDriver):
    suspend_allowed = False


class SampleApp(TerminalApp[None]):
    """Fields to move through, and keys that go wrong."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: #ffffff; color: #0b0c0c; }
    #head { background: #0b0c0c; color: #ffffff; height: 1; }
    Input { border: solid #0b0c0c; margin: 1 2; }
    #gap { height: 30; }
    """
    BINDINGS = [  # noqa: RUF012
        ("f2", "error"),
        ("ctrl+q", "quit"),
        ("f3", "two_errors"),
        ("f4", "worker_error"),
        ("f5", "late_error"),
        ("ctrl+z", "suspend_process"),
        ("f6", "stuck"),
        ("f7", "nothing_focused"),
    ]

    def __init__(self, way: str, log: Path | None) -> None:
        super().__init__()
        self.way = way
        self.crash_log = log
        self.animation_level = "none"
        if way == "kiosk":
            self.quiet_driver = KioskDriver
            self.driver_class = KioskDriver

    def compose(self) -> ComposeResult:
        if self.way == "broken":
            raise RuntimeError("broken \x1b[31mfrom the start")
        with VerticalScroll(can_focus=False):
            yield Static("READY", id="head")
            field = Input(placeholder="Name", id="name")
            field.cursor_blink = False
            yield field
            yield Button("Save and continue", id="save")
            yield Rows("first\nsecond\nthird", id="rows")
            yield Static("", id="said", markup=False)
            yield Static("", id="gap")
            yield Button("Far below", id="far")

    def on_mount(self) -> None:
        if self.way == "hostile":
            self.query_one("#said", Static).update(Content("\n".join(_hostile())))
            self.query_one("#head", Static).update(Text("READY\x1b]0;owned\x07!", style="link http://a/\x1b[2J"))

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one("#said", Static).update(Content(f"typed {event.value}|"))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.query_one("#said", Static).update(Content(f"pressed {event.button.id}|"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.way != "keyless"

    def action_error(self) -> None:
        secret = "payroll 0012345"
        raise ValueError(f"went wrong after {len(secret)}")

    def action_two_errors(self) -> None:
        self.call_later(self.action_error)
        self.call_later(self.action_error)

    def action_worker_error(self) -> None:
        self.run_worker(self._fail, thread=True)

    def action_late_error(self) -> None:
        self.set_timer(0.01, self.action_error)

    def action_nothing_focused(self) -> None:
        self.screen.set_focus(None)

    def action_stuck(self) -> None:
        self.query_one("#said", Static).update(Content("STUCK"))
        self.set_timer(0.05, self._get_stuck)

    def _get_stuck(self) -> None:
        time.sleep(3600)

    def _fail(self) -> None:
        raise OSError("the worker went wrong")


def _hostile() -> Iterator[str]:
    yield "O'\x1b[31mBrien\x1b]0;t\x07"
    yield "\x9b2Jc1\x85"
    yield "bidi \u202eesrever\u2066\u200f."
    yield "del\x7f tab\tend"


def main() -> int:
    way, *rest = sys.argv[1:] or [""]
    app = SampleApp(way, Path(rest[0]) if rest else None)
    app.run()
    if way == "lingers":
        time.sleep(3600)
    return app.return_code or 0


if __name__ == "__main__":
    os.environ.pop("COLUMNS", None)
    sys.exit(main())
