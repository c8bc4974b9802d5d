"""Where somebody is who watches a toolbox talk alone."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import make

TABLES = """
CREATE TABLE watching (
    person_id TEXT NOT NULL REFERENCES person (id), talk TEXT NOT NULL, step TEXT NOT NULL, seconds INTEGER NOT NULL,
    speed INTEGER NOT NULL, PRIMARY KEY (person_id, talk))
"""


def up(migrator: Any, db: Any) -> None:
    """Make the table."""
    make(migrator, db, TABLES)
