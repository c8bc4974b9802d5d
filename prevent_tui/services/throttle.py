"""What guessing costs: failures of an account or a terminal slow it down, then lock it for a while."""

from __future__ import annotations

import datetime as dt

from prevent_tui.clock import Clock
from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import accounts
from prevent_tui.storage.database import Store

FAILURES_BEFORE_DELAY = 4
FAILURES_BEFORE_LOCK = 10
FAILURE_SPAN = dt.timedelta(minutes=5)
LOCK_SPAN = dt.timedelta(minutes=15)


class Throttle:
    """Counts failures in the database, so that every terminal of the installation knows of them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def refuse_while_waiting(self, subjects: list[str]) -> None:
        """Raise `sign_in_wait` (seconds) while any of those is slowed down or locked."""
        now = self._clock.now()
        with self._store.read():
            for failure in accounts.failures(subjects):
                until = failure.locked_until or self._slowed_until(failure)
                if until and now < until:
                    raise PreventError("sign_in_wait", seconds=max(1, round((until - now).total_seconds())))

    def count_failure(self, subjects: list[str]) -> None:
        """Write down one more failure of each."""
        now = self._clock.now()
        with self._store.write():
            held = {failure.subject: failure for failure in accounts.failures(subjects)}
            for subject in subjects:
                accounts.keep_failure(self._one_more(held.get(subject), subject, now))

    @staticmethod
    def _slowed_until(failure: accounts.Failure) -> dt.datetime | None:
        late = failure.failures - FAILURES_BEFORE_DELAY
        return None if late < 0 else failure.last_at + dt.timedelta(seconds=min(2**late, 30))

    @staticmethod
    def _one_more(held: accounts.Failure | None, subject: str, now: dt.datetime) -> accounts.Failure:
        if held is None or now - held.first_at > FAILURE_SPAN or (held.locked_until and held.locked_until <= now):
            return accounts.Failure(subject, 1, now, now, None)
        failures = held.failures + 1
        locked = now + LOCK_SPAN if failures >= FAILURES_BEFORE_LOCK else None
        return accounts.Failure(subject, failures, held.first_at, now, locked)


def of_terminal(terminal: str) -> list[str]:
    """What failures at a terminal are counted under; terminals without a name share one count."""
    return [f"terminal:{terminal or '-'}"]
