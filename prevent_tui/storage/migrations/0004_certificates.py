"""Certificates: what was issued for which completion, the signed block that names the person, and public keys.

What was issued is append-only and names nobody; the block beside it can be erased.
"""

from __future__ import annotations

from typing import Any

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
    sqlite = type(migrator).__name__ == "SqliteMigrator"
    for statement in TABLES.split(";"):
        text = " ".join(statement.split())
        if text.startswith("CREATE TABLE"):
            text = f"{text} STRICT" if sqlite else text.replace(" TEXT", ' TEXT COLLATE "C"')
        db.execute_sql(text)
    for table in APPEND_ONLY:
        for statement in _sqlite_triggers(table) if sqlite else _postgres_triggers(table):
            db.execute_sql(statement)


def _sqlite_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgres_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
