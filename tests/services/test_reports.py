"""What stands beside a report's standing: the course in progress, leave, a talk, and what may be done for them."""

from __future__ import annotations

import dataclasses

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from tests import courses
from tests.clocks import TODAY
from tests.courses import COURSE
from tests.factories import absent, id_of, person


def test_how_far_a_course_is_and_not_which_answers(services: Services) -> None:
    manager = person(services, "manager")
    report = person(services, "report", manager=manager)
    assert services.reports.beside(manager, id_of(report)).runs == ()
    for _ in zip(range(4), courses.walk(services, report), strict=False):
        pass
    (run,) = services.reports.beside(manager, id_of(report)).runs
    assert (run.course.id, run.begun_on, run.module) == (COURSE, TODAY, 1)
    assert 0 < run.done < run.parts
    assert {field.name for field in dataclasses.fields(run)} == {
        "course", "begun_on", "done", "parts", "module", "modules",
    }  # fmt: skip


def test_leave_that_is_not_over_and_a_talk_that_is_planned(services: Services) -> None:
    manager = person(services, "manager")
    report = person(services, "report", manager=manager)
    absent(services, report, "2025-01-01", "2025-02-01")
    absent(services, report, "2026-11-01", "2026-12-31")
    services.requests.arrange(manager, id_of(report), TODAY)
    found = services.reports.beside(manager, id_of(report))
    assert [(str(first), str(last)) for first, last in found.absences] == [("2026-11-01", "2026-12-31")]
    assert found.request is not None
    assert found.request.planned_on == TODAY
    assert services.requests.mine(report) == found.request


def test_a_talk_is_arranged_once_and_moved(services: Services) -> None:
    manager = person(services, "manager")
    report = person(services, "report", manager=manager, left_on=TODAY.replace(month=12))
    services.requests.ask(report)
    first = services.requests.arrange(manager, id_of(report), TODAY)
    moved = services.requests.arrange(manager, id_of(report), TODAY.replace(day=20))
    assert first.id == moved.id
    assert services.requests.waiting(manager, id_of(manager)) == ()
    for day, code in ((TODAY.replace(day=1), "day_is_past"), (TODAY.replace(year=2027), "person_left")):
        with pytest.raises(PreventError) as refused:
            services.requests.arrange(manager, id_of(report), day)
        assert refused.value.code == code


def test_what_may_be_done_follows_from_who_asks(services: Services) -> None:
    above = person(services, "above")
    manager = person(services, "manager", manager=above)
    report = person(services, "report", manager=manager)
    told = {
        name: (found.may_book, found.may_arrange)
        for name, actor in (("manager", manager), ("above", above), ("self", report))
        for found in [services.reports.beside(actor, id_of(report))]
    }
    assert told == {"manager": (True, True), "above": (False, True), "self": (True, False)}
