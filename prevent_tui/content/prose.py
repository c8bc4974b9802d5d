"""A page's text as neutral values: what both faces show, each in its own way."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


class BlockKind(enum.StrEnum):
    """What a block of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    CALLOUT = "callout"
    PICTURE = "picture"


class LineKind(enum.StrEnum):
    """What a line of a wrapped page belongs to; BLANK stands between blocks."""

    HEADING = "heading"
    TEXT = "text"
    BULLET = "bullet"
    CALLOUT = "callout"
    PICTURE = "picture"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page.

    `spans` is the text of a heading or paragraph; `items` that of each item of a list, numbered from
    `start`; `blocks` what is inside a call-out and `label` the word above it, such as Example; `picture` a
    drawing's lines and `alt` what it says.
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()
    start: int = 1
    blocks: tuple[Block, ...] = ()
    label: str = ""
    picture: tuple[str, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page wrapped to a width."""

    kind: LineKind
    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(span.text for span in self.spans)


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """The spans with neighbours of one style made into one, and empty ones left out."""
    result: list[Span] = []
    for span in spans:
        if result and replace(result[-1], text="") == replace(span, text=""):
            result[-1] = replace(span, text=result[-1].text + span.text)
        elif span.text:
            result.append(span)
    return tuple(result)


def texts(made: Iterable[Block]) -> Iterator[str]:
    """Every text of a page, headings and labels too, but not its drawings."""
    for block in made:
        for spans in (block.spans, *block.items):
            yield "".join(span.text for span in spans)
        yield block.label
        yield from texts(block.blocks)
