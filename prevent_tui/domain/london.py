"""The wall clock in Europe/London: what time a text means, and on which day a moment falls."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from prevent_tui.domain.errors import PreventError

LONDON = ZoneInfo("Europe/London")

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?(Z|[+-][0-9]{2}:[0-9]{2})?")


def moment(text: str) -> dt.datetime:
    """The moment in UTC that a time such as `2026-11-18T14:00` means in London, or with an offset anywhere.

    Raises `bad_time` for anything else and for times no calendar has, `time_skipped` for a time that the clocks jump
    over in spring, and `time_twice` for one that comes twice in autumn and has no offset.
    """
    try:
        held = dt.datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
        if held is None:
            raise PreventError("bad_time", value=text)
        if held.tzinfo is not None:
            return held.astimezone(dt.UTC)
        return _in_london(held, text)
    except (ValueError, OverflowError) as error:
        raise PreventError("bad_time", value=text) from error


def _in_london(wall: dt.datetime, text: str) -> dt.datetime:
    first = wall.replace(tzinfo=LONDON).astimezone(dt.UTC)
    second = wall.replace(tzinfo=LONDON, fold=1).astimezone(dt.UTC)
    if first == second:
        return first
    # Where the clocks jump, the later reading of a time that isn't there lies before the earlier one.
    raise PreventError("time_skipped" if second < first else "time_twice", value=text)


def at_the_wall(at: dt.datetime) -> dt.datetime:
    """A moment as clocks in London show it."""
    return at.astimezone(LONDON)


def day_of(at: dt.datetime) -> dt.date:
    """The day in London on which a moment falls."""
    return at_the_wall(at).date()


def comes_twice(at: dt.datetime) -> bool:
    """Whether clocks in London show this moment's time twice that day: then its zone must be named."""
    wall = at_the_wall(at)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def as_text(at: dt.datetime) -> str:
    """A moment as it can be read back: London's time, with its offset only where the time comes twice."""
    wall = at_the_wall(at)
    return wall.isoformat(timespec="minutes") if comes_twice(at) else f"{wall:%Y-%m-%dT%H:%M}"
