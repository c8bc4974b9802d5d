"""Which language is spoken to whom: the one chosen last, by whoever it is."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests import factories
from tests.screens.learning import Face, at_start, services_of


@pytest.fixture
def number(sqlite_url: str) -> str:
    """The payroll number of somebody who can sign in and has chosen no language."""
    services = services_of(sqlite_url)
    actor = factories.person(services)
    factories.account(services, actor)
    services.store.close()
    return "00042"


async def signed_in(face: Face, number: str) -> None:
    """Sign in from the start page."""
    await face.press("enter", "enter")
    face.app.screen.query_one("#payroll", Input).value = number
    face.app.screen.query_one("#secret", Input).value = factories.PASSWORD
    await face.press("enter")
    assert face.screen == "HomeScreen"


async def test_a_language_chosen_before_signing_in_is_kept(sqlite_url: str, number: str) -> None:
    async with at_start(sqlite_url) as face:
        await face.press("ctrl+l")
        await signed_in(face, number)
        assert "Fy nysgu" in face.text
    async with at_start(sqlite_url) as face:
        await signed_in(face, number)
        assert "Fy nysgu" in face.text


async def test_a_choice_is_nobody_elses_after_signing_out(sqlite_url: str, number: str) -> None:
    async with at_start(sqlite_url, language="cy") as face:
        await face.press("ctrl+l")
        await signed_in(face, number)
        assert "My learning" in face.text
        await face.press("ctrl+l", "escape", "ctrl+l", "ctrl+l")
        assert face.screen == "StartScreen"
    async with at_start(sqlite_url) as face:
        await signed_in(face, number)
        assert "Fy nysgu" in face.text
