"""The columns of a team's grid, at every width."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.content import Content

from prevent_tui.domain.arranged import Arranged, Kind
from prevent_tui.domain.certification import Colour
from prevent_tui.i18n import Translator
from prevent_tui.screens import team_columns
from prevent_tui.screens.team_words import ORDERS, Filters
from prevent_tui.services.team import TeamRow

ROW = TeamRow(
    "id", "m", Colour.AMBER, ("", "", "", ""), "100298", "Bartholomew", "Featherstonehaugh-Ŵyn", "100230",
    dt.date(2025, 9, 30), dt.date(2027, 3, 30), dt.date(2027, 9, 30), None, ("Llŷr", "Ŵyn-Hughes"),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("whole", [False, True])
def test_no_row_and_no_head_is_wider_than_the_screen(language: str, whole: bool) -> None:
    t = Translator(language)
    for width in range(56, 160):
        for order in ORDERS:
            filters = Filters(whole=whole, order=order)
            for kind in Kind:
                arranged = Arranged(kind, dt.date(2027, 9, 28))
                line = team_columns.row(t, ROW, width, here=False, filters=filters, arranged=arranged)
                assert line.cell_length <= width, (width, order)
            assert Content(team_columns.columns(t, width, filters)).cell_length <= width


def line(width: int, *, order: str = "", arranged: Arranged | None = None, whole: bool = False) -> str:
    filters = Filters(order=order, whole=whole)
    told = team_columns.row(Translator("en"), ROW, width, here=False, filters=filters, arranged=arranged)
    return " ".join(told.plain.split())


def test_what_is_folded_when_narrow_and_added_when_wide() -> None:
    booked = Arranged(Kind.PLACE, dt.date(2027, 1, 28))
    assert line(56, arranged=booked) == "▲ Amber Bartholomew Fea… Complete by 30 Sept 2027 +"
    assert line(76, arranged=booked) == "▲ Amber Bartholomew Featherst… Complete by 30 September 2027; booked"
    wide = line(116, arranged=booked, whole=True)
    assert "Llŷr Ŵyn-Hughes 30 Sept 2025 Complete by 30 September 2027 Booked 28 Jan 2027" in wide
    assert "100298 30 Sept 2025 Complete" in line(116)


def test_the_column_that_orders_is_shown() -> None:
    assert line(56, order="due").endswith("30 Sept 2027")
    assert "30 Mar 2027 Complete by" in line(76, order="window")
    assert "Ŵyn-Hughes, Llŷr Complete by" in line(76, order="manager")
    assert "Featherstonehaugh-Ŵyn, Bart" in line(90, order="name")
