"""A part of a recorded webinar as it is shown: slides, and the captions that are timed over them.

Times are whole seconds from the beginning of the part.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass


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
class PartWords:
    """One part in one language; there is at least one caption."""

    title: str
    slides: Mapping[str, Slide]
    captions: tuple[Caption, ...]
    sources: tuple[str, ...]
    reviewed: dt.date
    next_review: dt.date

    @property
    def length(self) -> int:
        """How long the part is, in seconds."""
        return self.captions[-1].end

    @property
    def timeline(self) -> tuple[tuple[int, int], ...]:
        """When each caption begins and ends."""
        return tuple((caption.start, caption.end) for caption in self.captions)

    @property
    def text(self) -> str:
        """Everything that is said."""
        return " ".join(caption.text for caption in self.captions)

    def at(self, position: int) -> Caption:
        """The caption shown at that second: the last that has begun, and before that the first."""
        begun = bisect_right(self.captions, position, key=lambda caption: caption.start)
        return self.captions[max(0, begun - 1)]

    def next_change(self, position: int) -> int:
        """The second at which the caption after the one shown then begins; the part's end after the last."""
        begun = bisect_right(self.captions, position, key=lambda caption: caption.start)
        return self.captions[begun].start if begun < len(self.captions) else self.length
