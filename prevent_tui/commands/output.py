"""Lists as a person reads them (aligned, dates in words), as a spreadsheet does, and as a program does."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from prevent_tui import wording
from prevent_tui.content.characters import cells
from prevent_tui.domain.certification import Colour
from prevent_tui.exchange import listing as lists
from prevent_tui.i18n import N_, Translator
from prevent_tui.safety import clean

Record: TypeAlias = Mapping[str, Any]
"""One row of a list by its keys; values are text, numbers, days, flags, colours or None."""

_GAP = "  "


def listing(
    t: Translator, records: Sequence[Record], headings: Mapping[str, str], *, form: str, keys: Sequence[str]
) -> None:
    """Write a list: as a table of the keys that have a heading, or with all keys in order as CSV or JSON."""
    if form == "json":
        as_json([{key: record[key] for key in keys} for record in records])
    elif form == "csv":
        as_csv(records, keys)
    else:
        as_table(t, [[record[key] for key in headings] for record in records], list(headings.values()))


def as_json(value: Any) -> None:
    """Write a value as JSON: days in ISO form, text as it is."""
    sys.stdout.write(lists.as_json(value))


def as_csv(records: Sequence[Record], keys: Sequence[str]) -> None:
    """Write records as CSV that a spreadsheet shows and doesn't run."""
    sys.stdout.write(lists.as_csv(records, keys))


def pieces(parts: Iterable[str]) -> None:
    """Write a list of any length piece by piece."""
    sys.stdout.writelines(parts)


def as_table(t: Translator, rows: Sequence[Sequence[Any]], headings: Sequence[str]) -> None:
    """Write rows under their headings, in columns as wide as their widest value."""
    lines = [[t.tr(heading) for heading in headings]]
    lines += [[clean(_in_words(t, value)) for value in row] for row in rows]
    widths = [max(cells(line[column]) for line in lines) for column in range(len(headings))]
    for line in lines:
        padded = (text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True))
        say(_GAP.join(padded).rstrip())


def say(text: str) -> None:
    """Write one line, safe to show on a terminal."""
    print(clean(text))


def _in_words(t: Translator, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t.tr(N_("yes")) if value else t.tr(N_("no"))
    if isinstance(value, Colour):
        return f"{wording.MARKS[value]} {wording.colour_word(t, value)}"
    return t.date(value) if isinstance(value, dt.date) else str(value)
