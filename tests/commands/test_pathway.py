from __future__ import annotations

import pytest

from prevent_tui.domain.people import StaffGroup, StaffRow
from tests.commands.typed import Office
from tests.factories import completed, day, person, staff

SUSPEND = ("suspend", "wrap", "--reason-en", "The room is closed", "--reason-cy", "Mae'r ystafell ar gau")


def carer(office: Office, **facts: object) -> None:
    """Somebody in care with direct work, of whom those further facts are known."""
    row = StaffRow("00042", "Elin", "Example", staff_group=StaffGroup.CARE, frontline=True, **facts)  # type: ignore[arg-type]
    with office.services() as services:
        staff(services, [row])


class TestOptions:
    def test_the_contract(self, office: Office) -> None:
        carer(office)
        found = office("options", "00042", "--format", "json")
        assert [tuple(one) for one in found.json] == [("option", "suitability", "reason", "sentence")] * 5
        assert [(one["option"], one["suitability"], one["reason"]) for one in found.json] == [
            ("webinar-live", "recommended", "direct_work"),
            ("wrap", "recommended", "direct_work"),
            ("elearning", "suitable", "also_counts"),
            ("webinar-recorded", "suitable", "also_counts"),
            ("briefing", "not_offered", "has_it_access"),
        ]
        assert found.err == "Whether there is IT access is not known; taken as with IT access.\n"

    def test_the_csv_has_the_same_columns(self, sqlite_office: Office) -> None:
        carer(sqlite_office, it_access=True)
        found = sqlite_office("options", "00042", "--format", "csv")
        assert found.lines[0] == "option,suitability,reason,sentence"
        assert found.err == ""

    def test_the_table_says_what_is_assumed_and_whether_it_would_count(self, sqlite_office: Office) -> None:
        with sqlite_office.services() as services:
            person(services)
        found = sqlite_office("options", "00042")
        assert "The staff group is not known; taken as any other work." in found.lines
        assert "Whether the work is front line is not known; taken as not front line." in found.lines
        assert "Completing today counts: certified until 18 November 2028." in found.lines
        assert any(line.startswith("Prevent e-learning  ") and "about 1 hour" in line for line in found.lines)

    def test_as_at_a_day(self, sqlite_office: Office) -> None:
        carer(sqlite_office, it_access=True, started_on=day("2020-01-01"))
        with sqlite_office.services() as services:
            row = StaffRow("1", "Nia", "Of", started_on=day("2020-01-01"), staff_group=StaffGroup.CARE, frontline=True)
            completed(services, *staff(services, [row]), "2024-01-10")
        for on, first in (("2024-01-09", "webinar-live"), ("2024-01-10", "webinar-recorded")):
            assert sqlite_office("options", "1", "--as-at", on, "--format", "json").json[0]["option"] == first

    @pytest.mark.parametrize(("asks", "status"), [((), 4), (("--as", "00042"), 3)])
    def test_somebody_who_is_not_there(self, sqlite_office: Office, asks: tuple[str, ...], status: int) -> None:
        carer(sqlite_office)
        assert sqlite_office(*asks, "options", "404").status == status


class TestSuspensions:
    def test_the_reason_is_in_the_readers_language_with_the_alternative(self, office: Office) -> None:
        carer(office, it_access=True)
        done = office(*SUSPEND, "--from", "2026-11-01", "--until", "2026-12-31")
        assert done.out == "Half-day workshop (WRAP): suspended from 1 November 2026 until 31 December 2026.\n"
        told = {one["option"]: one for one in office("options", "00042", "--format", "json").json}["wrap"]
        assert (told["suitability"], told["reason"]) == ("not_offered", "suspended")
        assert told["sentence"] == (
            "Does not run until 31 December 2026: The room is closed. Choose instead: Live webinar."
        )
        welsh = office("--lang", "cy", "options", "00042", "--format", "json")
        assert "Mae'r ystafell ar gau" in welsh.out

    def test_overlaps_are_refused_with_a_sentence(self, sqlite_office: Office) -> None:
        sqlite_office(*SUSPEND, "--from", "2026-11-01", "--until", "2026-12-31")
        refused = sqlite_office(*SUSPEND, "--from", "2026-12-31")
        assert refused.status == 4
        assert refused.err == "This option is suspended already from 1 November 2026 until 31 December 2026.\n"

    def test_resuming(self, sqlite_office: Office) -> None:
        assert sqlite_office("resume", "wrap").status == 4
        sqlite_office(*SUSPEND, "--from", "2026-11-01")
        assert sqlite_office("resume", "wrap").out == "Half-day workshop (WRAP): runs again.\n"
        sqlite_office(*SUSPEND, "--from", "2027-01-01")
        assert "was called off" in sqlite_office("resume", "wrap").out

    @pytest.mark.parametrize("option", ["workshop", ""])
    def test_only_options_can_rest(self, sqlite_office: Office, option: str) -> None:
        assert sqlite_office("resume", option).status == 2

    def test_only_administrators_may(self, sqlite_office: Office) -> None:
        carer(sqlite_office)
        assert sqlite_office("--as", "00042", *SUSPEND, "--from", "2026-11-01").status == 3
        assert sqlite_office("--as", "00042", "resume", "wrap").status == 3


class TestAbsence:
    ARGUMENTS = ("absence", "00042", "--from", "2026-11-01", "--until", "2026-12-24", "--reason", "parental leave")

    def test_grey_with_its_last_day(self, office: Office) -> None:
        carer(office)
        assert office(*self.ARGUMENTS).status == 0
        found = office("status", "00042", "--format", "json").json
        assert (found["colour"], found["absent_until"]) == ("grey", "2026-12-24")

    def test_a_clash_is_refused(self, sqlite_office: Office) -> None:
        carer(sqlite_office)
        sqlite_office(*self.ARGUMENTS)
        refused = sqlite_office(*self.ARGUMENTS)
        assert refused.status == 4
        assert refused.err == "A long leave is recorded already from 1 November 2026 until 24 December 2026.\n"

    def test_only_administrators_may(self, sqlite_office: Office) -> None:
        carer(sqlite_office)
        assert sqlite_office("--as", "00042", *self.ARGUMENTS).status == 3

    def test_nobody_of_that_number(self, sqlite_office: Office) -> None:
        assert sqlite_office(*self.ARGUMENTS).status == 4


class TestPolicy:
    def test_shown(self, office: Office) -> None:
        assert office("policy", "show", "--format", "json").json == {
            "validity": "24",
            "window": "6",
            "starter_period": "6",
            "basis": "completion",
            "launched_on": "",
        }
        assert office("policy", "show", "--format", "csv").lines[:2] == ["name,value", "validity,24"]

    def test_the_effect_comes_first(self, office: Office) -> None:
        with office.services() as services:
            completed(services, person(services), "2025-06-01")
        told = ["1 person changes colour", "  ● Green → ■ Red: 1"]
        dry = office("policy", "set", "validity=12", "window=2", "--dry-run")
        assert dry.lines == [*told, "This was a dry run: nothing was changed."]
        assert office("status", "00042", "--format", "json").json["colour"] == "green"
        done = office("policy", "set", "validity=12", "window=2")
        assert done.lines == [*told, "The policy was changed."]
        assert office("status", "00042", "--format", "json").json["colour"] == "red"
        assert "follows from the records" in office("doctor").out

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            ("window=24", "The window (24 months) must be shorter than the validity (24 months)."),
            ("window=-1", "window must be a whole number of months from 0 to 600."),
            ("launched_on=soon", "launched_on must be a date such as 2026-11-18, or empty."),
            ("vindow=3", "The policy has no value vindow."),
            ("window", "The policy has no value window."),
        ],
    )
    def test_what_is_unsound(self, sqlite_office: Office, value: str, told: str) -> None:
        refused = sqlite_office("policy", "set", value)
        assert (refused.status, refused.out) == (4, "")
        assert refused.err.startswith(told)


class TestAuditLog:
    def test_listed_with_payroll_numbers(self, office: Office) -> None:
        with office.services() as services:
            person(services, "9", administrator=True)
            person(services)
        office("--as", "9", *TestAbsence.ARGUMENTS)
        office("administrators", "add", "00042")
        first, second = office("audit", "list", "--format", "json").json
        assert (first["actor"], first["action"], first["subject"]) == ("9", "absence", "00042")
        assert first["details"] == "from 2026-11-01, until 2026-12-24"
        assert (second["actor"], second["action"]) == ("the database's administrator", "administrator_added")
        head = office("audit", "head").out.strip()
        assert head == f"2:{second['hash']}"
        assert office("verify", "--head", head).out == "The audit log is whole: 2 rows.\n"

    def test_what_is_wrong_is_a_finding(self, sqlite_office: Office) -> None:
        sqlite_office(*SUSPEND, "--from", "2026-11-01")
        found = sqlite_office("verify", "--head", f"1:{'0' * 64}")
        assert (found.status, found.out) == (1, "The audit log does not have the head that was noted (row 1).\n")
        assert sqlite_office("verify", "--head", "1").status == 4

    def test_the_last_administrator_stays(self, sqlite_office: Office) -> None:
        with sqlite_office.services() as services:
            person(services, "9", administrator=True)
            person(services)
        assert sqlite_office("administrators", "remove", "9").err.startswith("This is the last administrator")
        assert sqlite_office("administrators", "add", "00042").status == 0
        assert sqlite_office("administrators", "remove", "9").status == 0
        assert sqlite_office("--as", "9", "audit", "list").status == 3
