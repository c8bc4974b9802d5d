"""What a row of the audit log says, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from prevent_tui import booking_words, policy_words, wording
from prevent_tui.domain.bookings import Mark
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_, Translator

if TYPE_CHECKING:
    from prevent_tui.services.audit import Entry

ACTS: Mapping[str, str] = MappingProxyType(
    {
        "absence": N_("Long leave recorded"),
        "account_disabled": N_("Account disabled"),
        "account_enabled": N_("Account opened again"),
        "account_unlocked": N_("Account unlocked"),
        "administrator_added": N_("Made an administrator"),
        "administrator_removed": N_("No longer an administrator"),
        "attendance_recorded": N_("Attendance recorded"),
        "attendance_voided": N_("Mark of attendance voided"),
        "booked": N_("Place booked for somebody"),
        "booking_cancelled": N_("Somebody's booking cancelled"),
        "booking_released": N_("Place given up for somebody"),
        "certificate_key": N_("New key for certificates"),
        "code_issued": N_("One-time code issued"),
        "completion_voided": N_("Completion voided"),
        "completions_import": N_("Training records imported"),
        "delegate": N_("Stand-in named"),
        "delegation_ended": N_("Stand-in ended"),
        "keys_issued": N_("Registration keys issued"),
        "pending_joined": N_("Unknown number joined to a person"),
        "policy": N_("Policy changed"),
        "register_entry_voided": N_("Entry of a register voided"),
        "register_signed": N_("Register signed off"),
        "resume": N_("Option runs again"),
        "session_cancelled": N_("Session cancelled"),
        "sessions_import": N_("Sessions imported"),
        "staff_import": N_("Staff list imported"),
        "suspend": N_("Option suspended"),
        "talk_planned": N_("Toolbox talk planned for somebody"),
    }
)
"""What each act is called; the codes are kept."""

_DAYS: Mapping[str, str] = MappingProxyType(
    {"from": N_("from %(value)s"), "until": N_("until %(value)s"), "on": N_("on %(value)s")}
)

_FACTS: Mapping[str, str] = MappingProxyType(
    {
        "number": N_("talk %(value)s"),
        "entry": N_("line %(value)s"),
        "session": N_("session %(value)s"),
        "added": N_("new: %(value)s"),
        "changed": N_("changed: %(value)s"),
        "returned": N_("came back: %(value)s"),
        "left": N_("left: %(value)s"),
        "pending": N_("waiting for a staff list: %(value)s"),
        "rows": N_("rows: %(value)s"),
        "completions": N_("completions: %(value)s"),
        "keys": N_("keys: %(value)s"),
        "mark": N_("mark: %(value)s"),
        "full": N_("attended in full: %(value)s"),
        "part": N_("in part: %(value)s"),
        "absent": N_("absent: %(value)s"),
        "booked": N_("had a place: %(value)s"),
        "waiting": N_("waited: %(value)s"),
    }
)

_SILENT = frozenset({"delegate", "person", "completion", "stub"})
"""Identities that say nothing to a reader, or that a name stands for."""


def act(t: Translator, action: str) -> str:
    """What an act is called; one that has no name here yet is called by its code."""
    return t.tr(ACTS[action]) if action in ACTS else action


def sentence(t: Translator, entry: Entry) -> str:
    """What was done, to whom, and with which facts."""
    days = " ".join(_fact(t, name, value) for name, value in _told(entry) if name in _DAYS)
    others = [_fact(t, name, value) for name, value in _told(entry) if name not in _DAYS]
    unread = "" if entry.facts or entry.row.details == "{}" else entry.row.details
    facts = [text for text in (_about(t, entry), days, *others, unread) if text]
    told = act(t, entry.row.action)
    return f"{told}: {', '.join(facts)}" if facts else told


def who(t: Translator, entry: Entry) -> str:
    """Who did it."""
    if entry.actor is not None:
        return entry.actor.name or entry.actor.payroll_number
    return entry.row.actor_id or t.tr(N_("the database's administrator"))


def when(t: Translator, entry: Entry, *, long: bool = False) -> str:
    """The day and time in London; what can't be read is shown as it is."""
    from prevent_tui.domain.london import LONDON

    try:
        moment = dt.datetime.fromisoformat(entry.row.recorded_at).astimezone(LONDON)
    except ValueError:
        return entry.row.recorded_at
    day = t.date(moment.date()) if long else moment.strftime("%d/%m/%Y")
    return f"{day} {moment:%H:%M}"


def _about(t: Translator, entry: Entry) -> str:
    subject = entry.row.subject
    if entry.subject is not None:
        named = f"{entry.subject.name} {entry.subject.payroll_number}".strip()
        if entry.other is not None:
            return t.tr(N_("%(delegate)s for %(manager)s"), delegate=entry.other.name, manager=named)
        return named
    if entry.other is not None:
        return f"{entry.other.name} {entry.other.payroll_number}".strip()
    if subject in tuple(OptionId):
        return wording.option_name(t, subject)
    return ""


def _told(entry: Entry) -> list[tuple[str, Any]]:
    """The details that say something, days first and last as they are read, then as the words for them stand."""
    places = {name: place for place, name in enumerate((*_DAYS, *_FACTS))}
    said = [(name, value) for name, value in entry.facts.items() if value not in (None, 0) and name not in _SILENT]
    return sorted(said, key=lambda pair: places.get(pair[0], len(places)))


def _fact(t: Translator, name: str, value: Any) -> str:
    if isinstance(value, list):
        told = t.tr(policy_words.NAMES[name]) if name in policy_words.NAMES else name
        return f"{told}: {' → '.join(str(one) or '–' for one in value)}"
    if name in _DAYS:
        return t.tr(_DAYS[name], value=_day(t, str(value)))
    if name == "mark" and value in tuple(Mark):
        value = t.tr(booking_words.MARKS[Mark(value)])
    return t.tr(_FACTS[name], value=value) if name in _FACTS else f"{name} {value}"


def _day(t: Translator, text: str) -> str:
    try:
        return t.date(dt.date.fromisoformat(text))
    except ValueError:
        return text
