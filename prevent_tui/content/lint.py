"""Everything wrong with a course's folder, found at once.

Fault codes are stable: faces and scripts rely on them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from prevent_tui.content import (
    course_rules,
    documents,
    forms,
    page_rules,
    pages,
    part_rules,
    parts,
    quality_rules,
    structure,
)
from prevent_tui.content.audience import variants
from prevent_tui.content.digests import hash_of_page, hash_of_part, hash_of_question
from prevent_tui.content.folder import Folder, fault
from prevent_tui.content.loader import Loaded, load
from prevent_tui.content.soundness import texts
from prevent_tui.domain.courses import Course, CourseWords, PageWords, StepKind
from prevent_tui.domain.errors import Fault

LIKELY_DIFFERENT = 20
"""Words longer than this, in characters, that are the same in two languages have not been translated."""


def check(directory: Path, today: dt.date) -> tuple[Fault, ...]:
    """Every fault of the course in a directory, by file and line; `today` judges the dates of reviews."""
    loaded = load(directory)
    folder = Folder(directory)
    found = [*loaded.faults, *folder.faults]
    if loaded.course is None:
        found += _without_structure(folder)
    else:
        found += _with_structure(folder, loaded.course, loaded, today)
    return tuple(sorted(set(found), key=lambda one: (one.file, one.line or 0, one.code, one.details)))


def stale(loaded: Loaded) -> int:
    """How many translated texts of a course don't follow the text they were made from any more."""
    course = loaded.course
    if course is None:
        return 0
    others = list(course.words)[1:]
    return sum(
        one.code in ("twin_stale", "twin_unstamped")
        for language in others
        if loaded.english.get(language)
        for one in _stale(course, language, loaded.english[language], None)
    )


def _without_structure(folder: Folder) -> list[Fault]:
    """The faults of files taken one by one, where `course.toml` doesn't say what belongs together."""
    shapes: dict[str, type[forms.Form]] = {
        "course.toml": forms.CourseWordsForm,
        "questions.toml": forms.QuestionWordsForm,
    }
    for name in sorted(folder.files - {structure.COURSE}):
        below, last = name.count("/"), name.rpartition("/")[2]
        with folder.noting():
            if name.endswith(".md"):
                pages.read(folder, name)
            elif name.endswith(parts.ENDING):
                parts.read(folder, name)
            elif last in shapes:
                document = documents.read(folder, name)
                shape = shapes[last] if below else forms.QuestionForm
                for table in document.values if last == structure.QUESTIONS else ():
                    with folder.noting():
                        document.table(table, shape)
                if last == structure.COURSE:
                    document.form(shape)
    return folder.faults


def _with_structure(folder: Folder, course: Course, loaded: Loaded, today: dt.date) -> Iterator[Fault]:
    lines = _Lines(folder)
    for code, details in course_rules.steps(course):
        yield fault(code, structure.COURSE, None, **details)
    for code, details in part_rules.lengths(course):
        yield fault(code, structure.COURSE, None, **details)
    for code, details in course_rules.questions(course):
        name = str(details.get("question") or details["id"])
        yield fault(code, structure.QUESTIONS, lines.of(structure.QUESTIONS, name), **details)
    yield from _questions_at(structure.QUESTIONS, quality_rules.structure(course), lines)
    for language in course.words:
        yield from _pages(folder, course, language, today)
        yield from _parts(folder, course, language, today)
        yield from _question_words(course, language, lines)
        file = f"{language}/{structure.QUESTIONS}"
        yield from _questions_at(file, quality_rules.words(course, language), lines)
    first, *others = course.words
    for language in others:
        yield from _stale(course, language, loaded.english.get(language, {}), lines)
        yield from _untranslated(course.words[first], course.words[language], language, lines)
    yield from _unused_files(folder, course)


class _Lines:
    """Where the tables of question files begin."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._documents: dict[str, documents.Document] = {}

    def of(self, file: str, table: str) -> int | None:
        """The line of a table's head; None where the file can't be read, which has its own fault."""
        if file not in self._documents:
            with self._folder.noting():
                self._documents[file] = documents.read(self._folder, file)
        return self._documents[file].line(table) if file in self._documents else None


def _pages(folder: Folder, course: Course, language: str, today: dt.date) -> Iterator[Fault]:
    for step_id in course.words[language].pages:
        name = pages.file_of(language, step_id)
        for code, line, details in page_rules.check(pages.read(folder, name), language, today=today):
            yield fault(code, name, line, **details)
        for code, details in quality_rules.page(course.words[language].pages[step_id], language):
            yield fault(code, name, None, **details)


def _parts(folder: Folder, course: Course, language: str, today: dt.date) -> Iterator[Fault]:
    """The faults of a recorded webinar's chapters, and of their times beside those of the first language."""
    first = next(iter(course.words.values()))
    for name in course.words[language].parts:
        file = parts.file_of(language, name)
        part = parts.read(folder, file)
        findings = [*part_rules.check(part, today=today)]
        if name in first.parts and course.words[language] is not first:
            findings += part_rules.beside(part, first.parts[name])
        for code, line, details in findings:
            yield fault(code, file, line, **details)
        for code, details in quality_rules.part(part.words, language):
            yield fault(code, file, None, **details)


def _questions_at(file: str, findings: Iterable[quality_rules.Finding], lines: _Lines) -> Iterator[Fault]:
    """The faults of a file of questions, at the line of the question where it is the fault of one."""
    for code, details in findings:
        yield fault(code, file, lines.of(file, details["question"]) if "question" in details else None, **details)


def _question_words(course: Course, language: str, lines: _Lines) -> Iterator[Fault]:
    file = f"{language}/{structure.QUESTIONS}"
    for name, words in course.words[language].questions.items():
        if name in course.questions:
            for code, details in course_rules.words(course.questions[name], words, texts(words)):
                yield fault(code, file, lines.of(file, name), question=name, **details)


def _stale(course: Course, language: str, english: Mapping[str, str], lines: _Lines | None) -> Iterator[Fault]:
    """Translations that don't say what they were made from, or of what has changed since, or for other readers."""
    first, own = next(iter(course.words.values())), course.words[language]
    for step_id in own.pages:
        if step_id in first.pages and english[step_id] != hash_of_page(first.pages[step_id]):
            code = "twin_stale" if english[step_id] else "twin_unstamped"
            yield fault(code, pages.file_of(language, step_id), None, id=step_id)
        if step_id in first.pages and _for_whom(own.pages[step_id]) != _for_whom(first.pages[step_id]):
            yield fault("audience_differs", pages.file_of(language, step_id))
    for step_id in own.parts:
        if step_id in first.parts and english[step_id] != hash_of_part(first.parts[step_id]):
            code = "twin_stale" if english[step_id] else "twin_unstamped"
            yield fault(code, parts.file_of(language, step_id), None, id=step_id)
    file = f"{language}/{structure.QUESTIONS}"
    for name in own.questions:
        if name in first.questions and english[name] != hash_of_question(first.questions[name]):
            code = "twin_stale" if english[name] else "twin_unstamped"
            yield fault(code, file, lines.of(file, name) if lines else None, id=name)


def _for_whom(page: PageWords) -> list[object]:
    """For whom a page's blocks are, in their order."""
    texts = (page.markdown, page.model.markdown) if page.model else (page.markdown,)
    return [[variant.sort for variant in variants(text)] for text in texts]


def _untranslated(first: CourseWords, own: CourseWords, language: str, lines: _Lines) -> Iterator[Fault]:
    def same(one: str, other: str) -> bool:
        return len(one) > LIKELY_DIFFERENT and " " in one and one.strip() == other.strip()

    for step_id in own.pages.keys() & first.pages.keys():
        if same(first.pages[step_id].markdown, own.pages[step_id].markdown):
            yield fault("untranslated", pages.file_of(language, step_id), None, part="page")
        if same(first.pages[step_id].title, own.pages[step_id].title):
            yield fault("untranslated", pages.file_of(language, step_id), None, part="title")
    for step_id in own.parts.keys() & first.parts.keys():
        for mine, theirs in zip(own.parts[step_id].captions, first.parts[step_id].captions, strict=False):
            if same(theirs.text, mine.text):
                yield fault("untranslated", parts.file_of(language, step_id), None, part=parts.written(mine.start))
        if same(first.parts[step_id].title, own.parts[step_id].title):
            yield fault("untranslated", parts.file_of(language, step_id), None, part="title")
    file = f"{language}/{structure.QUESTIONS}"
    for name in own.questions.keys() & first.questions.keys():
        originals = texts(first.questions[name])
        for part, text in texts(own.questions[name]).items():
            if same(originals.get(part, ""), text):
                yield fault("untranslated", file, lines.of(file, name), question=name, part=part)


def _unused_files(folder: Folder, course: Course) -> Iterator[Fault]:
    used = {structure.COURSE, structure.QUESTIONS}
    for language in course.words:
        used |= {f"{language}/{structure.COURSE}", f"{language}/{structure.QUESTIONS}"}
        used |= {pages.file_of(language, step.id) for step in course.steps if step.kind.has_page}
        used |= {parts.file_of(language, step.id) for step in course.steps if step.kind is StepKind.PART}
    for name in sorted((folder.files | folder.refused.keys()) - used):
        yield fault(folder.refused.get(name, "unused_file"), name)
