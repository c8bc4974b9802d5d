"""What an unexpected error in the app becomes: a terminal put right, one sentence and a reference, status 1.

Parts of Textual touched that are not documented: `App._handle_exception` (every unhandled error passes
through it), `App._fatal_error` and `App._print_error_renderables` (which would draw a traceback with the
values of variables) and the attributes `_exit_renderables` and `_return_code`. A test raises errors in a real
terminal in each place they can come from.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text
from textual.app import App, ReturnType
from textual.worker import WorkerFailed


class CrashReport(App[ReturnType]):
    """An app that never shows a traceback.

    `crash_log` is the file that gets the details (none are kept without it); `crash_reference` is the
    reference of the first fault, None while there is none.
    """

    crash_log: Path | None = None
    crash_reference: str | None = None

    def crash_sentence(self, reference: str) -> str:
        """What is said after the terminal is put right; a translated app has its own."""
        return f"The program has a fault and has closed. What you saved is safe. Reference: {reference}"

    def panic(self, *renderables: RenderableType) -> None:
        """End the app because of something that is not an exception here (an error in the input thread)."""
        self._return_code = 1
        if self.crash_reference is None:
            with self.console.capture() as captured:
                self.console.print(*renderables)
            self._note(captured.get())
        super().panic(self._last_words())

    def _handle_exception(self, error: Exception) -> None:
        # a worker's failure comes wrapped in an error that doesn't say where
        self._note(error.error if isinstance(error, WorkerFailed) else error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        super().panic(self._last_words())

    def _print_error_renderables(self) -> None:
        # one error brings others with it as the app comes down; the first is the one to tell
        del self._exit_renderables[1:]
        with suppress(OSError):  # the terminal may be gone
            super()._print_error_renderables()

    def _note(self, error: BaseException | str) -> None:
        # time zones and hashes are not needed before the first fault
        from prevent_tui.clock import SystemClock
        from prevent_tui.terminal.fault_log import record

        reference = record(error, self.crash_log, now=SystemClock().now())
        self.crash_reference = self.crash_reference or reference

    def _last_words(self) -> Text:
        return Text(self.crash_sentence(self.crash_reference or ""))
