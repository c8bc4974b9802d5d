"""Records as CSV and JSON: what commands print and what screens save, by the same rules."""

from __future__ import annotations

import csv
import datetime as dt
import enum
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from prevent_tui.exchange.spreadsheet import safe_cell


def as_json(value: Any) -> str:
    """A value as JSON: days in ISO form, text as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def json_parts(head: Mapping[str, Any], key: str, records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The JSON of `head` with the records as its last value, as `as_json` writes it, a piece at a time."""
    yield as_json({**head, key: []}).removesuffix("[]\n}\n") + "["
    between, end = "\n", "]\n}\n"
    for record in records:
        text = as_json(record).rstrip("\n").replace("\n", "\n    ")  # no text in JSON holds a line break itself
        yield f"{between}    {text}"
        between, end = ",\n", "\n  ]\n}\n"
    yield end


def as_csv(records: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> str:
    """Records as CSV that a spreadsheet shows and doesn't run."""
    return "".join(csv_parts(records, keys))


def csv_parts(records: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> Iterator[str]:
    """The same a line at a time."""
    yield _line(keys)
    for record in records:
        yield _line([_cell(record[key]) for key in keys])


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, enum.Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, dt.date) else safe_cell(str(value))
