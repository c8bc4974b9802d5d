from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from prevent_tui.services.access import OPERATOR
from prevent_tui.storage import people, records
from tests.commands.typed import Office
from tests.exchange.files import COMPLETIONS_HEADER, STAFF_HEADER, staff_line, written
from tests.factories import completed, person


def staff_of(office: Office) -> list[str]:
    with office.services() as services:
        return [row.payroll_number for row in services.admin.staff(OPERATOR)]


class TestStaffImport:
    def test_a_list_is_brought_in(self, office: Office, tmp_path: Path) -> None:
        file = written(
            tmp_path,
            STAFF_HEADER,
            staff_line(payroll_number="00001", given_name="Megan", family_name="Ŵyn"),
            staff_line(payroll_number="2", manager_payroll_number="00001"),
        )
        done = office("staff", "import", file)
        assert done.status == 0, done.err
        assert done.lines == [
            "+ 00001 Megan Ŵyn", "+ 2 Elin Example",
            "Added: 2", "Changed: 0", "Came back: 0", "Left: 0", "As before: 0",
        ]  # fmt: skip
        assert office("team", "--manager", "00001", "--format", "json").json["people"][0]["payroll_number"] == "2"
        assert "As before: 2" in office("staff", "import", file).lines

    def test_a_dry_run_says_the_same_and_changes_nothing(self, office: Office, tmp_path: Path) -> None:
        file = written(tmp_path, STAFF_HEADER, staff_line())
        tried = office("staff", "import", file, "--dry-run")
        assert tried.status == 0
        assert "Added: 1" in tried.lines
        assert tried.lines[-1] == "This was a dry run: nothing was changed."
        assert staff_of(office) == []

    @pytest.mark.parametrize("flags", [(), ("--dry-run",)])
    def test_every_fault_is_told_with_its_line_and_column(
        self, office: Office, tmp_path: Path, flags: tuple[str, ...]
    ) -> None:
        file = written(
            tmp_path,
            STAFF_HEADER,
            staff_line(payroll_number="1"),
            staff_line(payroll_number="2", staff_group="police", started_on="2026-02-30"),
            staff_line(payroll_number="", frontline="perhaps"),
            staff_line(payroll_number="4", given_name="E\x1b[31mlin"),
        )
        refused = office("staff", "import", file, *flags)
        assert (refused.status, refused.out) == (4, "")
        assert refused.err.splitlines() == [
            "list.csv, line 3, column staff_group: police is not one of: care | place | member | school | other.",
            "list.csv, line 3, column started_on: 2026-02-30 is not a date such as 2026-11-18.",
            "list.csv, line 4, column payroll_number: The value is missing.",
            "list.csv, line 4, column frontline: perhaps is not one of: yes | no.",
            "list.csv, line 5, column given_name: The character U+001B is not allowed.",
            "Nothing was applied: the file has faults.",
        ]
        assert staff_of(office) == []

    def test_faults_between_rows(self, office: Office, tmp_path: Path) -> None:
        file = written(
            tmp_path,
            STAFF_HEADER,
            staff_line(payroll_number="1", manager_payroll_number="2"),
            staff_line(payroll_number="2", manager_payroll_number="1"),
            staff_line(payroll_number="3", manager_payroll_number="3"),
            staff_line(payroll_number="4", manager_payroll_number="404"),
            staff_line(payroll_number="4"),
        )
        refused = office("staff", "import", file)
        assert refused.status == 4
        assert sorted(refused.err.splitlines()) == [
            "Nothing was applied: the file has faults.",
            "list.csv, line 2, column manager_payroll_number: These people report to each other in a ring: 1 → 2 → 1.",
            "list.csv, line 4, column manager_payroll_number: 3 is named as their own manager.",
            "list.csv, line 5, column manager_payroll_number: "
            "Nobody has the payroll number 404 that is named as the manager's.",
            "list.csv, line 6, column payroll_number: The payroll number 4 is already on line 5.",
        ]

    def test_columns_nobody_knows_are_refused_by_name(self, office: Office, tmp_path: Path) -> None:
        refused = office("staff", "import", written(tmp_path, f"{STAFF_HEADER},shoe_size", f"{staff_line()},9"))
        assert refused.status == 4
        assert "list.csv, line 1, column shoe_size: There is no column of that name." in refused.err

    def test_more_than_one_in_twenty_leaving_stops_the_import(self, office: Office, tmp_path: Path) -> None:
        rows = [staff_line(payroll_number=str(number)) for number in range(100, 140)]
        assert office("staff", "import", written(tmp_path, STAFF_HEADER, *rows)).status == 0
        assert office("staff", "import", written(tmp_path, STAFF_HEADER, *rows[2:]), "--dry-run").status == 0
        cut = written(tmp_path, STAFF_HEADER, *rows[3:])
        for flags in ((), ("--dry-run",)):
            refused = office("staff", "import", cut, *flags)
            assert refused.status == 4
            assert "3 of 40 members of staff are missing from the file, more than 5 %." in refused.err
        done = office("staff", "import", cut, "--allow-leavers")
        assert done.status == 0
        assert "Left: 3" in done.lines
        left = {row["payroll_number"] for row in _csv(office("staff", "list", "--format", "csv").out) if row["left_on"]}
        assert left == {"100", "101", "102"}

    def test_a_file_that_is_not_there(self, office: Office, tmp_path: Path) -> None:
        missing = office("staff", "import", tmp_path / "nothing.csv")
        assert missing.status == 1
        assert "nothing.csv can't be read" in missing.err

    def test_only_an_administrator_may(self, office: Office, tmp_path: Path) -> None:
        with office.services() as services:
            person(services, "7")
            person(services, "9", administrator=True)
        file = written(tmp_path, STAFF_HEADER, staff_line(payroll_number="7"))
        for command in (
            ("staff", "import", file),
            ("staff", "list"),
            ("codes", "issue", "7"),
            ("doctor",),
            ("migrate",),
        ):
            assert office("--as", "7", *command).status == 3, command
        assert office("--as", "9", "staff", "import", file, "--allow-leavers").status == 0


def _csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


class TestStaffList:
    def test_a_list_can_be_brought_in_again(self, office: Office, tmp_path: Path) -> None:
        rows = [
            staff_line(payroll_number="007", given_name="Zoë", family_name="Adams", frontline="no", language="cy"),
            staff_line(payroll_number="2", manager_payroll_number="007", staff_group="school", school_role="support"),
        ]
        assert office("staff", "import", written(tmp_path, STAFF_HEADER, *rows)).status == 0
        listed = office("staff", "list", "--format", "csv")
        assert listed.lines == [STAFF_HEADER, *rows]
        assert "As before: 2" in office("staff", "import", written(tmp_path, *listed.lines)).lines

    def test_the_table_is_aligned(self, office: Office) -> None:
        with office.services() as services:
            person(services, "1", given="Zoë", family="Ŵyn-Llewellyn-Hughes")
            person(services, "2", given="Al", family="Bo")
        head, *lines = office("staff", "list").lines
        assert [line.index(number) for line, number in zip(lines, "21", strict=True)] == [head.index("Payroll")] * 2
        assert "1 September 2020" in lines[0]


class TestCompletionsImport:
    def test_records_are_brought_in_once(self, office: Office, tmp_path: Path) -> None:
        with office.services() as services:
            person(services)
        rows = ["00042,elearning,2026-10-01,a certificate", "00042,elearning,2026-10-01,the same"]
        done = office("completions", "import", written(tmp_path, COMPLETIONS_HEADER, *rows))
        assert done.status == 0, done.err
        assert {"Rows: 2", "New: 1", "Known already: 0"} <= set(done.lines)
        again = office("completions", "import", written(tmp_path, COMPLETIONS_HEADER, *rows))
        assert {"New: 0", "Known already: 1"} <= set(again.lines)
        found = office("status", "00042", "--format", "json").json
        assert [one["completed_on"] for one in found["completions"]] == ["2026-10-01"]

    def test_an_unknown_number_waits_for_its_person(self, office: Office, tmp_path: Path) -> None:
        done = office("completions", "import", written(tmp_path, COMPLETIONS_HEADER, "77,wrap,2026-10-01,"))
        assert (done.status, done.err) == (0, "")
        assert "Payroll numbers that wait for a staff list: 1" in done.lines
        assert done.lines[-1] == "  77"
        assert office("status", "77").status == 4
        staff = written(tmp_path, STAFF_HEADER, staff_line(payroll_number="77"))
        assert office("staff", "import", staff).status == 0
        assert office("status", "77", "--format", "json").json["certified_on"] == "2026-10-01"

    @pytest.mark.parametrize("flags", [(), ("--dry-run",)])
    def test_every_fault_is_told_and_nothing_applied(
        self, office: Office, tmp_path: Path, flags: tuple[str, ...]
    ) -> None:
        with office.services() as services:
            person(services)
        rows = ["00042,elearning,2026-10-01,", "00042,karate,2026-11-19,", "00042,wrap,18/11/2026,", "00042,wrap"]
        refused = office("completions", "import", written(tmp_path, COMPLETIONS_HEADER, *rows), *flags)
        assert refused.status == 4
        assert refused.err.splitlines() == [
            "list.csv, line 3, column option: karate is not one of: "
            "elearning | webinar-live | webinar-recorded | wrap | briefing.",
            "list.csv, line 3, column completed_on: 2026-11-19 is later than today.",
            "list.csv, line 4, column completed_on: 18/11/2026 is not a date such as 2026-11-18.",
            "list.csv, line 5: The row has 2 values and needs 4.",
            "Nothing was applied: the file has faults.",
        ]
        assert office("status", "00042", "--format", "json").json["completions"] == []

    def test_a_dry_run_records_nothing(self, office: Office, tmp_path: Path) -> None:
        file = written(tmp_path, COMPLETIONS_HEADER, "77,wrap,2026-10-01,")
        tried = office("completions", "import", file, "--dry-run")
        assert tried.status == 0
        assert "New: 1" in tried.lines
        with office.services() as services, services.store.read():
            assert people.all_stubs() == {}

    def test_a_void_record_stays_void_and_the_report_says_so(self, office: Office, tmp_path: Path) -> None:
        with office.services() as services:
            completed(services, person(services), "2026-10-01", voided=True)
        file = written(tmp_path, COMPLETIONS_HEADER, "00042,elearning,2026-10-01,")
        assert "Void, and still void: 1" in office("completions", "import", file).lines
        assert office("status", "00042", "--format", "json").json["certified_on"] is None


class TestVoiding:
    def test_a_void_completion_never_counted(self, office: Office) -> None:
        with office.services() as services:
            identity = completed(services, person(services), "2026-10-01")
        assert office("completions", "void", identity, "--reason", "another person's").status == 0
        found = office("status", "00042", "--format", "json").json
        assert (found["certified_on"], found["completions"][0]["reason"]) == (None, "voided")

    def test_an_unknown_completion_is_refused(self, office: Office) -> None:
        refused = office("completions", "void", "0" * 64, "--reason", "none")
        assert (refused.status, refused.err) == (4, "There is no completion with that identity.\n")

    def test_a_reason_is_needed(self, sqlite_office: Office) -> None:
        refused = sqlite_office("completions", "void", "0" * 64)
        assert refused.status == 2
        assert "--reason" in refused.err

    def test_a_learner_may_not(self, office: Office) -> None:
        with office.services() as services:
            identity = completed(services, person(services), "2026-10-01")
        assert office("--as", "00042", "completions", "void", identity, "--reason", "x").status == 3
        with office.services() as services, services.store.read():
            (held,) = records.completions_of([records.owner_of(identity) or ""]).values()
            assert not held[0].voided


class TestCodes:
    def test_a_code_opens_the_account(self, office: Office) -> None:
        with office.services() as services:
            person(services, "1")
            person(services, "2")
        issued = office("codes", "issue", "2", "1", "--format", "json").json
        assert [one["payroll_number"] for one in issued] == ["2", "1"]
        with office.services() as services:
            for one in issued:
                assert services.access.sign_in(one["payroll_number"], one["code"]).must_set_password

    def test_nobody_gets_a_code_when_one_number_is_unknown(self, office: Office) -> None:
        with office.services() as services:
            person(services, "1")
        refused = office("codes", "issue", "1", "404")
        assert (refused.status, refused.out) == (4, "")
