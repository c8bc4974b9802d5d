"""Compiled text (headings, lists, call-outs, pictures) as styled lines of a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_tui.content.markdown import Line

_STYLES = {
    "heading": "bold",
    "callout": "$page-text on $callout-background",
    "picture": "$link",
}


def styled(lines: Sequence[Line]) -> list[Content]:
    """The lines as they are shown."""
    return [_styled(line) for line in lines]


def _styled(line: Line) -> Content:
    parts: list[str | tuple[str, str]] = []
    for span in line.spans:
        style = " ".join(name for name, on in (("bold", span.bold), ("italic", span.italic)) if on)
        parts.append((span.text, style) if style else span.text)
    whole = Content.assemble(*parts)
    style = _STYLES.get(str(line.kind), "")
    return whole.stylize_before(style) if style else whole
