"""The same frame in fewer bytes, for thin lines.

Textual moves the cursor twice a line, resets the style after each span, repeats whole colours and pads with
styled spaces. `shorter` reads a frame into moves, styles and text, and says again only what changes a cell.
It needs what every terminal in use has: CHA, CNL, CUF and, for padding, ECH with background-colour erase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

#: Shorter runs of spaces cost less than erasing: `ESC [ 5 X`, and `ESC [ 10 C` to go on after them.
_LEAST_PAD = 5
_LEAST_GAP = 11

_TOKEN = re.compile(
    r"\x1b\[(?P<style>[\d;]*)m"
    r"|\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|(?P<void>\n)(?=\x1b\[\d+;\d+H)"  # a line break that a move follows does nothing
    r"|(?P<other>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x1a\x1c-\x1f\x7f]+)"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
    r"|(?P<unknown>\x1b)"
)
_MOVE = re.compile(r"\x1b\[\d+;\d+H")
_SPACES = re.compile(rf" {{{_LEAST_PAD},}}")

_OFF = {"22": {"1", "2"}, "23": {"3"}, "24": {"4", "21"}, "25": {"5", "6"}, "27": {"7"}, "28": {"8"},
        "29": {"9"}, "54": {"51", "52"}, "55": {"53"}}  # fmt: skip
_ON = set().union(*_OFF.values())
#: Attributes that don't show on a space, so that an erased cell looks the same.
_UNSEEN = frozenset({"1", "2", "3"})


class _Style(NamedTuple):
    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""


_PLAIN = _Style()


class _UnknownSequenceError(Exception):
    """A style code or sequence this filter doesn't know: the frame goes out as it came."""


def shorter(data: str, *, erases: bool = True) -> str:
    """The same cells, colours, attributes and final cursor position in fewer bytes.

    `erases` says that the terminal's ECH fills with the current background; without it spaces are written.
    Anything but a frame (data that moves the cursor to a cell) comes back unchanged.
    """
    if _MOVE.search(data) is None:
        return data
    pen = _Pen(erases and "\x1b]" not in data)
    try:
        for token in _TOKEN.finditer(data):
            pen.take(token)
    except _UnknownSequenceError:
        return data
    return pen.finish()


class _Pen:
    """Holds where the terminal's cursor is, what style it has, and the run of text waiting to be written."""

    __slots__ = ("_column", "_erases", "_goal", "_now", "_out", "_row", "_run", "_run_style", "_wanted")

    def __init__(self, erases: bool) -> None:
        self._erases = erases
        self._out: list[str] = []
        self._row: int | None = None
        self._column: int | None = None
        self._goal: tuple[int, int] | None = None
        self._now = self._wanted = self._run_style = _PLAIN
        self._run: list[str] = []

    def take(self, token: re.Match[str]) -> None:
        """One token of the frame."""
        kind = token.lastgroup
        if kind == "text":
            self._write(token[0])
        elif kind == "style":
            self._wanted = _restyled(self._wanted, token["style"])
        elif kind == "column":
            self._move(int(token["row"]), int(token["column"]))
        elif kind == "other":
            self._pass_on(token[0])
        elif kind == "unknown":
            raise _UnknownSequenceError

    def finish(self) -> str:
        """The frame; the terminal is left without a style, its cursor where the frame put it."""
        self._flush()
        self._style(_PLAIN)
        self._go()
        return "".join(self._out)

    def _write(self, text: str) -> None:
        if self._run and self._wanted != self._run_style:
            self._flush()
        self._run_style = self._wanted
        self._run.append(text)

    def _move(self, row: int, column: int) -> None:
        self._flush(moving=True)
        self._goal = None if (row, column) == (self._row, self._column) else (row, column)

    def _pass_on(self, sequence: str) -> None:
        self._flush()
        self._go()
        self._style(self._wanted)
        self._out.append(sequence)
        if not sequence.startswith("\x1b]"):
            self._row = self._column = None

    def _flush(self, *, moving: bool = False) -> None:
        """Write the waiting run; `moving` says that the cursor goes elsewhere after it."""
        if not self._run:
            return
        text = "".join(self._run)
        self._run.clear()
        self._go()
        self._style(self._run_style)
        # how wide other characters are is for the terminal to say
        after = self._column + len(text) if self._column is not None and text.isascii() else None
        if self._erases and self._run_style.attributes <= _UNSEEN:
            text, left = _padded(text, moving)
            after = None if left else after
        self._out.append(text)
        self._column = after

    def _style(self, style: _Style) -> None:
        self._out.append(_change(self._now, style))
        self._now = style

    def _go(self) -> None:
        if self._goal is None:
            return
        row, column = self._goal
        ways = [f"\x1b[{row}{f';{column}' if column > 1 else ''}H"]
        if row == self._row:
            ways.append(f"\x1b[{column}G" if column > 1 else "\r")
        elif self._row is not None and column == 1 and row > self._row:
            down = row - self._row
            ways.append(f"\x1b[{down}E" if down > 1 else "\x1b[E")
        self._out.append(min(ways, key=len))
        self._row, self._column, self._goal = row, column, None


def _padded(text: str, moving: bool) -> tuple[str, bool]:
    """The text with long runs of spaces erased, and whether the cursor was left before the last of them."""
    left = False

    def erase(spaces: re.Match[str]) -> str:
        nonlocal left
        count = len(spaces[0])
        if moving and spaces.end() == len(text):
            left = True
            return f"\x1b[{count}X"
        return spaces[0] if count < _LEAST_GAP else f"\x1b[{count}X\x1b[{count}C"

    return _SPACES.sub(erase, text), left


@lru_cache(4096)
def _restyled(style: _Style, parameters: str) -> _Style:
    """The style after a sequence of style codes. Raises `_UnknownSequenceError` for one that is not known."""
    attributes, foreground, background = style
    codes = iter(parameters.split(";"))
    for code in codes:
        if code in {"", "0"}:
            attributes, foreground, background = _PLAIN
        elif code in _ON:
            attributes |= {code}
        elif code in _OFF:
            attributes -= _OFF[code]
        elif code in {"39", "49"}:
            foreground, background = ("", background) if code == "39" else (foreground, "")
        elif (ground := _ground(code)) == "3":
            foreground = _colour(code, codes)
        elif ground == "4":
            background = _colour(code, codes)
        else:
            raise _UnknownSequenceError
    return _Style(attributes, foreground, background)


def _ground(code: str) -> str:
    """ "3" for a foreground colour's code, "4" for a background's, "" for anything else."""
    if len(code) == 2 and code[0] in "34" and code[1] in "012345678":
        return code[0]
    return {"9": "3", "10": "4"}.get(code[:-1], "") if code[-1] in "01234567" else ""


def _colour(code: str, codes: Iterator[str]) -> str:
    """The whole code of a colour, such as `31`, `38;5;9` or `48;2;255;221;0`."""
    if code not in {"38", "48"}:
        return code
    kind = next(codes, "")
    count = {"5": 1, "2": 3}.get(kind, 0)
    parts = [part for part in islice(codes, count) if part]
    if not count or len(parts) != count:
        raise _UnknownSequenceError
    return ";".join([code, kind, *parts])


@lru_cache(4096)
def _change(old: _Style, new: _Style) -> str:
    """The shortest sequence that turns one style into another."""
    if old == new:
        return ""
    if new == _PLAIN:
        return "\x1b[m"
    fresh = ["0", *sorted(new.attributes), new.foreground, new.background]
    ways = [";".join(filter(None, fresh))]
    if old.attributes <= new.attributes:
        added = sorted(new.attributes - old.attributes)
        if old.foreground != new.foreground:
            added.append(new.foreground or "39")
        if old.background != new.background:
            added.append(new.background or "49")
        ways.append(";".join(added))
    return f"\x1b[{min(ways, key=len)}m"
