"""Records as CSV and JSON: what commands print and what screens save, by the same rules."""

from __future__ import annotations

import csv
import datetime as dt
import enum
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from prevent_tui.exchange.spreadsheet import safe_cell


def as_json(value: Any) -> str:
    """A value as JSON: days in ISO form, text as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain) + "\n"


def as_csv(records: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> str:
    """Records as CSV that a spreadsheet shows and doesn't run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([_cell(record[key]) for key in keys] for record in records)
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
