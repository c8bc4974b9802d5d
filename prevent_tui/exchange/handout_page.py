"""A hand-out as a page that stands alone, one sheet of paper when it is printed."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from prevent_tui.exchange.register_files import STYLE

Part = tuple[str, Sequence[Sequence[tuple[str, bool]]]]
"""A block: `heading`, `paragraph`, `list` or `slide`, and its lines, each of stretches of text that are bold or not.

The lines of a slide stay as they are, with the spaces in them.
"""

_SLIDE = ".slide { white-space: pre-wrap; border: 2px solid; padding: .5em 1em; break-inside: avoid; }\n"


def as_html(title: str, language: str, parts: Iterable[Part]) -> str:
    """The page."""
    body = "\n".join(_part(kind, lines) for kind, lines in parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{_e(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_e(title)}</title>\n'
        f"<style>{STYLE}{_SLIDE}</style>\n</head>\n<body>\n<main>\n<h1>{_e(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _part(kind: str, lines: Sequence[Sequence[tuple[str, bool]]]) -> str:
    if kind == "list":
        items = "".join(f"<li>{_line(line)}</li>\n" for line in lines)
        return f"<ul>\n{items}</ul>"
    if kind == "slide":
        told = "\n".join(map(_line, lines))
        return f'<p class="slide">{told}</p>'
    name = "h2" if kind == "heading" else "p"
    return "\n".join(f"<{name}>{_line(line)}</{name}>" for line in lines)


def _line(line: Sequence[tuple[str, bool]]) -> str:
    return "".join(f"<strong>{_e(text)}</strong>" if bold else _e(text) for text, bold in line)


def _e(text: str) -> str:
    return html.escape(text)
