"""The laws of the queue, and the wall clock in London."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain import london
from prevent_tui.domain.bookings import Roll, Session, State, changed, first_clash
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId

PEOPLE = st.sampled_from("abcdefghij")
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), PEOPLE),
        st.tuples(st.just("leave"), PEOPLE),
        st.tuples(st.just("resize"), st.integers(1, 6)),
    ),
    max_size=60,
)


def act(roll: Roll, what: str, value: object) -> Roll:
    """The roll after an act; one that is refused changes nothing."""
    try:
        if what == "resize":
            assert isinstance(value, int)
            return roll.resized(value)
        return roll.joined(str(value)) if what == "join" else roll.left(str(value))
    except PreventError:
        return roll


@given(st.integers(1, 5), ACTS)
def test_never_over_capacity_nobody_twice_and_no_place_free_while_anybody_waits(
    capacity: int, acts: list[tuple[str, object]]
) -> None:
    roll = Roll(capacity)
    for what, value in acts:
        roll = act(roll, what, value)
        everybody = [*roll.booked, *roll.waiting]
        assert len(roll.booked) <= roll.capacity
        assert len(set(everybody)) == len(everybody)
        assert not (roll.waiting and roll.places_left)


@given(st.integers(1, 5), ACTS)
def test_places_come_free_in_the_order_of_asking(capacity: int, acts: list[tuple[str, object]]) -> None:
    roll, asked, turns = Roll(capacity), 0, dict[str, int]()
    for what, value in acts:
        before, roll = roll, act(roll, what, value)
        if what == "join" and roll is not before:
            asked += 1
            turns[str(value)] = asked
        waiting = [turns[one] for one in roll.waiting]
        assert waiting == sorted(waiting)
        assert not waiting or max(turns[one] for one in roll.booked) < waiting[0]
        moved = roll.moved_up_since(before)
        assert moved == before.waiting[: len(moved)] or what == "leave"


@given(st.integers(1, 5), ACTS, PEOPLE)
def test_leaving_undoes_joining(capacity: int, acts: list[tuple[str, object]], person: str) -> None:
    roll = Roll(capacity)
    for what, value in acts:
        roll = act(roll, what, value)
    if roll.state_of(person) is None:
        joined = roll.joined(person)
        assert joined.state_of(person) is (State.BOOKED if roll.places_left else State.WAITING)
        assert joined.left(person) == roll


def session(starts: str, ends: str, *, name: str = "a") -> Session:
    return Session(
        name, OptionId.WRAP, "Workshop", "en", london.moment(starts), london.moment(ends), "Hall", "", 10, "trainer"
    )


@pytest.mark.parametrize(
    ("starts", "ends", "clashes"),
    [
        ("2026-12-02T15:00", "2026-12-02T16:00", False),
        ("2026-12-02T14:59", "2026-12-02T16:00", True),
        ("2026-12-02T12:00", "2026-12-02T13:00", False),
        ("2026-12-02T12:00", "2026-12-02T13:01", True),
        ("2026-12-01T00:00", "2026-12-05T00:00", True),
    ],
)
def test_sessions_clash_when_they_overlap(starts: str, ends: str, clashes: bool) -> None:
    one, other = session("2026-12-02T13:00", "2026-12-02T15:00"), session(starts, ends, name="b")
    assert one.clashes_with(other) is other.clashes_with(one) is clashes
    assert (first_clash(one, [other]) is not None) is clashes
    assert first_clash(one, [one]) is None


def test_a_change_of_trainer_or_capacity_is_no_change_of_the_entry() -> None:
    from dataclasses import replace

    held = replace(session("2026-12-02T13:00", "2026-12-02T15:00"), sequence=3)
    assert changed(held, replace(held, sequence=0)) == held
    assert changed(held, replace(held, sequence=0, capacity=4, trainer_id="x")).sequence == 3
    assert changed(held, replace(held, sequence=0, place="Room")).sequence == 4


class TestLondon:
    @pytest.mark.parametrize(
        ("text", "utc"),
        [
            ("2026-11-18T14:00", "2026-11-18T14:00:00+00:00"),
            ("2026-07-18T14:00", "2026-07-18T13:00:00+00:00"),
            ("2026-07-18T14:00+01:00", "2026-07-18T13:00:00+00:00"),
            ("2026-07-18T14:00Z", "2026-07-18T14:00:00+00:00"),
            ("2026-07-18T14:00:00", "2026-07-18T13:00:00+00:00"),
            ("2026-03-29T00:59", "2026-03-29T00:59:00+00:00"),
            ("2026-03-29T02:00", "2026-03-29T01:00:00+00:00"),
            ("2026-10-25T00:59", "2026-10-24T23:59:00+00:00"),
            ("2026-10-25T01:30+01:00", "2026-10-25T00:30:00+00:00"),
            ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00+00:00"),
            ("2026-10-25T02:00", "2026-10-25T02:00:00+00:00"),
        ],
    )
    def test_what_a_time_means(self, text: str, utc: str) -> None:
        assert london.moment(text).isoformat() == utc

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("2026-03-29T01:00", "time_skipped"),
            ("2026-03-29T01:59", "time_skipped"),
            ("2026-10-25T01:00", "time_twice"),
            ("2026-10-25T01:59", "time_twice"),
            ("2026-11-18 14:00", "bad_time"),
            ("2026-11-18", "bad_time"),
            ("2026-02-30T14:00", "bad_time"),
            ("2026-11-18T24:01", "bad_time"),
            ("2026-11-18T14:00+25:00", "bad_time"),
            ("0001-01-01T00:00+14:00", "bad_time"),
            ("9999-12-31T23:59-01:00", "bad_time"),
            ("2026-11-18T14:00:30", "bad_time"),
            ("٢٠٢٦-11-18T14:00", "bad_time"),
            ("", "bad_time"),
        ],
    )
    def test_times_that_are_none(self, text: str, code: str) -> None:
        with pytest.raises(PreventError) as refused:
            london.moment(text)
        assert refused.value.code == code

    @given(st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2037, 1, 1), timezones=st.just(dt.UTC)))
    def test_every_moment_is_written_so_that_it_reads_back(self, at: dt.datetime) -> None:
        at = at.replace(second=0, microsecond=0)
        assert london.moment(london.as_text(at)) == at

    def test_a_session_over_the_change_of_the_clocks_has_its_true_length(self) -> None:
        night = session("2026-10-25T00:30", "2026-10-25T02:30")
        assert night.ends_at - night.starts_at == dt.timedelta(hours=3)

    def test_the_day_is_londons(self) -> None:
        assert session("2026-07-01T22:00", "2026-07-02T00:30").ends_on == dt.date(2026, 7, 2)
        assert session("2026-07-01T22:00", "2026-07-01T23:59").ends_on == dt.date(2026, 7, 1)
