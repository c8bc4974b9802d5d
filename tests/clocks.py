"""A clock that stands still until it is moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prevent_tui.clock import LONDON

TODAY = dt.date(2026, 11, 18)


@dataclass(slots=True)
class StillClock:
    """Tells the moment it was set to; `today` is the day in Europe/London."""

    moment: dt.datetime = dt.datetime(2026, 11, 18, 10, 30, tzinfo=dt.UTC)

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return self.moment

    def today(self) -> dt.date:
        """The day in Europe/London."""
        return self.moment.astimezone(LONDON).date()

    def move(self, **span: float) -> None:
        """Let time pass: `seconds=`, `minutes=`, `days=` …"""
        self.moment += dt.timedelta(**span)

    def set_day(self, day: dt.date) -> None:
        """The same time of day on another day."""
        self.moment = self.moment.replace(year=day.year, month=day.month, day=day.day)
