"""Searching a course and the glossary: what is found, in which order, and what never is."""

from __future__ import annotations

from pathlib import Path

from prevent_tui.content.glossary import glossary
from prevent_tui.content.loader import load
from prevent_tui.content.search import Index, index
from prevent_tui.domain.courses import Audience, Nation, Sector
from prevent_tui.domain.glossary import Glossary, Term
from tests.content.courses import sound_course
from tests.courses import varied_course

TERMS = Glossary([Term("panel", "panel", "People who plan support.", (), {Nation.WALES: "Called Channel."})])


def names(found: Index, typed: str) -> list[str]:
    return [one.entry.step or one.entry.term for one in found.find(typed)]


def searched(nation: Nation | None = None, sector: Sector | None = None, terms: Glossary = TERMS) -> Index:
    return index(varied_course(), Audience(nation, sector), terms)


def test_titles_and_names_come_first() -> None:
    assert names(searched(), "panel") == ["first-page", "panel"]
    assert names(searched(), "more") == ["first-more"]


def test_every_word_must_be_there_in_any_order_and_in_part() -> None:
    assert names(searched(), "page seco") == ["second-page"]
    assert names(searched(), "page nowhere") == []
    assert names(searched(), "  ") == names(searched(), "p") == []


def test_a_learner_finds_the_pages_as_they_are_shown_to_that_learner() -> None:
    assert names(searched(Nation.SCOTLAND), "PMAP") == ["first-page"]
    assert names(searched(Nation.WALES), "PMAP") == []
    assert names(searched(sector=Sector.HEALTH), "clinic") == ["first-page"]
    assert names(searched(sector=Sector.POLICE), "clinic") == []
    assert names(searched(Nation.WALES), "called channel") == ["panel"]
    assert names(searched(Nation.SCOTLAND), "called channel") == []


def test_neither_questions_nor_model_answers_are_found(tmp_path: Path) -> None:
    course = load(sound_course(tmp_path)).course
    assert course is not None
    asked = index(course, Audience(), TERMS)
    assert asked.find("prevent")
    assert not asked.find("stem of the question")
    assert not asked.find("option")
    assert not searched(Nation.SCOTLAND).find("I would ask first")
    assert not searched(Nation.SCOTLAND).find("What would you say")


def test_the_text_that_shows_most_of_the_words_is_given() -> None:
    (found,) = searched(Nation.SCOTLAND).find("panel pmap")
    assert found.text == "The panel is PMAP."
    assert found.words == ("panel", "pmap")


def test_welsh_letters_fold() -> None:
    terms = Glossary([Term("ty", "Tŷ'r gŵr", "Lle â tho.", ())], language="cy")
    assert names(searched(terms=terms), "ty gwr") == names(searched(terms=terms), "TŶ’R") == ["ty"]


def test_the_programs_own_words_are_found() -> None:
    assert "consent" in names(searched(terms=glossary("en")), "consent")
    assert "consent" in names(searched(terms=glossary("cy")), "cydsyniad")
