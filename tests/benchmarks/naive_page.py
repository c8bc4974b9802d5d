"""The yardstick of a page turn: a text in a `Static` in a `VerticalScroll`, as anyone would write it first.

`python naive_page.py FILE` shows the pages of a JSON list of texts, each with its number on the first line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class NaivePages(App[None]):
    """Pages of text, turned with Right and Left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("right", "turn(1)"), Binding("left", "turn(-1)")]

    def __init__(self, texts: list[str]) -> None:
        super().__init__()
        self.contents = [Content.from_markup(f"[b]Page {number + 1}.[/b]\n\n$text", text=text)
                         for number, text in enumerate(texts)]  # fmt: skip
        self.at = 0

    def compose(self) -> ComposeResult:
        """A page that scrolls."""
        with VerticalScroll():
            yield Static(self.contents[0], id="page")

    def action_turn(self, by: int) -> None:
        """Show another page from its top."""
        self.at = max(0, min(len(self.contents) - 1, self.at + by))
        self.query_one("#page", Static).update(self.contents[self.at])
        self.query_one(VerticalScroll).scroll_home(animate=False)


if __name__ == "__main__":
    NaivePages(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).run()
