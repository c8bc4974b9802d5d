"""Sentences about webinars and workshops: when, where, places left, the queue, and what happened to a booking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from prevent_tui import wording
from prevent_tui.domain import london
from prevent_tui.domain.bookings import Mark, News, Session, State
from prevent_tui.domain.people import fold
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.services.bookings import Notice, Offer
    from prevent_tui.services.sheets import Comer, Sheet

_LANGUAGES: Mapping[str, str] = MappingProxyType({"en": N_("In English"), "cy": N_("In Welsh")})

_STATES: Mapping[State, str] = MappingProxyType(
    {
        State.BOOKED: N_("You have a place"),
        State.WAITING: N_("You are on the waiting list"),
        State.CANCELLED: N_("Your booking was cancelled"),
    }
)

_THEIRS: Mapping[State, str] = MappingProxyType(
    {
        State.BOOKED: N_("%(name)s has a place"),
        State.WAITING: N_("%(name)s is on the waiting list"),
        State.CANCELLED: N_("The booking of %(name)s was cancelled"),
    }
)

MARKS: Mapping[Mark, str] = MappingProxyType(
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


def option_beside(t: Translator, session: Session) -> str:
    """The option's name, to stand beside the session's title; empty where the title says it already."""
    name = wording.option_name(t, session.option)
    return "" if fold(name) in fold(session.title) else name


def state(t: Translator, offer: Offer, *, name: str = "") -> str:
    """How the person stands with this session; empty where they have nothing to do with it.

    `name` is theirs where somebody else reads it.
    """
    if offer.state is None:
        return ""
    if name and offer.turn is not None:
        return t.tr(N_("%(name)s is on the waiting list, number %(turn)s"), name=name, turn=offer.turn)
    if name:
        return t.tr(_THEIRS[offer.state], name=name)
    if offer.turn is not None:
        return t.tr(N_("You are on the waiting list, number %(turn)s"), turn=offer.turn)
    return t.tr(_STATES[offer.state])


def mark(t: Translator, made: Mark) -> str:
    """What the trainer marked."""
    return t.tr(MARKS[made])


def notice(t: Translator, told: Notice) -> str:
    """What happened to a booking, in a sentence."""
    values = {
        "title": told.session.title,
        "day": day(t, told.session),
        "hours": hours(t, told.session),
    }
    parts = [t.tr(_NEWS[told.news], **values)]
    if told.news is News.SESSION_CANCELLED and told.reason:
        parts.append(reason(t, told.reason))
    if told.clash is not None:
        parts.append(clash(t, told.clash))
    return " ".join(parts)


_NEWS: Mapping[News, str] = MappingProxyType(
    {
        News.MOVED_UP: N_("You have moved up from the waiting list and have a place: %(title)s, %(day)s, %(hours)s."),
        News.SESSION_CANCELLED: N_(
            "This session was cancelled, and your booking with it: %(title)s, %(day)s, %(hours)s."
        ),
        News.CHANGED: N_("This session has changed; your booking stands: %(title)s, %(day)s, %(hours)s."),
        News.RELEASED: N_("The trainer has given up your booking: %(title)s, %(day)s, %(hours)s."),
    }
)


def reason(t: Translator, words: str) -> str:
    """Why a session was cancelled, as its trainer wrote it."""
    return t.tr(N_("Reason: %(reason)s"), reason=words)


def clash(t: Translator, other: Session) -> str:
    """That another booking is at the same time."""
    return t.tr(
        N_("You have another booking at the same time: %(title)s, %(day)s, %(hours)s. Give one of them up."),
        title=other.title,
        day=day(t, other),
        hours=hours(t, other),
    )


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
_RECORDED: Mapping[Mark, str] = MappingProxyType(
    {
        Mark.FULL: N_("[x] Recorded: in full"),
        Mark.PART: N_("[/] Recorded: in part"),
        Mark.ABSENT: N_("[-] Recorded: absent"),
    }
)


def attendance(t: Translator, comer: Comer) -> str:
    """A person's line on the sheet: the mark with its shape, or how they are booked while there is none."""
    if comer.mark is not None:
        return t.tr((_RECORDED if comer.recorded else _MARKED)[comer.mark])
    if comer.turn is not None:
        return t.tr(N_("[ ] Waiting, number %(turn)s"), turn=comer.turn)
    if comer.state is State.BOOKED:
        return t.tr(N_("[ ] Booked, moved up")) if comer.moved_up else t.tr(N_("[ ] Booked"))
    return t.tr(N_("[ ] No payroll number")) if comer.person_id is None else t.tr(N_("[ ] Not booked"))


def marked(t: Translator, sheet: Sheet) -> str:
    """How far the attendance is: how many are marked, or what was recorded."""
    made = [comer for comer in sheet.comers if comer.mark is not None]
    whole = len([comer for comer in sheet.comers if comer.state is State.BOOKED or comer.mark is not None])
    if made and not sheet.unrecorded:
        counts = {one.value: sum(1 for comer in made if comer.mark is one) for one in Mark}
        told = t.tr(N_("Recorded: %(full)s in full, %(part)s in part, %(absent)s did not attend."), **counts)
        left = t.ngettext("%(number)s not marked.", "%(number)s not marked.", whole - len(made))
        return f"{told} {left}" if whole > len(made) else told
    return t.ngettext("%(done)s of %(number)s person marked.", "%(done)s of %(number)s people marked.", whole,
                      done=len(made))  # fmt: skip
