"""Which terms a text uses, and what is said of them to whom."""

from __future__ import annotations

from prevent_tui.domain.courses import Audience, Nation
from prevent_tui.domain.glossary import Glossary, Term


def term(name: str, *forms: str, **nations: str) -> Term:
    return Term(name.lower(), name, f"What {name} means.", forms, {Nation(n): text for n, text in nations.items()})


def used(glossary: Glossary, text: str) -> list[str]:
    return [one.name for one in glossary.used_in(text)]


ENGLISH = Glossary([term("safeguarding"), term("safeguarding lead", "your lead"), term("Prevent"), term("referral")])


def test_terms_come_in_the_order_of_the_text_each_once() -> None:
    assert used(ENGLISH, "A referral: tell **Safeguarding** of the referral.") == ["referral", "safeguarding"]


def test_the_longest_that_fits_is_meant() -> None:
    assert used(ENGLISH, "Ask your safeguarding\nlead.") == ["safeguarding lead"]
    assert used(ENGLISH, "Ask your lead") == ["safeguarding lead"]


def test_part_of_a_word_is_no_term() -> None:
    assert used(ENGLISH, "The preferral was safeguardings.") == []


def test_a_form_with_capitals_needs_them() -> None:
    assert used(ENGLISH, "We prevent harm.") == []
    assert used(ENGLISH, "Why Prevent?") == ["Prevent"]


def test_welsh_terms_are_found_with_their_first_letter_changed_and_without_accents() -> None:
    welsh = Glossary([term("cydsyniad"), term("diogelu"), term("panel Channel"), term("tŷ")], language="cy")
    text = "Gyda chydsyniad; mae diogelu'n bwysig. I Banel Channel? Na: i banel Channel. Dau dy."
    assert used(welsh, text) == ["cydsyniad", "diogelu", "panel Channel", "tŷ"]
    assert used(Glossary([term("cydsyniad")]), text) == []


def test_a_reader_whose_nation_is_known_is_told_of_that_one() -> None:
    one = term("panel", england="Channel", scotland="PMAP")
    assert dict(one.more(Audience(Nation.SCOTLAND))) == {Nation.SCOTLAND: "PMAP"}
    assert dict(one.more(Audience(Nation.WALES))) == {}
    assert dict(one.more(Audience())) == dict(one.more(None)) == dict(one.nations)
