from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.intake import Lined
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow
from prevent_tui.exchange.staff_csv import LAYOUT, read_staff
from tests.exchange.files import STAFF_HEADER, staff_line, written


def test_the_layout_is_the_documented_header() -> None:
    assert ",".join(LAYOUT.columns) == STAFF_HEADER


def test_a_full_row_becomes_values(tmp_path: Path) -> None:
    line = staff_line(
        email="elin@example.org",
        manager_payroll_number="007",
        staff_group="school",
        frontline="yes",
        school_role="leadership",
        it_access="no",
        started_on="2020-02-29",
        left_on="2026-11-18",
        language="cy",
    )
    rows, faults = read_staff(written(tmp_path, STAFF_HEADER, line))
    assert not faults
    assert rows == (
        Lined(
            2,
            StaffRow(
                payroll_number="00042",
                given_name="Elin",
                family_name="Example",
                email="elin@example.org",
                manager_payroll_number="007",
                staff_group=StaffGroup.SCHOOL,
                frontline=True,
                school_role=SchoolRole.LEADERSHIP,
                it_access=False,
                started_on=dt.date(2020, 2, 29),
                left_on=dt.date(2026, 11, 18),
                language="cy",
            ),
        ),
    )


def test_an_empty_cell_is_not_known(tmp_path: Path) -> None:
    rows, faults = read_staff(written(tmp_path, STAFF_HEADER, staff_line()))
    assert rows[0].row == StaffRow("00042", "Elin", "Example")
    assert not faults


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("payroll_number", "", "empty"),
        ("given_name", " ", "empty"),
        ("family_name", "", "empty"),
        ("staff_group", "Care", "unknown_value"),
        ("frontline", "true", "unknown_value"),
        ("it_access", "y", "unknown_value"),
        ("school_role", "head", "unknown_value"),
        ("language", "fr", "unknown_value"),
        ("started_on", "18/11/2026", "bad_date"),
        ("started_on", "20261118", "bad_date"),
        ("started_on", "2026-W47-3", "bad_date"),
        ("left_on", "2026-02-29", "bad_date"),
        ("left_on", "0000-01-01", "bad_date"),
        ("left_on", "२०२६-११-१८", "bad_date"),
    ],
)
def test_a_wrong_value_is_a_fault_with_its_line_and_column(tmp_path: Path, column: str, value: str, code: str) -> None:
    good = staff_line(payroll_number="1")
    rows, faults = read_staff(written(tmp_path, STAFF_HEADER, good, staff_line(**{column: value})))
    assert [(fault.code, fault.file, fault.line, fault.column) for fault in faults] == [(code, "list.csv", 3, column)]
    assert [entry.line for entry in rows] == [2]


@pytest.mark.parametrize("group", ["", "care", "other"])
def test_a_school_role_outside_a_school_is_a_fault(tmp_path: Path, group: str) -> None:
    line = staff_line(staff_group=group, school_role="teaching")
    _, faults = read_staff(written(tmp_path, STAFF_HEADER, line))
    assert [(fault.code, fault.column) for fault in faults] == [("role_outside_school", "school_role")]


def test_every_fault_of_a_row_is_listed(tmp_path: Path) -> None:
    line = staff_line(given_name="", email="\x1b", staff_group="scool", school_role="support", left_on="soon")
    rows, faults = read_staff(written(tmp_path, STAFF_HEADER, line))
    assert [(fault.code, fault.column) for fault in faults] == [
        ("empty", "given_name"),
        ("control_character", "email"),
        ("unknown_value", "staff_group"),
        ("bad_date", "left_on"),
    ]
    assert not rows


def test_values_are_still_looked_at_below_a_wrong_header(tmp_path: Path) -> None:
    rows, faults = read_staff(
        written(tmp_path, STAFF_HEADER + ",shoe_size", staff_line(started_on="yesterday") + ",42")
    )
    assert [(fault.code, fault.line, fault.column) for fault in faults] == [
        ("unknown_column", 1, "shoe_size"),
        ("bad_date", 2, "started_on"),
    ]
    assert not rows


@given(st.lists(st.lists(st.text(max_size=20) | st.sampled_from(["care", "school", "yes", "2026-11-18"]), max_size=14)))
def test_any_cells_give_rows_or_faults(table: list[list[str]]) -> None:
    text = "\n".join([STAFF_HEADER, *(",".join(cells) for cells in table)])
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "list.csv")
        path.write_bytes(text.encode("utf-8", errors="replace"))
        rows, faults = read_staff(path)
    assert all(entry.row.payroll_number and entry.line > 1 for entry in rows)
    assert rows or faults or not any(any(cells) or len(cells) > 1 for cells in table)
