"""Where a learner is in a course and what is done, derived from what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from prevent_tui.domain.assessment import Item, Response, node_after
from prevent_tui.domain.courses import Course, Phase, Question, QuestionKind, Step, StepKind


@dataclass(frozen=True, slots=True)
class Place:
    """A screen of a course: the step, the sitting of a check (from 1), and the item in it (from 0).

    One item past the last question is the check's summary. At a reflect step item 0 asks and item 1 compares. A part of
    a recorded webinar is opened as item 0; item 1 says that it was played to its end.
    """

    step: str
    sitting: int = 1
    item: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """A place that was opened, with the digest of the content that was shown."""

    place: Place
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A submitted answer: its place, the decision (part) within a scenario, and its mark (0 or 1)."""

    place: Place
    part: int
    question: str
    response: Response
    mark: int


@dataclass(frozen=True, slots=True)
class Trail:
    """What was recorded of one attempt, in the order it happened.

    All of it; or, for a step and its neighbours, their papers and answers and the last of the visits, with
    `earlier` visits before that.
    """

    visits: tuple[Visit, ...]
    papers: Mapping[tuple[str, int], tuple[Item, ...]]
    answers: tuple[Answer, ...]
    earlier: int = 0

    def items(self, step: str, sitting: int) -> tuple[Item, ...]:
        """The frozen items of a sitting; empty for a page."""
        return self.papers.get((step, sitting), ())

    def answers_at(self, place: Place) -> tuple[Answer, ...]:
        """The answers given at a place: one, or one for each decision of a scenario."""
        return tuple(answer for answer in self.answers if answer.place == place)

    def sittings(self, step: str) -> int:
        """How many sittings of a check there have been."""
        return max((sitting for name, sitting in self.papers if name == step), default=0)


@dataclass(frozen=True, slots=True)
class Score:
    """A sitting's marks, what there was to get, and the pages that teach what went wrong."""

    right: int
    total: int
    reread: tuple[str, ...]


def is_answered(item: Item, answers: Sequence[Answer]) -> bool:
    """Whether a question has its answer; a scenario when its last decision is taken."""
    if item.kind is QuestionKind.SCENARIO:
        return bool(answers) and node_after(item, [str(answer.response) for answer in answers]) is None
    return bool(answers)


def is_right(item: Item, answers: Sequence[Answer]) -> bool:
    """Whether a question was answered wholly right."""
    return is_answered(item, answers) and all(answer.mark for answer in answers)


def sitting_done(trail: Trail, step: str, sitting: int) -> bool:
    """Whether every question of a sitting has its answer."""
    items = trail.items(step, sitting)
    return bool(items) and all(
        is_answered(item, trail.answers_at(Place(step, sitting, number))) for number, item in enumerate(items)
    )


def score(trail: Trail, step: str, sitting: int, questions: Mapping[str, Question]) -> Score:
    """The marks of a sitting, with the pages to reread in the order they were met, each once."""
    items = trail.items(step, sitting)
    reread: list[str] = []
    right = 0
    for number, item in enumerate(items):
        if is_right(item, trail.answers_at(Place(step, sitting, number))):
            right += 1
        elif item.question in questions and questions[item.question].page not in reread:
            reread.append(questions[item.question].page)
    return Score(right, len(items), tuple(reread))


def step_done(trail: Trail, step: Step) -> bool:
    """Whether a page or model answer was opened, a part played to its end, or every question answered once."""
    if not step.kind.asks:
        wanted = int(step.kind is not StepKind.PAGE)
        return any(visit.place.step == step.id and visit.place.item >= wanted for visit in trail.visits)
    return any(sitting_done(trail, step.id, sitting) for sitting in range(1, trail.sittings(step.id) + 1))


def page_changed(trail: Trail, step: Step) -> bool:
    """Whether a page was read, but only in an older version than today's."""
    seen = {visit.digest for visit in trail.visits if visit.place.step == step.id}
    return step.kind.has_page and bool(seen) and step.digest not in seen


def taught(course: Course) -> tuple[Step, ...]:
    """Every step but the final check."""
    return tuple(step for step in course.steps if step.phase is not Phase.FINAL)


def all_taught(trail: Trail, course: Course) -> bool:
    """Whether everything before the final check is done."""
    return all(step_done(trail, step) for step in taught(course))


def reached(trail: Trail, course: Course) -> tuple[Step, ...]:
    """The steps a learner may open: all that are done, and the first that is not; every part of a recorded webinar."""
    steps: list[Step] = []
    for step in course.steps:
        if step.phase is Phase.FINAL and missing(trail, course) is not None:
            break
        steps.append(step)
        if not step_done(trail, step) and step.kind is not StepKind.PART:
            break
    return tuple(steps)


def missing(trail: Trail, course: Course) -> Step | None:
    """The first step before the final check that is not done."""
    return next((step for step in taught(course) if not step_done(trail, step)), None)


def current(trail: Trail, course: Course) -> Place:
    """The place last opened that the course still has, else its first step."""
    known = {step.id for step in course.steps}
    for visit in reversed(trail.visits):
        if visit.place.step in known:
            return _still_asked(visit.place, trail, course)
    return Place(course.steps[0].id)


def _still_asked(place: Place, trail: Trail, course: Course) -> Place:
    """The place; or the end of its sitting, where that is over and the course no longer has the question."""
    items = trail.items(place.step, place.sitting)
    if place.item >= len(items) or items[place.item].question in course.questions:
        return place
    over = sitting_to_open(trail, course.step(place.step), course) == place.sitting
    return replace(place, item=len(items)) if over else place


def sitting_to_open(trail: Trail, step: Step, course: Course) -> int:
    """The sitting that opening a step leads to: its last one.

    A new one follows a sitting that can't be gone on with, because the course no longer has a question of it.
    """
    last = max(1, trail.sittings(step.id))
    asked = [item.question in course.questions for item in trail.items(step.id, last)]
    if all(asked) or (any(asked) and sitting_done(trail, step.id, last)):
        return last
    return last + 1


def entrance(trail: Trail, step: Step, course: Course) -> Place:
    """The place that opening a step leads to: its beginning, or the result of a final check that has been sat."""
    sitting = sitting_to_open(trail, step, course)
    sat = step.phase is Phase.FINAL and sitting_done(trail, step.id, sitting)
    return Place(step.id, sitting, len(trail.items(step.id, sitting)) if sat else 0)


def after(place: Place, trail: Trail, course: Course) -> Place | None:
    """The place that Continue opens; None at the very end. Says nothing on whether it may be opened yet."""
    items = trail.items(place.step, place.sitting)
    for number in range(place.item + 1, len(items)):
        if items[number].question in course.questions:
            return replace(place, item=number)
    kind = course.step(place.step).kind
    if kind is StepKind.CHECK and place.item < len(items):
        return replace(place, item=len(items))
    if kind is StepKind.REFLECT and place.item == 0:
        return replace(place, item=1)
    following = neighbour(course, place.step, 1)
    return None if following is None else entrance(trail, following, course)


def before(place: Place, trail: Trail, course: Course) -> Place | None:
    """The place that Back opens; None at the very beginning."""
    items = trail.items(place.step, place.sitting)
    for number in range(min(place.item, len(items)) - 1, -1, -1):
        if items[number].question in course.questions:
            return replace(place, item=number)
    if course.step(place.step).kind is StepKind.REFLECT and place.item:
        return replace(place, item=0)
    previous = neighbour(course, place.step, -1)
    if previous is None:
        return None
    sitting = sitting_to_open(trail, previous, course)
    return Place(previous.id, sitting, _last_item(previous, trail.items(previous.id, sitting)))


def _last_item(step: Step, items: Sequence[Item]) -> int:
    """The last screen of a step: a check's summary, a model answer, or the last question."""
    if step.kind is StepKind.REFLECT:
        return 1
    return len(items) if step.kind is StepKind.CHECK else max(0, len(items) - 1)


def written_at(place: Place, step: Step) -> Place:
    """Where a place's draft is kept: what was written at a reflect step belongs to both of its screens."""
    return replace(place, item=0) if step.kind is StepKind.REFLECT else place


def neighbour(course: Course, step_id: str, distance: int) -> Step | None:
    """The step that many steps further on; None beyond either end."""
    steps = course.steps
    index = next(number for number, step in enumerate(steps) if step.id == step_id) + distance
    return steps[index] if 0 <= index < len(steps) else None
