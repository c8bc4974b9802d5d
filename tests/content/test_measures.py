"""What is measured of a course: words, minutes, and how far options give themselves away."""

from __future__ import annotations

from pathlib import Path

import pytest

from prevent_tui.content import measures
from prevent_tui.content.loader import load
from prevent_tui.content.measures import Choice
from prevent_tui.domain.courses import Course, QuestionKind
from tests.content.courses import edit, sound_course

PAGE = """\
Two words

## Three more words

- **One:** item
- Another

> **Example**
> Four words stand here.

```picture
alt: What it says
+---+
```
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_course(tmp_path)


def course_of(folder: Path) -> Course:
    course = load(folder).course
    assert course is not None
    return course


def test_the_words_of_a_page_are_all_but_its_drawings() -> None:
    assert measures.words(PAGE) == 2 + 3 + 2 + 1 + 1 + 4


def test_headings_and_labels_have_no_reading_age() -> None:
    measured = measures.reading(PAGE)
    assert (measured.words, measured.sentences) == (2 + 2 + 1 + 4, 4)


def test_the_size_of_a_module(folder: Path) -> None:
    course = course_of(folder)
    english = measures.size(course, course.modules[0], language="en")
    welsh = measures.size(course, course.modules[0], language="cy")
    assert (english.pages, english.questions, english.decisions) == (1, 6, 3)
    assert english.words == measures.words(course.words["en"].pages["duty-aims"].markdown)
    assert welsh.words == measures.words(course.words["cy"].pages["duty-aims"].markdown)


def test_minutes_are_of_reading_answering_and_deciding() -> None:
    assert measures.Size(pages=3, words=360, questions=4, decisions=0).minutes == 2 + 3
    assert measures.Size(pages=0, words=0, questions=0, decisions=3).minutes == 1.5


def test_a_page_that_a_language_lacks_is_measured_as_it_is_shown(folder: Path) -> None:
    (folder / "cy" / "duty-aims.md").unlink()
    course = course_of(folder)
    sizes = [measures.size(course, course.modules[0], language=language) for language in ("en", "cy")]
    assert sizes[0] == sizes[1]


def test_the_final_check_takes_as_long_as_the_questions_that_are_drawn(folder: Path) -> None:
    assert measures.size_of_final(course_of(folder)).minutes == 1.5
    edit(folder, "course.toml", '[final]\nid = "final"\ndraw = 2\npass_mark = 1\npool = "final"\n', "")
    assert measures.size_of_final(course_of(folder)).minutes == 0


def test_the_longest_way_through_a_scenario(folder: Path) -> None:
    assert measures.most_decisions(course_of(folder).questions["duty-s1"]) == 3
    edit(folder, "questions.toml", 'next = "n2", good = false', 'next = "n3", good = false')
    edit(folder, "questions.toml", '[duty-s1.nodes.n2]\noptions = [ { id = "a", next = "n3", good = true }, '
         '{ id = "b", next = "n3", good = false } ]\n', "")  # fmt: skip
    assert measures.most_decisions(course_of(folder).questions["duty-s1"]) == 2


@pytest.mark.parametrize(
    ("right", "lengths", "told", "luck"),
    [
        ((False, True, False, False), (10, 12, 11, 3), True, 1 / 4),
        ((False, True, False, False), (12, 12, 11, 3), False, 1 / 4),
        ((True, False, True, False), (10, 8, 12, 9), True, 1 / 6),
        ((True, False, True, False), (10, 11, 12, 9), False, 1 / 6),
        ((True, True), (10, 11), False, 1),
    ],
)
def test_length_tells_when_each_right_option_is_longer_than_every_wrong_one(
    right: tuple[bool, ...], lengths: tuple[int, ...], told: bool, luck: float
) -> None:
    choice = Choice(right, lengths)
    assert (choice.told_by_length, choice.luck) == (told, pytest.approx(luck))


def test_giveaways_are_counted_for_each_kind(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Option a of the question duty-a1", "Option a of the question duty-a1, longer")
    edit(folder, "en/questions.toml", "Option b at n3", "Option b at n3, longer")
    one, several, scenario = measures.giveaways(course_of(folder), "duty", language="en")
    assert (one.kind, one.choices, one.longest, one.longest_by_luck) == (QuestionKind.ONE, 5, 0.2, pytest.approx(1 / 3))
    assert (one.position, one.at_position, one.at_position_by_luck) == (1, 2 / 5, pytest.approx(1 / 3))
    assert (several.kind, several.choices, several.position, several.at_position) == (QuestionKind.SEVERAL, 1, 1, 1 / 2)
    assert (scenario.kind, scenario.choices, scenario.longest) == (QuestionKind.SCENARIO, 3, 0)
    assert (scenario.position, scenario.at_position) == (1, pytest.approx(2 / 3))


def test_length_is_measured_in_each_language(folder: Path) -> None:
    edit(folder, "cy/questions.toml", "Dewis a of the question duty-a1", "Dewis a of the question duty-a1, hirach")
    shares = [measures.giveaways(course_of(folder), "duty", language=language)[0].longest for language in ("en", "cy")]
    assert shares == [0, 1 / 5]


def test_a_module_without_such_questions_has_no_figures(folder: Path) -> None:
    assert measures.giveaways(course_of(folder), "other", language="en") == ()
