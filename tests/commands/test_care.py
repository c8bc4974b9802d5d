from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from prevent_tui.bootstrap import services_on
from prevent_tui.storage import database, models, schema
from tests.commands.typed import Office, Typing
from tests.databases import Server, opened
from tests.factories import completed, person

INIT = ("init", "--administrator", "007", "--given-name", "Nia", "--family-name", "O'Shea")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that holds nothing yet; on SQLite not even a file."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'new.db'}"
    server: Server = request.getfixturevalue("server")
    return server.url_of(server.make())


class TestInit:
    def test_the_code_it_prints_opens_the_administrators_account(self, nowhere: str, typed: Typing) -> None:
        made = typed("--database", nowhere, *INIT)
        assert made.status == 0, made.err
        code = re.search(r"007.*: (\w{5}-\w{5})$", made.out, re.MULTILINE)
        assert code
        with opened(nowhere) as store:
            signed_in = services_on(store).access.sign_in("007", code[1])
            assert signed_in.actor.administrator
            assert signed_in.must_set_password

    def test_it_is_done_once(self, nowhere: str, typed: Typing) -> None:
        assert typed("--database", nowhere, *INIT).status == 0
        again = typed("--database", nowhere, *INIT)
        assert (again.status, again.out) == (4, "")
        assert again.err == "This database already has people in it; it can be set up only once.\n"

    def test_files_are_made_for_their_owner_alone(self, tmp_path: Path, typed: Typing) -> None:
        file = tmp_path / "data" / "new.db"
        typed("--database", f"sqlite:///{file}", *INIT)
        assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)

    def test_without_a_setting_it_goes_to_the_users_own_place(self, surroundings: Path, typed: Typing) -> None:
        assert typed(*INIT).status == 0
        assert (surroundings / ".local/share/prevent_tui/prevent_tui.db").exists()

    @pytest.mark.parametrize("name", ["", "  ", "Ni\x1ba", "N" * 201])
    def test_a_name_must_be_one(self, tmp_path: Path, typed: Typing, name: str) -> None:
        url = f"sqlite:///{tmp_path / 'new.db'}"
        assert typed("--database", url, *INIT[:4], name, *INIT[5:]).status == 2
        assert not (tmp_path / "new.db").exists()

    def test_nobody_has_rights_in_what_is_not_there(self, nowhere: str, typed: Typing) -> None:
        assert typed("--database", nowhere, "--as", "007", *INIT).status == 3


class TestMigrate:
    def test_a_current_database_stays_as_it_is(self, office: Office) -> None:
        done = office("migrate")
        assert (done.status, done.lines) == (0, ["The database is up to date; nothing was changed."])

    def test_an_empty_database_gets_the_schema(self, nowhere: str, typed: Typing) -> None:
        database.connect(nowhere, create=True).close()
        assert typed("--database", nowhere, "staff", "list").status == 4
        assert typed("--database", nowhere, "migrate").lines == [f"Applied: {name}" for name in schema.known()]
        assert typed("--database", nowhere, "staff", "list").status == 0

    def test_a_newer_database_is_refused_by_every_command(self, office: Office) -> None:
        with opened(office.url) as store, store.write():
            (name,) = store.database.execute_sql("SELECT max(name) FROM schema_migration").fetchone()
            store.database.execute_sql(f"UPDATE schema_migration SET name = '9999_later' WHERE name = '{name}'")
        for command in (("migrate",), ("doctor",), ("staff", "list"), INIT):
            refused = office(*command)
            assert refused.status == 4, command
            assert "newer version of this program" in refused.err


class TestDoctor:
    def test_a_sound_database_has_no_findings(self, office: Office) -> None:
        with office.services() as services:
            completed(services, person(services), "2026-10-01")
        found = {one["check"]: one for one in office("doctor", "--format", "json").json}
        assert {one["result"] for name, one in found.items() if name != "content_faults"} == {"fine"}
        assert {"python", "libraries", "database", "database_library", "schema", "integrity", "standing"} <= set(found)
        assert "demo" in found
        assert list(found["schema"]) == ["check", "result", "sentence"]

    def test_standing_that_does_not_follow_from_the_records_is_found(self, office: Office) -> None:
        with office.services() as services:
            completed(services, person(services), "2026-10-01")
            with services.store.write():
                models.StandingRow.update(due_on="2030-01-01").execute()
        outcome = office("doctor", "--format", "json")
        assert outcome.status == 1
        assert "standing_differs" in {one["check"] for one in outcome.json if one["result"] == "wrong"}

    def test_files_that_others_can_reach_are_found(self, sqlite_office: Office) -> None:
        file = Path(sqlite_office.url.removeprefix("sqlite:///"))
        file.chmod(0o644)
        outcome = sqlite_office("doctor")
        assert outcome.status == 1
        assert f"Others can reach {file} (its mode is 0644)." in outcome.out
        file.chmod(0o600)
        file.parent.chmod(0o750)
        assert f"chmod go= {file.parent}" in sqlite_office("doctor").out

    def test_what_was_set_in_sqlite_is_read_back(self, sqlite_office: Office) -> None:
        (found,) = [one for one in sqlite_office("doctor", "--format", "json").json if one["check"] == "pragmas"]
        assert "synchronous=2" in found["sentence"]
        assert "foreign_keys=1" in found["sentence"]

    def test_a_damaged_database_is_told_from_a_wrong_one(self, sqlite_office: Office) -> None:
        with sqlite_office.services() as services:
            for number in range(40):
                completed(services, person(services, str(number)), "2026-10-01")
        file = Path(sqlite_office.url.removeprefix("sqlite:///"))
        content = bytearray(file.read_bytes())
        half = len(content) // 2 // 4096 * 4096
        content[half : half + 8192] = b"\x99" * 8192
        file.write_bytes(content)
        outcome = sqlite_office("doctor")
        assert outcome.status == 5
        assert "damaged" in outcome.out + outcome.err

    def test_a_file_that_is_no_database_is_corrupt(self, tmp_path: Path, typed: Typing) -> None:
        (tmp_path / "no.db").write_bytes(b"not a database at all" * 100)
        outcome = typed("--database", f"sqlite:///{tmp_path / 'no.db'}", "doctor")
        assert outcome.status == 5
        assert outcome.err == "The database is damaged. Stop using it and tell the person who looks after it.\n"

    def test_there_must_be_a_database(self, tmp_path: Path, typed: Typing) -> None:
        outcome = typed("--database", f"sqlite:///{tmp_path / 'none.db'}", "doctor")
        assert outcome.status == 1
        assert "prevent-tui init" in outcome.err
        assert not (tmp_path / "none.db").exists()


def test_a_copy_of_the_file_is_the_whole_database(sqlite_office: Office, tmp_path: Path, typed: Typing) -> None:
    """Every command closes the database, so that nothing waits in a side file."""
    with sqlite_office.services() as services:
        person(services)
    sqlite_office("codes", "issue", "00042")
    shutil.copy(sqlite_office.url.removeprefix("sqlite:///"), tmp_path / "copy.db")
    copied = typed("--database", f"sqlite:///{tmp_path / 'copy.db'}", "status", "00042")
    assert copied.status == 0
