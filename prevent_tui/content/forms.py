"""What the files of a course may hold: their tables and fields, and the shape of every value."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

from prevent_tui.domain.courses import Phase, QuestionKind, StepKind

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", max_length=64)]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}\Z")]
Text = Annotated[str, msgspec.Meta(pattern=r"\S")]
Positive = Annotated[int, msgspec.Meta(ge=1)]


class Form(msgspec.Struct, forbid_unknown_fields=True):
    """A table of a file: fields that aren't named here are refused."""


class StepForm(Form):
    """One step in `course.toml`."""

    id: Id
    kind: StepKind
    phase: Phase | None = None
    questions: tuple[Id, ...] = ()


class ModuleForm(Form):
    """One module in `course.toml`; the time is in minutes."""

    id: Id
    minutes: Positive
    steps: Annotated[tuple[StepForm, ...], msgspec.Meta(min_length=1)]


class FinalForm(Form):
    """The check at the end in `course.toml`."""

    id: Id
    draw: Positive
    pass_mark: Positive
    pool: Literal["final"]


class CourseForm(Form):
    """`course.toml`: the structure of a course; the first language is the one the others are made from."""

    format: Literal[1]
    id: Id
    options: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    minutes: Positive
    languages: Annotated[tuple[Language, ...], msgspec.Meta(min_length=1)]
    modules: Annotated[tuple[ModuleForm, ...], msgspec.Meta(min_length=1)]
    final: FinalForm | None = None
    counts: bool = True


class ChapterForm(Form):
    """One chapter of a recorded webinar; the time is in minutes."""

    id: Id
    minutes: Positive


class RecordedForm(Form):
    """`course.toml` of a recorded webinar: its chapters in order, the check after them, and whether it counts yet."""

    format: Literal[1]
    kind: Literal["recorded"]
    id: Id
    options: Annotated[tuple[Id, ...], msgspec.Meta(min_length=1)]
    counts: bool
    minutes: Positive
    languages: Annotated[tuple[Language, ...], msgspec.Meta(min_length=1)]
    chapters: Annotated[tuple[ChapterForm, ...], msgspec.Meta(min_length=1)]
    final: FinalForm

    def as_course(self) -> CourseForm:
        """The same as a course: every chapter is a module with one part to play."""
        modules = tuple(ModuleForm(one.id, one.minutes, (StepForm(one.id, StepKind.PART),)) for one in self.chapters)
        return CourseForm(
            format=self.format,
            id=self.id,
            options=self.options,
            minutes=self.minutes,
            languages=self.languages,
            modules=modules,
            final=self.final,
            counts=self.counts,
        )


class BranchForm(Form):
    """One choice of a scenario; `next` is a node or `end`."""

    id: Id
    next: Id
    good: bool


class NodeForm(Form):
    """The choices at a node of a scenario."""

    options: tuple[BranchForm, ...]


class QuestionForm(Form):
    """One table of `questions.toml`."""

    kind: QuestionKind
    module: Id
    aim: Id
    difficulty: Annotated[int, msgspec.Meta(ge=1, le=3)]
    page: Id
    options: tuple[Id, ...] = ()
    key: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    pairs: dict[Id, Id] = {}
    start: Id = ""
    nodes: dict[Id, NodeForm] = {}
    pool: Id | None = None


class NodeWordsForm(Form):
    """The words of a scenario's node."""

    text: str
    options: dict[Id, str] = {}
    feedback: dict[Id, str] = {}


class QuestionWordsForm(Form):
    """One table of `<language>/questions.toml`; `english` is the hash of the words it was translated from."""

    stem: str
    options: dict[Id, str] = {}
    feedback: dict[Id, str] = {}
    groups: dict[Id, str] = {}
    nodes: dict[Id, NodeWordsForm] = {}
    ending: str = ""
    english: str = ""


class ModuleWordsForm(Form):
    """A module's title and aims in one language."""

    title: Text
    aims: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class CourseWordsForm(Form):
    """`<language>/course.toml`."""

    title: Text
    summary: Text
    modules: dict[Id, ModuleWordsForm] = {}


class FrontMatter(Form):
    """What stands above a page; `english` is the hash of the page it was translated from.

    A page with a model answer has the points to compare it by.
    """

    title: Text
    reviewed: dt.date
    next_review: dt.date
    sources: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()
    english: str = ""


class SlideForm(Form):
    """A slide of a recorded webinar."""

    title: Text
    lines: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class PartMatter(Form):
    """What stands above the captions of a chapter; `english` is the hash of the chapter it was translated from."""

    title: Text
    reviewed: dt.date
    next_review: dt.date
    slides: Annotated[dict[Id, SlideForm], msgspec.Meta(min_length=1)]
    sources: tuple[Text, ...] = ()
    english: str = ""
