"""References: read out and typed by people, and never one taken for another by a slip."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.references import ALPHABET, LENGTH, RANDOM_BYTES, make, parse

RANDOM = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)


def refused(text: str, *, length: int = LENGTH) -> PreventError:
    with pytest.raises(PreventError) as refusal:
        parse(text, length=length)
    return refusal.value


def test_a_reference_is_three_groups_of_four() -> None:
    assert make(bytes(7)) == "0000-0000-0000"
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", make(b"\xff" * 7))


def test_references_are_known_for_ever() -> None:
    assert make(bytes(range(1, 8))) == "0410-6105-0R3T"


def test_all_random_bits_but_the_odd_one_make_the_reference() -> None:
    bits = [make((1 << place).to_bytes(7)) for place in range(56)]
    assert len(set(bits)) == 56
    assert bits.count(make(bytes(7))) == 1


@given(RANDOM)
def test_what_was_made_is_read(random: bytes) -> None:
    assert parse(make(random)) == make(random)


@given(RANDOM)
def test_every_single_wrong_character_is_found(random: bytes) -> None:
    reference = make(random)
    for place, right in enumerate(reference):
        for wrong in ALPHABET.replace(right, "") if right != "-" else "":
            assert refused(reference[:place] + wrong + reference[place + 1 :]).code == "reference_mistyped"


@given(RANDOM)
def test_every_two_characters_that_changed_places_are_found(random: bytes) -> None:
    letters = make(random).replace("-", "")
    for first in range(len(letters)):
        for second in range(first + 1, len(letters)):
            swapped = list(letters)
            swapped[first], swapped[second] = letters[second], letters[first]
            if letters[first] != letters[second]:
                assert refused("".join(swapped)).code == "reference_mistyped"


@given(st.binary(min_size=12, max_size=12))
def test_a_longer_reference_finds_slips_too(random: bytes) -> None:
    letters = make(random).replace("-", "")
    assert parse(letters, length=20) == make(random)
    assert refused(letters[:-1] + ALPHABET[ALPHABET.index(letters[-1]) - 1], length=20).code == "reference_mistyped"


@given(RANDOM)
def test_case_spaces_hyphens_and_look_alikes_do_not_matter(random: bytes) -> None:
    reference = make(random)
    assert parse(f"  {reference.lower().replace('-', ' ')}\n") == reference
    assert parse(reference.replace("-", "–")) == reference
    assert parse(reference.replace("0", "o").replace("1", "l")) == reference
    assert parse(reference.replace("0", "O").replace("1", "I")) == reference


@pytest.mark.parametrize("text", ["", "0000-0000-000", "0000-0000-00000"])
def test_too_few_or_too_many_are_counted(text: str) -> None:
    problem = refused(text)
    assert problem.code == "reference_length"
    assert problem.details == {"found": len(text.replace("-", "")), "wanted": 12}


@pytest.mark.parametrize("character", ["U", "!", "ŵ", "/"])
def test_a_character_that_is_never_in_a_reference_is_named(character: str) -> None:
    problem = refused(f"0000-000{character}-0000")
    assert problem.code == "reference_character"
    assert problem.details == {"character": character.upper()}
