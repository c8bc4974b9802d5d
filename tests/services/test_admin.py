"""Beginning a database, staff lists, training records, codes and mistakes put right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from prevent_tui.bootstrap import Services
from prevent_tui.domain.errors import PreventError
from prevent_tui.services import access, standing
from prevent_tui.services.access import OPERATOR
from prevent_tui.services.admin import CompletionsReport, FileRefused
from prevent_tui.services.team import Question
from prevent_tui.storage import people, records
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import contents
from tests.exchange.files import COMPLETIONS_HEADER, STAFF_HEADER, staff_line, written
from tests.factories import day


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where files from outside are put."""
    folder = tmp_path / "from outside"
    folder.mkdir()
    return folder


def staff_list(folder: Path, *members: dict[str, str]) -> Path:
    return written(folder, STAFF_HEADER, *(staff_line(**values) for values in members))


def completions(folder: Path, *lines: str) -> Path:
    return written(folder, COMPLETIONS_HEADER, *lines)


def member(number: str, manager: str = "", **values: str) -> dict[str, str]:
    return {
        "payroll_number": number, "manager_payroll_number": manager, "started_on": "2020-09-01", **values,
    }  # fmt: skip


def status(services: Services, number: str, as_at: dt.date = TODAY) -> object:
    return services.standing.status_by_payroll(OPERATOR, number, as_at=as_at)


def colour(services: Services, number: str, as_at: dt.date = TODAY) -> str | None:
    """A person's colour, with the rows of the grid looked at as well: they say what the records say."""
    with services.store.read():
        derived = standing.rows_of(people.all_staff(), standing.policy_in_force())
        assert set(records.all_standing()) == set(map(factories.stored_text, derived))
    return services.standing.status_by_payroll(OPERATOR, number, as_at=as_at).explanation.colour


def team(services: Services, number: str, as_at: dt.date = TODAY) -> list[str]:
    manager = services.team.manager(OPERATOR, number)
    return [row.payroll_number for row in services.team.everyone(OPERATOR, Question(manager.id, as_at))]


def test_the_first_administrator_begins_a_database(services: Services) -> None:
    code = services.admin.begin("1", "Elin", "Example")
    signed_in = services.access.sign_in("1", code)
    assert signed_in.actor.administrator
    assert signed_in.must_set_password
    assert len(contents(services.store)["device"]) == 1
    before = contents(services.store)
    with pytest.raises(PreventError) as refused:
        services.admin.begin("2", "Siân", "Example")
    assert refused.value.code == "already_begun"
    assert contents(services.store) == before


def test_codes_are_kept_as_hashes(services: Services) -> None:
    factories.person(services, "1")
    codes = services.admin.issue_codes(OPERATOR, ["1"])
    ((_, password, code_hash, *_),) = contents(services.store)["account"]
    assert password is None
    assert code_hash.startswith("$argon2id$")
    assert access.verify(code_hash, codes["1"].replace("-", ""))


def test_no_code_is_issued_when_one_number_is_unknown(services: Services) -> None:
    factories.person(services, "1")
    with pytest.raises(PreventError) as refused:
        services.admin.issue_codes(OPERATOR, ["1", "nobody"])
    assert (refused.value.code, refused.value.details) == ("unknown_person", {"payroll_number": "nobody"})
    assert contents(services.store)["account"] == []


def test_a_first_staff_list(services: Services, folder: Path) -> None:
    file = staff_list(folder, member("1", given_name="Siân", staff_group="care", frontline="yes"), member("2", "1"))
    plan = services.admin.import_staff(OPERATOR, file)
    assert [row.payroll_number for row in plan.added] == ["1", "2"]
    assert team(services, "1") == ["2"]
    with services.store.read():
        first = people.by_payroll("1")
    assert first is not None
    assert (first.name, first.staff_group, first.frontline, first.it_access) == ("Siân Example", "care", True, None)
    ((_, kind, name, _, rows, *_),) = contents(services.store)["import_batch"]
    assert (kind, name, rows) == ("staff", "list.csv", 2)


def test_the_same_staff_list_again_changes_nobody(services: Services, folder: Path) -> None:
    file = staff_list(folder, member("1"), member("2", "1"))
    services.admin.import_staff(OPERATOR, file)
    before = contents(services.store)
    plan = services.admin.import_staff(OPERATOR, file)
    assert len(plan.unchanged) == 2
    after = contents(services.store)
    for told in ("import_batch", "audit"):
        assert len(after.pop(told)) == len(before.pop(told)) + 1
    assert after.pop("audit_head") != before.pop("audit_head")
    assert after == before


def test_a_dry_run_changes_nothing(services: Services, folder: Path) -> None:
    before = contents(services.store)
    plan = services.admin.import_staff(OPERATOR, staff_list(folder, member("1")), dry_run=True)
    assert len(plan.added) == 1
    report = services.admin.import_completions(OPERATOR, completions(folder, "9,wrap,2026-01-01,"), dry_run=True)
    assert report == CompletionsReport(rows=1, added=1, known=0, voided=0, pending=("9",))
    assert contents(services.store) == before


def test_a_list_with_faults_is_refused_whole(services: Services, folder: Path) -> None:
    before = contents(services.store)
    with pytest.raises(FileRefused) as refused:
        services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2", "nobody"), member("1")))
    assert [fault.code for fault in refused.value.faults] == ["duplicate_number", "unknown_manager"]
    with pytest.raises(FileRefused) as refused:
        services.admin.import_completions(OPERATOR, completions(folder, "1,wrap,2026-01-01,", "1,wrap,yesterday,"))
    assert [fault.line for fault in refused.value.faults] == [3]
    assert contents(services.store) == before


def test_a_file_that_is_not_there_is_said(services: Services, folder: Path) -> None:
    for work in (services.admin.import_staff, services.admin.import_completions):
        with pytest.raises(PreventError) as refused:
            work(OPERATOR, folder / "none.csv")  # type: ignore[operator]
        assert refused.value.code == "cannot_read"


def test_a_new_manager_takes_the_report_along(services: Services, folder: Path, clock: StillClock) -> None:
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2"), member("3", "1")))
    clock.move(days=1)
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2"), member("3", "2")))
    assert (team(services, "1"), team(services, "2")) == ([], ["3"])
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2"), member("3", "1")))
    assert (team(services, "1"), team(services, "2")) == (["3"], [])
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2"), member("3")))
    assert (team(services, "1"), team(services, "2")) == ([], [])
    lines = {row[3:] for row in contents(services.store)["reporting_line"]}
    assert lines == {("2026-11-18", "2026-11-19"), ("2026-11-19", "2026-11-19")}


def test_a_new_name_is_found_and_sorted_by(services: Services, folder: Path) -> None:
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2", "1"), member("3", "1")))
    services.admin.import_staff(
        OPERATOR, staff_list(folder, member("1"), member("2", "1"), member("3", "1", family_name="Âdams"))
    )
    assert team(services, "1") == ["3", "2"]


def test_whoever_is_missing_leaves_today_and_can_return(services: Services, folder: Path, clock: StillClock) -> None:
    everybody = staff_list(folder, member("1"), member("2", "1"), member("3", "1"))
    services.admin.import_staff(OPERATOR, everybody)
    shorter = folder / "shorter"
    shorter.mkdir()
    file = staff_list(shorter, member("1"), member("2", "1"))
    with pytest.raises(FileRefused) as refused:
        services.admin.import_staff(OPERATOR, file)
    assert [fault.code for fault in refused.value.faults] == ["too_many_leavers"]
    plan = services.admin.import_staff(OPERATOR, file, allow_leavers=True)
    assert [row.payroll_number for row in plan.left] == ["3"]
    assert team(services, "1") == ["2", "3"]
    tomorrow = TODAY + dt.timedelta(days=1)
    assert team(services, "1", tomorrow) == ["2"]
    assert colour(services, "3", tomorrow) is None
    clock.move(days=30)
    plan = services.admin.import_staff(OPERATOR, everybody)
    assert [change.after.payroll_number for change in plan.returned] == ["3"]
    assert team(services, "1", clock.today()) == ["2", "3"]
    assert colour(services, "3", clock.today()) == "red"


def test_a_returner_with_another_manager(services: Services, folder: Path, clock: StillClock) -> None:
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2"), member("3", "1")))
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2")), allow_leavers=True)
    clock.move(days=30)
    services.admin.import_staff(OPERATOR, staff_list(folder, member("1"), member("2"), member("3", "2")))
    assert (team(services, "1", clock.today()), team(services, "2", clock.today())) == ([], ["3"])


def test_completions_are_imported_once(services: Services, folder: Path) -> None:
    factories.person(services, "00042")
    lines = ["00042,wrap,2026-06-01,seen on paper", "00042,wrap,2026-06-01,", "00042,briefing,2021-01-01,"]
    file = completions(folder, *lines)
    first = services.admin.import_completions(OPERATOR, file)
    assert first == CompletionsReport(rows=3, added=2, known=0, voided=0, pending=())
    assert colour(services, "00042") == "green"
    second = services.admin.import_completions(OPERATOR, file)
    assert second == CompletionsReport(rows=3, added=0, known=2, voided=0, pending=())
    assert len(contents(services.store)["completion"]) == 2


def test_a_voided_row_imported_again_stays_voided(services: Services, folder: Path) -> None:
    factories.person(services, "00042")
    file = completions(folder, "00042,wrap,2026-06-01,")
    services.admin.import_completions(OPERATOR, file)
    ((name, *_),) = contents(services.store)["completion"]
    services.admin.void_completion(OPERATOR, name, "another person of that name")
    assert colour(services, "00042") == "red"
    report = services.admin.import_completions(OPERATOR, file)
    assert report == CompletionsReport(rows=1, added=0, known=1, voided=1, pending=())
    assert colour(services, "00042") == "red"


def test_an_unknown_number_waits_for_the_staff_list(services: Services, folder: Path) -> None:
    file = completions(folder, "00042,wrap,2026-06-01,")
    report = services.admin.import_completions(OPERATOR, file)
    assert report.pending == ("00042",)
    assert services.admin.import_completions(OPERATOR, file) == CompletionsReport(1, 0, 1, 0, ("00042",))
    with pytest.raises(PreventError) as refused:
        status(services, "00042")
    assert refused.value.code == "unknown_person"
    services.admin.import_staff(OPERATOR, staff_list(folder, member("00042")))
    assert colour(services, "00042") == "green"
    assert len(contents(services.store)["link"]) == 1
    explained = services.standing.status_by_payroll(OPERATOR, "00042", as_at=TODAY).explanation
    assert [one.reason for one in explained.judged] == ["first"]


def test_what_came_before_the_link_is_known_after_it(services: Services, folder: Path) -> None:
    file = completions(folder, "00042,wrap,2026-06-01,")
    services.admin.import_completions(OPERATOR, file)
    services.admin.import_staff(OPERATOR, staff_list(folder, member("00042")))
    file = completions(folder, "00042,wrap,2026-06-01,")
    assert services.admin.import_completions(OPERATOR, file) == CompletionsReport(1, 0, 1, 0, ())
    assert len(contents(services.store)["completion"]) == 1


def test_what_was_voided_after_the_link_stays_voided(services: Services, folder: Path) -> None:
    services.admin.import_completions(OPERATOR, completions(folder, "00042,wrap,2026-06-01,"))
    services.admin.import_staff(OPERATOR, staff_list(folder, member("00042")))
    ((name, *_),) = contents(services.store)["completion"]
    services.admin.void_completion(OPERATOR, name, "another person of that name")
    assert colour(services, "00042") == "red"
    report = services.admin.import_completions(OPERATOR, completions(folder, "00042,wrap,2026-06-01,"))
    assert report == CompletionsReport(1, 0, 1, 1, ())
    assert colour(services, "00042") == "red"


def test_only_what_is_there_can_be_voided(services: Services) -> None:
    with pytest.raises(PreventError) as refused:
        services.admin.void_completion(OPERATOR, "nothing", "a mistake")
    assert refused.value.code == "unknown_completion"
    with pytest.raises(PreventError, match="reason_missing"):
        services.admin.void_completion(OPERATOR, "nothing", " \x1b ")


def test_evidence_and_reasons_stand_beside_the_records(services: Services, folder: Path) -> None:
    factories.person(services, "00042")
    services.admin.import_completions(OPERATOR, completions(folder, "00042,wrap,2026-06-01,signed by the trainer"))
    held = contents(services.store)
    assert [text for _, text in held["remark"]] == ["signed by the trainer"]
    assert not any("signed" in str(row) for row in held["completion"])


def test_an_absence_is_recorded_for_somebody_known(services: Services) -> None:
    factories.person(services, "00042")
    services.admin.record_absence(OPERATOR, "00042", day("2026-11-01"), day("2026-12-01"), reason="sick leave")
    assert colour(services, "00042") == "grey"
    with pytest.raises(PreventError) as refused:
        services.admin.record_absence(OPERATOR, "nobody", day("2026-11-01"), day("2026-12-01"), reason="leave")
    assert refused.value.code == "unknown_person"


def test_an_absence_that_ends_before_it_begins_is_refused(services: Services) -> None:
    factories.person(services, "00042")
    with pytest.raises(PreventError) as refused:
        services.admin.record_absence(OPERATOR, "00042", day("2026-12-01"), day("2026-11-01"), reason="leave")
    assert refused.value.code == "dates_reversed"
    assert contents(services.store)["absence"] == []


def test_an_administrator_is_made(services: Services) -> None:
    factories.person(services, "00042")
    services.admin.make_administrator(OPERATOR, "00042")
    with services.store.read():
        assert access.actor_for("00042").administrator


def test_who_recorded_what_is_kept(services: Services, folder: Path) -> None:
    boss = factories.person(services, "1", administrator=True)
    services.admin.import_completions(boss, completions(folder, "1,wrap,2026-06-01,"))
    ((*_, recorded_by, recorded_at, device),) = contents(services.store)["completion"]
    assert recorded_by == boss.person_id
    assert recorded_at == "2026-11-18T10:30:00.000000Z"
    assert device == contents(services.store)["device"][0][0]
