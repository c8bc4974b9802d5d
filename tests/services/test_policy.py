"""Changing the policy: what it refuses, whom it affects, and everybody's standing afterwards."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.certification import Basis, Colour, Policy
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.people import StaffRow
from prevent_tui.services import standing
from prevent_tui.services.access import OPERATOR
from prevent_tui.services.policy import Effect
from prevent_tui.storage import people, records
from tests import factories
from tests.clocks import TODAY
from tests.databases import contents


def organisation(services: Services) -> None:
    """Sixty people with all kinds of histories."""
    rng = random.Random(7)
    rows = [
        StaffRow(f"{n:05}", "Elin", f"Example-{n}", started_on=dt.date(2019, 1, 1) + dt.timedelta(days=47 * n))
        for n in range(60)
    ]
    for actor in factories.staff(services, rows):
        for _ in range(rng.randint(0, 3)):
            factories.completed(services, actor, (TODAY - dt.timedelta(days=rng.randint(0, 1500))).isoformat())
        if rng.random() < 0.1:
            factories.absent(services, actor, "2026-11-01", "2026-12-01")


def colours(services: Services) -> dict[str, Colour | None]:
    """Everybody's colour today, asked one by one."""
    with services.store.read():
        ids = [person.id for person in people.all_staff()]
    return {person: services.standing.status(OPERATOR, person, as_at=TODAY).explanation.colour for person in ids}


@pytest.mark.parametrize(
    "values",
    [
        {"validity": "12"},
        {"window": "9", "validity": "36"},
        {"starter_period": "1"},
        {"basis": "expiry"},
        {"launched_on": "2026-06-01"},
        {"launched_on": "2027-01-01"},
    ],
)
def test_the_effect_is_what_a_recount_gives(services: Services, values: dict[str, str]) -> None:
    organisation(services)
    before, kept = colours(services), contents(services.store)
    foretold = services.policy.change(OPERATOR, values, dry_run=True)
    assert contents(services.store) == kept
    done = services.policy.change(OPERATOR, values)
    after = colours(services)
    recount = Counter((before[one], after[one]) for one in before if before[one] is not after[one])
    assert foretold.changes == done.changes == recount
    assert done.people == sum(recount.values())
    with services.store.read():
        staff = people.all_staff()
        wanted = {factories.stored_text(row) for row in standing.rows_of(staff, standing.policy_in_force())}
        assert set(records.all_standing()) == wanted


def test_the_effect_is_told_before_anything_is_written(services: Services) -> None:
    organisation(services)
    before = contents(services.store)

    def stop(effect: Effect) -> None:
        assert effect.people > 0
        raise PreventError("stopped")

    with pytest.raises(PreventError, match="stopped"):
        services.policy.change(OPERATOR, {"validity": "12"}, announce=stop)
    assert contents(services.store) == before


def test_progress_reaches_everybody(services: Services) -> None:
    organisation(services)
    told: list[tuple[str, int, int]] = []
    services.policy.change(OPERATOR, {"validity": "12"}, progress=lambda *step: told.append(step))
    assert told == [("counted", 60, 60), ("rebuilt", 60, 60)]


def test_what_is_set_is_shown_and_audited(services: Services) -> None:
    values = {"validity": "36", "window": "9", "starter_period": "3", "basis": "expiry", "launched_on": "2021-04-01"}
    services.policy.change(OPERATOR, values)
    assert services.policy.show(OPERATOR) == Policy(36, 9, 3, Basis.EXPIRY, dt.date(2021, 4, 1))
    services.policy.change(OPERATOR, {"launched_on": ""})
    assert services.policy.show(OPERATOR).launched_on is None
    first, second = services.audit.entries(OPERATOR)
    assert (first.row.action, second.row.details) == ("policy", '{"launched_on":["2021-04-01",""]}')


def test_the_same_values_change_nothing(services: Services) -> None:
    before = contents(services.store)
    services.policy.change(OPERATOR, {"validity": "24", "basis": "completion"})
    assert contents(services.store) == before


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"window": "24"}, "window_too_long"),
        ({"validity": "6"}, "window_too_long"),
        ({"validity": "0"}, "bad_months"),
        ({"window": "-1"}, "bad_months"),
        ({"starter_period": "six"}, "bad_months"),
        ({"validity": "9" * 40}, "bad_months"),
        ({"validity": "٢٤"}, "bad_months"),
        ({"validty": "24"}, "unknown_policy"),
        ({"basis": "both"}, "bad_basis"),
        ({"launched_on": "yesterday"}, "bad_launch"),
        ({"launched_on": "20210401"}, "bad_launch"),
        ({"launched_on": "2021-02-30"}, "bad_launch"),
    ],
)
def test_what_is_unsound_is_refused(services: Services, values: dict[str, str], code: str) -> None:
    before = contents(services.store)
    for dry_run in (True, False):
        with pytest.raises(PreventError, match=code):
            services.policy.change(OPERATOR, values, dry_run=dry_run)
    assert contents(services.store) == before
