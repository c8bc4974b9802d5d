"""How far the parts of a recorded webinar were played in a run; rows go when the run ends."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import make

TABLES = """
CREATE TABLE playing (
    attempt_id TEXT NOT NULL REFERENCES attempt (id), part TEXT NOT NULL, timeline TEXT NOT NULL,
    position INTEGER NOT NULL, played TEXT NOT NULL, speed INTEGER NOT NULL, PRIMARY KEY (attempt_id, part))
"""


def up(migrator: Any, db: Any) -> None:
    """Make the table."""
    make(migrator, db, TABLES)
