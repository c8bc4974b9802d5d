"""A talk from its folder: whole or not at all, linted, and its translations marked."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from prevent_tui.content import talk_lint, talks
from prevent_tui.content.loader import Library, courses_directory
from prevent_tui.content.talks import sentences, talk_directory
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.talks import StepKind

TODAY = dt.date(2026, 11, 18)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the talk, to be spoilt."""
    copy = tmp_path / "talk"
    shutil.copytree(talk_directory(), copy)
    return copy


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(folder: Path, today: dt.date = TODAY) -> set[tuple[str, str]]:
    return {(one.code, one.file) for one in talk_lint.check(folder, today)}


def test_the_talk_has_no_fault() -> None:
    assert talk_lint.check(talk_directory(), TODAY) == ()


def test_it_is_whole_in_both_languages() -> None:
    talk = talks.load(talk_directory()).talk
    assert talk is not None
    assert (talk.minutes, set(talk.words)) == (30, {"en", "cy"})
    slides = {step.id for step in talk.steps if step.kind is StepKind.SLIDE}
    for words in talk.words.values():
        assert set(words.slides) == slides
        assert set(words.hands) == {step.id for step in talk.questions}
        assert all(slide.spoken for slide in words.slides.values())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_fits_into_half_an_hour_by_the_clock(language: str) -> None:
    """At 130 words a minute; every question gets half a minute in its step, and a minute on the whole."""
    talk = talks.load(talk_directory()).talk
    assert talk is not None
    whole = 0.0
    for step in talk.steps:
        words = talk.words_in(language)
        if step.kind is StepKind.HANDS:
            asked = words.hands[step.id]
            said, questions = [asked.stem, *asked.options.values(), asked.right], 1
        else:
            slide = words.slides[step.id]
            said, questions = [*slide.notes, *(one.ask for one in slide.spoken)], len(slide.spoken)
        speaking = sum(len(text.split()) for text in said) / 130
        assert speaking + questions / 2 <= step.minutes + 0.05, step.id
        whole += speaking + questions
    assert 25 <= whole <= talk.minutes


def test_every_sentence_is_a_caption_of_its_own() -> None:
    assert sentences(("One. Two, at 9am! “Three?” Four", "Five…")) == (
        "One.",
        "Two, at 9am!",
        "“Three?”",
        "Four",
        "Five…",
    )


def test_it_is_no_course(tmp_path: Path) -> None:
    assert "talk" not in Library((courses_directory(),)).ids()


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("talk.toml", "minutes = 4 }", "minutes = 9 }", ("talk_minutes", "talk.toml")),
        ("talk.toml", 'key = "b"', 'key = "z"', ("hands_key", "talk.toml")),
        ("talk.toml", '{ id = "online"', '{ id = "anyone"', ("duplicate_id", "talk.toml")),
        ("en/online.md", "Open pages", "x" * 49, ("slide_too_wide", "en/online.md")),
        ("en/online.md", "Open pages", "\n" * 6 + "Open pages", ("slide_too_tall", "en/online.md")),
        ("en/online.md", "A lot happens online", "word " * 60, ("notes_words", "en/online.md")),
        ("en/online.md", "A lot happens online,", "A lot " * 12, ("sentence_too_long", "en/online.md")),
        ("en/online.md", "A lot happens", "Much happens", ("twin_stale", "cy/online.md")),
        ("en/online.md", "What could they do?", "What else?", ("twin_stale", "cy/online.md")),
        ("en/talk.toml", "Never", "Not ever", ("twin_stale", "cy/talk.toml")),
        ("en/handout.md", "Numbers as at", "As at", ("twin_stale", "cy/handout.md")),
        ("en/online.md", "sources = [", 'sources = [] # ["', ("sources_missing", "en/online.md")),
        ("cy/talk.toml", 'c = "Byth"', 'd = "Byth"', ("words_missing", "cy/talk.toml")),
        ("en/online.md", "reviewed = 2026-11-01", "reviewed = 2026-12-01", ("reviewed_in_future", "en/online.md")),
        ("en/handout.md", "## Worth", "# Worth", ("heading_level", "en/handout.md")),
        ("en/welcome.md", "Go at your own pace", "Go at any pace", ("twin_stale", "cy/welcome.md")),
        ("en/welcome.md", "Anything goes. The", "The", ("twin_stale", "cy/welcome.md")),
        ("en/welcome.md", "questions to think about", "x" * 49, ("slide_too_wide", "en/welcome.md")),
        ("en/online.md", "+++\nFeeds", '[alone]\ntitle = "Other"\n+++\nFeeds', ("alone_differs", "cy/online.md")),
        ("cy/online.md", "Gall un clip", "Hyn. Gall un clip", ("sentences_differ", "cy/online.md")),
    ],
)
def test_what_is_wrong_is_named(folder: Path, file: str, old: str, new: str, fault: tuple[str, str]) -> None:
    edit(folder / file, old, new)
    assert fault in codes(folder)


def test_reviews_run_out_and_files_that_nothing_shows_are_found(folder: Path) -> None:
    (folder / "en" / "extra.md").write_text("", encoding="utf-8")
    found = codes(folder, dt.date(2028, 1, 1))
    assert {("unused_file", "en/extra.md"), ("review_expired", "cy/handout.md")} <= found


@pytest.mark.parametrize("file", ["talk.toml", "en/online.md", "cy/talk.toml", "en/handout.md"])
def test_a_broken_file_breaks_the_talk_and_is_named(folder: Path, file: str) -> None:
    (folder / file).write_text("[[[", encoding="utf-8")
    loaded = talks.load(folder)
    assert loaded.talk is None
    assert [fault.file for fault in loaded.faults] == [file]
    with pytest.raises(PreventError) as refused:
        talks.TalkShelf(folder).talk("talk")
    assert refused.value.code == "talk_broken"


def test_stamping_makes_a_translation_current(folder: Path) -> None:
    edit(folder / "en" / "online.md", "A lot happens", "Much happens")
    edit(folder / "en" / "talk.toml", "Never", "Not ever")
    assert set(talk_lint.stamp(folder)) == {"cy/online.md", "cy/talk.toml"}
    assert talk_lint.check(folder, TODAY) == ()
    assert talk_lint.stamp(folder) == ()
