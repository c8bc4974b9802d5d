"""What is signed: written in one way, and read only if it was written so."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.certificates import Certified, block, read_block
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.references import make

FACTS = Certified(
    make(bytes(7)), "Ŵyn", OptionId.WRAP, dt.date(2026, 11, 18), dt.date(2028, 11, 18), "Cyngor", "0123456789abcdef"
)


def why_not(data: bytes) -> str:
    with pytest.raises(PreventError) as refusal:
        read_block(data)
    return refusal.value.code


def test_the_block_is_known_for_ever() -> None:
    assert block(FACTS).decode() == (
        '{"certified_on":"2026-11-18","certified_until":"2028-11-18","issuer":"Cyngor","key":"0123456789abcdef",'
        '"kind":"certificate","name":"Ŵyn","option":"wrap","reference":"0000-0000-0000","version":1}'
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from(OptionId), st.dates())
def test_what_was_written_is_read(name: str, option: OptionId, on: dt.date) -> None:
    written = block(replace(FACTS, name=name, option=option, certified_on=on))
    assert block(read_block(written)) == written


def test_letters_are_composed() -> None:
    assert read_block(block(replace(FACTS, name="W\u0302yn"))) == FACTS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"kind":"certificate"', '"kind":"completion"'),
        ('"option":"wrap"', '"option":"golf"'),
        ('"certified_on":"2026-11-18"', '"certified_on":"20261118"'),
        ('"certified_on":"2026-11-18",', ""),
        ('"issuer":"Cyngor",', '"issuer":"Cyngor","issuer":"Cyngor",'),
        ('"issuer":"Cyngor"', '"issuer":7'),
        ('"version":1', '"version":true'),
        ('"version":1', '"version":0'),
        ("0000-0000-0000", "0000-0000-0001"),
        (":", ": "),
        ("Ŵ", "W\u0302"),
    ],
)
def test_anything_else_is_refused(old: str, new: str) -> None:
    text = block(FACTS).decode()
    assert old in text
    assert why_not(text.replace(old, new).encode()) == "certificate_block_damaged"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"7", b"\xff", b"[" * 100_000, b'"kind"'])
def test_what_is_no_block_is_refused(data: bytes) -> None:
    assert why_not(data) == "certificate_block_damaged"


def test_a_later_version_says_so() -> None:
    later = {**json.loads(block(FACTS)), "version": 2, "more": "than is known"}
    assert why_not(json.dumps(later).encode()) == "certificate_newer"
