"""What is wrong is said in the language in force, whenever that changes."""

from __future__ import annotations

from textual.widgets import Input

from prevent_tui.i18n import Translator
from prevent_tui.widgets.action import Action
from tests.screens.learning import at_start

MESSAGES = ("There is a problem", "Enter your payroll number", "Enter your password or one-time code")


async def test_a_problem_and_what_stands_beside_its_field_change_with_the_language(sqlite_url: str) -> None:
    welsh = Translator("cy")
    async with at_start(sqlite_url) as face:
        await face.press("enter", "enter")
        face.app.screen.query_one("#sign-in", Action).focus()
        await face.press("enter", "down")
        for message in MESSAGES:
            assert message in face.text
        await face.press("ctrl+l")
        for message in MESSAGES:
            assert message not in face.text
            assert welsh.tr(message) in face.text
        await face.press("enter")
        assert isinstance(face.app.focused, Input)
        assert face.app.focused.id == "secret"  # the line that was chosen
        await face.press("ctrl+l")
        assert MESSAGES[1] in face.text


async def test_a_problem_that_is_mended_does_not_come_back_in_the_other_language(sqlite_url: str) -> None:
    async with at_start(sqlite_url) as face:
        await face.press("enter", "right", "enter", "right")
        assert "There is a problem" in face.text
        await face.press("enter", "space", "right", "ctrl+l")
        assert Translator("cy").tr("There is a problem") not in face.text
