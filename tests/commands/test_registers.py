"""`registers list` and `registers export`: talks and who was there, for a script and on paper."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest

from tests import talks
from tests.commands.typed import Office
from tests.factories import person

KEYS = [
    "number", "reference", "held_on", "place", "presenter_payroll_number", "presenter", "stage", "people", "signed_on",
]  # fmt: skip


@pytest.fixture
def held(office: Office) -> Office:
    """A talk that is signed off and one that is open, and somebody who manages nobody."""
    with office.services() as services:
        boss = talks.presenter(services)
        for number in (1, 2):
            row = talks.begun(services, boss, "=Depot")
            talks.signed_in(services, boss, row, "boss-1")
            if number == 1:
                talks.signed_off(services, boss, row)
        person(services, "nobody")
    return office


def test_the_newest_first_as_json(held: Office) -> None:
    found = held("registers", "list", "--format", "json").json
    assert [list(one) for one in found] == [KEYS, KEYS]
    assert [(one["number"], one["stage"], one["people"], one["signed_on"]) for one in found] == [
        (2, "open", 1, None),
        (1, "signed", 1, "2026-11-18"),
    ]
    assert found[0]["presenter_payroll_number"] == "boss"


def test_the_same_as_a_table_in_welsh_and_as_csv(held: Office) -> None:
    table = held("--lang", "cy", "registers", "list")
    assert "18 Tachwedd 2026" in table.out
    assert "Cymeradwywyd" in table.out
    rows = list(csv.DictReader(io.StringIO(held("registers", "list", "--format", "csv").out)))
    assert [row["place"] for row in rows] == ["'=Depot", "'=Depot"]


def test_a_manager_lists_their_own_and_nobody_else_any(held: Office) -> None:
    assert len(held("--as", "boss", "registers", "list", "--format", "json").json) == 2
    refused = held("--as", "nobody", "registers", "list")
    assert (refused.status, refused.out) == (3, "")


def test_a_register_by_its_number_and_by_its_reference(held: Office) -> None:
    reference = held("registers", "list", "--format", "json").json[1]["reference"]
    by_number, by_reference = (held("registers", "export", name) for name in ("1", reference.lower()))
    assert by_number.out == by_reference.out
    (row,) = csv.DictReader(io.StringIO(by_number.out))
    assert (row["payroll_number"], row["register"], row["place"]) == ("boss-1", reference, "'=Depot")


def test_totaras_upload_and_the_page_go_to_files_of_their_owner(held: Office, tmp_path: Path) -> None:
    page = tmp_path / "register.html"
    assert held("registers", "export", "1", "--layout", "html", "--output", page).out == ""
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    upload = held("registers", "export", "1", "--layout", "totara")
    assert upload.lines == [
        "username,certificationshortname,certificationidnumber,completiondate,duedate",
        "boss-1,prevent-wrap,,2026-11-18,2028-11-18",
    ]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("registers", "export", "9"), 4),
        (("registers", "export", "no such"), 4),
        (("registers", "export", "2", "--layout", "totara"), 4),
        (("--as", "nobody", "registers", "export", "1"), 3),
        (("registers", "export", "1", "--output", "/no/such/place"), 1),
        (("registers", "export"), 2),
    ],
)
def test_what_is_refused_says_why_in_a_line(held: Office, arguments: tuple[str, ...], status: int) -> None:
    refused = held(*arguments)
    assert (refused.status, refused.out) == (status, "")
    assert len(refused.err.splitlines()) == 1
