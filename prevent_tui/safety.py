"""Text that comes from people and files, made safe to show on a terminal or to write to a log."""

from __future__ import annotations

import re

#: C0, DEL and C1 controls, line and paragraph separators, bidirectional controls (UAX 9) and lone surrogates.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

#: What a reader sees as a gap: taking it out would join two words.
_GAP = re.compile("\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def has_control(text: str) -> bool:
    """Whether text holds a character that could steer a terminal, reorder what is read, or not be written."""
    return CONTROL.search(text) is not None


def clean(text: str, *, lines: bool = False) -> str:
    """The text without control characters, safe to print.

    Tabs and line breaks become one space each (line breaks stay, as a line feed, when `lines` is true);
    half characters, which no UTF-8 stream can carry, become U+FFFD; every other control is dropped.
    """
    if not has_control(text):
        return text
    if lines:
        parts = (clean(part) for part in text.replace("\r\n", "\n").split("\n"))
        return "\n".join(parts)
    return CONTROL.sub("", _SURROGATE.sub(_REPLACEMENT, _GAP.sub(" ", text)))
