"""A recorded webinar as files: read whole, every fault found where it is; another chapter is a line and two files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from shutil import copytree

import pytest

from prevent_tui.content import measures
from prevent_tui.content.lint import check
from prevent_tui.content.loader import Library, courses_directory, load
from prevent_tui.content.twins import stamp
from prevent_tui.domain.courses import Course, StepKind
from prevent_tui.domain.errors import Fault
from prevent_tui.services import courses
from tests.content.courses import TODAY, edit, put

COURSE = """\
format = 1
kind = "recorded"
id = "talk"
options = ["webinar-recorded"]
counts = false
minutes = 2
languages = ["en", "cy"]

[final]
id = "final"
draw = 1
pass_mark = 1
pool = "final"

[[chapters]]
id = "start"
minutes = 1
"""

MATTER = """\
+++
title = "{title}"
reviewed = 2026-11-01
next_review = 2027-11-01
sources = ["PDG"]

[slides.hello]
title = "{title}"
lines = ["{line}"]

[slides.end]
title = "{line}"
lines = ["{title}"]
+++
"""

ENGLISH = """\
0:00 --> 0:06 hello
A worry is shared with the safeguarding lead,
on the same day.

0:07 --> 0:12 hello
Check it first with a colleague.

0:14 --> 0:20 end
That is all there is to say today.
"""

WELSH = """\
0:00 --> 0:06 hello
Caiff pryder ei rannu gyda'r arweinydd,
yr un diwrnod.

0:07 --> 0:12 hello
Gwiriwch gyda chydweithiwr gyntaf.

0:14 --> 0:20 end
Dyna'r cyfan sydd i'w ddweud heddiw.
"""

QUESTIONS = """\
[{0}-share]
kind = "one"
module = "{0}"
aim = "sharing"
difficulty = 1
page = "{0}"
options = ["a", "b"]
key = ["b"]
pool = "final"
"""


def words(chapter: str, stem: str, no: str, yes: str, right: str) -> str:
    """One question's words."""
    return (
        f'[{chapter}-share]\nstem = "{stem}"\n[{chapter}-share.options]\na = "{no}"\nb = "{yes}"\n'
        f'[{chapter}-share.feedback]\na = "{no}"\nb = "{yes}"\nright = "{right}"\n'
    )


def chapter(folder: Path, name: str) -> None:
    """Write a chapter's files."""
    put(folder, f"en/{name}.captions", MATTER.format(title=f"The way to share {name}", line="A line") + ENGLISH)
    put(folder, f"cy/{name}.captions", MATTER.format(title=f"Y ffordd o rannu {name}", line="Llinell") + WELSH)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    directory = tmp_path / "talk"
    put(directory, "course.toml", COURSE)
    put(directory, "questions.toml", QUESTIONS.format("start"))
    right = "A worry is shared with the safeguarding lead."
    put(directory, "en/questions.toml", words("start", "Who is told of a worry?", "Nobody", "The lead", right))
    right = "Caiff pryder ei rannu gyda'r arweinydd diogelu."
    put(directory, "cy/questions.toml", words("start", "Wrth bwy y dywedir am bryder?", "Neb", "Yr arweinydd", right))
    put(directory, "en/course.toml", 'title = "A talk to watch"\nsummary = "One chapter."\n')
    put(directory, "cy/course.toml", 'title = "Sgwrs i\'w gwylio"\nsummary = "Un bennod."\n')
    chapter(directory, "start")
    stamp(directory)
    return directory


def course(folder: Path) -> Course:
    """The webinar, which must be whole."""
    found = load(folder).course
    assert found is not None
    return found


def faults(folder: Path, code: str) -> list[Fault]:
    """The faults of that code."""
    return [fault for fault in check(folder, TODAY) if fault.code == code]


def test_a_sound_one_has_no_fault(folder: Path) -> None:
    assert check(folder, TODAY) == ()


def test_it_is_a_course_of_parts_and_a_check(folder: Path) -> None:
    talk = course(folder)
    assert talk.is_recorded
    assert not talk.counts
    assert [(step.id, step.kind) for step in talk.steps] == [("start", StepKind.PART), ("final", StepKind.CHECK)]
    assert talk.words["cy"].module_titles == {"start": "Y ffordd o rannu start"}
    part = talk.part_words("start", "en")
    assert (part.length, len(part.captions), part.captions[0].lines[1]) == (20, 3, "on the same day.")
    assert part.at(13).start == 7
    assert (part.next_change(0), part.next_change(13), part.next_change(19)) == (7, 14, 20)


def test_another_chapter_is_a_line_and_a_file_in_each_language(folder: Path) -> None:
    before = course(folder)
    chapter(folder, "more")
    put(folder, "course.toml", COURSE + '\n[[chapters]]\nid = "more"\nminutes = 1\n')
    stamp(folder)
    after = course(folder)
    assert check(folder, TODAY) == ()
    assert [step.id for step in after.steps] == ["start", "more", "final"]
    assert after.step("start") == before.step("start")
    assert after.version != before.version


def test_whether_it_counts_must_be_said(folder: Path) -> None:
    edit(folder, "course.toml", "counts = false\n", "")
    assert [fault.details for fault in faults(folder, "missing_field")]


def test_one_of_a_few_minutes_cannot_count(folder: Path) -> None:
    edit(folder, "course.toml", "counts = false", "counts = true")
    assert course(folder).counts
    assert len(faults(folder, "too_short_to_count")) == 1


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("0:07 --> 0:12 hello", "0:05 --> 0:12 hello", "caption_order", 19),
        ("0:07 --> 0:12 hello", "0:07 --> 0:07 hello", "caption_order", 19),
        ("0:14 --> 0:20 end", "0:19 --> 0:25 end", "caption_gap", 22),
        ("0:00 --> 0:06 hello", "0:04 --> 0:06 hello", "caption_gap", 15),
        ("0:07 --> 0:12 hello", "0:07 --> 0:08 hello", "caption_time", 19),
        ("0:00 --> 0:06 hello", "0:00 --> 0:03 hello", "caption_too_fast", 15),
        ("0:07 --> 0:12 hello", "0:07 --> 0:12 nowhere", "slide_unknown", 19),
        ("on the same day.", "on the same\nday.", "caption_too_tall", 15),
        ("on the same day.", "on the same day" + "y" * 50, "caption_too_wide", 15),
        ("0:07 --> 0:12 hello", "0:07 -> 0:12 hello", "caption_unreadable", 19),
        ("0:07 --> 0:12 hello", "0:07 --> 0:72 hello", "caption_unreadable", 19),
        ("Check it first with a colleague.\n", "\n", "caption_unreadable", 19),
        ("on the same day.", "on the same \x1b[31mday.", "control_character", 17),
    ],
)
def test_a_caption_that_cannot_stand(folder: Path, old: str, new: str, code: str, line: int) -> None:
    edit(folder, "en/start.captions", old, new)
    assert ("en/start.captions", line) in [(fault.file, fault.line) for fault in faults(folder, code)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('lines = ["A line"]', f"lines = {['a line'] * 9}", "slide_too_tall"),
        ('lines = ["A line"]', "lines = []", "wrong_value"),
        ("[slides.end]", "[slides.other]", "slide_unused"),
        ('sources = ["PDG"]', "sources = []", "sources_missing"),
        ("next_review = 2027-11-01", "next_review = 2026-11-20", "review_expired"),
        ("reviewed = 2026-11-01", "reviewed = 2026-12-01", "reviewed_in_future"),
        ("reviewed = 2026-11-01", "", "missing_field"),
        (ENGLISH, "", "page_empty"),
    ],
)
def test_what_is_wrong_above_the_captions(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "en/start.captions", old, new)
    assert {fault.file for fault in faults(folder, code)} == {"en/start.captions"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("0:14 --> 0:20 end", "0:15 --> 0:20 end", "captions_differ"),
        ("0:14 --> 0:20 end", "0:14 --> 0:20 hello", "captions_differ"),
        ("\n0:14 --> 0:20 end\nDyna'r cyfan sydd i'w ddweud heddiw.\n", "", "captions_differ"),
        ("[slides.end]", "[slides.arall]", "slides_differ"),
        ("Caiff pryder ei rannu gyda'r arweinydd,\nyr un diwrnod.", "A worry is shared with the safeguarding lead,\n"
         "on the same day.", "untranslated"),
    ],
)  # fmt: skip
def test_a_translation_that_cannot_be_played_beside_it(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "cy/start.captions", old, new)
    assert {fault.file for fault in faults(folder, code)} == {"cy/start.captions"}


def test_a_stale_twin_is_found_and_stamped(folder: Path) -> None:
    edit(folder, "en/start.captions", "with a colleague", "with a friend")
    assert [fault.file for fault in faults(folder, "twin_stale")] == ["cy/start.captions"]
    assert stamp(folder) == ("cy/start.captions",)
    assert check(folder, TODAY) == ()
    assert stamp(folder) == ()


def test_a_review_that_changes_no_word_makes_nothing_stale(folder: Path) -> None:
    edit(folder, "en/start.captions", "reviewed = 2026-11-01", "reviewed = 2026-11-02")
    assert check(folder, TODAY) == ()


def test_minutes_must_be_those_of_the_captions(folder: Path) -> None:
    edit(folder, "course.toml", 'id = "start"\nminutes = 1', 'id = "start"\nminutes = 6')
    assert len(faults(folder, "minutes_differ")) == 1


def test_missing_unused_and_foreign_files(folder: Path) -> None:
    (folder / "cy/start.captions").unlink()
    put(folder, "en/extra.captions", "x")
    assert [fault.file for fault in faults(folder, "file_missing")] == ["cy/start.captions"]
    assert [fault.file for fault in faults(folder, "unused_file")] == ["en/extra.captions"]
    assert course(folder).part_words("start", "cy").title == "The way to share start"


def test_captions_are_checked_where_the_structure_is_broken(folder: Path) -> None:
    put(folder, "course.toml", "not toml")
    edit(folder, "en/start.captions", "0:07 -->", "0:07 ->")
    assert [fault.line for fault in faults(folder, "caption_unreadable")] == [19]


def test_a_question_must_name_a_chapter(folder: Path) -> None:
    edit(folder, "questions.toml", 'page = "start"', 'page = "nowhere"')
    assert len(faults(folder, "unknown_page")) == 1


def test_what_a_chapter_does_not_say_is_not_asked(folder: Path) -> None:
    right = "Penguins live in colder places near the southern sea."
    edit(folder, "en/questions.toml", "A worry is shared with the safeguarding lead.", right)
    assert len(faults(folder, "fact_not_on_page")) == 1


def test_hard_words_are_found(folder: Path) -> None:
    hard = "Notwithstanding organisational interdependencies, institutional\nconsiderations necessitate deliberation."
    edit(folder, "en/start.captions", "A worry is shared with the safeguarding lead,\non the same day.", hard)
    assert [fault.file for fault in faults(folder, "reading_age_high")] == ["en/start.captions"]


def test_the_report_tells_what_is_said_and_how_fast(folder: Path) -> None:
    report = courses.measured([folder])
    assert "| start | 26 | 19 | 78 | 57 | 3 | 2 | 0 min 20 s |" in report
    assert "### Pages" not in report


def test_a_site_puts_its_own_in_place(folder: Path) -> None:
    library = Library((courses_directory(), folder.parent))
    assert library.course("talk").is_recorded
    assert "recorded" in library.ids()


# -- the one that comes with the program -----------------------------------------------------------------------------


def ours() -> Course:
    """The program's recorded webinar."""
    return course(courses_directory() / "recorded")


def test_ours_has_no_fault() -> None:
    assert check(courses_directory() / "recorded", dt.date(2026, 11, 21)) == ()


def test_ours_is_spoken_at_a_natural_pace_in_both_languages() -> None:
    webinar = ours()
    for language in ("en", "cy"):
        for module in webinar.modules:
            part = webinar.part_words(module.id, language)
            assert 5 * 60 <= part.length <= 8 * 60
            assert 100 <= len(part.text.split()) / (part.length / 60) <= 150
            assert 4 <= len(part.slides) <= 7


def test_ours_takes_about_an_hour_and_counts() -> None:
    webinar = ours()
    length = sum(webinar.part_words(module.id, "en").length for module in webinar.modules)
    assert 55 * 60 <= length <= 62 * 60
    assert abs(webinar.minutes - length / 60 - measures.size_of_final(webinar).minutes) <= 1
    assert webinar.counts


def test_our_check_asks_about_every_chapter_and_wants_four_in_five_right() -> None:
    webinar = ours()
    assert webinar.final is not None
    assert (webinar.final.draw, webinar.final.pass_mark) == (10, 8)
    asked = [question.module for question in webinar.pool("final")]
    assert {module.id for module in webinar.modules} == set(asked)
    assert all(asked.count(module.id) >= 3 for module in webinar.modules)


@pytest.mark.parametrize("kept", [7, 4])
def test_ours_could_not_count_with_fewer_chapters(tmp_path: Path, kept: int) -> None:
    folder = tmp_path / "recorded"
    copytree(courses_directory() / "recorded", folder)
    head, *chapters = (folder / "course.toml").read_text(encoding="utf-8").split("[[chapters]]")
    put(folder, "course.toml", "[[chapters]]".join((head, *chapters[:kept])))
    assert bool(faults(folder, "too_short_to_count")) is (kept == 4)
    edit(folder, "course.toml", "counts = true", "counts = false")
    assert not faults(folder, "too_short_to_count")
