"""Captions on a line of time: which one is shown when, how long words stand, and how long words are cut.

Times are whole seconds from the beginning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from math import ceil
from typing import Generic, Protocol, TypeVar

WORDS_A_MINUTE, CHARACTERS_A_SECOND = 140, 15.5
"""A natural pace of reading captions."""
SHORTEST = 2
"""Seconds that the shortest caption stands."""
LONGEST = 110
"""Characters of a caption that two lines hold, three on a small screen."""


class Timed(Protocol):
    """Something that is shown from one second to another, the last not included."""

    @property
    def start(self) -> int:
        """The first second."""

    @property
    def end(self) -> int:
        """The second after the last."""


C = TypeVar("C", bound=Timed)


class Timeline(Generic[C]):
    """What has captions, in order, and at least one."""

    __slots__ = ()
    captions: tuple[C, ...]

    @property
    def length(self) -> int:
        """How long it is, in seconds."""
        return self.captions[-1].end

    @property
    def timeline(self) -> tuple[tuple[int, int], ...]:
        """When each caption begins and ends."""
        return tuple((caption.start, caption.end) for caption in self.captions)

    def at(self, position: int) -> C:
        """The caption shown at that second: the last that has begun, and before that the first."""
        return self.captions[max(0, self._begun(position) - 1)]

    def next_change(self, position: int) -> int:
        """The second at which the caption after the one shown then begins; the end after the last."""
        begun = self._begun(position)
        return self.captions[begun].start if begun < len(self.captions) else self.length

    def _begun(self, position: int) -> int:
        return bisect_right(self.captions, position, key=lambda caption: caption.start)


def seconds_for(texts: Iterable[str]) -> int:
    """How long a caption stands that says the same in several languages: the slowest decides."""
    slowest = (max(len(text) / CHARACTERS_A_SECOND, len(text.split()) * 60 / WORDS_A_MINUTE) for text in texts)
    return max(SHORTEST, ceil(max(slowest, default=0)))


def pieces(text: str) -> tuple[str, ...]:
    """A sentence in about equal pieces that captions hold, cut between words, behind a comma where one is near."""
    found, left = [], text
    while len(left) > LONGEST:
        ideal = len(left) / ceil(len(left) / LONGEST)
        gaps = [at for at, character in enumerate(left[: LONGEST + 1]) if character == " "]
        if not gaps:
            break
        best = min(gaps, key=lambda at: abs(at - ideal) - (ideal / 4 if left[at - 1] in ",;:–" else 0))
        found.append(left[:best])
        left = left[best + 1 :]
    return (*found, left)


def shared_out(start: int, end: int, texts: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    """The seconds from one to another for each of some pieces, by their length."""
    whole, gone, begins = sum(map(len, texts)), 0, start
    for text in texts:
        gone += len(text)
        ends = start + round((end - start) * gone / whole)
        yield begins, ends, text
        begins = ends
