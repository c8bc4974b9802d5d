"""The start screen as text for the terminal, drawn before the app is there and the same to the cell.

Only what needs no library: where colours, size or settings ask for more, there is no such frame and the app's own
comes first.
"""

from __future__ import annotations

import os

from prevent_tui import bar_words, start_page
from prevent_tui.i18n import LANGUAGES, Translator
from prevent_tui.palette import HOUSE, PALETTES, TERMINAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    Span: TypeAlias = tuple[str, str, str, str]
    """Text, the roles of its colour and of what is behind it, and the codes of its attributes."""

_LEAST_COLUMNS, _LEAST_ROWS = 40, 12
_WIDEST = 75
_ABOVE, _BELOW = 2, 3
"""Rows above the text (the bar, a gap) and below it (a gap, the buttons, the keys)."""


def drawn(environ: Mapping[str, str], language: str, theme: str) -> str | None:
    """The screen, or None where only the app can draw it."""
    code = _colours(environ)
    roles = PALETTES.get(theme, PALETTES[HOUSE])
    try:
        columns, rows = os.get_terminal_size(2)
    except OSError:
        return None
    if code is None or theme == TERMINAL or columns < _LEAST_COLUMNS or rows < _LEAST_ROWS:
        return None
    t = Translator(language if language in LANGUAGES else "en")
    out = []
    for number, spans in enumerate(_rows(t, columns, rows), 1):
        out.append(f"\x1b[{number};1H")
        for text, front, back, attributes in spans:
            out.append(f"\x1b[0;{attributes}38;{code(roles[front])};48;{code(roles[back])}m{text}")
    return "".join(out) + f"\x1b[m\x1b[{rows - 1};5H"


def _rows(t: Translator, columns: int, rows: int) -> list[list[Span]]:
    room = rows - _ABOVE - _BELOW
    text = _text(t, columns)
    page = [*text[:room], *([[]] * (room - len(text)))]
    blank: list[Span] = []
    keys = bar_words.keys(t, start_page.useful_keys(t), more=len(text) > room, leave="")
    body = [blank, *page, blank, _buttons(t)]
    return [_top(t, columns), *(_filled(spans, columns) for spans in body), _keys(keys, columns)]


def _filled(spans: Sequence[Span], columns: int) -> list[Span]:
    """A row of the page between its margins; what is too long is cut."""
    edge: Span = ("  ", "page-text", "page-background", "")
    found, room = [edge], columns - 4
    for text, front, back, attributes in spans:
        found.append((text[:room], front, back, attributes))
        room -= len(text[:room])
    return [*found, (" " * (room + 2), "page-text", "page-background", "")]


def _text(t: Translator, columns: int) -> list[list[Span]]:
    width = max(20, min(_WIDEST, columns - 6))
    found = [[(line, "page-text", "page-background", "1;" if heading else "")]
             for line, heading in start_page.lines(t, width)]  # fmt: skip
    for _, title in start_page.LINKS:
        found.append([("  ", "link", "page-background", ""), (t.tr(title), "link", "page-background", "4;")])
    return [*found, *([(line, "secondary-text", "page-background", "")] for line in start_page.licence(t, width))]


def _buttons(t: Translator) -> list[Span]:
    first, second = start_page.ways_in(t)
    return [
        (f"► {first} ◄", "focus-text", "focus", "1;"),
        ("  ", "page-text", "page-background", ""),
        (f"[ {second} ]", "page-text", "callout-background", ""),
    ]


def _top(t: Translator, columns: int) -> list[Span]:
    name, phase, language = bar_words.top(t)
    bar = ("header-text", "header-background")
    gap = max(1, columns - len(name) - len(phase) - len(language) - 6)
    return [(" ", *bar, ""), (name, *bar, "1;"), (f"  [{phase}]{' ' * gap}", *bar, ""), (language, *bar, "4;"),
            (" ", *bar, "")]  # fmt: skip


def _keys(keys: Sequence[tuple[str, str]], columns: int) -> list[Span]:
    bar = ("header-text", "header-background")
    found: list[Span] = []
    for key, what in bar_words.fitting(keys, columns):
        found += [(" ", *bar, ""), (key, *bar, "1;"), (f" {what} ", *bar, "")]
    return [*found, (" " * (columns - sum(len(span[0]) for span in found)), *bar, "")]


# -- colours -------------------------------------------------------------------------------------------------------


def _colours(environ: Mapping[str, str]) -> Callable[[str], str] | None:
    """How a colour is written on this terminal; None where the app's own way must be waited for."""
    if "NO_COLOR" in environ or "TEXTUAL_COLOR_SYSTEM" in environ:
        return None
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return _exact
    return _nearest if environ.get("TERM", "").strip().lower().endswith("-256color") else None


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _exact(colour: str) -> str:
    return "2;{};{};{}".format(*_parts(colour))


def _nearest(colour: str) -> str:
    """One of 256 colours, the one that Textual's library takes: a grey, or the nearest of six steps of each light."""
    parts = _parts(colour)
    high, low = max(parts) / 255, min(parts) / 255
    light = (high + low) / 2
    spread = 0.0 if high == low else (high - low) / (2 * light if light <= 0.5 else 2 - high - low)
    if spread < 0.15:
        grey = round(light * 25)
        return f"5;{({0: 16, 25: 231}).get(grey, 231 + grey)}"
    red, green, blue = (round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in parts)
    return f"5;{16 + 36 * red + 6 * green + blue}"
