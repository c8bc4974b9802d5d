"""The words of a course in one language: titles, pages and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from prevent_tui.content import documents, pages, parts, soundness
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.content.forms import CourseWordsForm, ModuleForm, ModuleWordsForm, QuestionWordsForm
from prevent_tui.content.pages import file_of
from prevent_tui.content.structure import Bank
from prevent_tui.domain.courses import NodeWords, PageWords, Question, QuestionWords, StepKind
from prevent_tui.domain.recorded import PartWords


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a course and its modules, and the modules' aims."""

    title: str
    summary: str
    modules: Mapping[str, str] = field(default_factory=dict)
    aims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """Words by id, and the hashes of the English they were translated from, as far as they say."""

    pages: dict[str, PageWords] = field(default_factory=dict)
    questions: dict[str, QuestionWords] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    parts: dict[str, PartWords] = field(default_factory=dict)


def titles(folder: Folder, language: str, modules: tuple[ModuleForm, ...], *, instead: Titles) -> Titles:
    """The titles in that language; those of `instead` stand where a title is missing or can't be read."""
    name = f"{language}/course.toml"
    form = CourseWordsForm(title=instead.title, summary=instead.summary)
    with folder.noting():
        form = documents.read(folder, name).form(CourseWordsForm)
        _compare(folder, name, [module.id for module in modules], form)
    found: dict[str, ModuleWordsForm] = {}
    for module in modules:
        spare = ModuleWordsForm(instead.modules.get(module.id, module.id), instead.aims.get(module.id, ()))
        found[module.id] = form.modules.get(module.id, spare)
    return Titles(
        form.title,
        form.summary,
        {module: words.title for module, words in found.items()},
        {module: words.aims for module, words in found.items()},
    )


def _compare(folder: Folder, name: str, modules: Sequence[str], form: CourseWordsForm) -> None:
    for module in modules:
        if module not in form.modules:
            folder.note("words_missing", name, None, part=f"modules.{module}")
    for module in form.modules:
        if module not in modules:
            folder.note("unknown_module", name, None, id=module)


def of_steps_and_questions(folder: Folder, language: str, modules: tuple[ModuleForm, ...], bank: Bank) -> Read:
    """The pages and question words in that language that are whole; what is broken or missing is noted."""
    read = Read()
    for module in modules:
        for step in module.steps:
            if step.kind.has_page:
                with folder.noting():
                    page = _page(folder, file_of(language, step.id), step.kind)
                    read.pages[step.id], read.english[step.id] = page.words, page.english
            if step.kind is StepKind.PART:
                with folder.noting():
                    part = parts.read(folder, parts.file_of(language, step.id))
                    read.parts[step.id], read.english[step.id] = part.words, part.english
    with folder.noting():
        document = documents.read(folder, f"{language}/questions.toml")
        for name in document.values:
            if not bank.declares(name):
                folder.note("unknown_question", document.file, document.line(name), id=name)
        _read_questions(folder, document, bank.sound, read)
    return read


def _page(folder: Folder, name: str, kind: StepKind) -> pages.PageFile:
    """The page of a step of that kind; raises UnreadableError."""
    page = pages.read(folder, name)
    if (kind is StepKind.REFLECT) == (page.words.model is None):
        code = "model_unused" if page.words.model else "model_missing"
        raise UnreadableError(fault(code, name))
    return page


def _read_questions(
    folder: Folder, document: documents.Document, questions: Mapping[str, Question], read: Read
) -> None:
    for name, question in questions.items():
        if name not in document.values:
            folder.note("words_missing", document.file, None, question=name, part="stem")
            continue
        with folder.noting():
            form = document.table(name, QuestionWordsForm)
            words = question_words(form)
            missing = soundness.missing_words(question, words)
            for part in missing:
                folder.note("words_missing", document.file, document.line(name), question=name, part=part)
            for part in soundness.unused_words(question, words):
                folder.note("words_unused", document.file, document.line(name), question=name, part=part)
            if not missing:
                read.questions[name], read.english[name] = words, form.english


def question_words(form: QuestionWordsForm) -> QuestionWords:
    """A question's words as the domain has them."""
    nodes = {name: NodeWords(node.text, node.options, node.feedback) for name, node in form.nodes.items()}
    return QuestionWords(form.stem, form.options, form.feedback, form.groups, nodes, form.ending)
