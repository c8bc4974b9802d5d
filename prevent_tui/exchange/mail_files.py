"""Drafts of e-mails as files (`.eml`) that a mail program opens, to be looked at and sent by a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

from prevent_tui.safety import clean

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Draft:
    """One e-mail to one person, in one language, as plain text."""

    name: str
    address: str
    language: str
    subject: str
    text: str


def usable(address: str | None) -> bool:
    """Whether an e-mail can be addressed like that: one plain address, nothing beside it."""
    found = _ADDRESS.fullmatch(address or "")
    local = (address or "").partition("@")[0]
    return found is not None and ".." not in local and not local.startswith(".") and not local.endswith(".")


def as_eml(draft: Draft) -> bytes:
    """The file; no name and no subject can begin a header of its own, because they are one line each."""
    message = EmailMessage(policy=policy.SMTP)
    local, _, domain = draft.address.partition("@")
    message["To"] = Address(one_line(draft.name), local, domain)
    message["Subject"] = one_line(draft.subject)
    message["X-Unsent"] = "1"  # several mail programs open such a file as a message to be written
    message.set_content(draft.text, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = draft.language
    return message.as_bytes()


def one_line(text: str) -> str:
    """A text without controls and line breaks."""
    return " ".join(clean(text).split())
