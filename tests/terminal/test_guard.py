"""No control character from data reaches the terminal, and nothing moves out of its cells."""

from __future__ import annotations

import sys

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from prevent_tui.terminal.guard import ControlGuard
from tests.pty import Terminal
from tests.test_safety import DANGEROUS

WHITE = Color.parse("white")


@pytest.mark.parametrize("character", DANGEROUS, ids=lambda c: f"U+{ord(c):04X}")
def test_each_control_goes_and_the_line_keeps_its_width(character: str) -> None:
    line = [Segment("name ", Style(bold=True)), Segment(f"Si{character}ân  ", None)]
    guarded = ControlGuard().apply(line, WHITE)
    text = "".join(segment.text for segment in guarded)
    assert character not in text
    assert cell_len(text) == sum(cell_len(segment.text) for segment in line)
    assert guarded[0].style == Style(bold=True)


def test_a_clean_line_is_passed_on_as_it_is() -> None:
    line = [Segment("Siân", Style(color="red")), Segment("  ")]
    assert ControlGuard().apply(line, WHITE) is line


def test_a_link_with_a_control_in_its_target_is_no_link() -> None:
    line = [Segment("there", Style(link="http://a/\x1b[2J")), Segment("here", Style(link="http://b/"))]
    hostile, harmless = ControlGuard().apply(line, WHITE)
    assert hostile.style is not None
    assert hostile.style.link is None
    assert harmless.style is not None
    assert harmless.style.link == "http://b/"


def test_hostile_text_is_shown_as_harmless_text_in_a_terminal() -> None:
    with Terminal([sys.executable, "-m", "tests.terminal.sample_app", "hostile"]) as terminal:
        terminal.wait_for("del tab")
        terminal.wait_quiet()
        assert "READY]0;owned!" in terminal.text
        assert "O'[31mBrien]0;t" in terminal.text
        assert "2Jc1" in terminal.text
        assert "bidi esrever." in terminal.text
        written = terminal.raw.decode()
    for unwanted in (
        "\x1b[31m",
        "\x1b]0;",
        "\x07!",
        "\x9b",
        "\x85",
        "\u202e",
        "\u2066",
        "\u200f",
        "\x7f",
        "\x1b[2J",
    ):
        assert unwanted not in written
