"""A page of text: a screenful further keeps two lines in sight, but no third screen comes for the last line or two."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.content import Content

from prevent_tui.theme import THEMES
from prevent_tui.widgets.reading import Reading, Text


class Page(App[None]):
    """Nothing but a text, in the colours of the house."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def compose(self) -> ComposeResult:
        """The text."""
        yield Reading()


@pytest.mark.parametrize(
    ("lines", "tops"),
    [(16, []), (17, [1]), (30, [14]), (32, [16]), (33, [14, 17]), (46, [14, 30]), (47, [14, 28, 31])],
)
async def test_where_each_screenful_begins(lines: int, tops: list[int]) -> None:
    async with Page().run_test(size=(80, 17)) as pilot:
        reading = pilot.app.query_one(Reading)
        assert reading.rows == 16
        text = Text([Content(str(number)) for number in range(lines)])
        reading.show(text)
        seen = []
        while reading.has_more:
            reading.show(text, reading.turned(1))
            seen.append(reading.top)
        assert seen == tops
        while reading.top:
            assert reading.turned(-1) < reading.top
            reading.show(text, reading.turned(-1))
