"""What holds for every record: properties of the fold, and a sweep of sixty years of days."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_tui.domain.certification import (
    Absence,
    Basis,
    Colour,
    Completion,
    Explanation,
    Policy,
    Record,
    add_months,
    explain,
    periods,
    will_count,
)
from prevent_tui.domain.options import OptionId

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2019, 1, 1), dt.date(2024, 12, 31)
ASSIGNED = st.dates(dt.date(2020, 6, 1), dt.date(2022, 3, 1))
DAYS = st.dates(FIRST, LAST)
BASES = st.sampled_from([Policy(), Policy(basis=Basis.EXPIRY)])


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Sensible policies: the window and the starter period are shorter than the validity."""
    validity = draw(st.integers(2, 36))
    return Policy(
        validity_months=validity,
        window_months=draw(st.integers(0, validity - 1)),
        starter_months=draw(st.integers(0, validity)),
        basis=draw(st.sampled_from(Basis)),
    )


@st.composite
def completions(draw: st.DrawFn) -> tuple[Completion, ...]:
    drawn = st.tuples(DAYS, st.sampled_from(OptionId), st.integers(0, 3), st.booleans())
    return tuple(
        Completion(f"c{number}", option, on, f"{on}T0{hour}:00:00+00:00", voided and hour < 2)
        for number, (on, option, hour, voided) in enumerate(draw(st.lists(drawn, max_size=6)))
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    spans = st.tuples(DAYS, st.integers(0, 300))
    absences = tuple(Absence(on, on + length * DAY) for on, length in draw(st.lists(spans, max_size=2)))
    return Record(draw(ASSIGNED), draw(st.none() | DAYS), draw(completions()), absences)


def days(record: Record, *, until: dt.date = LAST) -> list[dt.date]:
    """Every day on the pathway up to a day."""
    last = min(record.left_on or until, until)
    return [record.assigned_on + number * DAY for number in range((last - record.assigned_on).days + 1)]


def sight(explanation: Explanation) -> tuple[object, ...]:
    return explanation.colour, explanation.standing, explanation.if_completed, explanation.next_change


@given(records(), DAYS, policies(), st.data())
def test_the_order_of_arrival_does_not_matter(
    record: Record, as_at: dt.date, policy: Policy, data: st.DataObject
) -> None:
    shuffled = tuple(data.draw(st.permutations(record.completions)))
    other = dataclasses.replace(record, completions=shuffled)
    assert explain(other, as_at, policy=policy) == explain(record, as_at, policy=policy)
    assert periods(other, policy=policy) == periods(record, policy=policy)


@given(records(), DAYS, policies())
def test_a_voided_completion_is_as_good_as_none(record: Record, as_at: dt.date, policy: Policy) -> None:
    without = dataclasses.replace(record, completions=tuple(each for each in record.completions if not each.voided))
    assert sight(explain(record, as_at, policy=policy)) == sight(explain(without, as_at, policy=policy))
    assert periods(record, policy=policy) == periods(without, policy=policy)


@given(records(), DAYS, policies())
def test_a_completion_that_does_not_count_is_as_good_as_none(record: Record, as_at: dt.date, policy: Policy) -> None:
    explanation = explain(record, as_at, policy=policy)
    counted = tuple(judged.completion for judged in explanation.judged if judged.counts)
    only = dataclasses.replace(record, completions=counted)
    assert sight(explain(only, as_at, policy=policy)) == sight(explanation)


@settings(max_examples=60, deadline=None)
@given(records(), policies())
def test_each_day_has_the_standing_of_the_last_period_begun(record: Record, policy: Policy) -> None:
    found = periods(record, policy=policy)
    for day in days(record):
        standing = explain(record, day, policy=policy).standing
        assert standing is not None
        period = [each for each in found if each.from_on <= day][-1]
        assert period.until_on is None or day <= period.until_on
        assert (period.certified_on, period.window_opens_on, period.due_on) == (
            standing.certified_on,
            standing.window_opens_on,
            standing.due_on,
        )
    assert all(earlier.until_on == later.from_on - DAY for earlier, later in pairwise(found))
    assert not found or (found[0].from_on, found[-1].until_on) == (record.assigned_on, record.left_on)


def named_days(record: Record, explanation: Explanation) -> set[dt.date]:
    """The days on which a colour may change, as the explanation of the day itself names them."""
    named = {
        record.assigned_on,
        *(judged.completion.completed_on for judged in explanation.judged if judged.counts),
    }
    named |= {away.first for away in record.absences} | {away.last + DAY for away in record.absences}
    if record.left_on:
        named.add(record.left_on + DAY)
    if explanation.standing:
        named |= {explanation.standing.window_opens_on, explanation.standing.due_on + DAY}
    return named


@settings(max_examples=60, deadline=None)
@given(records(), policies(), DAYS)
def test_the_colour_changes_only_on_named_days(record: Record, policy: Policy, start: dt.date) -> None:
    span = [start + number * DAY for number in range(600)]
    for before, after in pairwise(explain(record, day, policy=policy) for day in span):
        if before.colour is not after.colour:
            assert after.as_at in named_days(record, after)


@given(records(), DAYS, policies())
def test_the_next_change_is_the_first_day_of_another_colour(record: Record, as_at: dt.date, policy: Policy) -> None:
    known = tuple(each for each in record.completions if each.completed_on <= as_at)
    still = dataclasses.replace(record, completions=known)
    explanation = explain(still, as_at, policy=policy)
    change = explanation.next_change
    if change is None:
        assert explain(still, dt.date(2099, 1, 1), policy=policy).colour is explanation.colour
    else:
        assert change.on > as_at
        assert explain(still, change.on, policy=policy).colour is change.colour
        assert explain(still, change.on - DAY, policy=policy).colour is explanation.colour
        assert change.colour is not explanation.colour


@settings(max_examples=60, deadline=None)
@given(records(), policies())
def test_the_due_date_never_runs_backwards(record: Record, policy: Policy) -> None:
    standings = [explain(record, day, policy=policy).standing for day in days(record)]
    dues = [standing.due_on for standing in standings if standing]
    assert len(dues) == len(days(record))
    assert dues == sorted(dues)


@given(records(), policies())
def test_training_brought_along_never_shortens_a_starters_time(record: Record, policy: Policy) -> None:
    brought = tuple(each for each in record.completions if each.completed_on < record.assigned_on)
    person = Record(record.assigned_on, completions=brought)
    untrained = Record(record.assigned_on)
    with_it = explain(person, record.assigned_on, policy=policy).standing
    without = explain(untrained, record.assigned_on, policy=policy).standing
    assert with_it is not None
    assert without is not None
    assert with_it.due_on >= without.due_on


@given(records(), DAYS, policies())
def test_a_completion_counts_exactly_when_the_colour_asks_for_one(
    record: Record, as_at: dt.date, policy: Policy
) -> None:
    present = dataclasses.replace(record, absences=(), left_on=None)
    explanation = explain(present, max(as_at, record.assigned_on), policy=policy)
    assert explanation.if_completed.counts is (explanation.colour is not Colour.GREEN)


@given(records(), DAYS, policies())
def test_what_was_promised_is_what_happens(record: Record, on: dt.date, policy: Policy) -> None:
    promised = will_count(record, on, policy=policy)
    extra = Completion("~", OptionId.WRAP, on, f"{on}T23:59:59+00:00")
    done = dataclasses.replace(record, completions=(extra, *record.completions))
    judged = next(each for each in explain(done, on, policy=policy).judged if each.completion.id == extra.id)
    assert (judged.counts, judged.reason, judged.due_on) == (
        promised.counts,
        promised.reason,
        promised.certified_until,
    )
    assert promised.window_opens_on == (judged.window_opens_on or judged.window_opened_on)


@given(records(), DAYS, policies())
def test_what_is_shown_follows_from_the_sums_that_are_given(record: Record, as_at: dt.date, policy: Policy) -> None:
    explanation = explain(record, as_at, policy=policy)
    standing, base = explanation.standing, explanation.base_on
    if standing is None:
        assert base is None
        return
    assert base is not None
    months = policy.starter_months if explanation.starter else policy.validity_months
    assert standing.due_on == add_months(base, months)
    opens = base if explanation.starter else add_months(standing.due_on, -policy.window_months)
    assert standing.window_opens_on == opens
    for judged in explanation.judged:
        if judged.base_on:
            assert judged.due_on == add_months(judged.base_on, policy.validity_months)


def every_day() -> list[dt.date]:
    """Every day of sixty years."""
    start = dt.date(2000, 1, 1)
    return [start + number * DAY for number in range((dt.date(2060, 1, 1) - start).days)]


def months_on(day: dt.date, months: int) -> dt.date:
    """A month sum done by hand: from first to first, then the day or the last one that the month has."""
    first = day.replace(day=1)
    for _ in range(abs(months)):
        first = (first + 32 * DAY if months > 0 else first - DAY).replace(day=1)
    following = (first + 32 * DAY).replace(day=1)
    return min(first + (day.day - 1) * DAY, following - DAY)


def test_month_sums_agree_with_a_calendar_on_every_day_of_sixty_years() -> None:
    for months in (24, 6, -6):
        assert all(add_months(day, months) == months_on(day, months) for day in every_day())


def test_colours_turn_on_the_right_day_for_a_completion_on_every_day_of_sixty_years() -> None:
    policy = Policy()
    for day in every_day():
        due = months_on(day, 24)
        window = months_on(due, -6)
        person = Record(day, completions=(Completion("c", OptionId.ELEARNING, day, f"{day}T12:00:00"),))
        turns = [day, window - DAY, window, due, due + DAY]
        colours = [explain(person, on, policy=policy).colour for on in turns]
        assert colours == ["green", "green", "amber", "amber", "red"], day


@given(BASES, st.dates(dt.date(2000, 1, 1), dt.date(2059, 12, 31)))
def test_a_day_late_is_red_on_every_basis(policy: Policy, assigned: dt.date) -> None:
    due = months_on(assigned, 6)
    assert explain(Record(assigned), due, policy=policy).colour is Colour.AMBER
    assert explain(Record(assigned), due + DAY, policy=policy).colour is Colour.RED
