"""What a person's page says: the standing, what is arranged for them, how the dates come about, and what counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from prevent_tui import booking_words, wording
from prevent_tui.domain.bookings import State
from prevent_tui.i18n import N_, Translator
from prevent_tui.screens import telling

if TYPE_CHECKING:
    from prevent_tui.services.bookings import Held
    from prevent_tui.services.reports import Beside, Run
    from prevent_tui.services.standing import Status

_MOST_BOOKINGS = 8


def text(
    t: Translator,
    today: dt.date,
    status: Status,
    beside: Beside | None,
    bookings: tuple[Held, ...],
    width: int,
    *,
    then: Status | None = None,
) -> Content:
    """The whole page; what stands beside the standing is for their manager's eyes, and None on one's own.

    `then` is how they stand on the day of the list one comes from, where that isn't today.
    """
    explanation = status.explanation
    parts = [*(_then(t, then) if then else []), telling.standing(t, explanation)]
    if status.if_completed and explanation.colour is not None:
        parts.append(Content(wording.will_count(t, status.if_completed, today=today)))
    if beside is not None:
        parts += _beside(t, today, beside, bookings, width)
    parts += _dates(t, status)
    parts.append(_heading(t, N_("Completions")))
    for judged in reversed(explanation.judged):
        parts += telling.completion(t, judged, status.policy, width)
    if not explanation.judged:
        parts.append(Content(t.tr(N_("Nothing yet."))))
    if status.manager_name or beside is not None:
        name = status.manager_name or t.tr(N_("nobody"))
        parts.append(Content("\n" + t.tr(N_("Manager: %(name)s."), name=name)))
    return Content("\n").join(parts)


def _then(t: Translator, then: Status) -> Iterator[Content]:
    yield Content.styled(t.tr(N_("On %(day)s"), day=t.date(then.explanation.as_at)), "$secondary-text")
    yield telling.standing(t, then.explanation)
    yield Content.styled("\n" + t.tr(N_("Today")), "$secondary-text")


def _dates(t: Translator, status: Status) -> list[Content]:
    explanation = status.explanation
    sums, change = wording.sums(t, explanation), wording.next_change(t, explanation)
    if not sums and not change:
        return []
    lines = [_heading(t, N_("How the dates are worked out"))]
    lines += [Content(line) for line in (wording.policy(t, status.policy), *sums)]
    return lines + ([Content(change)] if change else [])


def _beside(t: Translator, today: dt.date, beside: Beside, bookings: tuple[Held, ...], width: int) -> Iterator[Content]:
    for first, last in beside.absences:
        yield Content(t.tr(N_("Long leave from %(first)s until %(last)s."), first=t.date(first), last=t.date(last)))
    if beside.request is not None:
        yield Content(_talk(t, beside))
    if beside.runs:
        yield _heading(t, N_("Course in progress"))
    for run in beside.runs:
        yield Content(_run(t, run))
    if bookings:
        yield _heading(t, N_("Bookings"))
    for held in bookings[-_MOST_BOOKINGS:]:
        yield Content(telling.hanging("- ", _booking(t, held, today), width))
    none = [] if beside.runs else [t.tr(N_("No course in progress."))]
    none += [] if bookings else [t.tr(N_("Nothing booked."))]
    if none:
        yield Content("\n" + " ".join(none))


def _talk(t: Translator, beside: Beside) -> str:
    request = beside.request
    assert request is not None
    if request.planned_on is not None:
        return t.tr(N_("A toolbox talk is planned for %(day)s."), day=t.date(request.planned_on))
    return t.tr(N_("Asked for a toolbox talk on %(day)s."), day=t.date(request.asked_at.date()))


def _run(t: Translator, run: Run) -> str:
    title = telling.words(t, run.course).title
    message = N_("%(title)s: %(done)s of %(of)s parts done, in module %(module)s of %(modules)s, begun on %(day)s.")
    return t.tr(
        message,
        title=title,
        done=run.done,
        of=run.parts,
        module=run.module,
        modules=run.modules,
        day=t.date(run.begun_on),
    )


def _booking(t: Translator, held: Held, today: dt.date) -> str:
    session = held.session
    told = f"{session.title}, {booking_words.day(t, session)}, {booking_words.hours(t, session)}"
    if held.mark is not None:
        state = booking_words.mark(t, held.mark)
    elif held.booking.state is State.CANCELLED:
        state = t.tr(N_("cancelled"))
    elif held.booking.state is State.WAITING:
        state = t.tr(N_("on the waiting list"))
    else:
        state = t.tr(N_("has a place")) if session.ends_on >= today else t.tr(N_("attendance is not marked yet"))
    return f"{told}: {state}"


def _heading(t: Translator, message: str) -> Content:
    return Content.styled("\n" + t.tr(message), "bold")
