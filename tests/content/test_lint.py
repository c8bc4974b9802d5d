"""The linter finds each fault, names where it is, and finds them all at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.content.lint import check
from prevent_tui.content.twins import stamp
from prevent_tui.domain.errors import Fault
from tests.content.courses import TODAY, edit, files, page, put, sound_course


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_course(tmp_path)


def found(folder: Path, code: str, *, today: dt.date = TODAY) -> Fault:
    faults = [fault for fault in check(folder, today) if fault.code == code]
    assert len(faults) == 1, check(folder, today)
    return faults[0]


def codes(folder: Path) -> set[str]:
    return {fault.code for fault in check(folder, TODAY)}


def test_a_sound_course_has_no_fault(folder: Path) -> None:
    assert check(folder, TODAY) == ()


# -- structure of questions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('key = ["b"]', "", "missing_field"),
        ('key = ["b"]', 'key = ["z"]', "key_not_option"),
        ('key = ["b"]', 'key = ["a", "b"]', "key_count"),
        ('key = ["a", "c"]', 'key = ["a"]', "key_count"),
        ('key = ["a", "c"]', 'key = ["a", "b", "c"]', "key_count"),
        ('key = ["c", "a", "b"]', 'key = ["c", "a"]', "key_count"),
        ('key = ["c", "a", "b"]', 'key = ["c", "a", "a", "b"]', "duplicate_id"),
        ('options = ["a", "b", "c"]', 'options = ["a", "b", "c", "c"]', "duplicate_id"),
        ('options = ["a", "b", "c"]', 'options = ["b"]', "too_few_options"),
        (', c = "g1" }', " }", "pair_missing"),
        ('c = "g1" }', 'c = "g9" }', "pair_not_group"),
        ('c = "g1" }', 'c = "g1", z = "g1" }', "pair_not_option"),
        ('groups = ["g1", "g2"]', 'groups = ["g1"]', "too_few_groups"),
        ('key = ["b"]', 'key = ["b"]\nstart = "n1"', "part_not_for_kind"),
        ('kind = "one"', 'kind = "guess"', "wrong_value"),
        ("difficulty = 1", "difficulty = 4", "wrong_value"),
        ('module = "duty"', 'module = "none"', "unknown_module"),
        ('page = "duty-aims"', 'page = "duty-story"', "unknown_page"),
        ("[duty-b1]", "[Duty_b1]", "bad_id"),
    ],
)
def test_a_question_that_cannot_be_asked(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "questions.toml", old, new)
    faults = [fault for fault in check(folder, TODAY) if fault.code == code]
    assert [(fault.file, fault.line is not None) for fault in faults] == [("questions.toml", True)]


def test_the_line_is_that_of_the_question_or_of_the_value(folder: Path) -> None:
    edit(folder, "questions.toml", 'key = ["a", "c"]', 'key = ["a"]')
    edit(folder, "questions.toml", 'difficulty = 1\npage = "duty-aims"', 'difficulty = 9\npage = "duty-aims"')
    lines = (folder / "questions.toml").read_text("utf-8").splitlines()
    assert lines[(found(folder, "key_count").line or 0) - 1] == "[duty-b2]"
    assert lines[(found(folder, "wrong_value").line or 0) - 1] == "difficulty = 9"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('start = "n1"', 'start = "n9"', "next_unknown"),
        (
            '{ id = "a", next = "n2", good = false }',
            '{ id = "a", next = "n9", good = false }',
            "next_unknown",
        ),
        (
            '{ id = "a", next = "n2", good = false }',
            '{ id = "a", next = "n3", good = false }',
            "node_unreachable",
        ),
        ('{ id = "a", next = "n3", good = true }', '{ id = "a", next = "n1", good = true }', "loop"),
        ('{ id = "a", next = "n3", good = true }', '{ id = "a", next = "n2", good = true }', "loop"),
        (
            '{ id = "b", next = "n3", good = true }',
            '{ id = "b", next = "n3", good = false }',
            "no_good_choice",
        ),
        (', { id = "b", next = "n3", good = true }', "", "choice_count"),
        ('{ id = "b", next = "n3", good = true }', '{ id = "a", next = "n3", good = true }', "duplicate_id"),
        (
            '{ id = "b", next = "n3", good = true }',
            '{ id = "b", next = "end", good = true }',
            "too_few_decisions",
        ),
    ],
)
def test_a_scenario_that_cannot_be_gone_through(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "questions.toml", old, new)
    assert dict(found(folder, code).details)["question"] == "duty-s1"


# -- words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("stem", "stem"),
        ("[duty-b1.options]\na", "options.a"),
        ("[duty-b1.feedback]\na", "feedback.a"),
        ('[duty-b3.feedback]\nright = "{} on right of duty-b3"\nwrong', "feedback.wrong"),
        ("[duty-a2.groups]\ng1", "groups.g1"),
        ("ending", "ending"),
        ("[duty-s1.nodes.n2]\ntext", "nodes.n2.text"),
        ("[duty-s1.nodes.n3.options]\na", "nodes.n3.options.a"),
        ("[duty-s1.nodes.n3.feedback]\na", "nodes.n3.feedback.a"),
    ],
)
def test_a_part_without_words(folder: Path, language: str, line: str, part: str) -> None:
    line = line.format("Adborth" if language == "cy" else "Feedback")
    edit(folder, f"{language}/questions.toml", f'{line} = "', f'{line} = ""#')
    fault = found(folder, "words_missing")
    assert (fault.file, dict(fault.details)["part"]) == (f"{language}/questions.toml", part)


def test_a_question_without_any_words(folder: Path) -> None:
    text = files()["cy/questions.toml"]
    put(folder, "cy/questions.toml", text[: text.index("[duty-s1]")])
    assert dict(found(folder, "words_missing").details) == {"question": "duty-s1", "part": "stem"}


def test_words_that_belong_to_nothing(folder: Path) -> None:
    edit(folder, "en/questions.toml", "[duty-b1.options]\n", '[duty-b1.options]\nz = "Option z"\n')
    edit(folder, "cy/questions.toml", "[duty-s1]", '[duty-x9]\nstem = "Coes"\n[duty-s1]')
    assert dict(found(folder, "words_unused").details)["part"] == "options.z"
    assert dict(found(folder, "unknown_question").details)["id"] == "duty-x9"


def test_module_titles_that_are_missing_or_too_many(folder: Path) -> None:
    edit(folder, "en/course.toml", "[modules.duty]", "[modules.dity]")
    assert dict(found(folder, "words_missing").details) == {"part": "modules.duty"}
    assert dict(found(folder, "unknown_module").details) == {"id": "dity"}


def test_a_question_taller_than_a_screen(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Stem of the question duty-b1", "word " * 180)
    edit(folder, "en/questions.toml", "Node n2", "word " * 220)
    stamp(folder)
    faults = [dict(fault.details) for fault in check(folder, TODAY)]
    assert [(fault["question"], fault["part"]) for fault in faults] == [
        ("duty-b1", "stem"),
        ("duty-s1", "nodes.n2"),
    ]
    assert faults[0]["lines"] == "15"


def test_options_have_less_room_than_the_stem_for_the_mark_before_them(folder: Path) -> None:
    edit(folder, "en/questions.toml", "Stem of the question duty-b1", f"{'x' * 75} " * 11)
    stamp(folder)
    assert check(folder, TODAY) == ()
    edit(folder, "en/questions.toml", "Option a of the question duty-b1", "x" * 40 + " " + "x" * 32)
    stamp(folder)
    assert dict(found(folder, "question_too_tall").details)["lines"] == "15"


def test_markdown_in_a_question(folder: Path) -> None:
    edit(folder, "cy/questions.toml", "Coes y cwestiwn", "Coes **y** cwestiwn")
    assert dict(found(folder, "markdown_in_question").details) == {"question": "duty-b1", "part": "stem"}


# -- the course ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"duty-b1", ', '"duty-x1", "duty-b1", ', "unknown_question"),
        ('["duty-b1", ', "[", "check_too_small"),
        ('"duty-b1", ', '"duty-a1", "duty-b1", ', "question_twice"),
        ('"duty-b1", "duty-b2", "duty-b3"', '"duty-b2", "duty-b3", "duty-f1"', "question_twice"),
        ('["duty-b1", "duty-b2", ', '["duty-b2", "duty-b3", ', "unused_question"),
        ('phase = "before", ', "", "wrong_phase"),
        ('phase = "before"', 'phase = "final"', "wrong_phase"),
        ('kind = "page"', 'kind = "page", phase = "before"', "wrong_phase"),
        ('kind = "page"', 'kind = "page", questions = ["duty-b1"]', "wrong_kind"),
        ('["duty-s1"]', '["duty-s1", "duty-b1"]', "wrong_kind"),
        ('id = "duty-story"', 'id = "duty-after"', "duplicate_id"),
        ('id = "duty-story"', 'id = "story"', "id_outside_module"),
        ('phase = "before"', 'phase = "after"', "check_out_of_place"),
        ("draw = 2", "draw = 3", "draw_exceeds_pool"),
        ("pass_mark = 1", "pass_mark = 3", "pass_mark_exceeds_draw"),
    ],
)
def test_a_course_that_does_not_fit_together(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "course.toml", old, new)
    assert code in codes(folder)


def test_a_question_in_a_pool_nobody_draws_from_is_unused(folder: Path) -> None:
    edit(folder, "questions.toml", 'key = ["b"]', 'key = ["b"]\npool = "spare"')
    edit(folder, "course.toml", '"duty-b1", ', "")
    assert dict(found(folder, "unused_question").details) == {"question": "duty-b1"}


def test_files_that_nothing_names(folder: Path, tmp_path: Path) -> None:
    put(folder, "en/duty-old.md", "old")
    put(folder, "fr/course.toml", "")
    (folder / "link").symlink_to(tmp_path)
    named = {(fault.code, fault.file) for fault in check(folder, TODAY)}
    assert named == {
        ("unused_file", "en/duty-old.md"),
        ("unused_file", "fr/course.toml"),
        ("symlink_refused", "link"),
    }


# -- pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("## What", "### What", "heading_level", 9),
        ("## What", "# What", "heading_level", 9),
        ("## What", "## First\n\n## What", "heading_empty", 9),
        ("wider plan", "[wider](https://example.org) plan", "markdown_not_allowed", 7),
        ("wider plan", "<b>wider</b> plan", "markdown_not_allowed", 7),
        ("wider plan", "`wider` plan", "markdown_not_allowed", 7),
        ("wider plan", "wider&nbsp;plan", "markdown_not_allowed", 7),
        ("You do not", "---\n\nYou do not", "markdown_not_allowed", 18),
        ("You do not", "| a | b |\n|---|---|\n| c | d |\n\nYou do not", "markdown_not_allowed", 18),
        ("You do not", "```python\nx\n```\n\nYou do not", "markdown_not_allowed", 18),
        ("- **Support", "  - **Support", "markdown_not_allowed", 11),
        ("You do not", "```picture\n" + "-" * 71 + "\n```\n\nYou do not", "picture_too_wide", None),
        ("You do not", "```picture\n" + "-\n" * 13 + "```\n\nYou do not", "picture_too_tall", None),
        ("You do not", "```picture\n☃\n```\n\nYou do not", "picture_character", None),
        ("You do not", "word " * 100 + "You do not", "page_words", None),
        ("You do not", "You do\n\n" * 10 + "You do not", "page_too_long", None),
        ('sources = ["PDG"]', "sources = []", "sources_missing", None),
        ("reviewed = 2026-11-01", "reviewed = 2026-11-22", "reviewed_in_future", None),
        ("next_review = 2027-11-01", "next_review = 2026-11-20", "review_expired", None),
        ("next_review = 2027-11-01", "next_review = 2026-10-01", "review_dates", None),
    ],
)
def test_a_page_against_the_rules(folder: Path, old: str, new: str, code: str, line: int | None) -> None:
    edit(folder, "en/duty-aims.md", old, new)
    stamp(folder)
    fault = found(folder, code)
    assert (fault.file, fault.line) == ("en/duty-aims.md", line)


def test_a_page_of_too_few_words_in_english_only(folder: Path) -> None:
    put(folder, "en/duty-aims.md", page("What Prevent is for", "Notice, check, share. " * 19))
    stamp(folder)
    assert dict(found(folder, "page_words").details)["words"] == "57"
    put(folder, "en/duty-aims.md", page("What Prevent is for", "Duty needs feedback. " * 20))
    put(folder, "cy/duty-aims.md", page("Diben Prevent", "Sylwi, gwirio, rhannu."))
    stamp(folder)
    assert check(folder, TODAY) == ()


def test_a_review_is_due_the_day_after_its_date(folder: Path) -> None:
    assert check(folder, dt.date(2027, 11, 1)) == ()
    assert {fault.code for fault in check(folder, dt.date(2027, 11, 2))} == {"review_expired"}


# -- twins ---------------------------------------------------------------------------------------------------


def test_a_translation_of_what_has_changed_since_is_stale(folder: Path) -> None:
    edit(folder, "en/duty-aims.md", "wider plan", "bigger plan")
    edit(folder, "en/questions.toml", "Stem of the question duty-b2", "Another stem for the question")
    stale = [(fault.file, dict(fault.details)["id"]) for fault in check(folder, TODAY) if fault.code == "twin_stale"]
    assert stale == [("cy/duty-aims.md", "duty-aims"), ("cy/questions.toml", "duty-b2")]
    stamp(folder)
    assert check(folder, TODAY) == ()


def test_a_translation_that_does_not_say_what_it_was_made_from(folder: Path) -> None:
    put(folder, "cy/duty-aims.md", files()["cy/duty-aims.md"])
    assert found(folder, "twin_unstamped").file == "cy/duty-aims.md"


def test_a_missing_twin(folder: Path) -> None:
    (folder / "cy/duty-aims.md").unlink()
    assert found(folder, "file_missing").file == "cy/duty-aims.md"


def test_a_text_that_is_the_same_in_both_languages(folder: Path) -> None:
    english = files()["en/duty-aims.md"].partition("+++\nPrevent")[2]
    edit(folder, "cy/duty-aims.md", files()["cy/duty-aims.md"].partition("+++\nMae")[2], english)
    edit(folder, "cy/duty-aims.md", "+++\nMae", "+++\nPrevent")
    edit(folder, "cy/questions.toml", "Coes y cwestiwn of the question duty-b1", "Stem of the question duty-b1")
    edit(folder, "cy/questions.toml", "Grŵp one", "Group one")
    parts = [
        (fault.file, dict(fault.details)["part"]) for fault in check(folder, TODAY) if fault.code == "untranslated"
    ]
    assert parts == [("cy/duty-aims.md", "page"), ("cy/questions.toml", "stem")]


def test_an_address_is_the_same_in_every_language(folder: Path) -> None:
    for language, group in (("en", "Group one"), ("cy", "Grŵp one")):
        edit(folder, f"{language}/questions.toml", group, "gov.uk/report-terrorism")
    stamp(folder)
    assert check(folder, TODAY) == ()


# -- all at once ---------------------------------------------------------------------------------------------


def test_every_fault_is_listed_at_once_by_file_and_line(folder: Path) -> None:
    edit(folder, "course.toml", "pass_mark = 1", "pass_mark = 3")
    edit(folder, "questions.toml", 'key = ["a", "c"]', 'key = ["a"]')
    edit(folder, "en/duty-aims.md", "wider", "wi\x1bder")
    edit(folder, "cy/duty-aims.md", "2027-11-01", "2026-11-02")
    faults = check(folder, TODAY)
    assert {"pass_mark_exceeds_draw", "key_count", "control_character", "review_expired"} <= codes(folder)
    assert [fault.file for fault in faults] == sorted(fault.file for fault in faults)


def test_a_broken_course_file_does_not_hide_the_faults_of_the_others(folder: Path) -> None:
    put(folder, "course.toml", "format = ")
    edit(folder, "questions.toml", "difficulty = 1", "difficulty = 7")
    edit(folder, "en/questions.toml", "[duty-b1.options]", "[duty-b1.choices]")
    edit(folder, "cy/course.toml", "summary", "sumary")
    edit(folder, "cy/duty-aims.md", "+++", "---")
    named = {(fault.code, fault.file) for fault in check(folder, TODAY)}
    assert named == {
        ("not_toml", "course.toml"),
        ("wrong_value", "questions.toml"),
        ("unknown_field", "en/questions.toml"),
        ("unknown_field", "cy/course.toml"),
        ("front_matter_missing", "cy/duty-aims.md"),
    }
