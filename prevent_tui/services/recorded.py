"""Playing a recorded webinar: always the actor's own run, kept to the second, and completed like any other course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from prevent_tui.clock import Clock
from prevent_tui.content.digests import digest
from prevent_tui.content.loader import Library
from prevent_tui.domain import playing, progress
from prevent_tui.domain.courses import Course, Step, StepKind
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.playing import NORMAL, SPEEDS, Playhead
from prevent_tui.domain.progress import Place, Trail, Visit
from prevent_tui.domain.recorded import PartWords
from prevent_tui.services.access import Actor
from prevent_tui.services.completing import complete_if_earned, final_passed
from prevent_tui.storage import attempts, installation
from prevent_tui.storage import playing as table
from prevent_tui.storage.attempts import Attempt
from prevent_tui.storage.database import Store
from prevent_tui.storage.playing import Kept
from prevent_tui.storage.records import Provenance

COURSE = "recorded"
"""The id of the recorded webinar that comes with the program."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One part with what this person has played of it; `done` says that it was played to its end at some time."""

    id: str
    head: Playhead
    done: bool


@dataclass(frozen=True, slots=True)
class Webinar:
    """A recorded webinar with what this person has done of it; `current` is the step last opened, if any."""

    course: Course
    parts: tuple[Part, ...]
    current: str | None
    passed: bool
    completion_id: str | None
    finished_before: int

    @property
    def all_played(self) -> bool:
        """Whether every part was played, so that its check is open."""
        return all(part.done for part in self.parts)

    @property
    def to_play(self) -> Part:
        """The part that Continue opens: the one last opened while it isn't done, else the first that isn't."""
        waiting = [part for part in self.parts if not part.done] or list(self.parts)
        return next((part for part in waiting if part.id == self.current), waiting[0])

    def part(self, part_id: str) -> Part:
        """The part of that id; `no_such_part` where there is none."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise PreventError("no_such_part", part=part_id)


class Recorded:
    """A learner's way through a recorded webinar."""

    def __init__(self, store: Store, clock: Clock, library: Library) -> None:
        self._store = store
        self._clock = clock
        self._library = library

    def overview(self, actor: Actor, course_id: str = COURSE) -> Webinar:
        """The webinar with what this person has done of it; nothing is begun by looking."""
        person_id, course = _learner(actor), _webinar(self._library, course_id)
        with self._store.read():
            runs = [run for run in attempts.of_person(person_id) if run.course == course_id]
            attempt = next((run for run in runs if not run.finished_at), None)
            return _told(course, attempt, finished=sum(1 for run in runs if run.finished_at))

    def open_part(self, actor: Actor, course_id: str, part_id: str) -> Webinar:
        """Open a part where it was left, in any order; begins the run where there is none. Raises `no_such_part`."""
        person_id, course = _learner(actor), _webinar(self._library, course_id)
        step = _part(course, part_id)
        with self._store.write(people=[person_id]):
            attempt = attempts.open_attempt(person_id, course_id)
            provenance = self._provenance(person_id)
            if attempt is None:
                steps = [one.id for one in course.steps]
                attempt = attempts.add(person_id, course_id, course.version, steps, provenance)
            trail = attempts.trail(attempt.id)
            if not trail.visits or trail.visits[-1].place.step != part_id:
                _visit(attempt, trail, Visit(Place(part_id), step.digest), provenance)
            return _told(course, attempt)

    def keep(self, actor: Actor, course_id: str, part_id: str, head: Playhead) -> Part:
        """Keep where a part stands and what more of it was played; what was kept before is never lost by it.

        When the whole part has been played that is recorded, and with it the completion where the check was passed
        before. Raises `not_started`, or `no_such_part`.
        """

        def write(attempt: Attempt, course: Course) -> Part:
            step, held = _part(course, part_id), table.of_attempt(attempt.id).get(part_id)
            words = _words(course, part_id)
            before = _head(words, held)
            played = playing.within((*before.played, *head.played), words.length)
            now = replace(before.jumped_to(head.position), played=played, speed=_speed(head.speed))
            table.keep(attempt.id, Kept(part_id, _timeline(words), now.position, now.played, now.speed))
            if now.whole and not before.whole:
                self._played(attempt, course, step)
            return Part(part_id, now, now.whole or progress.step_done(attempts.trail(attempt.id), step))

        return self._writing(actor, course_id, write)

    def _played(self, attempt: Attempt, course: Course, step: Step) -> None:
        """Write down that a part was played to its end, once, and the completion it may have been the last of."""
        trail = attempts.trail(attempt.id)
        if progress.step_done(trail, step):
            return
        provenance = self._provenance(attempt.person_id)
        trail = _visit(attempt, trail, Visit(Place(step.id, item=1), step.digest), provenance)
        complete_if_earned(attempt, course, trail, today=self._clock.today(), provenance=provenance)

    def _writing(self, actor: Actor, course_id: str, work: Callable[[Attempt, Course], T]) -> T:
        person_id, course = _learner(actor), _webinar(self._library, course_id)
        with self._store.write(people=[person_id]):
            attempt = attempts.open_attempt(person_id, course_id)
            if attempt is None:
                raise PreventError("not_started")
            return work(attempt, course)

    def _provenance(self, person_id: str) -> Provenance:
        now = self._clock.now()
        return Provenance(person_id, now, installation.known_device() or installation.own_device(at=now))


def _learner(actor: Actor) -> str:
    if actor.person_id is None:
        raise PreventError("not_permitted")
    return actor.person_id


def _webinar(library: Library, course_id: str) -> Course:
    course = library.course(course_id)
    if not course.is_recorded:
        raise PreventError("unknown_course", course=course_id)
    return course


def _part(course: Course, part_id: str) -> Step:
    for step in course.steps:
        if step.id == part_id and step.kind is StepKind.PART:
            return step
    raise PreventError("no_such_part", part=part_id)


def _words(course: Course, part_id: str) -> PartWords:
    """The part on whose timeline it is played: that of the course's first language; raises `course_broken`."""
    try:
        return course.part_words(part_id, next(iter(course.words)))
    except KeyError as error:
        raise PreventError("course_broken", course=course.id, faults=()) from error


def _timeline(words: PartWords) -> str:
    """What the times of the captions are called: words may be mended without losing what was played."""
    return digest(words.timeline)


def _speed(speed: int) -> int:
    return speed if speed in SPEEDS else NORMAL


def _head(words: PartWords, held: Kept | None) -> Playhead:
    """Where a part stands; seconds of another timeline say nothing about this one."""
    if held is None or held.timeline != _timeline(words):
        return Playhead(words.length)
    played = playing.within(held.played, words.length)
    return Playhead(words.length, min(held.position, words.length), played, _speed(held.speed))


def _visit(attempt: Attempt, trail: Trail, visit: Visit, provenance: Provenance) -> Trail:
    attempts.add_visit(attempt.id, visit, trail.earlier + len(trail.visits) + 1, provenance)
    return replace(trail, visits=(*trail.visits, visit))


def _told(course: Course, attempt: Attempt | None, *, finished: int = 0) -> Webinar:
    """The webinar as a run has it. Inside a transaction."""
    steps = [step for step in course.steps if step.kind is StepKind.PART]
    if attempt is None:
        parts = tuple(Part(step.id, _head(_words(course, step.id), None), False) for step in steps)
        return Webinar(course, parts, None, False, None, finished)
    trail, held = attempts.trail(attempt.id), table.of_attempt(attempt.id)
    parts = tuple(
        Part(step.id, _head(_words(course, step.id), held.get(step.id)), progress.step_done(trail, step))
        for step in steps
    )
    current = progress.current(trail, course).step
    return Webinar(course, parts, current, final_passed(attempt, course, trail), attempt.completion_id, finished)
