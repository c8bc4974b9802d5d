"""What is remarked about a team: why nobody is shown, and that there is nothing to do."""

from __future__ import annotations

import datetime as dt

import pytest

from prevent_tui.domain.certification import Colour
from prevent_tui.i18n import Translator
from prevent_tui.screens.team_remarks import remark
from prevent_tui.screens.team_words import Filters


def told(filters: Filters | None = None, name: str | None = None, **numbers: int) -> str | None:
    """The remark about a team with so many people of each colour."""
    counts = {colour: numbers.get(colour.value, 0) for colour in Colour}
    found = remark(Translator("en"), counts, filters or Filters(), name, None)
    return found.plain.strip() if found else None


def test_while_somebody_has_something_to_do_nothing_is_remarked() -> None:
    assert told(red=1, green=3) is None
    assert told(amber=1) is None
    assert told(Filters(colours=frozenset({Colour.GREEN})), green=3) is None


def test_nothing_to_do_is_said() -> None:
    assert told(green=1) == "● Everybody is certified."
    assert told(green=1, grey=1) == "● Everybody who is here is certified."
    assert told(grey=2) == "Everybody is on leave: nothing is to be done until they are back."


@pytest.mark.parametrize(
    ("filters", "name", "words"),
    [
        (Filters(name="zzz"), None, "Nobody fits. Press 0"),
        (Filters(certification="first aid"), None, "called: Prevent and WRAP certification pathway. Press 0"),
        (Filters(as_at=dt.date(1990, 1, 1)), None, "Nobody was here on that day"),
        (Filters(), "", "Everybody has a manager who works here."),
        (Filters(), None, "Nobody reports to you directly. Press w"),
        (Filters(), "Rhian Boss", "Nobody reports to them directly."),
        (Filters(whole=True), None, "Nobody reports to anybody here."),
    ],
)
def test_why_nobody_is_shown(filters: Filters, name: str | None, words: str) -> None:
    assert words in (told(filters, name) or "")
