"""People as the staff list knows them."""

from __future__ import annotations

import datetime as dt
import enum
import unicodedata
from dataclasses import dataclass


class StaffGroup(enum.StrEnum):
    """Where a person works; decides which options are recommended."""

    CARE = "care"
    PLACE = "place"
    MEMBER = "member"
    SCHOOL = "school"
    OTHER = "other"


class SchoolRole(enum.StrEnum):
    """A role in a school; leadership is heads, deputies, safeguarding leads and key pastoral staff."""

    LEADERSHIP = "leadership"
    TEACHING = "teaching"
    SUPPORT = "support"
    GOVERNOR = "governor"


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One row of a staff list; None is "not known"."""

    payroll_number: str
    given_name: str
    family_name: str
    email: str | None = None
    manager_payroll_number: str | None = None
    staff_group: StaffGroup | None = None
    frontline: bool | None = None
    school_role: SchoolRole | None = None
    it_access: bool | None = None
    started_on: dt.date | None = None
    left_on: dt.date | None = None
    language: str | None = None


def fold(text: str) -> str:
    """The search and sort key of a text: no accents (ŵ becomes w), no case, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.split())
