"""What first letters become in Welsh, and the order of the alphabet."""

from __future__ import annotations

import pytest

from prevent_tui.domain.welsh import mutated, sort_key


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("cydsyniad", {"gydsyniad", "nghydsyniad", "chydsyniad"}),
        ("panel Channel", {"banel Channel", "mhanel Channel", "phanel Channel"}),
        ("Panel", {"Banel", "Mhanel", "Phanel"}),
        ("terfysgaeth", {"derfysgaeth", "nherfysgaeth", "therfysgaeth"}),
        ("gwrthsemitiaeth", {"wrthsemitiaeth", "ngwrthsemitiaeth"}),
        ("Deddf", {"Ddeddf", "Neddf"}),
        ("llinell", {"linell"}),
        ("rhagdybiaeth", {"ragdybiaeth"}),
        ("arweinydd", {"harweinydd"}),
        ("ffactor", set()),
        ("chwilio", set()),
        ("", set()),
    ],
)
def test_first_letters_change(word: str, others: set[str]) -> None:
    assert mutated(word)[0] == word
    assert set(mutated(word)[1:]) == others


def test_two_letters_can_be_one_of_the_alphabet() -> None:
    words = ["Channel", "didoli", "cydsyniad", "dyletswydd", "Ŵyn", "ddoe", "llinell", "lôn", "cymesur"]
    assert sorted(words, key=sort_key) == [
        "cydsyniad", "cymesur", "Channel", "didoli", "dyletswydd", "ddoe", "lôn", "llinell", "Ŵyn",
    ]  # fmt: skip
