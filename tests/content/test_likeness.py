"""How alike two texts are."""

from __future__ import annotations

import pytest

from prevent_tui.content.likeness import alike, meaning


@pytest.mark.parametrize(
    "forms",
    [
        ("refer", "refers", "referred", "referring"),
        ("panel", "panels", "panel's", "panel’s"),
        ("belief", "beliefs"),
        ("share", "shares", "shared", "sharing"),
        ("agree", "agreed", "agrees"),
        ("decide", "decided", "decides"),
        ("support", "supporting", "supported"),
    ],
)
def test_the_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert len({tuple(meaning(form)) for form in forms}) == 1


def test_common_and_short_words_carry_no_meaning() -> None:
    assert not meaning("What is it that you would do, and why? Go on, or don’t.")
    assert list(meaning("The 2 police-led panels").values()) == ["2", "police", "led", "panels"]


def test_likeness_is_the_share_of_the_words_in_either() -> None:
    assert alike("Share the concern.", "the concerns, shared") == 1
    assert alike("Share the concern.", "Weigh the concern.") == pytest.approx(1 / 3)
    assert alike("Panel", "Referral") == 0


def test_texts_without_meaning_are_like_nothing() -> None:
    assert alike("", "") == alike("What is it?", "What is it?") == 0
