"""Taking a course: every page turn, tick and answer is on the disk before the screen changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from prevent_tui.clock import Clock
from prevent_tui.content.loader import Library
from prevent_tui.domain import assessment, progress
from prevent_tui.domain.assessment import Item, Response
from prevent_tui.domain.courses import Audience, Course, Nation, Phase, QuestionKind, Sector, StepKind
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.progress import Answer, Place, Trail, Visit
from prevent_tui.safety import clean
from prevent_tui.services import completing, course_view
from prevent_tui.services.access import Actor
from prevent_tui.services.course_view import CourseEntry, Overview, StepProgress, View
from prevent_tui.storage import attempts, guests, installation
from prevent_tui.storage.attempts import Attempt
from prevent_tui.storage.database import Store
from prevent_tui.storage.records import Provenance

LONGEST_WORDS = 4_000
"""How many characters a learner may write at a reflect step."""

__all__ = ["CourseEntry", "Learning", "Overview", "StepProgress", "View"]

T = TypeVar("T")


class Learning:
    """A learner's way through a course: always the actor's own."""

    def __init__(self, store: Store, clock: Clock, library: Library, *, rng: random.Random | None = None) -> None:
        self._store = store
        self._clock = clock
        self._library = library
        self._rng = rng or random.SystemRandom()
        self._device: str | None = None

    def overview(self, actor: Actor, course_id: str) -> Overview:
        """The course with what this person has done of it."""
        person_id, course = _learner(actor), self._library.course(course_id)
        with self._store.read():
            runs = [run for run in attempts.of_person(person_id) if run.course == course_id]
            finished = sum(1 for run in runs if run.finished_at)
            attempt = next((run for run in runs if not run.finished_at), None)
            if attempt is None:
                return course_view.before_start(course, finished)
            return course_view.overview(attempt, course, attempts.trail(attempt.id), finished)

    def courses(self, actor: Actor) -> tuple[CourseEntry, ...]:
        """Every course of the library; one that is broken says so and leaves the others alone."""
        _learner(actor)
        entries = []
        for course_id in self._library.ids():
            try:
                entries.append(CourseEntry(course_id, self.overview(actor, course_id), None))
            except PreventError as problem:
                if problem.code not in ("course_broken", "unknown_course"):
                    raise
                entries.append(CourseEntry(course_id, None, problem))
        return tuple(entries)

    def start(self, actor: Actor, course_id: str) -> View:
        """Begin the course, or go on where it was left; freezes the questions of every check but the final one."""
        person_id, course = _learner(actor), self._library.course(course_id)
        with self._store.write(people=[person_id]):
            attempt = attempts.open_attempt(person_id, course_id)
            if attempt is None:
                return self._begin(person_id, course)
            trail = attempts.trail(attempt.id)
            place = progress.current(trail, course)
            sitting = progress.sitting_to_open(trail, course.step(place.step), course)
            if sitting != place.sitting:
                return self._open(attempt, course, trail, Place(place.step, sitting))
            return course_view.view(attempt, course, trail, place)

    def current(self, actor: Actor, course_id: str) -> View:
        """The place last opened; `not_started` where there is no run of the course."""
        person_id, course = _learner(actor), self._library.course(course_id)
        with self._store.read():
            return _current(_open_attempt(person_id, course_id), course)

    def forward(self, actor: Actor, course_id: str, place: Place) -> View:
        """Open what follows a place; raises `answer_first` while its question has no answer.

        `place` is the one on the screen: pressing the key twice moves one place. The final check opens when
        everything before it is done; until then what is missing does.
        """

        def move(attempt: Attempt, course: Course) -> View:
            trail = _nearby(attempt, course, place)
            if progress.current(trail, course) != place:
                return _current(attempt, course)
            return self._open(attempt, course, trail, _following(attempt, course, trail, place))

        return self._writing(actor, course_id, move)

    def back(self, actor: Actor, course_id: str, place: Place) -> View:
        """Open what comes before a place; the first place stays."""

        def move(attempt: Attempt, course: Course) -> View:
            trail = _nearby(attempt, course, place)
            previous = progress.before(place, trail, course) if _known(place, course) else None
            if previous is None or progress.current(trail, course) != place:
                return _current(attempt, course)
            return self._open(attempt, course, trail, previous)

        return self._writing(actor, course_id, move)

    def open_step(self, actor: Actor, course_id: str, step_id: str) -> View:
        """Open a step that has been reached before; `not_reached` otherwise."""

        def move(attempt: Attempt, course: Course) -> View:
            trail = attempts.trail(attempt.id)
            step = next((step for step in progress.reached(trail, course) if step.id == step_id), None)
            if step is None:
                raise PreventError("not_reached")
            return self._open(attempt, course, trail, progress.entrance(trail, step, course))

        return self._writing(actor, course_id, move)

    def sit_again(self, actor: Actor, course_id: str) -> View:
        """Draw the final check anew after a sitting that was not passed; an unfinished sitting is gone on with."""

        def draw(attempt: Attempt, course: Course) -> View:
            trail = attempts.trail(attempt.id)
            if course.final is None or not progress.all_taught(trail, course):
                raise PreventError("not_reached")
            final = course.final.step
            sitting = progress.sitting_to_open(trail, final, course)
            if attempt.completion_id is None and progress.sitting_done(trail, final.id, sitting):
                sitting += 1
            return self._open(attempt, course, trail, Place(final.id, sitting))

        return self._writing(actor, course_id, draw)

    def keep_draft(self, actor: Actor, course_id: str, place: Place, value: Any) -> None:
        """Keep what is ticked, ordered or scrolled to on the screen but not submitted."""

        def keep(attempt: Attempt, course: Course) -> None:
            attempts.keep_draft(attempt.id, place, value)

        self._writing(actor, course_id, keep)

    def keep_words(self, actor: Actor, course_id: str, place: Place, words: str) -> None:
        """Keep what the learner wrote at a reflect step until the run ends; it is not marked, and nobody else reads it.

        Raises `words_too_long`, or `no_such_question` where the course no longer has the step.
        """

        def keep(attempt: Attempt, course: Course) -> None:
            step = course.step(place.step) if _known(place, course) else None
            if step is None or step.kind is not StepKind.REFLECT:
                raise PreventError("no_such_question")
            written = clean(words, lines=True)
            if len(written) > LONGEST_WORDS:
                raise PreventError("words_too_long", most=LONGEST_WORDS)
            if written.strip():
                attempts.keep_draft(attempt.id, progress.written_at(place, step), written)
            else:
                attempts.drop_draft(attempt.id, progress.written_at(place, step))

        self._writing(actor, course_id, keep)

    def choose_audience(self, actor: Actor, course_id: str, nation: Nation | None, sector: Sector | None) -> View:
        """Say for whom the open run is told; None leaves that part as it is. Nothing that was done is lost by it."""

        def choose(attempt: Attempt, course: Course) -> View:
            audience = Audience(nation or attempt.audience.nation, sector or attempt.audience.sector)
            attempts.set_audience(attempt.id, audience)
            return _current(replace(attempt, nation=audience.nation, sector=audience.sector), course)

        return self._writing(actor, course_id, choose)

    def answer(self, actor: Actor, course_id: str, place: Place, response: Response) -> View:
        """Submit an answer and mark it; the first answer stands.

        Passing the final check with everything else done records the completion in the same transaction. Raises
        `choose_one`, `choose_some`, `order_all` or `match_all` while something is missing.
        """

        def submit(attempt: Attempt, course: Course) -> View:
            trail = _nearby(attempt, course, place)
            item = _item_at(trail, place)
            earlier = trail.answers_at(place)
            if not progress.is_answered(item, earlier):
                answer = _marked(item, place, earlier, response)
                attempts.add_answer(attempt.id, answer, self._provenance(attempt.person_id))
                attempts.drop_draft(attempt.id, place)
                trail = replace(trail, answers=(*trail.answers, answer))
                attempt = self._complete_if_earned(attempt, course, trail)
            return course_view.view(attempt, course, trail, place)

        return self._writing(actor, course_id, submit)

    def leave(self, actor: Actor, course_id: str) -> None:
        """End a run that has nothing more to earn, when its result has been read; any other run stays open."""

        def end(attempt: Attempt, course: Course) -> None:
            if completing.may_end(attempt, course):
                attempts.finish(attempt.id, self._clock.now())

        self._writing(actor, course_id, end)

    def _writing(self, actor: Actor, course_id: str, work: Callable[[Attempt, Course], T]) -> T:
        person_id, course = _learner(actor), self._library.course(course_id)
        with self._store.write(people=[person_id]):
            return work(_open_attempt(person_id, course_id), course)

    def _provenance(self, person_id: str) -> Provenance:
        now = self._clock.now()
        if self._device is None:
            self._device = installation.known_device()
        return Provenance(person_id, now, self._device or installation.own_device(at=now))

    def _begin(self, person_id: str, course: Course) -> View:
        if guests.owner_of(person_id) is not None:
            raise PreventError("guest_claimed")
        steps = [step.id for step in course.steps]
        provenance = self._provenance(person_id)
        attempt = attempts.add(person_id, course.id, course.version, steps, provenance)
        for step in progress.taught(course):
            if step.kind.asks:
                self._freeze(attempt, course, Place(step.id))
        return self._open(attempt, course, attempts.trail(attempt.id), Place(course.steps[0].id))

    def _freeze(self, attempt: Attempt, course: Course, place: Place) -> None:
        step = course.step(place.step)
        questions = [course.questions[name] for name in step.questions if name in course.questions]
        pass_mark = None
        if course.final and step.phase is Phase.FINAL:
            questions = list(assessment.draw(questions, course.final.draw, self._rng))
            pass_mark = course.final.pass_mark
        items = [assessment.freeze(question, self._rng) for question in questions]
        provenance = self._provenance(attempt.person_id)
        attempts.add_paper(attempt.id, place, items, mark_to_pass=pass_mark, provenance=provenance)

    def _open(self, attempt: Attempt, course: Course, trail: Trail, place: Place) -> View:
        step = course.step(place.step)
        if step.kind.asks and not trail.items(place.step, place.sitting):
            self._freeze(attempt, course, place)
            trail = attempts.trail(attempt.id)
        visit = Visit(place, step.digest)
        sequence = trail.earlier + len(trail.visits) + 1
        attempts.add_visit(attempt.id, visit, sequence, self._provenance(attempt.person_id))
        trail = replace(trail, visits=(*trail.visits, visit))
        if step.kind.has_page:
            attempt = self._complete_if_earned(attempt, course, trail)
        return course_view.view(attempt, course, trail, place)

    def _complete_if_earned(self, attempt: Attempt, course: Course, trail: Trail) -> Attempt:
        today, provenance = self._clock.today(), self._provenance(attempt.person_id)
        return completing.complete_if_earned(attempt, course, trail, today=today, provenance=provenance)


def _learner(actor: Actor) -> str:
    """Whose run it is: the actor's; whoever only opened the database learns nothing here."""
    if actor.person_id is None:
        raise PreventError("not_permitted")
    return actor.person_id


def _open_attempt(person_id: str, course_id: str) -> Attempt:
    attempt = attempts.open_attempt(person_id, course_id)
    if attempt is None:
        raise PreventError("not_started")
    return attempt


def _known(place: Place, course: Course) -> bool:
    return any(step.id == place.step for step in course.steps)


def _nearby(attempt: Attempt, course: Course, place: Place) -> Trail:
    """What a turn at a place needs to know: its step, those beside it, the final check, and the last visit.

    All of the trail where the course has changed under it.
    """
    if not _known(place, course):
        return attempts.trail(attempt.id)
    steps = {place.step} | ({course.final.step.id} if course.final else set())
    steps |= {step.id for one in (-1, 1) if (step := progress.neighbour(course, place.step, one))}
    trail = attempts.trail_near(attempt.id, sorted(steps))
    if all(_known(visit.place, course) for visit in trail.visits):
        return trail
    return attempts.trail(attempt.id)


def _current(attempt: Attempt, course: Course) -> View:
    trail = attempts.trail(attempt.id)
    return course_view.view(attempt, course, trail, progress.current(trail, course))


def _following(attempt: Attempt, course: Course, trail: Trail, place: Place) -> Place:
    sitting = progress.sitting_to_open(trail, course.step(place.step), course)
    if sitting > place.sitting:
        return Place(place.step, sitting)
    items = trail.items(place.step, place.sitting)
    if place.item < len(items) and not progress.is_answered(items[place.item], trail.answers_at(place)):
        raise PreventError("answer_first")
    following = progress.after(place, trail, course)
    if following is None:
        return place
    if course.final and following.step == course.final.step.id != place.step:
        whole = attempts.trail(attempt.id)
        missing = progress.missing(whole, course)
        if missing is not None:
            return progress.entrance(whole, missing, course)
    return following


def _item_at(trail: Trail, place: Place) -> Item:
    items = trail.items(place.step, place.sitting)
    if not 0 <= place.item < len(items):
        raise PreventError("no_such_question")
    return items[place.item]


def _marked(item: Item, place: Place, earlier: tuple[Answer, ...], response: Response) -> Answer:
    missing = assessment.what_is_missing(item, response)
    if missing:
        raise PreventError(missing)
    if item.kind is QuestionKind.SCENARIO:
        node = assessment.node_after(item, [str(answer.response) for answer in earlier])
        assert node is not None
        good = assessment.branch(item, node, str(response)).good
        return Answer(place, len(earlier), item.question, response, int(good))
    return Answer(place, 0, item.question, response, assessment.mark(item, response))
