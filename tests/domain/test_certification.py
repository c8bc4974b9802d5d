"""Colours, dates and reasons on days that are written out."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.domain.certification import (
    Absence,
    Basis,
    Change,
    Colour,
    Completion,
    Explanation,
    Period,
    Policy,
    Reason,
    Record,
    Standing,
    add_months,
    assigned_on,
    colour_on,
    explain,
    periods,
    will_count,
)
from prevent_tui.domain.options import OptionId

COMPLETION = Policy()
EXPIRY = Policy(basis=Basis.EXPIRY)
BOTH = pytest.mark.parametrize("policy", [COMPLETION, EXPIRY], ids=["completion", "expiry"])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def completed(on: str, *, name: str = "", at: str = "", voided: bool = False) -> Completion:
    return Completion(
        id=name or on,
        option=OptionId.ELEARNING,
        completed_on=day(on),
        recorded_at=at or f"{on}T12:00:00+00:00",
        voided=voided,
    )


def record(assigned: str, *completions: Completion, left: str | None = None, absences: str = "") -> Record:
    """A record; `absences` is written `first/last` and separated by blanks."""
    away = tuple(Absence(*map(day, each.split("/"))) for each in absences.split())
    return Record(day(assigned), day(left) if left else None, completions, away)


def shown(explanation: Explanation) -> tuple[str | None, str, str]:
    """Certified on, window opens, due, as text."""
    standing = explanation.standing
    assert standing is not None
    certified = standing.certified_on.isoformat() if standing.certified_on else None
    return certified, standing.window_opens_on.isoformat(), standing.due_on.isoformat()


def reasons(explanation: Explanation) -> list[tuple[str, str]]:
    return [(each.completion.id, each.reason.value) for each in explanation.judged]


def on_both(*row: object, number: str) -> list[object]:
    return [
        pytest.param(COMPLETION, *row, id=f"{number}-completion"),
        pytest.param(EXPIRY, *row, id=f"{number}-expiry"),
    ]


NOVEMBER = ["2020-11-18"]
WORKED = [
    *on_both("2020-09-01", NOVEMBER, "2022-05-17", "green", "2022-05-18", "2022-11-18", number="1"),
    *on_both("2020-09-01", NOVEMBER, "2022-05-18", "amber", "2022-05-18", "2022-11-18", number="2"),
    *on_both("2020-09-01", NOVEMBER, "2022-11-18", "amber", "2022-05-18", "2022-11-18", number="3"),
    *on_both("2020-09-01", NOVEMBER, "2022-11-19", "red", "2022-05-18", "2022-11-18", number="4"),
    *on_both("2020-09-01", [*NOVEMBER, "2022-03-01"], "2022-11-19", "red", "2022-05-18", "2022-11-18", number="5"),
    pytest.param(
        COMPLETION,
        "2020-09-01",
        [*NOVEMBER, "2022-08-01"],
        "2022-08-01",
        "green",
        "2024-02-01",
        "2024-08-01",
        id="6",
    ),
    pytest.param(
        EXPIRY,
        "2020-09-01",
        [*NOVEMBER, "2022-08-01"],
        "2022-08-01",
        "green",
        "2024-05-18",
        "2024-11-18",
        id="7",
    ),
    *on_both("2020-09-01", [*NOVEMBER, "2023-01-10"], "2023-01-10", "green", "2024-07-10", "2025-01-10", number="8"),
    *on_both("2026-09-01", [], "2027-03-01", "amber", "2026-09-01", "2027-03-01", number="9"),
    *on_both("2026-09-01", [], "2027-03-02", "red", "2026-09-01", "2027-03-01", number="10"),
    *on_both("2023-01-01", ["2024-02-29"], "2026-02-28", "amber", "2025-08-28", "2026-02-28", number="11"),
    *on_both("2023-01-01", ["2024-08-31"], "2026-02-27", "green", "2026-02-28", "2026-08-31", number="12"),
]


@pytest.mark.parametrize(("policy", "assigned", "completions", "asked", "colour", "window", "due"), WORKED)
def test_worked_dates(
    policy: Policy, assigned: str, completions: list[str], asked: str, colour: str, window: str, due: str
) -> None:
    explanation = explain(record(assigned, *map(completed, completions)), day(asked), policy=policy)
    assert explanation.colour == colour
    assert shown(explanation)[1:] == (window, due)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-08-31", -6, "2026-02-28"),
        ("2028-08-31", -6, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-01-15", 0, "2026-01-15"),
        ("9999-12-31", 24, "9999-12-31"),
        ("9998-12-01", 12, "9999-12-01"),
        ("0001-01-01", -6, "0001-01-01"),
    ],
)
def test_month_sums_clamp_to_the_month_and_the_calendar(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("started", "launched", "expected"),
    [
        ("2020-05-01", None, "2020-05-01"),
        ("2020-05-01", "2021-01-01", "2021-01-01"),
        ("2022-05-01", "2021-01-01", "2022-05-01"),
        (None, None, "2023-03-03"),
        (None, "2021-01-01", "2023-03-03"),
        (None, "2024-01-01", "2024-01-01"),
    ],
)
def test_nobody_is_assigned_before_the_start_or_the_launch(
    started: str | None, launched: str | None, expected: str
) -> None:
    policy = Policy(launched_on=day(launched) if launched else None)
    assert assigned_on(day(started) if started else None, day("2023-03-03"), policy) == day(expected)


@pytest.mark.parametrize(
    ("asked", "colour"),
    [
        ("2026-08-31", None),
        ("2026-09-01", Colour.AMBER),
        ("2027-03-01", Colour.AMBER),
        ("2027-03-02", Colour.RED),
    ],
)
def test_a_starter_is_amber_from_the_first_day_to_the_end_of_the_starter_period(
    asked: str, colour: Colour | None
) -> None:
    explanation = explain(record("2026-09-01"), day(asked), policy=COMPLETION)
    assert explanation.colour == colour
    assert explanation.starter is (colour is not None)


def test_a_starters_explanation_has_the_sum_from_the_day_of_assignment() -> None:
    explanation = explain(record("2026-09-01"), day("2026-10-01"), policy=Policy(starter_months=3))
    assert explanation.base_on == day("2026-09-01")
    assert shown(explanation) == (None, "2026-09-01", "2026-12-01")


@BOTH
def test_a_late_starter_counts_from_the_completion(policy: Policy) -> None:
    explanation = explain(record("2026-09-01", completed("2027-06-05")), day("2027-06-05"), policy=policy)
    assert (explanation.colour, explanation.starter) == (Colour.GREEN, False)
    assert shown(explanation) == ("2027-06-05", "2028-12-05", "2029-06-05")
    assert reasons(explanation) == [("2027-06-05", "first")]


@BOTH
def test_recent_training_brought_along_counts(policy: Policy) -> None:
    explanation = explain(record("2026-09-01", completed("2026-01-10")), day("2026-09-01"), policy=policy)
    assert (explanation.colour, explanation.starter) == (Colour.GREEN, False)
    assert shown(explanation) == ("2026-01-10", "2027-07-10", "2028-01-10")
    assert explanation.base_on == day("2026-01-10")


@pytest.mark.parametrize(
    ("brought", "dates", "starter"),
    [
        pytest.param("2020-01-10", ("2026-09-01", "2027-03-01"), True, id="long-lapsed"),
        pytest.param("2025-02-28", ("2026-09-01", "2027-03-01"), True, id="a-day-less-than-a-starter"),
        pytest.param("2025-03-01", ("2026-09-01", "2027-03-01"), False, id="as-long-as-a-starter"),
        pytest.param("2025-03-02", ("2026-09-02", "2027-03-02"), False, id="a-day-more-than-a-starter"),
    ],
)
def test_nobody_is_worse_off_for_training_brought_along(brought: str, dates: tuple[str, str], starter: bool) -> None:
    explanation = explain(record("2026-09-01", completed(brought)), day("2026-09-01"), policy=COMPLETION)
    assert shown(explanation) == (brought, *dates)
    assert explanation.starter is starter
    assert explanation.base_on == day("2026-09-01" if starter else brought)


def test_a_completion_on_the_first_day_is_not_brought_along() -> None:
    brief = Policy(validity_months=3, window_months=1)
    explanation = explain(record("2026-09-01", completed("2026-09-01")), day("2026-09-01"), policy=brief)
    assert shown(explanation) == ("2026-09-01", "2026-11-01", "2026-12-01")
    assert explanation.starter is False


def test_after_training_brought_along_the_kept_anniversary_is_its_own() -> None:
    person = record("2026-09-01", completed("2024-12-20"))
    inside = will_count(person, day("2026-10-01"), policy=EXPIRY)
    assert (inside.reason, inside.certified_until) == (Reason.IN_WINDOW, day("2028-12-20"))
    late = will_count(person, day("2027-01-05"), policy=EXPIRY)
    assert (late.reason, late.certified_until) == (Reason.LAPSED, day("2029-01-05"))


def test_whoever_is_shown_a_starters_window_can_use_it() -> None:
    long_start = Policy(starter_months=12, window_months=3)
    person = record("2026-09-01", completed("2025-06-01"))
    assert explain(person, day("2026-10-01"), policy=long_start).colour is Colour.AMBER
    assert will_count(person, day("2026-10-01"), policy=long_start).reason is Reason.IN_WINDOW


@BOTH
def test_an_explanation_gives_each_sum_with_its_dates(policy: Policy) -> None:
    person = record("2020-09-01", completed("2020-11-18"), completed("2022-03-01"), completed("2022-08-01"))
    explanation = explain(person, day("2022-09-01"), policy=policy)
    assert reasons(explanation) == [
        ("2020-11-18", "first"),
        ("2022-03-01", "window_not_open"),
        ("2022-08-01", "in_window"),
    ]
    first, early, renewal = explanation.judged
    assert (first.base_on, first.due_on) == (day("2020-11-18"), day("2022-11-18"))
    assert (first.window_opened_on, first.due_before) == (day("2020-09-01"), day("2021-03-01"))
    assert (early.base_on, early.due_on, early.window_opens_on) == (None, None, None)
    assert (early.window_opened_on, early.due_before) == (day("2022-05-18"), day("2022-11-18"))
    base = day("2022-08-01") if policy.basis is Basis.COMPLETION else day("2022-11-18")
    assert (renewal.base_on, renewal.due_on) == (base, add_months(base, 24))
    assert explanation.base_on == base
    assert explanation.standing == Standing(day("2022-08-01"), add_months(base, 18), add_months(base, 24))


@pytest.mark.parametrize(
    ("renewed", "reason"),
    [
        ("2022-05-17", Reason.WINDOW_NOT_OPEN),
        ("2022-05-18", Reason.IN_WINDOW),
        ("2022-11-18", Reason.IN_WINDOW),
        ("2022-11-19", Reason.LAPSED),
    ],
)
@BOTH
def test_the_window_has_both_its_days(policy: Policy, renewed: str, reason: Reason) -> None:
    person = record("2020-09-01", completed("2020-11-18"), completed(renewed))
    judged = explain(person, day(renewed), policy=policy).judged[1]
    assert (judged.reason, judged.counts) == (reason, reason is not Reason.WINDOW_NOT_OPEN)


@BOTH
def test_a_void_takes_a_completion_back_and_lets_a_later_one_count(policy: Policy) -> None:
    person = record("2020-09-01", completed("2020-11-18", voided=True), completed("2021-01-05"))
    explanation = explain(person, day("2021-02-01"), policy=policy)
    assert reasons(explanation) == [("2020-11-18", "voided"), ("2021-01-05", "first")]
    assert shown(explanation) == ("2021-01-05", "2022-07-05", "2023-01-05")


def test_a_void_wins_over_a_date_after_the_day() -> None:
    person = record("2020-09-01", completed("2020-11-18", voided=True), completed("2020-12-01"))
    explanation = explain(person, day("2020-10-01"), policy=COMPLETION)
    assert reasons(explanation) == [("2020-11-18", "voided"), ("2020-12-01", "after_as_at")]
    assert not any(judged.counts for judged in explanation.judged)
    assert shown(explanation) == (None, "2020-09-01", "2021-03-01")


def test_on_one_day_the_earlier_record_counts_then_the_lower_id() -> None:
    late = completed("2020-11-18", name="a", at="2020-11-18T16:00:00+00:00")
    early = completed("2020-11-18", name="c", at="2020-11-18T09:00:00+00:00")
    same = completed("2020-11-18", name="b", at="2020-11-18T09:00:00+00:00")
    explanation = explain(record("2020-09-01", late, early, same), day("2020-11-18"), policy=COMPLETION)
    assert reasons(explanation) == [("b", "first"), ("c", "window_not_open"), ("a", "window_not_open")]


def test_the_same_person_is_seen_as_at_past_and_future_days() -> None:
    person = record("2020-09-01", completed("2020-11-18"), completed("2022-08-01"))
    seen = {
        text: explain(person, day(text), policy=COMPLETION).colour
        for text in ("2020-08-31", "2020-10-01", "2021-06-01", "2022-06-01", "2022-08-01", "2031-01-01")
    }
    assert list(seen.values()) == [None, "amber", "green", "amber", "green", "red"]


def test_outside_the_pathway_no_dates_are_shown_but_the_history_is_judged() -> None:
    person = record("2020-09-01", completed("2020-11-18"), left="2021-06-30", absences="2021-07-01/2021-12-31")
    last_day = explain(person, day("2021-06-30"), policy=COMPLETION)
    assert (last_day.colour, last_day.next_change) == (Colour.GREEN, Change(day("2021-07-01"), None))
    gone = explain(person, day("2021-07-01"), policy=COMPLETION)
    assert (gone.colour, gone.standing, gone.absent_until, gone.base_on) == (None, None, None, None)
    assert (gone.starter, gone.next_change) == (False, None)
    assert reasons(gone) == [("2020-11-18", "first")]


def test_who_left_before_the_launch_never_has_a_colour() -> None:
    person = record("2021-01-01", left="2020-06-30")
    assert explain(person, day("2020-12-01"), policy=COMPLETION).colour is None
    assert explain(person, day("2021-01-01"), policy=COMPLETION).colour is None
    assert periods(person, policy=COMPLETION) == ()


@pytest.mark.parametrize(
    ("asked", "colour", "until"),
    [
        ("2021-01-31", Colour.AMBER, None),
        ("2021-02-01", Colour.GREY, "2021-06-30"),
        ("2021-03-15", Colour.GREY, "2021-06-30"),
        ("2021-06-30", Colour.GREY, "2021-06-30"),
        ("2021-07-01", Colour.RED, None),
    ],
)
def test_an_absence_is_grey_on_both_its_days_and_moves_no_date(asked: str, colour: Colour, until: str | None) -> None:
    explanation = explain(record("2020-09-01", absences="2021-02-01/2021-06-30"), day(asked), policy=COMPLETION)
    assert explanation.colour is colour
    assert explanation.absent_until == (day(until) if until else None)
    assert shown(explanation) == (None, "2020-09-01", "2021-03-01")


def test_of_two_absences_that_cover_a_day_the_later_end_is_shown() -> None:
    person = record("2020-09-01", absences="2021-02-01/2021-02-10 2021-02-05/2021-02-20 2021-03-01/2021-03-31")
    assert explain(person, day("2021-02-07"), policy=COMPLETION).absent_until == day("2021-02-20")


@pytest.mark.parametrize(
    ("asked", "change"),
    [
        ("2020-08-01", Change(day("2020-09-01"), Colour.AMBER)),
        ("2020-10-01", Change(day("2021-03-02"), Colour.RED)),
        ("2020-12-01", Change(day("2021-04-01"), Colour.GREY)),
        ("2021-04-20", Change(day("2021-05-01"), Colour.GREEN)),
        ("2021-05-01", Change(day("2022-05-18"), Colour.AMBER)),
        ("2022-06-01", Change(day("2022-11-19"), Colour.RED)),
        ("2022-11-19", None),
    ],
)
def test_the_next_change_is_what_happens_if_nothing_more_is_done(asked: str, change: Change | None) -> None:
    person = record("2020-09-01", completed("2020-11-18"), absences="2021-04-01/2021-04-30")
    assert explain(person, day(asked), policy=COMPLETION).next_change == change


@pytest.mark.parametrize(
    ("policy", "on", "reason", "until", "window"),
    [
        pytest.param(COMPLETION, "2020-10-01", "first", "2022-10-01", "2022-04-01", id="before-the-first"),
        pytest.param(COMPLETION, "2020-11-18", "window_not_open", None, "2022-05-18", id="same-day-again"),
        pytest.param(COMPLETION, "2022-05-17", "window_not_open", None, "2022-05-18", id="too-early"),
        pytest.param(COMPLETION, "2022-05-18", "in_window", "2024-05-18", "2023-11-18", id="window-opens"),
        pytest.param(EXPIRY, "2022-05-18", "in_window", "2024-11-18", "2024-05-18", id="keeps-anniversary"),
        pytest.param(EXPIRY, "2022-11-18", "in_window", "2024-11-18", "2024-05-18", id="due-day"),
        pytest.param(EXPIRY, "2022-11-19", "lapsed", "2024-11-19", "2024-05-19", id="lapsed"),
    ],
)
def test_will_this_count(policy: Policy, on: str, reason: str, until: str | None, window: str) -> None:
    person = record("2020-09-01", completed("2020-11-18", at="2020-11-19T23:59:59+00:00"))
    would = will_count(person, day(on), policy=policy)
    assert (would.on, would.reason) == (day(on), reason)
    assert would.counts is (until is not None)
    assert would.certified_until == (day(until) if until else None)
    assert would.window_opens_on == day(window)


def test_a_voided_completion_does_not_stand_in_the_way_of_another() -> None:
    person = record("2020-09-01", completed("2020-11-18", voided=True))
    assert will_count(person, day("2020-11-18"), policy=COMPLETION).reason is Reason.FIRST


def test_dates_at_the_end_of_the_calendar_are_answered() -> None:
    person = record("2020-09-01", completed("9999-12-30"))
    explanation = explain(person, dt.date.max, policy=COMPLETION)
    assert (explanation.colour, explanation.next_change) == (Colour.AMBER, None)
    assert shown(explanation) == ("9999-12-30", "9999-06-30", "9999-12-31")


def test_periods_cut_the_pathway_where_a_completion_counts() -> None:
    person = record(
        "2020-09-01",
        completed("2020-11-18"),
        completed("2021-01-05"),
        completed("2022-08-01"),
        completed("2023-08-01"),
        left="2023-06-30",
    )
    assert periods(person, policy=COMPLETION) == (
        Period(day("2020-09-01"), day("2020-11-17"), None, day("2020-09-01"), day("2021-03-01")),
        Period(day("2020-11-18"), day("2022-07-31"), day("2020-11-18"), day("2022-05-18"), day("2022-11-18")),
        Period(day("2022-08-01"), day("2023-06-30"), day("2022-08-01"), day("2024-02-01"), day("2024-08-01")),
    )


def test_training_brought_along_is_part_of_the_first_period_and_the_last_is_open() -> None:
    person = record("2026-09-01", completed("2020-01-10"), completed("2026-01-10"))
    assert periods(person, policy=COMPLETION) == (
        Period(day("2026-09-01"), None, day("2026-01-10"), day("2027-07-10"), day("2028-01-10")),
    )


@pytest.mark.parametrize(
    ("as_at", "colour"),
    [("2022-05-17", "green"), ("2022-05-18", "amber"), ("2022-11-18", "amber"), ("2022-11-19", "red")],
)
def test_a_colour_is_a_comparison_with_two_dates(as_at: str, colour: str) -> None:
    standing = Standing(day("2020-11-18"), day("2022-05-18"), day("2022-11-18"))
    assert colour_on(standing, day(as_at), absent=False) == colour
    assert colour_on(standing, day(as_at), absent=True) is Colour.GREY
