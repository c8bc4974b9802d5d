"""The e-learning as it ships: its final check, its scenarios, its own-words steps, and the time it says it takes."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from prevent_tui.content import measures
from prevent_tui.content.audience import as_shown, audiences
from prevent_tui.content.loader import courses_directory, load
from prevent_tui.content.soundness import fewest_decisions
from prevent_tui.domain import assessment
from prevent_tui.domain.courses import Course, Module, PageWords, QuestionKind, StepKind

DATED = {"en": "as at November 2025", "cy": "ym mis Tachwedd 2025"}
"""How figures of the year to March 2025 say when they were so."""


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(courses_directory() / "elearning")
    assert loaded.course is not None
    return loaded.course


def everything(page: PageWords) -> str:
    readers = audiences(page.markdown + (page.model.markdown if page.model else ""))
    return " ".join(" ".join(as_shown(page, reader) for reader in readers).split())


def scenarios_of(course: Course, module: Module) -> list[str]:
    names = [name for step in module.steps for name in step.questions]
    return [name for name in names if course.questions[name].kind is QuestionKind.SCENARIO]


def test_the_final_check_asks_fifteen_and_takes_twelve(course: Course) -> None:
    assert course.final is not None
    assert (course.final.draw, course.final.pass_mark) == (15, 12)
    assert len(course.final.step.questions) >= 60


def test_every_draw_asks_as_much_of_each_module(course: Course) -> None:
    assert course.final is not None
    pool = [course.questions[name] for name in course.final.step.questions]
    draws = [assessment.draw(pool, course.final.draw, random.Random(seed)) for seed in range(300)]
    for drawn in draws:
        assert Counter(question.module for question in drawn) == {module.id: 3 for module in course.modules}
    assert {question.id for drawn in draws for question in drawn} == set(course.final.step.questions)


def test_every_module_has_own_words_and_a_story_of_three_decisions_at_least(course: Course) -> None:
    for module in course.modules:
        assert [step.kind for step in module.steps].count(StepKind.REFLECT) == 1, module.id
        stories = scenarios_of(course, module)
        assert stories, module.id
        assert all(fewest_decisions(course.questions[name]) >= 3 for name in stories), module.id


def test_what_a_module_asks_about_the_scenarios_aim_can_be_drawn(course: Course) -> None:
    assert course.final is not None
    pooled = Counter(course.questions[name].aim for name in course.final.step.questions)
    assert all(pooled[question.aim] >= 2 for question in course.questions.values())


def test_the_times_are_what_is_measured(course: Course) -> None:
    for module in course.modules:
        assert module.minutes == pytest.approx(measures.size(course, module, language="en").minutes, abs=0.75)
    whole = sum(measures.size(course, module, language="en").minutes for module in course.modules)
    assert course.minutes == pytest.approx(whole + measures.size_of_final(course).minutes, abs=0.75)


@pytest.mark.parametrize("language", DATED)
def test_figures_say_when_they_were_so(course: Course, language: str) -> None:
    pages = course.words[language].pages
    dated = [name for name, page in pages.items() if "%" in page.markdown or "8,778" in page.markdown]
    assert len(dated) >= 4
    for name in dated:
        assert DATED[language] in everything(pages[name]), name
