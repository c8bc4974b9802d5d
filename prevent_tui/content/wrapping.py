"""Pages wrapped to a width in terminal cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prevent_tui.content.characters import cells
from prevent_tui.content.prose import Block, BlockKind, Line, LineKind, Span, joined

_GAP = re.compile(r"[ \n]+")
_NARROWEST = 4


@dataclass(frozen=True, slots=True)
class _Marks:
    bullet: str
    bar: str


def lines(blocks: Sequence[Block], width: int, *, bullet: str = "•", bar: str = "│") -> tuple[Line, ...]:
    """The blocks as lines of at most `width` cells, a blank one between blocks.

    List items hang behind their bullet or number and call-outs stand behind a bar. A drawing wider than the
    width gives way to the words that say what it shows; one without such words keeps its lines as they are.
    """
    return tuple(_stacked(blocks, max(width, _NARROWEST), _Marks(f"{bullet} ", f"{bar} ")))


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Plain text as lines of at most `width` cells."""
    return tuple("".join(span.text for span in line) for line in _wrapped((Span(text),), width))


def _stacked(blocks: Sequence[Block], width: int, marks: _Marks) -> list[Line]:
    result: list[Line] = []
    for block in blocks:
        if result:
            result.append(Line(LineKind.BLANK))
        result += _lines(block, width, marks)
    return result


def _lines(block: Block, width: int, marks: _Marks) -> list[Line]:
    if block.kind is BlockKind.HEADING:
        return [Line(LineKind.HEADING, spans) for spans in _wrapped(block.spans, width)]
    if block.kind in (BlockKind.BULLETS, BlockKind.NUMBERS):
        return _items(block, width, marks)
    if block.kind is BlockKind.CALLOUT:
        return _callout(block, width, marks)
    if block.kind is BlockKind.PICTURE:
        return _picture(block, width)
    return [Line(LineKind.TEXT, spans) for spans in _wrapped(block.spans, width)]


def _items(block: Block, width: int, marks: _Marks) -> list[Line]:
    numbers = [f"{block.start + index}. " for index in range(len(block.items))]
    heads = numbers if block.kind is BlockKind.NUMBERS else [marks.bullet] * len(block.items)
    indent = max(map(cells, heads), default=0)
    result = []
    for head, item in zip(heads, block.items, strict=True):
        lead = " " * (indent - cells(head)) + head
        for spans in _wrapped(item, width - indent) or [()]:
            result.append(Line(LineKind.BULLET, joined([Span(lead), *spans])))
            lead = " " * indent
    return result


def _callout(block: Block, width: int, marks: _Marks) -> list[Line]:
    inside = width - cells(marks.bar)
    content = _wrapped((Span(block.label, bold=True),), inside)
    content += [line.spans for line in _stacked(block.blocks, inside, marks)]
    return [Line(LineKind.CALLOUT, joined([Span(marks.bar), *spans])) for spans in content]


def _picture(block: Block, width: int) -> list[Line]:
    if block.alt and any(cells(line) > width for line in block.picture):
        return [Line(LineKind.PICTURE, spans) for spans in _wrapped((Span(block.alt),), width)]
    return [Line(LineKind.PICTURE, (Span(line),)) for line in block.picture]


def _wrapped(spans: Sequence[Span], width: int) -> list[tuple[Span, ...]]:
    result: list[tuple[Span, ...]] = []
    line: list[Span] = []
    room = width
    for word in _words(spans, max(width, 1)):
        size = sum(cells(span.text) for span in word)
        if line and size + 1 > room:
            result.append(joined(line))
            line, room = [], width
        if line:
            line.append(_space(line[-1], word[0]))
            room -= 1
        line += word
        room -= size
    return [*result, joined(line)] if line else result


def _space(before: Span, after: Span) -> Span:
    """The space between two words has a style only where both have it."""
    return Span(" ", before.bold and after.bold, before.italic and after.italic)


def _words(spans: Sequence[Span], width: int) -> Iterator[list[Span]]:
    """What no line break may part, however it is styled; a word wider than the width comes in pieces."""
    word: list[Span] = []
    for span in spans:
        first, *others = _GAP.split(span.text)
        word += [span.with_text(first)] if first else []
        for text in others:
            yield from _pieces(word, width)
            word = [span.with_text(text)] if text else []
    yield from _pieces(word, width)


def _pieces(word: list[Span], width: int) -> Iterator[list[Span]]:
    if sum(cells(span.text) for span in word) <= width:
        if word:
            yield word
        return
    piece: list[Span] = []
    room = width
    for span in word:
        for character in span.text:
            size = cells(character)
            if piece and size > room:
                yield list(joined(piece))
                piece, room = [], width
            piece.append(span.with_text(character))
            room -= size
    yield list(joined(piece))
