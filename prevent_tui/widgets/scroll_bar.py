"""A scroll bar of whole cells: the console fonts of Debian have no eighths of a block."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """A thumb that begins and ends at a cell's edge."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def use_whole_cells() -> None:
    """Draw every scroll bar of the program so."""
    ScrollBar.renderer = WholeCells
