"""Something to read while the app is still being loaded: a frame that is written before anything else is imported.

Keys pressed meanwhile wait in the terminal and are neither echoed nor lost. The driver takes the terminal over as it
is; if the app never comes, `put_away` leaves the terminal as it was.
"""

from __future__ import annotations

import os
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any

_KEYS, _SCREEN = 0, 2
_ENTER, _LEAVE = "\x1b[?1049h\x1b[?7l", "\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"

_before: list[Any] | None = None
"""The line's settings while the frame is up."""


def show(frame: str) -> None:
    """Write a frame to the alternate screen and keep keys for the app."""
    global _before
    try:
        settings = termios.tcgetattr(_KEYS)
        held = termios.tcgetattr(_KEYS)
        held[0] &= ~(termios.IXON | termios.ICRNL | termios.INLCR | termios.IGNCR)
        held[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        termios.tcsetattr(_KEYS, termios.TCSANOW, held)
    except termios.error:
        return
    _before = settings
    _write(_ENTER + frame)
    _end_tidily()


def hand_over() -> list[Any] | None:
    """The line's settings before the frame, for who takes the terminal now; None when no frame is up."""
    global _before
    settings, _before = _before, None
    return settings


def put_away() -> None:
    """Leave the terminal as it was, unless the app has taken it over."""
    settings = hand_over()
    if settings is not None:
        _write(_LEAVE)
        try:
            termios.tcsetattr(_KEYS, termios.TCSANOW, settings)
        except termios.error:
            return


def _write(text: str) -> None:
    data = text.encode()
    try:
        while data:
            data = data[os.write(_SCREEN, data) :]
    except OSError:
        return


def _end_tidily() -> None:
    """A signal that ends the program meanwhile puts the frame away first; the app has its own way later."""
    import signal

    def end(number: int, _frame: FrameType | None) -> None:
        put_away()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)
