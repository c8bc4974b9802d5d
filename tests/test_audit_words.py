"""Every act that is kept in the audit log is told in words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import prevent_tui.services
from prevent_tui import audit_words
from prevent_tui.i18n import Translator
from prevent_tui.services.audit import Entry
from prevent_tui.storage.audit import AuditRow
from prevent_tui.storage.people import Person
from tests.clocks import TODAY

NIA = Person("p", "staff", "7", "Nia", "Newydd", *([None] * 8), True, TODAY)
RHYS = Person("r", "staff", "8", "Rhys", "Bevan", *([None] * 8), True, TODAY)


def entry(action: str, details: str = "{}", *, subject: str = "x", about: bool = False, other: bool = False) -> Entry:
    """A row of the log, about Nia or about nobody."""
    row = AuditRow(1, "2026-07-01T22:30:00.000000Z", None, action, subject, details, "", "")
    return Entry(row, None, NIA if about else None, RHYS if other else None)


def test_every_act_of_the_services_has_words() -> None:
    services = Path(prevent_tui.services.__path__[0])
    text = "\n".join(file.read_text(encoding="utf-8") for file in services.glob("*.py"))
    written = set(re.findall(r'(?:audit\.append|_note)\(\s*"(\w+)"', text))
    written |= {"account_disabled", "account_enabled"}
    assert written == set(audit_words.ACTS)


@pytest.mark.parametrize(
    ("held", "english", "welsh"),
    [
        (
            entry("absence", '{"from":"2026-12-01","until":"2027-01-31"}', about=True),
            "Long leave recorded: Nia Newydd 7, from 1 December 2026 until 31 January 2027",
            "Absenoldeb hir wedi'i gofnodi: Nia Newydd 7, o 1 Rhagfyr 2026 tan 31 Ionawr 2027",
        ),
        (
            entry("suspend", '{"from":"2026-12-01","until":null}', subject="wrap"),
            "Option suspended: Half-day workshop (WRAP), from 1 December 2026",
            "Opsiwn wedi'i atal: Gweithdy hanner diwrnod (WRAP), o 1 Rhagfyr 2026",
        ),
        (
            entry("delegate", '{"delegate":"r","until":"2026-12-24"}', about=True, other=True),
            "Stand-in named: Rhys Bevan for Nia Newydd 7, until 24 December 2026",
            "Dirprwy wedi'i enwi: Rhys Bevan dros Nia Newydd 7, tan 24 Rhagfyr 2026",
        ),
        (
            entry("staff_import", '{"added":3,"changed":0,"left":1,"rows":300}', subject="5f"),
            "Staff list imported: new: 3, left: 1, rows: 300",
            "Rhestr staff wedi'i mewnforio: newydd: 3, wedi gadael: 1, rhesi: 300",
        ),
        (
            entry("policy", '{"launched_on":["","2026-01-01"]}', subject="policy"),
            "Policy changed: The day the pathway was started: – → 2026-01-01",
            "Polisi wedi'i newid: Y diwrnod y dechreuwyd y llwybr: – → 2026-01-01",
        ),
        (entry("code_issued", about=True), "One-time code issued: Nia Newydd 7", "Cod untro wedi'i roi: Nia Newydd 7"),
        (entry("from a later version", "spoiled"), "from a later version: spoiled", "from a later version: spoiled"),
    ],
)
def test_a_sentence(held: Entry, english: str, welsh: str) -> None:
    assert audit_words.sentence(Translator("en"), held) == english
    assert audit_words.sentence(Translator("cy"), held) == welsh


def test_when_is_the_time_in_london() -> None:
    assert audit_words.when(Translator("en"), entry("resume")) == "01/07/2026 23:30"
    assert audit_words.when(Translator("cy"), entry("resume"), long=True) == "1 Gorffennaf 2026 23:30"
    assert audit_words.who(Translator("en"), entry("resume")) == "the database's administrator"
