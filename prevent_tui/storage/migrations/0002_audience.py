"""For whom a course is told: the nation and the sector that a learner chose for a run; NULL until then."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """Add both columns; runs that are there keep them empty."""
    text = "TEXT" if type(migrator).__name__ == "SqliteMigrator" else 'TEXT COLLATE "C"'
    for column in ("nation", "sector"):
        db.execute_sql(f"ALTER TABLE attempt ADD COLUMN {column} {text}")
