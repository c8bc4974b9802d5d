"""Attendance while it is taken: marks that are not recorded yet, and people who came and are not on the staff list."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import make

TABLES = """
CREATE TABLE attendance_draft (
    session_id TEXT NOT NULL REFERENCES session (id), person_id TEXT NOT NULL REFERENCES person (id),
    mark TEXT NOT NULL CHECK (mark IN ('full', 'part', 'absent')), changed_by TEXT, changed_at TEXT NOT NULL,
    PRIMARY KEY (session_id, person_id));
CREATE TABLE walk_in (
    id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session (id), person_id TEXT REFERENCES person (id),
    turn INTEGER NOT NULL, recorded_by TEXT, recorded_at TEXT NOT NULL, device_id TEXT NOT NULL, removed_by TEXT,
    removed_at TEXT);
CREATE UNIQUE INDEX walk_in_turn ON walk_in (session_id, turn)
"""


def up(migrator: Any, db: Any) -> None:
    """Create the tables and the index."""
    make(migrator, db, TABLES)
