"""What an administrator does: begin a database, bring people and training records in, issue codes, void a mistake."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prevent_tui.clock import Clock
from prevent_tui.domain import intake
from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.domain.intake import KnownPerson, StaffPlan
from prevent_tui.domain.people import StaffRow, fold
from prevent_tui.exchange import completions_csv, staff_csv
from prevent_tui.exchange.completions_csv import CompletionLine
from prevent_tui.safety import clean
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.services.leavers import given_up, without_trainer
from prevent_tui.storage import accounts, audit, installation, people, records, taking
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import NewCompletion, Provenance
from prevent_tui.storage.waiting import ACCOUNT


@dataclass(frozen=True, slots=True)
class CompletionsReport:
    """What a file of completions brought: new records, ones that were known, voided ones, and pending numbers."""

    rows: int
    added: int
    known: int
    voided: int
    pending: tuple[str, ...]


class FileRefused(PreventError):  # noqa: N818 - named as people are told it
    """A file with faults; nothing of it was applied."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("file_refused", count=len(faults))
        self.faults = tuple(faults)


class Administration:
    """An administrator's work. Every call raises `not_permitted` for anyone else."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(self, payroll_number: str, given_name: str, family_name: str) -> str:
        """Make the first administrator of a fresh database; returns their one-time code.

        Raises `already_begun` where there are people.
        """
        row = StaffRow(payroll_number, given_name, family_name)
        code = access.new_code()
        hashed = access.digest(access.plain_code(code) or "")
        now, today = self._clock.now(), self._clock.today()
        with self._store.write(everyone=True):
            if people.all_staff():
                raise PreventError("already_begun")
            installation.own_device(at=now)
            person_id = people.add_staff([row], imported=False, listed_on=today, at=now)[payroll_number]
            accounts.set_administrator(person_id, True)
            accounts.set_code(person_id, hashed, expires_at=now + access.CODE_LIFETIME)
            standing.rebuild([person_id])
            audit.append("administrator_added", person_id, {}, by=None, at=now)
        return code

    def issue_codes(self, actor: Actor, payroll_numbers: Sequence[str]) -> dict[str, str]:
        """Fresh one-time codes (14 days, single use) by payroll number; `unknown_person` names an unknown one."""
        access.require_administrator(actor)
        with self._store.read():
            persons = [self._known(number) for number in payroll_numbers]
        codes = {person.payroll_number: access.new_code() for person in persons}
        hashed = {number: access.digest(access.plain_code(code) or "") for number, code in codes.items()}
        now = self._clock.now()
        expires = now + access.CODE_LIFETIME
        with self._store.write():
            for person in persons:
                accounts.set_code(person.id, hashed[person.payroll_number], expires_at=expires)
                accounts.forget_failures([f"{ACCOUNT}{person.payroll_number}"])
            for person in persons:  # after every account: whoever has the end of the log waits for nobody
                audit.append("code_issued", person.id, {}, by=actor.person_id, at=now)
        return codes

    def staff(self, actor: Actor) -> list[StaffRow]:
        """Everyone on the staff list, leavers too, by folded family name, given name and number."""
        access.require_administrator(actor)
        with self._store.read():
            rows = [person.row for person in _known_staff()]
        return sorted(rows, key=lambda row: (fold(row.family_name), fold(row.given_name), row.payroll_number))

    def import_staff(
        self,
        actor: Actor,
        file: Path,
        *,
        dry_run: bool = False,
        allow_leavers: bool = False,
        shown: StaffPlan | None = None,
    ) -> StaffPlan:
        """Bring a whole staff list in: planned, then applied in one transaction; `FileRefused` lists every fault.

        `import_differs` where it would do something else than was `shown`.
        """
        access.require_administrator(actor)
        rows, faults = staff_csv.read_staff(file)
        if faults:
            raise FileRefused(faults)
        today, fingerprint = self._clock.today(), file_hash(file)
        with self._store.write(everyone=True):
            plan = intake.plan_staff(rows, _known_staff(), today=today, allow_leavers=allow_leavers, file=file.name)
            if plan.faults:
                raise FileRefused(plan.faults)
            days, now = _last_days(plan), self._clock.now()
            gone = given_up(days, self._store, now=now, by=actor.person_id, dry_run=dry_run)
            plan = replace(plan, given_up=gone, without_trainer=without_trainer(days, now=now))
            _refuse_other(plan, shown)
            if not dry_run:
                self._apply_staff(plan, self._provenance(actor), today, file.name, fingerprint)
                audit.append("staff_import", fingerprint, _counts(plan), by=actor.person_id, at=self._clock.now())
        return plan

    def import_completions(
        self, actor: Actor, file: Path, *, dry_run: bool = False, shown: CompletionsReport | None = None
    ) -> CompletionsReport:
        """Bring training records in, in one transaction; an unknown payroll number waits as pending.

        `import_differs` where it would do something else than was `shown`.
        """
        access.require_administrator(actor)
        today, fingerprint = self._clock.today(), file_hash(file)
        rows, faults = completions_csv.read_completions(file, today=today)
        if faults:
            raise FileRefused(faults)
        with self._store.write(everyone=True):
            numbers = [row.payroll_number for row in rows]
            ids, pending = self._people_for(numbers, today, dry_run=dry_run)
            held = records.imported(list(ids.values()))
            new = {one.id: one for row in rows if (one := _imported(ids, row)).id not in held}
            known = {held[name] for row in rows if (name := _imported(ids, row).id) in held}
            voided = sum(1 for row in known if row.voided)
            report = CompletionsReport(len(rows), len(new), len(known), voided, tuple(pending))
            _refuse_other(report, shown)
            if not dry_run:
                provenance = self._provenance(actor)
                records.add_completions(new.values(), provenance)
                records.add_batch("completions", file.name, fingerprint, len(rows), provenance)
                standing.rebuild(sorted({one.person_id for one in new.values()}))
                facts = {"rows": len(rows), "added": len(new), "pending": len(pending)}
                audit.append("completions_import", fingerprint, facts, by=actor.person_id, at=provenance.at)
            return report

    def void_completion(self, actor: Actor, completion_id: str, reason: str) -> None:
        """Void a completion; `reason_missing`, or `unknown_completion` where there is none of that id."""
        access.require_administrator(actor)
        reason = given(reason)
        with self._store.write(everyone=True):
            owner = records.owner_of(completion_id)
            if owner is None:
                raise PreventError("unknown_completion")
            provenance = self._provenance(actor)
            if records.add_void(completion_id, reason, provenance):
                standing.rebuild([owner])
                facts = {"completion": completion_id}
                audit.append("completion_voided", owner, facts, by=actor.person_id, at=provenance.at)

    def record_absence(
        self, actor: Actor, payroll_number: str, first_on: dt.date, last_on: dt.date, *, reason: str
    ) -> None:
        """Record long leave, first and last day included; it moves no date.

        Raises `dates_reversed`, `reason_missing`, `unknown_person`, `absence_overlaps` where some of those days are
        recorded already, or `absence_outside` where the person works here on none of them.
        """
        access.require_administrator(actor)
        if last_on < first_on:
            raise PreventError("dates_reversed", first_on=first_on, last_on=last_on)
        reason = given(reason)
        now, by = self._clock.now(), actor.person_id
        with self._store.write(everyone=True):
            person = self._known(payroll_number)
            _refuse_absence(person, first_on, last_on)
            people.add_absence(person.id, first_on, last_on, reason=reason, by=by, at=now)
            days = {"from": first_on.isoformat(), "until": last_on.isoformat()}
            audit.append("absence", person.id, days, by=by, at=now)

    def make_administrator(self, actor: Actor, payroll_number: str) -> None:
        """Give somebody an administrator's rights."""
        access.require_administrator(actor)
        with self._store.write(everyone=True):
            person = self._known(payroll_number)
            accounts.set_administrator(person.id, True)
            audit.append("administrator_added", person.id, {}, by=actor.person_id, at=self._clock.now())

    def remove_administrator(self, actor: Actor, payroll_number: str) -> None:
        """Take an administrator's rights away; `not_administrator`, or `last_administrator` where there is no other."""
        access.require_administrator(actor)
        with self._store.write(everyone=True):
            person = self._known(payroll_number)
            account = accounts.of(person.id)
            if account is None or not account.administrator:
                raise PreventError("not_administrator")
            if not accounts.administrators() - {person.id}:
                raise PreventError("last_administrator")
            accounts.set_administrator(person.id, False)
            audit.append("administrator_removed", person.id, {}, by=actor.person_id, at=self._clock.now())

    def _provenance(self, actor: Actor) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id, now, installation.own_device(at=now))

    @staticmethod
    def _known(payroll_number: str) -> people.Person:
        person = people.by_payroll(payroll_number)
        if person is None:
            raise PreventError("unknown_person", payroll_number=payroll_number)
        return person

    def _apply_staff(
        self, plan: StaffPlan, provenance: Provenance, today: dt.date, file_name: str, fingerprint: str
    ) -> None:
        held = {person.payroll_number: person.id for person in people.all_staff()}
        stubs = people.all_stubs()
        added = people.add_staff(plan.added, imported=True, listed_on=today, at=provenance.at)
        ids = held | added
        links = {stub: added[number] for stub, number in _brought(stubs, held, added)}
        records.add_links(links.items(), provenance)
        taking.hand_over_drafts(links)
        changed = [change.after for change in (*plan.changed, *plan.returned)]
        for row in changed:
            people.change_staff(ids[row.payroll_number], row)
        people.set_left([held[row.payroll_number] for row in plan.left], today)
        self._apply_lines([*plan.added, *changed], ids, today)
        touched = [ids[row.payroll_number] for row in (*plan.added, *changed, *plan.left)]
        standing.rebuild(touched)
        records.add_batch("staff", file_name, fingerprint, plan.rows, provenance)

    @staticmethod
    def _apply_lines(rows: Sequence[StaffRow], ids: dict[str, str], today: dt.date) -> None:
        held = people.managers_of([ids[row.payroll_number] for row in rows])
        ended, started = [], []
        for row in rows:
            person = ids[row.payroll_number]
            wanted = [ids[row.manager_payroll_number]] if row.manager_payroll_number else []
            if held.get(person, []) == wanted:
                continue
            ended.append(person)
            started += [(person, manager) for manager in wanted]
        people.end_lines(ended, until_on=today)
        people.start_lines(started, from_on=today)

    def _people_for(
        self, payroll_numbers: Sequence[str], today: dt.date, *, dry_run: bool
    ) -> tuple[dict[str, str], list[str]]:
        """Whose each number is, and which are nobody's yet: a stub stands in for those, the number in a dry run."""
        ids = {person.payroll_number: person.id for person in people.all_staff()}
        stubs, joined = people.all_stubs(), people.joined_numbers()
        found: dict[str, str] = {}
        pending: list[str] = []
        for number in dict.fromkeys(payroll_numbers):
            owner = ids.get(number) or joined.get(number)
            if owner is not None:
                found[number] = owner
                continue
            pending.append(number)
            if number in stubs:
                found[number] = stubs[number]
            elif dry_run:
                found[number] = number
            else:
                found[number] = people.add_stub(number, listed_on=today, at=self._clock.now())
        return found, pending


def _brought(stubs: Mapping[str, str], held: Mapping[str, str], added: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Which stubs a staff list brings, and by which number: as it was typed, or in other letters if only one fits."""
    alike: dict[str, list[str]] = {}
    if not stubs.keys() <= added.keys():
        for number in (*held, *added):
            alike.setdefault(number.casefold(), []).append(number)
    for typed, stub in stubs.items():
        fitting = [typed] if typed in added else alike.get(typed.casefold(), [])
        if len(fitting) == 1 and fitting[0] in added:
            yield stub, fitting[0]


def given(reason: str) -> str:
    """A reason as it is kept: clean, and there at all; `reason_missing`."""
    text = clean(reason).strip()
    if not text:
        raise PreventError("reason_missing")
    return text


def _refuse_absence(person: people.Person, first_on: dt.date, last_on: dt.date) -> None:
    """Inside a transaction."""
    starts, leaves = person.started_on or first_on, person.left_on or last_on
    if last_on < starts or first_on > leaves:
        raise PreventError("absence_outside", name=person.name)
    for first, last in people.absences_of([person.id]).get(person.id, ()):
        if first <= last_on and first_on <= last:
            raise PreventError("absence_overlaps", first_on=first, last_on=last)


def _imported(ids: Mapping[str, str], row: CompletionLine) -> NewCompletion:
    person_id = ids[row.payroll_number]
    identity = records.imported_completion_id(person_id, row.option, row.completed_on)
    return NewCompletion(identity, person_id, row.option, row.completed_on, "import", evidence=row.evidence)


def _refuse_other(found: object, shown: object) -> None:
    """Nothing is applied that somebody wasn't shown: the file or the records may have changed since."""
    if shown is not None and found != shown:
        raise PreventError("import_differs")


def _counts(plan: StaffPlan) -> dict[str, int]:
    """How many rows of a staff list did what."""
    return {
        "rows": plan.rows,
        "added": len(plan.added),
        "changed": len(plan.changed),
        "returned": len(plan.returned),
        "left": len(plan.left),
    }


def file_hash(file: Path) -> str:
    """The SHA-256 of a file, in hex; `cannot_read`."""
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise PreventError("cannot_read", path=str(file), reason=error.strerror or "") from error


def _last_days(plan: StaffPlan) -> dict[str, dt.date | None]:
    """The last days that a list changes, by payroll number."""
    rows = (*plan.left, *(change.after for change in (*plan.changed, *plan.returned)))
    return {row.payroll_number: row.left_on for row in rows}


def _known_staff() -> list[KnownPerson]:
    persons = people.all_staff()
    numbers = {person.id: person.payroll_number for person in persons}
    managers = people.current_managers()
    return [
        KnownPerson(
            row=people.as_row(person, numbers.get(managers[person.id][0]) if person.id in managers else None),
            imported=person.imported,
        )
        for person in persons
    ]
