"""The audit log can be read by act, the latest first."""

from __future__ import annotations

from typing import Any

from prevent_tui.storage.making import make

TABLES = """
CREATE INDEX audit_action ON audit (action, number)
"""


def up(migrator: Any, db: Any) -> None:
    """Create the index."""
    make(migrator, db, TABLES)
