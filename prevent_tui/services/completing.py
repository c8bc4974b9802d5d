"""The moment a run earns its completion: the same for every course that is taken at a terminal."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from prevent_tui.domain import progress
from prevent_tui.domain.courses import Course
from prevent_tui.domain.progress import Trail
from prevent_tui.services import standing
from prevent_tui.storage import attempts, records
from prevent_tui.storage.attempts import Attempt
from prevent_tui.storage.records import NewCompletion, Provenance


def final_passed(attempt: Attempt, course: Course, trail: Trail) -> bool:
    """Whether any sitting of the final check reached the pass mark it was frozen with."""
    final = course.final.step.id if course.final else ""
    for sitting in range(1, trail.sittings(final) + 1):
        if progress.sitting_done(trail, final, sitting):
            right = progress.score(trail, final, sitting, course.questions).right
            if right >= (attempts.pass_mark(attempt.id, final, sitting) or 0):
                return True
    return False


def complete_if_earned(
    attempt: Attempt, course: Course, trail: Trail, *, today: dt.date, provenance: Provenance
) -> Attempt:
    """Record the completion as soon as the final check is passed and everything else is done, in either order.

    Standing is folded again in the same transaction. A course that does not count yet records none.
    """
    if attempt.completion_id or not course.counts or not final_passed(attempt, course, trail):
        return attempt
    if not progress.all_taught(attempts.trail(attempt.id), course):
        return attempt
    option = course.options[0]
    completion_id = records.attempt_completion_id(attempt.person_id, option, today, attempt.id)
    completion = NewCompletion(completion_id, attempt.person_id, option, today, "attempt", attempt.id)
    records.add_completions([completion], provenance)
    attempts.set_completion(attempt.id, completion_id)
    standing.rebuild([attempt.person_id])
    return replace(attempt, completion_id=completion_id)


def may_end(attempt: Attempt, course: Course) -> bool:
    """Whether a run has nothing more to earn: its completion is recorded, or it was practice and all of it is done."""
    if attempt.completion_id is not None:
        return True
    trail = attempts.trail(attempt.id)
    return final_passed(attempt, course, trail) and progress.all_taught(trail, course)
