"""Drafts of e-mails as files (`.eml`) that a mail program opens, to be looked at and sent by a person."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass
from email.header import Header
from functools import lru_cache

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
    """The file; no name and no subject can begin a header of its own, because they are one line each.

    The headers are put together here: the standard library's own message parses each of them again, which takes twenty
    times as long, and there may be tens of thousands of drafts. Raises ValueError for an address that isn't `usable`.
    """
    if not usable(draft.address):
        raise ValueError("not an address")
    headers = {
        "To": f"{_phrase(one_line(draft.name))} <{draft.address}>".lstrip(),
        "Subject": _encoded(one_line(draft.subject)),
        "X-Unsent": "1",  # several mail programs open such a file as a message to be written
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "Content-Language": one_line(draft.language),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    body = quopri.encodestring(draft.text.encode()).replace(b"\n", b"\r\n")
    return head.encode("ascii") + b"\r\n" + body


def _phrase(name: str) -> str:
    """A name as it may stand before an address."""
    if not name.isascii() or "=?" in name:
        return _encoded(name)
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if name else ""


@lru_cache(maxsize=1024)
def _encoded(text: str) -> str:
    """A header's words, on lines as short as they are to be; encoded unless they are plain."""
    charset = "us-ascii" if text.isascii() and "=?" not in text else "utf-8"
    return Header(text, charset, header_name="Subject").encode(linesep="\r\n")


def one_line(text: str) -> str:
    """A text without controls and line breaks."""
    return " ".join(clean(text).split())
