"""Who has a manager's rights for a while."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import make

TABLES = """
CREATE TABLE delegation (
    id TEXT PRIMARY KEY, manager_id TEXT NOT NULL REFERENCES person (id),
    delegate_id TEXT NOT NULL REFERENCES person (id), from_on TEXT NOT NULL, until_on TEXT NOT NULL, recorded_by TEXT,
    recorded_at TEXT NOT NULL, ended_by TEXT, ended_at TEXT);
CREATE INDEX delegation_delegate ON delegation (delegate_id, from_on)
"""


def up(migrator: Any, db: Any) -> None:
    """Create the table and its index."""
    make(migrator, db, TABLES)
