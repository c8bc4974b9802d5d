"""What the grid shows: whose people, which of them, on which day, in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from prevent_tui import wording
from prevent_tui.domain.certification import Colour
from prevent_tui.domain.days import EARLIEST, read_day, require_reach
from prevent_tui.domain.errors import PreventError
from prevent_tui.domain.options import OptionId
from prevent_tui.i18n import N_
from prevent_tui.screens import team_words
from prevent_tui.screens.base import HouseScreen
from prevent_tui.screens.team_words import Filters, fitted
from prevent_tui.widgets.action import Action
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

LABELS = {
    "whole": N_("Whose"),
    "colours": N_("Colours"),
    "name": N_("Name contains"),
    "certification": N_("Certification contains"),
    "staff_group": N_("Staff group"),
    "option": N_("Certified by"),
    "as_at": N_("As at"),
    "order": N_("Order"),
}
"""What can be chosen, from the top down."""

_TYPED = ("name", "certification", "as_at")
_COLOURS = (team_words.EVERY_COLOUR, *(frozenset({colour}) for colour in team_words.ORDER))
_CHOICES: dict[str, tuple[object, ...]] = {
    "whole": (False, True),
    "colours": (*_COLOURS, frozenset(team_words.ORDER[:2])),
    "staff_group": (None, *(group.value for group in team_words.GROUPS)),
    "option": (None, *(option.value for option in OptionId)),
    "order": tuple(team_words.ORDERS),
}


class FilterScreen(HouseScreen):
    """A line for each thing that can be chosen; the arrows change it, Enter lets one type."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "change(1)", show=False),
        Binding("left", "change(-1)", show=False),
        Binding("r,c", "colour('red')", show=False),  # as in the list
        Binding("a,o", "colour('amber')", show=False),
        Binding("y,l", "colour('grey')", show=False),
        Binding("g", "colour('green')", show=False),
    ]

    def __init__(self, filters: Filters, apply: Callable[[Filters], None], *, at: str = "") -> None:
        """`at` is the line whose value is asked for at once; the list follows when it is given."""
        super().__init__()
        self._filters = filters
        self._apply = apply
        self._at_once = at

    def body(self) -> ComposeResult:
        """The lines, a field for what is typed, and what follows."""
        yield Words(classes="title", id="title")
        yield Grid[str](self._draw, id="filters")
        yield Words(classes="label", id="typed-label")
        box = Input(id="typed", select_on_focus=False)
        box.cursor_blink = False
        yield box
        with Horizontal(classes="acts"):
            yield Action(id="show")
            yield Action(id="everybody", kind="quiet")

    def on_mount(self) -> None:
        """Begin at the first line."""
        super().on_mount()
        grid = self.query_one(Grid)
        grid.styles.height = len(LABELS)
        grid.fill(list(LABELS), len(LABELS))
        grid.focus()
        self._close()
        if self._at_once:
            grid.fill(list(LABELS), len(LABELS), at=list(LABELS).index(self._at_once))
            self.call_after_refresh(self._ask, self._at_once)  # what isn't laid out yet takes no focus

    def say(self) -> None:
        """Write the title and what the buttons do; the lines draw themselves."""
        self.query_one("#title", Words).update(self.tr(N_("What the team's list shows")))
        self.query_one("#show", Action).show(self.tr(N_("Show the list")))
        self.query_one("#everybody", Action).show(self.tr(N_("Show everybody")))
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Choosing and changing."""
        if self.focused is self.query_one("#typed"):
            return [("Enter", self.tr(N_("Show the list") if self._at_once else N_("Keep what is typed")))]
        letters = (self.tr(N_("r a y g")), self.tr(N_("Colours")))
        return [("← → Enter", self.tr(N_("Change"))), letters]

    # -- the lines -------------------------------------------------------------------------------------------------

    def _draw(self, name: str, width: int, here: bool) -> Content:
        text = f"{self.tr(LABELS[name]):<26}"
        value = fitted(self._value(name), max(10, width - 29))
        if here:
            return Content(f"► {text}{value}").pad_right(0).stylize("bold $focus-text on $focus")
        return Content.assemble("  ", (text, "$secondary-text"), value)

    def _value(self, name: str) -> str:
        filters, any_ = self._filters, self.tr(N_("any"))
        if name == "whole":
            return self.tr(N_("everyone below")) if filters.whole else self.tr(N_("direct reports"))
        if name == "colours":
            if filters.colours == team_words.EVERY_COLOUR:
                return any_
            words = [c for c in team_words.ORDER if c in filters.colours]
            return ", ".join(f"{wording.MARKS[colour]} {wording.colour_word(self.t, colour)}" for colour in words)
        if name == "staff_group":
            return team_words.group(self.t, filters.staff_group) if filters.staff_group else any_
        if name == "option":
            return wording.option_name(self.t, filters.option) if filters.option else any_
        if name == "as_at":
            return self.t.date(filters.as_at) if filters.as_at else self.tr(N_("today"))
        if name == "order":
            return team_words.order(self.t, filters)
        return str(getattr(filters, name)) or any_

    def action_change(self, by: int) -> None:
        """The next or the last value of the line under the cursor."""
        grid = self.query_one(Grid)
        name = grid.row
        if self.focused is not grid or name not in _CHOICES:
            return
        values = list(_CHOICES[name])
        now = getattr(self._filters, name)
        at = values.index(now) if now in values else 0
        changed = {name: values[(at + by) % len(values)]}
        self._filters = replace(self._filters, **changed)  # type: ignore[arg-type]
        grid.reword()

    def on_grid_opened(self, message: Grid.Opened) -> None:
        """Type a value, or take the next one."""
        name = message.row
        if name not in _TYPED:
            self.action_change(1)
            return
        self._ask(name)

    def action_colour(self, name: str) -> None:
        """Show one colour, add another, or take it out again."""
        if self.focused is self.query_one(Grid):
            self._filters = self._filters.with_colour(Colour(name))
            self.query_one(Grid).reword()

    def _ask(self, name: str) -> None:
        box, label = self.query_one("#typed", Input), self.query_one("#typed-label", Words)
        day = self._filters.as_at
        box.value = (f"{day.day} {day.month} {day.year}" if day else "") if name == "as_at" else self._value_typed(name)
        hint = self.tr(N_("Any day, past or to come, for example 18 5 2027; empty means today"))
        label.update(hint if name == "as_at" else self.tr(LABELS[name]))
        box.display = label.display = True
        self.screen.set_focus(box)
        self.tell_keys()

    def _value_typed(self, name: str) -> str:
        return str(getattr(self._filters, name))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep what was typed, and go back to its line."""
        name, text = self.query_one(Grid).row, message.value.strip()
        if name == "as_at":
            try:
                day = read_day(text) if text else None
                require_reach(day or EARLIEST)
                self._filters = replace(self._filters, as_at=day)
            except PreventError as problem:
                self.refuse([("typed", problem)])
                return
        elif name is not None:
            self._filters = replace(self._filters, **{name: text})  # type: ignore[arg-type]
        self.accept()
        if self._at_once:
            self._show(self._filters)
        else:
            self._close()

    def _close(self) -> None:
        for widget in (self.query_one("#typed", Input), self.query_one("#typed-label", Words)):
            widget.display = False
        self.screen.set_focus(self.query_one(Grid))
        self.query_one(Grid).reword()
        self.tell_keys()

    def on_action_pressed(self, message: Action.Pressed) -> None:
        """Show the list as it was chosen, or with everybody."""
        self._show(self._filters.without() if message.action.id == "everybody" else self._filters)

    def _show(self, filters: Filters) -> None:
        self._apply(filters)
        super().action_leave()

    def action_leave(self) -> None:
        """Out of the field first; then back with what was chosen."""
        if self.query_one("#typed", Input).display and not self._at_once:
            self.accept()
            self._close()
            return
        self._apply(self._filters)
        super().action_leave()
