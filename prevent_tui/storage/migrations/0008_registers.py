"""The registers of toolbox talks and what happened to them, append-only; and which slide is shown, which changes."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import keep_append_only, make

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


def up(migrator: Any, db: Any) -> None:
    """Create the tables, their indexes and triggers."""
    make(migrator, db, TABLES)
    keep_append_only(migrator, db, APPEND_ONLY)
