"""A toolbox talk from its folder: slides with notes, questions for a show of hands, and a hand-out.

```
talk/talk.toml        kind, id, languages, and the steps in order with their minutes; a question's options and key
     en/talk.toml     the title, a summary, and the words of the questions
     en/<slide>.md    front matter with the spoken questions; the slide's lines; below another line of +++ the notes.
                      Where words only suit a room, `alone` in the front matter has others for who watches alone
     en/handout.md    the page to take away
```
Every sentence of the notes can be spoken as a caption of its own.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from prevent_tui.content import documents, pages
from prevent_tui.content.digests import digest
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.content.forms import Form, Id, Language, Positive, Text
from prevent_tui.content.loader import courses_directory
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.talks import (
    AloneWords,
    Handout,
    HandsWords,
    SlideWords,
    Spoken,
    StepKind,
    Talk,
    TalkStep,
    TalkWords,
)

FILE = "talk.toml"
HANDOUT = "handout"

_SENTENCE = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][”’)\"]))\s+")


class TalkStepForm(Form):
    """One step in `talk.toml`; only a question has options and a key."""

    id: Id
    minutes: Positive
    kind: StepKind = StepKind.SLIDE
    options: tuple[Id, ...] = ()
    key: str = ""


class TalkForm(Form):
    """`talk.toml`: the structure; the first language is the one the others are made from."""

    kind: Literal["talk"]
    id: Id
    languages: Annotated[tuple[Language, ...], msgspec.Meta(min_length=1)]
    steps: Annotated[tuple[TalkStepForm, ...], msgspec.Meta(min_length=1)]


class HandsForm(Form):
    """The words of a question."""

    stem: Text
    options: dict[str, Text]
    right: Text
    english: str = ""


class TalkWordsForm(Form):
    """`<language>/talk.toml`."""

    title: Text
    summary: Text
    hands: dict[str, HandsForm] = msgspec.field(default_factory=dict)


class SpokenForm(Form):
    """A question the presenter asks, and what is hoped to be heard; `alone` says that to somebody alone."""

    ask: Text
    expect: Text
    alone: str = ""


class AloneForm(Form):
    """A slide's words for somebody who watches alone, where those for a room don't fit."""

    title: str = ""
    lines: tuple[str, ...] = ()
    said: str = ""


class SlideForm(Form):
    """The front matter of a slide or of the hand-out."""

    title: Text
    reviewed: dt.date
    next_review: dt.date
    sources: tuple[Text, ...] = ()
    english: str = ""
    spoken: tuple[SpokenForm, ...] = ()
    alone: AloneForm | None = None


@dataclass(frozen=True, slots=True)
class LoadedTalk:
    """A talk if all of it could be loaded, the faults met, and by language the hash of the English of each part."""

    talk: Talk | None
    faults: tuple[Fault, ...]
    english: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def talk_directory() -> Path:
    """The folder of the talk that comes with the program."""
    return courses_directory() / "talk"


def load(directory: Path) -> LoadedTalk:
    """The talk in a directory; nothing outside it is ever read. A talk is whole or not at all."""
    folder = Folder(directory)
    english: dict[str, dict[str, str]] = {}
    with folder.noting():
        form = documents.read(folder, FILE).form(TalkForm)
        steps = tuple(TalkStep(one.id, one.kind, one.minutes, one.options, one.key) for one in form.steps)
        words = {}
        for language in form.languages:
            english[language] = {}
            with folder.noting():
                words[language] = _words(folder, language, steps, english[language])
        if not any(one.code in ("file_missing", "missing_field") for one in folder.faults) and len(words) == len(
            form.languages
        ):
            return LoadedTalk(Talk(form.id, steps, words), tuple(folder.faults), english)
    return LoadedTalk(None, tuple(folder.faults), english)


def _words(folder: Folder, language: str, steps: tuple[TalkStep, ...], english: dict[str, str]) -> TalkWords:
    file = f"{language}/{FILE}"
    form = documents.read(folder, file).form(TalkWordsForm)
    hands: dict[str, HandsWords] = {}
    slides: dict[str, SlideWords] = {}
    for step in steps:
        if step.kind is StepKind.SLIDE:
            slides[step.id], english[step.id] = _slide(folder, pages.file_of(language, step.id))
        elif step.id in form.hands:
            own = form.hands[step.id]
            hands[step.id], english[step.id] = HandsWords(own.stem, own.options, own.right), own.english
        else:
            raise UnreadableError(fault("words_missing", file, None, part=step.id))
    handout, english[HANDOUT] = _handout(folder, pages.file_of(language, HANDOUT))
    return TalkWords(form.title, form.summary, slides, hands, handout)


def _slide(folder: Folder, name: str) -> tuple[SlideWords, str]:
    matter, whole = pages.split(folder.text(name), name)
    form = documents.parse(folder, name, matter, before=1).form(SlideForm)
    shown, _, notes = whole.partition("\n" + pages.FENCE)
    lines = tuple(line.rstrip() for line in shown.strip("\n").split("\n"))
    spoken = tuple(Spoken(one.ask, one.expect, one.alone) for one in form.spoken)
    own = form.alone
    alone = AloneWords(own.title, own.lines, paragraphs(own.said)) if own is not None else None
    words = SlideWords(
        form.title, lines, paragraphs(notes), spoken, form.sources, form.reviewed, form.next_review, alone
    )
    if not shown.strip() or not words.notes:
        raise UnreadableError(fault("page_empty", name))
    return words, form.english


def _handout(folder: Folder, name: str) -> tuple[Handout, str]:
    matter, markdown = pages.split(folder.text(name), name)
    form = documents.parse(folder, name, matter, before=1).form(SlideForm)
    handout = Handout(form.title, markdown.strip("\n"), form.sources, form.reviewed, form.next_review)
    return handout, form.english


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of notes, each on one line."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text.strip()) if part.strip())


def sentences(notes: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of notes, in order: what is spoken, and shown as a caption, at a time."""
    return tuple(one.strip() for paragraph in notes for one in _SENTENCE.split(paragraph) if one.strip())


def hashes(words: TalkWords) -> dict[str, str]:
    """The hash of what each part says, by its id: slides, questions and the hand-out."""
    slides = {name: digest([one.title, one.lines, one.notes, *_said(one)]) for name, one in words.slides.items()}
    hands = {name: digest(one) for name, one in words.hands.items()}
    return {**slides, **hands, HANDOUT: digest([words.handout.title, words.handout.markdown])}


def _said(slide: SlideWords) -> list[object]:
    """What stands in a slide's hash beside what all slides have: the words for one alone, where there are any."""
    spoken = [{"ask": one.ask, "expect": one.expect} | ({"alone": one.alone} if one.alone else {})
              for one in slide.spoken]  # fmt: skip
    return [spoken, *([slide.alone] if slide.alone is not None else [])]


class TalkShelf:
    """The talk in a directory, loaded when it is first asked for and kept."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._loaded: LoadedTalk | None = None
        self._lock = threading.Lock()

    def talk(self, talk_id: str) -> Talk:
        """The talk of that id; raises `talk_broken` with the faults of its files."""
        with self._lock:
            if self._loaded is None:
                self._loaded = load(self._directory)
        talk = self._loaded.talk
        if talk is None or talk.id != talk_id:
            raise PreventError("talk_broken", talk=talk_id, faults=self._loaded.faults)
        return talk
