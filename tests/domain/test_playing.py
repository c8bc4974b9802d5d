"""What was played of a part, when it is whole, and when a player must wake."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.playing import JUMP, SEAM, SPEEDS, Playhead, is_whole, merged, missing, seconds, within

LENGTH = 40
SECOND = st.integers(0, LENGTH)
RANGES = st.lists(st.tuples(SECOND, SECOND), max_size=8)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("play"), st.integers(1, 15)),
        st.tuples(st.just("jump"), st.integers(-2 * JUMP, 2 * JUMP)),
        st.tuples(st.just("speed"), st.sampled_from([-1, 1])),
    ),
    max_size=30,
)


def covered(ranges: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> set[int]:
    """The single seconds of ranges."""
    return {second for start, end in ranges for second in range(start, end)}


@given(RANGES)
def test_merging_keeps_every_second_and_adds_none(ranges: list[tuple[int, int]]) -> None:
    few = merged(ranges)
    assert covered(few) == covered(ranges)
    assert seconds(few) == len(covered(ranges))
    assert all(before[1] < after[0] for before, after in pairwise(few))


@given(RANGES, RANGES)
def test_merging_takes_any_order_and_any_repetition(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    assert merged([*one, *other]) == merged([*other, *one, *one]) == merged([*merged(one), *merged(other)])


@given(RANGES)
def test_a_part_is_whole_when_no_two_seconds_in_a_row_are_missing(ranges: list[tuple[int, int]]) -> None:
    there = covered(within(ranges, LENGTH))
    gaps = any(not ({second, second + 1} & there) for second in range(LENGTH - 1))
    assert is_whole(within(ranges, LENGTH), LENGTH) is (bool(there) and not gaps)


@given(RANGES)
def test_what_is_missing_is_what_was_not_played(ranges: list[tuple[int, int]]) -> None:
    played = within(ranges, LENGTH)
    left = missing(played, LENGTH)
    assert not covered(left) & covered(played)
    assert all(end - start > SEAM for start, end in left)
    assert is_whole(merged([*played, *left]), LENGTH)


@given(MOVES)
def test_only_playing_plays(moves: list[tuple[str, int]]) -> None:
    head, expected = Playhead(LENGTH), set[int]()
    for kind, by in moves:
        before = head
        if kind == "play":
            head = head.played_to(head.position + by)
            expected |= set(range(before.position, head.position))
        elif kind == "jump":
            head = head.jumped_to(head.position + by)
            assert head.played == before.played
        else:
            head = head.at_speed(by)
        assert 0 <= head.position <= LENGTH
        assert covered(head.played) == expected
        assert head.speed in SPEEDS


def test_skipping_ahead_leaves_a_part_unplayed() -> None:
    head = Playhead(LENGTH).played_to(10).jumped_to(30).played_to(LENGTH)
    assert head.at_end
    assert not head.whole
    assert head.left == ((10, 30),)
    assert head.jumped_to(10).played_to(30).whole


def test_a_kill_may_lose_a_second_at_each_seam() -> None:
    assert is_whole(((0, 10), (11, 20), (21, 40)), LENGTH)
    assert not is_whole(((0, 10), (12, 40)), LENGTH)


def test_nothing_is_whole_by_itself() -> None:
    assert not is_whole((), 1)
    assert not is_whole((), 0)


@pytest.mark.parametrize("speed", SPEEDS)
@given(cuts=st.lists(st.integers(2, 9), min_size=1, max_size=12))
def test_the_player_wakes_at_most_once_a_second_and_at_every_change(speed: int, cuts: list[int]) -> None:
    changes = [sum(cuts[: number + 1]) for number in range(len(cuts))]
    head, stops = Playhead(changes[-1], speed=speed), [0]
    while not head.at_end:
        stop = head.next_stop(next(change for change in changes if change > head.position))
        assert head.wait(stop) >= 1
        head = head.played_to(stop)
        stops.append(stop)
    assert set(changes) <= set(stops)
    assert head.whole


def test_speeds_end_where_they_end() -> None:
    head = Playhead(LENGTH)
    assert head.at_speed(-5).speed == 75
    assert head.at_speed(9).speed == 200
    assert head.at_speed(1).speed == 125
    assert head.at_speed(4).wait(10) == 5
