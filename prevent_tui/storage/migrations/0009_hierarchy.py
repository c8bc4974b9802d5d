"""Where each manager stands in the tree of reporting lines, and the grid's order for everybody below a manager."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage import hierarchy
from prevent_tui.storage.making import make

TABLES = """
CREATE TABLE hierarchy (
    manager_id TEXT NOT NULL REFERENCES person (id), above INTEGER NOT NULL, place INTEGER NOT NULL,
    last_place INTEGER NOT NULL, PRIMARY KEY (manager_id, above));
CREATE INDEX hierarchy_place ON hierarchy (place, manager_id);
CREATE TABLE shared_report (person_id TEXT PRIMARY KEY REFERENCES person (id));
CREATE INDEX standing_all_due ON standing (
    until_on, due_on, family_key, given_key, payroll_number, from_on, window_opens_on, person_id, manager_id, name_key,
    certified_on);
CREATE INDEX standing_all_window ON standing (
    until_on, window_opens_on, family_key, given_key, payroll_number, from_on, due_on, person_id, manager_id, name_key,
    certified_on)
"""


LINES = "SELECT person_id, manager_id FROM reporting_line WHERE until_on IS NULL ORDER BY person_id, job, manager_id"


def up(migrator: Any, db: Any) -> None:
    """Create both tables and indexes; who stands where is derived from the lines that are there."""
    make(migrator, db, TABLES)
    managers_of = hierarchy.by_person(db.execute_sql(LINES).fetchall())
    mark = db.param
    for row in hierarchy.numbered(managers_of):
        db.execute_sql(f"INSERT INTO hierarchy VALUES ({', '.join([mark] * 4)})", row)
    for person in hierarchy.shared(managers_of):
        db.execute_sql(f"INSERT INTO shared_report VALUES ({mark})", (person,))
