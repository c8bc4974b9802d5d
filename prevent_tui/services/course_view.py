"""What a face is shown of a course: one screen of it, or all its steps with what is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from prevent_tui.content import audience
from prevent_tui.domain import assessment, progress
from prevent_tui.domain.assessment import Item
from prevent_tui.domain.courses import Audience, Course, Phase, QuestionKind, Step, StepKind
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.progress import Answer, Place, Score, Trail
from prevent_tui.storage import attempts
from prevent_tui.storage.attempts import Attempt


@dataclass(frozen=True, slots=True)
class View:
    """One screen of a course as it stands recorded: everything a face needs to show it again."""

    course: Course
    attempt_id: str
    place: Place
    step: Step
    position: int
    steps_in_module: int
    module_number: int
    item: Item | None
    items: int
    answers: tuple[Answer, ...]
    answered: bool
    draft: Any
    score: Score | None
    score_before: Score | None
    """At the result of a module: what its check before it came to, where that was answered."""
    pass_mark: int | None
    completion_id: str | None
    can_go_back: bool
    visit: int
    """How many places of the run were opened up to this one."""
    audience: Audience
    """For whom the learner wants the course told; what was not chosen is shown as `audience.shown` says."""
    asks_audience: bool
    """Whether that is still to be asked: the run has only begun, and pages differ by nation or sector."""

    @property
    def is_summary(self) -> bool:
        """Whether this is the page after a check's last question."""
        return self.score is not None

    @property
    def passed(self) -> bool:
        """Whether a summary's check has been passed; a check without a pass mark always is."""
        return self.score is not None and self.score.right >= (self.pass_mark or 0)

    @property
    def node(self) -> str | None:
        """The scenario's node that waits for a decision; None when it has ended or this is no scenario."""
        if self.item is None or self.item.kind is not QuestionKind.SCENARIO:
            return None
        return assessment.node_after(self.item, [str(answer.response) for answer in self.answers])


@dataclass(frozen=True, slots=True)
class StepProgress:
    """One step in a course's overview."""

    step: Step
    done: bool
    reachable: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A course with what is done of it; `place` is where Continue leads, None before the start."""

    course: Course
    steps: tuple[StepProgress, ...]
    place: Place | None
    view: View | None
    finished_before: int
    varies: bool
    """Whether any page differs by nation or sector."""


@dataclass(frozen=True, slots=True)
class CourseEntry:
    """A course a person can take: one it could be loaded, or the reason it can't."""

    course_id: str
    overview: Overview | None
    problem: PreventError | None


def view(attempt: Attempt, course: Course, trail: Trail, place: Place) -> View:
    """A place as it is shown; the trail holds at least its step and the one before. Inside a transaction."""
    step = course.step(place.step)
    items = trail.items(place.step, place.sitting)
    item = items[place.item] if place.item < len(items) else None
    answers = trail.answers_at(place)
    summary = step.kind is StepKind.CHECK and item is None
    module = next((m for m in course.modules if m.id == step.module), None)
    siblings = module.steps if module and step in module.steps else (step,)
    visit = trail.earlier + len(trail.visits)
    return View(
        course=course,
        attempt_id=attempt.id,
        place=place,
        step=step,
        position=siblings.index(step) + 1,
        steps_in_module=len(siblings),
        module_number=course.modules.index(module) + 1 if module else len(course.modules) + 1,
        item=item,
        items=len(items),
        answers=answers,
        answered=item is not None and progress.is_answered(item, answers),
        draft=attempts.draft(attempt.id, progress.written_at(place, step)),
        score=progress.score(trail, step.id, place.sitting, course.questions) if summary else None,
        score_before=_score_before(attempt, course, siblings) if summary and step.phase is Phase.AFTER else None,
        pass_mark=attempts.pass_mark(attempt.id, step.id, place.sitting) if summary else None,
        completion_id=attempt.completion_id,
        can_go_back=progress.before(place, trail, course) is not None,
        visit=visit,
        audience=attempt.audience,
        asks_audience=visit == 1 and not attempt.audience.is_known and audience.varies(course),
    )


def _score_before(attempt: Attempt, course: Course, siblings: tuple[Step, ...]) -> Score | None:
    step = next((step for step in siblings if step.phase is Phase.BEFORE), None)
    if step is None:
        return None
    trail = attempts.trail_near(attempt.id, [step.id])
    first = Place(step.id).sitting
    return (
        progress.score(trail, step.id, first, course.questions)
        if progress.sitting_done(trail, step.id, first)
        else None
    )


def before_start(course: Course, finished: int) -> Overview:
    """A course of which no run is open."""
    steps = tuple(StepProgress(step, False, False, False) for step in course.steps)
    return Overview(course, steps, None, None, finished, audience.varies(course))


def overview(attempt: Attempt, course: Course, trail: Trail, finished: int) -> Overview:
    """A course with what an open run has done of it. Inside a transaction."""
    reached = {step.id for step in progress.reached(trail, course)}
    steps = tuple(
        StepProgress(
            step=step,
            done=progress.step_done(trail, step),
            reachable=step.id in reached,
            changed=progress.page_changed(trail, step),
        )
        for step in course.steps
    )
    place = progress.current(trail, course)
    here = view(attempt, course, trail, place)
    return Overview(course, steps, place, here, finished, audience.varies(course))
