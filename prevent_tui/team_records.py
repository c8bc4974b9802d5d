"""The grid's rows as records: what a command prints and what a screen saves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from prevent_tui import wording
from prevent_tui.domain.certification import Colour
from prevent_tui.exchange import listing
from prevent_tui.i18n import Translator

if TYPE_CHECKING:
    from prevent_tui.services.team import TeamRow

KEYS = (
    "payroll_number",
    "name",
    "manager_payroll_number",
    "colour",
    "certified_on",
    "window_opens_on",
    "due_on",
    "absent_until",
    "certification",
    "sentence",
)
"""The keys of a person in JSON and the columns in CSV."""


def as_json(
    t: Translator, manager: str | None, as_at: dt.date, counted: Mapping[Colour, int], rows: Iterable[TeamRow]
) -> Iterator[str]:
    """The whole answer, a piece at a time: whose people, on which day, how many of each colour, and who.

    `manager` is a payroll number.
    """
    counts = {colour.value: counted.get(colour, 0) for colour in (Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY)}
    people = ({key: record[key] for key in KEYS} for record in (person(t, row) for row in rows))
    return listing.json_parts({"manager": manager, "as_at": as_at, "counts": counts}, "people", people)


def as_csv(t: Translator, rows: Iterable[TeamRow]) -> Iterator[str]:
    """The people a line at a time, for a spreadsheet."""
    return listing.csv_parts((person(t, row) for row in rows), KEYS)


def person(t: Translator, row: TeamRow) -> dict[str, Any]:
    """One row by its keys, and what to do in the grid's words."""
    window, due, absent_until = row.window_opens_on, row.due_on, row.absent_until
    certified = row.certified_on is not None
    return {
        "payroll_number": row.payroll_number,
        "name": f"{row.given_name} {row.family_name}".strip(),
        "manager_payroll_number": row.manager_number,
        "colour": row.colour,
        "certified_on": row.certified_on,
        "window_opens_on": window,
        "due_on": due,
        "absent_until": absent_until,
        "certification": t.tr(wording.CERTIFICATION),
        "sentence": wording.standing_of(
            t, row.colour, certified=certified, window=window, due=due, absent_until=absent_until
        ),
        "what_to_do": wording.what_to_do(t, row.colour, window=window, due=due, absent_until=absent_until),
    }
