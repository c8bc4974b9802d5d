"""A part of a recorded webinar as it is shown: slides, and the captions that are timed over them.

Times are whole seconds from the beginning of the part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from prevent_tui.domain.captions import Timeline


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands above the captions: a title and a few lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """Words from one second to another (the last not included), over a slide."""

    start: int
    end: int
    slide: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class PartWords(Timeline[Caption]):
    """One part in one language; there is at least one caption."""

    title: str
    slides: Mapping[str, Slide]
    captions: tuple[Caption, ...]
    sources: tuple[str, ...]
    reviewed: dt.date
    next_review: dt.date

    @property
    def text(self) -> str:
        """Everything that is said."""
        return " ".join(caption.text for caption in self.captions)
