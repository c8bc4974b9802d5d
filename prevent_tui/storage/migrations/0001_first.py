"""The first schema: people, accounts, learning, completions, and the standing derived from them."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import is_sqlite, keep_append_only, make

TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE device (id TEXT PRIMARY KEY, name TEXT NOT NULL, own INTEGER NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE person (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('staff', 'stub')), payroll_number TEXT NOT NULL,
    given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT, staff_group TEXT, frontline INTEGER,
    school_role TEXT, it_access INTEGER, started_on TEXT, left_on TEXT, language TEXT, imported INTEGER NOT NULL,
    listed_on TEXT NOT NULL, name_key TEXT NOT NULL, family_key TEXT NOT NULL, given_key TEXT NOT NULL,
    created_at TEXT NOT NULL);
CREATE UNIQUE INDEX person_payroll ON person (payroll_number, kind);
CREATE TABLE reporting_line (
    person_id TEXT NOT NULL REFERENCES person (id), manager_id TEXT NOT NULL REFERENCES person (id),
    job TEXT NOT NULL, from_on TEXT NOT NULL, until_on TEXT, PRIMARY KEY (person_id, manager_id, job, from_on));
CREATE INDEX reporting_line_manager ON reporting_line (manager_id);
CREATE TABLE account (
    person_id TEXT PRIMARY KEY REFERENCES person (id), password_hash TEXT, code_hash TEXT, code_expires_at TEXT,
    disabled INTEGER NOT NULL, administrator INTEGER NOT NULL, language TEXT);
CREATE TABLE sign_in_failure (
    subject TEXT PRIMARY KEY, failures INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
    locked_until TEXT);
CREATE TABLE absence (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id), first_on TEXT NOT NULL,
    last_on TEXT NOT NULL, recorded_by TEXT, recorded_at TEXT NOT NULL);
CREATE INDEX absence_person ON absence (person_id, last_on);
CREATE INDEX absence_last ON absence (last_on, first_on, person_id);
CREATE TABLE attempt (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id), course TEXT NOT NULL,
    course_version TEXT NOT NULL, steps TEXT NOT NULL, started_at TEXT NOT NULL, device_id TEXT NOT NULL,
    finished_at TEXT, completion_id TEXT);
CREATE INDEX attempt_person ON attempt (person_id, course, started_at);
CREATE UNIQUE INDEX attempt_open ON attempt (person_id, course) WHERE finished_at IS NULL;
CREATE TABLE visit (
    id TEXT PRIMARY KEY, attempt_id TEXT NOT NULL REFERENCES attempt (id), sequence INTEGER NOT NULL,
    step TEXT NOT NULL, sitting INTEGER NOT NULL, item INTEGER NOT NULL, digest TEXT NOT NULL,
    recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE UNIQUE INDEX visit_sequence ON visit (attempt_id, sequence);
CREATE TABLE paper (
    attempt_id TEXT NOT NULL REFERENCES attempt (id), step TEXT NOT NULL, sitting INTEGER NOT NULL,
    items TEXT NOT NULL, pass_mark INTEGER, recorded_at TEXT NOT NULL, device_id TEXT NOT NULL,
    PRIMARY KEY (attempt_id, step, sitting));
CREATE TABLE answer (
    id TEXT PRIMARY KEY, attempt_id TEXT NOT NULL REFERENCES attempt (id), step TEXT NOT NULL,
    sitting INTEGER NOT NULL, item INTEGER NOT NULL, part INTEGER NOT NULL, question TEXT NOT NULL,
    response TEXT NOT NULL, mark INTEGER NOT NULL, recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE UNIQUE INDEX answer_place ON answer (attempt_id, step, sitting, item, part);
CREATE TABLE draft (
    attempt_id TEXT NOT NULL REFERENCES attempt (id), step TEXT NOT NULL, sitting INTEGER NOT NULL,
    item INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (attempt_id, step, sitting, item));
CREATE TABLE completion (
    id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES person (id), option TEXT NOT NULL,
    completed_on TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT, recorded_by TEXT, recorded_at TEXT NOT NULL,
    device_id TEXT NOT NULL);
CREATE INDEX completion_person ON completion (person_id, completed_on);
CREATE TABLE void (
    id TEXT PRIMARY KEY, completion_id TEXT NOT NULL REFERENCES completion (id), recorded_by TEXT,
    recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE INDEX void_completion ON void (completion_id);
CREATE TABLE link (
    id TEXT PRIMARY KEY, stub_id TEXT NOT NULL REFERENCES person (id), person_id TEXT NOT NULL REFERENCES person (id),
    recorded_by TEXT, recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE INDEX link_person ON link (person_id);
CREATE TABLE remark (record_id TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE import_batch (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, file_hash TEXT NOT NULL, rows INTEGER NOT NULL,
    recorded_by TEXT, recorded_at TEXT NOT NULL, device_id TEXT NOT NULL);
CREATE TABLE standing (
    person_id TEXT NOT NULL REFERENCES person (id), manager_id TEXT NOT NULL, from_on TEXT NOT NULL,
    until_on TEXT NOT NULL, certified_on TEXT, window_opens_on TEXT NOT NULL, due_on TEXT NOT NULL,
    family_key TEXT NOT NULL, given_key TEXT NOT NULL, payroll_number TEXT NOT NULL, name_key TEXT NOT NULL,
    PRIMARY KEY (person_id, manager_id, from_on));
CREATE INDEX standing_due ON standing (
    manager_id, until_on, due_on, family_key, given_key, payroll_number, from_on, window_opens_on, person_id, name_key);
CREATE INDEX standing_window ON standing (
    manager_id, until_on, window_opens_on, family_key, given_key, payroll_number, from_on, due_on, person_id, name_key)
"""

APPEND_ONLY = ("visit", "paper", "answer", "completion", "void", "link")


_REFUSE_CHANGE = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""


def up(migrator: Any, db: Any) -> None:
    """Create every table, index and trigger."""
    make(migrator, db, TABLES)
    if not is_sqlite(migrator):
        db.execute_sql(_REFUSE_CHANGE.replace("%", "%%"))
    keep_append_only(migrator, db, APPEND_ONLY)
