"""Which option suits a person, and the days on which an option does not run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from prevent_tui.clock import Clock
from prevent_tui.content.loader import Library
from prevent_tui.domain import options
from prevent_tui.domain.certification import WillCount
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.identity import random_id
from prevent_tui.domain.options import OptionId, Situation, Suitability, Suited
from prevent_tui.domain.people import SchoolRole, StaffGroup
from prevent_tui.safety import clean
from prevent_tui.services import access
from prevent_tui.services.access import Actor
from prevent_tui.services.standing import Status
from prevent_tui.storage import audit, pathway
from prevent_tui.storage.database import Store
from prevent_tui.storage.pathway import OwnAnswers, Suspension
from prevent_tui.storage.people import Person

__all__ = ["Advice", "Options", "Suspension", "Suspensions"]


@dataclass(frozen=True, slots=True)
class Advice:
    """Every option for one person on a day, the best first, and what that follows from.

    `known` names the facts the staff list has, `answered` those the person gave, `missing` those that are assumed:
    a face asks for them, in that order. `would` says what a completion on the day would do, by whichever option;
    `practice` names those whose course is not whole yet, so that it counts for nothing.
    """

    as_at: dt.date
    options: tuple[Suited, ...]
    situation: Situation
    answered: tuple[str, ...]
    missing: tuple[str, ...]
    suspensions: Mapping[OptionId, Suspension]
    would: WillCount
    practice: frozenset[OptionId] = frozenset()

    @property
    def offered(self) -> tuple[Suited, ...]:
        """The options that the person can take."""
        return tuple(one for one in self.options if one.suitability is not Suitability.NOT_OFFERED)

    @property
    def resting(self) -> tuple[OptionId, ...]:
        """The suspended options that the person could take if they ran."""
        running = options.suited(replace(self.situation, suspended=frozenset()))
        offered = [one.option for one in running if one.suitability is not Suitability.NOT_OFFERED]
        return tuple(option for option in offered if option in self.suspensions)


class Options:
    """Answers "which option suits me?"."""

    def __init__(self, store: Store, clock: Clock, library: Library) -> None:
        self._store = store
        self._clock = clock
        self._library = library

    def advice(self, actor: Actor, status: Status) -> Advice:
        """Which options suit the person whose standing that is, on the day it is about.

        Raises `not_permitted` unless the actor is the person, a manager above them or an administrator.
        """
        person, day = status.person, status.explanation.as_at
        with self._store.read():
            access.require_sight_of(actor, person.id, on=self._clock.today())
            suspensions = {OptionId(one.option): one for one in pathway.suspensions_on(day)}
            answers = pathway.own_answers(person.id)
        renewal = any(judged.counts for judged in status.explanation.judged)
        situation = _situation(person, answers, renewal, suspensions)
        practice = practice_of(self._library)
        return Advice(
            as_at=day,
            options=_counting_first(options.suited(situation), practice),
            situation=situation,
            answered=_answered(person, answers, situation),
            missing=options.missing(situation),
            suspensions=suspensions,
            would=status.explanation.if_completed,
            practice=practice,
        )

    def answer(self, actor: Actor, name: str, value: str) -> None:
        """Keep what a person says of their own work: a field of a situation, and its value or `yes` or `no`.

        What the staff list knows or comes to know is used in its stead. Raises `choose_one` for what is no answer.
        """
        if actor.person_id is None:
            raise PreventError("not_permitted")
        if value not in ANSWERS.get(name, ()):
            raise PreventError("choose_one")
        kept: str | bool = value == "yes" if ANSWERS[name] is _YES_OR_NO else value
        with self._store.write():
            pathway.keep_own_answer(actor.person_id, name, kept, at=self._clock.now())


def practice_of(library: Library) -> frozenset[OptionId]:
    """The options whose course is not whole yet, so that it counts for nothing."""
    courses = library.all()
    counting = {option for course in courses if course.counts for option in course.options}
    found = {option for course in courses for option in course.options} - counting
    return frozenset(option for option in OptionId if option.value in found)


def offered_to(
    person: Person,
    answers: OwnAnswers,
    *,
    renewal: bool,
    suspensions: Mapping[OptionId, Suspension],
    practice: frozenset[OptionId],
) -> tuple[Suited, ...]:
    """The options a person can take and that would count, the best first."""
    suited = options.suited(_situation(person, answers, renewal, suspensions))
    offered = (one for one in suited if one.suitability is not Suitability.NOT_OFFERED)
    return tuple(one for one in offered if one.option not in practice)


def _counting_first(suited: tuple[Suited, ...], practice: frozenset[OptionId]) -> tuple[Suited, ...]:
    """The options in their order, but what is practice only behind all that count and are offered."""

    def rank(one: Suited) -> int:
        return 2 if one.suitability is Suitability.NOT_OFFERED else int(one.option in practice)

    return tuple(sorted(suited, key=rank))


class Suspensions:
    """An administrator lets options rest; every other call is `not_permitted`."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def suspend(
        self,
        actor: Actor,
        option: OptionId,
        from_on: dt.date,
        until_on: dt.date | None,
        *,
        reason_en: str,
        reason_cy: str,
    ) -> None:
        """Let an option rest from a day until another (None: until further notice), both included.

        Raises `reason_missing`, `dates_reversed`, or `suspension_overlaps` where it rests on one of those days already.
        """
        access.require_administrator(actor)
        if not reason_en.strip() or not reason_cy.strip():
            raise PreventError("reason_missing")
        if until_on is not None and until_on < from_on:
            raise PreventError("dates_reversed", first_on=from_on, last_on=until_on)
        reasons = [clean(text).strip() for text in (reason_en, reason_cy)]
        new = Suspension(random_id(), option.value, from_on, until_on, *reasons)
        now = self._clock.now()
        with self._store.write():
            audit.hold()
            _refuse_overlap(new)
            pathway.add_suspension(new, by=actor.person_id, at=now)
            audit.append("suspend", option.value, _days(from_on, until_on), by=actor.person_id, at=now)

    def resume(self, actor: Actor, option: OptionId) -> Suspension:
        """Let an option run again from today; where it runs, the next suspension is called off. Returns which it was.

        Raises `not_suspended` where there is neither.
        """
        access.require_administrator(actor)
        now, today = self._clock.now(), self._clock.today()
        with self._store.write():
            audit.hold()
            held = [one for one in ahead(today) if one.option == option]
            if not held:
                raise PreventError("not_suspended")
            yesterday = today - dt.timedelta(days=1)
            pathway.end_suspension(held[0].id, yesterday)
            audit.append("resume", option.value, _days(held[0].from_on, yesterday), by=actor.person_id, at=now)
            return held[0]

    def listed(self, actor: Actor) -> tuple[Suspension, ...]:
        """The suspensions in force and to come, by option and first day."""
        access.require_administrator(actor)
        with self._store.read():
            return ahead(self._clock.today())


_YES_OR_NO = ("yes", "no")

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "staff_group": tuple(StaffGroup),
    "school_role": tuple(SchoolRole),
    "frontline": _YES_OR_NO,
    "it_access": _YES_OR_NO,
}
"""What can be asked of a person, and the answers there are."""


def _situation(
    person: Person, answers: OwnAnswers, renewal: bool, suspensions: Mapping[OptionId, Suspension]
) -> Situation:
    group = person.staff_group or answers.staff_group
    role = person.school_role or answers.school_role
    return Situation(
        staff_group=StaffGroup(group) if group else None,
        frontline=answers.frontline if person.frontline is None else person.frontline,
        school_role=SchoolRole(role) if role else None,
        it_access=answers.it_access if person.it_access is None else person.it_access,
        renewal=renewal,
        suspended=frozenset(suspensions),
    )


def _answered(person: Person, answers: OwnAnswers, situation: Situation) -> tuple[str, ...]:
    """What a person said that matters: the staff list doesn't know it, and it would be asked."""
    bare = Situation(staff_group=situation.staff_group)
    asked = {"staff_group", *options.missing(bare)}
    return tuple(
        name
        for name in ("staff_group", "school_role", "frontline", "it_access")
        if name in asked and getattr(person, name) is None and getattr(answers, name) is not None
    )


def ahead(today: dt.date) -> tuple[Suspension, ...]:
    """The suspensions in force and to come, by option and first day; inside a transaction."""
    return tuple(one for one in pathway.suspensions() if _last(one) >= today)


def _last(suspension: Suspension) -> dt.date:
    return suspension.until_on or dt.date.max


def _refuse_overlap(new: Suspension) -> None:
    for one in pathway.suspensions():
        if one.option == new.option and one.from_on <= _last(new) and new.from_on <= _last(one):
            code = "suspension_overlaps" if one.until_on else "suspended_already"
            raise PreventError(code, first_on=one.from_on, last_on=_last(one))


def _days(first: dt.date, last: dt.date | None) -> dict[str, str | None]:
    return {"from": first.isoformat(), "until": last.isoformat() if last else None}
