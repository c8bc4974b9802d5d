"""How far the parts of a recorded webinar were played in a run; rows go when the run ends."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """Make the table."""
    sqlite = type(migrator).__name__ == "SqliteMigrator"
    text, end = ("TEXT", " STRICT") if sqlite else ('TEXT COLLATE "C"', "")
    db.execute_sql(
        f"CREATE TABLE playing (attempt_id {text} NOT NULL REFERENCES attempt (id), part {text} NOT NULL, "
        f"timeline {text} NOT NULL, position INTEGER NOT NULL, played {text} NOT NULL, speed INTEGER NOT NULL, "
        f"PRIMARY KEY (attempt_id, part)){end}"
    )
