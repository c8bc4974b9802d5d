"""Webinars and workshops: sessions, bookings with their moments, and attendance, which is append-only."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import keep_append_only, make

TABLES = """
CREATE TABLE session (
    id TEXT PRIMARY KEY, option TEXT NOT NULL, title TEXT NOT NULL, language TEXT NOT NULL, starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL, place TEXT NOT NULL, link TEXT NOT NULL, capacity INTEGER NOT NULL CHECK (capacity > 0),
    trainer_id TEXT NOT NULL REFERENCES person (id), sequence INTEGER NOT NULL, cancelled_at TEXT,
    created_at TEXT NOT NULL, CHECK (ends_at > starts_at));
CREATE INDEX session_start ON session (starts_at, id);
CREATE INDEX session_trainer ON session (trainer_id, starts_at);
CREATE TABLE booking (
    id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session (id),
    person_id TEXT NOT NULL REFERENCES person (id), turn INTEGER NOT NULL, asked_at TEXT NOT NULL, asked_by TEXT,
    booked_at TEXT, cancelled_at TEXT, cancelled_by TEXT, news TEXT);
CREATE UNIQUE INDEX booking_turn ON booking (session_id, turn);
CREATE UNIQUE INDEX booking_one ON booking (session_id, person_id) WHERE cancelled_at IS NULL;
CREATE INDEX booking_person ON booking (person_id, session_id);
CREATE TABLE attendance (
    id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session (id),
    person_id TEXT NOT NULL REFERENCES person (id), mark TEXT NOT NULL CHECK (mark IN ('full', 'part', 'absent')),
    turn INTEGER NOT NULL, recorded_by TEXT, recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE UNIQUE INDEX attendance_turn ON attendance (session_id, person_id, turn);
CREATE INDEX attendance_person ON attendance (person_id);
CREATE TABLE attendance_void (
    id TEXT PRIMARY KEY, attendance_id TEXT NOT NULL REFERENCES attendance (id), recorded_by TEXT,
    recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE INDEX attendance_void_record ON attendance_void (attendance_id)
"""

APPEND_ONLY = ("attendance", "attendance_void")


def up(migrator: Any, db: Any) -> None:
    """Create the tables, their indexes and the triggers."""
    make(migrator, db, TABLES)
    keep_append_only(migrator, db, APPEND_ONLY)
