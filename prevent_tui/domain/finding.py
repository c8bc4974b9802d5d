"""Finding words in a text whatever their accents and case, and the part of it that shows them."""

from __future__ import annotations

from collections.abc import Sequence

from prevent_tui.domain.people import fold

CUT = "…"


def folded(text: str) -> str:
    """The text as it is searched: no accents, no case, single spaces, one kind of apostrophe."""
    return fold(text.replace("’", "'"))


def wanted(typed: str) -> tuple[str, ...]:
    """The words that somebody looks for; none as long as only one letter is typed."""
    words = tuple(dict.fromkeys(folded(typed).split()))
    return words if len("".join(words)) > 1 else ()


def marks(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where in a text those words stand, from and to, in order; what overlaps is one."""
    letters = [(letter, place) for place, one in enumerate(text) for letter in (" " if one.isspace() else folded(one))]
    line = "".join(letter for letter, _ in letters)
    found: list[tuple[int, int]] = []
    for word in words:
        start = line.find(word)
        while start >= 0:
            found.append((letters[start][1], letters[start + len(word) - 1][1] + 1))
            start = line.find(word, start + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def excerpt(text: str, words: Sequence[str], width: int) -> str:
    """At most that many characters of a text with the first of those words among them; whole words, where they fit."""
    if len(text) <= width:
        return text
    hit = next(iter(marks(text, words)), (0, 0))
    room = width - 2 * len(CUT)
    start = max(0, min(hit[0] - room // 3, len(text) - room))
    if start:
        space = text.find(" ", start, hit[0])
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + room)
    if end < len(text):
        space = text.rfind(" ", hit[1], end + 1)
        end = space if space > 0 else end
    return (CUT if start else "") + text[start:end].rstrip(" ,;:") + (CUT if end < len(text) else "")
