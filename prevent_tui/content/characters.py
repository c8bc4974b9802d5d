"""Characters of course texts: which may not stand in them, and how many terminal cells a text takes."""

from __future__ import annotations

import re
import unicodedata

from prevent_tui.safety import CONTROL, clean

# A name may need a zero-width joiner; the texts of a course have no use for soft hyphens, joiners and other
# invisible characters, private use or tags.
_INVISIBLE = (
    "[\xad\u180e\u200b-\u200d\u2060-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_FORBIDDEN = re.compile(rf"(?!\n)(?:{CONTROL.pattern}|{_INVISIBLE})")


def forbidden(text: str) -> tuple[tuple[int, str], ...]:
    """Each control or invisible character once a line: the line, from 1, and its name such as `U+001B`."""
    found: dict[tuple[int, str], None] = {}
    for match in _FORBIDDEN.finditer(text):
        found[text.count("\n", 0, match.start()) + 1, f"U+{ord(match[0]):04X}"] = None
    return tuple(found)


def without_forbidden(text: str) -> str:
    """The text without control or invisible characters but the line feed; a space stands for a tab."""
    return _FORBIDDEN.sub("", clean(text, lines=True)) if _FORBIDDEN.search(text) else text


def cells(text: str) -> int:
    """How many terminal cells a text takes: two for wide characters, none for combining marks."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
