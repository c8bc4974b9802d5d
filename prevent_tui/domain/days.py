"""Days as people type them."""

from __future__ import annotations

import datetime as dt
import re

from prevent_tui.domain.errors import PreventError

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[ ./-](?P<month>\d{1,2})[ ./-](?P<year>\d{4})"),
)


def read_day(text: str) -> dt.date:
    """The day that `18 11 2026`, `18/11/2026` or `2026-11-18` names.

    Raises `day_unreadable` with the text for anything else, a day that is not in the calendar too.
    """
    for form in _FORMS:
        if found := form.fullmatch(" ".join(text.split())):
            try:
                return dt.date(**{name: int(number) for name, number in found.groupdict().items()})
            except ValueError:
                break
    raise PreventError("day_unreadable", text=text)


EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
"""Between these days, both included, it can be asked how somebody stood or will stand."""


def require_reach(day: dt.date) -> None:
    """Raise `day_out_of_reach` for a day on which no standing is worked out."""
    if not EARLIEST <= day <= LATEST:
        raise PreventError("day_out_of_reach", first_on=EARLIEST, last_on=LATEST)


def day_or_none(text: str) -> dt.date | None:
    """The day that a text names, as `read_day` reads it; None for anything else."""
    try:
        return read_day(text)
    except PreventError:
        return None
