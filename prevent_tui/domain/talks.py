"""A toolbox talk as it is given: slides and questions by show of hands, their words, and the time they take."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace


class StepKind(enum.StrEnum):
    """What is shown: a slide, or a question that is answered by a show of hands."""

    SLIDE = "slide"
    HANDS = "hands"


@dataclass(frozen=True, slots=True)
class TalkStep:
    """One thing that is shown, and the minutes planned for it; a question has options and the right one."""

    id: str
    kind: StepKind
    minutes: int
    options: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question the presenter asks the room, and what is hoped to be heard; `alone` tells that who watches alone."""

    ask: str
    expect: str
    alone: str = ""


@dataclass(frozen=True, slots=True)
class AloneWords:
    """What a slide says to somebody who watches alone where that differs: what is empty is as in the room."""

    title: str = ""
    lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideWords:
    """A slide: its title and lines for the room; notes (a paragraph each) and questions for the presenter."""

    title: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    sources: tuple[str, ...]
    reviewed: dt.date
    next_review: dt.date
    alone: AloneWords | None = None

    @property
    def for_one(self) -> SlideWords:
        """The slide as somebody sees and hears it who watches alone."""
        own = self.alone or AloneWords()
        spoken = tuple(Spoken(one.ask, one.alone or one.expect) for one in self.spoken)
        title, lines, notes = own.title or self.title, own.lines or self.lines, own.notes or self.notes
        return replace(self, title=title, lines=lines, notes=notes, spoken=spoken, alone=None)


@dataclass(frozen=True, slots=True)
class HandsWords:
    """A question for a show of hands: its options by id, and why the right one is right."""

    stem: str
    options: Mapping[str, str]
    right: str


@dataclass(frozen=True, slots=True)
class Handout:
    """The page to take away, in Markdown."""

    title: str
    markdown: str
    sources: tuple[str, ...]
    reviewed: dt.date
    next_review: dt.date


@dataclass(frozen=True, slots=True)
class TalkWords:
    """All words of a talk in one language."""

    title: str
    summary: str
    slides: Mapping[str, SlideWords]
    hands: Mapping[str, HandsWords]
    handout: Handout


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk: its steps in order, and its words by language, the first being the one others are made from."""

    id: str
    steps: tuple[TalkStep, ...]
    words: Mapping[str, TalkWords]

    @property
    def minutes(self) -> int:
        """How long the whole is planned to take."""
        return sum(step.minutes for step in self.steps)

    @property
    def questions(self) -> tuple[TalkStep, ...]:
        """The questions that are answered by a show of hands."""
        return tuple(step for step in self.steps if step.kind is StepKind.HANDS)

    @property
    def for_one(self) -> Talk:
        """The talk in the words for somebody who watches alone."""
        words = {
            language: replace(own, slides={name: slide.for_one for name, slide in own.slides.items()})
            for language, own in self.words.items()
        }
        return replace(self, words=words)

    def words_in(self, language: str) -> TalkWords:
        """The words in a language, or in the first one there is."""
        return self.words.get(language) or next(iter(self.words.values()))


@dataclass(frozen=True, slots=True)
class Pace:
    """The clock against the plan: whole minutes gone, of how many, and minutes behind (below 0: ahead)."""

    minutes: int
    of: int
    behind: int


def pace(talk: Talk, step: int, elapsed: dt.timedelta) -> Pace:
    """How the clock stands against the plan while that step (from 0) is shown.

    Whoever is within the time planned for the step is on time. A clock that went back counts as no time at all.
    """
    gone = max(0.0, elapsed.total_seconds() / 60)
    begins = sum(one.minutes for one in talk.steps[:step])
    ends = begins + talk.steps[step].minutes
    behind = gone - ends if gone > ends else min(0.0, gone - begins)
    return Pace(int(gone), talk.minutes, int(behind))
