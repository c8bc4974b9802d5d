"""What is shown of something that is played: a slide above, a caption below, and how far it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from prevent_tui.widgets.large import Large
from prevent_tui.widgets.words import Words

WIDEST = 75
"""Columns of words below a slide."""

_PLAYED, _TO_PLAY = "█", "░"


class Progress(Widget):
    """One line: how much of a length lies behind, as a bar."""

    DEFAULT_CSS = """
    Progress { height: 1; max-width: 75; color: $page-text; }
    """

    def __init__(self) -> None:
        super().__init__(id="bar")
        self._share = 0.0

    def show(self, share: float) -> None:
        """Draw another share, from 0 to 1; drawn anew only where it looks different."""
        before, self._share = self._filled, share
        if self._filled != before:
            self.refresh()

    @property
    def _filled(self) -> int:
        return int(self._share * self.size.width)

    def render(self) -> Content:
        """The bar."""
        return Content(_PLAYED * self._filled + _TO_PLAY * (self.size.width - self._filled))


class SlideView(Vertical):
    """A slide, a caption and the progress; only what is given anew is drawn anew, and nothing moves."""

    DEFAULT_CSS = """
    SlideView { height: 1fr; }
    SlideView #slide {
        height: 1fr; max-height: 14; max-width: 75; margin: 1 0; padding: 0 2; border: round $border-quiet;
        content-align: left middle;
    }
    SlideView #caption { height: 3; max-width: 75; text-style: bold; }
    SlideView #progress { height: 1; max-width: 75; color: $secondary-text; }
    SlideView.small #slide { margin: 0; padding: 0; border: none; content-align: left top; }
    SlideView > Large { margin-bottom: 1; }
    SlideView.small > Large { margin-bottom: 0; }
    """

    def __init__(self, large: Large | None = None) -> None:
        super().__init__()
        self.large = large
        """What shows the slide where it is to fill the room that there is; else it stands in a frame."""

    def compose(self) -> ComposeResult:
        """The pieces."""
        self._slide, self._caption, self._progress = Words(id="slide"), Words(id="caption"), Words(id="progress")
        self._bar = Progress()
        self._told: dict[str, Content] = {}
        yield self.large or self._slide
        yield self._caption
        yield self._progress
        yield self._bar

    def on_resize(self) -> None:
        """A small terminal has no room for a frame; in a wide one, words stand below the middle of a large slide."""
        self.set_class(self.is_small, "small")
        if self.large is not None:
            side = max(0, (self.size.width - WIDEST) // 2)
            for words in (self._caption, self._progress, self._bar):
                words.styles.margin = (0, 0, 0, side)

    @property
    def is_small(self) -> bool:
        """Whether a slide fills its room, so that it has neither a frame nor space between its lines."""
        return self.size.width < 70 or self.size.height < 18

    def show(self, slide: Content, caption: Content, progress: Content, share: float) -> None:
        """Show these; `share` is how much lies behind, from 0 to 1. A large slide is shown on `large` itself."""
        for words, told in ((self._slide, slide), (self._caption, caption), (self._progress, progress)):
            if words.is_attached and self._told.get(words.id or "") != told:
                self._told[words.id or ""] = told
                words.update(told, layout=False)
        self._bar.show(share)
