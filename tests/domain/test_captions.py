"""Captions on a line of time: long words are cut where they read well, and share their seconds."""

from __future__ import annotations

import pytest

from prevent_tui.domain.captions import LONGEST, pieces, seconds_for, shared_out
from prevent_tui.domain.watching import Captions, Kind, Said

TALK = Captions(
    (
        Said(0, 5, 0, Kind.SAID, "one"),
        Said(5, 6, 0, Kind.ASKED, "two?"),
        Said(6, 9, 0, Kind.ANSWERED, "three"),
        Said(11, 20, 1, Kind.SAID, "four"),
    ),
    (0, 11),
)


def test_what_fits_is_one_caption() -> None:
    assert pieces("Short.") == ("Short.",)
    assert pieces("x" * LONGEST) == ("x" * LONGEST,)


def test_a_long_sentence_is_cut_behind_a_comma_near_its_middle() -> None:
    first, second = (
        "The law names councils, schools, health services and others,",
        "and each of them must play its part",
    )
    assert pieces(f"{first} {second} in this, together with the rest.") == (
        first,
        f"{second} in this, together with the rest.",
    )


@pytest.mark.parametrize("words", [30, 60, 200])
def test_no_word_is_lost_by_cutting_and_no_piece_is_too_long(words: int) -> None:
    text = " ".join(f"word{number}" for number in range(words))
    cut = pieces(text)
    assert " ".join(cut) == text
    assert max(map(len, cut)) <= LONGEST


def test_a_word_without_an_end_is_left_whole() -> None:
    assert pieces("x" * 300) == ("x" * 300,)


def test_pieces_share_the_seconds_by_their_length() -> None:
    assert list(shared_out(10, 20, ("a" * 30, "b" * 70))) == [(10, 13, "a" * 30), (13, 20, "b" * 70)]


def test_the_slowest_language_decides_how_long_a_caption_stands() -> None:
    assert seconds_for(["Yes."]) == 2
    assert seconds_for(["Yes.", "one two three four five six seven"]) == 3
    assert seconds_for(["x" * 100]) == 7


@pytest.mark.parametrize(
    ("position", "on", "back"),
    [(0, 11, 0), (5, 11, 0), (10, 11, 0), (11, 20, 0), (13, 20, 0), (14, 20, 11), (20, 20, 11)],
)
def test_slide_after_slide(position: int, on: int, back: int) -> None:
    assert (TALK.beside(position, 1), TALK.beside(position, -1)) == (on, back)


def test_it_waits_at_a_question_alone() -> None:
    assert [second for second in range(21) if TALK.waits_at(second)] == [5]


@pytest.mark.parametrize(("step", "into", "second"), [(0, 4, 4), (0, 400, 10), (1, 3, 14), (1, 400, 20), (1, -3, 11)])
def test_a_place_in_a_step_never_leads_out_of_it(step: int, into: int, second: int) -> None:
    assert TALK.second_of(step, into) == second


def test_every_second_is_a_place_that_leads_back_to_it() -> None:
    assert all(TALK.second_of(TALK.step_at(second), TALK.into(second)) == second for second in range(21))
