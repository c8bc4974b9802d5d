"""The staff list: who works here, for whom, and since when."""

from __future__ import annotations

from pathlib import Path

from prevent_tui.domain.errors import Fault
from prevent_tui.domain.intake import Lined
from prevent_tui.domain.people import SchoolRole, StaffGroup, StaffRow
from prevent_tui.exchange.cells import Cells, read_values
from prevent_tui.exchange.tables import Layout, Row

LAYOUT = Layout(
    columns=(
        "payroll_number",
        "given_name",
        "family_name",
        "email",
        "manager_payroll_number",
        "staff_group",
        "frontline",
        "school_role",
        "it_access",
        "started_on",
        "left_on",
        "language",
    ),
    filled=frozenset({"payroll_number", "given_name", "family_name"}),
)

_GROUPS = {group.value: group for group in StaffGroup}
_ROLES = {role.value: role for role in SchoolRole}
_ANSWERS = {"yes": True, "no": False}
_LANGUAGES = {"en": "en", "cy": "cy"}


def read_staff(path: Path) -> tuple[tuple[Lined[StaffRow], ...], tuple[Fault, ...]]:
    """The rows of a staff list without a fault of their own, and every fault of the file; see `read_values`."""
    return read_values(path, LAYOUT, lambda row, cells: Lined(row.line, _staff_row(row, cells)))


def _staff_row(row: Row, cells: Cells) -> StaffRow:
    group = cells.choice("staff_group", _GROUPS)
    role = cells.choice("school_role", _ROLES)
    # A group that isn't one has its own fault; whether the role fits it can't be said.
    if role and group is not StaffGroup.SCHOOL and (group or not row.cells["staff_group"]):
        cells.refuse("role_outside_school", "school_role", value=role)
    return StaffRow(
        payroll_number=row.cells["payroll_number"],
        given_name=row.cells["given_name"],
        family_name=row.cells["family_name"],
        email=cells.text("email"),
        manager_payroll_number=cells.text("manager_payroll_number"),
        staff_group=group,
        frontline=cells.choice("frontline", _ANSWERS),
        school_role=role,
        it_access=cells.choice("it_access", _ANSWERS),
        started_on=cells.day("started_on"),
        left_on=cells.day("left_on"),
        language=cells.choice("language", _LANGUAGES),
    )
