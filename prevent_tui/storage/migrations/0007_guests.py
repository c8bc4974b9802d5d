"""People who start without an account, and the registration keys of governors."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import is_sqlite, make

TABLES = """
CREATE TABLE guest (
    person_id TEXT PRIMARY KEY REFERENCES person (id), reference_hash TEXT NOT NULL UNIQUE, started_at TEXT NOT NULL);
CREATE TABLE registration_key (
    key_hash TEXT PRIMARY KEY, issued_by TEXT REFERENCES person (id), issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL, used_at TEXT, used_by TEXT REFERENCES person (id));
CREATE INDEX link_stub ON link (stub_id)
"""

_KINDS_BEFORE = "CHECK (kind IN ('staff', 'stub'))"
_KINDS = "CHECK (kind IN ('staff', 'stub', 'guest'))"


def up(migrator: Any, db: Any) -> None:
    """Allow a third kind of person; add both tables and the way from a stub or guest to whose record it became."""
    if is_sqlite(migrator):
        _widen_on_sqlite(db)
    else:
        db.execute_sql("ALTER TABLE person DROP CONSTRAINT person_kind_check")
        db.execute_sql(f"ALTER TABLE person ADD CONSTRAINT person_kind_check {_KINDS}")
    make(migrator, db, TABLES)


def _widen_on_sqlite(db: Any) -> None:
    """Rewrite the one condition in the table's definition: no row is touched, and no table that refers to it.

    SQLite has no statement for it; this is the way its documentation gives for a change that leaves every stored row
    as it is.
    """
    (version,) = db.execute_sql("PRAGMA schema_version").fetchone()
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'person'",
        (_KINDS_BEFORE, _KINDS),
    )
    db.execute_sql(f"PRAGMA schema_version = {version + 1}")
    db.execute_sql("PRAGMA writable_schema = RESET")
