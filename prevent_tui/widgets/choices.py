"""Answering a question: one, several, in order, or matched to groups. Nothing is preselected.

The widget shows only what its screen confirms with `show`; what a person ticks is posted as `Picked`, so that it can be
saved first. Marks differ in shape: `( )` `(*)` for one, `[ ]` `[x]` for several, `[2]` for a place, `[B]` for a group.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.widget import Widget

from prevent_tui.widgets.area import Area

LETTERS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be answered: the kind, options and groups (pairs of id and words), and notes once it is answered.

    `about` names the question, so that the cursor is at the top of another one with the same options; `notes` maps an
    option to a remark and whether that remark is good news; `locked` means the answer stands.
    """

    kind: str
    options: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, str], ...] = ()
    notes: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    locked: bool = False
    about: str = ""


def picked(ask: Ask, value: Any, option: str, group: str | None = None) -> Any:
    """The answer after an option is chosen (again): the pure half of the widget."""
    if ask.kind in ("several", "order"):
        held = list(value or [])
        return [name for name in held if name != option] if option in held else [*held, option]
    if ask.kind == "match":
        names = [name for name, _ in ask.groups]
        groups = dict(value or {})
        now = groups.get(option)
        following = names[(names.index(now) + 1) % len(names)] if now in names else names[0]
        return {**groups, option: group or following}
    return option


def mark_of(ask: Ask, value: Any, option: str) -> str:
    """The mark before an option: its shape says the kind, its filling the answer."""
    if ask.kind == "several":
        return "[x]" if option in (value or []) else "[ ]"
    if ask.kind == "order":
        return f"[{value.index(option) + 1}]" if option in (value or []) else "[ ]"
    if ask.kind == "match":
        names = [name for name, _ in ask.groups]
        group = (value or {}).get(option)
        return f"[{LETTERS[names.index(group)]}]" if group in names else "[ ]"
    return "(*)" if option == value else "( )"


class Choices(Widget, can_focus=True):
    """The options of one question."""

    DEFAULT_CSS = """
    Choices { height: auto; color: $page-text; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("space", "pick", show=False),
        Binding("enter", "settle", show=False),
    ]

    class Picked(Message):
        """A person changed the answer to `value`; it is not shown yet."""

        def __init__(self, value: Any) -> None:
            super().__init__()
            self.value = value

    class Settled(Message):
        """A person pressed Enter on the one answer that is chosen already: they mean to go on."""

    def __init__(self, *, id: str = "choices") -> None:
        super().__init__(id=id)
        self._ask = Ask("one")
        self._shown: Any = None
        self._wanted: Any = None
        self._at = 0

    @property
    def value(self) -> Any:
        """The answer as a person last wanted it."""
        return self._wanted

    @property
    def about(self) -> str:
        """Which question is put."""
        return self._ask.about

    def ask(self, ask: Ask, value: Any) -> None:
        """Put a question with an answer so far; the cursor stays where it was in the same question."""
        before = self._ask
        if (ask.about, [name for name, _ in ask.options]) != (before.about, [name for name, _ in before.options]):
            self._at = 0
        self._ask, self._shown, self._wanted = ask, value, value
        self.can_focus = not ask.locked and bool(ask.options)
        self.refresh(layout=True)

    def show(self, value: Any) -> None:
        """Confirm an answer: it is kept, or at least it stays on the screen."""
        self._shown = value
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Every option wrapped, with the groups above for a match."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The groups, then the options."""
        return Content("\n").join(line for line, _ in self._lines(self.size.width))

    def _lines(self, width: int) -> list[tuple[Content, int]]:
        width = max(20, width)
        lines: list[tuple[Content, int]] = []
        for number, (_, words) in enumerate(self._ask.groups):
            text = textwrap.wrap(f"{LETTERS[number]}  {words}", width - 2, subsequent_indent="   ") or [""]
            lines += [(Content.styled(f"  {part}", "bold"), -1) for part in text]
        if self._ask.groups:
            lines.append((Content(""), -1))
        for number, (option, words) in enumerate(self._ask.options):
            lines += [(line, number) for line in self._option_lines(number, option, words, width)]
        return lines

    def _option_lines(self, number: int, option: str, words: str, width: int) -> list[Content]:
        here = self.has_focus and number == self._at and not self._ask.locked
        mark = mark_of(self._ask, self._shown, option)
        parts = textwrap.wrap(words, width - 7) or [""]
        lines = [f"{'►' if here else ' '} {mark} {parts[0]}", *(f"      {part}" for part in parts[1:])]
        style = "bold $focus-text on $focus" if here else ""
        styled = [Content.styled(line.ljust(width) if here else line, style) for line in lines]
        note = self._ask.notes.get(option)
        return self._noted(styled, *note, width) if note else styled

    @staticmethod
    def _noted(lines: list[Content], text: str, good: bool, width: int) -> list[Content]:
        """The lines of an option with a remark behind the last one, or below where it doesn't fit."""
        remark = Content.styled(text, "bold $rag-green" if good else "bold $rag-red")
        if lines[-1].cell_length + 2 + remark.cell_length <= width:
            return [*lines[:-1], Content.assemble(lines[-1], "  ", remark)]
        return [*lines, *(Content.assemble("      ", remark[start:end]) for start, end in _wraps(text, width - 7))]

    @property
    def cursor_cell(self) -> Offset:
        """The mark of the option that Space would choose."""
        for row, (_, number) in enumerate(self._lines(self.size.width)):
            if number == self._at:
                return Offset(3, row)
        return Offset(0, 0)

    def _options_seen(self) -> None:
        rows = [row for row, (_, number) in enumerate(self._lines(self.size.width)) if number == self._at]
        if rows:
            self.screen.scroll_to_region_of(self, Region(0, rows[0], self.size.width, len(rows)))  # type: ignore[attr-defined]

    def _comes_into_view(self) -> bool:
        """Bring the option under the cursor into view; whether it was out of it, so that nobody chooses unseen."""
        area = next((widget for widget in self.ancestors if isinstance(widget, Area)), None)
        if area is None:
            return False
        row, top = self.virtual_region.y + self.cursor_cell.y, area.scroll_offset.y
        if top <= row < top + area.size.height:
            return False
        self._options_seen()
        return True

    def action_step(self, by: int) -> None:
        """Move to another option."""
        if self._comes_into_view():
            return
        at = max(0, min(len(self._ask.options) - 1, self._at + by))
        if at != self._at:
            self._at = at
            self.refresh()
            self._options_seen()

    def action_pick(self) -> None:
        """Choose the option under the cursor (again)."""
        if self._comes_into_view():
            return
        self._pick(self._ask.options[self._at][0])

    def action_settle(self) -> None:
        """Choose the option under the cursor; where it is the chosen one already, go on."""
        if self._comes_into_view():
            return
        option = self._ask.options[self._at][0]
        if self._ask.kind in ("one", "scenario") and option == self._wanted == self._shown:
            self.post_message(self.Settled())
        else:
            self._pick(option)

    def on_key(self, event: Key) -> None:
        """A group's letter puts the option under the cursor into that group."""
        names = [name for name, _ in self._ask.groups]
        letter = (event.character or "").upper()
        if letter and letter in LETTERS[: len(names)]:
            event.stop()
            if self._comes_into_view():
                return
            self._pick(self._ask.options[self._at][0], names[LETTERS.index(letter)])

    def on_click(self, event: Click) -> None:
        """A click chooses the option under it."""
        lines = self._lines(self.size.width)
        if not self._ask.locked and 0 <= event.y < len(lines) and lines[event.y][1] >= 0:
            self._at = lines[event.y][1]
            self.action_pick()

    def _pick(self, option: str, group: str | None = None) -> None:
        if self._ask.locked:
            return
        self._wanted = picked(self._ask, self._wanted, option, group)
        self.post_message(self.Picked(self._wanted))


def _wraps(text: str, width: int) -> list[tuple[int, int]]:
    """Where a text's lines begin and end when it is wrapped."""
    spans, start = [], 0
    for part in textwrap.wrap(text, width):
        start = text.index(part, start)
        spans.append((start, start + len(part)))
    return spans


def options_in(words: Mapping[str, str], order: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pairs of an option's id and words, in that order; an option without words shows its id."""
    return tuple((option, words.get(option, option)) for option in order)
