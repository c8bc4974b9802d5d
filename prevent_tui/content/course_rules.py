"""The rules for a course's structure: its checks, its final check, and questions that have their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeAlias

from prevent_tui.content.soundness import fewest_decisions
from prevent_tui.content.wrapping import wrapped
from prevent_tui.domain.courses import Course, Module, Phase, Question, QuestionKind, QuestionWords, StepKind

Finding: TypeAlias = tuple[str, dict[str, Any]]
"""A fault's code and its details."""

FEWEST_QUESTIONS, FEWEST_DECISIONS = 3, 2
WIDTH, TALLEST = 75, 14
"""A question in cells and lines: what a screen of 80 by 24 has left for the stem and the options."""
_MARK = 4
_MARKDOWN = ("**", "`", "](")


def steps(course: Course) -> Iterator[Finding]:
    """What is wrong with modules, steps and the final check."""
    for module in course.modules:
        yield from _module(module)
    if course.final is not None:
        size, final = len(course.final.step.questions), course.final
        if final.draw > size:
            yield "draw_exceeds_pool", {"draw": final.draw, "pool": size}
        if final.pass_mark > final.draw:
            yield "pass_mark_exceeds_draw", {"pass_mark": final.pass_mark, "draw": final.draw}


def _module(module: Module) -> Iterator[Finding]:
    phases = [step.phase for step in module.steps]
    for place, step in enumerate(module.steps):
        if step.kind is not StepKind.PART and not step.id.startswith(module.id + "-"):
            yield "id_outside_module", {"id": step.id, "module": module.id}
        if step.kind is StepKind.CHECK and len(step.questions) < FEWEST_QUESTIONS:
            yield "check_too_small", {"step": step.id, "questions": len(step.questions)}
        before_others = step.phase is Phase.BEFORE and place > 0
        after_others = step.phase is Phase.AFTER and place < len(phases) - 1
        if before_others or after_others:
            yield "check_out_of_place", {"step": step.id}


def questions(course: Course) -> Iterator[Finding]:
    """What is wrong with the questions, apart from their words."""
    asked = Counter(name for step in course.steps for name in step.questions)
    for question in course.questions.values():
        if not asked[question.id]:
            yield "unused_question", {"question": question.id}
        if asked[question.id] > 1:
            yield "question_twice", {"question": question.id}
        if not question.id.startswith(question.module + "-"):
            yield "id_outside_module", {"id": question.id, "module": question.module}
        if question.kind is QuestionKind.SCENARIO and fewest_decisions(question) < FEWEST_DECISIONS:
            yield "too_few_decisions", {"question": question.id}


def words(question: Question, spoken: QuestionWords, texts: dict[str, str]) -> Iterator[Finding]:
    """What is wrong with a question's words in one language; `texts` are the same words by part."""
    for part, height in _heights(question, spoken):
        if height > TALLEST:
            yield "question_too_tall", {"part": part, "lines": height, "most": TALLEST}
    for part, text in texts.items():
        if any(mark in text for mark in _MARKDOWN):
            yield "markdown_in_question", {"part": part}


def _heights(question: Question, spoken: QuestionWords) -> Iterator[tuple[str, int]]:
    """The lines of each screen of the question; options stand behind a mark of four cells."""
    yield "stem", _height(spoken.stem, *spoken.options.values(), *spoken.groups.values())
    for name in question.nodes:
        node = spoken.nodes[name]
        yield f"nodes.{name}", _height(node.text, *node.options.values())


def _height(stem: str, *options: str) -> int:
    return len(wrapped(stem, WIDTH)) + sum(len(wrapped(option, WIDTH - _MARK)) for option in options)
