"""A real terminal for tests: a program under a pseudo-terminal, and what a person would see on it.

Every wait is on output or on the end of the program, with a bound; only a stop by job control has to be looked
for. A wait that runs out shows the screen. Linux only (pidfd, /proc).
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import pyte
from pyte.screens import Char

KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~", "home": b"\x1b[H", "end": b"\x1b[F", "insert": b"\x1b[2~", "delete": b"\x1b[3~",
    "enter": b"\r", "tab": b"\t", "shift+tab": b"\x1b[Z", "escape": b"\x1b", "space": b" ",
    "backspace": b"\x7f", "f1": b"\x1bOP", "f2": b"\x1bOQ", "f3": b"\x1bOR", "f4": b"\x1bOS",
    "f5": b"\x1b[15~", "f6": b"\x1b[17~", "f7": b"\x1b[18~", "f8": b"\x1b[19~", "f9": b"\x1b[20~",
    "f10": b"\x1b[21~", "f11": b"\x1b[23~", "f12": b"\x1b[24~",
} | {f"ctrl+{chr(code + 96)}": bytes([code]) for code in range(1, 27)}  # fmt: skip

_QUERY = re.compile(rb"\x1b\[(?:0?c|>0?c|>0?q|[56]n|\?(?P<mode>\d+)\$p)|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)")
#: Sequences that pyte takes for others or prints: private CSI other than ? h l, and device control strings.
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[(?:[<=>][\d;:]*[ -/]*[@-~]|\?[\d;]*(?:[ -/]+[@-~]|[@-gi-km-~]))|\x1bP[^\x1b]*\x1b\\"
)
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|P[^\x1b]*\x1b?|\][^\x07\x1b]*\x1b?)?\Z")


class Cursor(NamedTuple):
    """Where the hardware cursor is, from 0, and whether it shows."""

    column: int
    row: int
    shown: bool


class Terminal:
    """A program in a pseudo-terminal of its own; a context manager that ends what is left of it.

    `ignore_hangup` starts the program with SIGHUP ignored, as under nohup. `synchronized` says that the
    terminal paints a frame at once (mode 2026).
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str] | None = None,
        *,
        columns: int = 80,
        rows: int = 24,
        ignore_hangup: bool = False,
        synchronized: bool = True,
    ) -> None:
        self.argv = list(argv)
        if ignore_hangup:
            self.argv = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *self.argv]
        self.env = _clean_environment(env)
        self.synchronized = synchronized
        self.raw = bytearray()
        """Every byte the program wrote; since a point: `terminal.raw[mark:]` with an earlier `len(raw)`."""
        self.exit_status: int | None = None
        """As a shell tells it: 128 + n when signal n ended the program; None while it runs."""
        self._emulator = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._emulator)
        self._held = b""
        self._unanswered = b""
        self._start(columns, rows)

    def _start(self, columns: int, rows: int) -> None:
        self._master: int | None
        self._master, slave = os.openpty()
        self.attributes = termios.tcgetattr(slave)
        """The line's settings before the program came."""
        name = os.ttyname(slave)
        self._set_size(columns, rows)
        setup = [(os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0)]
        setup += [(os.POSIX_SPAWN_DUP2, 0, fd) for fd in (1, 2)]  # type: ignore[misc]
        self.pid = os.posix_spawnp(self.argv[0], self.argv, self.env, setsid=True, file_actions=setup)
        self._process = os.pidfd_open(self.pid)
        os.close(slave)

    # -- what a person does ----------------------------------------------------

    def send(self, *keys: str | bytes) -> None:
        """Press keys: each argument is a key's name (`KEYS`), or text or bytes to type as they are."""
        assert self._master is not None, "the terminal is gone"
        for key in keys:
            os.write(self._master, key if isinstance(key, bytes) else KEYS.get(key, key.encode()))

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size; the program gets SIGWINCH."""
        self._emulator.resize(rows, columns)
        self._set_size(columns, rows)

    def kill(self, number: int = signal.SIGTERM) -> None:
        """Send the program a signal."""
        signal.pidfd_send_signal(self._process, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost line or a closed window does."""
        assert self._master is not None, "the terminal is gone already"
        os.close(self._master)
        self._master = None

    # -- what a person sees ----------------------------------------------------

    def screen(self) -> list[str]:
        """The rows of the screen as of the last wait."""
        return list(self._emulator.display)

    @property
    def text(self) -> str:
        """The screen as one text, without the blanks at the ends of rows."""
        return "\n".join(row.rstrip() for row in self.screen())

    @property
    def cursor(self) -> Cursor:
        """The hardware cursor."""
        cursor = self._emulator.cursor
        return Cursor(cursor.x, cursor.y, not cursor.hidden)

    def cell(self, column: int, row: int) -> Char:
        """A cell: `data`, `fg`, `bg`, `bold`, `underscore`, `reverse` and so on."""
        return self._emulator.buffer[row][column]

    def find(self, text: str) -> tuple[int, int]:
        """The column and row where a text stands first on the screen."""
        for row, line in enumerate(self.screen()):
            if (column := line.find(text)) >= 0:
                return column, row
        raise AssertionError(self._report(f"{text!r} is not on the screen"))

    def wait_for(self, wanted: str | re.Pattern[str], timeout: float = 10.0) -> None:
        """Read until the screen shows a text or matches an expression."""

        def shown() -> bool:
            return wanted in self.text if isinstance(wanted, str) else wanted.search(self.text) is not None

        self._until(shown, timeout, f"waited {timeout} s for {wanted!r}")

    def wait_until(self, holds: Callable[[], bool], what: str, timeout: float = 10.0) -> None:
        """Read until something holds of the screen or of what was written."""
        self._until(holds, timeout, f"waited {timeout} s for {what}")

    def read_for(self, seconds: float) -> None:
        """Read whatever comes within a time, for tests whose subject is the moment itself."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self._wait(deadline):
            pass

    def wait_written(self, wanted: bytes, timeout: float = 10.0) -> None:
        """Read until the program has written these bytes."""
        self._until(lambda: wanted in self.raw, timeout, f"waited {timeout} s for the bytes {wanted!r}")

    def wait_gone(self, unwanted: str, timeout: float = 10.0) -> None:
        """Read until the screen no longer shows a text."""
        self._until(lambda: unwanted not in self.text, timeout, f"{unwanted!r} still there after {timeout} s")

    def wait_quiet(self, seconds: float = 0.3, timeout: float = 10.0) -> None:
        """Read until nothing has come for some time."""
        deadline = time.monotonic() + timeout
        while self._take(time.monotonic() + seconds):
            if time.monotonic() > deadline:
                raise AssertionError(self._report(f"not quiet for {seconds} s within {timeout} s"))

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Read until the program ends; gives its exit status as a shell tells it."""
        deadline = time.monotonic() + timeout
        while self.exit_status is None and self._wait(deadline):
            pass
        if self.exit_status is None:
            raise AssertionError(self._report(f"still running after {timeout} s"))
        while self._take(time.monotonic()):
            pass
        return self.exit_status

    def wait_stopped(self, timeout: float = 10.0) -> None:
        """Read until job control has stopped the program."""
        deadline = time.monotonic() + timeout
        while Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            # a stop makes no file ready: look again at each output, and each 20 ms without
            self._take(time.monotonic() + 0.02)
            if time.monotonic() > deadline:
                raise AssertionError(self._report(f"not stopped after {timeout} s"))
        self.wait_quiet(0.05)

    def wait_settled(self, seconds: float = 0.03, timeout: float = 10.0) -> None:
        """Read until nothing has come for some time and no thread of the program has anything to do.

        On a busy machine a program may be silent because it waits for its turn; that is not rest.
        """
        deadline = time.monotonic() + timeout
        self.wait_quiet(seconds, timeout)
        while not self._rests():
            if time.monotonic() > deadline:
                raise AssertionError(self._report(f"no rest within {timeout} s"))
            self.wait_quiet(seconds, timeout)

    def _rests(self) -> bool:
        try:
            states = [(task / "stat").read_text() for task in Path(f"/proc/{self.pid}/task").iterdir()]
        except OSError:  # a thread or the program has just ended
            return not Path(f"/proc/{self.pid}").exists()
        return all(state.rpartition(")")[2].split()[0] in "STZ" for state in states)

    # -- what it costs -----------------------------------------------------------

    def wake_ups(self) -> int:
        """How often any thread of the program has been put on a processor and left it."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            total += sum(map(int, re.findall(r"ctxt_switches:\s+(\d+)", (task / "status").read_text())))
        return total

    def private_memory(self) -> float:
        """Memory that nobody else shares, in MiB."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return sum(map(int, re.findall(r"^Private_\w+:\s+(\d+)", rollup, re.MULTILINE))) / 1024

    def line_attributes(self) -> list[int]:
        """The settings of the line now: input, output, control and local flags."""
        assert self._master is not None, "the terminal is gone"
        return [flag for flag in termios.tcgetattr(self._master)[:4] if isinstance(flag, int)]

    # -- the works -----------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._master is not None:
            self.hang_up()
        if self.exit_status is None:
            self.kill(signal.SIGKILL)
            self._reap()
        os.close(self._process)

    def _until(self, holds: Callable[[], bool], timeout: float, complaint: str) -> None:
        deadline = time.monotonic() + timeout
        while not holds():
            if not self._wait(deadline):
                raise AssertionError(self._report(complaint))

    def _wait(self, deadline: float) -> bool:
        """Wait for output or the end of the program; False when the deadline came or nothing can come."""
        if self._take(deadline, and_the_end=True):
            return True
        return self.exit_status is None and time.monotonic() < deadline

    def _take(self, deadline: float, *, and_the_end: bool = False) -> bool:
        """Take in what the program writes next; False when the deadline came first, or the end."""
        sources = [] if self._master is None else [self._master]
        if and_the_end and self.exit_status is None:
            sources.append(self._process)
        if not sources:
            return False
        ready = select.select(sources, [], [], max(0.0, deadline - time.monotonic()))[0]
        if self._master is not None and self._master in ready and (data := self._read(self._master)):
            self._show(data)
            return True
        if self._process in ready:
            self._reap()
        return False

    @staticmethod
    def _read(master: int) -> bytes:
        try:
            return os.read(master, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # the last process of the terminal has closed it
                return b""
            raise

    def _show(self, data: bytes) -> None:
        self.raw += data
        self._answer(data)
        data = self._held + data
        self._held = b""
        if unfinished := _UNFINISHED.search(data):
            self._held, data = data[unfinished.start() :], data[: unfinished.start()]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def _answer(self, data: bytes) -> None:
        """Answer what programs ask terminals, as xterm does; some wait for it."""
        data = self._unanswered + data
        end = 0
        for query in _QUERY.finditer(data):
            end = query.end()
            if self._master is not None:
                os.write(self._master, self._reply(query))
        unfinished = _UNFINISHED.search(data, end)
        self._unanswered = data[unfinished.start() :] if unfinished else b""

    def _reply(self, query: re.Match[bytes]) -> bytes:
        asked = query[0]
        if mode := query["mode"]:
            known = mode == b"2026" and self.synchronized
            return b"\x1b[?%s;%s$y" % (mode, b"2" if known else b"0")
        if colour := query["colour"]:
            return b"\x1b]%s;rgb:0000/0000/0000\x1b\\" % colour
        if asked.endswith(b"q"):
            return b"\x1bP>|tests(1)\x1b\\"
        if asked.endswith(b"n"):
            column, row, _ = self.cursor
            return b"\x1b[%d;%dR" % (row + 1, column + 1) if asked.endswith(b"6n") else b"\x1b[0n"
        return b"\x1b[>41;354;0c" if asked.startswith(b"\x1b[>") else b"\x1b[?62;22c"

    def _set_size(self, columns: int, rows: int) -> None:
        assert self._master is not None, "the terminal is gone"
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _reap(self) -> None:
        _, status = os.waitpid(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        self.exit_status = code if code >= 0 else 128 - code

    def _report(self, complaint: str) -> str:
        state = "running" if self.exit_status is None else f"ended with {self.exit_status}"
        frame = "\n".join(f"|{row}|" for row in self.screen())
        return f"{complaint}\n{' '.join(self.argv)}: {state}; cursor {self.cursor}\n{frame}"


def screen_after(raw: bytes, *, columns: int, rows: int) -> pyte.Screen:
    """The screen of a terminal to which these bytes were written."""
    screen = pyte.Screen(columns, rows)
    pyte.ByteStream(screen).feed(_UNKNOWN_TO_PYTE.sub(b"", raw))
    return screen


def _clean_environment(changes: Mapping[str, str] | None) -> dict[str, str]:
    """The environment of a plain UTF-8 terminal; `changes` are laid over it."""
    unwanted = ("COLUMNS", "LINES", "NO_COLOR", "TMUX", "LC_ALL", "TERM_PROGRAM")
    env = {name: value for name, value in os.environ.items() if name not in unwanted}
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return env | dict(changes or {})
