"""How a migration makes tables: one text for both databases, and triggers that keep a table append-only."""

from __future__ import annotations

from typing import Any


def is_sqlite(migrator: Any) -> bool:
    """Which of the two databases a migration runs on."""
    return type(migrator).__name__ == "SqliteMigrator"


def make(migrator: Any, db: Any, tables: str) -> None:
    """Run statements with `;` between them: tables are STRICT on SQLite, text has byte order on PostgreSQL."""
    for statement in tables.split(";"):
        text = " ".join(statement.split())
        if text.startswith("CREATE TABLE"):
            text = f"{text} STRICT" if is_sqlite(migrator) else text.replace(" TEXT", ' TEXT COLLATE "C"')
        db.execute_sql(text)


def keep_append_only(migrator: Any, db: Any, tables: tuple[str, ...]) -> None:
    """Let the database refuse to change or delete a row of these; the first migration brings `refuse_change`."""
    for table in tables:
        for statement in _sqlite_triggers(table) if is_sqlite(migrator) else _postgres_triggers(table):
            db.execute_sql(statement)


def _sqlite_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgres_triggers(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    ]
