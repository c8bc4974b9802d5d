from __future__ import annotations

import pytest

from prevent_tui.exchange.spreadsheet import safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1", '=HYPERLINK("x")'])
def test_what_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Siân", "O'Brien", "2026-11-18", "00042", "a=b", "'quoted'"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
