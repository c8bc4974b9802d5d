"""Databases that really fail: each failure has its own code, read from behind Peewee's."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import peewee
import pytest

from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import database, failures, installation, schema
from prevent_tui.storage.database import Store
from tests.databases import copy_of, opened
from tests.other_process import begun, ended, go, ready

NOBODY = 65534


def code_of(work: Callable[[], object]) -> str:
    """The code of the failure that work ends in."""
    try:
        work()
    except PreventError as error:
        return error.code
    return "nothing failed"


def fill(url: str) -> None:
    """Write until the disk has no room left."""
    with opened(url) as store:
        for number in range(1000):
            with store.write():
                installation.keep_setting(f"filler-{number}", "x" * 20_000)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of two megabytes; only root can make one."""
    directory = Path(tempfile.mkdtemp(prefix="small-disk-"))
    line = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(directory)]
    if os.geteuid() != 0 or subprocess.run(line, capture_output=True, check=False).returncode != 0:
        directory.rmdir()
        pytest.skip("a small disk can only be mounted by root")
    yield directory
    subprocess.run(["umount", str(directory)], check=True)
    directory.rmdir()


def test_a_full_disk(empty_file: Path, small_disk: Path) -> None:
    url = copy_of(empty_file, small_disk / "prevent_tui.db")
    assert code_of(lambda: fill(url)) == "disk_full"
    with opened(url) as store, store.read():
        assert installation.setting("filler-0") == "x" * 20_000
    with opened(url) as store:
        assert schema.integrity_faults(store) == ()


def test_a_disk_that_is_full_from_the_start(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * 2_000_000)
    assert code_of(lambda: (_fill_up(small_disk), connect_new(small_disk))) == "disk_full"


def _fill_up(directory: Path) -> None:
    with (directory / "rest").open("wb", buffering=0) as rest:
        try:
            while rest.write(b"x" * 4096):
                pass
        except OSError:
            pass


def connect_new(directory: Path) -> None:
    """A new database with the schema in a directory."""
    store = database.connect(f"sqlite:///{directory / 'new.db'}", create=True)
    try:
        schema.migrate(store)
    finally:
        store.close()


def test_a_database_at_its_limit_is_a_full_disk(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        (pages,) = store.database.execute_sql("PRAGMA page_count").fetchone()
        store.database.execute_sql(f"PRAGMA max_page_count={pages + 1}")

        def write() -> None:
            with store.write():
                installation.keep_setting("long", "x" * 100_000)

        assert code_of(write) == "disk_full"
        with store.read():
            assert installation.setting("long") is None


def in_a_child(work: Callable[[], str], *, as_nobody: bool = True) -> str:
    """What that work says in a child process without root's power to write everywhere."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            if as_nobody and os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(writing, work().encode())
        except BaseException as error:
            os.write(writing, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that everybody can reach."""
    directory = Path(tempfile.mkdtemp(prefix="everybodys-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)


def write_a_setting(url: str) -> str:
    """The code of the failure to write, if any."""

    def write() -> None:
        with opened(url) as store, store.write():
            installation.keep_setting("basis", "expiry")

    return code_of(write)


def test_a_file_that_may_only_be_read(empty_file: Path, open_directory: Path) -> None:
    url = copy_of(empty_file, open_directory / "prevent_tui.db")
    (open_directory / "prevent_tui.db").chmod(0o444)
    open_directory.chmod(0o777)
    assert in_a_child(lambda: write_a_setting(url)) == "database_read_only"


def test_a_directory_that_may_only_be_read(empty_file: Path, open_directory: Path) -> None:
    url = copy_of(empty_file, open_directory / "prevent_tui.db")
    (open_directory / "prevent_tui.db").chmod(0o666)
    open_directory.chmod(0o555)
    said = in_a_child(lambda: write_a_setting(url))
    assert said in ("database_read_only", "database_unreachable")


def test_a_file_that_may_not_be_read(empty_file: Path, open_directory: Path) -> None:
    url = copy_of(empty_file, open_directory / "prevent_tui.db")
    assert in_a_child(lambda: write_a_setting(url)) in ("database_unreachable", "database_read_only")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear colleague, " * 200, encoding="utf-8")
    assert code_of(lambda: database.connect(f"sqlite:///{tmp_path / 'letter.db'}")) == "database_corrupt"


def test_a_database_with_pages_overwritten(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))

    def use() -> None:
        with opened(sqlite_url) as store, store.write():
            installation.keep_setting("basis", "expiry")
            for number in range(50):
                installation.keep_setting(f"more-{number}", "x" * 500)

    assert code_of(use) == "database_corrupt"


def begin(store: Store) -> None:
    """A write that asks nothing: the lock is taken at its beginning, not at its first change."""
    with store.write():
        pass


def test_a_busy_database(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:
        store.database.execute_sql("PRAGMA busy_timeout=50")
        stranger = ready(begun("hold_out_of_turn", sqlite_url))

        def write() -> None:
            with store.write():
                installation.keep_setting("basis", "expiry")

        assert code_of(write) == "database_busy"
        assert code_of(lambda: begin(store)) == "database_busy"
        go(stranger)
        ended(stranger)
        assert code_of(write) == "nothing failed"


def test_a_value_the_schema_refuses_is_no_disk_failure(sqlite_url: str) -> None:
    with opened(sqlite_url) as store:

        def write() -> None:
            with store.write():
                store.database.execute_sql("INSERT INTO setting (name) VALUES ('no value')")

        assert code_of(write) == "storage_failed"


def test_the_first_cause_is_found_behind_a_failed_rollback() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    shown = peewee.OperationalError("cannot rollback - no transaction is active")
    shown.__context__ = full
    assert failures.classify(shown).code == "disk_full"


def test_a_mistake_of_the_program_is_no_storage_failure(sqlite_url: str) -> None:
    with opened(sqlite_url) as store, pytest.raises(KeyError), store.read():
        raise KeyError("nobody")
