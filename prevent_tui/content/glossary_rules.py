"""Everything wrong with the glossary's files, found at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from prevent_tui.content import documents, glossary
from prevent_tui.content.digests import digest
from prevent_tui.content.folder import Folder, fault
from prevent_tui.content.glossary import LANGUAGES, STRUCTURE, Read, TermWordsForm
from prevent_tui.content.markdown import blocks
from prevent_tui.domain.courses import Course
from prevent_tui.domain.errors import Fault

LONGEST_MEANING = 60
"""The words of a meaning: two or three short sentences."""


def check(directory: Path, courses: Iterable[Course], *, today: dt.date) -> tuple[Fault, ...]:
    """Every fault of a glossary, by file and line; a term that no page of the courses uses is one."""
    folder = Folder(directory)
    read = glossary.read(folder)
    lines = _Lines(folder)
    found = [*_structure(read, lines, today)]
    for language in LANGUAGES:
        found += [*_words(read, language, lines), *_forms(read, language, lines)]
        found += _unused(read, language, courses, lines)
    for language in LANGUAGES[1:]:
        found += _twins(read, language, lines)
    unused = folder.files.union(folder.refused).difference({STRUCTURE}, map(glossary.file_of, LANGUAGES))
    found += [fault(folder.refused.get(name, "unused_file"), name) for name in unused]
    return tuple(sorted({*found, *folder.faults}, key=lambda one: (one.file, one.line or 0, one.code, one.details)))


def hash_of_term(words: TermWordsForm) -> str:
    """The hash of what a term's words say; how texts use it, which differs by language, leaves it as it is."""
    return digest([words.term, words.meaning, words.nations])


class _Lines:
    """Where the tables of the files begin."""

    def __init__(self, folder: Folder) -> None:
        self._folder = Folder(folder.directory)
        self._documents: dict[str, documents.Document] = {}

    def of(self, file: str, table: str) -> int | None:
        """The line of a table's head; None where the file can't be read, which has its own fault."""
        if file not in self._documents:
            with self._folder.noting():
                self._documents[file] = documents.read(self._folder, file)
        return self._documents[file].line(table) if file in self._documents else None


# A term whose table is there but broken has a fault of its own: it is neither unknown nor missing.


def _structure(read: Read, lines: _Lines, today: dt.date) -> Iterator[Fault]:
    for name, term in read.terms.items():
        line = lines.of(STRUCTURE, name)
        for other in term.see:
            if lines.of(STRUCTURE, other) is None or other == name:
                yield fault("unknown_term", STRUCTURE, line, id=other)
        if term.next_review < today:
            yield fault("review_expired", STRUCTURE, line, next_review=term.next_review)
        if term.reviewed > today:
            yield fault("reviewed_in_future", STRUCTURE, line, reviewed=term.reviewed)
        if term.next_review <= term.reviewed:
            yield fault("review_dates", STRUCTURE, line, reviewed=term.reviewed, next_review=term.next_review)


def _words(read: Read, language: str, lines: _Lines) -> Iterator[Fault]:
    file, words = glossary.file_of(language), read.words[language]
    for name in read.terms:
        if lines.of(file, name) is None:
            yield fault("words_missing", file, None, part=name)
    for name, own in words.items():
        if lines.of(STRUCTURE, name) is None:
            yield fault("unknown_term", file, lines.of(file, name), id=name)
        size = len(own.meaning.split())
        if size > LONGEST_MEANING:
            yield fault("meaning_too_long", file, lines.of(file, name), words=size, most=LONGEST_MEANING)


def _forms(read: Read, language: str, lines: _Lines) -> Iterator[Fault]:
    """Forms that stand for two terms: only one of them could ever be found by it."""
    file, made, first = glossary.file_of(language), glossary.made(read, language), dict[str, str]()
    for term in made.terms:
        for form in made.forms(term):
            other = first.setdefault(form, term.id)
            if other != term.id:
                yield fault("form_twice", file, lines.of(file, term.id), form=form, id=other)


def _unused(read: Read, language: str, courses: Iterable[Course], lines: _Lines) -> Iterator[Fault]:
    file, made, used = glossary.file_of(language), glossary.made(read, language), set[str]()
    for course in courses:
        for page in course.words[language].pages.values() if language in course.words else ():
            for markdown in (page.markdown, page.model.markdown if page.model else ""):
                used |= {term.id for term in glossary.used_on(made, page.title, blocks(markdown))}
    for term in made.terms:
        if term.id not in used:
            yield fault("term_unused", file, lines.of(file, term.id), id=term.id)


def _twins(read: Read, language: str, lines: _Lines) -> Iterator[Fault]:
    """Translations that don't say what they were made from, or of what has changed since, or for other nations."""
    first, file = read.words[LANGUAGES[0]], glossary.file_of(language)
    for name, own in read.words[language].items():
        if name not in first:
            continue
        if own.english != hash_of_term(first[name]):
            code = "twin_stale" if own.english else "twin_unstamped"
            yield fault(code, file, lines.of(file, name), id=name)
        if own.nations.keys() != first[name].nations.keys():
            yield fault("nations_differ", file, lines.of(file, name), id=name)
