"""Courses from their folders: whatever is whole is loaded, and every fault is named."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from prevent_tui.content import documents, structure, words
from prevent_tui.content.digests import digest, hash_of_page, hash_of_part, hash_of_question
from prevent_tui.content.documents import Document
from prevent_tui.content.folder import Folder, fault
from prevent_tui.content.forms import CourseForm, ModuleForm, RecordedForm
from prevent_tui.content.words import Read, Titles
from prevent_tui.domain.courses import (
    Course,
    CourseWords,
    FinalCheck,
    Module,
    Phase,
    Question,
    Step,
    StepKind,
)
from prevent_tui.domain.errors import Fault, PreventError

__all__ = ["Library", "Loaded", "courses_directory", "hash_of_page", "hash_of_question", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A course as far as it could be loaded, and everything wrong with its files.

    The course is None only when `course.toml` can't be read or no step is left. A page that can't be read
    is missing from its language's words; a question that can't be asked, or has no whole words in the first
    language, is missing everywhere. `english` has, by language, the hash of the English that each page and
    question says it was translated from.
    """

    course: Course | None
    faults: tuple[Fault, ...]
    english: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def load(directory: Path) -> Loaded:
    """The course in a directory; nothing outside it is ever read."""
    folder = Folder(directory)
    with folder.noting():
        document = documents.read(folder, structure.COURSE)
        return _course(folder, document, _form(document))
    return Loaded(None, tuple(folder.faults))


def _form(document: Document) -> CourseForm:
    """The course that `course.toml` describes; one of the kind `recorded` has chapters instead of modules."""
    if document.values.get("kind") == "recorded":
        return document.form(RecordedForm).as_course()
    return document.form(CourseForm)


def _course(folder: Folder, document: Document, form: CourseForm) -> Loaded:
    modules = structure.without_repeats(folder, document, form)
    bank = structure.bank(folder, modules)
    languages = tuple(dict.fromkeys(form.languages))
    read = {language: words.of_steps_and_questions(folder, language, modules, bank) for language in languages}
    first = read[languages[0]]
    questions = {name: question for name, question in bank.sound.items() if name in first.questions}
    steps = structure.Steps(folder, document, bank=structure.Bank(questions, bank.declared))
    taught = _with_digests(steps.modules(modules), questions, first)
    english = {language: read[language].english for language in languages[1:]}
    if not taught:
        folder.note("course_empty", structure.COURSE)
        return Loaded(None, tuple(folder.faults), english)
    course = Course(
        id=form.id,
        version="",
        options=form.options,
        minutes=form.minutes,
        modules=taught,
        final=_final(form, questions, first),
        questions=questions,
        words=_words(folder, form.id, modules, read),
        counts=form.counts,
    )
    return Loaded(replace(course, version=digest(course)), tuple(folder.faults), english)


def _words(
    folder: Folder, course_id: str, modules: tuple[ModuleForm, ...], read: Mapping[str, Read]
) -> dict[str, CourseWords]:
    found: dict[str, CourseWords] = {}
    instead = Titles(course_id, "")
    for number, (language, texts) in enumerate(read.items()):
        titled = tuple(module for module in modules if not _is_chapter(module))
        titles = words.titles(folder, language, titled, instead=instead)
        instead = titles if number == 0 else instead
        chapters = {name: part.title for name, part in texts.parts.items()}
        found[language] = CourseWords(
            titles.title,
            titles.summary,
            {**titles.modules, **chapters},
            titles.aims,
            texts.pages,
            texts.questions,
            texts.parts,
        )
    return found


def _is_chapter(module: ModuleForm) -> bool:
    """Whether a module is a chapter, whose title stands in its own file."""
    return any(step.kind is StepKind.PART for step in module.steps)


def _with_digests(modules: tuple[Module, ...], questions: Mapping[str, Question], first: Read) -> tuple[Module, ...]:
    def digested(step: Step) -> Step:
        if step.kind is StepKind.PART:
            return replace(step, digest=hash_of_part(first.parts[step.id])) if step.id in first.parts else step
        if step.kind.asks:
            return replace(step, digest=_digest_of_questions(step.questions, questions, first))
        return replace(step, digest=hash_of_page(first.pages[step.id])) if step.id in first.pages else step

    return tuple(replace(module, steps=tuple(map(digested, module.steps))) for module in modules)


def _digest_of_questions(names: Iterable[str], questions: Mapping[str, Question], first: Read) -> str:
    return digest([[questions[name], first.questions[name]] for name in names])


def _final(form: CourseForm, questions: Mapping[str, Question], first: Read) -> FinalCheck | None:
    if form.final is None:
        return None
    pool = tuple(question.id for question in questions.values() if question.pool == form.final.pool)
    pool_digest = _digest_of_questions(pool, questions, first)
    step = Step(form.final.id, StepKind.CHECK, "", Phase.FINAL, pool, pool_digest)
    return FinalCheck(step, form.final.draw, form.final.pass_mark)


def courses_directory() -> Path:
    """The directory with the folders of the courses that come with the program."""
    return Path(__file__).parent


class Library:
    """The courses of some directories, each loaded when it is first asked for and kept.

    Each course has a folder named by its id; one in a later directory takes the place of one in an earlier.
    """

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = tuple(directories)
        self._loaded: dict[str, Loaded] = {}
        self._lock = threading.Lock()

    def ids(self) -> tuple[str, ...]:
        """The ids of all courses, the broken ones too, in alphabetical order."""
        there = [directory for directory in self._directories if directory.is_dir()]
        folders = (folder for directory in there for folder in directory.iterdir())
        return tuple(sorted({folder.name for folder in folders if (folder / structure.COURSE).is_file()}))

    def course(self, course_id: str) -> Course:
        """The course of that id; raises `unknown_course`, or `course_broken` with its faults."""
        loaded = self.loaded(course_id)
        if loaded.course is None:
            raise PreventError("course_broken", course=course_id, faults=loaded.faults)
        return loaded.course

    def all(self) -> tuple[Course, ...]:
        """Every course that can be loaded."""
        loaded = (self.loaded(course_id).course for course_id in self.ids())
        return tuple(course for course in loaded if course is not None)

    def loaded(self, course_id: str) -> Loaded:
        """The course of that id with the faults of its files; raises `unknown_course`."""
        with self._lock:
            if course_id not in self._loaded:
                self._loaded[course_id] = _loaded_as(course_id, self._directory_of(course_id))
            return self._loaded[course_id]

    def _directory_of(self, course_id: str) -> Path:
        for directory in reversed(self._directories):
            if course_id in self.ids() and (directory / course_id / structure.COURSE).is_file():
                return directory / course_id
        raise PreventError("unknown_course", course=course_id)


def _loaded_as(course_id: str, directory: Path) -> Loaded:
    """The course in a directory of that name; a link, or a course of another id, is none."""
    if directory.is_symlink():
        return Loaded(None, (fault("symlink_refused", course_id),))
    loaded = load(directory)
    if loaded.course is not None and loaded.course.id != course_id:
        wrong = fault("course_id_differs", structure.COURSE, None, id=loaded.course.id, folder=course_id)
        return Loaded(None, (*loaded.faults, wrong))
    return loaded
