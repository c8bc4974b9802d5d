"""Calendar files: what they say, and that strict readers take them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain import london
from prevent_tui.domain.bookings import Session
from prevent_tui.domain.options import OptionId
from prevent_tui.exchange.calendar import Attendee, file_for, uid_of

NOW = dt.datetime(2026, 11, 18, 10, 30, tzinfo=dt.UTC)
CONTENT_LINE = re.compile(rb'[A-Z][A-Z0-9-]*(;[A-Z-]+=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*:[^\x00-\x08\x0a-\x1f]*')


def session(starts: str = "2026-12-02T14:00", ends: str = "2026-12-02T15:30", **values: object) -> Session:
    held = Session(
        "w1",
        OptionId.WEBINAR_LIVE,
        "Prevent webinar",
        "en",
        london.moment(starts),
        london.moment(ends),
        "",
        "https://meet.example.org/w1",
        10,
        "trainer",
    )
    return replace(held, **values)  # type: ignore[arg-type]


def written(
    held: Session | None = None, *, sequence: int = 0, cancelled: bool = False, attendee: Attendee | None = None
) -> bytes:
    attendee = attendee or Attendee("Elin Example", "elin@example.org")
    return file_for(
        held or session(), sequence=sequence, cancelled=cancelled, attendee=attendee, trainer="Tegwen Trainer", at=NOW
    )


def strictly(data: bytes) -> icalendar.Event:
    """The one event of a file that follows the grammar: lines, folding, nesting, what must be there, once each."""
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert all(b"\r" not in line and b"\n" not in line and 0 < len(line) <= 75 for line in lines)
    for line in data.replace(b"\r\n ", b"").split(b"\r\n")[:-1]:
        line.decode("utf-8")
        assert CONTENT_LINE.fullmatch(line), line
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two by the folding
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    assert not [error for part in calendar.walk() for error in part.errors]
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    for name in ("PRODID", "VERSION", "METHOD"):
        assert not isinstance(calendar[name], list)
    (event,) = calendar.walk("VEVENT")
    for name in ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "ORGANIZER", "ATTENDEE"):
        assert not isinstance(event[name], list)
    return event


def method(data: bytes) -> str:
    return str(icalendar.Calendar.from_ical(data)["METHOD"])


def test_an_invitation_its_change_and_its_cancellation_are_one_event() -> None:
    moved = session("2026-12-03T14:00", "2026-12-03T15:30", sequence=1, title="Prevent webinar, new day")
    files = [written(), written(moved, sequence=1), written(moved, sequence=2, cancelled=True)]
    events = [strictly(data) for data in files]
    assert [method(data) for data in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {str(event["UID"]) for event in events} == {uid_of(session())}
    assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize(
    ("starts", "ends", "wall", "zone"),
    [
        ("2026-12-02T14:00", "2026-12-02T15:30", "20261202T140000", "GMT"),
        ("2026-07-02T14:00", "2026-07-02T15:30", "20260702T140000", "BST"),
    ],
)
def test_times_are_those_of_the_wall_clock_with_the_zone_beside_them(
    starts: str, ends: str, wall: str, zone: str
) -> None:
    held = session(starts, ends)
    data = written(held)
    event = strictly(data)
    assert f"DTSTART;TZID=Europe/London:{wall}".encode() in data
    assert event.start.astimezone(dt.UTC) == held.starts_at
    assert event.end.astimezone(dt.UTC) == held.ends_at
    (rules,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert rules.to_tz().tzname(event.start.replace(tzinfo=None)) == zone


@given(st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2037, 1, 1)))
def test_the_zones_rule_is_londons(wall: dt.datetime) -> None:
    (rules,) = icalendar.Calendar.from_ical(written()).walk("VTIMEZONE")
    first, second = (wall.replace(tzinfo=london.LONDON, fold=fold).utcoffset() for fold in (0, 1))
    if first == second:
        assert wall.replace(tzinfo=rules.to_tz(lookup_tzid=False)).utcoffset() == first


def test_only_the_attendees_own_address_is_in_it() -> None:
    assert re.findall(rb"[\w.-]+@[\w.-]+", written().replace(b"\r\n ", b"")) == [
        uid_of(session()).encode(), b"elin@example.org", b"no-reply@prevent-tui.invalid",
    ]  # fmt: skip
    assert b"example.org" not in written(session(link=""), attendee=Attendee("Elin Example", None))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=200)


@given(TEXT, st.text("ŵ\";:,\\^'n", max_size=60))
def test_any_title_place_and_name_come_back_as_they_were(title: str, name: str) -> None:
    event = strictly(written(session(title=title, place=name), attendee=Attendee(name, None)))
    assert str(event["SUMMARY"]) == title
    assert str(event.get("LOCATION", "")) == (name or "https://meet.example.org/w1")
