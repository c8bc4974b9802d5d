"""A register as the fold of its events: laws that hold whatever happened, in whatever order it is told."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Event, Kind, Register, Stage, Via, fold, require

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 18)


def event(
    sequence: int, kind: Kind, person: str | None = None, /, *, at: dt.datetime = NOON, **details: object
) -> Event:
    return Event(sequence, kind, at, f"event-{sequence}", "presenter", person, details)


def opened() -> list[Event]:
    """A talk planned for a week's time and begun today."""
    return [
        event(1, Kind.PLANNED, held_on="2026-11-25", place="Depot"),
        event(2, Kind.OPENED, held_on=DAY.isoformat()),
    ]


def came(sequence: int, person: str | None, via: Via = Via.NUMBER) -> Event:
    return event(sequence, Kind.SIGNED_IN, person, via=via.value)


def persons(register: Register) -> list[str | None]:
    return [entry.person_id for entry in register.present]


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of any kind about a few people, in a sequence without gaps; most make no sense where they stand."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), max_size=14))
    events = opened() if draw(st.booleans()) else []
    for kind in kinds:
        at = NOON + dt.timedelta(minutes=draw(st.integers(-600, 600)))
        sequence = len(events) + 1
        details: dict[str, object] = {}
        person = None
        if kind in (Kind.PLANNED, Kind.OPENED):
            details = {"held_on": "2026-11-18", "place": "Hall"}
        elif kind is Kind.SIGNED_IN:
            person = draw(st.sampled_from(["a", "b", "c", None]))
            details = {"via": (Via.NUMBER if person else Via.WALK_IN).value}
        elif kind in (Kind.REMOVED, Kind.VOIDED):
            details = {"entry": draw(st.integers(1, sequence))}
        elif kind is Kind.HANDS:
            details = {"question": "q", "counts": {"a": draw(st.integers(0, 9))}}
        events.append(Event(sequence, kind, at, f"event-{sequence}", "presenter", person, details))
    return events


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_telling_changes_nothing(events: list[Event], chance: random.Random) -> None:
    told = list(events)
    chance.shuffle(told)
    assert fold(told) == fold(events)


@given(histories(), st.integers(-(10**6), 10**6))
def test_no_clock_decides_who_is_on_it(events: list[Event], seconds: int) -> None:
    moved = [replace(one, at=one.at + dt.timedelta(seconds=seconds * (one.sequence % 2))) for one in events]
    assert [entry.number for entry in fold(moved).present] == [entry.number for entry in fold(events).present]
    assert fold(moved).held_on == fold(events).held_on
    assert fold(moved).stage == fold(events).stage


@given(histories())
def test_nobody_is_on_it_twice(events: list[Event]) -> None:
    for end in range(len(events) + 1):
        named = [person for person in persons(fold(events[:end])) if person is not None]
        assert len(named) == len(set(named))


@given(histories())
def test_once_signed_only_voids_change_it(events: list[Event]) -> None:
    for end in range(len(events)):
        before = fold(events[:end])
        if before.stage is Stage.SIGNED:
            after = fold(events[: end + 1])
            if events[end].kind is not Kind.VOIDED:
                assert replace(after, last=before.last) == before
            else:
                assert (after.stage, after.hands, after.signed_at) == (before.stage, before.hands, before.signed_at)
                assert set(persons(after)) <= set(persons(before))


@given(histories())
def test_nothing_that_was_on_it_is_ever_forgotten(events: list[Event]) -> None:
    numbers: set[int] = set()
    for end in range(len(events) + 1):
        now = {entry.number for entry in fold(events[:end]).entries}
        assert numbers <= now
        numbers = now


def test_the_day_is_the_one_it_was_opened_for() -> None:
    register = fold([*opened(), came(3, "a"), event(4, Kind.SIGNED_OFF, at=NOON - dt.timedelta(days=9))])
    assert (register.held_on, register.place, register.stage) == (DAY, "Depot", Stage.SIGNED)


def test_who_was_removed_can_come_back() -> None:
    register = fold([*opened(), came(3, "a"), event(4, Kind.REMOVED, entry=3), came(5, "a")])
    assert [(entry.number, entry.stands) for entry in register.entries] == [(3, False), (5, True)]


def test_walk_ins_without_a_number_are_different_people() -> None:
    register = fold([*opened(), came(3, None, Via.WALK_IN), came(4, None, Via.WALK_IN)])
    assert [entry.number for entry in register.present] == [3, 4]


def test_hands_counted_again_are_counted_anew() -> None:
    first, second = (event(n, Kind.HANDS, question="q", counts={"a": n, "b": 0}) for n in (3, 4))
    assert fold([*opened(), first, second]).hands == {"q": {"a": 4, "b": 0}}


def test_a_cancelled_talk_cannot_begin() -> None:
    planned = opened()[0]
    register = fold([planned, event(2, Kind.CANCELLED), event(3, Kind.OPENED, held_on="2026-11-18"), came(4, "a")])
    assert (register.stage, register.present) == (Stage.CANCELLED, ())


@pytest.mark.parametrize(
    ("register", "code"),
    [
        (Register(), "register_not_open"),
        (Register(stage=Stage.SIGNED), "register_signed"),
        (Register(stage=Stage.CANCELLED), "register_cancelled"),
    ],
    ids=str,
)
def test_what_is_not_open_says_why(register: Register, code: str) -> None:
    with pytest.raises(PreventError) as refused:
        require(register, Stage.OPEN)
    assert refused.value.code == code
