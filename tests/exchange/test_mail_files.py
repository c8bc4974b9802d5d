"""Drafts of e-mails as a mail program reads them, whatever a name or an address holds."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from prevent_tui.exchange.mail_files import Draft, as_eml, usable


def read(draft: Draft) -> EmailMessage:
    """The file as a mail program reads it."""
    message = message_from_bytes(as_eml(draft), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.mark.parametrize(
    "name",
    [
        "Siân Ŵyn",
        'O"Brien, the "boss" <other@example.org>',
        "Eve\r\nBcc: everyone@example.org",
        "Eve\nX-Evil: 1\n\nbody",
        "A" * 300,
        "=?utf-8?q?spoof?=",
        "\x1b[31mRed",
        "; , < > : @",
    ],
)
def test_no_name_begins_a_header_of_its_own(name: str) -> None:
    message = read(Draft(name, "elin@example.org", "cy", f"About {name}", "Annwyl Siân,\n\nŵ\n"))
    assert sorted(message.keys()) == [
        "Content-Language", "Content-Transfer-Encoding", "Content-Type", "MIME-Version", "Subject", "To", "X-Unsent",
    ]  # fmt: skip
    assert [one.addr_spec for one in message["To"].addresses] == ["elin@example.org"]
    assert message.get_content().replace("\r", "") == "Annwyl Siân,\n\nŵ\n"
    assert "\x1b" not in as_eml(Draft(name, "elin@example.org", "cy", name, "x")).decode("ascii")


def test_a_name_and_a_subject_come_back_as_they_were() -> None:
    message = read(Draft("Siân O'Brien, Ŵyn", "sian@example.org", "cy", "Hyfforddiant: cwblhewch erbyn 3 Mai", "x\n"))
    assert message["To"].addresses[0].display_name == "Siân O'Brien, Ŵyn"
    assert message["Subject"] == "Hyfforddiant: cwblhewch erbyn 3 Mai"
    assert message["Content-Language"] == "cy"


@pytest.mark.parametrize(
    ("address", "whether"),
    [
        ("elin@example.org", True),
        ("o'brien+prevent@mail.example.org", True),
        ("elin@localhost", False),
        ("", False),
        (None, False),
        ("two@example.org, three@example.org", False),
        ("elin@example.org\nBcc: x@example.org", False),
        ("elin@example.org\n", False),
        ("<elin@example.org>", False),
        ("siân@example.org", False),
        (".elin@example.org", False),
        ("el..in@example.org", False),
        ("elin", False),
    ],
)
def test_an_address_is_one_plain_address(address: str | None, whether: bool) -> None:
    assert usable(address) is whether
