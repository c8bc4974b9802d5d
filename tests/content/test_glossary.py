"""The glossary's files: what can be read of them, every fault, and the glossary of the program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.content import glossary, glossary_rules, page_rules
from prevent_tui.content.folder import Folder
from prevent_tui.content.loader import load
from prevent_tui.content.twins import stamp_glossary
from prevent_tui.i18n import Translator
from prevent_tui.services import courses
from tests.content.courses import TODAY, sound_course

STRUCTURE = """\
[notice]
see = ["share"]
sources = ["SUF"]
reviewed = 2026-11-01
next_review = 2027-11-01

[share]
sources = ["SUF"]
reviewed = 2026-11-01
next_review = 2027-11-01
"""

ENGLISH = """\
[notice]
term = "notice"
meaning = "To see that something has changed."

[share]
term = "sharing"
meaning = "To tell those who can help."
forms = ["share"]
[share.nations]
wales = "There is a form."
"""

WELSH = """\
[notice]
term = "cynllun"
meaning = "Gweld bod rhywbeth wedi newid."

[share]
term = "cymorth"
meaning = "Dweud wrth y rhai a all helpu."
[share.nations]
wales = "Mae ffurflen."
"""

FILES = {"glossary.toml": STRUCTURE, "en.toml": ENGLISH, "cy.toml": WELSH}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A glossary without a fault, of two words that the small course uses."""
    directory = tmp_path / "glossary"
    directory.mkdir()
    for name, text in FILES.items():
        (directory / name).write_text(text, encoding="utf-8")
    stamp_glossary(directory)
    return directory


def faults(folder: Path, *, today: dt.date = TODAY) -> dict[str, str]:
    """Where each fault is, by its code."""
    course = load(sound_course(folder.parent)).course
    assert course is not None
    found = glossary_rules.check(folder, [course], today=today)
    return {fault.code: f"{fault.file}:{fault.line or ''}" for fault in found}


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_glossary_has_no_fault(folder: Path) -> None:
    assert faults(folder) == {}


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "place"),
    [
        ("glossary.toml", '"share"', '"shout"', "unknown_term", "glossary.toml:1"),
        ("glossary.toml", '"share"', '"notice"', "unknown_term", "glossary.toml:1"),
        ("glossary.toml", 'sources = ["SUF"]', "sources = []", "wrong_value", "glossary.toml:3"),
        ("glossary.toml", "2026-11-01", "2026-12-01", "reviewed_in_future", "glossary.toml:1"),
        ("glossary.toml", "2027-11-01", "2026-11-01", "review_dates", "glossary.toml:1"),
        ("cy.toml", "[notice]", "[notes]", "words_missing", "cy.toml:"),
        ("cy.toml", "[notice]", "[notes]", "unknown_term", "cy.toml:1"),
        ("en.toml", 'meaning = "To see that something has changed."', 'meaning = " "', "wrong_value", "en.toml:3"),
        ("en.toml", "To see that", "To see " * 60, "meaning_too_long", "en.toml:1"),
        ("en.toml", "To tell", "To say to", "twin_stale", "cy.toml:6"),
        ("en.toml", 'term = "notice"', 'term = "unheard"', "term_unused", "en.toml:1"),
        ("en.toml", 'forms = ["share"]', 'forms = ["notice"]', "form_twice", "en.toml:5"),
        ("cy.toml", '[share.nations]\nwales = "Mae ffurflen."', "", "nations_differ", "cy.toml:6"),
        ("en.toml", "wales =", "ireland =", "wrong_value", "en.toml:5"),
        ("en.toml", "[share]", "[share", "not_toml", "en.toml:5"),
    ],
)
def test_each_fault_is_found_where_it_is(folder: Path, name: str, old: str, new: str, code: str, place: str) -> None:
    edit(folder, name, old, new)
    assert faults(folder).get(code) == place, faults(folder)


def test_a_review_that_is_due_and_a_file_that_is_not_used(folder: Path) -> None:
    (folder / "notes.txt").write_text("left over", encoding="utf-8")
    found = faults(folder, today=dt.date(2028, 1, 1))
    assert found["review_expired"].startswith("glossary.toml")
    assert found["unused_file"] == "notes.txt:"


def test_welsh_that_was_never_stamped(folder: Path) -> None:
    (folder / "cy.toml").write_text(WELSH, encoding="utf-8")
    assert faults(folder) == {"twin_unstamped": "cy.toml:5"}
    assert stamp_glossary(folder) == ("cy.toml",)
    assert stamp_glossary(folder) == ()
    assert faults(folder) == {}


def test_what_is_broken_is_missing_and_the_rest_is_there(folder: Path) -> None:
    edit(folder, "en.toml", 'meaning = "To see that something has changed."\n', "")
    read = glossary.read(Folder(folder))
    assert [term.name for term in glossary.made(read, "en").terms] == ["sharing"]
    assert len(glossary.made(read, "cy").terms) == 2
    assert glossary.made(read, "fr").terms == ()


def test_a_line_break_parts_no_term() -> None:
    terms = glossary.glossary("en").terms
    lines = glossary.listed(terms, "Words explained (g):", 40)
    assert all(len(line) <= 40 for line in lines)
    shown = [name for line in lines for name in line.removeprefix("Words explained (g):").split(" · ")]
    assert {name.strip(" ·") for name in shown} >= {term.name for term in terms if len(term.name) < 20}
    assert glossary.listed((), "Words explained (g):", 40) == ()


# -- the program's own ---------------------------------------------------------------------------------------------


def test_the_programs_own_glossary_is_whole() -> None:
    assert courses.glossary_faults(today=TODAY) == ()
    english, welsh = (glossary.glossary(language) for language in ("en", "cy"))
    assert {term.id for term in english.terms} == {term.id for term in welsh.terms}
    assert len(english.terms) >= 30


def test_there_is_room_for_what_stands_before_the_words_of_a_page() -> None:
    for language in ("en", "cy"):
        assert len(Translator(language).tr("Words explained (g):")) <= page_rules.WIDEST_LEAD
