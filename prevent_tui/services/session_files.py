"""The files of a session: its sign-in sheet, and everybody's calendar file after a change or a cancellation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from prevent_tui import booking_words, wording
from prevent_tui.clock import Clock
from prevent_tui.domain import london
from prevent_tui.domain.bookings import Session, State
from prevent_tui.domain.errors import PreventError
from prevent_tui.exchange import saving, sign_in_sheet
from prevent_tui.exchange.sign_in_sheet import Block, SignInSheet
from prevent_tui.i18n import LANGUAGES, N_, Translator
from prevent_tui.services.access import Actor
from prevent_tui.services.bookings import sequence_of
from prevent_tui.services.sessions import led_session
from prevent_tui.services.sheets import Comer, Sheet, sheet_of
from prevent_tui.storage import people, sessions
from prevent_tui.storage.database import Store
from prevent_tui.storage.sessions import Booking

FORMS = ("html", "text", "csv")
_SUFFIXES = {"html": "html", "text": "txt", "csv": "csv"}
_EMPTY_LINES = 8
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class CalendarFolder:
    """Calendar files that were written: where, and how many."""

    folder: Path
    files: int


class SessionFiles:
    """Writes a session's files, for its trainer and administrators."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sign_in_sheet(self, actor: Actor, session_id: str, form: str) -> str:
        """The sign-in sheet as `html`, `text` or `csv`, in the language the session is held in.

        Raises `not_permitted`, `unknown_session`, `session_cancelled`.
        """
        with self._store.read():
            sheet = sheet_of(led_session(actor, session_id), now=self._clock.now())
        if form == "csv":
            return sign_in_sheet.as_csv(_records(sheet))
        told = _told(sheet)
        return sign_in_sheet.as_html(told) if form == "html" else sign_in_sheet.as_text(told)

    def save_sheet(self, actor: Actor, session_id: str, directory: Path) -> tuple[Path, ...]:
        """Write the sheet in every form into a directory, beside earlier ones that differ; `cannot_create`."""
        texts = {form: self.sign_in_sheet(actor, session_id, form) for form in FORMS}
        name = f"sign-in-sheet-{_plain(session_id)}"
        return tuple(
            saving.write_beside_others(directory / f"{name}.{_SUFFIXES[form]}", [text.encode()])
            for form, text in texts.items()
        )

    def save_calendars(self, actor: Actor, session_id: str, directory: Path) -> CalendarFolder:
        """Write a calendar file for everybody who has a place, or had one when the session was cancelled.

        Of a cancelled session the files take the entry away, of any other they bring it up to date. They go into a new
        folder. Raises `nobody_booked` where there is nobody, `cannot_create`, and what `sign_in_sheet` raises, a
        cancelled session apart.
        """
        with self._store.read():
            session = led_session(actor, session_id, cancelled_too=True)
            held = {person: made for person, made in sessions.all_of(session_id).items() if _had(made[-1], session)}
            persons = people.by_ids(sorted(held))
            trainer = people.by_id(session.trainer_id).name
        if not held:
            raise PreventError("nobody_booked")
        files = list(self._calendars(session, held, persons, trainer))
        kind = "cancelled" if session.cancelled_at is not None else "places"
        folder = saving.write_folder(directory, f"calendar-{_plain(session_id)}-{kind}", files)
        return CalendarFolder(folder, len(files))

    def _calendars(
        self, session: Session, held: dict[str, list[Booking]], persons: dict[str, people.Person], trainer: str
    ) -> Iterator[tuple[str, bytes]]:
        from prevent_tui.exchange import calendar  # its library takes longer to import than the first frame may

        taken = Counter[str]()
        for person_id, made in held.items():
            person = persons[person_id]
            name = _plain(person.payroll_number)
            taken[name.casefold()] += 1  # other signs become the same one
            again = taken[name.casefold()]
            data = calendar.file_for(
                session,
                sequence=sequence_of(session, made),
                cancelled=made[-1].state is State.CANCELLED,
                attendee=calendar.Attendee(person.name, None),
                trainer=trainer,
                at=self._clock.now(),
            )
            yield f"{name}_{again}.ics" if again > 1 else f"{name}.ics", data


def _had(last: Booking, session: Session) -> bool:
    """Whether somebody has a place, or lost it with the session."""
    return last.booked_at is not None and last.cancelled_at in (None, session.cancelled_at)


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("-", text)[:60]


def _told(sheet: Sheet) -> SignInSheet:
    """The sheet in the words of its language."""
    session = sheet.session
    t = Translator(session.language if session.language in LANGUAGES else LANGUAGES[0])
    booked, waiting = sheet.of(State.BOOKED), sheet.of(State.WAITING)
    caption = t.ngettext("%(number)s person with a place", "%(number)s people with a place", len(booked))
    blocks = [Block(caption, "", _rows(booked))] if booked else []
    if waiting:
        remark = t.tr(N_("In this order: they come in where places stay empty."))
        blocks.append(Block(t.tr(N_("Waiting list")), remark, _rows(waiting)))
    came = _rows(sheet.of(None))
    empty = [(str(number), "", "") for number in range(len(came) + 1, len(came) + _EMPTY_LINES + 1)]
    blocks.append(Block(t.tr(N_("Not booked")), t.tr(N_("Write your name and payroll number.")), [*came, *empty]))
    columns = (t.tr(N_("No.")), t.tr(N_("Name")), t.tr(N_("Payroll number")), t.tr(N_("Signature")))
    return SignInSheet(
        language=t.language,
        title=t.tr(N_("Sign-in sheet: %(title)s"), title=session.title),
        facts=[
            (t.tr(N_("Option")), wording.option_name(t, session.option)),
            *booking_words.details(t, session, sheet.trainer),
            (t.tr(N_("Session")), session.id),
        ],
        columns=columns,
        blocks=blocks,
        signature=t.tr(N_("Trainer's signature and date")),
    )


def _rows(comers: Sequence[Comer]) -> list[tuple[str, str, str]]:
    return [(str(at), comer.name, comer.payroll_number) for at, comer in enumerate(comers, 1)]


def _records(sheet: Sheet) -> Iterator[dict[str, str]]:
    session = sheet.session
    held = {
        "session_id": session.id,
        "title": session.title,
        "starts_at": london.as_text(session.starts_at),
        "ends_at": london.as_text(session.ends_at),
        "place": session.place or session.link,
        "trainer": sheet.trainer,
        "signature": "",
    }
    lists: tuple[tuple[str, State | None], ...] = (
        ("booked", State.BOOKED),
        ("waiting", State.WAITING),
        ("walk_in", None),
    )
    for name, state in lists:
        for number, who, payroll in _rows(sheet.of(state)):
            yield held | {"list": name, "number": number, "name": who, "payroll_number": payroll}
