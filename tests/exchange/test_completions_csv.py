from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.options import OptionId
from prevent_tui.exchange.completions_csv import LAYOUT, CompletionLine, read_completions
from tests.exchange.files import COMPLETIONS_HEADER, written

TODAY = dt.date(2026, 11, 18)


def test_the_layout_is_the_documented_header() -> None:
    assert ",".join(LAYOUT.columns) == COMPLETIONS_HEADER


def test_rows_become_completions_and_the_same_row_twice_stays_two_rows(tmp_path: Path) -> None:
    line = "00042,webinar-live,2026-11-18,Signed sheet"
    rows, faults = read_completions(written(tmp_path, COMPLETIONS_HEADER, line, line, "7,wrap,2020-01-01,"), TODAY)
    assert rows == (
        CompletionLine(2, "00042", OptionId.WEBINAR_LIVE, TODAY, "Signed sheet"),
        CompletionLine(3, "00042", OptionId.WEBINAR_LIVE, TODAY, "Signed sheet"),
        CompletionLine(4, "7", OptionId.WRAP, dt.date(2020, 1, 1)),
    )
    assert not faults


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("1,elearning,2026-11-19,", "date_in_future", "completed_on"),
        ("1,elearning,2026-02-30,", "bad_date", "completed_on"),
        ("1,elearning,18 November 2026,", "bad_date", "completed_on"),
        ("1,elearning,,", "empty", "completed_on"),
        ("1,video,2026-11-18,", "unknown_value", "option"),
        ("1,,2026-11-18,", "empty", "option"),
        (",wrap,2026-11-18,", "empty", "payroll_number"),
    ],
)
def test_a_wrong_value_is_a_fault_with_its_line_and_column(tmp_path: Path, line: str, code: str, column: str) -> None:
    rows, faults = read_completions(written(tmp_path, COMPLETIONS_HEADER, line), TODAY)
    assert [(fault.code, fault.line, fault.column) for fault in faults] == [(code, 2, column)]
    assert not rows


@given(st.text(alphabet='1,"wrap-2026\n', max_size=60))
def test_any_text_gives_rows_or_faults(text: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "list.csv")
        path.write_text(f"{COMPLETIONS_HEADER}\n{text}", encoding="utf-8")
        rows, faults = read_completions(path, TODAY)
    assert rows or faults or not text.strip()
