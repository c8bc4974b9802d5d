"""`keys issue`: registration keys for governors."""

from __future__ import annotations

from tests.commands.typed import Office
from tests.factories import PASSWORD


def test_keys_open_accounts(office: Office) -> None:
    found = office("keys", "issue", "--count", "2", "--format", "json").json
    assert len({one["key"] for one in found}) == 2
    with office.services() as services:
        opened = services.registration.open_account(found[1]["key"], "Siân", "Example", PASSWORD)
    assert opened.payroll_number in office("staff", "list").out


def test_one_key_by_default_in_columns(sqlite_office: Office) -> None:
    heading, key = sqlite_office("keys", "issue").lines
    assert heading == "Registration key (28 days, for one account)"
    with sqlite_office.services() as services:
        services.registration.check_key(key)


def test_nobody_but_an_administrator_issues_them(sqlite_office: Office) -> None:
    assert sqlite_office("--as", "00042", "keys", "issue").status == 3
    assert sqlite_office("keys", "issue", "--count", "0").status == 4
