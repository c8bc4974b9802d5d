"""Who has a manager's rights for a while."""

from __future__ import annotations

from typing import Any

TABLE = """
CREATE TABLE delegation (
    id TEXT PRIMARY KEY, manager_id TEXT NOT NULL REFERENCES person (id),
    delegate_id TEXT NOT NULL REFERENCES person (id),
    from_on TEXT NOT NULL, until_on TEXT NOT NULL, recorded_by TEXT, recorded_at TEXT NOT NULL, ended_by TEXT,
    ended_at TEXT)
"""


def up(migrator: Any, db: Any) -> None:
    """Create the table and its index."""
    sqlite = type(migrator).__name__ == "SqliteMigrator"
    text = " ".join(TABLE.split())
    db.execute_sql(f"{text} STRICT" if sqlite else text.replace(" TEXT", ' TEXT COLLATE "C"'))
    db.execute_sql("CREATE INDEX delegation_delegate ON delegation (delegate_id, from_on)")
