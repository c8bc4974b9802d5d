"""The only place that asks what time it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> dt.datetime:
        """The moment, in UTC."""

    def today(self) -> dt.date:
        """The day in Europe/London."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return dt.datetime.now(dt.UTC)

    def today(self) -> dt.date:
        """The day in Europe/London."""
        return self.now().astimezone(LONDON).date()


@dataclass(slots=True)
class FixedDay:
    """A clock whose day stands still (a demo's, a test's) while its moments go on being different."""

    day: dt.date

    def now(self) -> dt.datetime:
        """The machine's time of day on the fixed day, in UTC."""
        moment = dt.datetime.now(dt.UTC)
        return moment.replace(year=self.day.year, month=self.day.month, day=self.day.day)

    def today(self) -> dt.date:
        """The fixed day."""
        return self.day
