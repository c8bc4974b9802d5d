"""Standing in for a manager: in time and out of it, one manager or several, and a manager who leaves."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.team import Question
from prevent_tui.storage import people
from tests import talks
from tests.clocks import TODAY, StillClock
from tests.factories import account, completed, id_of, person

TOMORROW, NEXT_WEEK = TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=7)


def people_of(services: Services, actor: Actor, manager: Actor | None, **filters: object) -> list[str]:
    """The payroll numbers in a grid."""
    question = Question(id_of(manager) if manager else "", TODAY, **filters)  # type: ignore[arg-type]
    return sorted(row.payroll_number for row in services.team.everyone(actor, question))


def refused(services: Services, actor: Actor, manager: Actor) -> bool:
    """Whether a grid is none of theirs."""
    try:
        people_of(services, actor, manager)
    except PreventError as problem:
        return problem.code == "not_permitted"
    return False


def team(services: Services) -> tuple[Actor, Actor, Actor]:
    """A manager with a report, and somebody else."""
    manager = person(services, "manager", family="Boss")
    return manager, person(services, "report", manager=manager), person(services, "other")


def test_in_time_from_the_first_day_to_the_last(services: Services, clock: StillClock) -> None:
    manager, _report, other = team(services)
    services.delegations.add(OPERATOR, "manager", "other", TOMORROW, NEXT_WEEK)
    told = []
    for _ in range(9):
        told.append(refused(services, other, manager))
        assert bool(services.delegations.mine(other)) is not told[-1]
        clock.move(days=1)
    assert told == [True, False, False, False, False, False, False, False, True]


def test_the_managers_people_and_not_the_manager(services: Services) -> None:
    manager, report, other = team(services)
    above = person(services, "above")
    with services.store.write():
        people.start_lines([(id_of(manager), id_of(above))], from_on=TODAY)
    services.delegations.add(OPERATOR, "manager", "other", TODAY, TODAY)
    assert people_of(services, other, manager) == ["report"]
    assert services.standing.status(other, id_of(report), as_at=TODAY).person.payroll_number == "report"
    for person_id in (id_of(manager), id_of(above)):
        with pytest.raises(PreventError) as problem:
            services.standing.status(other, person_id, as_at=TODAY)
        assert problem.value.code == "not_permitted"
    assert refused(services, other, above)


def test_it_is_not_passed_on(services: Services) -> None:
    manager, _report, other = team(services)
    person(services, "report of other", manager=other)
    third = person(services, "third")
    services.delegations.add(OPERATOR, "manager", "other", TODAY, TODAY)
    services.delegations.add(OPERATOR, "other", "third", TODAY, TODAY)
    assert people_of(services, third, other) == ["report of other"]
    assert refused(services, third, manager)


def test_a_delegate_holds_a_talk_from_beginning_to_end(services: Services) -> None:
    _manager, report, other = team(services)
    with pytest.raises(PreventError):
        services.talks.plan(other, TODAY, "Depot")
    services.delegations.add(OPERATOR, "manager", "other", TODAY, TODAY)
    talk = talks.begun(services, other)
    assert [one.payroll_number for one in services.registers.search(other, talk.id, "")] == ["report"]
    talks.signed_in(services, other, talk, "report")
    talks.signed_off(services, other, talk)
    status = services.standing.status(report, id_of(report), as_at=TODAY)
    assert status.explanation.judged[-1].completion.option == "briefing"


def test_a_talk_that_is_open_when_the_time_is_over_waits_for_an_administrator(
    services: Services, clock: StillClock
) -> None:
    _manager, _report, other = team(services)
    services.delegations.add(OPERATOR, "manager", "other", TODAY, TODAY)
    talk = talks.begun(services, other)
    talks.signed_in(services, other, talk, "report")
    clock.move(days=1)
    with pytest.raises(PreventError) as problem:
        services.registers.preview(other, talk.id)
    assert problem.value.code == "presenter_no_longer"
    talks.signed_off(services, OPERATOR, talk)
    assert services.registers.read(OPERATOR, talk.id).present[0].completion_id


def test_nobody_plans_their_own_request_as_their_managers_delegate(services: Services) -> None:
    _manager, report, _other = team(services)
    services.delegations.add(OPERATOR, "manager", "report", TODAY, TODAY)
    with pytest.raises(PreventError) as problem:
        services.requests.arrange(report, id_of(report), TODAY)
    assert problem.value.code == "not_permitted"


def test_who_signs_in_is_told_for_whom_they_stand_in(services: Services) -> None:
    _manager, _report, other = team(services)
    second = person(services, "second", given="Siân", family="Other")
    person(services, "theirs", manager=second)
    account(services, other)
    services.delegations.add(OPERATOR, "manager", "other", TODAY, NEXT_WEEK)
    services.delegations.add(OPERATOR, "second", "other", TODAY, TODAY)
    signed_in = services.access.sign_in("other", "three quiet otters swim")
    assert [(one.name, one.until_on) for one in signed_in.stands_in] == [
        ("Siân Other", TODAY),
        ("Elin Boss", NEXT_WEEK),
    ]
    assert not signed_in.has_reports
    assert signed_in.manages


def test_ended_early_and_called_off(services: Services) -> None:
    manager, _report, other = team(services)
    services.delegations.add(OPERATOR, "manager", "other", TODAY - dt.timedelta(days=3), TODAY)
    services.delegations.add(OPERATOR, "manager", "other", TOMORROW, NEXT_WEEK)
    assert not refused(services, other, manager)
    services.delegations.end(OPERATOR, "manager", "other")
    assert refused(services, other, manager)
    assert [one.delegation.from_on for one in services.delegations.listed(OPERATOR)] == [TOMORROW]
    services.delegations.end(OPERATOR, "manager", "other")
    assert services.delegations.listed(OPERATOR) == ()
    with pytest.raises(PreventError) as problem:
        services.delegations.end(OPERATOR, "manager", "other")
    assert problem.value.code == "no_delegation"
    acts = [entry.row.action for entry in services.audit.entries(OPERATOR)]
    assert acts == ["delegate", "delegate", "delegation_ended", "delegation_ended"]
    assert services.audit.verify(OPERATOR) == ()


@pytest.mark.parametrize(
    ("manager", "delegate", "days", "code"),
    [
        ("manager", "manager", (0, 7), "delegate_self"),
        ("manager", "leaver", (0, 7), "delegate_left"),
        ("manager", "nobody", (0, 7), "unknown_person"),
        ("other", "manager", (0, 7), "no_reports"),
        ("manager", "other", (7, 0), "dates_reversed"),
        ("manager", "other", (-7, -1), "day_is_past"),
        ("manager", "taken", (5, 9), "delegation_overlaps"),
        ("manager", "taken", (9, 12), "delegation_overlaps"),
    ],
)
def test_what_is_refused(services: Services, manager: str, delegate: str, days: tuple[int, int], code: str) -> None:
    team(services)
    person(services, "leaver", left_on=TODAY + dt.timedelta(days=3))
    person(services, "taken")
    first, last = (TODAY + dt.timedelta(days=number) for number in days)
    services.delegations.add(OPERATOR, "manager", "taken", NEXT_WEEK, TODAY + dt.timedelta(days=9))
    with pytest.raises(PreventError) as problem:
        services.delegations.add(OPERATOR, manager, delegate, first, last)
    assert problem.value.code == code
    assert len(services.delegations.listed(OPERATOR)) == 1


def test_the_people_of_a_manager_who_left_are_seen_from_above_and_by_administrators(services: Services) -> None:
    above = person(services, "above")
    administrator = person(services, "administrator", administrator=True)
    leaver = person(services, "leaver", manager=above, left_on=TODAY - dt.timedelta(days=1))
    report = person(services, "report", manager=leaver)
    completed(services, report, "2026-01-01")
    staying = person(services, "staying", manager=above)
    person(services, "their report", manager=staying)
    assert people_of(services, above, above) == ["staying"]
    assert people_of(services, above, above, whole=True) == ["report", "staying", "their report"]
    assert services.standing.status(above, id_of(report), as_at=TODAY).manager_name == "Elin Example"
    assert people_of(services, administrator, None) == ["above", "administrator", "report"]
    question = Question("", TODAY - dt.timedelta(days=1))
    before = services.team.everyone(administrator, question)
    assert "report" not in {row.payroll_number for row in before}
    with pytest.raises(PreventError) as problem:
        services.delegations.add(OPERATOR, "leaver", "staying", TODAY, TODAY)
    assert problem.value.code == "delegate_left"
