"""The register of a toolbox talk: taken, signed off as one act, and from then on never edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.domain import certification
from prevent_tui.domain import registers as rules
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.domain.registers import Entry, Kind, Register, Stage, Via
from prevent_tui.safety import clean
from prevent_tui.services import access, numbers, standing
from prevent_tui.services.access import Actor
from prevent_tui.services.talks import (
    TalkRow,
    require_header,
    require_own,
    require_sight,
    require_taker,
    rows_of,
    text_of,
)
from prevent_tui.storage import audit, installation, pathway, people, records
from prevent_tui.storage import registers as stored
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person
from prevent_tui.storage.records import NewCompletion, Provenance
from prevent_tui.storage.registers import Header

FOUND = 30
"""How many people a search brings at most."""
MOST_HANDS = 999


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a register. `pending` says what their completion waits for: a `staff_list` that has their number,
    one that has them again after they `left`, or a number where there is only a `name`.

    `removed` and `voided` hold the reason, once there is one.
    """

    entry: Entry
    name: str
    payroll_number: str
    pending: str | None
    removed: str | None
    voided: str | None
    completion_id: str | None

    @property
    def stands(self) -> bool:
        """Whether the person is on the register."""
        return self.removed is None and self.voided is None


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register with the names of those on it, in the order in which they came."""

    row: TalkRow
    lines: tuple[Line, ...]

    @property
    def register(self) -> Register:
        """Its events, folded."""
        return self.row.register

    @property
    def present(self) -> tuple[Line, ...]:
        """Who is on it."""
        return tuple(line for line in self.lines if line.stands)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The outcome of a signing in: the line, and whether that person was on the register already."""

    view: RegisterView
    line: Line
    already: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody a search brought, whether they report to who asks, and whether they are on the register."""

    person_id: str
    name: str
    payroll_number: str
    own: bool
    present: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sign-off records: completions that count, practice, those that wait for a staff list; and names alone.

    `last` is the event up to which the register was read.
    """

    last: int
    counting: int
    practice: int
    waiting: int
    unnumbered: int

    @property
    def completions(self) -> int:
        """How many completions are recorded."""
        return self.counting + self.practice + self.waiting


class Registers:
    """Takes registers and signs them off."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def read(self, actor: Actor, register_id: str) -> RegisterView:
        """A register; for its presenter, who signed it, an administrator, and any manager while it is open."""
        with self._store.read():
            header = require_header(register_id)
            view = view_of(header)
            require_sight(actor, header, view.register, on=self._clock.today())
            return view

    def search(self, actor: Actor, register_id: str, text: str) -> list[Found]:
        """Staff by part of a name or the beginning of a number: the actor's own reports first, then everyone.

        Without a text, the actor's own reports; a delegate's include those of the managers they stand in for.
        """
        text = clean(text)
        with self._store.read():
            register = self._taken(actor, require_header(register_id))
            own = self._reports(actor, text)
            others = stored.search(text, on=self._clock.today(), limit=FOUND) if text.strip() else []
            mine = {person.id for person in own}
            ordered = [*own, *(person for person in others if person.id not in mine)][:FOUND]
            return [_found(person, person.id in mine, register) for person in ordered]

    def _reports(self, actor: Actor, text: str) -> Sequence[Person]:
        today = self._clock.today()
        managers = sorted(access.stands_as(actor, today), key=lambda one: one != actor.person_id)
        return [one for each in managers for one in stored.search(text, on=today, limit=FOUND, manager_id=each)]

    # -- taking it -------------------------------------------------------------------------------------------------

    def sign_in(self, actor: Actor, register_id: str, payroll_number: str) -> Arrival:
        """Sign somebody in by the number they type, gaps and small letters or not.

        Raises `number_missing`, or `unknown_person` where nobody has it.
        """
        number = text_of(payroll_number, "number_missing")
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            register = self._taken(actor, header)
            person = numbers.meant(number)
            if person is None:
                raise PreventError("unknown_person")
            return self._arrived(actor, header, register, person.id, via=Via.NUMBER)

    def pick(self, actor: Actor, register_id: str, person_id: str) -> Arrival:
        """Sign in somebody who was found by name; `unknown_person` where the staff list has nobody of that identity."""
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            register = self._taken(actor, header)
            person = people.by_ids([person_id]).get(person_id)
            if person is None or person.kind != "staff":
                raise PreventError("unknown_person")
            return self._arrived(actor, header, register, person_id, via=Via.NAME)

    def walk_in(self, actor: Actor, register_id: str, name: str, payroll_number: str = "") -> Arrival:
        """Sign in somebody who is not on the staff list; with a number, their completion waits for a list that has it.

        A number that the staff list has after all signs that person in. Raises `name_missing`.
        """
        called = text_of(name, "name_missing")
        number = "".join(clean(payroll_number).split()) and text_of(payroll_number, "number_missing")
        with self._store.write(everyone=True):
            header = require_header(register_id)
            register = self._taken(actor, header)
            person = numbers.meant(number) if number else None
            if person is not None:
                return self._arrived(actor, header, register, person.id, via=Via.NUMBER)
            stub = self._stub(number) if number else None
            return self._arrived(actor, header, register, stub, via=Via.WALK_IN, name=called)

    def remove(self, actor: Actor, register_id: str, entry: int, reason: str) -> RegisterView:
        """Take somebody off before the sign-off, with a reason; `unknown_entry` where they aren't on it."""
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            register = self._taken(actor, header)
            details = {"entry": register.entry(entry).number}
            why = text_of(reason, "reason_missing")
            self._append(actor, header, register, Kind.REMOVED, details=details, remark=why)
            return view_of(header)

    def count_hands(self, actor: Actor, register_id: str, question: str, counts: Mapping[str, int]) -> RegisterView:
        """Keep how many hands each option of a question had; counted again, the last count stands."""
        if not all(0 <= count <= MOST_HANDS for count in counts.values()):
            raise PreventError("hands_wrong", most=MOST_HANDS)
        with self._store.write(people=[self._presenter(register_id)]):
            header = require_header(register_id)
            register = self._taken(actor, header)
            details = {"question": question, "counts": dict(counts)}
            self._append(actor, header, register, Kind.HANDS, details=details)
            return view_of(header)

    # -- signing it off --------------------------------------------------------------------------------------------

    def preview(self, actor: Actor, register_id: str) -> Preview:
        """What signing it off would record; `register_empty` where nobody is on it."""
        with self._store.read():
            header = require_header(register_id)
            require_own(actor, header, on=self._clock.today())
            return self._preview(view_of(header))

    def sign_off(self, actor: Actor, register_id: str, preview: Preview) -> RegisterView:
        """Record everybody's completion and close the register, in one transaction.

        Raises `register_changed` where it would record something else than was shown, and `register_signed_by` where
        somebody has signed it off meanwhile.
        """
        with self._store.write(everyone=True):
            header = require_header(register_id)
            require_own(actor, header, on=self._clock.today())
            view = view_of(header)
            if self._preview(view) != preview:
                raise PreventError("register_changed")
            provenance = self._provenance(actor)
            stored.append(register_id, view.register.last + 1, Kind.SIGNED_OFF, provenance)
            new = [_completion(view, line) for line in view.present if line.completion_id]
            records.add_completions(new, provenance)
            owners = sorted({records.owner_of(one.id) or one.person_id for one in new})
            standing.rebuild(owners)
            held_on = view.register.held_on or self._clock.today()
            pathway.answer_requests(owners, held_on, by=actor.person_id, at=provenance.at)
            position = stored.position(register_id)
            if position is not None:
                at = stored.Position(position.step, position.revealed, position.begun_at, ended=True)
                stored.keep_position(register_id, at)
            facts = {"number": header.number, "completions": preview.completions}
            audit.append("register_signed", register_id, facts, by=actor.person_id, at=provenance.at)
            return view_of(header)

    def void(self, actor: Actor, register_id: str, entry: int, reason: str) -> RegisterView:
        """Void an entry of a signed register, and the completion with it: for who signed it, and administrators."""
        with self._store.write(everyone=True):
            header = require_header(register_id)
            access.require_manager(actor, on=self._clock.today())
            view = view_of(header)
            if not actor.is_anyone and actor.person_id != view.register.signed_by:
                raise PreventError("not_permitted")
            _require_stage(view.register, Stage.SIGNED)
            line = next((line for line in view.present if line.entry.number == entry), None)
            if line is None:
                raise PreventError("unknown_entry")
            why, provenance = text_of(reason, "reason_missing"), self._provenance(actor)
            stored.append(register_id, view.register.last + 1, Kind.VOIDED, provenance, details={"entry": entry},
                          remark=why)  # fmt: skip
            if line.completion_id:
                records.add_void(line.completion_id, why, provenance)
                standing.rebuild([records.owner_of(line.completion_id) or ""])
            facts = {"number": header.number, "entry": entry}
            audit.append("register_entry_voided", register_id, facts, by=actor.person_id, at=provenance.at)
            return view_of(header)

    # -- inside a transaction --------------------------------------------------------------------------------------

    def _taken(self, actor: Actor, header: Header) -> Register:
        """The register, for who may take it, while it is open; who comes too late is told what became of it."""
        register = rules.fold(stored.events([header.id])[header.id])
        require_taker(actor, header, on=self._clock.today())
        _require_stage(register, Stage.OPEN)
        return register

    def _arrived(
        self, actor: Actor, header: Header, register: Register, person_id: str | None, *, via: Via, name: str = ""
    ) -> Arrival:
        held = _held(register, person_id) if person_id else None
        number = held.number if held else register.last + 1
        if held is None:
            self._append(
                actor, header, register, Kind.SIGNED_IN, person_id=person_id, details={"via": via.value}, remark=name
            )
        view = view_of(header)
        line = next(line for line in view.present if line.entry.number == number)
        return Arrival(view, line, held is not None)

    def _append(self, actor: Actor, header: Header, register: Register, kind: Kind, **what: object) -> None:
        stored.append(header.id, register.last + 1, kind, self._provenance(actor), **what)  # type: ignore[arg-type]

    def _preview(self, view: RegisterView) -> Preview:
        _require_stage(view.register, Stage.OPEN)
        if not view.present:
            raise PreventError("register_empty")
        on, policy = view.register.held_on, standing.policy_in_force()
        assert on is not None
        known = people.by_ids([line.entry.person_id for line in view.present if line.entry.person_id])
        staff = [person for person in known.values() if _listed(person, on)]
        held = standing.records_of(staff, policy)
        counting = sum(1 for one in staff if certification.will_count(held[one.id], on, policy=policy).counts)
        return Preview(
            last=view.register.last,
            counting=counting,
            practice=len(staff) - counting,
            waiting=len(known) - len(staff),
            unnumbered=sum(1 for line in view.present if line.entry.person_id is None),
        )

    def _stub(self, payroll_number: str) -> str:
        return numbers.stub_of(payroll_number, listed_on=self._clock.today(), at=self._clock.now())

    def _presenter(self, register_id: str) -> str:
        with self._store.read():
            return require_header(register_id).presenter_id

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))


def _listed(person: Person, on: dt.date) -> bool:
    """Whether the staff list has that person on that day."""
    return person.kind == "staff" and (person.left_on is None or person.left_on >= on)


def _held(register: Register, person_id: str) -> Entry | None:
    """The entry of a person who is on it, under a number that turned out to be theirs too."""
    known = stored.persons(entry.person_id for entry in register.present if entry.person_id)
    return next((one for one in register.present if one.person_id and known[one.person_id].id == person_id), None) or (
        register.of_person(person_id)
    )


def _require_stage(register: Register, stage: Stage) -> None:
    """As the rules say; a register that is signed off already says by whom."""
    if stage is Stage.OPEN and register.stage is Stage.SIGNED and register.signed_by:
        raise PreventError("register_signed_by", name=people.by_id(register.signed_by).name)
    rules.require(register, stage)


def view_of(header: Header) -> RegisterView:
    """A register with its names; inside a transaction."""
    (row,) = rows_of([header])
    entries = row.register.entries
    known = stored.persons(entry.person_id for entry in entries if entry.person_id)
    marks = [mark for entry in entries for mark in (entry.event_id, entry.removed, entry.voided) if mark]
    words = stored.remarks(marks)
    made = (_completion_id(row, entry) for entry in entries)
    voided = stored.voided(one for one in made if one) if row.register.stage is Stage.SIGNED else frozenset()
    return RegisterView(
        row, tuple(_line(row, entry, person=known.get(entry.person_id or ""), words=words, voided=voided)
                   for entry in entries)
    )  # fmt: skip


def _line(
    row: TalkRow, entry: Entry, *, person: Person | None, words: Mapping[str, str], voided: frozenset[str]
) -> Line:
    completion = _completion_id(row, entry)
    elsewhere = "" if completion in voided else None
    return Line(
        entry=entry,
        name=(person.name if person else "") or words.get(entry.event_id, ""),
        payroll_number=person.payroll_number if person else "",
        pending=_pending(person, row.register.held_on),
        removed=words.get(entry.removed, "") if entry.removed else None,
        voided=words.get(entry.voided, "") if entry.voided else elsewhere,
        completion_id=completion,
    )


def _pending(person: Person | None, on: dt.date | None) -> str | None:
    if person is None:
        return "name"
    if person.kind != "staff":
        return "staff_list"
    return None if on is None or _listed(person, on) else "left"


def _completion_id(row: TalkRow, entry: Entry) -> str | None:
    on = row.register.held_on
    if entry.person_id is None or on is None:
        return None
    return records.register_completion_id(entry.person_id, OptionId.BRIEFING, on, row.id)


def _completion(view: RegisterView, line: Line) -> NewCompletion:
    on, person = view.register.held_on, line.entry.person_id
    assert on is not None
    assert person is not None
    assert line.completion_id is not None
    return NewCompletion(line.completion_id, person, OptionId.BRIEFING, on, "register", source_id=view.row.id)


def _found(person: Person, own: bool, register: Register) -> Found:
    present = register.of_person(person.id) is not None
    return Found(person.id, person.name, person.payroll_number, own, present)
