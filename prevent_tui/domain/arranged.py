"""What is arranged for somebody, or begun by them, so that a manager sees who is seen to already."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Kind(enum.IntEnum):
    """The surest first: a place at a session, a planned talk, a turn in a queue, a course begun, a talk asked for."""

    PLACE = 1
    TALK = 2
    WAITING = 3
    COURSE = 4
    ASKED = 5


@dataclass(frozen=True, slots=True)
class Arranged:
    """One thing that is arranged; `on` is its day, where it has one."""

    kind: Kind
    on: dt.date | None


def surest(found: Iterable[Arranged]) -> Arranged:
    """What is told where there is room for one: the surest kind, and of it the soonest."""
    return min(found, key=lambda one: (one.kind, one.on or dt.date.max))
