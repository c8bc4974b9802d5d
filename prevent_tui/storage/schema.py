"""Which schema a database has, and bringing it up to this program's."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import database, failures
from prevent_tui.storage.database import Store

DIRECTORY = Path(__file__).parent / "migrations"


def known() -> tuple[str, ...]:
    """The names of this program's migrations, in order."""
    return tuple(sorted(path.stem for path in DIRECTORY.glob("[0-9]*.py")))


def applied(store: Store) -> tuple[str, ...]:
    """The names of the migrations a database has had, in order."""
    if not store.database.table_exists("schema_migration"):
        return ()
    rows = store.database.execute_sql("SELECT name FROM schema_migration ORDER BY name")
    return tuple(name for (name,) in rows)


def require_current(store: Store) -> None:
    """Refuse a schema that doesn't fit: `schema_empty`, `schema_older` or `schema_newer`."""
    held, ours = applied(store), known()
    if not held:
        raise PreventError("schema_empty", database=store.location.shown)
    newer = [name for name in held if name not in ours]
    if newer:
        raise PreventError("schema_newer", schema=newer[-1], known=ours[-1])
    if held != ours:
        raise PreventError("schema_older", schema=held[-1], known=ours[-1])


def migrate(store: Store) -> tuple[str, ...]:
    """Apply what is missing, each migration in a transaction of its own, after a copy of a SQLite file.

    Returns the names applied. The copy stands beside the file as `<file>.before-<name>`. A newer schema is refused.
    """
    from playhouse.migrations import Runner  # with all it knows of schemas, 1 MiB that a session has no use for

    logging.getLogger("peewee.migrations").setLevel(logging.WARNING)
    with store.alone():
        held, ours = applied(store), known()
        newer = [name for name in held if name not in ours]
        if newer:
            raise PreventError("schema_newer", schema=newer[-1], known=ours[-1])
        waiting = [name for name in ours if name not in held]
        if held and waiting and store.location.file is not None:
            _copy_before(store, Path(f"{store.location.file}.before-{waiting[0]}"))
        return tuple(Runner(store.database, str(DIRECTORY)).up())


def _copy_before(store: Store, destination: Path) -> None:
    """Copy what a migration is about to change; the copy of an earlier try, which changed nothing, gives way to it."""
    unfinished = destination.with_name(f"{destination.name}.part")
    unfinished.unlink(missing_ok=True)
    copy_to(store, unfinished)
    unfinished.replace(destination)


def copy_to(store: Store, destination: Path) -> None:
    """A consistent copy of a SQLite database; `cannot_create` where the file exists already."""
    try:
        os.close(os.open(destination, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise PreventError("cannot_create", path=str(destination), reason=error.strerror or "") from error
    try:
        store.database.execute_sql("VACUUM INTO ?", (str(destination),))
    except Exception as error:
        destination.unlink(missing_ok=True)
        raise failures.classify(error) from error


def integrity_faults(store: Store) -> tuple[str, ...]:
    """What SQLite's own check and its foreign keys complain of; empty when sound, and on PostgreSQL."""
    if not store.is_sqlite:
        return ()
    rows = [str(row[0]) for row in store.database.execute_sql("PRAGMA integrity_check")]
    broken = [f"foreign key: {row[0]} row {row[1]}" for row in store.database.execute_sql("PRAGMA foreign_key_check")]
    return tuple([row for row in rows if row != "ok"] + broken)


def open_store(url: str) -> Store:
    """Open a database whose schema is this program's own."""
    store = database.connect(url)
    try:
        require_current(store)
    except BaseException:
        store.close()
        raise
    return store
