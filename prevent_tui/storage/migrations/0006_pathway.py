"""Suspended options, what people say of their own work, requests for a toolbox talk, and the chain of audit rows."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import keep_append_only, make

TABLES = """
CREATE TABLE suspension (
    id TEXT PRIMARY KEY, option TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT, reason_en TEXT NOT NULL,
    reason_cy TEXT NOT NULL, recorded_by TEXT, recorded_at TEXT NOT NULL);
CREATE INDEX suspension_option ON suspension (option, from_on);
CREATE TABLE own_answer (
    person_id TEXT PRIMARY KEY REFERENCES person (id), staff_group TEXT, frontline INTEGER, school_role TEXT,
    it_access INTEGER, answered_at TEXT NOT NULL);
CREATE TABLE talk_request (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id), asked_by TEXT, asked_at TEXT NOT NULL,
    withdrawn_at TEXT, planned_on TEXT, planned_by TEXT, planned_at TEXT);
CREATE INDEX talk_request_person ON talk_request (person_id);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY, recorded_at TEXT NOT NULL, actor_id TEXT, action TEXT NOT NULL, subject TEXT NOT NULL,
    details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE audit_head (own INTEGER PRIMARY KEY CHECK (own = 1), number INTEGER NOT NULL, hash TEXT NOT NULL)
"""


def up(migrator: Any, db: Any) -> None:
    """Create the tables and the triggers."""
    make(migrator, db, TABLES)
    keep_append_only(migrator, db, ("audit",))
