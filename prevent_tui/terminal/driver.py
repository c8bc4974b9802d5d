"""A terminal driver that sleeps until there is something to do, and leaves the terminal as it found it.

What differs from Textual's own `LinuxDriver`:

* It blocks in select on the terminal and on a socket that ends it: no wake-ups at rest (the other polls).
* A key that is typed ahead waits until those before it have been dealt with (see `order`).
* Bytes that are not UTF-8 become U+FFFD and an unreadable key sequence is dropped: neither ends the app.
* When the terminal is gone (end of file or EIO, with or without SIGHUP) the app is asked to exit, and the
  process ends after `GRACE` seconds at the latest, with status 129.
* SIGHUP, SIGINT, SIGQUIT and SIGTERM go through the event loop: the app exits, status 128 + the signal.
* No mouse reports unless the class attribute `mouse_wanted` or PREVENT_TUI_MOUSE asks for them.
* A first frame that is up already (see `first_frame`) stays until the app's own; keys wait for the app's screen.
* A frame is one write, in fewer bytes; the hardware cursor shows where the app's `cursor_shown` says so.

Parts of Textual touched that are not documented, each covered by a test in a real terminal: the methods
`run_input_thread` and `process_message` and the attributes `_app`, `_loop`, `_debug`, `_file`, `_mouse`,
`_key_thread`, `_must_signal_resume` of `LinuxDriver`; `textual._xterm_parser.XTermParser` (`feed`, `tick`);
and the order in which a frame is written: synchronised-output start, cells with a final move, end.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, ClassVar, TextIO

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from prevent_tui.terminal import first_frame
from prevent_tui.terminal.bytes import shorter
from prevent_tui.terminal.order import KeyMark, KeysInOrder

_FRAME_START, _FRAME_END = "\x1b[?2026h", "\x1b[?2026l"
_ALTERNATE = "\x1b[?1049h"
_SHOW, _HIDE, _STEADY = "\x1b[?25h", "\x1b[?25l", "\x1b[?12l"
#: Everything a session may have switched on, off again: for an end without time for more.
_RESTORE = (
    b"\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l\x1b[?7h\x1b[?2048l"
    b"\x1b[<u\x1b[m\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
_ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
_NO = {"", "0", "false", "no", "off"}


class QuietDriver(LinuxDriver):
    """Input and output for a full-screen app on a Unix terminal."""

    GRACE: ClassVar[float] = 0.3
    """Seconds an app has to end once its terminal is gone."""
    PATIENCE: ClassVar[float] = 10.0
    """Seconds an app has to end after a signal while its terminal is there."""
    KEY_WAIT: ClassVar[float] = 2.0
    """Seconds a key waits for those before it at most."""
    mouse_wanted: ClassVar[bool] = False
    """Whether to ask for mouse reports where the environment doesn't say."""
    suspend_allowed: ClassVar[bool] = True
    """Whether the program may be stopped and the terminal given back (never at a kiosk)."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse and self._asks_for_mouse(), size=size)
        self._gone = False
        self._mouth: socket.socket | None = None
        self._ear: socket.socket | None = None
        self._unsettled = 0
        self._keys_held = bool(getattr(app, "keys_wait_for_a_screen", False))
        self._entered = False
        self._frame: list[str] | None = None
        self._cursor_drawn = False
        self._erases = _erases_with_background()
        assert self._file is not None, "a full screen needs a stream to draw on"
        self._output_fd = self._file.fileno()
        self._file = _Line(self._file)  # type: ignore[assignment]  # all that the writer thread needs
        if not self.suspend_allowed:
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)

    @classmethod
    def _asks_for_mouse(cls) -> bool:
        asked = os.environ.get("PREVENT_TUI_MOUSE")
        return cls.mouse_wanted if asked is None else asked.strip().lower() not in _NO

    @property
    def can_suspend(self) -> bool:
        """Whether the app may hand the terminal back for a while."""
        return self.suspend_allowed

    # -- beginning and end ---------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal, and listen to it and to the signals that end a session."""
        self._cursor_drawn = False
        if self._mouth is None:
            self._mouth, self._ear = socket.socketpair()
            self._mouth.setblocking(False)
        self._unsettled = int(self._keys_held)
        before = first_frame.hand_over()
        self._entered = before is not None
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._loop.add_signal_handler(number, self._end_by_signal, number)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None:
            self.attrs_before = before
        if self._listening:
            self.write(_STEADY)

    def resume_application_mode(self) -> None:
        """Take the terminal again; after a stop that nobody announced (SIGSTOP) let go of it first."""
        if self._listening:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super().resume_application_mode()
        self._loop.call_soon_threadsafe(self._app.refresh)

    def let_keys_in(self) -> None:
        """The app has a screen that keys are meant for: hand over those that came before it."""
        if self._keys_held:
            self._keys_held = False
            self._key_settled()

    def disable_input(self) -> None:
        """End the input thread and wait for it."""
        mouth, self._mouth = self._mouth, None
        if mouth is not None:
            mouth.close()
        super().disable_input()

    @property
    def _listening(self) -> bool:
        return self._key_thread is not None and self._key_thread.is_alive()

    def _end_by_signal(self, number: int) -> None:
        self._last_resort(self.PATIENCE, 128 + number)
        self._app.exit(return_code=128 + number)

    def _terminal_is_gone(self) -> None:
        """Called in the input thread: nothing will be read or seen any more."""
        self._gone = True
        self._last_resort(self.GRACE, 129)
        self._loop.call_soon_threadsafe(self._app.exit, None, 129)

    def _last_resort(self, seconds: float, status: int) -> None:
        timer = threading.Timer(seconds, self._end_now, (status,))
        timer.daemon = True
        timer.start()

    def _end_now(self, status: int) -> None:
        """Leave without another word; put the terminal right if it is there and takes bytes."""
        if not self._gone:
            _put_right(self.fileno, self._output_fd, self.attrs_before)
        os._exit(status)

    # -- input ---------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read keys until the input is disabled or the terminal is gone."""
        ear = self._ear
        if ear is None:
            return
        with ear:
            self._read_keys(ear)

    def _read_keys(self, ear: socket.socket) -> None:
        parser = XTermParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        patience: float | None = None
        while True:
            ready = select.select([self.fileno, ear], [], [], patience)[0]
            if ear in ready and not self._hear(ear):
                return
            if self.fileno in ready:
                try:
                    data = self._read()
                except BlockingIOError:  # another program made the terminal non-blocking and read first
                    continue
                if not data:
                    self._terminal_is_gone()
                    return
                text = decoder.decode(data)
                if "\x1b" in text:  # a lone Esc is told from the start of a sequence by the silence after it
                    patience = ESCAPE_DELAY * 1.1
                parser = self._dispatch(parser, text, ear)
            elif not ready:
                patience = None
                parser = self._dispatch(parser, "", ear)

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except BlockingIOError:
            raise
        except OSError:
            return b""

    def _dispatch(self, parser: XTermParser, text: str, ear: socket.socket) -> XTermParser:
        """Hand over the messages in a text; gives the parser to go on with."""
        try:
            messages: Iterable[Message] = parser.feed(text) if text else parser.tick()
            for message in messages:
                if isinstance(message, Key):
                    self._hand_over(message, ear)
                else:
                    self.process_message(message)
        except (ValueError, OverflowError):
            # a sequence that no keyboard sends, from a bad line or a paste: the parser doesn't survive it
            return XTermParser(self._debug)
        return parser

    def _hand_over(self, key: Key, ear: socket.socket) -> None:
        """Hand over a key once those before it have been dealt with."""
        deadline = time.monotonic() + self.KEY_WAIT
        while self._unsettled and (left := deadline - time.monotonic()) > 0:
            waiting = select.poll()
            waiting.register(ear, select.POLLIN)
            waiting.register(self.fileno, 0)  # nothing but the end of the terminal
            ready = waiting.poll(left * 1000)
            if any(fd != ear.fileno() for fd, _ in ready) or (ready and not self._hear(ear)):
                break
        self._unsettled = 0
        waits = isinstance(self._app, KeysInOrder) and not self._app.takes(key)
        self.process_message(key)
        if waits:
            self._unsettled = 1
            self.process_message(KeyMark(self._key_settled))

    def _hear(self, ear: socket.socket) -> bool:
        """Take in which keys have been dealt with; false when the input has been disabled."""
        settled = ear.recv(64)
        self._unsettled = max(0, self._unsettled - len(settled))
        return bool(settled)

    def _key_settled(self) -> None:
        if self._mouth is not None:
            with suppress(OSError):  # the input thread has just ended
                self._mouth.send(b".")

    # -- output --------------------------------------------------------------

    def write(self, data: str) -> None:
        """Write to the terminal; what stands between the marks of a frame goes out as one write."""
        if self._gone:
            return
        frame = self._frame
        if data == _ALTERNATE and self._entered:
            self._entered = False  # entering it again would clear the frame that is there
        elif data == _FRAME_START:
            self._frame = []
        elif data == _FRAME_END and frame is not None:
            self._frame = None
            if cells := "".join(frame):
                super().write(f"{_FRAME_START}{cells}{_FRAME_END}")
        elif frame is not None:
            frame.append(self._dressed(data, hiding=False))
        else:
            super().write(self._dressed(data, hiding=True))

    def _dressed(self, data: str, *, hiding: bool) -> str:
        """A frame in fewer bytes, with the cursor shown at its end if the app wants it; other data as it is.

        `hiding` takes the cursor off while the terminal paints, where it can't paint all at once.
        """
        if not data.endswith("H") or "\x1b[" not in data:
            return data
        drawn, wanted = self._cursor_drawn, bool(getattr(self._app, "cursor_shown", False))
        self._cursor_drawn = wanted
        cells = shorter(data, erases=self._erases)
        before = _HIDE if drawn and (hiding or not wanted) else ""
        after = _SHOW if wanted and (before or not drawn) else ""
        return f"{before}{cells}{after}"


class _Line:
    """The stream to the terminal; a terminal that is gone swallows what is written to it.

    The writer thread would die of the error, and the app would then wait for it for ever.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except OSError:
            return

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError:
            return

    def fileno(self) -> int:
        return self._stream.fileno()


def _erases_with_background() -> bool:
    """Whether ECH fills with the current background: not in GNU screen, nor in a VT100, which lacks it."""
    term = os.environ.get("TERM", "")
    in_tmux = bool(os.environ.get("TMUX"))
    return in_tmux or not term.startswith(("screen", "vt1"))


def _put_right(input_fd: int, output_fd: int, attributes: list[Any] | None) -> None:
    try:
        if attributes is not None:
            termios.tcsetattr(input_fd, termios.TCSANOW, attributes)
        if select.select([], [output_fd], [], 0)[1]:
            os.write(output_fd, _RESTORE)
    except (OSError, termios.error):
        return
