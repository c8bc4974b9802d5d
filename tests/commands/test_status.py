from __future__ import annotations

import pytest

from tests.commands.typed import Office
from tests.factories import absent, completed, person

KEYS = [
    "payroll_number", "name", "as_at", "colour", "certified_on", "window_opens_on", "due_on", "absent_until",
    "sentence", "completions", "if_completed",
]  # fmt: skip


def test_every_reason_a_completion_can_have(office: Office) -> None:
    with office.services() as services:
        elin = person(services)
        for on in ("2020-11-18", "2022-03-01", "2022-08-01", "2025-01-10", "2026-08-01"):
            completed(services, elin, on)
        completed(services, elin, "2025-06-01", voided=True)
        completed(services, elin, "2026-09-01", option="wrap", voided=True)
    found = office("status", "00042", "--as-at", "2025-12-31", "--format", "json").json
    assert list(found) == KEYS
    assert [(one["completed_on"], one["counts"], one["reason"]) for one in found["completions"]] == [
        ("2020-11-18", True, "first"),
        ("2022-03-01", False, "window_not_open"),
        ("2022-08-01", True, "in_window"),
        ("2025-01-10", True, "lapsed"),
        ("2025-06-01", False, "voided"),
        ("2026-08-01", False, "after_as_at"),
        ("2026-09-01", False, "voided"),
    ]
    assert found["completions"][-1]["option"] == "wrap"
    assert all(len(one["id"]) == 64 for one in found["completions"])
    assert found | {"completions": None, "sentence": None} == {
        "payroll_number": "00042",
        "name": "Elin Example",
        "as_at": "2025-12-31",
        "colour": "green",
        "certified_on": "2025-01-10",
        "window_opens_on": "2026-07-10",
        "due_on": "2027-01-10",
        "absent_until": None,
        "sentence": None,
        "completions": None,
        "if_completed": None,
    }
    assert found["sentence"] == "Certified. The window to renew opens on 10 July 2026."


def test_the_day_is_the_databases_unless_another_is_asked_about(office: Office) -> None:
    with office.services() as services:
        person(services)
    assert office("status", "00042", "--format", "json").json["as_at"] == "2026-11-18"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2022-05-17", {"counts": False, "certified_until": None, "reason": "window_not_open"}),
        ("2022-05-18", {"counts": True, "certified_until": "2024-05-18", "reason": "in_window"}),
        ("2022-11-18", {"counts": True, "certified_until": "2024-11-18", "reason": "in_window"}),
        ("2022-11-19", {"counts": True, "certified_until": "2024-11-19", "reason": "lapsed"}),
        ("2020-10-01", {"counts": True, "certified_until": "2022-10-01", "reason": "first"}),
    ],
)
def test_whether_a_completion_would_count(sqlite_office: Office, on: str, expected: dict[str, object]) -> None:
    with sqlite_office.services() as services:
        completed(services, person(services), "2020-11-18")
    found = sqlite_office("status", "00042", "--if-completed-on", on, "--format", "json").json
    assert found["if_completed"] == {"on": on, **expected}


def test_outside_the_pathway_there_is_neither_colour_nor_date(office: Office) -> None:
    with office.services() as services:
        completed(services, person(services), "2020-11-18")
    found = office("status", "00042", "--as-at", "2020-08-31", "--format", "json").json
    empty = ("colour", "certified_on", "window_opens_on", "due_on", "absent_until")
    assert {name: found[name] for name in empty} == dict.fromkeys(empty)
    assert [one["reason"] for one in found["completions"]] == ["after_as_at"]


def test_an_absence_is_grey_until_its_last_day(office: Office) -> None:
    with office.services() as services:
        absent(services, person(services), "2026-11-01", "2026-12-24")
    found = office("status", "00042", "--format", "json").json
    assert (found["colour"], found["absent_until"]) == ("grey", "2026-12-24")


def test_the_sums_are_written_out(office: Office) -> None:
    with office.services() as services:
        completed(services, person(services), "2020-11-18")
    found = office("status", "00042", "--as-at", "2022-05-18", "--if-completed-on", "2022-05-18")
    assert found.status == 0
    assert "▲ Amber: The window is open: complete one option by 18 November 2022." in found.lines
    assert "18 November 2020 plus 24 months = due on 18 November 2022." in found.lines
    assert "Completing on 18 May 2022 counts: certified until 18 May 2024." in found.lines
    assert any("Prevent e-learning" in line and "Counts: the first completion." in line for line in found.lines)


def test_dates_are_written_out_in_welsh(sqlite_office: Office) -> None:
    with sqlite_office.services() as services:
        person(services)
    assert "18 Tachwedd 2026" in sqlite_office("--lang", "cy", "status", "00042").out


class TestWhoMayAsk:
    def fill(self, office: Office) -> None:
        with office.services() as services:
            top = person(services, "1", given="Top")
            middle = person(services, "2", given="Middle", manager=top)
            person(services, "3", given="Low", manager=middle)
            person(services, "9", given="Adam", administrator=True)

    @pytest.mark.parametrize(("asks", "about"), [("3", "3"), ("2", "3"), ("1", "3"), ("9", "1")])
    def test_oneself_a_manager_above_and_an_administrator(self, office: Office, asks: str, about: str) -> None:
        self.fill(office)
        assert office("--as", asks, "status", about, "--format", "json").json["payroll_number"] == about

    @pytest.mark.parametrize("about", ["1", "9", "404"])
    def test_anyone_else_is_not_told_whether_there_is_such_a_person(self, office: Office, about: str) -> None:
        self.fill(office)
        refused = office("--as", "3", "status", about)
        assert (refused.status, refused.out) == (3, "")
        assert refused.err == "You are not permitted to see or do that.\n"

    def test_an_unknown_number_is_refused_data_for_who_may_see_everyone(self, office: Office) -> None:
        self.fill(office)
        for asking in ((), ("--as", "9")):
            refused = office(*asking, "status", "404")
            assert (refused.status, refused.out) == (4, "")
            assert refused.err == "There is nobody with that payroll number.\n"

    def test_nobody_is_acted_as_who_is_not_there(self, office: Office) -> None:
        self.fill(office)
        assert office("--as", "404", "status", "3").status == 3
