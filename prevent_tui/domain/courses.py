"""A course as values: structure once, words per language."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from prevent_tui.domain.recorded import PartWords


class StepKind(enum.StrEnum):
    """What a learner does at a step."""

    PAGE = "page"
    SCENARIO = "scenario"
    CHECK = "check"
    REFLECT = "reflect"
    PART = "part"

    @property
    def has_page(self) -> bool:
        """Whether the step is a page to read, in a file of its own."""
        return self in (StepKind.PAGE, StepKind.REFLECT)

    @property
    def asks(self) -> bool:
        """Whether the step asks questions; pages are read and parts of a recorded webinar are played."""
        return self in (StepKind.SCENARIO, StepKind.CHECK)


class Phase(enum.StrEnum):
    """When a check stands: before or after its module, or at the end of the course."""

    BEFORE = "before"
    AFTER = "after"
    FINAL = "final"


class Nation(enum.StrEnum):
    """Where a learner works: names and routes differ by nation."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"


class Sector(enum.StrEnum):
    """What kind of work a learner does: the sectors of the duty, and any other."""

    EDUCATION = "education"
    HEALTH = "health"
    LOCAL_AUTHORITY = "local-authority"
    POLICE = "police"
    CRIMINAL_JUSTICE = "criminal-justice"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom the pages of a course are told; what has not been chosen is None."""

    nation: Nation | None = None
    sector: Sector | None = None

    @property
    def is_known(self) -> bool:
        """Whether both have been chosen."""
        return self.nation is not None and self.sector is not None

    @property
    def shown(self) -> Audience:
        """The audience that pages are shown for: England and other work stand for what is not known."""
        return Audience(self.nation or Nation.ENGLAND, self.sector or Sector.OTHER)


class QuestionKind(enum.StrEnum):
    """How a question is answered."""

    ONE = "one"
    SEVERAL = "several"
    ORDER = "order"
    MATCH = "match"
    SCENARIO = "scenario"


@dataclass(frozen=True, slots=True)
class Branch:
    """One choice at a scenario's node: where it leads (None ends it) and whether it is sound."""

    id: str
    next: str | None
    good: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question's structure.

    `key` holds the right option (one), all right options (several) or all options in the right order
    (order); `pairs` the right group of every option (match); `nodes` the branches (scenario).
    """

    id: str
    kind: QuestionKind
    module: str
    aim: str
    difficulty: int
    page: str
    options: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    pairs: Mapping[str, str] = field(default_factory=dict)
    start: str = ""
    nodes: Mapping[str, tuple[Branch, ...]] = field(default_factory=dict)
    pool: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a course; `digest` is the hash of its content in the course's first language."""

    id: str
    kind: StepKind
    module: str
    phase: Phase | None = None
    questions: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """A module: its steps in order and how long it takes, in minutes."""

    id: str
    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class FinalCheck:
    """The check at the end: how many questions are drawn from the pool and how many must be right."""

    step: Step
    draw: int
    pass_mark: int


@dataclass(frozen=True, slots=True)
class NodeWords:
    """The words of one node of a scenario."""

    text: str
    options: Mapping[str, str]
    feedback: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of one question in one language; `feedback` has a key for each option and `right`."""

    stem: str
    options: Mapping[str, str] = field(default_factory=dict)
    feedback: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[str, NodeWords] = field(default_factory=dict)
    ending: str = ""


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What learners compare their own words with: an answer in Markdown, and points to look for."""

    markdown: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page in one language: title, Markdown, sources, and the dates of its reviews.

    The Markdown holds the blocks for every audience. A reflect step's page asks, and `model` is what its answer is
    compared with.
    """

    title: str
    markdown: str
    sources: tuple[str, ...]
    reviewed: dt.date
    next_review: dt.date
    model: ModelAnswer | None = None


@dataclass(frozen=True, slots=True)
class CourseWords:
    """Everything of a course that is read, in one language."""

    title: str
    summary: str
    module_titles: Mapping[str, str]
    module_aims: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, PageWords]
    questions: Mapping[str, QuestionWords]
    parts: Mapping[str, PartWords] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """A course: structure, questions, and its words by language; `version` is the hash of all of it.

    A course that does not count is offered as practice: finishing it records no completion.
    """

    id: str
    version: str
    options: tuple[str, ...]
    minutes: int
    modules: tuple[Module, ...]
    final: FinalCheck | None
    questions: Mapping[str, Question]
    words: Mapping[str, CourseWords]
    counts: bool = True

    @property
    def is_recorded(self) -> bool:
        """Whether it is played: a recorded webinar."""
        return any(step.kind is StepKind.PART for module in self.modules for step in module.steps)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step in the order it is taken, the final check last."""
        steps = [step for module in self.modules for step in module.steps]
        return (*steps, self.final.step) if self.final else tuple(steps)

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def page_words(self, step_id: str, language: str) -> PageWords:
        """A page in that language, else in the course's first; KeyError where neither can be read."""
        for words in (self.words[language], *self.words.values()):
            if step_id in words.pages:
                return words.pages[step_id]
        raise KeyError(step_id)

    def part_words(self, step_id: str, language: str) -> PartWords:
        """A part of a recorded webinar in that language, else in the first; KeyError where neither can be read."""
        for words in (self.words[language], *self.words.values()):
            if step_id in words.parts:
                return words.parts[step_id]
        raise KeyError(step_id)

    def question_words(self, question_id: str, language: str) -> QuestionWords:
        """A question's words in that language, else in the course's first, which has them all."""
        for words in (self.words[language], *self.words.values()):
            if question_id in words.questions:
                return words.questions[question_id]
        raise KeyError(question_id)

    def pool(self, name: str) -> tuple[Question, ...]:
        """The questions of a pool, in the order of the file."""
        return tuple(question for question in self.questions.values() if question.pool == name)
