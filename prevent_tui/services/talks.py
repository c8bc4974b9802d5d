"""Toolbox talks: planned, begun, and followed slide by slide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.content.talks import TalkShelf
from prevent_tui.domain import registers as rules
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.identity import reference
from prevent_tui.domain.registers import Kind, Register, Stage
from prevent_tui.domain.talks import Pace, Talk, TalkStep, pace
from prevent_tui.safety import clean
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.services.requests import plan_request
from prevent_tui.storage import installation, pathway
from prevent_tui.storage import registers as stored
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import Provenance
from prevent_tui.storage.registers import Header, Position

TALK = "talk"
LONGEST_TEXT = 200
"""Characters of a place, a name or a reason."""


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk in a list: its register's short number and reference, who presents it, and how far it is."""

    id: str
    number: int
    reference: str
    presenter: str
    presenter_payroll_number: str
    register: Register

    @property
    def stage(self) -> Stage:
        """Where its register is in its life."""
        return self.register.stage


@dataclass(frozen=True, slots=True)
class Showing:
    """What a talk shows: the step (from 0), whether its answer is shown, and whether the talk has begun and is over.

    One that is over and never began was cancelled.
    """

    step: int
    revealed: bool
    ended: bool
    begun: bool = True


@dataclass(frozen=True, slots=True)
class TalkView:
    """A talk while it is given: its content, what it shows, and the clock against the plan, once it runs."""

    row: TalkRow
    talk: Talk
    showing: Showing
    pace: Pace | None

    @property
    def step(self) -> TalkStep:
        """The slide or question that is shown."""
        return self.talk.steps[self.showing.step]

    @property
    def next_step(self) -> TalkStep | None:
        """What comes after it."""
        at = self.showing.step + 1
        return self.talk.steps[at] if at < len(self.talk.steps) else None


def text_of(text: str, code: str) -> str:
    """A short text from a person, cleaned; `code` where there is none, `words_too_long` where it is too long."""
    cleaned = " ".join(clean(text).split())
    if not cleaned:
        raise PreventError(code)
    if len(cleaned) > LONGEST_TEXT:
        raise PreventError("words_too_long", most=LONGEST_TEXT)
    return cleaned


def require_header(register_id: str) -> Header:
    """The register of that identity; `unknown_register` where there is none."""
    header = stored.header(register_id)
    if header is None:
        raise PreventError("unknown_register")
    return header


def require_sight(actor: Actor, header: Header, register: Register, *, on: dt.date) -> None:
    """Its presenter, who signed it, an administrator; while it is open, any manager: they are in the room.

    `not_permitted` for anyone else, `presenter_no_longer` for a presenter who manages nobody by now.
    """
    require_taker(actor, header, on=on)
    own = actor.person_id in (header.presenter_id, register.signed_by)
    if not (actor.is_anyone or own or register.stage is Stage.OPEN):
        raise PreventError("not_permitted")


def require_lead(actor: Actor, header: Header, register: Register, *, on: dt.date) -> None:
    """Who may turn the slides: its presenter until it is over, whatever becomes of their team meanwhile.

    People sit in front of them, and nobody's record is read. For others as `require_sight`.
    """
    if register.stage is not Stage.OPEN or actor.person_id != header.presenter_id:
        require_sight(actor, header, register, on=on)


def require_own(actor: Actor, header: Header, *, on: dt.date) -> None:
    """Its presenter, while they are a manager, or an administrator; for anyone else as `require_sight`."""
    require_taker(actor, header, on=on)
    if not actor.is_anyone and actor.person_id != header.presenter_id:
        raise PreventError("not_permitted")


def require_taker(actor: Actor, header: Header, *, on: dt.date) -> None:
    """Any manager of that day, or an administrator: who may take a register while it is open.

    A presenter who was one is told what becomes of the register: `presenter_no_longer`.
    """
    try:
        access.require_manager(actor, on=on)
    except PreventError as refused:
        if actor.person_id == header.presenter_id:
            raise PreventError("presenter_no_longer") from refused
        raise


def _named(name: str) -> Header | None:
    if name.isascii() and name.isdigit() and len(name) < 10:
        return stored.by_number(int(name))
    return next((one for one in stored.headers() if name.upper() in (reference(one.id), one.id.upper())), None)


def rows_of(headers: list[Header]) -> list[TalkRow]:
    """Those registers as rows of a list; inside a transaction."""
    events = stored.events([header.id for header in headers])
    presenters = stored.persons(header.presenter_id for header in headers)
    return [
        TalkRow(
            id=header.id,
            number=header.number,
            reference=reference(header.id),
            presenter=presenters[header.presenter_id].name,
            presenter_payroll_number=presenters[header.presenter_id].payroll_number,
            register=rules.fold(events[header.id]),
        )
        for header in headers
    ]


class Talks:
    """Plans talks, begins them, and says what they show."""

    def __init__(self, store: Store, clock: Clock, shelf: TalkShelf) -> None:
        self._store = store
        self._clock = clock
        self._shelf = shelf

    def content(self, actor: Actor) -> Talk:
        """The slides, questions and hand-out; anybody may read them. Raises `talk_broken`."""
        return self._shelf.talk(TALK)

    def list(self, actor: Actor) -> list[TalkRow]:
        """One's own talks, an administrator's view of everybody's; the newest first."""
        with self._store.read():
            access.require_manager(actor, on=self._clock.today())
            return rows_of(stored.headers(None if actor.is_anyone else actor.person_id))

    def find(self, actor: Actor, name: str) -> TalkRow:
        """The talk with that short number, or reference; `unknown_register` where there is none.

        Raises `not_permitted` for who may not see its register.
        """
        with self._store.read():
            access.require_manager(actor, on=self._clock.today())
            header = _named(name.strip())
            if header is None:
                raise PreventError("unknown_register")
            (row,) = rows_of([header])
            require_sight(actor, header, row.register, on=self._clock.today())
            return row

    def plan(self, actor: Actor, held_on: dt.date, place: str, *, requests: Sequence[str] = ()) -> TalkRow:
        """Plan a talk that the actor will present, on a day, at a place; it isn't open yet.

        The requests that it answers are planned for its day in the same transaction. Raises `not_permitted`,
        `place_missing` or `words_too_long`, and what planning a request raises.
        """
        if actor.person_id is None:  # a talk has a presenter
            raise PreventError("not_permitted")
        with self._store.write(everyone=True):
            access.require_manager(actor, on=self._clock.today())
            provenance = self._provenance(actor)
            for request in requests:
                plan_request(actor, request, held_on, today=self._clock.today(), at=provenance.at)
            header = stored.add(TALK, actor.person_id, provenance)
            details: dict[str, object] = {
                "held_on": held_on.isoformat(), "place": text_of(place, "place_missing")
            }  # fmt: skip
            if requests:
                details["requests"] = sorted(requests)
            stored.append(header.id, 1, Kind.PLANNED, provenance, details=details)
            return rows_of([header])[0]

    def begin(self, actor: Actor, register_id: str, held_on: dt.date | None = None) -> TalkRow:
        """Open the register of a planned talk: for today, or for a day that has been.

        The day it is opened for is the day of its completions from then on, whatever a clock says later. Raises
        `talk_in_future`, or what `registers.require` raises.
        """
        day, today = held_on or self._clock.today(), self._clock.today()
        if day > today:
            raise PreventError("talk_in_future")
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            require_own(actor, header, on=self._clock.today())
            register = rules.fold(stored.events([register_id])[register_id])
            rules.require(register, Stage.PLANNED)
            provenance = self._provenance(actor)
            stored.append(register_id, register.last + 1, Kind.OPENED, provenance,
                          details={"held_on": day.isoformat()})  # fmt: skip
            stored.keep_position(register_id, Position(0, False, None, False))
            return rows_of([header])[0]

    def cancel(self, actor: Actor, register_id: str, reason: str) -> TalkRow:
        """Cancel a talk that isn't signed off, with a reason; nothing is recorded for anybody.

        The requests it was to answer wait to be planned again.
        """
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            require_own(actor, header, on=self._clock.today())
            events = stored.events([register_id])[register_id]
            register = rules.fold(events)
            if register.stage is not Stage.PLANNED:
                rules.require(register, Stage.OPEN)
            held = rules.answered(events)
            if held is not None:
                pathway.reopen_requests(*held)
            stored.append(register_id, register.last + 1, Kind.CANCELLED, self._provenance(actor),
                          remark=text_of(reason, "reason_missing"))  # fmt: skip
            position = stored.position(register_id)
            if position is not None:
                stored.keep_position(register_id, Position(position.step, position.revealed, position.begun_at, True))
            return rows_of([header])[0]

    def view(self, actor: Actor, register_id: str) -> TalkView:
        """The talk as its presenter sees it; raises `register_not_open` before it has begun."""
        talk = self._shelf.talk(TALK)
        with self._store.read():
            header = require_header(register_id)
            (row,) = rows_of([header])
            require_lead(actor, header, row.register, on=self._clock.today())
            return self._view(row, talk, stored.position(register_id))

    def show(self, actor: Actor, register_id: str, step: int, *, revealed: bool = False) -> TalkView:
        """Go to a step (from 0; one outside the talk means its nearest end); on the disk when this returns.

        The clock starts with the first turn, as if all before it had taken its time: people may have been signing in
        for a while by then. It starts anew where the machine's has been set back to before that.
        """
        talk = self._shelf.talk(TALK)
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            (row,) = rows_of([header])
            require_lead(actor, header, row.register, on=self._clock.today())
            rules.require(row.register, Stage.OPEN)
            position = stored.position(register_id)
            assert position is not None
            at = max(0, min(step, len(talk.steps) - 1))
            position = Position(at, revealed, self._started(talk, at, position.begun_at), False)
            stored.keep_position(register_id, position)
            return self._view(row, talk, position)

    def follow(self, actor: Actor, number: int) -> str:
        """The register's identity for a second terminal that follows the talk, before it begins too.

        Anybody may: it shows slides only. Raises `unknown_register`.
        """
        with self._store.read():
            header = stored.by_number(number)
        if header is None:
            raise PreventError("unknown_register")
        return header.id

    def going_on(self, actor: Actor) -> int | None:
        """The number of the talk that a second terminal is likeliest to follow; None where no talk goes on."""
        with self._store.read():
            return stored.latest_going_on()

    def showing(self, actor: Actor, register_id: str) -> Showing:
        """What the talk shows now: one row of one table, to be asked again and again."""
        with self._store.read():
            position = stored.position(register_id)
            if position is None:
                register = rules.fold(stored.events([require_header(register_id).id])[register_id])
                return Showing(0, revealed=False, ended=register.stage is Stage.CANCELLED, begun=False)
        return self._showing(position, self._shelf.talk(TALK))

    def _started(self, talk: Talk, step: int, begun_at: dt.datetime | None) -> dt.datetime | None:
        """Since when the clock of a talk runs that is at a step (from 0)."""
        now = self._clock.now()
        if begun_at is not None and begun_at <= now:
            return begun_at
        return now - dt.timedelta(minutes=sum(one.minutes for one in talk.steps[:step])) if step else begun_at

    def _view(self, row: TalkRow, talk: Talk, position: Position | None) -> TalkView:
        if position is None:
            raise PreventError("register_not_open")
        showing = self._showing(position, talk)
        begun_at = position.begun_at
        clock = None if begun_at is None else pace(talk, showing.step, self._clock.now() - begun_at)
        return TalkView(row, talk, showing, clock)

    @staticmethod
    def _showing(position: Position, talk: Talk) -> Showing:
        return Showing(min(position.step, len(talk.steps) - 1), position.revealed, position.ended)

    def _presenter(self, register_id: str) -> str:
        with self._store.read():
            return require_header(register_id).presenter_id

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))
