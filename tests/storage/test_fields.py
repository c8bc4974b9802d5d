"""Days and moments as they are kept."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.storage import accounts
from prevent_tui.storage.fields import MomentField
from tests import factories


def test_a_moment_is_kept_in_utc(services: Services) -> None:
    person = factories.id_of(factories.person(services))
    summer = dt.datetime(2026, 7, 1, 9, 0, 0, 250, tzinfo=ZoneInfo("Europe/London"))
    with services.store.write():
        accounts.set_code(person, "hash", expires_at=summer)
    with services.store.read():
        held = accounts.of(person)
        row = services.store.database.execute_sql("SELECT code_expires_at FROM account").fetchone()
    assert row == ("2026-07-01T08:00:00.000250Z",)
    assert held is not None
    assert held.code_expires_at == summer
    assert held.code_expires_at.utcoffset() == dt.timedelta(0)


def test_moments_kept_sort_as_they_happened() -> None:
    field = MomentField()
    moments = [dt.datetime(2026, 1, 1, 0, 0, second, micro, tzinfo=dt.UTC) for second in (0, 1) for micro in (0, 5)]
    kept = [field.db_value(moment) or "" for moment in moments]
    assert kept == sorted(kept)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        MomentField().db_value(dt.datetime(2026, 7, 1))


@pytest.mark.parametrize("known", [True, False, None])
def test_what_is_not_known_stays_not_known(services: Services, known: bool | None) -> None:
    from prevent_tui.domain.people import StaffRow
    from prevent_tui.storage import people

    (actor,) = factories.staff(services, [StaffRow("1", "Elin", "Example", it_access=known, frontline=known)])
    with services.store.read():
        held = people.by_id(factories.id_of(actor))
    assert (held.it_access, held.frontline) == (known, known)
    assert held.started_on is None
