"""Certificates: issued once for a completion that counts, shown to those who may see it, checked by anybody."""

from __future__ import annotations

import datetime as dt
import enum
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prevent_tui import paths
from prevent_tui.clock import Clock
from prevent_tui.domain import certificates as blocks
from prevent_tui.domain import certification, references
from prevent_tui.domain.certificates import Certified
from prevent_tui.domain.certification import Judged, Reason
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.exchange import certificate_files, saving, signing
from prevent_tui.exchange.certificate_files import Checked, Form, Signed
from prevent_tui.exchange.signing import Signer
from prevent_tui.safety import clean
from prevent_tui.services import access, standing
from prevent_tui.services.access import Actor
from prevent_tui.storage import audit, certificates, installation, people, records
from prevent_tui.storage.certificates import CertificateRow, NewCertificate
from prevent_tui.storage.database import Store
from prevent_tui.storage.people import Person
from prevent_tui.storage.records import Provenance

__all__ = ["Certificate", "Certificates", "Checked", "Form", "Held", "State", "Verdict", "check_file", "key_file_of"]

_ENDINGS = {Form.HTML: ".html", Form.TEXT: ".txt", Form.PDF: ".pdf"}

LONGEST_NAME = 200
"""How many characters a typed name may have."""


class State(enum.StrEnum):
    """What the records say of a certificate today."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Held:
    """A completion that counts and belongs to a person; the reference of its certificate once that was issued."""

    completion_id: str
    option: OptionId
    certified_on: dt.date
    reference: str | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as it was issued."""

    completion_id: str
    person_id: str
    signed: Signed

    @property
    def facts(self) -> Certified:
        """What it says."""
        return self.signed.facts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a reference; `name` and `issuer` are None where the person was erased."""

    reference: str
    state: State
    option: OptionId
    certified_on: dt.date
    certified_until: dt.date
    name: str | None
    issuer: str | None

    def has_run_out(self, today: dt.date) -> bool:
        """Whether the last day it certifies for has passed."""
        return self.certified_until < today


def key_file_of(store: Store, *, configured: str = "") -> Path:
    """Where the private key lies: as set, else beside the database's file, else in the user's data directory."""
    if configured:
        return Path(configured).expanduser().absolute()
    file = store.location.file
    if file is not None:
        return file.with_name(f"{file.name}.certificate-key")
    return Path(paths.data_directory(os.environ)) / "prevent_tui.certificate-key"


def check_file(data: bytes, public_keys: str) -> Checked:
    """Check a certificate's file with public keys (PEM) and nothing else; raises what `certificate_files.check` does.

    A file that is too large to be one is `certificate_block_missing`; keys that are none are `bad_public_key`.
    """
    if len(data) > certificate_files.LARGEST:
        raise PreventError("certificate_block_missing")
    return certificate_files.check(data, signing.public_keys(public_keys) if public_keys else {})


class Certificates:
    """The certificates of everybody."""

    def __init__(self, store: Store, clock: Clock, key_file: Path, *, issuer: str = "") -> None:
        self._store = store
        self._clock = clock
        self._key_file = key_file
        self._issuer = clean(issuer)

    def of(self, actor: Actor, person_id: str) -> tuple[Held, ...]:
        """The completions of a person that count, newest first; for themself, managers above and administrators."""
        with self._store.read():
            access.require_sight_of(actor, person_id, on=self._clock.today())
            judged = self._judged(people.by_id(person_id)).values()
            counted = [one.completion for one in judged if one.counts]
            issued = certificates.of_completions([one.id for one in counted])
        return tuple(
            Held(one.id, one.option, one.completed_on, issued[one.id].reference if one.id in issued else None)
            for one in reversed(counted)
        )

    def issue(self, actor: Actor, completion_id: str, *, name: str = "") -> Certificate:
        """The certificate of a completion, issued now if it has none yet: the same for everyone who asks, for ever.

        `name` is taken only where the records have none. Raises `not_permitted`, `unknown_completion`,
        `completion_voided`, `completion_not_counted`, `certificate_withdrawn`, `certificate_name_missing`, or what
        opening the key does.
        """
        with self._store.read():
            person_id = self._owner(actor, completion_id)
            held = certificates.of_completions([completion_id])
            if completion_id in held and self._state(completion_id) is State.WITHDRAWN:
                raise PreventError("certificate_withdrawn")
        if completion_id in held:
            return self._certificate(held[completion_id])
        signer = signing.opened(self._key_file)
        with self._store.write(people=[person_id]):
            held = certificates.of_completions([completion_id])
            if completion_id not in held:
                self._sign(actor, people.by_id(person_id), completion_id, name, signer)
                held = certificates.of_completions([completion_id])
            return self._certificate(held[completion_id])

    def by_reference(self, actor: Actor, reference: str) -> Certificate:
        """An issued certificate; raises what reading a reference does, `unknown_certificate` or `not_permitted`."""
        wanted = references.parse(reference)
        with self._store.read():
            row = certificates.by_reference(wanted)
            if row is None:
                raise PreventError("unknown_certificate" if actor.is_anyone else "not_permitted")
            access.require_sight_of(actor, records.owner_of(row.completion_id) or row.person_id, on=self._clock.today())
            return self._certificate(row)

    def render(self, actor: Actor, reference: str, form: Form, language: str) -> bytes:
        """An issued certificate as a file.

        Raises what `by_reference` does, `certificate_withdrawn`, or `pdf_missing` where PDF needs the extra.
        """
        certificate = self.by_reference(actor, reference)
        with self._store.read():
            if self._state(certificate.completion_id) is State.WITHDRAWN:
                raise PreventError("certificate_withdrawn")
        return certificate_files.written(certificate.signed, form, language)

    def save(self, actor: Actor, reference: str, form: Form, language: str, *, directory: Path) -> Path:
        """Save an issued certificate in a directory and give the file; one that is there already is left as it is.

        Raises what `render` does, or `cannot_create`.
        """
        data = self.render(actor, reference, form, language)
        name = f"certificate-{references.parse(reference)}-{language}{_ENDINGS[form]}"
        return saving.write_beside_others(directory / name, [data])

    def verify(self, reference: str) -> Verdict:
        """What is known of a reference, for whoever has it; `unknown_certificate` where none was issued with it."""
        wanted = references.parse(reference)
        with self._store.read():
            row = certificates.by_reference(wanted)
            if row is None:
                raise PreventError("unknown_certificate")
            facts = blocks.read_block(row.block) if row.block is not None else None
            return Verdict(
                reference=row.reference,
                state=self._state(row.completion_id),
                option=OptionId(row.option),
                certified_on=row.certified_on,
                certified_until=row.certified_until,
                name=facts.name if facts else None,
                issuer=facts.issuer if facts else None,
            )

    def known_keys(self) -> str:
        """Every public key that certificates were ever signed with, as PEM, the newest first."""
        with self._store.read():
            return "".join(certificates.public_keys())

    def public_keys(self) -> str:
        """As `known_keys`, and the first is made if there is none; raises what opening the key does."""
        if not (held := self.known_keys()):
            self._keep(signing.opened(self._key_file))
            held = self.known_keys()
        return held

    def rotate(self, actor: Actor) -> str:
        """Sign with a new key from now on, and forget the old one's private half; gives the new key's number."""
        access.require_administrator(actor)
        current = signing.load(self._key_file)
        if current is not None:
            self._keep(current)
        signer, text = signing.fresh()
        # Its public half first: what is signed with a key must be checkable whatever happens in between.
        self._keep(signer, rotated_by=actor)
        signing.put(self._key_file, text)
        return signer.number

    def _keep(self, signer: Signer, *, rotated_by: Actor | None = None) -> None:
        with self._store.write():
            provenance = self._provenance(None)
            certificates.keep_key(signer.number, signer.public, provenance)
            if rotated_by is not None:
                audit.append("certificate_key", signer.number, {}, by=rotated_by.person_id, at=provenance.at)

    def _owner(self, actor: Actor, completion_id: str) -> str:
        person_id = records.owner_of(completion_id)
        if person_id is None:
            raise PreventError("unknown_completion" if actor.is_anyone else "not_permitted")
        access.require_sight_of(actor, person_id, on=self._clock.today())
        return person_id

    def _sign(self, actor: Actor, person: Person, completion_id: str, name: str, signer: Signer) -> None:
        judged = self._judged(person)[completion_id]
        if judged.reason is Reason.VOIDED:
            raise PreventError("completion_voided")
        if not judged.counts or judged.due_on is None:
            raise PreventError("completion_not_counted")
        facts = Certified(
            reference=references.make(os.urandom(references.RANDOM_BYTES)),
            name=_named(person, name),
            option=judged.completion.option,
            certified_on=judged.completion.completed_on,
            certified_until=judged.due_on,
            issuer=self._issuer or installation.setting("organisation") or "",
            key=signer.number,
        )
        block, provenance = blocks.block(facts), self._provenance(actor)
        certificates.keep_key(signer.number, signer.public, provenance)
        certificates.add(
            NewCertificate(
                reference=facts.reference,
                completion_id=completion_id,
                person_id=person.id,
                option=facts.option,
                certified_on=facts.certified_on,
                certified_until=facts.certified_until,
                key_id=signer.number,
                block=block,
                signature=signer.sign(block),
            ),
            provenance,
        )

    def _provenance(self, actor: Actor | None) -> Provenance:
        now = self._clock.now()
        return Provenance(actor.person_id if actor else None, now, installation.own_device(at=now))

    def _judged(self, person: Person) -> Mapping[str, Judged]:
        """Every completion of a person with whether it counts today, oldest first."""
        policy = standing.policy_in_force()
        record = standing.records_of([person], policy)[person.id]
        explained = certification.explain(record, self._clock.today(), policy=policy)
        return {judged.completion.id: judged for judged in explained.judged}

    def _state(self, completion_id: str) -> State:
        person_id = records.owner_of(completion_id)
        judged = self._judged(people.by_id(person_id)).get(completion_id) if person_id else None
        if judged is None or judged.reason is Reason.VOIDED:
            return State.WITHDRAWN
        return State.VALID if judged.counts else State.NOT_COUNTED

    @staticmethod
    def _certificate(row: CertificateRow) -> Certificate:
        if row.block is None or row.signature is None:
            raise PreventError("certificate_erased")
        return Certificate(row.completion_id, row.person_id, Signed(row.block, row.signature))


def _named(person: Person, typed: str) -> str:
    name = clean(person.name).strip() or clean(typed).strip()[:LONGEST_NAME]
    if not name:
        raise PreventError("certificate_name_missing")
    return name
