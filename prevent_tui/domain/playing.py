"""Playing a part of a recorded webinar: where it stands, what was really played, and when it is complete.

Everything is counted in whole seconds of the recording, whatever the speed. Skipping ahead is allowed: it leaves
what was skipped unplayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""What was played: from one second to another, in order; ranges don't touch."""

SPEEDS = (75, 100, 125, 150, 175, 200)
"""How fast a part can be played, in per cent."""
NORMAL = 100

SEAM = 1
"""So many seconds may be missing where playing was interrupted: a kill may lose the second that was being played."""

JUMP = 10
"""How far one key jumps, in seconds."""


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same seconds as few ranges in order; empty and reversed ones say nothing."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(one for one in ranges if one[0] < one[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


def within(ranges: Iterable[tuple[int, int]], length: int) -> Ranges:
    """What of the ranges lies in a part of that length."""
    return merged((max(0, start), min(length, end)) for start, end in ranges)


def missing(played: Ranges, length: int) -> Ranges:
    """What is still to be played; a gap of no more than `SEAM` is none."""
    edges = [0, *(second for one in played for second in one), length]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((start, end) for start, end in gaps if end - start > SEAM)


def is_whole(played: Ranges, length: int) -> bool:
    """Whether the whole part was played through."""
    return length > 0 and bool(played) and not missing(played, length)


def seconds(ranges: Ranges) -> int:
    """How long the ranges are together."""
    return sum(end - start for start, end in ranges)


@dataclass(frozen=True, slots=True)
class Playhead:
    """Where a part of a length stands, what of it was played, and how fast it plays."""

    length: int
    position: int = 0
    played: Ranges = ()
    speed: int = NORMAL

    @property
    def at_end(self) -> bool:
        """Whether there is nothing left to play from here."""
        return self.position >= self.length

    @property
    def whole(self) -> bool:
        """Whether all of it was played."""
        return is_whole(self.played, self.length)

    @property
    def left(self) -> Ranges:
        """What is still to be played."""
        return missing(self.played, self.length)

    def played_to(self, second: int) -> Playhead:
        """Played on to that second, which counts as played; never beyond the end, never back."""
        end = min(self.length, max(self.position, second))
        return replace(self, position=end, played=merged((*self.played, (self.position, end))))

    def jumped_to(self, second: int) -> Playhead:
        """Moved to that second; what lies between is not played by it."""
        return replace(self, position=max(0, min(self.length, second)))

    def at_speed(self, step: int) -> Playhead:
        """So many speeds faster (slower, below 0), as far as there are any."""
        index = SPEEDS.index(self.speed) + step
        return replace(self, speed=SPEEDS[max(0, min(len(SPEEDS) - 1, index))])

    def next_stop(self, change: int) -> int:
        """The next second worth showing: at most one in a second of time, and none that passes over a change.

        `change` is the second at which the caption changes.
        """
        step = -(-self.speed // 100)
        near = change - self.position < 2 * step
        return min(self.length, change if near and change > self.position else self.position + step)

    def wait(self, second: int) -> float:
        """How long it takes to play from here to that second, in seconds of time."""
        return (second - self.position) * 100 / self.speed
