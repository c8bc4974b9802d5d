"""Who is certified, and when: one fold over the completions gives the dates, the colour and the reasons."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from prevent_tui.domain.options import OptionId

_DAY = dt.timedelta(days=1)


class Colour(enum.StrEnum):
    """Where a person stands on a day; grey is "not required that day"."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Basis(enum.StrEnum):
    """What a renewal inside the open window runs from: its own day, or the due date it renews."""

    COMPLETION = "completion"
    EXPIRY = "expiry"


class Reason(enum.StrEnum):
    """Why a completion counts (the first three) or doesn't."""

    FIRST = "first"
    IN_WINDOW = "in_window"
    LAPSED = "lapsed"
    WINDOW_NOT_OPEN = "window_not_open"
    VOIDED = "voided"
    AFTER_AS_AT = "after_as_at"

    @property
    def counts(self) -> bool:
        """Whether a completion with this reason leads to a new due date."""
        return self in (Reason.FIRST, Reason.IN_WINDOW, Reason.LAPSED)


@dataclass(frozen=True, slots=True)
class Policy:
    """The organisation's lengths of time, in months, and the day it started the pathway, if that is kept."""

    validity_months: int = 24
    window_months: int = 6
    starter_months: int = 6
    basis: Basis = Basis.COMPLETION
    launched_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """One recorded completion: its day in Europe/London, and when it was recorded as UTC ISO text."""

    id: str
    option: OptionId
    completed_on: dt.date
    recorded_at: str
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """A long leave, first and last day included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Record:
    """All that is known of one person: the days on the pathway (both inclusive), completions and absences."""

    assigned_on: dt.date
    left_on: dt.date | None = None
    completions: tuple[Completion, ...] = ()
    absences: tuple[Absence, ...] = ()

    def on_pathway(self, day: dt.date) -> bool:
        """Whether the person is on the pathway that day."""
        return self.assigned_on <= day and (self.left_on is None or day <= self.left_on)

    def absent_until(self, day: dt.date) -> dt.date | None:
        """The last day of the absence that covers a day; of several, the latest."""
        return max((away.last for away in self.absences if away.first <= day <= away.last), default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """The dates a colour is a comparison with; `certified_on` is the last completion that counted."""

    certified_on: dt.date | None
    window_opens_on: dt.date
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """One completion with the reason why it counts or doesn't.

    `window_opened_on` and `due_before` are the dates it was measured against. Where it counts, `base_on` plus
    the validity is `due_on`, and that less the window is `window_opens_on`; elsewhere the three are None.
    """

    completion: Completion
    counts: bool
    reason: Reason
    due_on: dt.date | None
    window_opens_on: dt.date | None
    due_before: dt.date
    window_opened_on: dt.date
    base_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class WillCount:
    """What one more completion on a day would do.

    `certified_until` is the due date it would lead to, None where it wouldn't count. `window_opens_on` is the
    next window: the one after it where it counts, the one it would be too early for where it doesn't.
    """

    on: dt.date
    counts: bool
    certified_until: dt.date | None
    reason: Reason
    window_opens_on: dt.date


@dataclass(frozen=True, slots=True)
class Change:
    """The first day with another colour, if nothing more is completed; None is "has left the pathway"."""

    on: dt.date
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A person's colour on a day, and everything it follows from; every face prints from this.

    Outside the pathway `colour`, `standing`, `absent_until` and `base_on` are None. The sums: `base_on` plus
    the validity is the due date, and that less the window is the day the window opens. Where `starter` is
    true, the window opens on `base_on`, the day of assignment, and the due date is the starter period later.
    `if_completed` is what completing on `as_at` would do.
    """

    as_at: dt.date
    colour: Colour | None
    standing: Standing | None
    absent_until: dt.date | None
    judged: tuple[Judged, ...]
    starter: bool
    base_on: dt.date | None
    policy: Policy
    if_completed: WillCount
    next_change: Change | None


@dataclass(frozen=True, slots=True)
class Period:
    """Days with one standing, both inclusive; `until_on` None has no end yet."""

    from_on: dt.date
    until_on: dt.date | None
    certified_on: dt.date | None
    window_opens_on: dt.date
    due_on: dt.date


@lru_cache(maxsize=16_384)  # the same days recur among many people
def add_months(day: dt.date, months: int) -> dt.date:
    """A day some months later (negative: earlier), clamped to the end of the month and of the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    if year < dt.MINYEAR:
        return dt.date.min
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def assigned_on(started_on: dt.date | None, imported_on: dt.date, policy: Policy) -> dt.date:
    """The first day on the pathway: the start date, or else the import that first brought the person.

    Nobody is assigned before the organisation started the pathway.
    """
    first = imported_on if started_on is None else started_on
    return first if policy.launched_on is None else max(first, policy.launched_on)


def colour_on(standing: Standing, as_at: dt.date, *, absent: bool) -> Colour:
    """The colour of a standing on a day of the pathway; the due date itself is still amber."""
    if absent:
        return Colour.GREY
    if standing.certified_on is not None and as_at < standing.window_opens_on:
        return Colour.GREEN
    return Colour.AMBER if as_at <= standing.due_on else Colour.RED


@dataclass(frozen=True, slots=True)
class _Held:
    """Where the fold has got to: the dates held, and the day that the due date was counted from."""

    standing: Standing
    base_on: dt.date


@dataclass(frozen=True, slots=True)
class _Pathway:
    """One person's pathway: where it starts, and what each further completion does to it."""

    start: _Held
    policy: Policy

    @classmethod
    def of(cls, record: Record, policy: Policy) -> _Pathway:
        assigned = record.assigned_on
        starter = Standing(None, assigned, add_months(assigned, policy.starter_months))
        return cls(_Held(starter, assigned), policy)

    def shown(self, held: _Held) -> _Held:
        """The dates a person goes by: a starter's, if training brought along would leave less time."""
        starter, standing = self.start.standing, held.standing
        if standing.certified_on is None or standing.certified_on >= starter.window_opens_on:
            return held
        if standing.due_on >= starter.due_on:
            return held
        return replace(self.start, standing=replace(starter, certified_on=standing.certified_on))

    def opens_on(self, held: _Held) -> dt.date:
        """The first day a completion counts; whoever goes by a starter's dates has a starter's window."""
        return min(held.standing.window_opens_on, self.shown(held).standing.window_opens_on)

    def weigh(self, held: _Held, on: dt.date) -> Reason:
        """Whether a completion on a day counts after what is held, and why."""
        if held.standing.certified_on is None:
            return Reason.FIRST
        if on < self.opens_on(held):
            return Reason.WINDOW_NOT_OPEN
        return Reason.IN_WINDOW if on <= held.standing.due_on else Reason.LAPSED

    def reason(self, held: _Held, completion: Completion, *, as_at: dt.date) -> Reason:
        """Whether a recorded completion counts after what is held, as seen from a day, and why."""
        if completion.voided:
            return Reason.VOIDED
        on = completion.completed_on
        return Reason.AFTER_AS_AT if on > as_at else self.weigh(held, on)

    def after(self, held: _Held, on: dt.date, *, reason: Reason) -> _Held:
        """What is held after a completion with that reason."""
        if not reason.counts:
            return held
        keeps_anniversary = reason is Reason.IN_WINDOW and self.policy.basis is Basis.EXPIRY
        base = held.standing.due_on if keeps_anniversary else on
        due = add_months(base, self.policy.validity_months)
        return _Held(Standing(on, add_months(due, -self.policy.window_months), due), base)

    def walk(self, completions: Iterable[Completion], *, as_at: dt.date) -> Iterator[tuple[Judged, _Held]]:
        """The fold, oldest first: each completion's verdict as seen from a day, and what is held after it."""
        held = self.start
        for completion in sorted(completions, key=_age):
            judged, held = self.judge(held, completion, as_at=as_at)
            yield judged, held

    def judge(self, held: _Held, completion: Completion, *, as_at: dt.date) -> tuple[Judged, _Held]:
        """One completion's verdict as seen from a day, and what is held after it."""
        reason = self.reason(held, completion, as_at=as_at)
        then = self.after(held, completion.completed_on, reason=reason)
        counts = reason.counts
        judged = Judged(
            completion=completion,
            counts=counts,
            reason=reason,
            due_on=then.standing.due_on if counts else None,
            window_opens_on=then.standing.window_opens_on if counts else None,
            due_before=held.standing.due_on,
            window_opened_on=self.opens_on(held),
            base_on=then.base_on if counts else None,
        )
        return judged, then

    def one_more(self, held: _Held, on: dt.date) -> WillCount:
        """What a completion on a day would do after what is held."""
        reason = self.weigh(held, on)
        then = self.after(held, on, reason=reason)
        return WillCount(
            on=on,
            counts=reason.counts,
            certified_until=then.standing.due_on if reason.counts else None,
            reason=reason,
            window_opens_on=then.standing.window_opens_on if reason.counts else self.opens_on(held),
        )


def explain(record: Record, as_at: dt.date, *, policy: Policy) -> Explanation:
    """The colour on a day, past or future, with the dates it follows from and the reasons.

    Only completions dated on or before the day count, with the voids that are known now.
    """
    pathway = _Pathway.of(record, policy)
    steps = tuple(pathway.walk(record.completions, as_at=as_at))
    held = steps[-1][1] if steps else pathway.start
    shown = pathway.shown(held)
    required = record.on_pathway(as_at)
    return Explanation(
        as_at=as_at,
        colour=_colour(record, as_at, standing=shown.standing),
        standing=shown.standing if required else None,
        absent_until=record.absent_until(as_at) if required else None,
        judged=tuple(judged for judged, _ in steps),
        starter=required and (shown is not held or held is pathway.start),
        base_on=shown.base_on if required else None,
        policy=policy,
        if_completed=pathway.one_more(held, as_at),
        next_change=_next_change(record, as_at, standing=shown.standing),
    )


def will_count(record: Record, on: dt.date, *, policy: Policy) -> WillCount:
    """What a completion on a day would do, after those recorded up to that day (the same day's first)."""
    return explain(record, on, policy=policy).if_completed


def periods(record: Record, *, policy: Policy) -> tuple[Period, ...]:
    """The standings from the first to the last day on the pathway, in order and without gaps.

    On each of those days the last period that has begun is the standing that `explain` gives.
    """
    pathway = _Pathway.of(record, policy)
    begun = {record.assigned_on: pathway.start.standing}
    held = pathway.start
    for completion in sorted(record.completions, key=_age):
        on, reason = completion.completed_on, pathway.reason(held, completion, as_at=dt.date.max)
        if reason.counts:
            held = pathway.after(held, on, reason=reason)
            begun[max(on, record.assigned_on)] = pathway.shown(held).standing
    firsts = [day for day in begun if record.on_pathway(day)]
    lasts = [day - _DAY for day in firsts[1:]] + [record.left_on]
    return tuple(
        Period(first, last, begun[first].certified_on, begun[first].window_opens_on, begun[first].due_on)
        for first, last in zip(firsts, lasts, strict=False)
    )


def _age(completion: Completion) -> tuple[dt.date, str, str]:
    return completion.completed_on, completion.recorded_at, completion.id


def _colour(record: Record, day: dt.date, *, standing: Standing) -> Colour | None:
    if not record.on_pathway(day):
        return None
    return colour_on(standing, day, absent=record.absent_until(day) is not None)


def _next_change(record: Record, as_at: dt.date, *, standing: Standing) -> Change | None:
    ends = [standing.due_on, *(away.last for away in record.absences)]
    if record.left_on is not None:
        ends.append(record.left_on)
    edges = {record.assigned_on, standing.window_opens_on, *(away.first for away in record.absences)}
    edges.update(last + _DAY for last in ends if last < dt.date.max)
    now = _colour(record, as_at, standing=standing)
    for day in sorted(edge for edge in edges if edge > as_at):
        colour = _colour(record, day, standing=standing)
        if colour is not now:
            return Change(day, colour)
    return None
