"""The registers of toolbox talks and what happened to them, append-only; and which slide is shown, which changes."""

from __future__ import annotations

from typing import Any

TABLES = """
CREATE TABLE register (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL, talk TEXT NOT NULL,
    presenter_id TEXT NOT NULL REFERENCES person (id), recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE UNIQUE INDEX register_number ON register (number, device_id);
CREATE INDEX register_presenter ON register (presenter_id);
CREATE TABLE register_event (
    id TEXT PRIMARY KEY, register_id TEXT NOT NULL REFERENCES register (id), sequence INTEGER NOT NULL,
    kind TEXT NOT NULL, person_id TEXT REFERENCES person (id), details TEXT NOT NULL, recorded_by TEXT,
    recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE UNIQUE INDEX register_event_sequence ON register_event (register_id, sequence);
CREATE INDEX register_event_person ON register_event (person_id);
CREATE TABLE talk_position (
    register_id TEXT PRIMARY KEY REFERENCES register (id), step INTEGER NOT NULL, revealed INTEGER NOT NULL,
    begun_at TEXT, ended INTEGER NOT NULL)
"""

APPEND_ONLY = ("register", "register_event")


def _statements(sqlite: bool) -> list[str]:
    statements = []
    for statement in TABLES.split(";"):
        text = " ".join(statement.split())
        if text.startswith("CREATE TABLE"):
            text = f"{text} STRICT" if sqlite else text.replace(" TEXT", ' TEXT COLLATE "C"')
        statements.append(text)
    return statements


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


def up(migrator: Any, db: Any) -> None:
    """Create the tables, their indexes and triggers."""
    sqlite = type(migrator).__name__ == "SqliteMigrator"
    statements = _statements(sqlite)
    for table in APPEND_ONLY:
        statements += _sqlite_triggers(table) if sqlite else _postgres_triggers(table)
    for statement in statements:
        db.execute_sql(statement)
