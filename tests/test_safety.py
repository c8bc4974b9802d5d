"""Text from outside, made safe."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.safety import clean, has_control

DANGEROUS = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029",
    "\ud800",
    "\udcff",
]


@pytest.mark.parametrize("character", DANGEROUS, ids=lambda c: f"U+{ord(c):04X}")
def test_each_control_is_found_and_taken_out(character: str) -> None:
    text = f"Si{character}ân"
    assert has_control(text)
    assert not has_control(clean(text))
    assert clean(text).startswith("Si")
    assert clean(text).endswith("ân")


@pytest.mark.parametrize("name", ["Siân Llŷr-Ŵyn", "O'[/b]Brien", "李小龍", "zero\u200dwidth", "naïve 😀"])
def test_names_are_left_alone(name: str) -> None:
    assert not has_control(name)
    assert clean(name) == name


def test_words_stay_apart() -> None:
    assert clean("Ann\tLee\r\nBristol\x1b[2J") == "Ann Lee Bristol[2J"


def test_lines_can_be_kept() -> None:
    assert clean("one\r\ntwo\n\x07three\tfour", lines=True) == "one\ntwo\nthree four"


@given(st.text())
def test_cleaned_text_can_be_written_and_steers_nothing(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert not any(unicodedata.category(each) in {"Cc", "Zl", "Zp", "Cs"} for each in cleaned)
    assert clean(cleaned) == cleaned
