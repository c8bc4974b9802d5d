"""The captions of a toolbox talk, timed for somebody who watches alone.

Every sentence of the notes is a caption, or several where it is long. Sentences begin at the same seconds in every
language, the slowest deciding how long each stands, so that a change of language goes on at the same place. After a
slide come the presenter's questions: each is a second at which playing waits, then what is hoped to be heard.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from prevent_tui.content.talks import sentences
from prevent_tui.domain.captions import pieces, seconds_for, shared_out
from prevent_tui.domain.talks import StepKind, Talk, TalkStep, TalkWords
from prevent_tui.domain.watching import Captions, Kind, Said

BREATH = 2
"""Seconds between two steps."""
QUESTION = 1
"""Seconds of a question: it waits there, whatever they are."""

_Passage = tuple[Kind, tuple[str, ...]]
"""Sentences that are said one after another and are of one kind."""


def timed(talk: Talk) -> Mapping[str, Captions]:
    """The captions of a talk by language, from the words it has: those for a room, or with `for_one` those alone."""
    said: dict[str, list[Said]] = {language: [] for language in talk.words}
    begins: list[int] = []
    second = 0
    for number, step in enumerate(talk.steps):
        begins.append(second)
        for row in _rows(step, talk.words):
            end = second + _seconds(row.values())
            for language, (kind, text) in row.items():
                for start, until, piece in shared_out(second, end, pieces(text)):
                    said[language].append(Said(start, until, number, kind, piece))
            second = end
        second += BREATH
    return {language: Captions(tuple(one), tuple(begins)) for language, one in said.items()}


def _seconds(row: Collection[tuple[Kind, str]]) -> int:
    asked = any(kind is Kind.ASKED for kind, _ in row)
    return QUESTION if asked else seconds_for(text for _, text in row)


def _rows(step: TalkStep, words: Mapping[str, TalkWords]) -> Iterator[dict[str, tuple[Kind, str]]]:
    """What is said at the same time in each language; one that has fewer sentences is silent for the rest."""
    for beside in zip_longest(*(_passages(step, own) for own in words.values())):
        passages = {language: one for language, one in zip(words, beside, strict=True) if one is not None}
        for texts in zip_longest(*(texts for _, texts in passages.values())):
            yield {
                language: (kind, text)
                for (language, (kind, _)), text in zip(passages.items(), texts, strict=True)
                if text is not None
            }


def _passages(step: TalkStep, words: TalkWords) -> Iterator[_Passage]:
    """What is said at a step, in order."""
    if step.kind is StepKind.HANDS:
        asked = words.hands[step.id]
        yield Kind.ASKED, (asked.stem,)
        yield Kind.ANSWERED, sentences((asked.right,))
        return
    slide = words.slides[step.id]
    yield Kind.SAID, sentences(slide.notes)
    for question in slide.spoken:
        yield Kind.ASKED, (question.ask,)
        yield Kind.ANSWERED, sentences((question.expect,))
