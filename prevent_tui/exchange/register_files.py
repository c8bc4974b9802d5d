"""A register as files: CSV for a spreadsheet, Totara's completion upload, and a page to print.

Text from people is quoted for spreadsheets and escaped in the page.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prevent_tui.exchange.spreadsheet import safe_cell

KEYS = (
    "register", "talk_number", "held_on", "place", "presenter_payroll_number", "presenter", "payroll_number", "name",
    "signed_in_by", "state", "reason", "completion_id",
)  # fmt: skip
"""The columns of the CSV; `state` is present, removed or voided. Whether it counts is their own manager's to see."""

TOTARA_KEYS = ("username", "certificationshortname", "certificationidnumber", "completiondate", "duedate")


@dataclass(frozen=True, slots=True)
class Upload:
    """A completion that counts, as Totara takes it."""

    username: str
    completed_on: dt.date
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Sheet:
    """A register to print, in one language: heading, facts (name and value), columns, rows, and remarks below."""

    language: str
    title: str
    facts: Sequence[tuple[str, str]]
    caption: str
    columns: Sequence[str]
    rows: Iterable[Sequence[str]]
    sections: Sequence[tuple[str, Sequence[str]]] = ()
    signature: Sequence[str] = ()


def as_csv(records: Iterable[Mapping[str, str]]) -> str:
    """The register's entries as CSV that a spreadsheet shows and doesn't run."""
    return _table(KEYS, ([safe_cell(record[key]) for key in KEYS] for record in records))


def as_totara(uploads: Iterable[Upload], *, short_name: str, id_number: str) -> str:
    """Totara's certification completion upload, dates as `Y-m-d`."""
    return _table(
        TOTARA_KEYS,
        (
            [one.username, short_name, id_number, one.completed_on.isoformat(), one.due_on.isoformat()]
            for one in uploads
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue()


STYLE = """
body { font: 12pt/1.4 Arial, Helvetica, sans-serif; color: #0b0c0c; margin: 2em auto; max-width: 48em; padding: 0 1em; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 1.5em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.5em; }
dt { font-weight: bold; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin-top: 1.5em; }
caption { text-align: left; font-weight: bold; padding-bottom: .4em; }
th, td { border-bottom: 1px solid #505a5f; text-align: left; padding: .35em .6em .35em 0; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.sign { margin-top: 3em; } .sign p { border-top: 1px solid #0b0c0c; width: 20em; padding-top: .3em; margin-top: 3em; }
@media print { body { margin: 0; max-width: none; } @page { margin: 18mm; } }
"""


def as_html(sheet: Sheet) -> str:
    """The register as a page that stands alone: headings, a table with its caption, nothing fetched from anywhere."""
    return "".join(html_parts(sheet))


def html_parts(sheet: Sheet) -> Iterator[str]:
    """The same a piece at a time, as its rows come."""
    facts = "".join(f"<dt>{_e(name)}</dt><dd>{_e(value)}</dd>\n" for name, value in sheet.facts)
    head = "".join(f'<th scope="col">{_e(name)}</th>' for name in sheet.columns)
    yield (
        f'<!DOCTYPE html>\n<html lang="{_e(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_e(sheet.title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{_e(sheet.title)}</h1>\n<dl>\n{facts}</dl>\n"
        f"<table>\n<caption>{_e(sheet.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    )
    yield from map(_row, sheet.rows)
    yield "</tbody>\n</table>\n"
    yield from (_section(title, lines) for title, lines in sheet.sections)
    signature = "".join(f"<p>{_e(line)}</p>" for line in sheet.signature)
    sign = f'<div class="sign">{signature}</div>\n' if signature else ""
    yield f"{sign}</main>\n</body>\n</html>\n"


def _row(row: Sequence[str]) -> str:
    first, *rest = row
    cells = "".join(f"<td>{_e(cell)}</td>" for cell in rest)
    return f'<tr><th scope="row">{_e(first)}</th>{cells}</tr>\n'


def _section(title: str, lines: Sequence[str]) -> str:
    items = "".join(f"<li>{_e(line)}</li>\n" for line in lines)
    return f"<section>\n<h2>{_e(title)}</h2>\n<ul>\n{items}</ul>\n</section>\n"


def _e(text: str) -> str:
    return html.escape(text)
