"""The file of a chapter of a recorded webinar: its slides, then captions with the seconds they are shown.

Below the front matter stands one block a caption, with an empty line between:

    0:07 --> 0:13 welcome
    One line of words,
    or two of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from prevent_tui.content import documents
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.content.forms import PartMatter
from prevent_tui.content.pages import split
from prevent_tui.domain.recorded import Caption, PartWords, Slide

ENDING = ".captions"

_TIME = re.compile(r"^(\d{1,3}):([0-5]\d) --> (\d{1,3}):([0-5]\d) ([a-z0-9-]+)$")


@dataclass(frozen=True, slots=True)
class PartFile:
    """A chapter's words, the hash of the English they were made from, and the line of each caption."""

    words: PartWords
    english: str
    lines: tuple[int, ...]


def file_of(language: str, part: str) -> str:
    """The name of the file of a chapter."""
    return f"{language}/{part}{ENDING}"


def read(folder: Folder, name: str) -> PartFile:
    """The chapter in that file; raises UnreadableError."""
    matter, below = split(folder.text(name), name)
    front = documents.parse(folder, name, matter, before=1).form(PartMatter)
    captions, lines = [], []
    for line, block in _blocks(below, matter.count("\n") + 3):
        captions.append(_caption(name, line, block))
        lines.append(line)
    if not captions:
        raise UnreadableError(fault("page_empty", name))
    slides = {slide: Slide(form.title, form.lines) for slide, form in front.slides.items()}
    words = PartWords(front.title, slides, tuple(captions), front.sources, front.reviewed, front.next_review)
    if words.length <= 0:
        raise UnreadableError(fault("caption_order", name, lines[-1]))
    return PartFile(words, front.english, tuple(lines))


def _blocks(text: str, first: int) -> list[tuple[int, list[str]]]:
    """The blocks between empty lines, each with the line of its beginning; the text begins on that line."""
    blocks: list[tuple[int, list[str]]] = []
    open_block = False
    for number, line in enumerate(text.split("\n"), start=first):
        if not line.strip():
            open_block = False
        elif open_block:
            blocks[-1][1].append(line.strip())
        else:
            blocks.append((number, [line.strip()]))
            open_block = True
    return blocks


def _caption(name: str, line: int, block: list[str]) -> Caption:
    head, *words = block
    time = _TIME.match(head)
    if time is None or not words:
        raise UnreadableError(fault("caption_unreadable", name, line, found=head[:40]))
    minutes, seconds, to_minutes, to_seconds, slide = time.groups()
    start, end = int(minutes) * 60 + int(seconds), int(to_minutes) * 60 + int(to_seconds)
    return Caption(start, end, slide, tuple(words))


def written(second: int) -> str:
    """A second as it stands in the file: minutes and seconds."""
    return f"{second // 60}:{second % 60:02d}"
