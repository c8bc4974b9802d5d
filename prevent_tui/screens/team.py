"""The grid: who in the team is not compliant, and what there is to do. Red comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from prevent_tui.domain.certification import Colour
from prevent_tui.i18n import N_
from prevent_tui.screens import team_columns, team_remarks, team_words
from prevent_tui.screens.team_rows import TeamRows
from prevent_tui.screens.team_words import Filters
from prevent_tui.widgets.grid import Grid
from prevent_tui.widgets.words import Words

if TYPE_CHECKING:
    from prevent_tui.services.team import TeamRow


class TeamScreen(TeamRows):
    """The direct reports of who is signed in or of a manager below them, or everybody further down."""

    reads_first = True
    key_lines = 2

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False),
        Binding("r,c", "colour('red')", show=False),  # red, coch
        Binding("a,o", "colour('amber')", show=False),  # amber, oren
        Binding("y,l", "colour('grey')", show=False),  # grey, llwyd
        Binding("g", "colour('green')", show=False),  # green, gwyrdd
        Binding("0", "all", show=False),
        Binding("w", "whole", show=False),
        Binding("s", "order", show=False),
        Binding("S", "turn", show=False),
        Binding("t", "app.talks", show=False),
    ]

    def body(self) -> ComposeResult:
        """Title, counts, the field to find a name, and the rows."""
        yield Words(classes="title", id="title")
        yield Words(classes="text", id="counts")
        box = Input(id="find", select_on_focus=False)
        box.cursor_blink = False
        box.display = False
        yield box
        yield Words(classes="quiet-text columns", id="columns")
        yield Grid[Any](self._draw)

    def on_mount(self) -> None:
        """Fetch the first rows; count afterwards."""
        super().on_mount()
        self.query_one(Grid).focus()

    # -- words -----------------------------------------------------------------------------------------------------

    def say(self) -> None:
        """Write the title, the counts and the names of the columns."""
        self.query_one("#title", Words).update(team_words.title(self.t, self._filters, self._manager_name))
        self.query_one("#find", Input).placeholder = self.tr(N_("Part of a name"))
        self.show_counts()
        self.query_one(Grid).reword()

    def useful_keys(self) -> list[tuple[str, str]]:
        """Opening, finding and filtering."""
        keys = [
            ("Enter", self.tr(N_("Open"))),
            ("/", self.tr(N_("Find"))),
            ("f", self.tr(N_("Filters"))),
            ("w", self._wider()),
            ("b", self.tr(N_("Teams"))),
            ("p", self.tr(N_("Forecast"))),
            ("m", self.tr(N_("Remind"))),
            ("x", self.tr(N_("Save"))),
            ("s", self.tr(N_("Order"))),
            ("d", self.tr(N_("Day"))),
            (self.tr(N_("r a y g")), self.tr(N_("Colours"))),
        ]
        if not self._saves:
            keys = [key for key in keys if key[0] not in ("m", "x")]
        if self._filters.leaves_out:
            keys.insert(0, ("0", self.tr(N_("All"))))
        return keys

    def _wider(self) -> str:
        if not self._filters.whole:
            return self.tr(N_("Everyone"))
        return self.tr(N_("No manager")) if self._manager_id == "" else self.tr(N_("Direct"))

    def show_counts(self) -> None:
        """The counts, what there is to remark, and the heads of the columns where there are rows."""
        counted, nobody = Content("\n"), False
        if self._counts is not None:
            first = next(iter(self.query_one(Grid).rows), None)
            counted = team_words.counted(self.t, self._counts, self._filters)
            remark = team_remarks.remark(self.t, self._counts, self._filters, self._manager_name, first)
            counted = Content("\n").join([counted, *([remark] if remark else [])])
            nobody = not sum(self._counts.values())
        self.query_one("#counts", Words).update(counted)
        heads = team_columns.columns(self.t, self.app.size.width - 4, self._filters)
        self.query_one("#columns", Words).update(Content("" if nobody else heads))

    def _draw(self, row: TeamRow, width: int, here: bool) -> Content:
        arranged = self._arranged.get(row.person_id)
        return team_columns.row(self.t, row, width, here=here, filters=self._filters, arranged=arranged)

    def on_resize(self) -> None:
        """Other columns may fit."""
        self.say()

    # -- finding and opening ---------------------------------------------------------------------------------------

    def action_find(self) -> None:
        """Type part of a name; the grid follows."""
        box = self.query_one("#find", Input)
        box.display = True
        box.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """The grid shows who fits what the field holds by now: more may have been typed since the message."""
        self._apply(replace(self._filters, name=message.input.value.strip()))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes back to the rows, with the name kept."""
        message.input.display = bool(message.value.strip())
        self.query_one(Grid).focus()

    def action_colour(self, name: str) -> None:
        """Show one colour, add another, or take it out again."""
        self._apply(self._filters.with_colour(Colour(name)))

    def action_whole(self) -> None:
        """Everybody below, or direct reports alone."""
        self._apply(replace(self._filters, whole=not self._filters.whole))

    def action_order(self) -> None:
        """Order the rows by the next column."""
        self._apply(self._filters.in_next_order())

    def action_turn(self) -> None:
        """Turn the order round; the most urgent always come first."""
        if self._filters.order:
            self._apply(replace(self._filters, descending=not self._filters.descending))

    def action_all(self) -> None:
        """Show everybody again."""
        self._apply(self._filters.without())

    def _apply(self, filters: Filters) -> None:
        """Show the rows of other filters, from the first."""
        if filters == self._filters:
            return
        self._filters = filters
        box = self.query_one("#find", Input)
        if box.value.strip() != filters.name:
            with box.prevent(Input.Changed):
                box.value = filters.name
        if self.focused is not box:
            box.display = bool(filters.name)
        self.query_one(Grid).fill([], 0)
        self.retell()
        self.load(self._load)

    def action_leave(self) -> None:
        """Out of the field first, then out of the grid."""
        box = self.query_one("#find", Input)
        if self.focused is box:
            box.display = bool(box.value.strip())
            self.query_one(Grid).focus()
        else:
            super().action_leave()
