"""CSV files for tests of what is read from them."""

from __future__ import annotations

from pathlib import Path

STAFF_HEADER = (
    "payroll_number,given_name,family_name,email,manager_payroll_number,staff_group,"
    "frontline,school_role,it_access,started_on,left_on,language"
)
COMPLETIONS_HEADER = "payroll_number,option,completed_on,evidence"


def written(directory: Path, *lines: str, encoding: str = "utf-8", ending: str = "\n") -> Path:
    """A file of those lines."""
    path = directory / "list.csv"
    path.write_bytes("".join(line + ending for line in lines).encode(encoding))
    return path


def staff_line(**values: str) -> str:
    """A line of a staff list: somebody with a number and a name, and those values."""
    row = {"payroll_number": "00042", "given_name": "Elin", "family_name": "Example"} | values
    return ",".join(row.get(name, "") for name in STAFF_HEADER.split(","))
