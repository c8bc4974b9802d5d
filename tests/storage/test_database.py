"""Opening a database: what is set, what is refused, who may read the files; and the two doors to it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import database, installation
from prevent_tui.storage.database import Store, connect, file_system_of, locate, wal_is_safe
from tests.databases import contents, opened
from tests.other_process import doing

MOUNTS = """\
/dev/vda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
files.example:/staff /home nfs4 rw,vers=4.2 0 0
//files/share /mnt/share cifs rw 0 0
/dev/vdb /mnt/share/fast xfs rw 0 0
tmpfs /mnt/my\\040disk tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_for_libraries_with_the_fix(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/prevent_tui", "ext4"),
        ("/home", "nfs4"),
        ("/home/elin/.local", "nfs4"),
        ("/homes/elin", "ext4"),
        ("/mnt/share/prevent", "cifs"),
        ("/mnt/share/fast/prevent", "xfs"),
        ("/mnt/my disk/prevent", "tmpfs"),
    ],
)
def test_the_file_system_is_that_of_the_longest_mount(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


def test_where_nothing_is_mounted_nothing_is_known() -> None:
    assert file_system_of(Path("/var"), "garbage\n") == ""


def test_a_network_file_system_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "file_system_of", lambda path, mounts: file_system_of(Path("/home"), MOUNTS))
    file = tmp_path / "shared" / "prevent_tui.db"
    with pytest.raises(PreventError) as refused:
        connect(f"sqlite:///{file}", create=True)
    assert (refused.value.code, refused.value.details["kind"]) == ("network_file_system", "nfs4")
    assert not file.parent.exists()


def test_every_pragma_is_in_force(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        (text,) = store.database.execute_sql("SELECT sqlite_version()").fetchone()
        held = database.pragmas(store)
    safe = wal_is_safe(tuple(int(part) for part in text.split(".")))
    assert held == {
        "journal_mode": "wal" if safe else "delete",
        "synchronous": "2",
        "busy_timeout": "10000",
        "foreign_keys": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "recursive_triggers": "1",
        "wal_autocheckpoint": "8000",
        "cache_size": "-512",
    }


def test_an_old_library_gets_no_wal(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "wal_is_safe", lambda version: False)
    with opened(sqlite_url) as store:
        assert database.pragmas(store)["journal_mode"] == "delete"
        assert not list(Path(str(store.location.file)).parent.glob("*-wal"))


def test_a_pragma_that_does_not_hold_is_said(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PRAGMAS", {"synchronous": 17})
    with pytest.raises(PreventError) as refused:
        connect(sqlite_url)
    assert (refused.value.code, refused.value.details["name"]) == ("pragma_refused", "synchronous")


def test_a_file_that_is_not_there_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(PreventError) as refused:
        connect(f"sqlite:///{tmp_path / 'none.db'}")
    assert refused.value.code == "no_database"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PreventError) as refused:
        connect(f"sqlite:///{tmp_path / 'file' / 'prevent_tui.db'}", create=True)
    assert refused.value.code == "cannot_create"


def test_only_its_owner_may_read_what_is_made(tmp_path: Path) -> None:
    file = tmp_path / "data" / "prevent_tui.db"
    store = connect(f"sqlite:///{file}", create=True)
    with store.write():
        store.database.execute_sql("CREATE TABLE note (text TEXT)")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    directory = stat.S_IMODE(file.parent.stat().st_mode)
    store.close()
    assert {"prevent_tui.db", "prevent_tui.db.queue"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert directory == 0o700


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@host/db", "prevent_tui.db", "", "sqlite:prevent_tui.db", "sqlite3:///x"]
)
def test_another_kind_of_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(PreventError) as refused:
        locate(url)
    assert refused.value.code == "bad_database_url"
    assert "secret" not in str(refused.value)


def test_a_location_is_shown_without_its_password() -> None:
    assert locate("postgresql://prevent:secret@db.example/training").shown == "postgresql://db.example/training"
    assert locate("sqlite:////var/lib/a%20b.db").shown == "sqlite:////var/lib/a b.db"


def test_a_server_that_is_not_there_is_unreachable(unused_port: int) -> None:
    with pytest.raises(PreventError) as refused:
        connect(f"postgresql://nobody:secret@127.0.0.1:{unused_port}/none")
    assert refused.value.code == "database_unreachable"
    assert "secret" not in str(refused.value)


@pytest.mark.postgres
def test_what_a_postgres_url_asks_for_is_asked_for(postgres_url: str) -> None:
    with opened(f"{postgres_url}?application_name=prevent-room-3") as store:
        (name,) = store.database.execute_sql("SHOW application_name").fetchone()
    assert name == "prevent-room-3"


def test_the_version_in_use_is_told(store: Store) -> None:
    kind, number = database.library_version(store).split()[:2]
    assert kind == ("SQLite" if store.is_sqlite else "PostgreSQL")
    assert number[0].isdigit()


def test_what_is_written_is_there_afterwards(store: Store) -> None:
    with store.write():
        installation.keep_setting("basis", "expiry")
    with store.read():
        assert installation.setting("basis") == "expiry"


def keep_and_fail(store: Store, error: Exception) -> None:
    with store.write(everyone=True):
        installation.keep_setting("basis", "expiry")
        raise error


def test_a_write_that_fails_leaves_no_trace(store: Store) -> None:
    before = contents(store)
    with pytest.raises(ZeroDivisionError):
        keep_and_fail(store, ZeroDivisionError())
    assert contents(store) == before


def test_a_refusal_inside_a_write_is_passed_on_and_leaves_no_trace(store: Store) -> None:
    before = contents(store)
    with pytest.raises(PreventError) as refused:
        keep_and_fail(store, PreventError("answer_first"))
    assert refused.value.code == "answer_first"
    assert contents(store) == before


def test_the_next_write_works_after_one_that_failed(store: Store) -> None:
    with pytest.raises(PreventError), store.write():
        store.database.execute_sql("INSERT INTO setting (name) VALUES ('no value')")
    with store.write():
        installation.keep_setting("basis", "expiry")
    with store.read():
        assert installation.setting("basis") == "expiry"


def test_a_read_sees_one_state(database_url: str, store: Store) -> None:
    with store.read():
        assert installation.setting("basis") is None
        doing("keep_setting", database_url, "basis", "expiry")
        assert installation.setting("basis") is None
    with store.read():
        assert installation.setting("basis") == "expiry"


@pytest.mark.postgres
def test_a_server_that_came_back_is_asked_again(postgres_url: str) -> None:
    with opened(postgres_url) as store, opened(postgres_url) as other:
        (process,) = store.database.execute_sql("SELECT pg_backend_pid()").fetchone()
        other.database.execute_sql("SELECT pg_terminate_backend(%s)", (process,))
        with pytest.raises(PreventError) as refused, store.read():
            store.database.execute_sql("SELECT 1")
        assert refused.value.code == "database_unreachable"
        with store.read():
            assert store.database.execute_sql("SELECT 1").fetchone() == (1,)


def test_closing_twice_is_harmless(database_url: str) -> None:
    with opened(database_url) as store:
        store.close()
