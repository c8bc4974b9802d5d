"""What a record is called: a hash of the event alone, the same on every device that records it."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping

VERSION = 1

_REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical(event: Mapping[str, object]) -> bytes:
    """The event as versioned canonical JSON: NFC text, sorted keys, no spaces, UTF-8."""
    text = json.dumps({"version": VERSION, **event}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def record_id(kind: str, **event: object) -> str:
    """The identity of a record of that kind: SHA-256 in hex over its canonical event."""
    return hashlib.sha256(canonical({"kind": kind, **event})).hexdigest()


def random_id() -> str:
    """A fresh identity for a person, device, attempt or batch: 128 random bits in hex."""
    return secrets.token_hex(16)


def reference(identity: str) -> str:
    """A record's identity as people read and type it: three groups of four, no I, L, O or U."""
    number = int(identity[:15], 16)
    letters = []
    for _ in range(12):
        number, rest = divmod(number, 32)
        letters.append(_REFERENCE_ALPHABET[rest])
    text = "".join(reversed(letters))
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"
