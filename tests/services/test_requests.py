"""Asking for a toolbox talk, at home and at a terminal, and planning it."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.requests import MOST_ASKED
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import contents
from tests.factories import day
from tests.talks import begun, presenter, signed_in, signed_off


def team(services: Services) -> tuple[Actor, Actor]:
    """A manager, and somebody who reports to them."""
    manager = factories.person(services, "00001", given="Marged")
    return manager, factories.person(services, manager=manager)


def waiting(services: Services, manager: Actor) -> list[str]:
    """Who waits for a talk, as the manager sees it."""
    return [one.person.payroll_number for one in services.requests.waiting(manager, manager.person_id)]


def test_a_request_waits_until_it_is_planned(services: Services) -> None:
    manager, learner = team(services)
    services.requests.ask(learner)
    services.requests.ask(learner)
    assert waiting(services, manager) == ["00042"]
    (one,) = services.requests.waiting(manager, manager.person_id)
    services.requests.plan(manager, one.request.id, day("2026-12-01"))
    assert waiting(services, manager) == []
    held = services.requests.mine(learner)
    assert held is not None
    assert (held.planned_on, held.is_open) == (day("2026-12-01"), False)


def test_a_planned_day_can_be_changed_but_not_to_a_past_one(services: Services) -> None:
    manager, learner = team(services)
    services.requests.ask(learner)
    (one,) = services.requests.waiting(manager, manager.person_id)
    services.requests.plan(manager, one.request.id, day("2026-12-01"))
    services.requests.plan(manager, one.request.id, TODAY)
    with pytest.raises(PreventError, match="day_is_past"):
        services.requests.plan(manager, one.request.id, day("2026-11-17"))
    held = services.requests.mine(learner)
    assert held is not None
    assert held.planned_on == TODAY


def test_after_the_day_of_the_talk_one_can_ask_again(services: Services, clock: StillClock) -> None:
    manager, learner = team(services)
    services.requests.ask(learner)
    (one,) = services.requests.waiting(manager, manager.person_id)
    services.requests.plan(manager, one.request.id, TODAY)
    services.requests.ask(learner)
    assert waiting(services, manager) == []
    clock.move(days=1)
    assert services.requests.mine(learner) is None
    services.requests.ask(learner)
    assert waiting(services, manager) == ["00042"]


def test_a_request_can_be_withdrawn(services: Services) -> None:
    manager, learner = team(services)
    services.requests.ask(learner)
    (one,) = services.requests.waiting(manager, manager.person_id)
    services.requests.withdraw(learner)
    assert (waiting(services, manager), services.requests.mine(learner)) == ([], None)
    with pytest.raises(PreventError, match="request_withdrawn"):
        services.requests.plan(manager, one.request.id, TODAY)


def test_nobody_plans_their_own_talk(services: Services) -> None:
    manager, learner = team(services)
    services.requests.ask(learner)
    (one,) = services.requests.waiting(manager, manager.person_id)
    with pytest.raises(PreventError, match="not_permitted"):
        services.requests.plan(learner, one.request.id, TODAY)


@pytest.mark.parametrize(("role", "code"), [("learner", "not_permitted"), ("operator", "unknown_request")])
def test_a_request_that_is_not_there(services: Services, role: str, code: str) -> None:
    _, learner = team(services)
    with pytest.raises(PreventError, match=code):
        services.requests.plan(OPERATOR if role == "operator" else learner, "nothing", TODAY)


def test_an_administrator_sees_everybodys(services: Services) -> None:
    _, learner = team(services)
    services.requests.ask(learner)
    services.requests.ask(factories.person(services, "00050"))
    assert {one.person.payroll_number for one in services.requests.waiting(OPERATOR, None)} == {"00042", "00050"}
    with pytest.raises(PreventError, match="not_permitted"):
        services.requests.waiting(learner, None)


class TestAtATerminal:
    def test_it_reaches_the_manager_without_signing_in(self, services: Services) -> None:
        manager, _ = team(services)
        services.requests.ask_for(" 00042 ")
        services.requests.ask_for("00042")
        (one,) = services.requests.waiting(manager, manager.person_id)
        assert one.request.asked_by is None

    def test_an_unknown_number_is_answered_the_same_way(self, services: Services) -> None:
        team(services)
        services.requests.ask_for("404")
        assert contents(services.store)["talk_request"] == []

    def test_somebody_who_left_gets_no_request(self, services: Services) -> None:
        factories.person(services, left_on=day("2026-11-01"))
        services.requests.ask_for("00042")
        assert services.requests.waiting(OPERATOR, None) == ()

    @pytest.mark.parametrize("number", ["00042", "404"])
    def test_a_terminal_that_asks_and_asks_must_wait(self, services: Services, clock: StillClock, number: str) -> None:
        team(services)
        for _ in range(MOST_ASKED):
            services.requests.ask_for(number, terminal="/dev/tty1")
        with pytest.raises(PreventError, match="asked_too_often"):
            services.requests.ask_for(number, terminal="/dev/tty1")
        services.requests.ask_for(number, terminal="/dev/tty2")
        clock.move(minutes=11)
        services.requests.ask_for(number, terminal="/dev/tty1")


def test_one_talk_answers_several_requests_or_none(services: Services) -> None:
    manager, worker = team(services)
    other = factories.person(services, "00099", manager=manager)
    for who in (worker, other):
        services.requests.ask(who)
    ids = [one.request.id for one in services.requests.waiting(manager, manager.person_id)]
    with pytest.raises(PreventError, match="day_is_past"):
        services.talks.plan(manager, TODAY - dt.timedelta(days=1), "Depot", requests=ids)
    assert services.talks.list(manager) == []
    planned = services.talks.plan(manager, TODAY + dt.timedelta(days=3), "Depot", requests=ids)
    assert waiting(services, manager) == []
    assert [one.register.held_on for one in services.talks.list(manager)] == [TODAY + dt.timedelta(days=3)]
    services.requests.plan(manager, ids[0], TODAY + dt.timedelta(days=4))  # at another talk after all
    services.talks.cancel(manager, planned.id, "snow")
    assert [one.request.id for one in services.requests.waiting(manager, manager.person_id)] == ids[1:]


def test_who_asked_and_was_at_a_talk_waits_no_longer(services: Services) -> None:
    boss = presenter(services)
    services.requests.ask_for("boss-1")
    talk = begun(services, boss)
    signed_in(services, boss, talk, "boss-1")
    assert waiting(services, boss) == ["boss-1"]
    signed_off(services, boss, talk)
    assert waiting(services, boss) == []
