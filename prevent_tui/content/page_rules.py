"""The rules for a page: what it may hold, how long it is, and when it is reviewed.

A page that differs by audience keeps them for every reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from prevent_tui.content import audience, prose
from prevent_tui.content.characters import cells
from prevent_tui.content.glossary import glossary, listed, used_on
from prevent_tui.content.markdown import blocks, findings
from prevent_tui.content.pages import PageFile
from prevent_tui.content.prose import Block, BlockKind
from prevent_tui.content.wrapping import lines, wrapped
from prevent_tui.domain.courses import Audience, PageWords
from prevent_tui.domain.recorded import PartWords

WIDTH = 75
PAGE_WIDTH, LONGEST = 72, 30
"""A page below its title, in cells and lines, with the list of the words explained: two screens of 80 by 24."""
WIDEST_LEAD = 24
"""The room for what stands before that list, in cells."""
FEWEST_WORDS, MOST_WORDS = 60, 170
"""The words of an English page: 80 to 150 are wanted, outside these is a fault."""
TALLEST_PROMPT, LONGEST_MODEL = 6, 24
"""What a reflect step asks leaves room to write on the same screen; the model answer, with its points, is short."""
PICTURE_WIDTH, PICTURE_LINES = 70, 12
_DRAWN = frozenset("─│┌┐└┘├┤┬┴┼►▼’–")

Finding: TypeAlias = tuple[str, int | None, dict[str, Any]]
"""A fault's code, its line in the file, and its details."""


def check(page: PageFile, language: str, *, today: dt.date) -> Iterator[Finding]:
    """Everything against the rules in a page."""
    model = page.words.model
    yield from _text(page.words.markdown, page.line)
    if model is None:
        yield from _each(page.words.markdown, lambda made: _length(page.words.title, made, language))
    else:
        yield from _text(model.markdown, page.model_line)
        yield from _each(page.words.markdown, _prompt)
        yield from _each(model.markdown, lambda made: _model(made, model.points))
    yield from review(page.words, today)


def _text(markdown: str, first: int) -> Iterator[Finding]:
    """What a text may not hold, whoever reads it; it begins on that line of its file."""
    for code, line, details in audience.findings(markdown):
        yield code, first + line - 1, details
    found = {one for reader in audience.audiences(markdown) for one in findings(audience.chosen(markdown, reader))}
    for code, line, what in sorted(found, key=lambda one: one[1]):
        yield code, first + line - 1, {"found": what}
    yield from _each(markdown, _pictures)


def _each(markdown: str, rule: Callable[[tuple[Block, ...]], Iterable[Finding]]) -> Iterator[Finding]:
    """What a rule finds in the text of each kind of reader, each finding once, with the first it was found for."""
    met: list[Finding] = []
    readers = audience.audiences(markdown)
    for reader in readers:
        for finding in rule(blocks(audience.chosen(markdown, reader))):
            if finding not in met:
                met.append(finding)
                code, line, details = finding
                yield code, line, details if len(readers) == 1 else {**details, "audience": _named(reader)}


def _named(reader: Audience) -> str:
    return ", ".join(part.value for part in (reader.nation, reader.sector) if part is not None)


def _length(title: str, made: tuple[Block, ...], language: str) -> Iterator[Finding]:
    explained = listed(used_on(glossary(language), title, made), "x" * WIDEST_LEAD, PAGE_WIDTH)
    height = len(lines(made, PAGE_WIDTH)) + (len(explained) + 1 if explained else 0)
    if height > LONGEST:
        yield "page_too_long", None, {"lines": height, "most": LONGEST}
    words = sum(len(text.split()) for text in prose.texts(made))
    if language == "en" and not FEWEST_WORDS <= words <= MOST_WORDS:
        yield "page_words", None, {"words": words, "fewest": FEWEST_WORDS, "most": MOST_WORDS}


def _prompt(made: tuple[Block, ...]) -> Iterator[Finding]:
    height = len(lines(made, WIDTH))
    if height > TALLEST_PROMPT:
        yield "prompt_too_long", None, {"lines": height, "most": TALLEST_PROMPT}


def _model(made: tuple[Block, ...], points: Iterable[str]) -> Iterator[Finding]:
    height = len(lines(made, WIDTH)) + sum(len(wrapped(point, WIDTH - 2)) for point in points)
    if height > LONGEST_MODEL:
        yield "model_too_long", None, {"lines": height, "most": LONGEST_MODEL}


def _pictures(made: tuple[Block, ...]) -> Iterator[Finding]:
    for block in made:
        if block.kind is BlockKind.PICTURE:
            yield from _picture(block)


def _picture(block: Block) -> Iterator[Finding]:
    wide, tall = max(map(cells, block.picture), default=0), len(block.picture)
    if wide > PICTURE_WIDTH:
        yield "picture_too_wide", None, {"cells": wide, "most": PICTURE_WIDTH}
    if tall > PICTURE_LINES:
        yield "picture_too_tall", None, {"lines": tall, "most": PICTURE_LINES}
    for character in sorted({character for line in block.picture for character in line}):
        if not (character.isascii() or character.isalpha() or character in _DRAWN):
            yield "picture_character", None, {"character": character}


def review(words: PageWords | PartWords, today: dt.date) -> Iterator[Finding]:
    """What is missing of the sources and the reviews."""
    if not words.sources:
        yield "sources_missing", None, {}
    if words.next_review < today:
        yield "review_expired", None, {"next_review": words.next_review}
    if words.reviewed > today:
        yield "reviewed_in_future", None, {"reviewed": words.reviewed}
    if words.next_review <= words.reviewed:
        yield "review_dates", None, {"reviewed": words.reviewed, "next_review": words.next_review}
