"""Sentences about webinars and workshops: when, where, places left, the queue, and what happened to a booking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from prevent_tui.domain import london
from prevent_tui.domain.bookings import Mark, News, Session, State
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.services.bookings import Notice, Offer

_LANGUAGES: Mapping[str, str] = MappingProxyType({"en": N_("In English"), "cy": N_("In Welsh")})

_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.BOOKED: N_("You have a place"),
        State.WAITING: N_("You are on the waiting list"),
        State.CANCELLED: N_("Your booking was cancelled"),
    }
)

_MARKS: Mapping[Mark, str] = MappingProxyType(
    {
        Mark.FULL: N_("Attended in full"),
        Mark.PART: N_("Attended in part"),
        Mark.ABSENT: N_("Did not attend"),
    }
)


def day(t: Translator, session: Session) -> str:
    """The day on which it begins, with its weekday: Wednesday 2 December 2026."""
    wall = london.at_the_wall(session.starts_at)
    return f"{t.weekday(wall)} {t.date(wall)}"


def hours(t: Translator, session: Session) -> str:
    """From when to when by clocks in London; the day it ends where that is another one."""
    ends = _clock(session.ends_at)
    if session.ends_on != london.day_of(session.starts_at):
        return t.tr(
            N_("%(starts)s to %(ends)s on %(day)s"),
            starts=_clock(session.starts_at),
            ends=ends,
            day=t.date(session.ends_on),
        )
    return t.tr(N_("%(starts)s to %(ends)s"), starts=_clock(session.starts_at), ends=ends)


def _clock(at: dt.datetime) -> str:
    """The time of day, with its zone in the hour that comes twice."""
    wall = london.at_the_wall(at)
    return f"{wall:%H:%M} {wall.tzname()}" if london.comes_twice(at) else f"{wall:%H:%M}"


def where(t: Translator, session: Session) -> str:
    """The place, or that it is online."""
    return session.place or t.tr(N_("Online"))


def language(t: Translator, session: Session) -> str:
    """In which language it is held."""
    return t.tr(_LANGUAGES.get(session.language, session.language))


def places(t: Translator, left: int, waiting: int) -> str:
    """How many places are left, or that it is full and how many wait."""
    if left:
        return t.ngettext("%(number)s place left", "%(number)s places left", left)
    if waiting:
        return t.ngettext("Full, %(number)s person waiting", "Full, %(number)s people waiting", waiting)
    return t.tr(N_("Full"))


def state(t: Translator, offer: Offer) -> str:
    """How the person stands with this session; empty where they have nothing to do with it."""
    if offer.state is None:
        return ""
    if offer.turn is not None:
        return t.tr(N_("You are on the waiting list, number %(turn)s"), turn=offer.turn)
    return t.tr(_STATES[offer.state])


def mark(t: Translator, made: Mark) -> str:
    """What the trainer marked."""
    return t.tr(_MARKS[made])


def notice(t: Translator, told: Notice) -> str:
    """What happened to a booking, in a sentence."""
    values = {
        "title": told.session.title,
        "day": day(t, told.session),
        "hours": hours(t, told.session),
    }
    if told.news is News.MOVED_UP:
        return t.tr(
            N_("You have moved up from the waiting list and have a place: %(title)s, %(day)s, %(hours)s."), **values
        )
    if told.news is News.SESSION_CANCELLED:
        return t.tr(
            N_("This session was cancelled, and your booking with it: %(title)s, %(day)s, %(hours)s."), **values
        )
    return t.tr(N_("This session has changed; your booking stands: %(title)s, %(day)s, %(hours)s."), **values)


def details(t: Translator, session: Session, trainer: str) -> list[tuple[str, str]]:
    """Everything about a session, as pairs of a label and a value."""
    held = [
        (t.tr(N_("Day")), day(t, session)),
        (t.tr(N_("Time")), hours(t, session)),
        (t.tr(N_("Place")), where(t, session)),
        (t.tr(N_("Link")), session.link),
        (t.tr(N_("Language")), language(t, session)),
        (t.tr(N_("Trainer")), trainer),
    ]
    return [(label, value) for label, value in held if value]


def taken(t: Translator, booked: int, waiting: int) -> str:
    """How many have a place, and how many wait."""
    have = t.ngettext("%(number)s place booked", "%(number)s places booked", booked)
    wait = t.ngettext("%(number)s person waiting", "%(number)s people waiting", waiting)
    return f"{have}, {wait}" if waiting else have


def against(t: Translator, booked: int, left: int) -> str:
    """How many places these people have booked, and how many are left for anybody."""
    have = t.ngettext("%(number)s place booked by these people", "%(number)s places booked by these people", booked)
    still = t.ngettext("%(number)s place left", "%(number)s places left", left)
    return f"{have}, {still}."


_MARKED: Mapping[Mark, str] = MappingProxyType(
    {Mark.FULL: N_("[x] In full"), Mark.PART: N_("[/] In part"), Mark.ABSENT: N_("[-] Did not attend")}
)
_COMING: Mapping[State | None, str] = MappingProxyType(
    {State.BOOKED: N_("[ ] Booked"), State.WAITING: N_("[ ] Waiting"), None: N_("[ ] Not booked")}
)


def attendance(t: Translator, made: Mark | None, coming: State | None) -> str:
    """A person's line on the sheet: the mark with its shape, or how they are booked while there is none."""
    return t.tr(_COMING[coming]) if made is None else t.tr(_MARKED[made])
