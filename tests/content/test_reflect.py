"""A reflect step's file: what it asks, the model answer, and the points to compare by."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_tui.content.lint import check
from prevent_tui.content.loader import load
from prevent_tui.content.twins import stamp
from prevent_tui.domain.courses import Course, ModelAnswer, StepKind
from tests.content.courses import TODAY, edit, page, put, sound_course

ENGLISH = """\
What would you say to a colleague who is worried?
+++
I would listen first.

Then I would ask **what** they saw.
"""
WELSH = """\
Beth fyddech chi'n ei ddweud wrth gydweithiwr sy'n poeni?
+++
Byddwn yn gwrando'n gyntaf.

Yna byddwn yn gofyn **beth** a welodd.
"""
POINTS = 'points = ["You listen.", "You ask what was seen."]\n'
WELSH_POINTS = 'points = ["Rydych yn gwrando.", "Rydych yn gofyn beth a welwyd."]\n'


def reflect_page(title: str, markdown: str, points: str) -> str:
    return page(title, markdown).replace("sources =", f"{points}sources =")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound course with a reflect step."""
    folder = sound_course(tmp_path)
    aims = '{ id = "duty-aims", kind = "page" },'
    edit(folder, "course.toml", aims, f'{aims}\n  {{ id = "duty-words", kind = "reflect" }},')
    put(folder, "en/duty-words.md", reflect_page("Your own words", ENGLISH, POINTS))
    put(folder, "cy/duty-words.md", reflect_page("Eich geiriau chi", WELSH, WELSH_POINTS))
    stamp(folder)
    return folder


def course_in(folder: Path) -> Course:
    course = load(folder).course
    assert course is not None
    return course


def codes(folder: Path) -> set[tuple[str, str]]:
    return {(fault.code, fault.file) for fault in check(folder, TODAY)}


def test_it_is_loaded_with_its_model_answer_and_points(folder: Path) -> None:
    assert codes(folder) == set()
    course = course_in(folder)
    assert course.step("duty-words").kind is StepKind.REFLECT
    words = course.words["en"].pages["duty-words"]
    assert words.markdown == "What would you say to a colleague who is worried?"
    assert words.model == ModelAnswer(
        "I would listen first.\n\nThen I would ask **what** they saw.", ("You listen.", "You ask what was seen.")
    )
    welsh = course.words["cy"].pages["duty-words"].model
    assert welsh is not None
    assert welsh.points[0] == "Rydych yn gwrando."


@pytest.mark.parametrize(
    ("old", "new"), [("listen first", "listen closely"), ("You listen.", "You listen well."), ("worried", "afraid")]
)
def test_a_change_of_what_is_asked_or_answered_is_a_change_of_the_step(folder: Path, old: str, new: str) -> None:
    before = course_in(folder).step("duty-words").digest
    edit(folder, "en/duty-words.md", old, new)
    assert course_in(folder).step("duty-words").digest != before
    assert codes(folder) == {("twin_stale", "cy/duty-words.md")}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (ENGLISH.partition("+++")[2], "\n", "model_missing"),
        ("+++\nI would", "I would", "model_missing"),
        (POINTS, "", "points_missing"),
        ("What would you say to a colleague who is worried?", "", "page_empty"),
    ],
)
def test_without_an_answer_or_points_there_is_no_page(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "en/duty-words.md", old, new)
    assert (code, "en/duty-words.md") in codes(folder)
    assert "duty-words" not in course_in(folder).words["en"].pages


def test_a_page_has_no_model_answer(folder: Path) -> None:
    edit(folder, "course.toml", '"duty-words", kind = "reflect"', '"duty-words", kind = "page"')
    assert {("model_unused", "en/duty-words.md"), ("model_unused", "cy/duty-words.md")} <= codes(folder)


def test_a_reflect_step_asks_no_questions(folder: Path) -> None:
    edit(folder, "course.toml", 'kind = "reflect" }', 'kind = "reflect", questions = ["duty-b1"] }')
    assert ("wrong_kind", "course.toml") in codes(folder)


def test_what_is_asked_leaves_room_to_write(folder: Path) -> None:
    edit(folder, "en/duty-words.md", "What would you say", "Think.\n\n" * 3 + "What would you say")
    stamp(folder)
    assert codes(folder) == {("prompt_too_long", "en/duty-words.md")}


def test_the_model_answer_is_short(folder: Path) -> None:
    edit(folder, "cy/duty-words.md", "Byddwn yn gwrando", "Byddwn.\n\n" * 11 + "Byddwn yn gwrando")
    assert codes(folder) == {("model_too_long", "cy/duty-words.md")}


def test_the_model_answer_keeps_the_rules_of_pages_and_says_the_line(folder: Path) -> None:
    edit(folder, "en/duty-words.md", "**what**", "`what`")
    stamp(folder)
    (fault,) = check(folder, TODAY)
    lines = (folder / "en/duty-words.md").read_text("utf-8").splitlines()
    assert (fault.code, lines[(fault.line or 0) - 1]) == ("markdown_not_allowed", "Then I would ask `what` they saw.")


def test_a_page_that_is_stamped_keeps_its_model_answer(folder: Path) -> None:
    edit(folder, "en/duty-words.md", "worried", "troubled")
    assert stamp(folder) == ("cy/duty-words.md",)
    model = course_in(folder).words["cy"].pages["duty-words"].model
    assert model is not None
    assert model.markdown.startswith("Byddwn yn gwrando")


def test_it_can_differ_by_audience_in_both_languages_alike(folder: Path) -> None:
    block = "\n::: sector police\n{}\n:::\n"
    edit(folder, "en/duty-words.md", "they saw.\n", f"they saw.\n{block.format('At the station.')}")
    stamp(folder)
    assert codes(folder) == {("audience_differs", "cy/duty-words.md")}
    edit(folder, "cy/duty-words.md", "a welodd.\n", f"a welodd.\n{block.format('Yn yr orsaf.')}")
    assert codes(folder) == set()
