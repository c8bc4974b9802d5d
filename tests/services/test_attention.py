"""What needs an administrator's attention."""

from __future__ import annotations

import datetime as dt

from prevent_tui.bootstrap import Services
from prevent_tui.domain.options import OptionId
from prevent_tui.services.access import OPERATOR
from prevent_tui.storage import people
from tests import factories
from tests.clocks import TODAY
from tests.factories import id_of
from tests.services.test_accounts import lock


def test_everything_that_waits_is_counted(services: Services) -> None:
    boss = factories.person(services, "1", family="Boss")
    left = factories.person(services, "2", family="Left", left_on=TODAY - dt.timedelta(days=1))
    led = factories.person(services, "3", manager=boss)
    unled = factories.person(services, "4", manager=left)
    for actor in (led, unled, boss):
        services.requests.ask(actor)
    with services.store.write():
        people.add_stub("900", listed_on=TODAY, at=services.clock.now())
    lock(services, "3")
    services.suspensions.suspend(OPERATOR, OptionId.WRAP, TODAY, None, reason_en="No room", reason_cy="Dim lle")
    found = services.administering.attention(OPERATOR)
    assert (found.without_manager, found.pending, found.locked, found.requests) == (2, 1, 1, 2)
    assert [one.option for one in found.suspended] == ["wrap"]
    assert (found.staff_list_at, found.stale_welsh) == (None, 0)
    asked = services.administering.requests(OPERATOR)
    assert {one.person.id for one in asked} == {id_of(unled), id_of(boss)}
