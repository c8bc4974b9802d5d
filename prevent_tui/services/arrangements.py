"""What is arranged already for the people of a grid: who has a place, a talk, or a course begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prevent_tui.clock import Clock
from prevent_tui.domain.arranged import Arranged, surest
from prevent_tui.services.access import Actor
from prevent_tui.services.team import Question, Team
from prevent_tui.storage import arranged
from prevent_tui.storage.database import Store

__all__ = ["Arrangements"]


class Arrangements:
    """Tells it for the rows that are shown, and for nobody else."""

    def __init__(self, store: Store, clock: Clock, team: Team) -> None:
        self._store = store
        self._clock = clock
        self._team = team

    def of(self, actor: Actor, question: Question, person_ids: Sequence[str]) -> Mapping[str, Arranged]:
        """The surest thing arranged for each of those people who are in the question's team; `not_permitted`."""
        theirs = self._team.among(actor, question, person_ids)
        with self._store.read():
            found = arranged.of_people(sorted(theirs), now=self._clock.now(), today=self._clock.today())
        return {person_id: surest(each) for person_id, each in found.items()}
