"""The rules for a page: what it may hold, how long it is, and when it is reviewed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeAlias

from prevent_tui.content import measures
from prevent_tui.content.characters import cells
from prevent_tui.content.markdown import blocks, findings
from prevent_tui.content.pages import PageFile
from prevent_tui.content.prose import Block, BlockKind
from prevent_tui.content.wrapping import lines

WIDTH, LONGEST = 75, 34
"""A page in cells and lines: two screens of 80 by 24."""
FEWEST_WORDS, MOST_WORDS = 60, 170
"""The words of an English page: 80 to 150 are wanted, outside these is a fault."""
PICTURE_WIDTH, PICTURE_LINES = 70, 12
_DRAWN = frozenset("─│┌┐└┘├┤┬┴┼►▼’–")

Finding: TypeAlias = tuple[str, int | None, dict[str, Any]]
"""A fault's code, its line in the file, and its details."""


def check(page: PageFile, language: str, *, today: dt.date) -> Iterator[Finding]:
    """Everything against the rules in a page."""
    for code, line, found in findings(page.words.markdown):
        yield code, page.line + line - 1, {"found": found}
    made = blocks(page.words.markdown)
    height = len(lines(made, WIDTH))
    if height > LONGEST:
        yield "page_too_long", None, {"lines": height, "most": LONGEST}
    words = measures.words(page.words.markdown)
    if language == "en" and not FEWEST_WORDS <= words <= MOST_WORDS:
        yield "page_words", None, {"words": words, "fewest": FEWEST_WORDS, "most": MOST_WORDS}
    for block in made:
        if block.kind is BlockKind.PICTURE:
            yield from _picture(block)
    yield from _review(page, today)


def _picture(block: Block) -> Iterator[Finding]:
    wide, tall = max(map(cells, block.picture), default=0), len(block.picture)
    if wide > PICTURE_WIDTH:
        yield "picture_too_wide", None, {"cells": wide, "most": PICTURE_WIDTH}
    if tall > PICTURE_LINES:
        yield "picture_too_tall", None, {"lines": tall, "most": PICTURE_LINES}
    for character in sorted({character for line in block.picture for character in line}):
        if not (character.isascii() or character.isalpha() or character in _DRAWN):
            yield "picture_character", None, {"character": character}


def _review(page: PageFile, today: dt.date) -> Iterator[Finding]:
    words = page.words
    if not words.sources:
        yield "sources_missing", None, {}
    if words.next_review < today:
        yield "review_expired", None, {"next_review": words.next_review}
    if words.reviewed > today:
        yield "reviewed_in_future", None, {"reviewed": words.reviewed}
    if words.next_review <= words.reviewed:
        yield "review_dates", None, {"reviewed": words.reviewed, "next_review": words.next_review}
