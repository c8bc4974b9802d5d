"""Watching a toolbox talk alone: what is said when, where it waits for the viewer to think, and where slides begin."""

from __future__ import annotations

import enum
from bisect import bisect_right
from dataclasses import dataclass

from prevent_tui.domain.captions import Timeline

JUST_BEGUN = 3
"""So many seconds into a step, back still leads to the step before; later, to the beginning of this one."""


class Kind(enum.StrEnum):
    """What a caption is: said over a slide, a question to think about, or what follows it."""

    SAID = "said"
    ASKED = "asked"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Said:
    """A caption over a step of the talk (from 0), from one second to another."""

    start: int
    end: int
    step: int
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Captions(Timeline[Said]):
    """A whole talk's captions in one language; `begins` has the second at which each step begins."""

    captions: tuple[Said, ...]
    begins: tuple[int, ...]

    def waits_at(self, position: int) -> bool:
        """Whether playing stops there, for the viewer to think."""
        return position < self.length and self.at(position).kind is Kind.ASKED

    def step_at(self, position: int) -> int:
        """The step (from 0) that is shown at that second."""
        return max(0, bisect_right(self.begins, position) - 1)

    def beside(self, position: int, by: int) -> int:
        """Where the next step begins (the end after the last), or, for a `by` below 0, this one or the one before."""
        step = self.step_at(position)
        if by > 0:
            return self.begins[step + 1] if step + 1 < len(self.begins) else self.length
        early = position - self.begins[step] < JUST_BEGUN
        return self.begins[max(0, step - 1 if early else step)]

    def into(self, position: int) -> int:
        """How many seconds into its step a second is."""
        return position - self.begins[self.step_at(position)]

    def second_of(self, step: int, into: int) -> int:
        """The second that lies so far into a step; words may be fewer than they were, so never beyond the step."""
        last = self.begins[step + 1] - 1 if step + 1 < len(self.begins) else self.length
        return max(self.begins[step], min(last, self.begins[step] + into))
