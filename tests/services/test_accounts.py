"""Accounts that can't be used, and letting their owners in again."""

from __future__ import annotations

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR
from prevent_tui.services.throttle import FAILURES_BEFORE_LOCK, Throttle
from tests import factories
from tests.clocks import StillClock


def lock(services: Services, number: str) -> None:
    """As many failures as lock an account."""
    throttle = Throttle(services.store, services.clock)
    for _ in range(FAILURES_BEFORE_LOCK):
        throttle.count_failure([f"account:{number}"])


def test_a_locked_account_shows_and_opens(services: Services) -> None:
    elin = factories.person(services)
    factories.account(services, elin)
    lock(services, "00042")
    lock(services, "nobody has this number")
    (one,) = services.accounts.closed(OPERATOR)
    assert (one.person.payroll_number, one.locked is not None) == ("00042", True)
    with pytest.raises(PreventError, match="sign_in_wait"):
        services.access.sign_in("00042", factories.PASSWORD)
    services.accounts.unlock(OPERATOR, "00042")
    assert services.accounts.closed(OPERATOR) == ()
    assert services.access.sign_in("00042", factories.PASSWORD).actor == elin


def test_a_lock_that_is_over_is_none(services: Services, clock: StillClock) -> None:
    factories.person(services)
    lock(services, "00042")
    clock.move(minutes=16)
    assert services.accounts.closed(OPERATOR) == ()


def test_a_disabled_account_lets_nobody_in(services: Services) -> None:
    elin = factories.person(services)
    factories.account(services, elin)
    services.accounts.disable(OPERATOR, "00042")
    with pytest.raises(PreventError, match="details_do_not_match"):
        services.access.sign_in("00042", factories.PASSWORD)
    assert [one.locked for one in services.accounts.closed(OPERATOR)] == [None]
    services.accounts.enable(OPERATOR, "00042")
    assert services.access.sign_in("00042", factories.PASSWORD).actor == elin
    assert [entry.row.action for entry in services.audit.entries(OPERATOR)] == ["account_disabled", "account_enabled"]


def test_the_last_administrator_stays(services: Services) -> None:
    factories.person(services, "9", administrator=True)
    with pytest.raises(PreventError, match="last_administrator"):
        services.accounts.disable(OPERATOR, "9")


def test_somebody_without_an_account(services: Services) -> None:
    factories.person(services)
    with pytest.raises(PreventError, match="no_account"):
        services.accounts.disable(OPERATOR, "00042")
