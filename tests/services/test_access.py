"""Signing in: what opens an account, what doesn't, and what guessing costs."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access
from prevent_tui.services.access import OPERATOR, Actor, SignedIn
from prevent_tui.storage import accounts, models
from tests import factories
from tests.clocks import StillClock
from tests.factories import PASSWORD

WRONG = "three loud otters sleep"


@pytest.fixture
def member(services: Services) -> Actor:
    """Somebody who signs in with 00042 and `PASSWORD`."""
    actor = factories.person(services, "00042", given="Elin", family="Example")
    factories.account(services, actor)
    return actor


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Hashing that only compares, for tests of what is counted; holds what was asked."""
    asked: list[tuple[str, str]] = []

    def verify(hashed: str, secret: str) -> bool:
        asked.append((hashed, secret))
        return hashed == factories.password_hash() and secret == PASSWORD

    monkeypatch.setattr(access, "verify", verify)
    return asked


def refusal(services: Services, number: str, secret: str, *, terminal: str = "") -> PreventError:
    with pytest.raises(PreventError) as refused:
        services.access.sign_in(number, secret, terminal=terminal)
    return refused.value


def test_a_password_opens_ones_account(services: Services, member: Actor) -> None:
    assert services.access.sign_in(" 00042 ", PASSWORD) == SignedIn(
        actor=member,
        payroll_number="00042",
        given_name="Elin",
        family_name="Example",
        language=None,
        must_set_password=False,
        has_reports=False,
    )


def test_a_code_opens_set_your_password_and_is_used_up_by_it(services: Services, clock: StillClock) -> None:
    factories.person(services, "00042", given="Elin", family="Example")
    (code,) = services.admin.issue_codes(OPERATOR, ["00042"]).values()
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    clock.move(days=14)
    signed_in = services.access.sign_in("00042", typed)
    assert signed_in.must_set_password
    services.access.set_password(signed_in.actor, WRONG)
    assert refusal(services, "00042", code).code == "details_do_not_match"
    assert not services.access.sign_in("00042", WRONG).must_set_password


def test_a_code_ends_after_14_days(services: Services, clock: StillClock) -> None:
    factories.person(services, "00042")
    (code,) = services.admin.issue_codes(OPERATOR, ["00042"]).values()
    clock.move(days=14, seconds=1)
    assert refusal(services, "00042", code).code == "details_do_not_match"


def test_a_new_code_ends_the_one_before_and_the_waiting(
    services: Services, member: Actor, quick_hashing: list[tuple[str, str]]
) -> None:
    for _ in range(3):
        refusal(services, "00042", WRONG)
    with services.store.write():
        accounts.set_code(factories.id_of(member), "first", expires_at=services.clock.now() + access.CODE_LIFETIME)
    refusal(services, "00042", "AAAAA-BBBBB")
    assert quick_hashing[-1] == ("first", "AAAAABBBBB")
    assert refusal(services, "00042", PASSWORD).code == "sign_in_wait"
    services.admin.issue_codes(OPERATOR, ["00042"])
    refusal(services, "00042", "AAAAA-BBBBB")
    assert quick_hashing[-1][0] != "first"
    assert services.access.sign_in("00042", PASSWORD).actor == member


def test_codes_have_fifty_bits() -> None:
    codes = {access.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(access.plain_code(code) == code.replace("-", "") for code in codes)
    assert len({letter for code in codes for letter in code} - {"-"}) == 32


@pytest.mark.parametrize("text", ["", "ABCDE", "ABCDE-FGHJU", "ABCDE-FGHJKM", "ABCDE-FGHJ\u0660"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert access.plain_code(text) is None


def test_every_mismatch_has_one_answer_and_costs_one_hash(
    services: Services, member: Actor, quick_hashing: list[tuple[str, str]], clock: StillClock
) -> None:
    factories.person(services, "no account")
    left = factories.person(services, "left", left_on=clock.today() - dt.timedelta(days=1))
    disabled = factories.person(services, "disabled")
    expired = factories.person(services, "expired")
    for actor in (left, disabled):
        factories.account(services, actor)
    with services.store.write():
        models.Account.update(disabled=True).where(models.Account.person_id == factories.id_of(disabled)).execute()
        accounts.set_code(factories.id_of(expired), "hash", expires_at=clock.now() - dt.timedelta(seconds=1))
    said = set()
    tries = [
        ("00042", WRONG), ("unknown", PASSWORD), ("no account", PASSWORD), ("left", PASSWORD), ("disabled", PASSWORD),
        ("expired", "AAAAA-BBBBB"), ("", ""), ("00042", ""), ("42", PASSWORD),
    ]  # fmt: skip
    for number, secret in tries:
        quick_hashing.clear()
        said.add(str(refusal(services, number, secret)))
        assert len(quick_hashing) == 1, number
    assert said == {"details_do_not_match()"}


def test_an_unknown_number_is_hashed_against_a_real_hash(services: Services) -> None:
    seen = []
    original = access.verify
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "verify", lambda hashed, secret: seen.append(hashed) or original(hashed, secret))
        refusal(services, "unknown", PASSWORD)
    (dummy,) = seen
    assert dummy.split("$")[:4] == factories.password_hash().split("$")[:4]


def test_people_sign_in_until_the_end_of_their_last_day(
    services: Services, clock: StillClock, quick_hashing: list[tuple[str, str]]
) -> None:
    leaver = factories.person(services, "00042", left_on=clock.today())
    factories.account(services, leaver)
    assert services.access.sign_in("00042", PASSWORD).actor == leaver
    clock.move(days=1)
    assert refusal(services, "00042", PASSWORD).code == "details_do_not_match"


def test_hashes_are_argon2id_of_64_mib() -> None:
    assert factories.password_hash().startswith("$argon2id$v=19$m=65536,t=3,p=1$")


@pytest.mark.usefixtures("member", "quick_hashing")
def test_the_fourth_failure_begins_delays_that_double(services: Services, clock: StillClock) -> None:
    waits = []
    for _ in range(3):
        refusal(services, "00042", WRONG)
    for _ in range(6):
        assert refusal(services, "00042", WRONG).code == "details_do_not_match"
        wait = refusal(services, "00042", PASSWORD)
        assert wait.code == "sign_in_wait"
        waits.append(int(str(wait.details["seconds"])))
        clock.move(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 30]


@pytest.mark.usefixtures("member")
def test_three_failures_cost_no_time(services: Services, quick_hashing: list[tuple[str, str]]) -> None:
    for _ in range(3):
        refusal(services, "00042", WRONG)
    services.access.sign_in("00042", PASSWORD)
    for _ in range(3):
        refusal(services, "00042", WRONG)
    services.access.sign_in("00042", PASSWORD)
    assert len(quick_hashing) == 8


def ten_failures(services: Services, clock: StillClock, *, terminal: str = "", numbers: list[str]) -> None:
    for turn in range(10):
        clock.move(seconds=31)
        refusal(services, numbers[turn % len(numbers)], WRONG, terminal=terminal)


@pytest.mark.usefixtures("member", "quick_hashing")
def test_ten_failures_in_five_minutes_lock_the_account(services: Services, clock: StillClock) -> None:
    ten_failures(services, clock, numbers=["00042"])
    locked = refusal(services, "00042", PASSWORD)
    assert (locked.code, locked.details["seconds"]) == ("sign_in_wait", 900)
    clock.move(minutes=14, seconds=59)
    assert refusal(services, "00042", PASSWORD, terminal="another").code == "sign_in_wait"
    clock.move(seconds=1)
    services.access.sign_in("00042", PASSWORD)


@pytest.mark.usefixtures("member", "quick_hashing")
def test_while_locked_nothing_is_hashed_or_counted(
    services: Services, clock: StillClock, quick_hashing: list[tuple[str, str]]
) -> None:
    ten_failures(services, clock, numbers=["00042"])
    quick_hashing.clear()
    for _ in range(5):
        refusal(services, "00042", WRONG)
    assert quick_hashing == []
    clock.move(minutes=15)
    assert refusal(services, "00042", WRONG).code == "details_do_not_match"
    services.access.sign_in("00042", PASSWORD)


@pytest.mark.usefixtures("member", "quick_hashing")
def test_ten_failures_at_a_terminal_lock_the_terminal_only(services: Services, clock: StillClock) -> None:
    ten_failures(services, clock, terminal="kiosk", numbers=[f"guess-{number}" for number in range(10)])
    assert refusal(services, "00042", PASSWORD, terminal="kiosk").code == "sign_in_wait"
    services.access.sign_in("00042", PASSWORD, terminal="desk")


@pytest.mark.usefixtures("member", "quick_hashing")
def test_signing_in_does_not_open_a_terminal_to_more_guesses(services: Services, clock: StillClock) -> None:
    for turn in range(9):
        clock.move(seconds=31)
        refusal(services, f"guess-{turn}", WRONG, terminal="kiosk")
    clock.move(seconds=30)
    services.access.sign_in("00042", PASSWORD, terminal="kiosk")
    assert refusal(services, "guess-9", WRONG, terminal="kiosk").code == "details_do_not_match"
    clock.move(seconds=31)
    assert refusal(services, "00042", PASSWORD, terminal="kiosk").code == "sign_in_wait"


@pytest.mark.usefixtures("member", "quick_hashing")
def test_slow_failures_never_lock(services: Services, clock: StillClock) -> None:
    for _ in range(15):
        clock.move(minutes=2)
        assert refusal(services, "00042", WRONG).code == "details_do_not_match"
    services.access.sign_in("00042", PASSWORD)


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("elevenchars", "password_short"),
        ("twelve chars", None),
        ("Password1234", "password_common"),
        ("pass word 1234", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("123123123123", "password_common"),
        ("00042-000420", None),
        ("0004200042000420004200042", "password_common"),
        ("elinelinelin", "password_common"),
        ("ExampleExample", "password_common"),
        ("ŵŷâêîôûŵŷâêî", None),
        (" " * 12, "password_common"),
    ],
)
def test_passwords(password: str, fault: str | None) -> None:
    assert access.password_fault(password, "00042", ("Elin", "Example")) == fault


def test_a_refused_password_changes_nothing(services: Services, member: Actor) -> None:
    with pytest.raises(PreventError) as refused:
        services.access.set_password(member, "short")
    assert refused.value.code == "password_short"
    with services.store.read():
        held = accounts.of(factories.id_of(member))
    assert held is not None
    assert held.password_hash == factories.password_hash()


@pytest.mark.usefixtures("quick_hashing")
def test_a_language_is_remembered(services: Services, member: Actor) -> None:
    services.access.remember_language(member, "cy")
    assert services.access.sign_in("00042", PASSWORD).language == "cy"


@pytest.mark.usefixtures("quick_hashing")
def test_who_has_reports_is_told_so_and_administrators_keep_their_rights(services: Services) -> None:
    boss = factories.person(services, "00042", administrator=True)
    factories.person(services, "2", manager=boss)
    factories.account(services, boss)
    signed_in = services.access.sign_in("00042", PASSWORD)
    assert signed_in.has_reports
    assert signed_in.actor.administrator


def test_the_operator_may_name_whom_to_act_for(services: Services, member: Actor) -> None:
    with services.store.read():
        assert access.actor_for("00042") == member
        with pytest.raises(PreventError) as refused:
            access.actor_for("unknown")
    assert refused.value.code == "not_permitted"
