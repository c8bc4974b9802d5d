"""Numbers that open something for whoever knows them: made at random, kept only as a hash, and slow to guess at.

They carry 70 random bits, so that a plain hash of one can't be searched for.
"""

from __future__ import annotations

import hashlib
import secrets

from prevent_tui.domain import references

LENGTH = 15
"""Characters of such a number, the check character among them: three more than a certificate's reference."""

_RANDOM_BYTES = 9


def new() -> str:
    """A fresh number, in groups of four."""
    return references.make(secrets.token_bytes(_RANDOM_BYTES))


def read(typed: str) -> str:
    """The number as it was made, however it was typed; raises what `references.parse` raises for a mistyped one."""
    return references.parse(typed, length=LENGTH)


def digest(number: str) -> str:
    """What is kept of a number."""
    return hashlib.sha256(f"prevent-tui bearer {number}".encode()).hexdigest()
