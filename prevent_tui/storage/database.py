"""Opening a database and working in it: one door to read, one door to write.

SQLite is opened with every pragma read back, in WAL only where the library has the fix for the WAL-reset bug
(3.51.3, or 3.44.6 and 3.50.7 in their lines). Writers queue on a lock of a side file before BEGIN IMMEDIATE, so that
none starves. PostgreSQL has its own concurrency: there a write locks the people it counts for.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import peewee

from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import failures, models
from prevent_tui.storage.rows import rows

BUSY_MILLISECONDS = 10_000

_PRAGMAS: Mapping[str, int] = MappingProxyType(
    {
        "synchronous": 2,
        "busy_timeout": BUSY_MILLISECONDS,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        # Without it a REPLACE deletes an append-only row past the trigger that refuses DELETE.
        "recursive_triggers": 1,
        # A checkpoint syncs the whole file: rarely enough that hardly any page turn meets one.
        "wal_autocheckpoint": 8000,
        # In KiB. The system caches the file once for all sessions; at the usual 2,000 each of them grows for hours.
        "cache_size": -512,
    }
)

_NETWORK_FILE_SYSTEMS = frozenset(
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs", "ncpfs"]
)

_MIGRATING = 7_283_647
"""PostgreSQL's number for "somebody is changing the schema"."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a database is: a SQLite file, or a PostgreSQL server by its URL."""

    url: str
    file: Path | None

    @property
    def shown(self) -> str:
        """The location without its password, for messages."""
        if self.file is not None:
            return f"sqlite:///{self.file}"
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def locate(url: str) -> Location:
    """The location an URL names; `bad_database_url` for any other scheme."""
    if url.startswith("sqlite:///"):
        return Location(url, Path(unquote(url.removeprefix("sqlite:///"))).absolute())
    if url.startswith(("postgresql://", "postgres://")):
        return Location(url, None)
    raise PreventError("bad_database_url", url=url.split("@")[-1])


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether that SQLite carries the fix for the WAL-reset bug."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def file_system_of(path: Path, mounts: str) -> str:
    """The type of the file system a path lies on, from the text of /proc/mounts; empty where unknown."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        inside = str(path) == point or str(path).startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _refuse_network_file_system(file: Path) -> None:
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    kind = file_system_of(file.parent.resolve(), mounts)
    if kind in _NETWORK_FILE_SYSTEMS:
        raise PreventError("network_file_system", path=str(file), kind=kind)


class Store:
    """An open database. It belongs to one thread at a time; one store is open in a process.

    Every call raises `PreventError` with a code from `failures` when the database fails.
    """

    def __init__(self, location: Location, database: peewee.Database) -> None:
        self.location = location
        self.database = database
        self._turn = threading.Lock()
        self._queue: int | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether records are kept in a file of this machine."""
        return self.location.file is not None

    @contextlib.contextmanager
    def read(self) -> Iterator[None]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._classified(), self._connected(), self._seeing_one_state():
            yield

    @contextlib.contextmanager
    def write(
        self, *, people: Iterable[str] = (), sessions: Iterable[str] = (), everyone: bool = False
    ) -> Iterator[None]:
        """A transaction that is safe on the disk when it ends, or leaves no trace.

        `people` are the persons whose records are counted in it, `everyone` says that all are, and `sessions` those
        whose places are: on PostgreSQL their rows are locked, in this order; SQLite has one writer at a time anyway.
        """
        with self._classified(), self._connected(), self._in_turn(), self._begun():
            self._lock_people(sorted(people), everyone=everyone)
            self._lock_sessions(sorted(sessions))
            yield

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else who asks for this is in it at the same time: for changes of the schema."""
        with self._classified(), self._connected(), self._in_turn():
            if self.is_sqlite:
                yield
                return
            self.database.execute_sql("SELECT pg_advisory_lock(%s)", (_MIGRATING,))
            try:
                yield
            finally:
                self.database.execute_sql("SELECT pg_advisory_unlock(%s)", (_MIGRATING,))

    def close(self) -> None:
        """Close the database; harmless twice."""
        with contextlib.suppress(peewee.PeeweeException):
            self.database.close()
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    @contextlib.contextmanager
    def _classified(self) -> Iterator[None]:
        try:
            yield
        except PreventError:
            raise
        except Exception as error:
            if failures.is_storage_error(error):
                raise failures.classify(error) from error
            raise

    @contextlib.contextmanager
    def _connected(self) -> Iterator[None]:
        """A server that went away and came back is asked again."""
        database = self.database
        if not self.is_sqlite and not database.in_transaction() and not database.is_connection_usable():
            database.close()
            database.connect()
        yield

    @contextlib.contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
            return
        with self._turn:
            queue = self._queue_file()
            if queue is None:
                yield
                return
            fcntl.flock(queue, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)

    def _queue_file(self) -> int | None:
        if self._queue is None:
            try:
                self._queue = os.open(f"{self.location.file}.queue", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            except OSError:
                # A full or read-only disk: the transaction itself will say what is wrong.
                return None
        return self._queue

    def _seeing_one_state(self) -> contextlib.AbstractContextManager[Any]:
        return self.database.atomic() if self.is_sqlite else self.database.atomic("REPEATABLE READ")

    def _begun(self) -> contextlib.AbstractContextManager[Any]:
        return self.database.atomic("IMMEDIATE") if self.is_sqlite else self.database.atomic()

    def _lock_people(self, people: list[str], *, everyone: bool) -> None:
        if self.is_sqlite:
            return
        if everyone:
            # Nothing weaker keeps out those who lock single rows below.
            self.database.execute_sql("LOCK TABLE person IN EXCLUSIVE MODE")
        elif people:
            person = models.Person
            rows(person.select(person.id).where(person.id.in_(people)).order_by(person.id).for_update())

    def lock_sessions(self, sessions: Iterable[str]) -> None:
        """Lock these sessions too, inside a write of `everyone`: which they are has just been read."""
        self._lock_sessions(sorted(sessions))

    def _lock_sessions(self, sessions: list[str]) -> None:
        session = models.Session
        if sessions and not self.is_sqlite:
            rows(session.select(session.id).where(session.id.in_(sessions)).order_by(session.id).for_update())


def _sqlite(location: Location) -> peewee.Database:
    assert location.file is not None
    return peewee.SqliteDatabase(str(location.file), timeout=BUSY_MILLISECONDS / 1000, autoconnect=False)


def _postgres(location: Location) -> peewee.Database:
    parts = urlsplit(location.url)
    try:
        return peewee.PostgresqlDatabase(
            unquote(parts.path.lstrip("/")) or "prevent_tui",
            host=parts.hostname,
            port=parts.port,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            autoconnect=False,
            **{"connect_timeout": "10", **dict(parse_qsl(parts.query)), "prefer_psycopg3": True},
        )
    except peewee.ImproperlyConfigured as error:
        raise PreventError("postgres_driver_missing") from error


def _apply_pragmas(database: peewee.Database) -> None:
    (version,) = database.execute_sql("SELECT sqlite_version()").fetchone()
    wanted_journal = "wal" if wal_is_safe(tuple(map(int, version.split(".")))) else "delete"
    (journal,) = database.execute_sql(f"PRAGMA journal_mode={wanted_journal}").fetchone()
    if journal != wanted_journal:
        raise PreventError("pragma_refused", name="journal_mode", value=str(journal))
    for name, value in _PRAGMAS.items():
        database.execute_sql(f"PRAGMA {name}={value}")
        (held,) = database.execute_sql(f"PRAGMA {name}").fetchone()
        if held != value:
            raise PreventError("pragma_refused", name=name, value=str(held))


def pragmas(store: Store) -> dict[str, str]:
    """Every pragma the program sets, as the open database holds it now; empty on PostgreSQL."""
    if not store.is_sqlite:
        return {}
    names = ("journal_mode", *_PRAGMAS)
    return {name: str(store.database.execute_sql(f"PRAGMA {name}").fetchone()[0]) for name in names}


def library_version(store: Store) -> str:
    """The version of the database library or server in use."""
    name, question = ("SQLite", "SELECT sqlite_version()") if store.is_sqlite else ("PostgreSQL", "SHOW server_version")
    return f"{name} {store.database.execute_sql(question).fetchone()[0]}"


def connect(url: str, *, create: bool = False) -> Store:
    """Open the database an URL names, whatever its schema; `create` allows a SQLite file to be made.

    Raises `PreventError`: `bad_database_url`, `no_database`, `network_file_system`, `pragma_refused`,
    `postgres_driver_missing`, or a code from `failures`.
    """
    location = locate(url)
    if location.file is not None:
        _prepare_file(location.file, create=create)
    database = _sqlite(location) if location.file else _postgres(location)
    store = Store(location, database)
    try:
        database.connect()
        if location.file is not None:
            _apply_pragmas(database)
    except PreventError:
        store.close()
        raise
    except Exception as error:
        store.close()
        raise failures.classify(error) from error
    models.database.initialize(database)
    return store


def _prepare_file(file: Path, *, create: bool) -> None:
    _refuse_network_file_system(file)
    if not file.exists():
        if not create:
            raise PreventError("no_database", path=str(file))
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        except OSError as error:
            raise PreventError("cannot_create", path=str(file), reason=error.strerror or "") from error
