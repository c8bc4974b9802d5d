"""Everything wrong with the folder of a talk, found at once; and marking its translations as current."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from prevent_tui.content import pages, readability, talks
from prevent_tui.content.characters import cells
from prevent_tui.content.folder import Folder, fault
from prevent_tui.content.markdown import findings
from prevent_tui.content.talks import FILE, HANDOUT, LoadedTalk
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.talks import Handout, SlideWords, StepKind, Talk, TalkWords

FEWEST_SLIDES, MOST_SLIDES = 12, 15
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 4
MINUTES = 30
MOST_LINES, WIDEST = 8, 48
"""A slide in lines and cells: what fits the middle of 60 by 20 with an empty line between its lines."""
FEWEST_WORDS, MOST_WORDS = 60, 110
"""The words of a slide's notes in the first language; a translation may take a third more."""
LONGEST_SENTENCE = 28
"""Words of a spoken sentence: two lines of captions."""
HANDOUT_LINES = 60
"""Lines of the hand-out's Markdown: one printed page."""
OLDEST_LISTENER = 13.0


def check(directory: Path, today: dt.date) -> tuple[Fault, ...]:
    """Every fault of the talk in a directory; `today` judges the dates of reviews."""
    loaded = talks.load(directory)
    found = list(loaded.faults)
    if loaded.talk is not None:
        found += _structure(loaded.talk)
        for number, (language, words) in enumerate(loaded.talk.words.items()):
            found += _words(loaded.talk, language, words, today, first=number == 0)
        found += _twins(loaded.talk, loaded)
        found += _unused(Folder(directory), loaded.talk)
    return tuple(sorted(set(found), key=lambda one: (one.file, one.line or 0, one.code, one.details)))


def _structure(talk: Talk) -> Iterator[Fault]:
    slides, questions = len(talk.steps) - len(talk.questions), len(talk.questions)
    if not FEWEST_SLIDES <= slides <= MOST_SLIDES:
        yield fault("slides_number", FILE, None, slides=slides, fewest=FEWEST_SLIDES, most=MOST_SLIDES)
    if not FEWEST_QUESTIONS <= questions <= MOST_QUESTIONS:
        yield fault("hands_number", FILE, None, questions=questions, fewest=FEWEST_QUESTIONS, most=MOST_QUESTIONS)
    if talk.minutes != MINUTES:
        yield fault("talk_minutes", FILE, None, minutes=talk.minutes, wanted=MINUTES)
    ids = [step.id for step in talk.steps]
    for name in sorted({name for name in ids if ids.count(name) > 1} | ({HANDOUT} & set(ids))):
        yield fault("duplicate_id", FILE, None, id=name, part="steps")
    for step in talk.steps:
        if step.kind is StepKind.HANDS and (step.key not in step.options or not 2 <= len(step.options) <= 4):
            yield fault("hands_key", FILE, None, id=step.id)


def _words(talk: Talk, language: str, words: TalkWords, today: dt.date, *, first: bool) -> Iterator[Fault]:
    for name, slide in words.slides.items():
        file = pages.file_of(language, name)
        yield from _slide(file, slide, first=first)
        if slide.alone is not None:
            yield from _slide(file, slide.for_one, first=first)
        yield from _review(file, slide, today)
    for step in talk.questions:
        held = words.hands[step.id]
        file = f"{language}/{FILE}"
        for option in sorted(set(step.options) ^ set(held.options)):
            code = "words_missing" if option in step.options else "words_unused"
            yield fault(code, file, None, part=f"{step.id}.{option}")
    file = pages.file_of(language, HANDOUT)
    yield from _review(file, words.handout, today)
    length = words.handout.markdown.count("\n") + 1
    if length > HANDOUT_LINES:
        yield fault("page_too_long", file, None, lines=length, most=HANDOUT_LINES)
    for code, line, what in findings(words.handout.markdown):
        yield fault(code, file, line, found=what)


def _slide(file: str, slide: SlideWords, *, first: bool) -> Iterator[Fault]:
    if len(slide.lines) > MOST_LINES:
        yield fault("slide_too_tall", file, None, lines=len(slide.lines), most=MOST_LINES)
    for line in (slide.title, *slide.lines):
        if cells(line) > WIDEST:
            yield fault("slide_too_wide", file, None, found=line, cells=cells(line), most=WIDEST)
    words = sum(len(paragraph.split()) for paragraph in slide.notes)
    most = MOST_WORDS if first else MOST_WORDS * 4 // 3
    if not FEWEST_WORDS <= words <= most:
        yield fault("notes_words", file, None, words=words, fewest=FEWEST_WORDS, most=most)
    for sentence in talks.sentences(slide.notes):
        if first and len(sentence.split()) > LONGEST_SENTENCE:
            yield fault("sentence_too_long", file, None, found=sentence, most=LONGEST_SENTENCE)
    age = round(readability.read(slide.notes).reading_age, 1)
    if first and age > OLDEST_LISTENER:
        yield fault("reading_age_high", file, None, age=age, most=f"{OLDEST_LISTENER:g}")


def _review(file: str, part: SlideWords | Handout, today: dt.date) -> Iterator[Fault]:
    if not part.sources:
        yield fault("sources_missing", file)
    if part.next_review < today:
        yield fault("review_expired", file, None, next_review=part.next_review)
    if part.reviewed > today:
        yield fault("reviewed_in_future", file, None, reviewed=part.reviewed)
    if part.next_review <= part.reviewed:
        yield fault("review_dates", file, None, reviewed=part.reviewed, next_review=part.next_review)


def _file(language: str, name: str, words: TalkWords) -> str:
    return f"{language}/{FILE}" if name in words.hands else pages.file_of(language, name)


def _twins(talk: Talk, loaded: LoadedTalk) -> Iterator[Fault]:
    """Translations that don't say what they were made from, or of what has changed since, or that are none."""
    first, *others = talk.words
    wanted = talks.hashes(talk.words[first])
    for language in others:
        words = talk.words[language]
        for name, value in wanted.items():
            if loaded.english[language].get(name) != value:
                code = "twin_stale" if loaded.english[language].get(name) else "twin_unstamped"
                yield fault(code, _file(language, name, words), None, id=name)
            if talks.hashes(words)[name] == value:
                yield fault("untranslated", _file(language, name, words), None, part=name)
        for name, slide in words.slides.items():
            yield from _beside(pages.file_of(language, name), slide, talk.words[first].slides[name])


def _beside(file: str, own: SlideWords, first: SlideWords) -> Iterator[Fault]:
    """What keeps a slide from being shown, or captioned, beside the one it was made from."""
    if len(own.spoken) != len(first.spoken):
        yield fault("spoken_differ", file)
    if (own.alone is None) != (first.alone is None):
        yield fault("alone_differs", file)
    for mine, theirs in ((own, first), (own.for_one, first.for_one)):
        if len(talks.sentences(mine.notes)) != len(talks.sentences(theirs.notes)):
            yield fault("sentences_differ", file)


def _unused(folder: Folder, talk: Talk) -> Iterator[Fault]:
    used = {FILE}
    for language, words in talk.words.items():
        used |= {f"{language}/{FILE}", pages.file_of(language, HANDOUT)}
        used |= {pages.file_of(language, name) for name in words.slides}
    for name in sorted((folder.files | folder.refused.keys()) - used):
        yield fault(folder.refused.get(name, "unused_file"), name)


_LINE = re.compile(r"^english[ \t]*=.*\n", re.MULTILINE)


def stamp(directory: Path) -> tuple[str, ...]:
    """Write into every translation which English it was made from: the present one.

    Returns the names of the files that changed; raises `course_broken` with the faults.
    """
    loaded = talks.load(directory)
    if loaded.talk is None:
        raise PreventError("course_broken", course=directory.name, faults=loaded.faults)
    folder = Folder(directory)
    first, *others = loaded.talk.words
    wanted = talks.hashes(loaded.talk.words[first])
    changed: list[str] = []
    for language in others:
        for name, text in _stamped(folder, language, loaded.talk.words[language], wanted).items():
            if text != folder.raw(name):
                (directory / name).write_text(text, encoding="utf-8", newline="\n")
                changed.append(name)
    return tuple(changed)


def _stamped(folder: Folder, language: str, words: TalkWords, wanted: Mapping[str, str]) -> dict[str, str]:
    """The files of a language with their hashes: in a page first of all, in a table right below its head."""
    files = {}
    for name in (*words.slides, HANDOUT):
        file = pages.file_of(language, name)
        matter, rest = pages.split(folder.raw(file), file)
        files[file] = f'{pages.FENCE}english = "{wanted[name]}"\n{_LINE.sub("", matter)}{pages.FENCE}{rest}'
    file = f"{language}/{FILE}"
    text = _LINE.sub("", folder.raw(file))
    for name in words.hands:
        text = text.replace(f"[hands.{name}]\n", f'[hands.{name}]\nenglish = "{wanted[name]}"\n', 1)
    return {**files, file: text}
