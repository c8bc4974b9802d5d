"""The manager's grid at the screen: far down, filtered, ordered, on another day, and sub-team by sub-team."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.widgets import Input

from prevent_tui.app import PreventApp
from prevent_tui.bootstrap import Services, services_on
from prevent_tui.desk import Desk
from prevent_tui.i18n import Translator
from prevent_tui.screens.home import HomeScreen
from prevent_tui.screens.team import TeamScreen
from prevent_tui.services.access import Actor, SignedIn
from prevent_tui.settings import Settings
from prevent_tui.storage import pathway, people, schema
from prevent_tui.storage.database import Store
from prevent_tui.widgets.grid import Grid
from tests import factories
from tests.clocks import TODAY, StillClock
from tests.databases import opened
from tests.screens.learning import Face


def organisation(url: str) -> Actor:
    """A head with two reports, one of whom leads two more."""
    with opened(url) as store:
        services = services_on(store, StillClock())
        head = factories.person(services, "1", family="Head")
        lead = factories.person(services, "2", given="Mair", family="Lead", manager=head)
        factories.completed(services, lead, "2026-11-01")
        factories.person(services, "3", given="Gwen", family="Adams", manager=head)
        for number, family in [("4", "Ŵyn"), ("5", "Zane")]:
            factories.person(services, number, family=family, manager=lead)
    return head


@asynccontextmanager
async def at_team(url: str, *, language: str = "en", size: tuple[int, int] = (80, 24)) -> AsyncIterator[Face]:
    """The grid of the head."""
    head = organisation(url)
    desk = Desk(lambda: services_on(schema.open_store(url), StillClock()))
    app = PreventApp(Settings(database=url, language=language), desk)
    try:
        async with app.run_test(size=size) as pilot:
            app.signed_in = SignedIn(head, "1", "Elin", "Head", None, False, True)
            await app.push_screen(HomeScreen())
            await app.push_screen(TeamScreen())
            face = Face(pilot, app)
            await face.settle()
            await face.settle()
            yield face
    finally:
        desk.close()


async def test_letters_typed_before_the_grid_follows_are_kept(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("slash")
        box = face.app.screen.query_one("#find", Input)
        box.insert_text_at_cursor("a")
        box.insert_text_at_cursor("d")
        await face.settle()
        await face.press("a")
        assert box.value == "ada"
        assert "Adams" in face.text


async def test_everyone_below_and_back(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        assert "My team" in face.text
        assert "2 people" in face.text
        await face.press("w")
        assert "Everyone below me" in face.text
        assert "4 people" in face.text
        assert "Elin Ŵyn" in face.text
        await face.press("w")
        assert "2 people" in face.text


async def test_any_order_and_turned_round(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("w", "s")
        assert "by family name" in face.text
        names = ["Adams, Gwen", "Lead, Mair", "Ŵyn, Elin", "Zane, Elin"]
        assert sorted(names, key=face.text.index) == names
        await face.press("S")
        assert "backwards" in face.text
        assert sorted(names, key=face.text.index) == names[::-1]


async def test_filters_are_chosen_on_a_page_and_told(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("f", "right", "down", "right", "down", "enter", *"wyn", "enter", "tab", "enter")
        assert "only Red; name contains “wyn”" in face.text
        assert "1 person" in face.text
        assert "Elin Ŵyn" in face.text
        await face.press("0")
        assert "4 people" in face.text


async def test_another_day_colours_anew_and_a_day_that_is_none_is_refused(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("f", *["down"] * 6, "enter", *"31 2 2030", "enter")
        assert "There is a problem" in face.text
        assert "“31 2 2030” is not a day in the calendar" in face.text
        await face.press("enter", *["backspace"] * 9, *"1/6/2028", "enter", "tab", "enter")
        assert "My team, as at 1 June 2028" in face.text
        assert "Complete by 1 November 2028" in face.text


async def test_a_certification_that_nobody_has_leaves_nobody(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("f", *["down"] * 3, "enter", *"first aid", "enter", "tab", "enter")
        assert "0 people; certification contains “first aid”" in face.text


async def test_sub_teams_count_and_open(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("b")
        assert "Mair Lead 2 0 0 0" in face.text
        await face.press("down", "enter")
        assert "Everyone below Mair Lead" in face.text
        assert "2 people" in face.text


async def test_direct_reports_and_sub_teams_are_everyone_below(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("d", *"1/6/2028", "enter", "b")
        assert "Sub-teams Everyone below me, as at 1 June 2028" in face.text
        assert "Direct reports 1 1 0 0" in face.text
        assert "Mair Lead 2 0 0 0" in face.text
        await face.press("enter")
        assert "My team, as at 1 June 2028" in face.text
        assert "■ 1 red ▲ 1 amber" in face.text


async def test_the_forecast_counts_and_shows_the_team_at_a_months_end(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("p")
        assert "If nothing is done, 1 turn amber and 0 turn red." in face.text
        assert "November 2026 0 0" in face.text
        await face.press("end", *["up"] * 5, "enter")
        assert "My team, as at 31 May 2028" in face.text
        assert "Complete by 1 November 2028" in face.text


async def test_what_is_typed_after_the_slash_finds(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("w", "slash", *"zane")
        assert "name contains “zane”" in face.text
        assert "1 person" in face.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_columns_fit(sqlite_url: str, size: tuple[int, int]) -> None:
    async with at_team(sqlite_url, language="cy", size=size) as face:
        await face.press("w")
        assert Translator("cy").tr("Everyone below me") in face.text
        assert (Translator("cy").tr("Manager") in face.text) == (size[0] == 120)


async def test_an_order_shows_its_column_and_which_way_it_goes(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("s", "s")
        assert "Payroll ↓" in face.text
        assert "Mair Lead 2 " in face.text
        await face.press("S", "s")
        assert "Manager ↓" in face.text
        await face.press("s")
        assert "Certified ↓" in face.text
        assert "Mair Lead 1 Nov 2026" in face.text


async def test_every_key_of_the_list_is_told_at_eighty_columns(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        for told in ("f Filters", "b Teams", "p Forecast", "m Remind", "x Save", "s Order", "d Day", "F1 Help"):
            assert told in face.text


async def test_what_is_arranged_is_told_and_the_person_keeps_the_cursor(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("end", "enter")
        assert "Mair Lead 2" in face.text
        await face.app.desk.run(lambda services: plan_a_talk(services.store))
        await face.press("escape")
        assert "► ● Green Mair Lead" in face.text
        assert "; talk planned" in face.text
        await face.app.desk.run(lambda services: complete_for_gwen(services))
        await face.press("enter", "escape")
        assert "► ● Green Mair Lead" in face.text  # no longer the last row
        assert face.app.screen.query_one(Grid).at == 0


def plan_a_talk(store: Store) -> None:
    """Mair's talk, three days from now."""
    with store.write():
        mair = people.by_payroll("2")
        assert mair is not None
        pathway.add_request(mair.id, by=None, at=StillClock().now())
        held = pathway.latest_request(mair.id)
        assert held is not None
        pathway.plan_request(held.id, TODAY + dt.timedelta(days=3), by=None, at=StillClock().now())


def complete_for_gwen(services: Services) -> None:
    """Gwen is certified later than Mair."""
    with services.store.read():
        gwen = people.by_payroll("3")
    assert gwen is not None
    factories.completed(services, Actor(gwen.id), "2026-11-10")


async def test_nobody_and_nothing_to_do_are_said(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("g")
        assert "only Green" in face.text
        assert "Everybody is certified" not in face.text  # others are left out
        await face.press("0", "slash", *"nobody", "enter")
        assert "Nobody fits. Press 0 to show everybody." in face.text
        await face.press("0", "d", *"1/6/2019", "enter")
        assert "Nobody was here on that day, or will be" in face.text
        await face.press("d", *["backspace"] * 9, "enter")
        await face.app.desk.run(lambda services: complete_for_gwen(services))
        await face.press("f", "escape", "enter", "escape")
        assert "● Everybody is certified. The next window opens on 1 May 2028." in face.text


async def test_a_person_opened_from_another_day_says_both(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("d", *"1/11/2199", "enter", "d", *["backspace"] * 9, *"1/1/2200", "enter")
        assert "Choose a day from 1 January 1900 to 31 December 2199." in face.text
        await face.press("enter", *["backspace"] * 9, *"1/6/2028", "enter", "end", "enter")
        assert "On 1 June 2028 ▲ Amber" in face.text
        assert "Today ● Green" in face.text


async def test_the_colours_letters_work_on_the_page_of_filters_too(sqlite_url: str) -> None:
    async with at_team(sqlite_url) as face:
        await face.press("f", "r", "g")
        assert "■ Red, ● Green" in face.text
        await face.press("escape")
        assert "only Red, Green" in face.text
        await face.press("p")
        assert "Forecast My team" in face.text
        assert "only Red" not in face.text  # the forecast is of every colour
