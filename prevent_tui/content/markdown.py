"""Markdown of pages: the small part of CommonMark that both faces can show, and what else a page holds.

Allowed are paragraphs, headings of the second level, lists of one level, bold, italic, call-outs (block
quotes) and fenced blocks named `picture`. Anything else keeps its words, as plain text, and is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from prevent_tui.content.prose import Block, BlockKind, Line, LineKind, Span, joined
from prevent_tui.content.wrapping import lines

__all__ = ["Block", "BlockKind", "Line", "LineKind", "Span", "blocks", "findings", "lines"]

_STYLED = frozenset({"text", "softbreak", "strong", "em"})
_LISTS = frozenset({"bullet_list", "ordered_list"})
_ALLOWED = {
    "root": frozenset({"heading", "paragraph", "blockquote", "fence"}) | _LISTS,
    "blockquote": frozenset({"paragraph"}) | _LISTS,
    "bullet_list": frozenset({"list_item"}),
    "ordered_list": frozenset({"list_item"}),
    "list_item": frozenset({"paragraph"}),
    "heading": frozenset({"inline"}),
    "paragraph": frozenset({"inline"}),
    "inline": _STYLED,
    "strong": _STYLED,
    "em": _STYLED,
}
_ENTITY = re.compile(r"&#?\w+;")
_ALT = "alt:"

# Tables and strike-through are read so that they can be found; entities are not, so that none smuggles in a
# control character.
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("entity")


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a page."""
    return _blocks(SyntaxTreeNode(_PARSER.parse(markdown)).children)


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> tuple[Block, ...]:
    made = (_MAKERS.get(node.type, _paragraph)(node) for node in nodes)
    return tuple(block for block in made if block != Block(BlockKind.PARAGRAPH))


def _heading(node: SyntaxTreeNode) -> Block:
    return Block(BlockKind.HEADING, spans=_text(node))


def _paragraph(node: SyntaxTreeNode) -> Block:
    return Block(BlockKind.PARAGRAPH, spans=_text(node))


def _bullets(node: SyntaxTreeNode) -> Block:
    return Block(BlockKind.BULLETS, items=tuple(map(_text, node.children)))


def _numbers(node: SyntaxTreeNode) -> Block:
    start = node.attrs.get("start", 1)
    return Block(BlockKind.NUMBERS, items=tuple(map(_text, node.children)), start=int(start))


def _callout(node: SyntaxTreeNode) -> Block:
    """A call-out; bold words alone on its first line are its label."""
    inside = list(_blocks(node.children))
    label = _label(node)
    if label:
        rest = joined(_without_label(inside[0].spans, label))
        inside[:1] = [Block(BlockKind.PARAGRAPH, spans=rest)] if rest else []
    return Block(BlockKind.CALLOUT, blocks=tuple(inside), label=label)


def _label(node: SyntaxTreeNode) -> str:
    first = node.children[0] if node.children else None
    words = first.children[0].children if first is not None and first.type == "paragraph" else []
    words = [word for word in words if word.type != "text" or word.content]
    alone = bool(words) and words[0].type == "strong" and (len(words) == 1 or words[1].type == "softbreak")
    return "".join(span.text for span in _text(words[0])) if alone else ""


def _without_label(spans: tuple[Span, ...], label: str) -> list[Span]:
    text = spans[0].text.removeprefix(label).lstrip()
    rest = [Span(text, spans[0].bold, spans[0].italic), *spans[1:]]
    if not text and len(rest) > 1:
        rest[1] = Span(rest[1].text.lstrip(), rest[1].bold, rest[1].italic)
    return rest


def _picture(node: SyntaxTreeNode) -> Block:
    drawn = node.content.rstrip("\n").split("\n")
    alt = drawn.pop(0).removeprefix(_ALT).strip() if drawn[0].startswith(_ALT) else ""
    return Block(BlockKind.PICTURE, picture=tuple(line.rstrip() for line in drawn), alt=alt)


_MAKERS: dict[str, Callable[[SyntaxTreeNode], Block]] = {
    "heading": _heading,
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "blockquote": _callout,
    "fence": _picture,
}


def _text(node: SyntaxTreeNode) -> tuple[Span, ...]:
    return joined(list(_spans(node, Span(""))))


def _spans(node: SyntaxTreeNode, style: Span) -> Iterator[Span]:
    """The text inside a node, with a space between blocks where only one belongs."""
    bold, italic = style.bold or node.type == "strong", style.italic or node.type == "em"
    if node.type in ("softbreak", "hardbreak"):
        yield Span(" ", bold, italic)
    elif node.children:
        for number, child in enumerate(node.children):
            if number and child.block:
                yield Span(" ", bold, italic)
            yield from _spans(child, Span("", bold, italic))
    elif node.type != "root":
        yield Span(node.content.replace("\n", " "), bold, italic)


def findings(markdown: str) -> tuple[tuple[str, int, str], ...]:
    """What a page may not hold: a code, the line from 1, and what was found."""
    environment: dict[str, Any] = {}
    root = SyntaxTreeNode(_PARSER.parse(markdown, environment))
    found = list(_not_allowed(root, 1))
    for reference in environment.get("references", {}).values():
        found.append(("markdown_not_allowed", reference["map"][0] + 1, "reference"))
    return tuple(sorted([*found, *_headings(root)], key=lambda finding: finding[1]))


def _not_allowed(node: SyntaxTreeNode, line: int) -> Iterator[tuple[str, int, str]]:
    for child in node.children:
        here = child.map[0] + 1 if child.block and child.map else line
        if child.type not in _ALLOWED.get(node.type, ()):
            yield "markdown_not_allowed", here, child.type
        elif child.type == "fence" and child.info.strip() != "picture":
            yield "markdown_not_allowed", here, "fence"
        elif child.type == "list_item" and len(child.children) != 1:
            yield "markdown_not_allowed", here, "list_item"
        elif child.type == "text" and (entity := _ENTITY.search(child.content)):
            yield "markdown_not_allowed", here, entity[0]
        else:
            yield from _not_allowed(child, here)


def _headings(root: SyntaxTreeNode) -> Iterator[tuple[str, int, str]]:
    """Headings of another level than the second, and headings with nothing below them."""
    nodes = root.children
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        if node.type == "heading":
            line = node.map[0] + 1 if node.map else 1
            if node.tag != "h2":
                yield "heading_level", line, node.tag
            if following is None or following.type == "heading":
                yield "heading_empty", line, "".join(span.text for span in _text(node))
