"""The rules for a chapter of a recorded webinar: captions that can be read in their time, slides that fit, reviews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from prevent_tui.content import page_rules
from prevent_tui.content.characters import cells
from prevent_tui.content.page_rules import Finding
from prevent_tui.content.parts import PartFile, written
from prevent_tui.content.wrapping import wrapped
from prevent_tui.domain.courses import Course
from prevent_tui.domain.recorded import Caption, PartWords

WIDTH, TALLEST = 60, 2
"""A caption in cells and lines."""
SLIDE_WIDTH, SLIDE_TALLEST = 54, 8
"""A slide in cells and lines, its title too: what a screen of 60 by 20 has room for above the captions."""
WORDS_A_MINUTE, CHARACTERS_A_SECOND = 170, 17
"""The fastest that captions may be read."""
LONGEST_GAP, SHORTEST, LONGEST = 3, 2, 12
"""Seconds without a caption, and of a caption."""
SHORTEST_THAT_COUNTS = 40
"""Minutes of captions below which a recorded webinar can't count: the pathway asks for about an hour."""


def check(part: PartFile, *, today: dt.date) -> Iterator[Finding]:
    """Everything against the rules in a chapter."""
    yield from _times(part)
    for line, caption in zip(part.lines, part.words.captions, strict=True):
        for code, details in _caption(caption, part.words):
            yield code, line, details
    yield from _slides(part.words)
    yield from page_rules.review(part.words, today)


def _times(part: PartFile) -> Iterator[Finding]:
    captions = part.words.captions
    if captions[0].start > LONGEST_GAP:
        yield "caption_gap", part.lines[0], {"seconds": captions[0].start, "most": LONGEST_GAP}
    for line, (before, after) in zip(part.lines[1:], pairwise(captions), strict=True):
        if after.start < before.end:
            yield "caption_order", line, {}
        elif after.start - before.end > LONGEST_GAP:
            yield "caption_gap", line, {"seconds": after.start - before.end, "most": LONGEST_GAP}


def _caption(caption: Caption, part: PartWords) -> Iterator[tuple[str, dict[str, object]]]:
    seconds, words, characters = caption.end - caption.start, len(caption.text.split()), len(caption.text)
    if caption.slide not in part.slides:
        yield "slide_unknown", {"id": caption.slide}
    if len(caption.lines) > TALLEST:
        yield "caption_too_tall", {"lines": len(caption.lines), "most": TALLEST}
    if (wide := max(map(cells, caption.lines))) > WIDTH:
        yield "caption_too_wide", {"cells": wide, "most": WIDTH}
    if seconds <= 0:
        yield "caption_order", {}
    elif not SHORTEST <= seconds <= LONGEST:
        yield "caption_time", {"seconds": seconds, "fewest": SHORTEST, "most": LONGEST}
    elif words * 60 > WORDS_A_MINUTE * seconds or characters > CHARACTERS_A_SECOND * seconds:
        yield "caption_too_fast", {"words": words, "characters": characters, "seconds": seconds}


def _slides(part: PartWords) -> Iterator[Finding]:
    used = {caption.slide for caption in part.captions}
    for name, slide in part.slides.items():
        height = len(wrapped(slide.title, SLIDE_WIDTH))
        height += sum(len(wrapped(line, SLIDE_WIDTH - 2)) for line in slide.lines)
        if height > SLIDE_TALLEST:
            yield "slide_too_tall", None, {"id": name, "lines": height, "most": SLIDE_TALLEST}
        if name not in used:
            yield "slide_unused", None, {"id": name}


def beside(own: PartFile, first: PartWords) -> Iterator[Finding]:
    """What keeps a translation from being played beside the original: other times, or other slides."""
    if own.words.slides.keys() != first.slides.keys():
        yield "slides_differ", None, {}
    for line, mine, theirs in zip(own.lines, own.words.captions, first.captions, strict=False):
        if (mine.start, mine.end, mine.slide) != (theirs.start, theirs.end, theirs.slide):
            yield "captions_differ", line, {"time": written(theirs.start)}
            return
    if len(own.words.captions) != len(first.captions):
        yield "captions_differ", own.lines[-1], {"time": written(first.length)}


def lengths(course: Course) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with the minutes a recorded webinar says it takes, and with its counting."""
    first = next(iter(course.words.values()))
    total = 0.0
    for module in course.modules:
        if module.id in first.parts:
            minutes = first.parts[module.id].length / 60
            total += minutes
            if abs(minutes - module.minutes) > 1:
                yield "minutes_differ", {"id": module.id, "minutes": f"{minutes:.1f}", "stated": module.minutes}
    if first.parts and course.counts and total < SHORTEST_THAT_COUNTS:
        yield "too_short_to_count", {"minutes": f"{total:.0f}", "fewest": SHORTEST_THAT_COUNTS}
