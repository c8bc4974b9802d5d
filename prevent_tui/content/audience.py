"""Blocks of a page for some readers only: by nation, by sector.

A block begins with a line such as `::: nation england wales` and ends with a line `:::`. Several values mean any of
them. Blocks stand at the left margin and don't hold one another. What is outside them is for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from prevent_tui.domain.courses import Audience, Course, Nation, PageWords, Sector

_MARK = re.compile(r"^:::+[ \t]*(.*?)[ \t]*$")
_VALUES: dict[str, frozenset[str]] = {"nation": frozenset(Nation), "sector": frozenset(Sector)}


@dataclass(slots=True)
class Variant:
    """A block for some readers: its key and values, the line (from 1) of its mark, and the lines of its text.

    `closed` says whether a mark ends it.
    """

    key: str
    values: tuple[str, ...]
    line: int
    text: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def head(self) -> str:
        """What stands behind its mark."""
        return " ".join((self.key, *self.values))

    @property
    def sort(self) -> tuple[str, frozenset[str]]:
        """Whom it is for, however that is written."""
        return self.key, frozenset(self.values)

    def is_for(self, audience: Audience) -> bool:
        """Whether that reader is shown it; a block for nobody that is known is shown to everybody."""
        own = {"nation": audience.shown.nation, "sector": audience.shown.sector}.get(self.key)
        return own is None or own in self.values or not _VALUES[self.key].intersection(self.values)


def variants(markdown: str) -> tuple[Variant, ...]:
    """The blocks of a page that are for some readers only, in order."""
    return tuple(variant for variant, mark, _ in _lines(markdown) if variant is not None and mark == "open")


def chosen(markdown: str, audience: Audience) -> str:
    """The page as that reader is shown it: every line keeps its number, and those for others are blank."""
    kept = [
        "" if mark or (variant is not None and not variant.is_for(audience)) else line
        for variant, mark, line in _lines(markdown)
    ]
    return "\n".join(kept)


def varies(course: Course) -> bool:
    """Whether any page of a course, in its first language, has blocks for some readers only."""
    pages = next(iter(course.words.values())).pages.values()
    texts = (text for page in pages for text in (page.markdown, page.model.markdown if page.model else ""))
    return any(variants(text) for text in texts if ":::" in text)


def as_shown(page: PageWords, reader: Audience) -> str:
    """All that a page says to that reader, its model answer too, as Markdown."""
    texts = (page.markdown, page.model.markdown) if page.model else (page.markdown,)
    return "\n\n".join(chosen(text, reader) for text in texts)


def audiences(markdown: str) -> tuple[Audience, ...]:
    """One reader of each kind that is shown something different; a page without blocks has one."""
    keys = {variant.key for variant in variants(markdown)}
    nations = tuple(Nation) if "nation" in keys else (None,)
    sectors = tuple(Sector) if "sector" in keys else (None,)
    found = {chosen(markdown, Audience(*pair)): Audience(*pair) for pair in reversed(list(product(nations, sectors)))}
    return tuple(reversed(found.values()))


def findings(markdown: str) -> Iterator[tuple[str, int, dict[str, str]]]:
    """What is wrong with the blocks of a page: a code, the line from 1, and details."""
    for number, (variant, mark, _) in enumerate(_lines(markdown), start=1):
        if mark == "stray":
            yield "audience_not_open", number, {}
        elif mark == "open" and variant is not None:
            yield from _of(variant)
    nations = {value for variant in variants(markdown) if variant.key == "nation" for value in variant.values}
    for nation in Nation if nations else ():
        if nation not in nations:
            yield "audience_gap", 1, {"nation": nation.value}


def _of(variant: Variant) -> Iterator[tuple[str, int, dict[str, str]]]:
    known = _VALUES.get(variant.key)
    unknown = [variant.key] if known is None else [value for value in variant.values if value not in known]
    for found in unknown:
        yield "audience_unknown", variant.line, {"found": found}
    if known is not None and not variant.values:
        yield "audience_for_nobody", variant.line, {"found": variant.head}
    if not variant.closed:
        yield "audience_not_closed", variant.line, {"found": variant.head}
    if not "".join(variant.text).strip():
        yield "audience_empty", variant.line, {"found": variant.head}


def _lines(markdown: str) -> list[tuple[Variant | None, str, str]]:
    """Every line with the block it belongs to and, for a mark, what it does: `open`, `close` or `stray`."""
    found: list[tuple[Variant | None, str, str]] = []
    within: Variant | None = None
    for number, line in enumerate(markdown.split("\n"), start=1):
        mark = _MARK.match(line)
        if mark and mark[1]:
            key, *values = mark[1].split()
            within = Variant(key, tuple(values), number)
            found.append((within, "open", line))
        elif mark:
            if within is not None:
                within.closed = True
            found.append((within, "close" if within else "stray", line))
            within = None
        else:
            if within is not None:
                within.text.append(line)
            found.append((within, "", line))
    return found
