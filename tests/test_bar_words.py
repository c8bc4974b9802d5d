"""The line of keys: what gives way on a narrow terminal."""

from __future__ import annotations

import pytest

from prevent_tui import bar_words
from prevent_tui.i18n import N_, Translator


@pytest.mark.parametrize("language", ["en", "cy"])
def test_at_sixty_columns_a_question_still_says_how_to_choose_and_submit(language: str) -> None:
    t = Translator(language)
    useful = [("Space", t.tr(N_("Choose"))), ("→", t.tr(N_("Submit"))), ("↑↓", t.tr(N_("Move")))]
    keys = bar_words.keys(t, useful, more=False, leave=N_("Home"))
    shown = bar_words.closer(keys, 60)
    assert shown is not None
    assert [key for key, _ in shown] == ["Space", "→", "F2", "Esc", "Ctrl+Q"]
    assert sum(len(key) + len(what) + 2 for key, what in shown) <= 60
    assert bar_words.closer(keys, 80) is None


@pytest.mark.parametrize("room", [60, 80, 120])
def test_two_lines_hold_the_keys_in_their_order_and_end_with_how_to_leave(room: int) -> None:
    t = Translator("en")
    useful = [(letter, "Something") for letter in "abcdefghij"]
    keys = bar_words.keys(t, useful, more=False, leave=N_("Home"))
    (above, below), after = bar_words.in_two_lines(keys, room)
    air = 2 + len(after)
    assert all(sum(len(key) + len(what) + air for key, what in line) <= room for line in (above, below))
    shown = [one for one in [*above, *below] if one in useful]
    assert shown == useful[: len(shown)]
    assert [key for key, _ in below[-3:]] == ["F2", "Esc", "Ctrl+Q"]
    assert len(shown) == {60: 7, 80: 9, 120: 10}[room]
