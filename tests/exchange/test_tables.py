from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_tui.domain.errors import Fault, PreventError
from prevent_tui.exchange import tables
from prevent_tui.exchange.tables import Layout, Row, read_table
from prevent_tui.safety import CONTROL
from tests.exchange.files import written

LAYOUT = Layout(("number", "name"), frozenset({"number"}))


def read(path: Path) -> tuple[list[Row], list[Fault]]:
    items = list(read_table(path, LAYOUT))
    rows = [item for item in items if isinstance(item, Row)]
    return rows, [item for item in items if isinstance(item, Fault)]


def places(faults: list[Fault]) -> list[tuple[str, int | None, str | None]]:
    return [(fault.code, fault.line, fault.column) for fault in faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_rows_are_read_whatever_the_mark_and_the_line_ends(tmp_path: Path, encoding: str, ending: str) -> None:
    path = written(tmp_path, "number,name", "1,Siân", "2,Ŵyn", encoding=encoding, ending=ending)
    rows, faults = read(path)
    assert [(row.line, row.cells) for row in rows] == [
        (2, {"number": "1", "name": "Siân"}),
        (3, {"number": "2", "name": "Ŵyn"}),
    ]
    assert not faults


def test_columns_come_in_any_order(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "name,number", "Ann,1"))
    assert rows[0].cells == {"number": "1", "name": "Ann"}
    assert not faults


def test_cells_lose_the_spaces_around_them_and_are_composed(tmp_path: Path) -> None:
    rows, _ = read(written(tmp_path, "number,name", " 007 , Sia\u0302n "))
    assert rows[0].cells == {"number": "007", "name": "Siân"}


def test_columns_at_fault_are_named_and_leave_no_row_usable(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "number,number,shoe_size", "1,2,3"))
    assert places(faults) == [
        ("doubled_column", 1, "number"),
        ("unknown_column", 1, "shoe_size"),
        ("missing_column", 1, "name"),
    ]
    assert not any(row.usable for row in rows)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_a_file_without_a_header_is_a_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    assert places(read(path)[1]) == [("no_header", 1, None)]


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "number,name", "", "1,Ann", ""))
    assert [row.line for row in rows] == [3]
    assert not faults


def test_quoted_line_ends_are_refused_and_counted(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "number,name", '1,"Ann', 'Marie"', "2,Bo", ",Cai"))
    assert [(row.line, row.usable) for row in rows] == [(2, False), (4, True), (5, False)]
    assert places(faults) == [("control_character", 2, "name"), ("empty", 5, "number")]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u202e", "\u2066", "\u200f"])
def test_control_characters_are_refused_by_name(tmp_path: Path, character: str) -> None:
    _, faults = read(written(tmp_path, "number,name", f"1,Ann{character}"))
    assert places(faults) == [("control_character", 2, "name")]
    assert faults[0].details == (("character", f"U+{ord(character):04X}"),)


def test_too_few_and_too_many_cells_are_faults(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "number,name", "1", "2,Bo,extra", "3,Cai"))
    assert places(faults) == [("too_few_cells", 2, None), ("too_many_cells", 3, None)]
    assert [row.line for row in rows] == [4]


def test_a_cell_of_200_characters_is_the_longest(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "number,name", "1," + "ŵ" * 200, "2," + "ŵ" * 201))
    assert [row.usable for row in rows] == [True, False]
    assert places(faults) == [("too_long", 3, "name")]


def test_bytes_that_are_not_utf_8_are_faults_of_their_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"number,name\n1,Ann\n2,Si\xe2n\n3,Cai\n4,\xff\n")
    rows, faults = read(path)
    assert places(faults) == [("not_utf8", 3, None), ("not_utf8", 5, None)]
    assert [row.line for row in rows if row.usable] == [2, 4]


def test_a_bad_byte_after_lone_returns_has_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"number,name\r1,Ann\r2,\xff\r")
    assert places(read(path)[1]) == [("not_utf8", 3, None)]


def test_stray_and_unclosed_quotes_are_faults_where_their_row_begins(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "number,name", '1,"A"nn', "2,Bo", '3,"Cai', "4,Dai"))
    assert places(faults) == [("stray_quote", 2, None), ("unclosed_quote", 4, None)]
    assert [row.line for row in rows if row.usable] == [3]


def test_the_limits_on_rows_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "number,name", "1,Ann", "2,Bo", "3,Cai")
    monkeypatch.setattr(tables, "MAX_ROWS", 2)
    rows, faults = read(path)
    assert [row.line for row in rows] == [2, 3]
    assert places(faults) == [("too_many_rows", 4, None)]
    monkeypatch.setattr(tables, "MAX_BYTES", path.stat().st_size)
    assert places(read(path)[1]) == [("too_many_rows", 4, None)]
    monkeypatch.setattr(tables, "MAX_BYTES", path.stat().st_size - 1)
    assert ("file_too_big", None, None) in places(read(path)[1])


def test_a_line_without_end_costs_one_fault(tmp_path: Path) -> None:
    _, faults = read(written(tmp_path, "number,name", "," * 2_000_000, "2,Bo"))
    assert places(faults) == [("line_too_long", 2, None)]


def test_faults_carry_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    _, faults = read(written(tmp_path, "number,name,\x1b[2J" + "x" * 500, "1,Ann,"))
    assert faults[0].column == "[2J" + "x" * 57 + "…"


def test_a_file_that_cannot_be_read_is_an_error_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(PreventError) as raised:
        read(tmp_path / "none.csv")
    assert raised.value.code == "cannot_read"
    assert raised.value.details["reason"] == "No such file or directory"


@given(st.binary(max_size=300) | st.text(alphabet='12,"\r\n é\x00\u202e').map(lambda text: text.encode()))
def test_any_bytes_after_a_good_header_give_rows_or_faults(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "list.csv")
        path.write_bytes(b"number,name\n" + content)
        rows, faults = read(path)
    assert all(row.usable for row in rows) or faults
    assert all(not CONTROL.search("".join(row.cells.values())) for row in rows)
    assert rows or faults or not content.strip(b"\r\n")


@given(st.binary(max_size=300))
def test_any_bytes_at_all_give_rows_or_faults(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, "list.csv")
        path.write_bytes(content)
        assert read(path)[1]
