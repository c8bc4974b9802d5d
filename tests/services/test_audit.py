"""The chain of audit rows: what is written with what, and what shows when somebody tampers with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.services.access import OPERATOR, Actor
from prevent_tui.services.audit import Head
from prevent_tui.storage.database import Store
from tests import factories, talks
from tests.clocks import TODAY, StillClock
from tests.databases import contents
from tests.exchange.files import COMPLETIONS_HEADER, STAFF_HEADER, staff_line
from tests.factories import day, id_of
from tests.sessions import session_line, sessions_file


def acts(services: Services) -> Actor:
    """Five audited acts of an administrator; gives who did them."""
    eirlys = factories.person(services, "9", administrator=True)
    factories.person(services)
    reasons = {"reason_en": "No room", "reason_cy": "Dim ystafell"}
    services.suspensions.suspend(eirlys, OptionId.WRAP, day("2026-11-18"), None, **reasons)
    services.suspensions.resume(eirlys, OptionId.WRAP)
    services.admin.record_absence(eirlys, "00042", day("2026-11-01"), day("2026-12-01"), reason="parental leave")
    services.admin.make_administrator(eirlys, "00042")
    services.policy.change(eirlys, {"validity": "36"})
    return eirlys


def tamper(store: Store, *statements: str) -> None:
    """Change the log as somebody would who lifts the triggers first."""
    for name in ("audit_no_update", "audit_no_delete"):
        if store.is_sqlite:
            store.database.execute_sql(f"DROP TRIGGER {name}")
    if not store.is_sqlite:
        store.database.execute_sql("ALTER TABLE audit DISABLE TRIGGER USER")
    try:
        with store.write():
            for statement in statements:
                store.database.execute_sql(statement)
    finally:
        if not store.is_sqlite:
            store.database.execute_sql("ALTER TABLE audit ENABLE TRIGGER USER")


def test_every_act_of_an_administrator_is_in_it(services: Services) -> None:
    eirlys = acts(services)
    entries = services.audit.entries(eirlys)
    assert [entry.row.action for entry in entries] == [
        "suspend", "resume", "absence", "administrator_added", "policy",
    ]  # fmt: skip
    assert {entry.row.actor_id for entry in entries} == {id_of(eirlys)}
    assert [entry.row.number for entry in entries] == [1, 2, 3, 4, 5]
    assert entries[2].subject is not None
    assert entries[2].subject.payroll_number == "00042"
    assert json.loads(entries[4].row.details) == {"validity": ["24", "36"]}
    assert services.audit.verify(eirlys) == ()


def test_files_codes_and_keys_are_in_it_with_counts_alone(services: Services, tmp_path: Path) -> None:
    eirlys = factories.person(services, "9", administrator=True)
    staff, completions = tmp_path / "Elin Example.csv", tmp_path / "completions.csv"
    staff.write_text(f"{STAFF_HEADER}\n{staff_line(payroll_number='9')}\n{staff_line(payroll_number='00042')}\n")
    completions.write_text(f"{COMPLETIONS_HEADER}\n00042,wrap,2026-10-01,seen\n900,wrap,2026-10-01,\n")
    services.admin.import_staff(eirlys, staff, dry_run=True)
    services.admin.import_staff(eirlys, staff)
    services.admin.import_completions(eirlys, completions)
    services.admin.import_completions(eirlys, completions, dry_run=True)
    services.admin.issue_codes(eirlys, ["00042", "9"])
    services.registration.issue_keys(eirlys, 3)
    (done,) = services.standing.status_by_payroll(eirlys, "00042", as_at=TODAY).explanation.judged
    for _ in range(2):
        services.admin.void_completion(eirlys, done.completion.id, "entered twice")
    entries = services.audit.entries(eirlys)
    assert [entry.row.action for entry in entries] == [
        "staff_import", "completions_import", "code_issued", "code_issued", "keys_issued", "completion_voided",
    ]  # fmt: skip
    assert entries[0].facts == {"rows": 2, "added": 1, "changed": 1, "returned": 0, "left": 0}
    assert entries[1].facts == {"rows": 2, "added": 2, "pending": 1}
    text = repr(contents(services.store)["audit"])
    assert not [word for word in ("00042", "900'", "Elin", "seen", "twice") if word in text]
    assert services.audit.verify(eirlys) == ()


def test_what_managers_do_for_others_is_in_it(services: Services, tmp_path: Path) -> None:
    boss = factories.person(services, "1", family="Boss")
    mair = factories.person(services, "2", manager=boss)
    factories.person(services, "00700", family="Trainer")
    services.sessions.import_sessions(OPERATOR, sessions_file(tmp_path, session_line()))
    services.bookings.book(mair, "w1", id_of(mair))
    services.bookings.cancel(boss, "w1", id_of(mair))
    services.bookings.book(boss, "w1", id_of(mair))
    services.requests.arrange(boss, id_of(mair), TODAY)
    talk = talks.begun(services, boss)
    talks.signed_in(services, boss, talk, "2")
    talks.signed_off(services, boss, talk)
    services.registers.void(boss, talk.id, 3, "was not there")
    acts = [(entry.row.action, entry.row.actor_id) for entry in services.audit.entries(OPERATOR)]
    by = id_of(boss)
    assert acts == [
        ("sessions_import", None), ("booking_cancelled", by), ("booked", by), ("talk_planned", by),
        ("register_signed", by), ("register_entry_voided", by),
    ]  # fmt: skip


def test_a_page_is_the_latest_first_and_of_one_act(services: Services) -> None:
    eirlys = acts(services)

    def numbers(**what: object) -> list[int]:
        return [entry.row.number for entry in services.audit.page(eirlys, **what)]  # type: ignore[arg-type]

    assert numbers(limit=2) == [5, 4]
    assert numbers(limit=2, older=4) == [3, 2]
    assert numbers(limit=2, newer=2) == [4, 3]
    assert numbers(limit=2, older=0) == [2, 1]
    assert numbers(limit=9, action="absence") == [3]
    assert numbers(limit=9, action="absence", older=3) == []
    assert services.audit.acts(eirlys)["policy"] == 1


def test_no_name_and_no_free_text_is_in_it(services: Services) -> None:
    acts(services)
    text = repr(contents(services.store)["audit"])
    assert not [word for word in ("00042", "Elin", "Example", "parental", "No room") if word in text]


def test_an_act_that_fails_leaves_no_row(services: Services) -> None:
    acts(services)
    head = services.audit.head(OPERATOR)
    with pytest.raises(PreventError):
        services.admin.record_absence(OPERATOR, "00042", day("2026-12-01"), day("2026-12-02"), reason="leave")
    assert services.audit.head(OPERATOR) == head


@pytest.mark.parametrize("statement", ["UPDATE audit SET subject = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_rows_cannot_be_changed(services: Services, statement: str) -> None:
    if services.store.is_sqlite and statement.startswith("TRUNCATE"):
        return
    acts(services)
    before = contents(services.store)
    with pytest.raises(PreventError), services.store.write():
        services.store.database.execute_sql(statement)
    assert contents(services.store) == before


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["UPDATE audit SET subject = 'briefing' WHERE number = 2"], [("changed", 2)]),
        (["UPDATE audit SET details = 'not json' WHERE number = 3"], [("changed", 3)]),
        (["UPDATE audit SET recorded_at = 'once' WHERE number = 3"], [("changed", 3)]),
        (["DELETE FROM audit WHERE number = 2"], [("missing", 3)]),
        (["DELETE FROM audit WHERE number = 1"], [("missing", 2)]),
        (["DELETE FROM audit WHERE number = 5"], [("cut", 4)]),
        (["DELETE FROM audit"], [("cut", 0)]),
        (
            [
                "UPDATE audit SET number = 9 WHERE number = 2",
                "UPDATE audit SET number = 2 WHERE number = 3",
                "UPDATE audit SET number = 3 WHERE number = 9",
            ],
            [("missing", 2), ("changed", 2), ("missing", 3), ("changed", 3), ("missing", 4)],
        ),
    ],
)
def test_tampering_shows(services: Services, statements: list[str], found: list[tuple[str, int]]) -> None:
    acts(services)
    tamper(services.store, *statements)
    assert list(services.audit.verify(OPERATOR)) == found


def test_a_tail_cut_together_with_its_head_shows_against_a_head_that_was_noted(
    services: Services, clock: StillClock
) -> None:
    acts(services)
    noted = services.audit.head(OPERATOR)
    hashed = services.audit.entries(OPERATOR)[3].row.hash
    tamper(
        services.store,
        "DELETE FROM audit WHERE number = 5",
        f"UPDATE audit_head SET number = 4, hash = '{hashed}'",
    )
    assert services.audit.verify(OPERATOR) == ()
    assert services.audit.verify(OPERATOR, noted) == (("unknown_head", 5),)
    assert services.audit.verify(OPERATOR, Head(4, hashed)) == ()


def test_the_head_of_an_empty_log_can_be_noted_too(services: Services) -> None:
    empty = services.audit.head(OPERATOR)
    acts(services)
    assert services.audit.verify(OPERATOR, empty) == ()


class TestAdministrators:
    def test_the_last_one_stays(self, services: Services) -> None:
        eirlys = acts(services)
        services.admin.remove_administrator(eirlys, "9")
        with pytest.raises(PreventError, match="last_administrator"):
            services.admin.remove_administrator(OPERATOR, "00042")

    def test_only_an_administrator_can_be_removed(self, services: Services) -> None:
        acts(services)
        factories.person(services, "00050")
        with pytest.raises(PreventError, match="not_administrator"):
            services.admin.remove_administrator(OPERATOR, "00050")


class TestAbsences:
    @pytest.mark.parametrize(
        ("first", "last"), [("2026-10-01", "2026-11-01"), ("2026-12-01", "2027-01-01"), ("2026-11-10", "2026-11-11")]
    )
    def test_overlapping_ones_are_refused(self, services: Services, first: str, last: str) -> None:
        acts(services)
        with pytest.raises(PreventError, match="absence_overlaps"):
            services.admin.record_absence(OPERATOR, "00042", day(first), day(last), reason="leave")

    def test_one_that_follows_is_not(self, services: Services) -> None:
        acts(services)
        services.admin.record_absence(OPERATOR, "00042", day("2026-12-02"), day("2027-01-01"), reason="leave")

    def test_outside_the_time_at_work_is_refused(self, services: Services) -> None:
        factories.person(services, left_on=day("2026-06-30"))
        with pytest.raises(PreventError, match="absence_outside"):
            services.admin.record_absence(OPERATOR, "00042", day("2026-07-01"), day("2026-08-01"), reason="leave")
