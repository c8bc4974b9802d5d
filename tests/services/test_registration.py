"""Governors open their accounts: with a key that an administrator issued, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services, services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.services.access import OPERATOR
from prevent_tui.storage import people
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import contents, opened
from tests.exchange.files import STAFF_HEADER, staff_line
from tests.factories import PASSWORD
from tests.races import outcomes


def refused(work: Callable[[], object]) -> PreventError:
    with pytest.raises(PreventError) as refusal:
        work()
    return refusal.value


@pytest.fixture
def key(services: Services) -> str:
    (key,) = services.registration.issue_keys(OPERATOR)
    return key


def test_a_key_opens_an_account_with_a_number_of_its_own(services: Services, key: str) -> None:
    opened = services.registration.open_account(key.lower(), " Siân ", "O'[/b]Brien", PASSWORD)
    assert opened.payroll_number.startswith("G-")
    assert (opened.given_name, opened.family_name) == ("Siân", "O'[/b]Brien")
    signed_in = services.access.sign_in(opened.payroll_number.lower(), PASSWORD)
    assert signed_in.actor == opened.actor
    with services.store.read():
        person = people.by_id(factories.id_of(opened.actor))
    assert (person.kind, person.staff_group, person.school_role, person.imported) == (
        "staff", "school", "governor", False)  # fmt: skip


def test_a_governor_stands_like_any_new_starter(services: Services, key: str) -> None:
    opened = services.registration.open_account(key, "Siân", "Example", PASSWORD)
    status = services.standing.status(opened.actor, factories.id_of(opened.actor), as_at=TODAY)
    assert status.explanation.colour == "amber"


def test_a_governor_does_not_leave_when_a_staff_list_comes(services: Services, key: str, tmp_path: Path) -> None:
    factories.person(services, "00042")
    opened = services.registration.open_account(key, "Siân", "Example", PASSWORD)
    file = tmp_path / "staff.csv"
    file.write_text(f"{STAFF_HEADER}\n{staff_line(payroll_number='00042')}\n", encoding="utf-8")
    plan = services.admin.import_staff(OPERATOR, file)
    assert plan.left == ()
    assert services.access.sign_in(opened.payroll_number, PASSWORD).actor == opened.actor


def test_a_key_is_used_once(services: Services, key: str) -> None:
    services.registration.open_account(key, "Siân", "Example", PASSWORD)
    before = contents(services.store)
    again = refused(lambda: services.registration.open_account(key, "Elin", "Example", PASSWORD))
    assert again.code == "key_unknown"
    assert contents(services.store)["person"] == before["person"]


def test_what_is_refused_leaves_the_key_as_it_was(services: Services, key: str) -> None:
    open_account = services.registration.open_account
    assert refused(lambda: open_account(key, "", "Example", PASSWORD)).code == "name_missing"
    assert refused(lambda: open_account(key, "Siân", "x" * 101, PASSWORD)).code == "name_too_long"
    assert refused(lambda: open_account(key, "Siân", "Example", "short")).code == "password_short"
    services.registration.check_key(key)
    assert open_account(key, "Siân", "Example", PASSWORD).payroll_number


OPEN = """
import sys
from prevent_tui.bootstrap import services_on
from prevent_tui.domain.errors import PreventError
from prevent_tui.storage import schema
services = services_on(schema.open_store(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
try:
    services.registration.open_account(sys.argv[2], "Elin", "Example", "three quiet otters swim")
    print("opened")
except PreventError as problem:
    print(problem.code)
"""


def test_of_many_who_use_a_key_at_once_one_gets_an_account(database_url: str) -> None:
    with opened(database_url) as store:
        (key,) = services_on(store).registration.issue_keys(OPERATOR)
    assert outcomes(OPEN, [[database_url, key]] * 3) == ["key_unknown", "key_unknown", "opened"]
    with opened(database_url) as store:
        assert len(contents(store)["person"]) == 1


def test_a_key_runs_out_after_28_days(services: Services, key: str, clock: StillClock) -> None:
    clock.move(days=28)
    services.registration.check_key(key)
    clock.move(seconds=1)
    assert refused(lambda: services.registration.check_key(key)).code == "key_unknown"


def test_guessing_slows_down_and_slips_cost_nothing(services: Services, key: str) -> None:
    slip = key[:-1] + ("0" if key[-1] != "0" else "1")
    for _ in range(6):
        assert refused(lambda: services.registration.check_key(slip, terminal="kiosk")).code == "reference_mistyped"
    for _ in range(4):
        refused(lambda: services.registration.check_key("0000-0000-0000-000", terminal="kiosk"))
    assert refused(lambda: services.registration.check_key(key, terminal="kiosk")).code == "sign_in_wait"
    services.registration.check_key(key, terminal="desk")


def test_keys_are_kept_as_hashes_and_counted(services: Services) -> None:
    keys = services.registration.issue_keys(OPERATOR, 3)
    assert len(set(keys)) == 3
    held = repr(contents(services.store))
    assert not [key for key in keys if key in held]
    for count in (0, 201):
        assert refused(lambda count=count: services.registration.issue_keys(OPERATOR, count)).code == "too_many_keys"
