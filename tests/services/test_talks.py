"""Toolbox talks: planned, begun, shown step by step, and followed at a second terminal."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.registers import Stage
from prevent_tui.domain.talks import Pace
from prevent_tui.services.access import Actor
from prevent_tui.services.talks import Showing
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.talks import begun, presenter, signed_in, signed_off


@pytest.fixture
def boss(services: Services) -> Actor:
    """Somebody who may give a talk."""
    return presenter(services)


def refusal(act: object, *arguments: object) -> str:
    """The code of what a call refuses."""
    with pytest.raises(PreventError) as refused:
        act(*arguments)  # type: ignore[operator]
    return refused.value.code


def test_a_talk_is_planned_for_a_day_and_begins_on_another(services: Services, boss: Actor) -> None:
    planned = services.talks.plan(boss, TODAY + dt.timedelta(days=7), "  Depot \x1b[31mcanteen ")
    assert (planned.number, planned.stage, planned.register.place) == (1, Stage.PLANNED, "Depot [31mcanteen")
    row = services.talks.begin(boss, planned.id)
    assert (row.stage, row.register.held_on) == (Stage.OPEN, TODAY)
    assert [one.id for one in services.talks.list(boss)] == [row.id]


def test_a_talk_held_before_can_be_written_down_and_none_to_come_can(services: Services, boss: Actor) -> None:
    planned = services.talks.plan(boss, TODAY, "Depot")
    assert refusal(services.talks.begin, boss, planned.id, TODAY + dt.timedelta(days=1)) == "talk_in_future"
    yesterday = TODAY - dt.timedelta(days=1)
    assert services.talks.begin(boss, planned.id, yesterday).register.held_on == yesterday


def test_a_talk_begins_once(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    assert refusal(services.talks.begin, boss, row.id) == "register_open"


def test_a_talk_needs_a_place(services: Services, boss: Actor) -> None:
    assert refusal(services.talks.plan, boss, TODAY, " \t ") == "place_missing"
    assert refusal(services.talks.plan, boss, TODAY, "x" * 201) == "words_too_long"


def test_every_talk_has_a_number_of_its_own(services: Services, boss: Actor) -> None:
    other = presenter(services, "other")
    numbers = [services.talks.plan(who, TODAY, "Depot").number for who in (boss, other, boss)]
    assert numbers == [1, 2, 3]
    assert [row.number for row in services.talks.list(boss)] == [3, 1]


def test_what_is_shown_is_kept_with_the_clock_against_the_plan(
    services: Services, boss: Actor, clock: StillClock
) -> None:
    """The clock starts with the first turn: people may have been signing in for a while."""
    row = begun(services, boss)
    clock.move(minutes=25)
    assert services.talks.view(boss, row.id).pace is None
    assert services.talks.show(boss, row.id, 1).pace == Pace(2, 30, 0)
    clock.move(minutes=10)
    view = services.talks.show(boss, row.id, 4)
    assert (view.showing.step, view.pace) == (4, Pace(12, 30, 2))
    assert view.next_step is not None
    clock.move(minutes=1)
    again = services.talks.view(boss, row.id)
    assert (again.showing.step, again.pace) == (4, Pace(13, 30, 3))
    assert services.talks.show(boss, row.id, 0).pace == Pace(13, 30, 11)


def test_steps_outside_the_talk_are_its_ends(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    last = len(services.talks.content(boss).steps) - 1
    assert services.talks.show(boss, row.id, 999).showing.step == last
    assert services.talks.show(boss, row.id, -3).showing.step == 0


def test_a_second_terminal_follows_by_number(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    follower = factories.person(services, "follower")
    assert services.talks.follow(follower, row.number) == row.id
    services.talks.show(boss, row.id, 13, revealed=True)
    showing = services.talks.showing(follower, row.id)
    assert (showing.step, showing.revealed, showing.ended) == (13, True, False)


def test_a_talk_is_followed_before_it_begins_and_one_that_is_not_there_is_not(services: Services, boss: Actor) -> None:
    planned = services.talks.plan(boss, TODAY, "Depot")
    follower = factories.person(services, "follower")
    followed = services.talks.follow(follower, planned.number)
    assert services.talks.showing(follower, followed) == Showing(0, revealed=False, ended=False, begun=False)
    services.talks.begin(boss, planned.id)
    assert services.talks.showing(follower, followed) == Showing(0, revealed=False, ended=False)
    assert refusal(services.talks.follow, boss, 99) == "unknown_register"
    assert refusal(services.talks.showing, boss, "none") == "unknown_register"


def test_who_follows_a_talk_that_is_cancelled_sees_it(services: Services, boss: Actor) -> None:
    planned = services.talks.plan(boss, TODAY, "Depot")
    services.talks.cancel(boss, planned.id, "snow")
    assert services.talks.showing(boss, planned.id) == Showing(0, revealed=False, ended=True, begun=False)


def test_the_talk_that_goes_on_is_offered_to_a_second_terminal(services: Services, boss: Actor) -> None:
    services.talks.plan(boss, TODAY, "Depot")
    assert services.talks.going_on(boss) is None
    first, second = begun(services, boss), begun(services, boss)
    assert services.talks.going_on(boss) == second.number
    services.talks.cancel(boss, second.id, "snow")
    assert services.talks.going_on(boss) == first.number


def test_who_follows_sees_that_it_is_over(services: Services, boss: Actor) -> None:
    row = begun(services, boss)
    signed_in(services, boss, row, "boss-1")
    signed_off(services, boss, row)
    assert services.talks.showing(boss, row.id).ended
    assert refusal(services.talks.show, boss, row.id, 1) == "register_signed"


def test_a_talk_can_be_cancelled_with_a_reason_until_it_is_signed_off(services: Services, boss: Actor) -> None:
    planned, row, done = services.talks.plan(boss, TODAY, "Depot"), begun(services, boss), begun(services, boss)
    assert refusal(services.talks.cancel, boss, planned.id, " ") == "reason_missing"
    for one in (planned, row):
        assert services.talks.cancel(boss, one.id, "snow").stage is Stage.CANCELLED
    signed_in(services, boss, done, "boss-1")
    signed_off(services, boss, done)
    assert refusal(services.talks.cancel, boss, done.id, "snow") == "register_signed"
    assert refusal(services.registers.sign_in, boss, row.id, "boss-1") == "register_cancelled"


def test_only_ones_own_talks_are_listed_and_begun(services: Services, boss: Actor) -> None:
    row = services.talks.plan(boss, TODAY, "Depot")
    other = presenter(services, "other")
    assert services.talks.list(other) == []
    assert refusal(services.talks.begin, other, row.id) == "not_permitted"
    admin = factories.person(services, "admin", administrator=True)
    assert [one.id for one in services.talks.list(admin)] == [row.id]
