"""What somebody's manager sees beside their standing: long leave, a course in progress, a talk."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from prevent_tui.clock import LONDON, Clock
from prevent_tui.content.loader import Library
from prevent_tui.domain.courses import Course
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access, course_view
from prevent_tui.services.access import Actor
from prevent_tui.services.requests import TalkRequest, standing_request
from prevent_tui.storage import attempts, people
from prevent_tui.storage.attempts import Attempt
from prevent_tui.storage.database import Store

__all__ = ["Beside", "Reports", "Run"]


@dataclass(frozen=True, slots=True)
class Run:
    """How far an open run of a course is: parts done of how many, in which module, and since when. No answers."""

    course: Course
    begun_on: dt.date
    done: int
    parts: int
    module: int
    modules: int


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a person's standing today; absences are those that are not over, the first and last day.

    `may_book` and `may_arrange` say what the one who asks may do for them, `email` whether a reminder can be addressed.
    """

    absences: tuple[tuple[dt.date, dt.date], ...]
    runs: tuple[Run, ...]
    request: TalkRequest | None
    may_book: bool
    may_arrange: bool
    email: bool


class Reports:
    """One person, for whoever may see them."""

    def __init__(self, store: Store, clock: Clock, library: Library) -> None:
        self._store = store
        self._clock = clock
        self._library = library

    def beside(self, actor: Actor, person_id: str) -> Beside:
        """What a manager sees beside the standing; `not_permitted` for who may not see the person."""
        today = self._clock.today()
        with self._store.read():
            access.require_sight_of(actor, person_id, on=today)
            absences = people.absences_of([person_id]).get(person_id, ())
            runs = [self._run(one) for one in attempts.of_person(person_id) if one.finished_at is None]
            return Beside(
                absences=tuple((first, last) for first, last in absences if last >= today),
                runs=tuple(run for run in runs if run is not None),
                request=standing_request(person_id, today),
                may_book=_may(access.require_charge_of, actor, person_id, today),
                may_arrange=_may(access.require_lead_of, actor, person_id, today),
                email=bool(people.by_id(person_id).email),
            )

    def _run(self, attempt: Attempt) -> Run | None:
        """None where the course is gone or broken: that is said where it is opened."""
        with contextlib.suppress(PreventError):
            course = self._library.course(attempt.course)
            held = course_view.overview(attempt, course, attempts.trail(attempt.id), 0)
            module = held.view.module_number if held.view else 1
            return Run(
                course=course,
                begun_on=attempt.started_at.astimezone(LONDON).date(),
                done=sum(1 for step in held.steps if step.done),
                parts=len(held.steps),
                module=min(module, len(course.modules)),
                modules=len(course.modules),
            )
        return None


def _may(require: Callable[..., None], actor: Actor, person_id: str, today: dt.date) -> bool:
    try:
        require(actor, person_id, on=today)
    except PreventError:
        return False
    return True
