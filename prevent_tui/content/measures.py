"""What can be measured of a course: words, minutes, reading ages, questions, and options that give themselves away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import comb

from prevent_tui.content import readability
from prevent_tui.content.audience import as_shown
from prevent_tui.content.markdown import blocks
from prevent_tui.content.prose import Block, BlockKind, texts
from prevent_tui.content.readability import Readability
from prevent_tui.domain.courses import Audience, Course, Module, PageWords, Question, QuestionKind
from prevent_tui.domain.recorded import PartWords

WORDS_A_MINUTE = 180
"""An unhurried pace for reading what is new."""
SECONDS_A_QUESTION, SECONDS_A_DECISION = 45, 30
CHOOSING = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCENARIO)
"""The kinds where something right stands among something wrong."""


def shown(page: PageWords) -> str:
    """The page whose figures count: as it is shown to whoever has not chosen a nation and a sector."""
    return as_shown(page, Audience())


def words(markdown: str) -> int:
    """How many words a page has."""
    return sum(len(text.split()) for text in texts(blocks(markdown)))


def reading(markdown: str) -> Readability:
    """How hard a page is to read: its paragraphs and list items, without headings, labels and drawings."""
    return readability.read(_prose(blocks(markdown)))


def spoken(part: PartWords) -> Readability:
    """How hard a chapter of a recorded webinar is to follow: everything that is said in it."""
    return readability.read([part.text])


def _prose(made: Iterable[Block]) -> Iterator[str]:
    for block in made:
        if block.kind not in (BlockKind.HEADING, BlockKind.PICTURE):
            for spans in (block.spans, *block.items):
                yield "".join(span.text for span in spans)
        yield from _prose(block.blocks)


# -- time ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to read and to answer; `decisions` are those of the longest ways through scenarios."""

    pages: int
    words: int
    questions: int
    decisions: int
    playing: int = 0
    """Seconds of a recorded webinar's captions."""

    @property
    def minutes(self) -> float:
        """How long it takes: 180 words a minute, 45 seconds a question, 30 seconds a decision in a scenario."""
        answering = self.questions * SECONDS_A_QUESTION + self.decisions * SECONDS_A_DECISION
        return self.words / WORDS_A_MINUTE + (self.playing + answering) / 60


def size(course: Course, module: Module, *, language: str) -> Size:
    """The size of a module in one language; a page that language lacks is measured as it is shown."""
    first = next(iter(course.words.values()))
    pages = [step.id for step in module.steps if step.kind.has_page]
    asked = [course.questions[name] for step in module.steps for name in step.questions]
    scenarios = [question for question in asked if question.kind is QuestionKind.SCENARIO]
    return Size(
        len(pages),
        sum(words(shown(course.page_words(page, language))) for page in pages),
        len(asked) - len(scenarios),
        sum(map(most_decisions, scenarios)),
        sum(course.part_words(step.id, language).length for step in module.steps if step.id in first.parts),
    )


def size_of_final(course: Course) -> Size:
    """The size of the final check: the questions that are drawn."""
    return Size(0, 0, course.final.draw if course.final else 0, 0)


def most_decisions(question: Question) -> int:
    """How many decisions the longest way through a sound scenario takes."""

    def below(node: str | None) -> int:
        return 1 + max(below(branch.next) for branch in question.nodes[node]) if node else 0

    return below(question.start)


# -- questions -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """Options to choose from, in the order of the file: which are right, and how many characters each has."""

    right: tuple[bool, ...]
    lengths: tuple[int, ...]

    @property
    def told_by_length(self) -> bool:
        """Whether the right options are the longest: each is longer than every wrong one."""
        pairs = list(zip(self.lengths, self.right, strict=True))
        wrong = [length for length, right in pairs if not right]
        return bool(wrong) and min(length for length, right in pairs if right) > max(wrong)

    @property
    def luck(self) -> float:
        """How likely it is that the right options are the longest without anybody's meaning it."""
        return 1 / comb(len(self.right), sum(self.right))


@dataclass(frozen=True, slots=True)
class Giveaways:
    """How far length and position tell what is right, over the choices of one kind; shares are from 0 to 1."""

    kind: QuestionKind
    choices: int
    longest: float
    longest_by_luck: float
    position: int
    at_position: float
    at_position_by_luck: float


def giveaways(course: Course, module: str, *, language: str) -> tuple[Giveaways, ...]:
    """The figures of a module for each kind with options to choose from; those of scenarios are of their decisions."""
    found = []
    for kind in CHOOSING:
        asked = [one for one in course.questions.values() if (one.module, one.kind) == (module, kind)]
        made = [choice for question in asked for choice in choices(course, question, language=language)]
        if made:
            found.append(_giveaways(kind, made))
    return tuple(found)


def choices(course: Course, question: Question, *, language: str) -> Iterator[Choice]:
    """What a question of one of those kinds lets one choose from: one set of options, or one for each decision."""
    spoken = course.question_words(question.id, language)
    if question.kind is QuestionKind.SCENARIO:
        for name, branches in question.nodes.items():
            options = spoken.nodes[name].options
            yield Choice(tuple(one.good for one in branches), tuple(len(options[one.id]) for one in branches))
    else:
        right = tuple(option in question.key for option in question.options)
        yield Choice(right, tuple(len(spoken.options[option]) for option in question.options))


def _giveaways(kind: QuestionKind, made: Sequence[Choice]) -> Giveaways:
    """The position is counted from 1; each right option counts, so several in a question count several times."""
    places = Counter(place for one in made for place, right in enumerate(one.right, start=1) if right)
    position, times = min(places.items(), key=lambda item: (-item[1], item[0]))
    return Giveaways(
        kind,
        len(made),
        sum(one.told_by_length for one in made) / len(made),
        sum(one.luck for one in made) / len(made),
        position,
        times / places.total(),
        sum(sum(one.right) / len(one.right) for one in made) / places.total(),
    )
