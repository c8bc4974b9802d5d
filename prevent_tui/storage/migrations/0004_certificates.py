"""Certificates: what was issued for which completion, the signed block that names the person, and public keys.

What was issued is append-only and names nobody; the block beside it can be erased.
"""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import keep_append_only, make

TABLES = """
CREATE TABLE certificate_key (id TEXT PRIMARY KEY, public_key TEXT NOT NULL, created_at TEXT NOT NULL,
    device_id TEXT NOT NULL);
CREATE TABLE certificate (
    reference TEXT PRIMARY KEY, completion_id TEXT NOT NULL UNIQUE REFERENCES completion (id),
    person_id TEXT NOT NULL REFERENCES person (id), option TEXT NOT NULL, certified_on TEXT NOT NULL,
    certified_until TEXT NOT NULL, key_id TEXT NOT NULL REFERENCES certificate_key (id), issued_by TEXT,
    issued_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE INDEX certificate_person ON certificate (person_id);
CREATE TABLE certificate_block (
    reference TEXT PRIMARY KEY REFERENCES certificate (reference), block TEXT NOT NULL, signature TEXT NOT NULL)
"""

APPEND_ONLY = ("certificate_key", "certificate")


def up(migrator: Any, db: Any) -> None:
    """Create the tables and their triggers."""
    make(migrator, db, TABLES)
    keep_append_only(migrator, db, APPEND_ONLY)
