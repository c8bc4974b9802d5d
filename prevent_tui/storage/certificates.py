"""Certificates as they were issued, their signed blocks, and the public keys they can be checked with."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from prevent_tui.storage import models
from prevent_tui.storage.people import chunks
from prevent_tui.storage.records import Provenance
from prevent_tui.storage.rows import rows, values


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """What was issued; `block` and `signature` are None once the person was erased."""

    reference: str
    completion_id: str
    person_id: str
    option: str
    certified_on: dt.date
    certified_until: dt.date
    key_id: str
    block: bytes | None
    signature: bytes | None


@dataclass(frozen=True, slots=True)
class NewCertificate:
    """A certificate about to be issued."""

    reference: str
    completion_id: str
    person_id: str
    option: str
    certified_on: dt.date
    certified_until: dt.date
    key_id: str
    block: bytes
    signature: bytes


def add(one: NewCertificate, provenance: Provenance) -> None:
    """Record an issued certificate with its block; the completion has none yet."""
    models.Certificate.insert(
        reference=one.reference,
        completion_id=one.completion_id,
        person_id=one.person_id,
        option=one.option,
        certified_on=one.certified_on,
        certified_until=one.certified_until,
        key_id=one.key_id,
        issued_by=provenance.by,
        issued_at=provenance.at,
        device_id=provenance.device,
    ).execute()
    models.CertificateBlock.insert(
        reference=one.reference,
        block=one.block.decode("utf-8"),
        signature=base64.b64encode(one.signature).decode("ascii"),
    ).execute()


def by_reference(reference: str) -> CertificateRow | None:
    """The certificate with that reference."""
    return next(iter(_certificates(models.Certificate.reference == reference)), None)


def of_completions(completion_ids: Sequence[str]) -> dict[str, CertificateRow]:
    """The certificates of those completions that have one, by completion."""
    found: dict[str, CertificateRow] = {}
    for part in chunks(list(completion_ids)):
        found |= {row.completion_id: row for row in _certificates(models.Certificate.completion_id.in_(part))}
    return found


def erase_blocks(person_ids: Sequence[str]) -> None:
    """Take away every block that names those people; what was issued stays, without a name."""
    table = models.Certificate
    for part in chunks(list(person_ids)):
        references = values(table.select(table.reference).where(table.person_id.in_(part)))
        for some in chunks(references):
            models.CertificateBlock.delete().where(models.CertificateBlock.reference.in_(some)).execute()


def keep_key(number: str, public_key: str, provenance: Provenance) -> None:
    """Keep the public half of a key, once."""
    models.CertificateKey.insert(
        id=number, public_key=public_key, created_at=provenance.at, device_id=provenance.device
    ).on_conflict_ignore().execute()


def public_keys() -> list[str]:
    """Every public key that was ever in use, as PEM, the newest first."""
    table = models.CertificateKey
    return values(table.select(table.public_key).order_by(table.created_at.desc(), table.id))


def _certificates(condition: object) -> list[CertificateRow]:
    table, blocks = models.Certificate, models.CertificateBlock
    query = (
        table.select(
            table.reference,
            table.completion_id,
            table.person_id,
            table.option,
            table.certified_on,
            table.certified_until,
            table.key_id,
            blocks.block,
            blocks.signature,
        )
        .join(blocks, JOIN.LEFT_OUTER, on=(blocks.reference == table.reference))
        .where(condition)
    )
    return [_row(*stored) for stored in rows(query)]


def _row(*stored: Any) -> CertificateRow:
    *facts, block, signature = stored
    signed = (None, None) if block is None else (block.encode("utf-8"), base64.b64decode(signature))
    return CertificateRow(*(*facts, *signed))
