"""The same cells, in fewer bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyte.screens import Char
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Button, Footer, Header, Input, OptionList, Static

from prevent_tui.terminal.bytes import shorter

COLUMNS, ROWS = 80, 24
PAGE = "\n\n".join(
    f"Paragraph {n}. The duty asks staff to have due regard to it, to notice, check and share. ● ▲ ■ ○ ŵ ŷ 木"
    for n in range(30)
)


class Emulator:
    """A terminal's cells and cursor, with autowrap off as in Textual's sessions."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)
        self.stream.feed("\x1b[?7l\x1b[2J")

    def feed(self, data: str) -> None:
        self.stream.feed(data)

    def state(self) -> tuple[list[list[Char]], tuple[int, int], Char]:
        cells = [[self.screen.buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]
        cursor = self.screen.cursor
        return cells, (cursor.x, cursor.y), cursor.attrs


class Recorder(HeadlessDriver):
    """Keeps each frame instead of writing it."""

    frames: list[str]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.frames.append(data)

    def flush(self) -> None:
        """Nothing waits."""


class Pages(App[None]):
    """A page such as the product's: header, text, list, fields, footer."""

    CSS = """
    Screen { background: #ffffff; color: #0b0c0c; }
    #text { height: 10; border: round #0b0c0c; }
    .marked { text-style: underline reverse strike; }
    """
    BINDINGS = [("f1", "help", "Help"), ("n", "next", "Next")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        yield Header()
        with VerticalScroll(id="text"):
            yield Static(Content(PAGE))
            yield Static("   underlined   all      the        way            ", classes="marked")
        yield OptionList(*[f"Option {n}" for n in range(20)])
        yield Input(value="typed text")
        yield Button("Save and continue", variant="success")
        yield Footer()

    def get_driver_class(self) -> type[Driver]:
        return Recorder


async def recorded() -> list[str]:
    """The frames of a session: first paint, scrolls, focus changes and typing."""
    frames: list[str] = []
    Recorder.frames = frames
    app = Pages()
    app.animation_level = "none"
    async with app.run_test(headless=False, size=(COLUMNS, ROWS)) as pilot:
        await pilot.press(
            "pagedown", "end", "home", "tab", "down", "down", "end", "tab", "x", "backspace", "tab", "tab"
        )
    return [frame for frame in frames if re.search(r"\x1b\[\d+;\d+H\Z", frame)]


async def test_real_frames_show_the_same_in_little_more_than_half_the_bytes() -> None:
    frames = await recorded()
    assert len(frames) >= 10
    plain, diet, no_erase = Emulator(), Emulator(), Emulator()
    for frame in frames:
        plain.feed(frame)
        diet.feed(shorter(frame))
        no_erase.feed(shorter(frame, erases=False))
        assert diet.state() == plain.state()
        assert no_erase.state() == plain.state()
    before = sum(len(frame.encode()) for frame in frames)
    after = sum(len(shorter(frame).encode()) for frame in frames)
    assert after <= 0.6 * before
    assert all(len(shorter(frame)) <= len(frame) for frame in frames)


STYLES = ["0", "", "1", "1;31", "7", "4;38;5;9", "38;2;11;12;12;48;2;255;255;255", "48;2;255;221;0", "39",
          "49", "22", "24", "27", "3;97;104", "9;33", "2;34;41"]  # fmt: skip
TEXTS = [
    "",
    " ",
    "      ",
    " " * 30,
    "plain",
    "  two  words  ",
    "ŵyth",
    "木木",
    "│─●",
    "x" * 12,
    "end" + " " * 20,
]


def sequences() -> Iterator[st.SearchStrategy[str]]:
    yield st.sampled_from(STYLES).map("\x1b[{}m".format)
    yield st.sampled_from(TEXTS)
    yield st.sampled_from(TEXTS)
    yield st.tuples(st.integers(1, ROWS), st.sampled_from([1, 1, 2, 7, 13, 40, 60])).map(
        lambda at: f"\x1b[{at[0]};{at[1]}H"
    )
    yield st.just("\x1b[1;1Hfirst\n\x1b[2;1H")  # a line break never scrolls: it comes before the last row
    yield st.sampled_from(["\x1b[?25l", "\x1b[K", "\x1b]8;id=1;http://a/\x1b\\", "\r", "\x1b[3C"])


@given(st.lists(st.one_of(*sequences()), max_size=40), st.booleans())
def test_any_frame_shows_the_same(parts: list[str], erases: bool) -> None:
    frame = "\x1b[3;1H" + "".join(parts) + "\x1b[0m\x1b[5;9H"
    plain, diet = Emulator(), Emulator()
    for emulator, data in ((plain, frame), (diet, shorter(frame, erases=erases))):
        emulator.feed("\x1b[44mbefore" * 100 + "\x1b[0m")
        emulator.feed(data)
    assert diet.state() == plain.state()


@pytest.mark.parametrize("attribute", ["4", "7", "9", "21", "53", "5"])
def test_spaces_whose_style_shows_are_written_not_erased(attribute: str) -> None:
    frame = f"\x1b[1;1H\x1b[{attribute}m{' ' * 40}\x1b[0m\x1b[2;1H"
    assert " " * 40 in shorter(frame)


def test_spaces_are_erased_in_their_own_background() -> None:
    frame = f"\x1b[1;1H\x1b[48;5;4m{' ' * 40}\x1b[0m\x1b[2;1H"
    assert "\x1b[48;5;4m\x1b[40X" in shorter(frame)


def test_a_terminal_that_erases_in_no_colour_gets_spaces() -> None:
    frame = f"\x1b[1;1H\x1b[48;5;4m{' ' * 40}\x1b[0m\x1b[2;1H"
    assert "X" not in shorter(frame, erases=False)


@pytest.mark.parametrize("data", ["", "HELLO", "\x1b[?1049h", "\x1b[1mbold\x1b[0m", "\x07", "H\x1b[?25h"])
def test_what_is_no_frame_is_left_alone(data: str) -> None:
    assert shorter(data) == data


@pytest.mark.parametrize("code", ["77", "38;7;1", "38;2;1", "4:3", "58;5;1"])
def test_a_frame_with_a_style_nobody_knows_is_left_alone(code: str) -> None:
    frame = f"\x1b[1;1H\x1b[{code}mtext{' ' * 40}\x1b[0m\x1b[2;1H"
    assert shorter(frame) == frame or ":" in code


def test_the_next_line_costs_three_bytes_and_an_adjoining_cell_none() -> None:
    assert shorter("\x1b[4;1Hab\n\x1b[5;1Hcd\x1b[5;3Hef\x1b[1;1H") == "\x1b[4Hab\x1b[Ecdef\x1b[1H"
