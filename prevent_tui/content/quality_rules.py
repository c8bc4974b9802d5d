"""The rules for a course's quality: plain pages, and questions that teach and don't give themselves away.

Each limit says why it is what it is; `prevent-tui content check --report` writes the figures they are held against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from prevent_tui.content import likeness, measures, prose
from prevent_tui.content.audience import as_shown, audiences
from prevent_tui.content.markdown import blocks
from prevent_tui.content.prose import Block
from prevent_tui.domain.courses import Course, Module, PageWords, Phase, Question, QuestionKind, QuestionWords
from prevent_tui.domain.recorded import PartWords

Finding: TypeAlias = tuple[str, dict[str, Any]]
"""A fault's code and its details; `question` is among them where it is the fault of one."""

ENGLISH = "en"
"""The language of the rules that need to know words: syllables, endings, common words."""

OLDEST_READER = 13.0
"""The highest reading age of a page, in years. Pages are written for 9 to 11; two years more leave room for a page
that has to use the words of the law, and for a long sentence, which on a hundred words moves the figure by a year."""

ABOVE_LUCK = 0.15
"""How far length or position may tell more than luck would: where one of four options is right, in two of five
questions (40 %); with three options in not quite half."""

FEWEST_CHOICES = 5
"""Of fewer choices no share says anything."""

ALIKE = 2 / 3
"""Items share words of one subject, a third of them at most; copies with a name or a number changed share most."""

ON_PAGE = 0.3
"""Of the words of meaning in the reason for the right answer, three in ten must stand on the page that is said to
teach it. About three in four do where the page is the right one; fewer than three in ten where it is another."""

FEWEST_WORDS_OF_MEANING = 3
"""A shorter reason can't be looked for."""

_ABOVE = re.compile(
    r"\b(?:the above|above (?:answers|options)|uchod)\b"
    r"|^(?:all|none|both|any|neither|every one) of (?:these|those|them|the (?:answers|options))$"
    r"|^(?:pob un|bob un|dim un|dim|yr un|y ddau|y cyfan|y cwbl) (?:o['’]r rhain|o['’]r rhai hyn|ohonynt|ohonyn nhw)$",
    re.IGNORECASE,
)


def page(words: PageWords, language: str) -> Iterator[Finding]:
    """What is wrong with how a page reads, to whichever of its readers it is hardest."""
    readers = audiences(words.markdown + (f"\n{words.model.markdown}" if words.model else ""))
    age = round(max(measures.reading(as_shown(words, reader)).reading_age for reader in readers), 1)
    yield from _read_at(age, language)


def part(words: PartWords, language: str) -> Iterator[Finding]:
    """What is wrong with how a chapter of a recorded webinar reads."""
    yield from _read_at(round(measures.spoken(words).reading_age, 1), language)


def _read_at(age: float, language: str) -> Iterator[Finding]:
    if language == ENGLISH and age > OLDEST_READER:
        yield "reading_age_high", {"age": age, "most": f"{OLDEST_READER:g}"}


def structure(course: Course) -> Iterator[Finding]:
    """What is wrong with questions in every language: aims that are dropped, and keys at one position."""
    first = next(iter(course.words))
    for module in course.modules:
        yield from _aims(course, module)
        for one in measures.giveaways(course, module.id, language=first):
            most = one.at_position_by_luck + ABOVE_LUCK
            if one.choices >= FEWEST_CHOICES and one.at_position > most:
                figures = {"position": one.position, "share": _percent(one.at_position), "most": _percent(most)}
                yield "key_position_too_often", {"module": module.id, "kind": one.kind.value, **figures}


def words(course: Course, language: str) -> Iterator[Finding]:
    """What is wrong with the questions' words in one language."""
    for module in course.modules:
        for one in measures.giveaways(course, module.id, language=language):
            most = one.longest_by_luck + ABOVE_LUCK
            if one.choices >= FEWEST_CHOICES and one.longest > most:
                figures = {"share": _percent(one.longest), "most": _percent(most)}
                yield "longest_key_too_often", {"module": module.id, "kind": one.kind.value, **figures}
        if language == ENGLISH:
            yield from _repeats(course, module)
    for name, spoken in course.words[language].questions.items():
        if name in course.questions:
            yield from _above(name, spoken)
            if language == ENGLISH:
                yield from _untaught(course, course.questions[name])


def _aims(course: Course, module: Module) -> Iterator[Finding]:
    """What a module asks before it starts must be asked again after it, or nobody knows what it taught."""
    again = {question.aim for question in checked(course, module, Phase.AFTER)}
    for question in checked(course, module, Phase.BEFORE):
        if question.aim not in again:
            yield "aim_not_rechecked", {"question": question.id, "aim": question.aim}


def checked(course: Course, module: Module, phase: Phase) -> tuple[Question, ...]:
    """The questions of a module's checks of one phase."""
    named = (name for step in module.steps if step.phase is phase for name in step.questions)
    return tuple(course.questions[name] for name in named)


def _repeats(course: Course, module: Module) -> Iterator[Finding]:
    """An item that is asked again shows what is remembered of the item, not what was learnt."""
    for later in checked(course, module, Phase.AFTER):
        for earlier in checked(course, module, Phase.BEFORE):
            spoken, before = (course.question_words(one.id, ENGLISH) for one in (later, earlier))
            stems = likeness.alike(spoken.stem, before.stem)
            options = likeness.alike(" ".join(spoken.options.values()), " ".join(before.options.values()))
            if max(stems, options) > ALIKE:
                yield "item_repeats", {"question": later.id, "earlier": earlier.id}


def _above(name: str, spoken: QuestionWords) -> Iterator[Finding]:
    """Options are shuffled, so nothing is above; and who knows two options to be right knows "all" to be."""
    offered = {f"options.{option}": text for option, text in spoken.options.items()}
    for node, words_there in spoken.nodes.items():
        offered |= {f"nodes.{node}.options.{option}": text for option, text in words_there.options.items()}
    for part, text in offered.items():
        if _ABOVE.search(text.strip(" .")):
            yield "all_of_the_above", {"question": name, "part": part}


def _untaught(course: Course, question: Question) -> Iterator[Finding]:
    """A scenario is not held against its page: it tells a story, which no page has told before."""
    taught = _taught(course, question.page)
    if question.kind is QuestionKind.SCENARIO or not taught:
        return
    reason = likeness.meaning(course.question_words(question.id, ENGLISH).feedback["right"])
    there = likeness.meaning(taught)
    if len(reason) >= FEWEST_WORDS_OF_MEANING and len(reason.keys() & there.keys()) / len(reason) < ON_PAGE:
        missing = ", ".join(word for stem, word in reason.items() if stem not in there)
        yield "fact_not_on_page", {"question": question.id, "page": question.page, "words": missing}


def _taught(course: Course, name: str) -> str:
    """All that a page says, or a chapter of a recorded webinar; nothing where it can't be read."""
    words = course.words[ENGLISH]
    if name in words.parts:
        part = words.parts[name]
        return " ".join((part.text, *(line for slide in part.slides.values() for line in slide.lines)))
    if name in words.pages:
        page = words.pages[name]
        return " ".join((page.title, *_everything(blocks(measures.shown(page)))))
    return ""


def _everything(made: tuple[Block, ...]) -> Iterator[str]:
    """The texts of a page and of its drawings."""
    yield from prose.texts(made)
    for block in made:
        yield from (block.alt, *block.picture)


def _percent(share: float) -> str:
    return f"{share:.0%}"
