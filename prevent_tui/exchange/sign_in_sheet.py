"""A session's sign-in sheet: a page to print, plain text to print, and CSV for a spreadsheet.

Text from people is escaped in the page and quoted for spreadsheets.
"""

from __future__ import annotations

import csv
import html
import io
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from prevent_tui.exchange.register_files import STYLE
from prevent_tui.exchange.spreadsheet import safe_cell
from prevent_tui.safety import clean

KEYS = (
    "session_id", "title", "starts_at", "ends_at", "place", "trainer", "list", "number", "name", "payroll_number",
    "signature",
)  # fmt: skip
"""The columns of the CSV; `list` is booked, waiting or walk_in, `signature` is empty."""

_WIDTH = 78
_RULE = "_"


@dataclass(frozen=True, slots=True)
class Block:
    """One table of the sheet: its caption, what there is to know, and its rows (number, name, payroll number)."""

    caption: str
    remark: str
    rows: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """A sheet in one language: title, facts (name and value), names of columns, tables, a line for its trainer."""

    language: str
    title: str
    facts: Sequence[tuple[str, str]]
    columns: tuple[str, str, str, str]
    blocks: Sequence[Block]
    signature: str


_SIGNING = """
.sheet td, .sheet th { border: 1px solid #505a5f; padding: .3em .5em; height: 2.1em; vertical-align: middle; }
.sheet .no { width: 2.5em; text-align: right; } .sheet .name { width: 38%; } .sheet .number { width: 20%; }
caption span { font-weight: normal; display: block; }
"""


def as_html(sheet: SignInSheet) -> str:
    """The sheet as a page that stands alone: tables with captions and headed rows, nothing fetched from anywhere."""
    facts = "".join(f"<dt>{_e(name)}</dt><dd>{_e(value)}</dd>\n" for name, value in sheet.facts)
    tables = "".join(_table(sheet.columns, block) for block in sheet.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{_e(sheet.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_e(sheet.title)}</title>\n'
        f"<style>{STYLE}{_SIGNING}</style>\n</head>\n<body>\n<main>\n<h1>{_e(sheet.title)}</h1>\n<dl>\n{facts}</dl>\n"
        f'{tables}<div class="sign"><p>{_e(sheet.signature)}</p></div>\n</main>\n</body>\n</html>\n'
    )


def _table(columns: Sequence[str], block: Block) -> str:
    head = "".join(f'<th scope="col">{_e(name)}</th>' for name in columns)
    remark = f"<span>{_e(block.remark)}</span>" if block.remark else ""
    rows = "".join(
        f'<tr><td class="no">{_e(number)}</td><th scope="row" class="name">{_e(name)}</th>'
        f'<td class="number">{_e(payroll)}</td><td></td></tr>\n'
        for number, name, payroll in block.rows
    )
    return (
        f'<table class="sheet">\n<caption>{_e(block.caption)}{remark}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n"
    )


def as_text(sheet: SignInSheet) -> str:
    """The sheet as plain text, 78 columns wide, with a line to sign on for each person."""
    width = max((len(name) for name, _ in sheet.facts), default=0) + 2
    lines = [*textwrap.wrap(clean(sheet.title), _WIDTH), "=" * min(_WIDTH, len(clean(sheet.title))), ""]
    for name, value in sheet.facts:
        lines += textwrap.wrap(
            clean(value), _WIDTH, initial_indent=name.ljust(width), subsequent_indent=" " * width
        ) or [name]
    for block in sheet.blocks:
        lines += ["", block.caption, *textwrap.wrap(block.remark, _WIDTH), "-" * _WIDTH]
        lines += _row("", sheet.columns[1], sheet.columns[2], sheet.columns[3])
        for number, name, payroll in block.rows:
            lines += ["", *_row(number, clean(name), clean(payroll), _RULE * 22)]
    lines += ["", "", "", _RULE * 40, sheet.signature]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(number: str, name: str, payroll: str, sign: str) -> list[str]:
    """A line: number, name, payroll number, and where to sign; a long name goes on below."""
    names = textwrap.wrap(name, 33) or [_RULE * 33 if number and not payroll else ""]
    payrolls = textwrap.wrap(payroll, 14) or [_RULE * 14 if number and not name else ""]
    first = f"{number:>4}  {names[0]:<34}{payrolls[0]:<16}{sign}"
    height = max(len(names), len(payrolls))
    rest = zip(names[1:] + [""] * height, payrolls[1:] + [""] * height, strict=False)
    return [first, *(f"      {more:<34}{other}" for more, other in list(rest)[: height - 1])]


def as_csv(records: Iterable[Mapping[str, str]]) -> str:
    """The sheet as CSV that a spreadsheet shows and doesn't run."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(KEYS)
    writer.writerows([safe_cell(record[key]) for key in KEYS] for record in records)
    return text.getvalue()


def _e(text: str) -> str:
    return html.escape(clean(text))
