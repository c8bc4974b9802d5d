"""The schema learns of guests: people and records that were there before stay as they were."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prevent_tui.bootstrap import services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import database, schema
from prevent_tui.storage.database import Store
from tests.clocks import StillClock
from tests.courses import Shelf, small_course
from tests.databases import Server, opened

NEW = "0007_guests"
PEOPLE = "SELECT id, kind, payroll_number, given_name FROM person ORDER BY id"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def older(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A database of each kind with the schema before guests and a member of staff in it; migrated by the test."""
    server: Server | None = request.getfixturevalue("server") if request.param == "postgres" else None
    name = server.make() if server else ""
    url = server.url_of(name) if server else f"sqlite:///{tmp_path / 'older.db'}"
    before = tmp_path / "before"
    before.mkdir()
    for file in schema.DIRECTORY.glob("000[0-6]_*.py"):
        shutil.copy(file, before)
    store = database.connect(url, create=True)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "DIRECTORY", before)
        schema.migrate(store)
    with store.write():
        store.database.execute_sql(
            "INSERT INTO person (id, kind, payroll_number, given_name, family_name, imported, listed_on, name_key, "
            "family_key, given_key, created_at) VALUES ('p', 'staff', '00042', 'Elin', '', 1, '2026-01-01', '', '', "
            "'', '2026-01-01T00:00:00.000000Z')"
        )
        store.database.execute_sql("INSERT INTO account (person_id, disabled, administrator) VALUES ('p', 0, 0)")
    yield store
    store.close()
    if server:
        server.drop(name)


def test_who_was_there_stays_and_guests_can_come(older: Store) -> None:
    before = older.database.execute_sql(PEOPLE).fetchall()
    assert NEW in schema.migrate(older)
    assert older.database.execute_sql(PEOPLE).fetchall() == before
    services = services_on(older, StillClock(), Shelf(small_course()))
    guest = services.guests.start()
    assert guest.actor.person_id is not None
    with pytest.raises(PreventError), older.write():
        older.database.execute_sql("UPDATE person SET kind = 'ghost'")
    assert schema.integrity_faults(older) == ()
    url = older.location.url
    older.close()
    with opened(url) as again:
        assert len(again.database.execute_sql(PEOPLE).fetchall()) == 2
        assert schema.integrity_faults(again) == ()
    older.database.connect()
