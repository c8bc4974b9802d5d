"""The base of the full-screen app: everything in this package put together."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ReturnType
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from prevent_tui.terminal.crash import CrashReport
from prevent_tui.terminal.cursor import FocusCursor
from prevent_tui.terminal.driver import QuietDriver
from prevent_tui.terminal.guard import GuardedLines
from prevent_tui.terminal.order import KeysInOrder
from prevent_tui.terminal.whole import WholeFrames


class TerminalApp(
    WholeFrames[ReturnType],
    GuardedLines[ReturnType],
    FocusCursor[ReturnType],
    KeysInOrder[ReturnType],
    CrashReport[ReturnType],
):
    """An app that sleeps at rest, shows the hardware cursor at the focus and ends tidily, whatever happens.

    Read `return_code` after `run()`: 0, 1 after a fault, 128 + n after signal n, 129 when the terminal went.
    """

    quiet_driver: type[QuietDriver] = QuietDriver
    keys_wait_for_a_screen: ClassVar[bool] = False
    """Whether keys pressed before the first `show_frames` are kept for the screen that it shows."""

    def get_driver_class(self) -> type[Driver]:
        """The quiet driver on a terminal; Textual's choice elsewhere (a browser)."""
        chosen = super().get_driver_class()
        return self.quiet_driver if chosen is LinuxDriver else chosen

    def show_frames(self) -> None:
        """Show the screen as it is now, and let in the keys that waited for it."""
        super().show_frames()
        if isinstance(self._driver, QuietDriver):
            self._driver.let_keys_in()
