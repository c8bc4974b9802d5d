"""Column types that are TEXT and INTEGER on both databases, so that the same text orders the same way."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import peewee


class KeyField(peewee.TextField):
    """Text compared byte by byte: identities, folded search keys, ISO days."""


class DayField(KeyField):
    """A calendar day, kept as ISO text (`2026-11-18`)."""

    def db_value(self, value: dt.date | str | None) -> str | None:
        """The day as ISO text."""
        return value.isoformat() if isinstance(value, dt.date) else value

    def python_value(self, value: str | None) -> dt.date | None:
        """The day as a date."""
        return None if value is None else dt.date.fromisoformat(value)


class MomentField(KeyField):
    """A moment in UTC, kept as ISO text with microseconds (`2026-11-18T09:30:00.000000Z`)."""

    def db_value(self, value: dt.datetime | str | None) -> str | None:
        """The moment as ISO text; a moment without a zone is refused."""
        if not isinstance(value, dt.datetime):
            return value
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def python_value(self, value: str | None) -> dt.datetime | None:
        """The moment as an aware datetime in UTC."""
        return None if value is None else dt.datetime.fromisoformat(value)


class FlagField(peewee.IntegerField):
    """Yes, no or not known, kept as 1, 0 or NULL."""

    def db_value(self, value: bool | None) -> int | None:
        """The flag as a number."""
        return None if value is None else int(value)

    def python_value(self, value: int | None) -> bool | None:
        """The flag as a truth value."""
        return None if value is None else bool(value)


class JsonField(peewee.TextField):
    """A small value kept as compact JSON text."""

    def db_value(self, value: Any) -> str | None:
        """The value as JSON."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def python_value(self, value: str | None) -> Any:
        """The value read back from JSON."""
        return None if value is None else json.loads(value)
