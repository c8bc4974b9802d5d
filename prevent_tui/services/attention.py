"""What needs an administrator's attention, counted in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from prevent_tui.clock import Clock
from prevent_tui.content.loader import Library
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.services.options import ahead
from prevent_tui.services.requests import Waiting
from prevent_tui.services.team import Question, scope_of
from prevent_tui.storage import pathway, people, team, waiting
from prevent_tui.storage.database import Store
from prevent_tui.storage.pathway import Suspension


@dataclass(frozen=True, slots=True)
class Attention:
    """What waits: people and numbers as counts; suspensions in force or to come; when the last staff list came."""

    without_manager: int
    pending: int
    locked: int
    requests: int
    suspended: tuple[Suspension, ...]
    staff_list_at: dt.datetime | None
    stale_welsh: int
    today: dt.date


class Administering:
    """An administrator's overview; `not_permitted` for anyone else."""

    def __init__(self, store: Store, clock: Clock, library: Library) -> None:
        self._store = store
        self._clock = clock
        self._library = library

    def attention(self, actor: Actor) -> Attention:
        """What waits for an administrator today."""
        access.require_administrator(actor)
        from prevent_tui.content import lint  # nobody else at the screen needs it

        today = self._clock.today()
        stale = sum(lint.stale(self._library.loaded(one)) for one in self._library.ids())
        with self._store.read():
            return Attention(
                without_manager=sum(team.counts(scope_of(Question("", today))).values()),
                pending=waiting.count_stubs(),
                locked=len(waiting.locked(self._clock.now())),
                requests=len(waiting.requests_without_manager(today)),
                suspended=ahead(today),
                staff_list_at=waiting.last_applied("staff"),
                stale_welsh=stale,
                today=today,
            )

    def requests(self, actor: Actor) -> tuple[Waiting, ...]:
        """The requests for a toolbox talk of people whom no manager here has, the oldest first."""
        access.require_administrator(actor)
        with self._store.read():
            wanted = set(waiting.requests_without_manager(self._clock.today()))
            found = [one for one in pathway.open_requests(None) if one.id in wanted]
            persons = people.by_ids([one.person_id for one in found])
            return tuple(Waiting(one, persons[one.person_id]) for one in found)
