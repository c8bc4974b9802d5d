"""Schemas: from empty to current, and what is refused; a copy before a later migration."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from prevent_tui.domain.courses import Audience
from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import attempts, database, installation, schema
from prevent_tui.storage.database import Store
from tests.databases import Server, opened, tables

NOW = schema.known()
"""The migrations of the program, without those that a test adds."""

LATER = '''
def up(migrator, db):
    """One more table."""
    db.execute_sql("CREATE TABLE later (id TEXT PRIMARY KEY)")
'''

BROKEN = '''
def up(migrator, db):
    """A table, and then a mistake."""
    db.execute_sql("CREATE TABLE later (id TEXT PRIMARY KEY)")
    db.execute_sql("CREATE TABLE later (id TEXT PRIMARY KEY)")
'''


@pytest.fixture
def own_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with the program's migrations, to which a test adds its own."""
    directory = tmp_path / "migrations"
    shutil.copytree(schema.DIRECTORY, directory, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "DIRECTORY", directory)
    return directory


def codes_of_opening(url: str) -> str:
    with pytest.raises(PreventError) as refused:
        schema.open_store(url)
    return refused.value.code


@pytest.fixture
def unmigrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database of the kind that the parameter says, with nothing in it at all."""
    if request.param == "sqlite":
        store = database.connect(f"sqlite:///{tmp_path / 'new.db'}", create=True)
        yield store
        store.close()
        return
    server: Server = request.getfixturevalue("server")
    name = server.make()
    store = database.connect(server.url_of(name))
    yield store
    store.close()
    server.drop(name)


both = pytest.mark.parametrize(
    "unmigrated", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@both
def test_from_empty_to_current(unmigrated: Store) -> None:
    assert schema.applied(unmigrated) == ()
    assert codes_of_opening(unmigrated.location.url) == "schema_empty"
    assert schema.migrate(unmigrated) == schema.known()
    assert schema.applied(unmigrated) == schema.known()
    assert "completion" in tables(unmigrated)
    schema.require_current(unmigrated)


@both
def test_migrating_what_is_current_does_nothing(unmigrated: Store) -> None:
    schema.migrate(unmigrated)
    assert schema.migrate(unmigrated) == ()
    if unmigrated.location.file:
        assert not list(unmigrated.location.file.parent.glob("*.before-*"))


def test_an_older_schema_is_refused_until_it_is_migrated(database_url: str, own_migrations: Path) -> None:
    (own_migrations / "9000_later.py").write_text(LATER, encoding="utf-8")
    assert codes_of_opening(database_url) == "schema_older"
    store = database.connect(database_url)
    assert schema.migrate(store) == ("9000_later",)
    store.close()
    with opened(database_url) as store:
        assert "later" in tables(store)


def test_a_newer_schema_is_refused_and_not_migrated(database_url: str) -> None:
    with opened(database_url) as store:
        with store.write():
            store.database.execute_sql(
                "INSERT INTO schema_migration (name, applied) VALUES ('9999_tomorrow', '2030-01-01 00:00:00')"
            )
        with pytest.raises(PreventError) as refused:
            schema.migrate(store)
    assert refused.value.code == "schema_newer"
    assert refused.value.details["schema"] == "9999_tomorrow"
    assert codes_of_opening(database_url) == "schema_newer"


def test_a_refused_database_is_closed(database_url: str, own_migrations: Path) -> None:
    (own_migrations / "9000_later.py").write_text(LATER, encoding="utf-8")
    assert codes_of_opening(database_url) == "schema_older"
    store = database.connect(database_url)
    assert schema.migrate(store) == ("9000_later",)
    store.close()


def test_a_later_migration_copies_the_file_first(sqlite_url: str, own_migrations: Path) -> None:
    with opened(sqlite_url) as store, store.write():
        installation.keep_setting("basis", "expiry")
    (own_migrations / "9000_later.py").write_text(LATER, encoding="utf-8")
    store = database.connect(sqlite_url)
    schema.migrate(store)
    store.close()
    (copy,) = Path(sqlite_url.removeprefix("sqlite:///")).parent.glob("*.before-*")
    assert copy.name == "prevent_tui.db.before-9000_later"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    earlier = database.connect(f"sqlite:///{copy}")
    assert schema.applied(earlier) == NOW
    assert installation.setting("basis") == "expiry"
    assert schema.integrity_faults(earlier) == ()
    earlier.close()


@both
def test_runs_from_before_nation_and_sector_are_kept_and_have_neither(
    unmigrated: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, first = schema.DIRECTORY, tmp_path / "first"
    first.mkdir()
    shutil.copy(whole / "0001_first.py", first)
    monkeypatch.setattr(schema, "DIRECTORY", first)
    schema.migrate(unmigrated)
    with unmigrated.write():
        unmigrated.database.execute_sql(
            "INSERT INTO person (id, kind, payroll_number, given_name, family_name, imported, listed_on, name_key, "
            "family_key, given_key, created_at) VALUES ('p', 'staff', '1', '', '', 1, '', '', '', '', '')"
        )
        unmigrated.database.execute_sql(
            "INSERT INTO attempt VALUES "
            "('a', 'p', 'elearning', 'v', '[]', '2026-11-18T10:30:00.000000Z', 'd', NULL, NULL)"
        )
    monkeypatch.setattr(schema, "DIRECTORY", whole)
    assert schema.migrate(unmigrated) == tuple(name for name in NOW if name != "0001_first")
    attempt = attempts.open_attempt("p", "elearning")
    assert attempt is not None
    assert attempt.audience == Audience()


def test_a_migration_that_fails_leaves_no_trace_and_can_be_tried_again(database_url: str, own_migrations: Path) -> None:
    later = own_migrations / "9000_later.py"
    later.write_text(BROKEN, encoding="utf-8")
    store = database.connect(database_url)
    before = tables(store)
    with pytest.raises(PreventError) as refused:
        schema.migrate(store)
    assert refused.value.code == "storage_failed"
    assert tables(store) == before
    assert schema.applied(store) == NOW
    later.write_text(LATER, encoding="utf-8")
    assert schema.migrate(store) == ("9000_later",)
    if store.is_sqlite:
        assert database.pragmas(store)["foreign_keys"] == "1"
    store.close()


def test_a_copy_replaces_nothing(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "there.db").write_text("mine", encoding="utf-8")
    with opened(sqlite_url) as store, pytest.raises(PreventError) as refused:
        schema.copy_to(store, tmp_path / "there.db")
    assert refused.value.code == "cannot_create"
    assert (tmp_path / "there.db").read_text(encoding="utf-8") == "mine"


def test_faults_of_integrity_are_listed(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        assert schema.integrity_faults(store) == ()
        store.database.execute_sql("PRAGMA foreign_keys=0")
        store.database.execute_sql("INSERT INTO account VALUES ('nobody', NULL, NULL, NULL, 0, 0, NULL)")
        assert schema.integrity_faults(store) == ("foreign key: account row 1",)
