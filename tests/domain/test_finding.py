"""Finding words whatever their accents, and the part of a text that shows them."""

from __future__ import annotations

import pytest

from prevent_tui.domain.finding import CUT, excerpt, marks, wanted


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in marks(text, wanted(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Mae'r Ŵyl yn y tŷ", "wyl ty", ["Ŵyl", "tŷ"]),
        ("wedi’i gwblhau", "wedi'i", ["wedi’i"]),
        ("Straße", "strasse", ["Straße"]),
        ("consent, Consent", "CONSENT", ["consent", "Consent"]),
        ("sharing", "shar haring", ["sharing"]),
        ("e\u0301cole", "ecole", ["e\u0301cole"]),
        ("nothing here", "zzz", []),
        ("", "some", []),
    ],
)
def test_what_is_found_is_marked_in_the_text_as_it_stands(text: str, typed: str, found: list[str]) -> None:
    assert marked(text, typed) == found


def test_one_letter_finds_nothing_yet() -> None:
    assert wanted(" a ") == ()
    assert wanted("a b") == ("a", "b")


LONG = "The first words are of no use. In the middle stands the needle, and after it come many other words."


@pytest.mark.parametrize("width", [20, 30, 45, 60, 200])
def test_an_excerpt_has_the_hit_and_is_no_wider_than_asked(width: int) -> None:
    cut = excerpt(LONG, ("needle",), width)
    assert "needle" in cut
    assert len(cut) <= width


def test_an_excerpt_is_cut_between_words() -> None:
    cut = excerpt(LONG, ("needle",), 45)
    assert cut.startswith(CUT)
    assert cut.endswith(CUT)
    assert set(cut.strip(CUT).replace(",", "").split()) <= set(LONG.replace(",", "").split())


def test_a_text_that_fits_is_shown_whole() -> None:
    assert excerpt("Short.", ("zzz",), 20) == "Short."
