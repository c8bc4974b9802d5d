"""Registration keys of governors, kept as hashes: issued, and used once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from prevent_tui.storage import models


def add_keys(key_hashes: Sequence[str], *, by: str | None, at: dt.datetime, expires_at: dt.datetime) -> None:
    """Keep new keys."""
    models.RegistrationKey.insert_many(
        [{"key_hash": one, "issued_by": by, "issued_at": at, "expires_at": expires_at} for one in key_hashes]
    ).execute()


def is_open(key_hash: str, *, at: dt.datetime) -> bool:
    """Whether there is a key of that hash that nobody has used and that has not run out."""
    key = models.RegistrationKey
    return bool(key.select().where(_open(key_hash, at)).exists())


def use(key_hash: str, *, by: str, at: dt.datetime) -> bool:
    """Use a key up; False where it is not open, or somebody was quicker."""
    key = models.RegistrationKey
    return bool(key.update(used_at=at, used_by=by).where(_open(key_hash, at)).execute() == 1)


def _open(key_hash: str, at: dt.datetime) -> object:
    key = models.RegistrationKey
    return (key.key_hash == key_hash) & key.used_at.is_null() & (key.expires_at >= at)
