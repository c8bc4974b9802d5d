"""Databases for tests: a migrated one is made once, and every test gets its own copy."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from prevent_tui.storage import database, schema
from prevent_tui.storage.database import Store

SERVER = "PREVENT_TUI_TEST_POSTGRES"


def migrated_file(file: Path) -> Path:
    """A SQLite database with the current schema, closed."""
    store = database.connect(f"sqlite:///{file}", create=True)
    schema.migrate(store)
    store.close()
    return file


def copy_of(file: Path, destination: Path) -> str:
    """The URL of a copy of a closed SQLite database."""
    shutil.copy(file, destination)
    destination.chmod(0o600)
    return f"sqlite:///{destination}"


class Server:
    """The PostgreSQL server of the tests, on which databases are made, used again and dropped."""

    def __init__(self, url: str) -> None:
        import psycopg

        self._url = url
        self._own = f"prevent_tui_test_{os.getpid()}_{secrets.token_hex(3)}"
        self._connection: Any = psycopg.connect(url, autocommit=True)
        self._made = 0
        self._there: set[str] = set()
        self._clean: list[str] = []

    def url_of(self, name: str) -> str:
        """The URL of a database on this server."""
        return urlsplit(self._url)._replace(path=f"/{name}").geturl()

    def make(self) -> str:
        """The name of a new database with nothing in it at all."""
        self._made += 1
        name = f"{self._own}_{self._made}"
        self._connection.execute(f"CREATE DATABASE {name}")
        # A test's database has nothing that a power cut could take away.
        self._connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
        self._there.add(name)
        return name

    def drop(self, name: str) -> None:
        """Drop a database, connected to or not."""
        self._connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._there.discard(name)

    def take(self) -> str:
        """The name of a database with the current schema and no rows."""
        if self._clean:
            return self._clean.pop()
        name = self.make()
        store = database.connect(self.url_of(name))
        schema.migrate(store)
        store.close()
        return name

    def give_back(self, name: str) -> None:
        """Empty a database for the next test; one whose schema was changed is dropped."""
        store = database.connect(self.url_of(name))
        if schema.applied(store) == schema.known():
            _empty(store)
            self._clean.append(name)
        store.close()
        if name not in self._clean:
            self.drop(name)

    def close(self) -> None:
        """Drop everything that was made."""
        for name in sorted(self._there):
            self.drop(name)
        self._connection.close()


def _empty(store: Store) -> None:
    """Delete every row: the triggers that refuse it are lifted, and foreign keys say the order."""
    first = ["register_event", "talk_position", "register", "certificate_block", "certificate", "certificate_key"]
    first += ["void", "link", "visit", "paper", "answer", "draft", "playing", "completion", "attempt"]
    first += ["attendance_draft", "walk_in", "attendance_void", "attendance", "booking", "session"]
    rest = [name for name in tables(store) if name not in [*first, "person"]]
    store.database.execute_sql("SET lock_timeout = 5000")
    with store.database.atomic():
        for name in (*first, *rest, "person"):
            store.database.execute_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
            store.database.execute_sql(f"DELETE FROM {name}")
            store.database.execute_sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """An open store, closed afterwards."""
    store = schema.open_store(url)
    try:
        yield store
    finally:
        store.close()


def tables(store: Store) -> list[str]:
    """The names of the tables, the history of migrations left out."""
    return sorted(set(store.database.get_tables()) - {"schema_migration"})


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to compare."""
    return {
        name: sorted(map(tuple, store.database.execute_sql(f"SELECT * FROM {name}").fetchall()), key=repr)
        for name in tables(store)
    }


@contextmanager
def asked(store: Store) -> Iterator[list[tuple[str, int]]]:
    """What a database is asked inside the block: each statement, and how many rows were fetched from it."""
    statements: list[tuple[str, int]] = []
    original = store.database.execute_sql

    def execute_sql(sql: str, *arguments: Any, **options: Any) -> Any:
        statements.append((sql, 0))
        return _Counting(original(sql, *arguments, **options), statements, len(statements) - 1)

    store.database.execute_sql = execute_sql
    try:
        yield statements
    finally:
        del store.database.execute_sql


class _Counting:
    """A cursor that counts the rows that are fetched through it."""

    def __init__(self, cursor: Any, statements: list[tuple[str, int]], number: int) -> None:
        self._cursor = cursor
        self._statements = statements
        self._number = number

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def _count(self, rows: int) -> None:
        sql, fetched = self._statements[self._number]
        self._statements[self._number] = (sql, fetched + rows)

    def fetchone(self) -> Any:
        """One row, counted."""
        row = self._cursor.fetchone()
        self._count(row is not None)
        return row

    def fetchall(self) -> Any:
        """All rows, counted."""
        rows = self._cursor.fetchall()
        self._count(len(rows))
        return rows

    def __iter__(self) -> Iterator[Any]:
        for row in self._cursor:
            self._count(1)
            yield row
