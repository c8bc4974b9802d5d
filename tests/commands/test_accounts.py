"""`accounts`, `pending` and what `audit list` says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.typed import Office
from tests.exchange.files import COMPLETIONS_HEADER
from tests.factories import person


@pytest.fixture
def staffed(office: Office) -> Office:
    """Elin, 00042, and an administrator, 9."""
    with office.services() as services:
        person(services)
        person(services, "9", given="Eirlys", family="Admin", administrator=True)
    return office


def test_an_account_is_disabled_and_enabled(staffed: Office) -> None:
    staffed("codes", "issue", "00042")
    assert staffed("--as", "9", "accounts", "disable", "00042").lines == [
        "Nobody can sign in as Elin Example any more."
    ]
    assert staffed("--as", "9", "accounts", "enable", "00042").lines == ["Elin Example can sign in again."]
    assert staffed("accounts", "unlock", "00042").lines == ["Elin Example can try to sign in again."]
    acts = [line.rpartition("  ")[2].strip() for line in staffed("audit", "list").lines[1:]]
    assert acts == [
        "One-time code issued: Elin Example 00042",
        "Account disabled: Elin Example 00042",
        "Account opened again: Elin Example 00042",
        "Account unlocked: Elin Example 00042",
    ]
    welsh = staffed("--lang", "cy", "audit", "list").lines
    assert welsh[1].endswith("Cod untro wedi'i roi: Elin Example 00042")
    assert [row["actor"] for row in staffed("audit", "list", "--format", "json").json][1:3] == ["9", "9"]
    assert list(staffed("audit", "list", "--format", "json").json[0]) == [
        "number", "recorded_at", "actor", "action", "subject", "details", "hash",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("accounts", "disable", "00042"), 4),
        (("accounts", "unlock", "1"), 4),
        (("pending", "join", "900", "00042"), 4),
        (("--as", "00042", "accounts", "unlock", "9"), 3),
        (("--as", "00042", "pending", "list"), 3),
    ],
)
def test_what_is_refused(staffed: Office, arguments: tuple[str, ...], status: int) -> None:
    assert staffed(*arguments).status == status


def test_records_that_wait_are_joined(staffed: Office, tmp_path: Path) -> None:
    file = tmp_path / "completions.csv"
    file.write_text(f"{COMPLETIONS_HEADER}\n900,wrap,2026-10-01,\n", encoding="utf-8")
    staffed("completions", "import", str(file))
    (one,) = staffed("pending", "list", "--format", "json").json
    assert (one["payroll_number"], one["name"], one["completions"]) == ("900", "", 1)
    assert staffed("pending", "join", "900", "00042").lines == ["1 completion is now on the record of Elin Example."]
    assert staffed("status", "00042", "--format", "json").json["colour"] == "green"
    assert staffed("pending", "list", "--format", "json").json == []
